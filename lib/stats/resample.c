/* Resampling: the kinds of units are put in order of how common they are, so that common ones can be drawn as counts
 * and the rare ones, which lie together at the end, one by one. */
#include "stats/resample.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A binomial costs about as much as this many units drawn one by one. */
enum { COMMON = 16 };

struct kind {
  uint32_t index;
  int64_t times;
};

struct ut_resample {
  struct kind *order; /* by falling times, then by index */
  size_t kinds, common;
  uint32_t *units; /* the kind of each unit observed, in that order */
  int64_t observed;
  uint32_t *pool; /* the population to draw from; NULL: the observed, with replacement */
  int64_t population;
};

static int compare_kinds(const void *a, const void *b)
{
  const struct kind *x = a, *y = b;
  int by_times = (x->times < y->times) - (x->times > y->times);
  return by_times ? by_times : (x->index > y->index) - (x->index < y->index);
}

static void fill(struct ut_resample *s, const int64_t *times)
{
  for (size_t i = 0; i < s->kinds; i++)
    s->order[i] = (struct kind){(uint32_t)i, times[i]};
  qsort(s->order, s->kinds, sizeof *s->order, compare_kinds);
  uint32_t *unit = s->units;
  for (size_t i = 0; i < s->kinds; i++) {
    s->common += s->order[i].times >= COMMON;
    for (int64_t j = 0; j < s->order[i].times; j++)
      *unit++ = s->order[i].index;
  }
}

static enum ut_status check_sizes(const int64_t *times, size_t kinds, int64_t population, int64_t *observed,
                                  struct ut_error *err)
{
  *observed = 0;
  for (size_t i = 0; i < kinds; i++)
    if (__builtin_add_overflow(*observed, times[i], observed) || *observed > INT32_MAX)
      return ut_error_set(err, UT_BAD_INPUT, "more than %d units cannot be resampled", INT32_MAX);
  if (population > INT32_MAX)
    return ut_error_set(err, UT_BAD_INPUT, "a population of more than %d cannot be resampled", INT32_MAX);
  if (population > 0 && population < *observed)
    return ut_error_set(err, UT_USAGE, "the population is %lld, but %lld were observed", (long long)population,
                        (long long)*observed);
  return UT_OK;
}

enum ut_status ut_resample_new(struct ut_resample **out, const int64_t *times, size_t kinds, int64_t population,
                               struct ut_error *err)
{
  int64_t observed;
  *out = NULL;
  enum ut_status status = check_sizes(times, kinds, population, &observed, err);
  if (status != UT_OK)
    return status;
  struct ut_resample *s = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  *s = (struct ut_resample){.kinds = kinds, .observed = observed, .population = population};
  s->order = calloc(kinds + 1, sizeof *s->order);
  s->units = calloc((size_t)observed + 1, sizeof *s->units);
  s->pool = population > 0 ? calloc((size_t)population, sizeof *s->pool) : NULL;
  if (!s->order || !s->units || (population > 0 && !s->pool)) {
    ut_resample_free(s);
    return ut_error_nomem(err);
  }
  fill(s, times);
  *out = s;
  return UT_OK;
}

/* Puts a random choice of `take` of the `count` units first. Any order that they were in before will do. */
static void shuffle(struct ut_random *random, uint32_t *units, int64_t count, int64_t take)
{
  for (int64_t i = 0; i < take; i++) {
    int64_t at = i + (int64_t)ut_random_below(random, (uint64_t)(count - i));
    uint32_t chosen = units[at];
    units[at] = units[i];
    units[i] = chosen;
  }
}

static void draw_finite(struct ut_resample *s, struct ut_random *random, int64_t *drawn)
{
  int64_t lacking = s->population % s->observed;
  shuffle(random, s->units, s->observed, lacking);
  for (int64_t i = 0; i < s->population; i += s->observed) {
    int64_t part = s->population - i < s->observed ? lacking : s->observed;
    memcpy(s->pool + i, s->units, (size_t)part * sizeof *s->pool);
  }
  shuffle(random, s->pool, s->population, s->observed);
  for (int64_t i = 0; i < s->observed; i++)
    drawn[s->pool[i]]++;
}

static void draw_replaced(const struct ut_resample *s, struct ut_random *random, int64_t *drawn)
{
  int64_t units = s->observed, left = units; /* to draw from, of the kinds that are left, and to draw */
  for (size_t i = 0; i < s->common; i++) {
    const struct kind *kind = &s->order[i];
    int64_t count = ut_random_binomial(random, left, (double)kind->times / (double)units);
    drawn[kind->index] = count;
    left -= count;
    units -= kind->times;
  }
  const uint32_t *rare = s->units + (s->observed - units);
  for (; left > 0; left--)
    drawn[rare[ut_random_below(random, (uint64_t)units)]]++;
}

void ut_resample_draw(struct ut_resample *s, struct ut_random *random, int64_t *drawn)
{
  memset(drawn, 0, s->kinds * sizeof *drawn);
  if (s->observed == 0)
    return;
  if (s->pool)
    draw_finite(s, random, drawn);
  else
    draw_replaced(s, random, drawn);
}

void ut_resample_free(struct ut_resample *s)
{
  if (!s)
    return;
  free(s->order);
  free(s->units);
  free(s->pool);
  free(s);
}
