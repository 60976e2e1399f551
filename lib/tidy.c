/* Rows of tidy tables. */
#include "tidy.h"

#include <math.h>
#include <stdio.h>

static char *next_figure(struct ut_tidy *t)
{
  return t->figures[t->figured++];
}

void ut_tidy_begin(struct ut_tidy *t, const struct ut_text *keys, size_t count)
{
  if (count > 0)
    memcpy(t->cells, keys, count * sizeof *keys);
  t->filled = count;
  t->figured = 0;
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

void ut_tidy_ratio(struct ut_tidy *t, int64_t numerator, int64_t denominator)
{
  ut_tidy_text(t, ut_text_of(ut_ratio_format(numerator, denominator, t->decimals, next_figure(t))));
}

void ut_tidy_double(struct ut_tidy *t, double value)
{
  ut_tidy_text(t, ut_text_of(ut_double_format(value, t->decimals, next_figure(t))));
}

void ut_tidy_money(struct ut_tidy *t, ut_money amount)
{
  ut_tidy_text(t, ut_text_of(ut_money_format(amount, next_figure(t))));
}

void ut_tidy_amount(struct ut_tidy *t, double amount)
{
  const double most = 9e18, noise = 1e-6;
  if (fabs(amount) < most)
    ut_tidy_money(t, llround(amount + copysign(noise, amount)));
  else
    ut_tidy_text(t, (struct ut_text){"", 0});
}

void ut_tidy_share(struct ut_tidy *t, int64_t n, int64_t base)
{
  ut_tidy_count(t, n);
  ut_tidy_count(t, base);
  ut_tidy_ratio(t, 100 * n, base);
}

enum ut_status ut_tidy_end(struct ut_tidy *t, struct ut_error *err)
{
  return ut_writer_row(t->writer, t->cells, err);
}
