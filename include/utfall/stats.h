/* Figures from counts: exact percentages, the Wilson interval, mean and quantiles. */
#ifndef UTFALL_STATS_H
#define UTFALL_STATS_H

#include "utfall/text.h"

UT_BEGIN_C

/* Two-sided standard normal quantile z for a confidence in percent, 0 < confidence < 100 (95 gives 1.959963984540054).
 * Wichura, M. J. (1988), Algorithm AS 241, PPND16. */
double ut_normal_quantile(double confidence);

struct ut_interval {
  double low, high; /* percent, 0-100 */
};

/* Wilson score interval for `count` of `base` (base > 0), in percent.
 * Wilson, E. B. (1927), JASA 22, 209-212; Brown, Cai and DasGupta (2001), Statistical Science 16, eq. (4). */
struct ut_interval ut_wilson(int64_t count, int64_t base, double z);

/* Two-sided exact sign test: the probability, were improving and worsening as likely, of a split at least as uneven as
 * `up` against `down` (each at least 0, their sum above 0; who is unchanged is left out). 0-1.
 * Dixon, W. J., and Mood, A. M. (1946), The statistical sign test, JASA 41, 557-566. */
double ut_sign_test(int64_t up, int64_t down);

/* ---- a distribution of integers kept as counts per value: memory grows with distinct values ---- */
struct ut_counts; /* zero values allowed; negative too; up to 2^62 in magnitude */
enum ut_status ut_counts_new(struct ut_counts **out);
/* Takes `value` in `times` times; none when times is not above 0. */
enum ut_status ut_counts_add(struct ut_counts *c, int64_t value, int64_t times);
int64_t ut_counts_total(const struct ut_counts *c);
/* Exact sum of value x times. */
int64_t ut_counts_sum(const struct ut_counts *c);
/* Their standard deviation, with one less than their number below the line; NAN of fewer than two. */
double ut_counts_deviation(const struct ut_counts *c);
/* Twice the median (the sum of the two middle values), so that halves stay exact. The total is not 0. */
int64_t ut_counts_median2(struct ut_counts *c);
/* Smallest value v with at least numerator/denominator of the total at or below it (R's type 1). The total is not 0. */
int64_t ut_counts_quantile(struct ut_counts *c, int64_t numerator, int64_t denominator);
void ut_counts_free(struct ut_counts *c);

UT_END_C

#endif
