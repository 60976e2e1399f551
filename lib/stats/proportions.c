/* Two proportions, and one among many. Probabilities are weights relative to the likeliest outcome, each from its
 * neighbour, so that nothing overflows and no logarithm loses digits; their sum makes probabilities of them. */
#include "stats/proportions.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

static double percent(struct ut_proportion p)
{
  return 100 * (double)p.count / (double)p.base;
}

struct ut_interval ut_newcombe(struct ut_proportion a, struct ut_proportion b, double z)
{
  struct ut_interval of_a = ut_wilson(a.count, a.base, z), of_b = ut_wilson(b.count, b.base, z);
  double p = percent(a), q = percent(b), difference = p - q;
  return (struct ut_interval){difference - hypot(p - of_a.low, of_b.high - q),
                              difference + hypot(of_a.high - p, q - of_b.low)};
}

/* ---- Fisher's exact test ---- */

/* How many of the `drawn` with what is counted fall to a, whose base is `own`, the other base being `other`. */
struct hypergeometric {
  int64_t own, other, drawn;
};

/* The weight of k + 1 relative to that of k. */
static double step(const struct hypergeometric *h, int64_t k)
{
  return ((double)(h->own - k) / (double)(k + 1)) * ((double)(h->drawn - k) / (double)(h->other - h->drawn + k + 1));
}

/* Adds the weights on one side of the likeliest outcome to *all, those of at most `least` to *beyond. */
static void add_side(const struct hypergeometric *h, int64_t mode, int direction, double least, double *all,
                     double *beyond)
{
  int64_t low = h->drawn > h->other ? h->drawn - h->other : 0, high = h->own < h->drawn ? h->own : h->drawn;
  double weight = 1;
  for (int64_t k = mode; k + direction >= low && k + direction <= high && weight > 0; k += direction) {
    weight = direction > 0 ? weight * step(h, k) : weight / step(h, k - 1);
    *all += weight;
    *beyond += weight <= least ? weight : 0;
  }
}

static double weight_of(const struct hypergeometric *h, int64_t mode, int64_t k)
{
  double weight = 1;
  for (int64_t at = mode; at < k && weight > 0; at++)
    weight *= step(h, at);
  for (int64_t at = mode; at > k && weight > 0; at--)
    weight /= step(h, at - 1);
  return weight;
}

double ut_fisher_test(struct ut_proportion a, struct ut_proportion b)
{
  const double as_likely = 1 + 1e-7;
  struct hypergeometric h = {a.base, b.base, a.count + b.count};
  int64_t mode = (h.drawn + 1) * (h.own + 1) / (h.own + h.other + 2);
  double least = weight_of(&h, mode, a.count) * as_likely, all = 1, beyond = least >= 1 ? 1 : 0;
  add_side(&h, mode, 1, least, &all, &beyond);
  add_side(&h, mode, -1, least, &all, &beyond);
  return beyond < all ? beyond / all : 1;
}

/* ---- Holm's adjustment ---- */

static int compare_indirectly(const void *a, const void *b)
{
  double left = **(double *const *)a, right = **(double *const *)b;
  return (left > right) - (left < right);
}

enum ut_status ut_holm(double *p, size_t count)
{
  double **sorted = calloc(count + 1, sizeof *sorted), before = 0;
  if (!sorted)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    sorted[i] = p + i;
  qsort(sorted, count, sizeof *sorted, compare_indirectly);
  for (size_t i = 0; i < count; i++) {
    double adjusted = (double)(count - i) * *sorted[i];
    before = adjusted > before ? adjusted : before;
    *sorted[i] = before = before < 1 ? before : 1;
  }
  free(sorted);
  return UT_OK;
}

/* ---- limits of a funnel ---- */

/* Weights from the first number that has one worth adding to the last. */
struct binomial {
  int64_t n, mode, first;
  double odds, weight, total; /* the weight is that of `first` */
};

/* So little of what the likeliest number weighs changes no sum. */
static const double NOTHING = 1e-40;

static double rise(const struct binomial *b, int64_t k)
{
  return (double)(b->n - k) / (double)(k + 1) * b->odds;
}

static void weigh(struct binomial *b)
{
  b->first = b->mode;
  b->weight = 1;
  for (; b->first > 0 && b->weight > NOTHING; b->first--)
    b->weight /= rise(b, b->first - 1);
  double weight = b->total = b->weight;
  for (int64_t k = b->first; k < b->n && (k < b->mode || weight > NOTHING); k++) {
    weight *= rise(b, k);
    b->total += weight;
  }
}

/* What rounding may have taken from a sum, so that a quantile that is met exactly is met: as R's qbinom. */
static const double FUZZ = 64 * DBL_EPSILON;

static double limit(const struct binomial *b, double q)
{
  int64_t r = b->first;
  double weight = b->weight, sum = weight, wanted = q * b->total;
  while (r < b->n && sum < wanted * (1 - FUZZ)) {
    weight *= rise(b, r++);
    sum += weight;
  }
  double share = ((double)r - (sum - wanted) / weight) / (double)b->n;
  return share < 0 ? 0 : share > 1 ? 100 : 100 * share;
}

struct ut_interval ut_funnel_limits(int64_t base, struct ut_proportion whole, double tail)
{
  if (whole.count == 0 || whole.count == whole.base)
    return (struct ut_interval){percent(whole), percent(whole)};
  double share = (double)whole.count / (double)whole.base;
  struct binomial b = {.n = base, .odds = (double)whole.count / (double)(whole.base - whole.count)};
  b.mode = (int64_t)((double)(base + 1) * share);
  b.mode = b.mode < base ? b.mode : base;
  weigh(&b);
  return (struct ut_interval){limit(&b, tail), limit(&b, 1 - tail)};
}
