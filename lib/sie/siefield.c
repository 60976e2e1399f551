/* Fields of SIE: numbers, days, months, amounts. */
#include "sie/siefield.h"

enum ut_status sie_field_is_not(struct ut_text found, const char *expected, struct ut_error *err)
{
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_ROW, "%s is not %s", ut_quote(shown, found.ptr, found.len), expected);
}

enum ut_status sie_integer(struct ut_text t, int64_t least, int64_t most, const char *expected, int *out,
                           struct ut_error *err)
{
  int64_t value;
  if (!ut_text_integer(t, &value) || value < least || value > most)
    return sie_field_is_not(t, expected, err);
  *out = (int)value;
  return UT_OK;
}

/* The number that `count` digits make; -1 when they are no digits. */
static int digits(const char *ptr, size_t count)
{
  int value = 0;
  for (size_t i = 0; i < count; i++) {
    if (!ut_char_is_digit(ptr[i]))
      return -1;
    value = value * 10 + (ptr[i] - '0');
  }
  return value;
}

enum ut_status sie_date(struct ut_text t, ut_date *out, struct ut_error *err)
{
  *out = t.len == 8 ? ut_date_make(digits(t.ptr, 4), digits(t.ptr + 4, 2), digits(t.ptr + 6, 2)) : UT_DATE_NONE;
  return *out == UT_DATE_NONE ? sie_field_is_not(t, "a date (expected YYYYMMDD)", err) : UT_OK;
}

enum ut_status sie_month(struct ut_text t, struct ut_period *out, struct ut_error *err)
{
  ut_date first = t.len == 6 ? ut_date_make(digits(t.ptr, 4), digits(t.ptr + 4, 2), 1) : UT_DATE_NONE;
  *out = ut_period_of(first, UT_MONTH);
  return first == UT_DATE_NONE ? sie_field_is_not(t, "a period (expected YYYYMM)", err) : UT_OK;
}

enum { ZEROS = 2 }; /* behind the decimals, as programs write that keep four */

/* Adds up to `count` digits at *p to *value; false when it does not fit. */
static bool take_digits(const char **p, const char *end, size_t count, ut_money *value)
{
  for (; count > 0 && *p < end && ut_char_is_digit(**p); (*p)++, count--)
    if (__builtin_mul_overflow(*value, 10, value) || __builtin_add_overflow(*value, **p - '0', value))
      return false;
  return true;
}

enum ut_status sie_amount(struct ut_text t, ut_money *out, struct ut_error *err)
{
  const char *p = t.ptr, *end = t.len > 0 ? t.ptr + t.len : t.ptr;
  bool negative = p < end && *p == '-';
  p += negative;
  const char *whole = p;
  ut_money value = 0;
  bool fits = take_digits(&p, end, SIZE_MAX, &value);
  bool valid = p > whole;
  const char *decimals = p;
  if (valid && p < end && *p == '.') {
    decimals = ++p;
    fits = fits && take_digits(&p, end, 2, &value);
    valid = p > decimals;
    for (int more = 0; p < end && *p == '0' && more < ZEROS; more++)
      p++;
  }
  fits = fits && (p - decimals >= 2 || !__builtin_mul_overflow(value, p - decimals == 1 ? 10 : 100, &value));
  if (!fits)
    return sie_field_is_not(t, "an amount that can be held", err);
  if (!valid || p < end)
    return sie_field_is_not(t, "an amount (expected kronor, at most two decimals after a point, no plus)", err);
  *out = negative ? -value : value;
  return UT_OK;
}
