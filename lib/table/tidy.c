/* Rows of tidy tables. */
#include "table/tidy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static char *next_figure(struct ut_tidy *t)
{
  return t->figures[t->figured++];
}

enum ut_status ut_tidy_open(struct ut_tidy *t, struct ut_output *output, enum ut_format to, const char *const *names,
                            size_t count, struct ut_error *err)
{
  struct ut_text columns[UT_TIDY_CELLS];
  for (size_t i = 0; i < count; i++)
    columns[i] = ut_text_of(names[i]);
  return ut_writer_open(&t->writer, output, to, columns, count, NULL, err);
}

void ut_tidy_begin(struct ut_tidy *t, const struct ut_text *keys, size_t count)
{
  t->filled = 0;
  t->figured = 0;
  if (t->lead.ptr)
    ut_tidy_text(t, t->lead);
  if (count > 0)
    memcpy(t->cells + t->filled, keys, count * sizeof *keys);
  t->filled += count;
}

void ut_tidy_text(struct ut_tidy *t, struct ut_text text)
{
  t->cells[t->filled++] = text;
}

void ut_tidy_count(struct ut_tidy *t, int64_t n)
{
  char *digits = next_figure(t);
  snprintf(digits, UT_RATIO_SIZE, "%lld", (long long)n);
  ut_tidy_text(t, ut_text_of(digits));
}

void ut_tidy_money(struct ut_tidy *t, ut_money m)
{
  ut_tidy_text(t, ut_text_of(ut_money_format(m, next_figure(t))));
}

void ut_tidy_ratio(struct ut_tidy *t, int64_t numerator, int64_t denominator)
{
  ut_tidy_text(t, ut_text_of(ut_ratio_format(numerator, denominator, t->decimals, next_figure(t))));
}

void ut_tidy_percent(struct ut_tidy *t, ut_money part, ut_money whole)
{
  if (whole == 0)
    ut_tidy_text(t, (struct ut_text){"", 0});
  else
    ut_tidy_count(t, ut_ratio_round(part, whole, 2));
}

void ut_tidy_double(struct ut_tidy *t, double value)
{
  ut_tidy_text(t, ut_text_of(ut_double_format(value, t->decimals, next_figure(t))));
}

void ut_tidy_estimate(struct ut_tidy *t, double value)
{
  char digits[UT_RATIO_SIZE];
  snprintf(digits, sizeof digits, "%.11e", value);
  ut_tidy_double(t, strtod(digits, NULL));
}

void ut_tidy_amount(struct ut_tidy *t, double amount)
{
  const double most = 9e18, noise = 1e-6;
  t->too_large = t->too_large || fabs(amount) >= most;
  if (fabs(amount) < most)
    ut_tidy_money(t, llround(amount + copysign(noise, amount)));
  else
    ut_tidy_empty(t, 1);
}

void ut_tidy_share(struct ut_tidy *t, int64_t n, int64_t base)
{
  ut_tidy_count(t, n);
  ut_tidy_count(t, base);
  ut_tidy_ratio(t, 100 * n, base);
}

void ut_tidy_empty(struct ut_tidy *t, size_t count)
{
  while (count-- > 0)
    ut_tidy_text(t, (struct ut_text){"", 0});
}

void ut_tidy_interval(struct ut_tidy *t, int64_t n, int64_t base, double z)
{
  if (base == 0) {
    ut_tidy_empty(t, 2);
    return;
  }
  struct ut_interval interval = ut_wilson(n, base, z);
  ut_tidy_double(t, interval.low);
  ut_tidy_double(t, interval.high);
}

enum ut_status ut_tidy_end(struct ut_tidy *t, struct ut_error *err)
{
  if (t->too_large)
    return ut_error_set(err, UT_BAD_INPUT, "an amount is too large to be written (90 000 000 000 000 000 kr or more)");
  return ut_writer_row(t->writer, t->cells, err);
}

enum ut_status ut_tidy_close(struct ut_tidy *t, enum ut_status status, struct ut_error *err)
{
  enum ut_status closed = ut_writer_close(t->writer, status == UT_OK, err);
  t->writer = NULL;
  return status == UT_OK ? closed : status;
}
