/* Round numbers: 1, 2 and 5 times a power of ten. */
#include "chart/scale.h"

#include <math.h>

enum { DECIMALS = 9, DIGITS = 17 };

static int64_t power(int exponent)
{
  int64_t p = 1;
  while (exponent-- > 0)
    p *= 10;
  return p;
}

static void set_step(struct ut_scale *s, double low, double high, int most)
{
  static const int64_t rounds[] = {1, 2, 5};
  for (int e = -DECIMALS; e <= DIGITS; e++)
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
      s->step = e > 0 ? rounds[i] * power(e) : rounds[i];
      s->divisor = e < 0 ? power(-e) : 1;
      double step = (double)s->step / (double)s->divisor;
      double first = floor(low / step + 1e-9), last = ceil(high / step - 1e-9);
      if (last - first + 1 > most)
        continue;
      s->first = (int64_t)first;
      s->last = (int64_t)last;
      return;
    }
}

void ut_scale_round(struct ut_scale *s, double low, double high, int most)
{
  if (high - low < 1e-9) {
    low = low > 0 ? 0 : low - (low < 0);
    high = high > 0 ? high : high == 0 && low == 0;
  }
  set_step(s, low, high, most < 2 ? 2 : most);
  s->low = ut_scale_tick(s, s->first);
  s->high = ut_scale_tick(s, s->last);
}

void ut_scale_exact(struct ut_scale *s, double low, double high, int most)
{
  ut_scale_round(s, low, high, most);
  if (high - low < 1e-9)
    return;
  s->low = low;
  s->high = high;
  while (s->first < s->last && ut_scale_tick(s, s->first) < low - 1e-9)
    s->first++;
  while (s->last > s->first && ut_scale_tick(s, s->last) > high + 1e-9)
    s->last--;
}

double ut_scale_at(const struct ut_scale *s, double figure)
{
  return s->from + (figure - s->low) / (s->high - s->low) * (s->to - s->from);
}

double ut_scale_tick(const struct ut_scale *s, int64_t i)
{
  return (double)i * (double)s->step / (double)s->divisor;
}

char *ut_scale_text(const struct ut_scale *s, int64_t i, char buf[UT_RATIO_SIZE])
{
  int decimals = 0;
  for (int64_t d = s->divisor; d > 1; d /= 10)
    decimals++;
  return ut_ratio_format(i * s->step, s->divisor, decimals, buf);
}
