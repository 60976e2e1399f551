/* Two proportions held against each other, and one against the many that it is among. */
#ifndef UTFALL_PROPORTIONS_H
#define UTFALL_PROPORTIONS_H

#include "utfall/stats.h"

/* `count` of `base`; 0 <= count <= base <= UT_PROPORTION_MOST. */
struct ut_proportion {
  int64_t count, base;
};

/* Products of two such numbers, times a hundred, fit an int64_t. */
#define UT_PROPORTION_MOST INT64_C(100000000)

/* Interval of the difference a - b of two independent proportions, in percent, -100 to 100. The bases are above 0.
 * Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions: comparison of eleven
 * methods, Statistics in Medicine 17, 873-890, method 10, from the limits of ut_wilson. */
struct ut_interval ut_newcombe(struct ut_proportion a, struct ut_proportion b, double z);

/* Two-sided exact test that the two proportions are the same: the probability, given the sums of the table of two by
 * two, of a table that is as likely as this one or less; two that differ by a part of 10^7 are as likely as each other,
 * as in R's fisher.test. 0-1. The bases are above 0.
 * Fisher, R. A. (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98, 39-82. */
double ut_fisher_test(struct ut_proportion a, struct ut_proportion b);

/* Adjusts `count` probabilities for that they are so many tests, in place: the smallest times their number, the next
 * times one less, none below the one before it or above 1. UT_NOMEM.
 * Holm, S. (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6,
 * 65-70. */
enum ut_status ut_holm(double *p, size_t count);

/* The limits, in percent, between which a share of `base` lies but for `tail` on either side (0.025: 95 percent), were
 * it drawn where the share is `whole`: exact binomial ones, interpolated. With r the smallest number whose distribution
 * function F(r) is at least q, they are (r - (F(r) - q) / f(r)) / base for q = tail and 1 - tail, within 0 and 100.
 * Where `whole` is none or all, nothing can lie elsewhere, and both limits are that. The bases are above 0.
 * Spiegelhalter, D. J. (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24,
 * 1185-1202, appendix A.1.1. */
struct ut_interval ut_funnel_limits(int64_t base, struct ut_proportion whole, double tail);

#endif
