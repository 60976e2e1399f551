/* Chi-square against cumulative probabilities, for tests of random numbers under fixed seeds: such a test either always
 * passes or never does. A right algorithm passes under all but one seed of a thousand; one that is wrong in a class by
 * a few percent fails under every one. */
#ifndef CHISQUARE_H
#define CHISQUARE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { DRAWS = 200000, CLASSES = 10 };

/* `count` limits between classes, the last of which is above them all, and the probability of being at or below each
 * of them. */
struct classes {
  size_t count;
  double cuts[CLASSES - 1], cumulative[CLASSES - 1];
};

static inline void classify(const struct classes *c, double value, int64_t observed[CLASSES])
{
  size_t at = 0;
  while (at < c->count && value > c->cuts[at])
    at++;
  observed[at]++;
}

/* Of DRAWS values. The limits are qchisq(.999, 1:9) of R 4.2.2. */
static inline void assert_fits(const struct classes *c, const int64_t observed[CLASSES])
{
  static const double limits[] = {10.827566, 13.815511, 16.266236, 18.466827, 20.515006,
                                  22.457744, 24.321886, 26.124482, 27.877165};
  double statistic = 0, below = 0;
  for (size_t i = 0; i <= c->count; i++) {
    double up_to = i < c->count ? c->cumulative[i] : 1, expected = (up_to - below) * DRAWS;
    statistic += ((double)observed[i] - expected) * ((double)observed[i] - expected) / expected;
    below = up_to;
  }
  if (!(statistic < limits[c->count - 1]))
    fail_msg("chi-square %.2f over %zu classes", statistic, c->count + 1);
}

#endif
