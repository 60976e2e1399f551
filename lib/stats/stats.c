/* Figures from counts. Shares are rounded from integers; floating point serves intervals only. */
#include "utfall/stats.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"

typedef __int128 wide;

static int64_t saturate(wide value)
{
  return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

enum { TERMS = 8 };

/* A quotient of two polynomials, lowest power first. */
struct rational {
  double above[TERMS], below[TERMS];
};

static double evaluate(const struct rational *f, double x)
{
  double above = 0, below = 0;
  for (int i = TERMS - 1; i >= 0; i--) {
    above = above * x + f->above[i];
    below = below * x + f->below[i];
  }
  return above / below;
}

/* The three approximations of AS 241, PPND16: the middle, the tails, the far tails. */
static const struct rational central = {
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
     3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3}};
static const struct rational tail = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}};
static const struct rational far_tail = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
     1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}};

double ut_normal_quantile(double confidence)
{
  double q = confidence / 200; /* from the middle of the distribution to the quantile */
  if (q <= 0.425)
    return q * evaluate(&central, 0.180625 - q * q);
  double r = sqrt(-log((100 - confidence) / 200)); /* the tail beyond it, without cancellation */
  return r <= 5 ? evaluate(&tail, r - 1.6) : evaluate(&far_tail, r - 5);
}

struct ut_interval ut_wilson(int64_t count, int64_t base, double z)
{
  double n = (double)base, p = (double)count / n, z2 = z * z;
  double middle = p + z2 / (2 * n), half = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)), scale = 100 / (1 + z2 / n);
  return (struct ut_interval){count <= 0 ? 0 : (middle - half) * scale, count >= base ? 100 : (middle + half) * scale};
}

/* Binomial coefficients relative to the middle one, each from its neighbour, so that nothing overflows and no logarithm
 * loses digits; the tail over their sum is its probability. */
double ut_sign_test(int64_t up, int64_t down)
{
  int64_t n = up + down, fewer = up < down ? up : down;
  double weight = 1, beyond = 0, within = 0;
  for (int64_t k = n / 2; k >= 0 && weight > 0; k--) {
    *(k <= fewer ? &beyond : &within) += weight;
    weight *= (double)k / (double)(n - k + 1);
  }
  double middle = n % 2 == 0 ? 1 : 0; /* counted once; every other weight stands on both sides */
  double p = 2 * beyond / (2 * (beyond + within) - middle);
  return p < 1 ? p : 1;
}

struct value_count {
  int64_t value, times;
};

/* Counts as they came, some of one value until they are settled: by value, each once. */
struct ut_counts {
  struct value_count *counts;
  size_t used, room;
  bool settled;
  int64_t total;
  wide sum;
};

enum ut_status ut_counts_new(struct ut_counts **out)
{
  *out = calloc(1, sizeof **out);
  return *out ? UT_OK : UT_NOMEM;
}

static int compare_counts(const void *a, const void *b)
{
  int64_t left = ((const struct value_count *)a)->value, right = ((const struct value_count *)b)->value;
  return (left > right) - (left < right);
}

/* In place, so that asking for a quantile cannot fail. */
static void settle(struct ut_counts *c)
{
  size_t used = 0;
  if (c->settled || c->used == 0)
    return;
  qsort(c->counts, c->used, sizeof *c->counts, compare_counts);
  for (size_t i = 1; i < c->used; i++)
    if (c->counts[i].value == c->counts[used].value)
      c->counts[used].times += c->counts[i].times;
    else
      c->counts[++used] = c->counts[i];
  c->used = used + 1;
  c->settled = true;
}

/* Room for one more, at least twice what the values take: settling costs the same for each, however many there are. */
static enum ut_status make_room(struct ut_counts *c)
{
  if (c->used < c->room)
    return UT_OK;
  settle(c);
  if (2 * c->used < c->room)
    return UT_OK;
  struct value_count *grown = ut_grow_twice(c->counts, &c->room, sizeof *grown);
  if (!grown)
    return UT_NOMEM;
  c->counts = grown;
  return UT_OK;
}

enum ut_status ut_counts_add(struct ut_counts *c, int64_t value, int64_t times)
{
  if (times <= 0)
    return UT_OK;
  UT_TRY(make_room(c));
  c->counts[c->used++] = (struct value_count){value, times};
  c->settled = false;
  c->total += times;
  c->sum += (wide)value * times;
  return UT_OK;
}

int64_t ut_counts_total(const struct ut_counts *c)
{
  return c->total;
}

int64_t ut_counts_sum(const struct ut_counts *c)
{
  return saturate(c->sum);
}

/* From distances to a value near the mean, so that no more is taken from the sum of squares than the spread allows. */
double ut_counts_deviation(const struct ut_counts *c)
{
  if (c->total < 2)
    return NAN;
  int64_t middle = saturate(c->sum / c->total);
  double squares = 0, sum = 0, total = (double)c->total;
  for (size_t i = 0; i < c->used; i++) {
    double distance = (double)(c->counts[i].value - middle), times = (double)c->counts[i].times;
    squares += distance * distance * times;
    sum += distance * times;
  }
  return sqrt((squares - sum * sum / total) / (total - 1));
}

/* The smallest value with `rank` (from 1) values at or below it. */
static int64_t value_at(const struct ut_counts *c, int64_t rank)
{
  int64_t below = 0;
  size_t i = 0;
  while (i + 1 < c->used && (below += c->counts[i].times) < rank)
    i++;
  return c->counts[i].value;
}

int64_t ut_counts_median2(struct ut_counts *c)
{
  settle(c);
  return value_at(c, (c->total + 1) / 2) + value_at(c, c->total / 2 + 1);
}

int64_t ut_counts_quantile(struct ut_counts *c, int64_t numerator, int64_t denominator)
{
  settle(c);
  return value_at(c, saturate(((wide)numerator * c->total + denominator - 1) / denominator));
}

void ut_counts_free(struct ut_counts *c)
{
  if (!c)
    return;
  free(c->counts);
  free(c);
}
