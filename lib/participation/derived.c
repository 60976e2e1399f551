/* Derived columns, a function for each rule. */
#include "participation/derived.h"

#include <stdio.h>

#include "utfall/participation.h"
#include "utfall/stats.h"

static void set_number(struct ut_derived *d, struct ut_value *out, int64_t number)
{
  snprintf(d->text, UT_DERIVED_TEXT, "%lld", (long long)number);
  *out = (struct ut_value){.text = ut_text_of(d->text), .number = number, .divisor = 1};
}

static void set_code(const struct ut_derived *d, struct ut_value *out, size_t code)
{
  *out =
      (struct ut_value){.text = ut_text_of(d->column->codes->codes[code].code), .number = (int64_t)code, .divisor = 1};
}

/* Which band does a number fall in? Bands are given by their lower ends, in the order of the vocabulary's codes. */
static size_t band_of(int64_t number, const int *lower, size_t count)
{
  size_t band = 0;
  while (band + 1 < count && number >= lower[band + 1])
    band++;
  return band;
}

static int64_t age_of(const struct ut_value *from)
{
  return ut_date_year((ut_date)from[0].number) - from[1].number;
}

static void derive_age(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_number(d, out, age_of(from));
}

static void derive_age_band(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  static const int lower[] = {0, 16, 20, 25, 30, 40, 50, 60};
  set_code(d, out, band_of(age_of(from), lower, sizeof lower / sizeof *lower));
}

static void derive_days(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_number(d, out, from[1].number - from[0].number);
}

/* Whole calendar months: the last day is one of the stay, so that 1 January to 31 December is 12. */
static int months_of(const struct ut_value *from)
{
  return ut_date_months_between((ut_date)from[0].number, (ut_date)from[1].number + 1);
}

static void derive_months(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_number(d, out, months_of(from));
}

static void derive_length_band(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  static const int lower[] = {0, 3, 6, 12, 24};
  if (from[1].number < from[0].number)
    *out = (struct ut_value){.text = {"", 0}, .divisor = 1, .missing = true};
  else
    set_code(d, out, band_of(months_of(from), lower, sizeof lower / sizeof *lower));
}

static void derive_support_band(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  static const int lower[] = {0, 6, 12, 24, 60};
  set_code(d, out, band_of(from[0].number, lower, sizeof lower / sizeof *lower));
}

static void derive_year(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_number(d, out, ut_date_year((ut_date)from[0].number));
}

static void set_period(struct ut_derived *d, const struct ut_value *from, enum ut_unit unit, struct ut_value *out)
{
  *out = (struct ut_value){.text = ut_text_of(ut_period_format((ut_date)from[0].number, unit, d->text)), .divisor = 1};
}

static void derive_quarter(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_period(d, from, UT_QUARTER, out);
}

static void derive_third(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_period(d, from, UT_THIRD, out);
}

static void derive_half(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_period(d, from, UT_HALF, out);
}

static void derive_month(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_period(d, from, UT_MONTH, out);
}

static void set_yes_no(const struct ut_derived *d, struct ut_value *out, bool yes)
{
  set_code(d, out, (size_t)ut_vocabulary_find(d->column->codes, ut_text_of(yes ? "ja" : "nej")));
}

static void derive_broken_off(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  set_yes_no(d, out, !ut_text_is(from[0].text, "fullfoljd"));
}

static void derive_public(struct ut_derived *d, const struct ut_value *from, struct ut_value *out)
{
  uint32_t public_support = ut_vocabulary_flagged(&ut_vocabularies[UT_FORSORJNING], UT_CODE_PUBLIC);
  set_yes_no(d, out, (from[0].list->has & public_support) != 0);
}

ut_derive *ut_derive_by(enum ut_rule rule)
{
  static ut_derive *const rules[UT_RULES] = {
      [UT_RULE_AGE] = derive_age,
      [UT_RULE_AGE_BAND] = derive_age_band,
      [UT_RULE_DAYS] = derive_days,
      [UT_RULE_MONTHS] = derive_months,
      [UT_RULE_LENGTH_BAND] = derive_length_band,
      [UT_RULE_SUPPORT_BAND] = derive_support_band,
      [UT_RULE_YEAR] = derive_year,
      [UT_RULE_HALF] = derive_half,
      [UT_RULE_THIRD] = derive_third,
      [UT_RULE_QUARTER] = derive_quarter,
      [UT_RULE_MONTH] = derive_month,
      [UT_RULE_BROKEN_OFF] = derive_broken_off,
      [UT_RULE_PUBLIC] = derive_public,
  };
  return rules[rule];
}
