/* Two groups held against each other within strata: how much more often something happened in one than, stratum by
 * stratum, in the other; and how much the groups differ in what the strata are made of. */
#ifndef UTFALL_STRATA_H
#define UTFALL_STRATA_H

#include "stats/proportions.h"

/* Sums over strata. Zero-initialised: none yet. */
struct ut_strata {
  struct ut_proportion treated, control; /* of the strata that have both */
  int64_t unmatched;                     /* treated, of strata without controls */
  double expected;                       /* events of the treated, were they as frequent as among the controls */
  double weight, weighted;               /* of Mantel and Haenszel: the sum of weights, and of differences times them */
  double p, q;                           /* of the variance */
};

/* Adds a stratum; a group that has nobody in it has the base 0. */
void ut_strata_add(struct ut_strata *s, struct ut_proportion treated, struct ut_proportion control);

/* The difference, 0-1, with its standard error and the two-sided probability of one as large by chance. All are NAN
 * where no stratum has both groups; error and p where there is no variance to tell chance by, as where it happened to
 * all of a group and to none of the other (R has an interval without a width there, and a p of 0), and where it comes
 * out below 0, as a few strata can make it.
 * With n1, x1 the base and count of the treated and n0, x0 those of the controls, N = n1 + n0, w = n1 n0 / N and
 * d = x1/n1 - x0/n0: RD = sum w d / sum w; Mantel, N., and Haenszel, W. (1959), Statistical aspects of the analysis of
 * data from retrospective studies of disease, Journal of the National Cancer Institute 22, 719-748, for differences as
 * in Greenland, S., and Robins, J. M. (1985), Biometrics 41, 55-68. Variance (RD P + Q) / (sum w)^2 with
 * P = sum (n1^2 x0 - n0^2 x1 + n1 n0 (n0 - n1) / 2) / N^2 and Q = sum (x1 (n0 - x0) + x0 (n1 - x1)) / 2N: Sato, T.
 * (1989), On the variance estimator for the Mantel-Haenszel risk difference, Biometrics 45, 1323-1324. */
struct ut_risk_difference {
  double difference, error, p;
};
struct ut_risk_difference ut_strata_difference(const struct ut_strata *s);

/* How far apart two distributions over the values of a column are. Zero-initialised; every value but one, whichever, is
 * added, with the shares (0-1) that it has in either group. */
struct ut_imbalance {
  double aa, ab, bb, da, db, dd;
};
void ut_imbalance_add(struct ut_imbalance *b, double treated, double control);

/* The standardised difference, from 0: sqrt(d' S^-1 d), d the differences of shares and S the mean of the two
 * covariance matrices of them; of two values |p - q| over the root of the mean of p (1 - p) and q (1 - q). NAN where
 * S has no inverse: the groups have no value in common. Yang, D., and Dalton, J. E. (2012), A unified approach to
 * measuring the effect size between two groups using SAS, SAS Global Forum 2012, paper 335. */
double ut_imbalance_difference(const struct ut_imbalance *b);

#endif
