/* Random numbers from libsodium's ChaCha20, and the distributions made of them. */
#include "stats/random.h"

#include <endian.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

void ut_random_init(struct ut_random *r, uint64_t seed)
{
  r->seed = seed;
  r->block = 0;
  r->used = UT_RANDOM_WORDS;
}

static void fill_block(struct ut_random *r)
{
  unsigned char key[randombytes_SEEDBYTES] = {0};
  uint64_t parts[] = {htole64(r->seed), htole64(r->block++)};
  memcpy(key, parts, sizeof parts);
  randombytes_buf_deterministic(r->words, sizeof r->words, key);
  r->used = 0;
}

uint64_t ut_random_word(struct ut_random *r)
{
  if (r->used == UT_RANDOM_WORDS)
    fill_block(r);
  return le64toh(r->words[r->used++]);
}

double ut_random_uniform(struct ut_random *r)
{
  return (double)(ut_random_word(r) >> 11) * 0x1p-53;
}

uint64_t ut_random_below(struct ut_random *r, uint64_t bound)
{
  unsigned __int128 product = (unsigned __int128)ut_random_word(r) * bound;
  if ((uint64_t)product < bound)
    for (uint64_t uneven = -bound % bound; (uint64_t)product < uneven;)
      product = (unsigned __int128)ut_random_word(r) * bound;
  return (uint64_t)(product >> 64);
}

/* x^n for n >= 0 by squaring: pow() is not the same everywhere. */
static double power(double x, int64_t n)
{
  double result = 1;
  while (n > 0) {
    if (n % 2 == 1)
      result *= x;
    x *= x;
    n /= 2;
  }
  return result;
}

/* The probability of k successes is ratio(k) times that of k - 1. */
struct binomial_draw {
  int64_t trials;
  double p, odds, scale; /* p <= 1/2 */
};

static double ratio(const struct binomial_draw *b, int64_t k)
{
  return b->scale / (double)k - b->odds;
}

static int64_t invert(struct ut_random *r, const struct binomial_draw *b)
{
  double rest = ut_random_uniform(r), probability = power(1 - b->p, b->trials);
  int64_t k = 0;
  while (rest >= probability && k < b->trials) {
    rest -= probability;
    probability *= ratio(b, ++k);
  }
  return k;
}

/* Probability of k successes over that of `mode`. */
static double relative(const struct binomial_draw *b, int64_t k, int64_t mode)
{
  double product = 1;
  for (int64_t i = (k < mode ? k : mode) + 1; i <= (k < mode ? mode : k); i++)
    product *= ratio(b, i);
  return k < mode ? 1 / product : product;
}

static int64_t reject(struct ut_random *r, const struct binomial_draw *b)
{
  double n = (double)b->trials, deviation = sqrt(n * b->p * (1 - b->p));
  double spread = 1.15 + 2.53 * deviation, slope = -0.0873 + 0.0248 * spread + 0.01 * b->p;
  double centre = n * b->p + 0.5, certain = 0.92 - 4.2 / spread, alpha = (2.83 + 5.1 / spread) * deviation;
  int64_t mode = (int64_t)((n + 1) * b->p);
  for (;;) {
    double u = ut_random_uniform(r) - 0.5, v = ut_random_uniform(r), edge = 0.5 - fabs(u);
    double at = floor((2 * slope / edge + spread) * u + centre);
    if (!(at >= 0 && at <= n))
      continue;
    int64_t k = (int64_t)at;
    if (edge >= 0.07 && v <= certain)
      return k;
    if (v * alpha / (slope / (edge * edge) + spread) <= relative(b, k, mode))
      return k;
  }
}

int64_t ut_random_binomial(struct ut_random *r, int64_t trials, double p)
{
  if (trials <= 0 || p <= 0)
    return 0;
  if (p > 0.5)
    return trials - ut_random_binomial(r, trials, 1 - p);
  struct binomial_draw b = {trials, p, p / (1 - p), (double)(trials + 1) * (p / (1 - p))};
  return (double)trials * p < 10 ? invert(r, &b) : reject(r, &b);
}

double ut_random_triangular(struct ut_random *r, double low, double mode, double high)
{
  double u = ut_random_uniform(r), range = high - low;
  if (u * range < mode - low)
    return low + sqrt(u * range * (mode - low));
  return high - sqrt((1 - u) * range * (high - mode));
}
