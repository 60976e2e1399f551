/* Differences over strata, and how alike two groups are. */
#include "stats/strata.h"

#include <math.h>

/* What rounding leaves of nothing. */
#define NOTHING 1e-12

void ut_strata_add(struct ut_strata *s, struct ut_proportion treated, struct ut_proportion control)
{
  double n1 = (double)treated.base, x1 = (double)treated.count, n0 = (double)control.base, x0 = (double)control.count;
  double n = n1 + n0;
  if (control.base == 0)
    s->unmatched += treated.base;
  if (treated.base == 0 || control.base == 0)
    return;
  s->treated.count += treated.count;
  s->treated.base += treated.base;
  s->control.count += control.count;
  s->control.base += control.base;
  s->expected += n1 * x0 / n0;
  s->weight += n1 * n0 / n;
  s->weighted += (x1 * n0 - x0 * n1) / n;
  s->p += (n1 * n1 * x0 - n0 * n0 * x1 + n1 * n0 * (n0 - n1) / 2) / (n * n);
  s->q += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
}

struct ut_risk_difference ut_strata_difference(const struct ut_strata *s)
{
  if (s->treated.base == 0)
    return (struct ut_risk_difference){NAN, NAN, NAN};
  double difference = s->weighted / s->weight, variance = difference * s->p + s->q;
  if (fabs(difference) < NOTHING)
    difference = 0;
  if (variance < NOTHING * s->weight)
    variance = NAN;
  double error = sqrt(variance) / s->weight;
  return (struct ut_risk_difference){difference, error, erfc(fabs(difference / error) / M_SQRT2)};
}

/* S is D - (a a' + b b') / 2 with the shares a and b and D the means of both on its diagonal, so that its inverse needs
 * that of two by two (Woodbury), from sums of products over those means. */
void ut_imbalance_add(struct ut_imbalance *b, double treated, double control)
{
  double mean = (treated + control) / 2, difference = treated - control;
  if (mean <= 0)
    return;
  b->aa += treated * treated / mean;
  b->ab += treated * control / mean;
  b->bb += control * control / mean;
  b->da += difference * treated / mean;
  b->db += difference * control / mean;
  b->dd += difference * difference / mean;
}

double ut_imbalance_difference(const struct ut_imbalance *b)
{
  double a = 2 - b->aa, c = 2 - b->bb, determinant = a * c - b->ab * b->ab;
  if (determinant < NOTHING)
    return NAN;
  double square = b->dd + (b->da * b->da * c + 2 * b->da * b->db * b->ab + b->db * b->db * a) / determinant;
  return sqrt(fmax(square, 0));
}
