/* Draws: counts of profiles, not persons, are drawn; gains follow from them as they do from the group itself. */
#include "payback/draws.h"

#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "stats/resample.h"

enum figure { GAIN, OWN, FIGURES };

struct draws {
  const struct ut_payback_group *group;
  const struct ut_prices *prices;
  const struct ut_monthly_krona *krona;
  ut_money cost;
  int64_t count; /* of draws */
  struct ut_resample *resample;
  struct ut_random random;
  int64_t *drawn;  /* one per profile */
  int64_t *units;  /* one per item */
  double *factors; /* one per line */
  double *results; /* FIGURES of UT_PARTIES, one per draw each */
};

static void clear(struct draws *d)
{
  ut_resample_free(d->resample);
  free(d->drawn);
  free(d->units);
  free(d->factors);
  free(d->results);
}

static double *results_of(const struct draws *d, int party, enum figure figure)
{
  return d->results + (size_t)(party * FIGURES + (int)figure) * (size_t)d->count;
}

/* All persons could be drawn as the one who changed most. */
static enum ut_status check_size(const struct ut_payback_group *group, struct ut_error *err)
{
  int64_t most = 1, persons = 0, product;
  for (size_t i = 0; i < group->profile_count; i++) {
    const struct ut_payback_profile *profile = &group->profiles[i];
    persons += profile->persons;
    for (size_t j = 0; j < profile->changed_count; j++)
      most = llabs(profile->changed[j].units) > most ? llabs(profile->changed[j].units) : most;
  }
  if (__builtin_mul_overflow(most, persons, &product))
    return ut_error_set(err, UT_BAD_INPUT, "the gains of %lld persons are too large to be drawn", (long long)persons);
  return UT_OK;
}

static enum ut_status prepare(struct draws *d, const struct ut_draw_options *options, struct ut_error *err)
{
  size_t profiles = d->group->profile_count;
  if (sodium_init() < 0) /* chooses the fastest ChaCha20 of the processor */
    return ut_error_set(err, UT_IO, "cannot start libsodium");
  UT_TRY(check_size(d->group, err));
  d->drawn = calloc(profiles + 1, sizeof *d->drawn);
  d->units = calloc(d->prices->item_count + 1, sizeof *d->units);
  d->factors = calloc(d->prices->line_count + 1, sizeof *d->factors);
  d->results = calloc((size_t)d->count, sizeof *d->results * UT_PARTIES * FIGURES);
  if (!d->drawn || !d->units || !d->factors || !d->results)
    return ut_error_nomem(err);
  for (size_t i = 0; i < profiles; i++)
    d->drawn[i] = d->group->profiles[i].persons;
  ut_random_init(&d->random, (uint64_t)options->seed);
  enum ut_status status = ut_resample_new(&d->resample, d->drawn, profiles, options->population, err);
  if (status == UT_USAGE)
    ut_error_at(err, NULL, 0, 0, "--finite");
  return status;
}

static void draw_units(struct draws *d)
{
  ut_resample_draw(d->resample, &d->random, d->drawn);
  memset(d->units, 0, d->prices->item_count * sizeof *d->units);
  for (size_t i = 0; i < d->group->profile_count; i++) {
    const struct ut_item_units *changed = d->group->profiles[i].changed;
    for (const struct ut_item_units *end = changed + d->group->profiles[i].changed_count; changed < end; changed++)
      d->units[changed->item] += d->drawn[i] * changed->units;
  }
}

static void draw_factors(struct draws *d)
{
  for (size_t i = 0; i < d->prices->line_count; i++) {
    const struct ut_price_line *line = &d->prices->lines[i];
    bool ranged = line->low < line->high;
    d->factors[i] = ranged ? ut_random_triangular(&d->random, line->low, 1, line->high) : 1;
  }
}

/* Is there a share to pay back? An insats that costs nothing has paid back who gains by it. */
static double own_payback(const struct draws *d, const struct ut_return *r)
{
  bool shares = r->cost > 0 || d->cost == 0;
  return shares && isnan(r->own) ? INFINITY : r->own;
}

static void draw(struct draws *d, int64_t at)
{
  double worth[UT_PARTIES];
  struct ut_return returns[UT_PARTIES];
  draw_units(d);
  draw_factors(d);
  ut_prices_value(d->prices, d->units, d->factors, worth);
  ut_payback_evaluate(d->krona, worth, d->cost, d->group->participations, returns);
  for (int party = 0; party < UT_PARTIES; party++) {
    results_of(d, party, GAIN)[at] = returns[party].gain;
    results_of(d, party, OWN)[at] = own_payback(d, &returns[party]);
  }
}

static int compare_doubles(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The percentiles of values, which are sorted. */
static void spread(double *values, int64_t count, double percentiles[UT_SPREADS])
{
  static const int parts[UT_SPREADS] = {5, 50, 95};
  qsort(values, (size_t)count, sizeof *values, compare_doubles);
  for (int i = 0; i < UT_SPREADS; i++)
    percentiles[i] = values[(count * parts[i] + 99) / 100 - 1];
}

static void summarise(const struct draws *d, double target, int party, struct ut_draw_spread *s)
{
  spread(results_of(d, party, GAIN), d->count, s->gain);
  spread(results_of(d, party, OWN), d->count, s->own);
  s->repaid = s->within = 0;
  for (int64_t i = 0; i < d->count; i++) {
    s->repaid += results_of(d, party, OWN)[i] < INFINITY;
    s->within += results_of(d, party, OWN)[i] <= target;
  }
}

enum ut_status ut_draws_run(const struct ut_payback_group *group, const struct ut_prices *prices,
                            const struct ut_monthly_krona *krona, ut_money cost, double target,
                            const struct ut_draw_options *options, struct ut_draw_spread spreads[UT_PARTIES],
                            struct ut_error *err)
{
  struct draws d = {.group = group, .prices = prices, .krona = krona, .cost = cost, .count = options->draws};
  enum ut_status status = prepare(&d, options, err);
  for (int64_t i = 0; status == UT_OK && i < d.count; i++)
    draw(&d, i);
  for (int party = 0; status == UT_OK && party < UT_PARTIES; party++)
    summarise(&d, target, party, &spreads[party]);
  clear(&d);
  return status;
}
