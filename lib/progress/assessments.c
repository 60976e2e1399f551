/* Series of assessments: lists in one growing array, found by their person and measure. */
#include "progress/assessments.h"

#include <stdlib.h>

#include "base/grow.h"
#include "utfall/table.h"

enum { ID, INSATS, MATT, PERSON_KEYS };

/* Places in the array of assessments are counted from 1: 0 is none. */
struct ut_assessment_series {
  size_t group; /* index in the table of groups */
  size_t first, last;
};

struct ut_assessments {
  struct ut_table *persons, *groups; /* one counter: 1 + the index of the series, or of the group */
  struct ut_assessment_series *series;
  struct ut_assessment *assessments;
  size_t series_count, assessment_count;
};

enum ut_status ut_assessments_new(struct ut_assessments **out, size_t by)
{
  static const struct ut_vocabulary *const natural[UT_NAMES_MAX + 1] = {NULL};
  struct ut_assessments *all = *out = calloc(1, sizeof *all);
  if (!all)
    return UT_NOMEM;
  UT_TRY(ut_table_new(&all->persons, natural, PERSON_KEYS, 1));
  return ut_table_new(&all->groups, natural, by + 1, 1);
}

void ut_assessments_watch(struct ut_assessments *all, const struct ut_answers *answers)
{
  static const struct ut_text names[PERSON_KEYS] = {[ID] = {"id", 2}, [INSATS] = {"insats", 6}, [MATT] = {"matt", 4}};
  struct ut_watch watch;
  ut_answers_watch(answers, &watch);
  ut_table_watch(all->groups, &watch);
  watch.names = names;
  watch.count = PERSON_KEYS;
  ut_table_watch(all->persons, &watch);
}

enum ut_status ut_assessments_meet(const struct ut_assessments *all, struct ut_error *err)
{
  UT_TRY(ut_table_meet(all->groups, err));
  return ut_table_meet(all->persons, err);
}

static enum ut_status find_group(struct ut_assessments *all, const struct ut_answer *a, size_t *group,
                                 struct ut_error *err)
{
  int64_t *number;
  UT_TRY(ut_table_find(all->groups, a->group, &number, err));
  if (*number == 0)
    *number = (int64_t)ut_table_groups(all->groups);
  *group = (size_t)*number - 1;
  return UT_OK;
}

static enum ut_status find_series(struct ut_assessments *all, const struct ut_answer *a,
                                  struct ut_assessment_series **series, struct ut_error *err)
{
  const struct ut_text key[PERSON_KEYS] = {a->id, a->insats, a->matt};
  size_t group = 0;
  int64_t *number;
  UT_TRY(find_group(all, a, &group, err));
  UT_TRY(ut_table_find(all->persons, key, &number, err));
  if (*number == 0) {
    struct ut_assessment_series *new = ut_grow_add(&all->series, &all->series_count, sizeof *new);
    if (!new)
      return ut_error_nomem(err);
    new->group = group;
    *number = (int64_t)all->series_count;
  }
  *series = &all->series[*number - 1];
  if ((*series)->group == group)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "the person has answered this before, in another group");
  return ut_error_blame(UT_BAD_INPUT, "--by", err);
}

static struct ut_assessment *at(const struct ut_assessments *all, size_t place)
{
  return &all->assessments[place - 1];
}

/* The place after which an occasion belongs, 0 for the first; most streams are in order, so the last is looked at
 * first. */
static size_t place_before(const struct ut_assessments *all, const struct ut_assessment_series *series, ut_date when)
{
  size_t before = 0;
  if (series->last > 0 && at(all, series->last)->when <= when)
    return series->last;
  for (size_t place = series->first; place > 0 && at(all, place)->when <= when; place = at(all, place)->next)
    before = place;
  return before;
}

enum ut_status ut_assessments_add(struct ut_assessments *all, const struct ut_answer *answer, struct ut_error *err)
{
  struct ut_assessment_series *series = NULL;
  UT_TRY(find_series(all, answer, &series, err));
  size_t before = place_before(all, series, answer->when);
  if (before > 0 && at(all, before)->when == answer->when) {
    ut_error_set(err, UT_BAD_INPUT, "the person has answered this on that occasion before");
    return ut_error_blame(UT_BAD_INPUT, "tillfalle", err);
  }
  struct ut_assessment *new = ut_grow_add(&all->assessments, &all->assessment_count, sizeof *new);
  if (!new)
    return ut_error_nomem(err);
  size_t *link = before > 0 ? &at(all, before)->next : &series->first;
  *new = (struct ut_assessment){answer->when, answer->value, *link};
  *link = all->assessment_count;
  if (new->next == 0)
    series->last = *link;
  return UT_OK;
}

size_t ut_assessments_count(const struct ut_assessments *all)
{
  return all->series_count;
}

size_t ut_assessments_find(const struct ut_assessments *all, const struct ut_text key[3])
{
  const int64_t *number = ut_table_get(all->persons, key);
  return number ? (size_t)*number - 1 : all->series_count;
}

const struct ut_text *ut_assessments_person(const struct ut_assessments *all, size_t series)
{
  return ut_table_group(all->persons, series).keys;
}

const struct ut_text *ut_assessments_group(const struct ut_assessments *all, size_t series)
{
  return ut_table_group(all->groups, all->series[series].group).keys;
}

const struct ut_assessment *ut_assessments_first(const struct ut_assessments *all, size_t series)
{
  return at(all, all->series[series].first);
}

const struct ut_assessment *ut_assessments_next(const struct ut_assessments *all, const struct ut_assessment *a)
{
  return a->next > 0 ? at(all, a->next) : NULL;
}

void ut_assessments_free(struct ut_assessments *all)
{
  if (!all)
    return;
  ut_table_free(all->persons);
  ut_table_free(all->groups);
  free(all->series);
  free(all->assessments);
  free(all);
}
