/* Money over time. Rates of return are sought as roots of a polynomial over a finite interval. */
#include "stats/finance.h"

#include <math.h>
#include <stdbool.h>

double ut_rate_monthly(double yearly)
{
  return expm1(log1p(yearly) / 12);
}

double ut_discount_factor(double rate, double periods)
{
  return exp(-periods * log1p(rate));
}

double ut_payback(const double *gains, size_t count, double cost)
{
  if (cost <= 0)
    return 0;
  double before = 0;
  for (size_t i = 0; i < count; i++) {
    if (before + gains[i] >= cost)
      return (double)i + (cost - before) / gains[i];
    before += gains[i];
  }
  return INFINITY;
}

double ut_annuity_factor(double rate, double periods)
{
  return rate == 0 ? periods : -expm1(-periods * log1p(rate)) / rate;
}

/* The flows between the outermost that are not zero: a polynomial that is zero at neither end of its interval. With
 * x = 1 / (1 + rate) it is taken at t = x up to 1 (rates from 0) and, beyond, in reversed order at 1/x = 2 - t, so that
 * no power of t in [0, 2] overflows. Its sign is that of the present value throughout. */
struct polynomial {
  const double *flows;
  size_t count;
};

static struct polynomial trim(const double *flows, size_t count)
{
  while (count > 0 && flows[count - 1] == 0)
    count--;
  for (; count > 0 && *flows == 0; count--)
    flows++;
  return (struct polynomial){flows, count};
}

/* A polynomial is the sum of its positive and of its negative terms, both of which only grow away from zero. */
struct parts {
  double positive, negative, positive_slope, negative_slope;
};

static struct parts evaluate(struct polynomial p, double t, bool reversed)
{
  double x = reversed ? 2 - t : t;
  struct parts sum = {0, 0, 0, 0};
  for (size_t i = p.count; i-- > 0;) {
    double flow = p.flows[reversed ? p.count - 1 - i : i];
    sum.positive_slope = sum.positive_slope * x + sum.positive;
    sum.negative_slope = sum.negative_slope * x + sum.negative;
    sum.positive = sum.positive * x + fmax(flow, 0);
    sum.negative = sum.negative * x + fmin(flow, 0);
  }
  return sum;
}

static double value_of(struct parts p)
{
  return p.positive + p.negative;
}

static double value_at(struct polynomial p, double t)
{
  return value_of(evaluate(p, t, t > 1));
}

static size_t sign_changes(struct polynomial p)
{
  size_t changes = 0;
  double last = 0;
  for (size_t i = 0; i < p.count; i++) {
    if (p.flows[i] == 0)
      continue;
    changes += last * p.flows[i] < 0;
    last = copysign(1, p.flows[i]);
  }
  return changes;
}

/* The root in an interval with a change of sign, to the last bit that t can tell. */
static double bisect(struct polynomial p, double low, double high)
{
  bool rising = value_at(p, low) < 0;
  for (;;) {
    double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high)
      return high;
    if ((value_at(p, middle) < 0) == rising)
      low = middle;
    else
      high = middle;
  }
}

static bool same_sign(double a, double b)
{
  return (a > 0 && b > 0) || (a < 0 && b < 0);
}

struct interval {
  double low, high;
  struct parts at_low, at_high;
};

/* What bounds say of an interval: the part that is near its end of x = 0 is smallest in magnitude there. */
static bool excludes_zero(struct parts near, struct parts far, bool slope)
{
  return slope ? same_sign(near.positive_slope + far.negative_slope, far.positive_slope + near.negative_slope)
               : same_sign(near.positive + far.negative, far.positive + near.negative);
}

/* What has been found so far; more than one root need not be told apart. */
struct root_search {
  struct polynomial polynomial;
  size_t roots;
  double low, high; /* where one was found */
};

/* Below this width an interval whose bounds still do not tell holds roots that meet. */
#define NARROWEST 0x1p-40

/* Adds the roots in (low, high], which lies on one side of 1. */
static void isolate(struct root_search *s, struct interval in, bool reversed)
{
  struct parts near = reversed ? in.at_high : in.at_low, far = reversed ? in.at_low : in.at_high;
  if (s->roots > 1 || excludes_zero(near, far, false))
    return;
  if (excludes_zero(near, far, true)) {
    double low = value_of(in.at_low), high = value_of(in.at_high);
    if (low == 0 || same_sign(low, high))
      return;
    s->roots++;
    s->low = in.low;
    s->high = in.high;
    return;
  }
  if (in.high - in.low < NARROWEST) {
    s->roots = 2;
    return;
  }
  double middle = in.low + (in.high - in.low) / 2;
  struct parts at_middle = evaluate(s->polynomial, middle, reversed);
  isolate(s, (struct interval){in.low, middle, in.at_low, at_middle}, reversed);
  isolate(s, (struct interval){middle, in.high, at_middle, in.at_high}, reversed);
}

enum ut_roots ut_internal_rate(const double *flows, size_t count, double *rate)
{
  struct polynomial p = trim(flows, count);
  struct root_search s = {p, sign_changes(p), 0, 2};
  if (s.roots > 1) {
    s.roots = 0;
    for (int side = 0; side < 2; side++)
      isolate(&s, (struct interval){side, side + 1, evaluate(p, side, side), evaluate(p, side + 1, side)}, side);
  }
  if (s.roots != 1)
    return s.roots == 0 ? UT_ROOTS_NONE : UT_ROOTS_SEVERAL;
  double t = bisect(p, s.low, s.high);
  *rate = t <= 1 ? 1 / t - 1 : 1 - t;
  return UT_ROOTS_ONE;
}
