/* The report of progress that says how many steps a person took over all measures together, as the modules of an area;
 * and the list of who took none. */
#include <stdio.h>
#include <stdlib.h>

#include "progress/progress_report.h"

enum { PERSON_KEYS = 3 };     /* of moves, behind those of --by: id, insats, quarter */
enum { MATT, KVARTAL, STEG }; /* of the table, likewise */
enum { STEP_TEXT = 24 };

/* Steps are keys of the table, which sorts digits by their value, so that all are made positive. */
#define STEP_ZERO INT64_C(1000000000000)

static size_t one_counter(const struct ut_progress *p)
{
  (void)p;
  return 1;
}

/* ---- counting ---- */

static enum ut_status add_step(struct ut_progress *p, size_t series, struct ut_text quarter, int gain,
                               struct ut_error *err)
{
  const struct ut_text *person = ut_assessments_person(p->assessments, series);
  struct ut_text keys[UT_NAMES_MAX + PERSON_KEYS];
  size_t by = p->o.answers.by.count;
  int64_t *sum;
  for (size_t i = 0; i < by; i++)
    keys[i] = ut_assessments_group(p->assessments, series)[i];
  keys[by] = person[0];
  keys[by + 1] = person[1];
  keys[by + 2] = quarter;
  UT_TRY(ut_table_find(p->moves, keys, &sum, err));
  *sum += gain;
  return UT_OK;
}

static enum ut_status add_steps(struct ut_progress *p, size_t series, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[UT_NAMES_MAX + PERSON_KEYS] = {NULL};
  if (!p->moves && ut_table_new(&p->moves, natural, p->o.answers.by.count + PERSON_KEYS, 1) != UT_OK)
    return ut_error_nomem(err);
  return ut_progress_each_step(p, series, add_step, err);
}

static enum ut_status count_persons(struct ut_progress *p, struct ut_error *err)
{
  size_t by = p->o.answers.by.count;
  for (size_t i = 0; p->moves && i < ut_table_groups(p->moves); i++) {
    struct ut_group person = ut_table_group(p->moves, i);
    struct ut_text keys[UT_NAMES_MAX + UT_PROGRESS_OWN_KEYS];
    char steps[STEP_TEXT];
    int64_t *count;
    snprintf(steps, sizeof steps, "%lld", (long long)(STEP_ZERO + *person.counters));
    memcpy(keys, person.keys, by * sizeof *keys);
    keys[by + MATT] = (struct ut_text){"", 0};
    keys[by + KVARTAL] = person.keys[by + 2];
    keys[by + STEG] = ut_text_of(steps);
    UT_TRY(ut_table_find(p->table, keys, &count, err));
    ++*count;
  }
  return UT_OK;
}

/* ---- writing ---- */

static enum ut_status write_steps(struct ut_progress *p, struct ut_group group, struct ut_error *err)
{
  size_t by = p->o.answers.by.count;
  int64_t steps = 0;
  ut_text_integer(group.keys[by + STEG], &steps);
  ut_tidy_begin(&p->row, group.keys, by);
  ut_tidy_text(&p->row, ut_text_of(UT_ALL));
  ut_tidy_text(&p->row, group.keys[by + KVARTAL]);
  ut_tidy_count(&p->row, steps - STEP_ZERO);
  ut_tidy_count(&p->row, *group.counters);
  return ut_tidy_end(&p->row, err);
}

static const char *const columns[] = {"matt", "kvartal", "steg", "antal", NULL};

const struct ut_progress_form ut_progress_steps_over = {.columns = columns,
                                                        .keys = UT_PROGRESS_OWN_KEYS,
                                                        .counters = one_counter,
                                                        .take = ut_progress_take_unlinked,
                                                        .take_series = add_steps,
                                                        .finish = count_persons,
                                                        .write_group = write_steps};

/* ---- who took none ---- */

/* Is the last of two or more answers, which are all the same; NULL: they are not, or there are fewer. */
static const struct ut_assessment *last_of_same(const struct ut_assessments *all, size_t series)
{
  const struct ut_assessment *first = NULL, *last = NULL;
  for (const struct ut_assessment *a = ut_assessments_first(all, series); a; a = ut_assessments_next(all, a)) {
    if (a->value < 0)
      continue;
    if (first && a->value != first->value)
      return NULL;
    first = first ? first : a;
    last = a;
  }
  return first != last ? last : NULL;
}

static enum ut_status write_unmoved(struct ut_progress *p, size_t series, struct ut_error *err)
{
  const struct ut_assessment *last = last_of_same(p->assessments, series);
  const struct ut_text *person = ut_assessments_person(p->assessments, series);
  char day[11] = "";
  if (!last)
    return UT_OK;
  if (last->when != UT_AT_SLUT)
    ut_date_format(last->when, day);
  const struct ut_text keys[] = {person[1], person[0], person[2], ut_text_of(day)};
  ut_tidy_begin(&p->row, keys, sizeof keys / sizeof *keys);
  ut_tidy_count(&p->row, p->o.answers.scale.low + last->value);
  return ut_tidy_end(&p->row, err);
}

enum ut_status ut_progress_write_unmoved(struct ut_progress *p, struct ut_output *output, enum ut_format to,
                                         struct ut_error *err)
{
  static const char *const names[] = {"insats", "id", "matt", "bedomd", "varde"};
  UT_TRY(ut_assessments_meet(p->assessments, err));
  enum ut_status status = ut_tidy_open(&p->row, output, to, names, sizeof names / sizeof *names, err);
  for (size_t i = 0; i < ut_assessments_count(p->assessments) && status == UT_OK; i++)
    status = write_unmoved(p, i, err);
  return ut_tidy_close(&p->row, status, err);
}
