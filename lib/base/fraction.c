/* Fractions of integers. Two products of 62 bits fit the 128 of an intermediate, so only a result can be too large. */
#include "base/fraction.h"

#include "base/whole.h"
#include "utfall/money.h"

typedef __int128 wide;

static const int64_t LIMIT = INT64_C(1) << 62;

static wide common_divisor(wide a, wide b)
{
  while (b != 0) {
    wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* In lowest terms; false where these do not fit. The denominator is not 0. */
static bool reduce(wide numerator, wide denominator, struct ut_fraction *out)
{
  wide size = numerator < 0 ? -numerator : numerator;
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  wide divisor = common_divisor(denominator, size);
  if (size / divisor >= LIMIT || denominator / divisor >= LIMIT)
    return false;
  *out = (struct ut_fraction){(int64_t)(numerator / divisor), (int64_t)(denominator / divisor)};
  return true;
}

static int64_t power_of_ten(int decimals)
{
  int64_t power = 1;
  while (decimals-- > 0)
    power *= 10;
  return power;
}

/* Digits after the last comma or point. */
static int count_decimals(struct ut_text t)
{
  int count = 0;
  for (size_t i = t.len; i-- > 0 && t.ptr[i] != ',' && t.ptr[i] != '.';)
    count += ut_char_is_digit(t.ptr[i]);
  return count;
}

/* "13 %" is 13: the sign says the unit, as kr does. */
static struct ut_text without_percent(struct ut_text t)
{
  t = ut_text_trim(t);
  if (t.len > 0 && t.ptr[t.len - 1] == '%')
    t.len--;
  return ut_text_trim(t);
}

/* A comma for the point, with more decimals than an amount may have (0,0352). 12,345 may be thousands: no guess. */
static bool parse_with_comma(struct ut_text t, int64_t *number, int64_t *divisor)
{
  const char *comma = t.len > 0 ? memchr(t.ptr, ',', t.len) : NULL;
  return comma && !ut_number_thousands(t, (size_t)(comma - t.ptr)) && ut_number_comma(t, number, divisor);
}

bool ut_fraction_parse(struct ut_text t, struct ut_fraction *out, int *decimals)
{
  int64_t number, divisor;
  ut_money money;
  t = without_percent(t);
  bool separated = memchr(t.len > 0 ? t.ptr : "", ',', t.len) || memchr(t.len > 0 ? t.ptr : "", '.', t.len);
  *decimals = separated ? count_decimals(t) : 0;
  if (!ut_number_parse(t, &number, &divisor) && !parse_with_comma(t, &number, &divisor)) {
    if (ut_money_parse(t, &money, NULL) != UT_OK)
      return false;
    number = money;
    divisor = 100;
  }
  return reduce(number, divisor, out);
}

bool ut_fraction_percent(struct ut_fraction part, struct ut_fraction whole, struct ut_fraction *out)
{
  struct ut_fraction share;
  if (!reduce((wide)part.numerator * whole.denominator, (wide)part.denominator * whole.numerator, &share))
    return false;
  return reduce((wide)100 * share.numerator, share.denominator, out);
}

bool ut_fraction_subtract(struct ut_fraction a, struct ut_fraction b, struct ut_fraction *out)
{
  return reduce((wide)a.numerator * b.denominator - (wide)b.numerator * a.denominator,
                (wide)a.denominator * b.denominator, out);
}

int ut_fraction_compare(struct ut_fraction a, struct ut_fraction b)
{
  wide left = (wide)a.numerator * b.denominator, right = (wide)b.numerator * a.denominator;
  return (left > right) - (left < right);
}

bool ut_fraction_round(struct ut_fraction f, int decimals, struct ut_fraction *out)
{
  return reduce(ut_ratio_round(f.numerator, f.denominator, decimals), power_of_ten(decimals), out);
}

char *ut_fraction_format(struct ut_fraction f, int decimals, char buf[UT_RATIO_SIZE])
{
  return ut_ratio_format(f.numerator, f.denominator, decimals, buf);
}
