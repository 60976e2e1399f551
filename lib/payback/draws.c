/* Draws: counts of profiles, not persons, are drawn; gains follow from them as they do from the group itself. */
#include "payback/draws.h"

#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "stats/resample.h"

enum figure { GAIN, OWN, FIGURES };

/* Units of an item that a person of a profile changed; most change few of the items. */
struct change {
  size_t item;
  int64_t units;
};

struct draws {
  const struct ut_payback_group *group;
  const struct ut_gain_course *course;
  const struct ut_price_line *lines;
  size_t line_count, items;
  ut_money cost;
  int64_t count; /* of draws */
  struct ut_resample *resample;
  struct ut_random random;
  struct change *changes; /* of all profiles, one after the other */
  size_t *ends;           /* where those of each profile end */
  int64_t *drawn;         /* one per profile */
  int64_t *units;         /* one per item */
  double *factors;        /* one per line */
  double *results;        /* FIGURES of UT_PARTIES, one per draw each */
};

static void clear(struct draws *d)
{
  ut_resample_free(d->resample);
  free(d->changes);
  free(d->ends);
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
static enum ut_status check_size(const struct ut_payback_group *group, size_t items, struct ut_error *err)
{
  int64_t most = 1, persons = 0, product;
  for (size_t i = 0; i < group->profile_count; i++) {
    persons += group->profiles[i].persons;
    for (size_t j = 0; j < items; j++)
      most = llabs(group->profiles[i].units[j]) > most ? llabs(group->profiles[i].units[j]) : most;
  }
  if (__builtin_mul_overflow(most, persons, &product))
    return ut_error_set(err, UT_BAD_INPUT, "the gains of %lld persons are too large to be drawn", (long long)persons);
  return UT_OK;
}

static void fill_changes(struct draws *d)
{
  size_t used = 0;
  for (size_t i = 0; i < d->group->profile_count; i++) {
    for (size_t j = 0; j < d->items; j++)
      if (d->group->profiles[i].units[j] != 0)
        d->changes[used++] = (struct change){j, d->group->profiles[i].units[j]};
    d->ends[i] = used;
  }
}

static enum ut_status prepare(struct draws *d, const struct ut_draw_options *options, struct ut_error *err)
{
  size_t profiles = d->group->profile_count, changes = 0;
  if (sodium_init() < 0) /* chooses the fastest ChaCha20 of the processor */
    return ut_error_set(err, UT_IO, "cannot start libsodium");
  enum ut_status status = check_size(d->group, d->items, err);
  if (status != UT_OK)
    return status;
  for (size_t i = 0; i < profiles; i++)
    for (size_t j = 0; j < d->items; j++)
      changes += d->group->profiles[i].units[j] != 0;
  d->changes = calloc(changes + 1, sizeof *d->changes);
  d->ends = calloc(profiles + 1, sizeof *d->ends);
  d->drawn = calloc(profiles + 1, sizeof *d->drawn);
  d->units = calloc(d->items + 1, sizeof *d->units);
  d->factors = calloc(d->line_count + 1, sizeof *d->factors);
  d->results = calloc((size_t)d->count, sizeof *d->results * UT_PARTIES * FIGURES);
  if (!d->changes || !d->ends || !d->drawn || !d->units || !d->factors || !d->results)
    return ut_error_nomem(err);
  fill_changes(d);
  for (size_t i = 0; i < profiles; i++)
    d->drawn[i] = d->group->profiles[i].persons;
  ut_random_init(&d->random, options->seed);
  status = ut_resample_new(&d->resample, d->drawn, profiles, options->population, err);
  if (status == UT_USAGE)
    ut_error_at(err, NULL, 0, 0, "--finite");
  return status;
}

static void draw_units(struct draws *d)
{
  ut_resample_draw(d->resample, &d->random, d->drawn);
  memset(d->units, 0, d->items * sizeof *d->units);
  const struct change *change = d->changes;
  for (size_t i = 0; i < d->group->profile_count; i++)
    for (const struct change *end = d->changes + d->ends[i]; change < end; change++)
      d->units[change->item] += d->drawn[i] * change->units;
}

static void draw_factors(struct draws *d)
{
  for (size_t i = 0; i < d->line_count; i++) {
    const struct ut_price_line *line = &d->lines[i];
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
  ut_prices_value(d->lines, d->line_count, d->units, d->factors, worth);
  ut_payback_evaluate(d->course, worth, d->cost, d->group->participations, returns);
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
                            const struct ut_gain_course *course, ut_money cost, double target,
                            const struct ut_draw_options *options, struct ut_draw_spread spreads[UT_PARTIES],
                            struct ut_error *err)
{
  struct draws d = {.group = group, .course = course, .cost = cost, .count = options->draws};
  d.lines = ut_prices_lines(prices, &d.line_count);
  ut_prices_items(prices, &d.items);
  enum ut_status status = prepare(&d, options, err);
  for (int64_t i = 0; status == UT_OK && i < d.count; i++)
    draw(&d, i);
  for (int party = 0; status == UT_OK && party < UT_PARTIES; party++)
    summarise(&d, target, party, &spreads[party]);
  clear(&d);
  return status;
}
