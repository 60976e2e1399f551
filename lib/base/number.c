/* Numbers as text, read and written: exactly from integers, and floating point on twelve significant digits. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "utfall/text.h"

enum {
  DIGITS = 18,     /* of a number: fit an int64_t with room to spare */
  SIGNIFICANT = 12 /* of a floating-point figure */
};

typedef __int128 wide; /* holds 2^62 x 10^9 x 2 */

static int64_t saturate(wide value)
{
  return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

static wide round_ratio(int64_t numerator, int64_t denominator, int decimals)
{
  wide n = numerator, d = denominator;
  for (int i = 0; i < decimals; i++)
    n *= 10;
  bool negative = (n < 0) != (d < 0);
  n = n < 0 ? -n : n;
  d = d < 0 ? -d : d;
  wide rounded = (2 * n + d) / (2 * d);
  return negative ? -rounded : rounded;
}

int64_t ut_ratio_round(int64_t numerator, int64_t denominator, int decimals)
{
  return saturate(round_ratio(numerator, denominator, decimals));
}

/* A count of 10^-decimals. Digits are made from the last to the first; a point after `decimals` of them and at least
 * one before it. */
static char *format_decimal(wide value, int decimals, char buf[UT_RATIO_SIZE])
{
  wide rest = value < 0 ? -value : value;
  char *start = buf + UT_RATIO_SIZE, *end = start;
  *--start = '\0';
  for (int digits = 0; rest > 0 || digits <= decimals; digits++) {
    if (digits == decimals && decimals > 0)
      *--start = '.';
    *--start = (char)('0' + (int)(rest % 10));
    rest /= 10;
  }
  if (value < 0)
    *--start = '-';
  return memmove(buf, start, (size_t)(end - start));
}

char *ut_ratio_format(int64_t numerator, int64_t denominator, int decimals, char buf[UT_RATIO_SIZE])
{
  buf[0] = '\0';
  return denominator == 0 ? buf : format_decimal(round_ratio(numerator, denominator, decimals), decimals, buf);
}

/* A number as its significant digits: 0.d1d2d3... times 10^point. */
struct decimal {
  bool negative;
  char digits[20]; /* one place to carry into, and a terminator */
  int count, point;
};

/* Its first significant digits: those behind them are of the arithmetic, and not of the figure. */
static struct decimal significant_decimal(double value)
{
  struct decimal d = {.negative = value < 0};
  char text[32];
  snprintf(text, sizeof text, "%.*e", SIGNIFICANT - 1, fabs(value));
  for (const char *p = text; *p != 'e'; p++)
    if (*p != '.')
      d.digits[d.count++] = *p;
  d.point = (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1;
  return d;
}

/* Keeps the first `kept` digits, half away from zero. */
static void round_decimal(struct decimal *d, int kept)
{
  if (kept >= d->count)
    return;
  bool up = kept >= 0 && d->digits[kept] >= '5';
  d->count = kept > 0 ? kept : 0;
  int i = d->count;
  while (up && i > 0 && d->digits[i - 1] == '9')
    d->digits[--i] = '0';
  if (up && i > 0) {
    d->digits[i - 1]++;
  } else if (up) {
    memmove(d->digits + 1, d->digits, (size_t)d->count);
    d->digits[0] = '1';
    d->count++;
    d->point++;
  }
}

/* The digit that stands `place` places after the point: 0 is the last one before it. */
static char digit_at(const struct decimal *d, int place)
{
  int i = d->point - 1 + place;
  return i >= 0 && i < d->count ? d->digits[i] : '0';
}

/* The figure as a count of 10^-decimals, where no digits are needed to tell on which side of a half it lies. */
static bool round_clear(double value, int decimals, int64_t *rounded)
{
  static const double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  if (decimals >= (int)(sizeof powers / sizeof *powers) || !(fabs(value) < 1e6))
    return false;
  double scaled = fabs(value) * powers[decimals], whole = floor(scaled);
  if (fabs(scaled - whole - 0.5) < 1e-3)
    return false;
  *rounded = (int64_t)whole + (scaled - whole > 0.5);
  *rounded = value < 0 ? -*rounded : *rounded;
  return true;
}

char *ut_double_format(double value, int decimals, char buf[UT_RATIO_SIZE])
{
  int64_t rounded;
  if (round_clear(value, decimals, &rounded))
    return format_decimal(rounded, decimals, buf);
  char *to = buf;
  if (fabs(value) < 1e30) {
    struct decimal d = significant_decimal(value);
    round_decimal(&d, d.point + decimals);
    d.digits[d.count] = '\0';
    if (d.negative && strspn(d.digits, "0") < (size_t)d.count)
      *to++ = '-';
    for (int place = d.point > 1 ? 1 - d.point : 0; place <= decimals; place++) {
      if (place == 1)
        *to++ = '.';
      *to++ = digit_at(&d, place);
    }
  }
  *to = '\0';
  return buf;
}

bool ut_number_parse(struct ut_text t, int64_t *number, int64_t *divisor)
{
  size_t digits = 0;
  bool negative = t.len > 0 && t.ptr[0] == '-';
  bool point = false;
  *number = 0;
  *divisor = 1;
  for (size_t i = negative; i < t.len; i++) {
    if (t.ptr[i] == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (!ut_char_is_digit(t.ptr[i]) || ++digits > DIGITS)
      return false;
    *number = *number * 10 + (t.ptr[i] - '0');
    *divisor *= point ? 10 : 1;
  }
  *number = negative ? -*number : *number;
  return digits > 0 && t.ptr[t.len - 1] != '.';
}
