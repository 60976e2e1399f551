/* Courses: lists in one growing array, found by their person and measure. */
#include "progress/assessments.h"

#include <stdlib.h>

#include "base/grow.h"
#include "utfall/table.h"

enum { ID, INSATS, MATT, PERSON_KEYS };

/* Places in the array of assessments are counted from 1: 0 is none. */
struct course {
  size_t group; /* index in the table of groups */
  size_t first, last;
};

struct ut_assessments {
  size_t by;
  struct ut_table *persons, *groups; /* one counter: 1 + the index of the course, or of the group */
  size_t group_count;
  struct course *courses;
  size_t count, room;
  struct ut_assessment *assessments;
  size_t assessed, assessed_room;
};

enum ut_status ut_assessments_new(struct ut_assessments **out, size_t by)
{
  static const struct ut_vocabulary *const natural[UT_NAMES_MAX + 1] = {NULL};
  struct ut_assessments *c = calloc(1, sizeof *c);
  *out = c;
  if (!c)
    return UT_NOMEM;
  c->by = by;
  if (ut_table_new(&c->persons, natural, PERSON_KEYS, 1) == UT_OK &&
      ut_table_new(&c->groups, natural, by + 1, 1) == UT_OK)
    return UT_OK;
  ut_assessments_free(c);
  *out = NULL;
  return UT_NOMEM;
}

static enum ut_status find_group(struct ut_assessments *c, const struct ut_answer *a, size_t *group,
                                 struct ut_error *err)
{
  struct ut_text keys[UT_NAMES_MAX + 1];
  int64_t *number;
  for (size_t i = 0; i < c->by; i++)
    keys[i] = a->group[i];
  keys[c->by] = a->matt;
  enum ut_status status = ut_table_find(c->groups, keys, &number, err);
  if (status != UT_OK)
    return status;
  if (*number == 0)
    *number = (int64_t)++c->group_count;
  *group = (size_t)*number - 1;
  return UT_OK;
}

static enum ut_status find_course(struct ut_assessments *c, const struct ut_answer *a, size_t group, size_t *course,
                                  struct ut_error *err)
{
  const struct ut_text key[PERSON_KEYS] = {a->id, a->insats, a->matt};
  int64_t *number;
  enum ut_status status = ut_table_find(c->persons, key, &number, err);
  if (status != UT_OK)
    return status;
  if (*number == 0) {
    struct course *grown = ut_grow(c->courses, c->count, &c->room, sizeof *grown);
    if (!grown)
      return ut_error_nomem(err);
    c->courses = grown;
    c->courses[c->count++] = (struct course){.group = group};
    *number = (int64_t)c->count;
  }
  *course = (size_t)*number - 1;
  if (c->courses[*course].group == group)
    return UT_OK;
  status = ut_error_set(err, UT_BAD_INPUT, "the person has answered this before, in another group");
  ut_error_at(err, NULL, 0, 0, "--by");
  return status;
}

static struct ut_assessment *at(const struct ut_assessments *c, size_t place)
{
  return &c->assessments[place - 1];
}

/* The place after which an occasion belongs, 0 for the first; most streams are in order, so the last is looked at
 * first. */
static size_t place_before(const struct ut_assessments *c, const struct course *course, ut_date when)
{
  size_t before = 0;
  if (course->last > 0 && at(c, course->last)->when <= when)
    return course->last;
  for (size_t place = course->first; place > 0 && at(c, place)->when <= when; place = at(c, place)->next)
    before = place;
  return before;
}

static enum ut_status add_assessment(struct ut_assessments *c, struct course *course, const struct ut_answer *a,
                                     struct ut_error *err)
{
  size_t before = place_before(c, course, a->when), new = c->assessed + 1;
  if (before > 0 && at(c, before)->when == a->when) {
    enum ut_status status = ut_error_set(err, UT_BAD_INPUT, "the person has answered this on that occasion before");
    ut_error_at(err, NULL, 0, 0, "tillfalle");
    return status;
  }
  struct ut_assessment *grown = ut_grow(c->assessments, c->assessed, &c->assessed_room, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->assessments = grown;
  size_t *link = before > 0 ? &at(c, before)->next : &course->first, after = *link;
  c->assessments[c->assessed++] = (struct ut_assessment){a->when, a->value, after};
  *link = new;
  if (after == 0)
    course->last = new;
  return UT_OK;
}

enum ut_status ut_assessments_add(struct ut_assessments *c, const struct ut_answer *answer, struct ut_error *err)
{
  size_t group = 0, course = 0;
  enum ut_status status = find_group(c, answer, &group, err);
  if (status == UT_OK)
    status = find_course(c, answer, group, &course, err);
  return status == UT_OK ? add_assessment(c, &c->courses[course], answer, err) : status;
}

size_t ut_assessments_count(const struct ut_assessments *c)
{
  return c->count;
}

size_t ut_assessments_find(const struct ut_assessments *c, const struct ut_text key[3])
{
  const int64_t *number = ut_table_get(c->persons, key);
  return number ? (size_t)*number - 1 : c->count;
}

const struct ut_text *ut_assessments_person(const struct ut_assessments *c, size_t course)
{
  return ut_table_group(c->persons, course).keys;
}

const struct ut_text *ut_assessments_group(const struct ut_assessments *c, size_t course)
{
  return ut_table_group(c->groups, c->courses[course].group).keys;
}

const struct ut_assessment *ut_assessments_first(const struct ut_assessments *c, size_t course)
{
  return at(c, c->courses[course].first);
}

const struct ut_assessment *ut_assessments_next(const struct ut_assessments *c, const struct ut_assessment *a)
{
  return a->next > 0 ? at(c, a->next) : NULL;
}

void ut_assessments_free(struct ut_assessments *c)
{
  if (!c)
    return;
  ut_table_free(c->persons);
  ut_table_free(c->groups);
  free(c->courses);
  free(c->assessments);
  free(c);
}
