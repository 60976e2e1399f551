/* Two means held against each other. */
#ifndef UTFALL_STUDENT_H
#define UTFALL_STUDENT_H

#include <stdbool.h>
#include <stdint.h>

/* Of so many values: their mean and their standard deviation, with one less than their number below the line. */
struct ut_mean {
  int64_t count;
  double mean, deviation;
};

/* The values of both together: their mean, and the spread within each and between the two. The spread of one value is
 * not asked for. */
struct ut_mean ut_mean_pool(struct ut_mean a, struct ut_mean b);

struct ut_mean_difference {
  double difference, low, high; /* a - b, and its interval of that confidence */
  double p;                     /* two-sided probability of one as large by chance */
};

/* False, and nothing is known: a group of fewer than two, or no spread in either.
 * Welch, B. L. (1947), The generalization of "Student's" problem when several different population variances are
 * involved, Biometrika 34, 28-35; degrees of freedom by Satterthwaite, F. E. (1946), Biometrics Bulletin 2,
 * 110-114. */
bool ut_welch(struct ut_mean a, struct ut_mean b, double confidence, struct ut_mean_difference *out);

/* The two-sided tail of Student's distribution: how likely a value beyond -t or t is. `freedom` is above 0, and need
 * not be whole. The incomplete beta function by its continued fraction: Abramowitz, M., and Stegun, I. A. (1964),
 * Handbook of Mathematical Functions, 26.5.8 and 26.7.1. */
double ut_student_tails(double t, double freedom);

#endif
