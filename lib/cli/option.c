/* Names and values of options, by their kind. */
#include "cli/option.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/personnummer.h"
#include "model/resemblance.h"
#include "stream/csv.h"

enum { CHOICES_MOST = 32 };

typedef enum ut_status read_function(const struct ut_option *o, const char *value, void *out, struct ut_error *err);

static enum ut_status bad_value(struct ut_error *err, const char *value, const char *expected)
{
  char quoted[UT_QUOTED];
  return ut_error_set(err, UT_USAGE, "%s is not %s", ut_quote(quoted, value, strlen(value)), expected);
}

static enum ut_status read_flag(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  (void)value;
  (void)err;
  *(bool *)out = true;
  return UT_OK;
}

static enum ut_status read_text(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  if (!*value)
    return ut_error_set(err, UT_USAGE, "the value is empty");
  *(const char **)out = value;
  return UT_OK;
}

/* What names columns, or is written out, can be nobody's number. */
static enum ut_status refuse_person(const char *value, struct ut_error *err)
{
  struct ut_personnummer_found found;
  if (!ut_personnummer_find(ut_text_of(value), &found))
    return UT_OK;
  return ut_error_set(err, UT_USAGE, "the value holds a personnummer");
}

static enum ut_status check_label(const char *value, struct ut_error *err)
{
  UT_TRY(refuse_person(value, err));
  bool valid = ut_utf8_valid(value, strlen(value)) == strlen(value);
  return valid ? UT_OK : ut_error_set(err, UT_USAGE, "not valid UTF-8");
}

static enum ut_status read_label(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  UT_TRY(check_label(value, err));
  return read_text(o, value, out, err);
}

static enum ut_status read_char(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  bool tab = strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0;
  if (!tab && (strlen(value) != 1 || !ut_csv_separates(*value)))
    return bad_value(err, value,
                     strpbrk(value, "./") ? "one character (or: tab; did you mean -o?)" : "one character (or: tab)");
  *(char *)out = tab ? '\t' : *value;
  return UT_OK;
}

static enum ut_status read_integer(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  int64_t n;
  if (!ut_text_integer(ut_text_of(value), &n))
    return bad_value(err, value, "a whole number");
  if (n < o->low || n > o->high)
    return ut_error_set(err, UT_USAGE, "%lld is not within %lld..%lld", (long long)n, (long long)o->low,
                        (long long)o->high);
  *(int64_t *)out = n;
  return UT_OK;
}

static enum ut_status read_number(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  char copy[32];
  char *end = copy;
  size_t len = strlen(value);
  if (len == 0 || len >= sizeof copy || strspn(value, "0123456789.,-") != len)
    return bad_value(err, value, "a number");
  for (size_t i = 0; i <= len; i++)
    copy[i] = (char)(value[i] == ',' ? '.' : value[i]);
  double n = strtod(copy, &end); /* the locale is never set, so the point is a point */
  if (*end || !isfinite(n))
    return bad_value(err, value, "a number");
  if (n < (double)o->low || n > (double)o->high)
    return ut_error_set(err, UT_USAGE, "%s is not within %lld..%lld", copy, (long long)o->low, (long long)o->high);
  *(double *)out = n;
  return UT_OK;
}

static enum ut_status read_date(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  ut_date d = ut_date_parse(ut_text_of(value));
  if (d == UT_DATE_NONE)
    return bad_value(err, value, "a date (expected YYYY-MM-DD)");
  *(ut_date *)out = d;
  return UT_OK;
}

static enum ut_status read_period(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  (void)o;
  return ut_period_parse(ut_text_of(value), out, err);
}

static enum ut_status read_choice(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  struct ut_buf known = {0};
  struct ut_text names[CHOICES_MOST];
  char hint[UT_SUGGESTION];
  size_t count = 0;
  for (const struct ut_choice *c = o->choices; c->name && count < CHOICES_MOST; c++) {
    if (strcmp(c->name, value) == 0) {
      ut_buf_clear(&known);
      if (o->kind == UT_OPT_EITHER)
        *(bool *)out = c->value;
      else
        memcpy(out, &c->value, sizeof c->value); /* into any enum */
      return UT_OK;
    }
    ut_buf_format(&known, "%s%s", c > o->choices ? ", " : "one of ", c->name);
    names[count++] = ut_text_of(c->name);
  }
  ut_buf_add_string(&known, ut_resemblance_suggest(names, count, ut_text_of(value), "", hint));
  const char *list = ut_buf_string(&known);
  enum ut_status status = list ? bad_value(err, value, list) : ut_error_nomem(err);
  ut_buf_clear(&known);
  return status;
}

static enum ut_status read_names(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  struct ut_names *names = out;
  (void)o;
  UT_TRY(refuse_person(value, err));
  names->count = 0; /* those that it holds are the default */
  return ut_names_parse(value, names, err);
}

static enum ut_status read_values(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  struct ut_names *values = out;
  (void)o;
  if (*value == '\0')
    return ut_error_set(err, UT_USAGE, "the value is empty");
  if (values->count == UT_NAMES_MAX)
    return ut_error_set(err, UT_USAGE, "given more than %d times", UT_NAMES_MAX);
  values->names[values->count++] = ut_text_of(value);
  return UT_OK;
}

static enum ut_status read_labels(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  UT_TRY(check_label(value, err));
  return read_values(o, value, out, err);
}

static enum ut_status read_range(const struct ut_option *o, const char *value, void *out, struct ut_error *err)
{
  struct ut_range range;
  if (!ut_range_parse(value, &range))
    return bad_value(err, value, "a range (expected A..B, whole numbers, A less than B)");
  if (range.low < o->low || range.high > o->high)
    return ut_error_set(err, UT_USAGE, "%lld..%lld is not within %lld..%lld", (long long)range.low,
                        (long long)range.high, (long long)o->low, (long long)o->high);
  *(struct ut_range *)out = range;
  return UT_OK;
}

static read_function *const readers[] = {
    [UT_OPT_FLAG] = read_flag,     [UT_OPT_TEXT] = read_text,       [UT_OPT_LABEL] = read_label,
    [UT_OPT_CHAR] = read_char,     [UT_OPT_INTEGER] = read_integer, [UT_OPT_NUMBER] = read_number,
    [UT_OPT_DATE] = read_date,     [UT_OPT_PERIOD] = read_period,   [UT_OPT_CHOICE] = read_choice,
    [UT_OPT_EITHER] = read_choice, [UT_OPT_NAMES] = read_names,     [UT_OPT_VALUES] = read_values,
    [UT_OPT_LABELS] = read_labels, [UT_OPT_RANGE] = read_range,
};

const char *ut_option_name(const struct ut_option *o, char name[UT_OPTION_NAME])
{
  const char *dot = strrchr(o->member, '.');
  snprintf(name, UT_OPTION_NAME, "%s", o->name ? o->name : dot ? dot + 1 : o->member);
  for (char *c = name; *c; c++)
    if (*c == '_')
      *c = '-';
  return name;
}

void ut_option_preset(const struct ut_option *o, void *options)
{
  void *out = (char *)options + o->offset;
  if (o->kind == UT_OPT_DATE)
    *(ut_date *)out = UT_DATE_NONE;
  if (o->kind == UT_OPT_PERIOD)
    *(struct ut_period *)out = (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
}

enum ut_status ut_option_read(const struct ut_option *o, const char *value, void *options, struct ut_error *err)
{
  return readers[o->kind](o, value, (char *)options + o->offset, err);
}
