/* Parts counted by insats, stage and length, from which the median comes. Those of persons that have begun are kept,
 * for who went on is known from the others of the person. */
#include "progress/stages.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"
#include "stats/incidence.h"
#include "table/runs.h"
#include "table/tidy.h"

enum { INSATS, ID, PERSON_KEYS };
enum { STAGE = INSATS + 1, DAYS, KEYS }; /* of the table: number of the stage, length of the part (empty: not begun) */
enum { NUMBER_TEXT = 24 };

enum count { BEGUN, GOING_ON, COMPLETED, ABORTED, WENT_ON, IN_TIME, OVER_TIME, DELAYED, LINKED, PLANNED, COUNTS };

/* A part that has begun, of a person. */
struct stage_part {
  int64_t *counts; /* of its group */
  uint32_t stage, person;
  ut_date start;
};

struct ut_stage_report {
  const struct ut_stages *stages;
  const struct ut_parts *parts;
  ut_date as_of;
  struct ut_table *table;   /* of insats, stage and days from the start to the end or the day of the report */
  struct ut_table *persons; /* of insats and id; one counter: 1 + its number */
  struct stage_part *begun;
  size_t begun_count, begun_room;
  struct ut_stage_left left;
  struct ut_tidy row;
};

enum ut_status ut_stage_report_new(struct ut_stage_report **out, const struct ut_stages *stages,
                                   const struct ut_parts *parts, ut_date as_of, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[KEYS] = {NULL};
  struct ut_stage_report *r = *out = calloc(1, sizeof *r);
  if (!r || ut_table_new(&r->table, natural, KEYS, COUNTS) || ut_table_new(&r->persons, natural, PERSON_KEYS, 1))
    return ut_error_nomem(err);
  r->stages = stages;
  r->parts = parts;
  r->as_of = as_of;
  ut_parts_watch(parts, r->table, 1);
  ut_parts_watch(parts, r->persons, PERSON_KEYS);
  return UT_OK;
}

/* ---- counting ---- */

/* The number of the keys in the table, from 0. */
static enum ut_status number_of(struct ut_table *t, const struct ut_text *keys, uint32_t *number, struct ut_error *err)
{
  int64_t *counter;
  UT_TRY(ut_table_find(t, keys, &counter, err));
  if (*counter == 0)
    *counter = (int64_t)ut_table_groups(t);
  *number = (uint32_t)(*counter - 1);
  return UT_OK;
}

/* The counters of a part's insats, stage and days. */
static enum ut_status find(struct ut_stage_report *r, const struct ut_plan_part *part, size_t stage, int64_t **counts,
                           struct ut_error *err)
{
  char number[NUMBER_TEXT], days[NUMBER_TEXT] = "";
  snprintf(number, sizeof number, "%zu", stage);
  if (part->start != UT_DATE_NONE)
    snprintf(days, sizeof days, "%d", (part->slut != UT_DATE_NONE ? part->slut : r->as_of) - part->start);
  const struct ut_text keys[KEYS] = {part->insats, ut_text_of(number), ut_text_of(days)};
  return ut_table_find(r->table, keys, counts, err);
}

static enum ut_status keep(struct ut_stage_report *r, struct stage_part part, struct ut_error *err)
{
  struct stage_part *begun = ut_grow(r->begun, r->begun_count, &r->begun_room, sizeof *begun);
  if (!begun)
    return ut_error_nomem(err);
  r->begun = begun;
  begun[r->begun_count++] = part;
  return UT_OK;
}

static void count_begun(struct ut_stage_report *r, const struct ut_stage *stage, const struct ut_plan_part *part,
                        int64_t counts[COUNTS])
{
  bool ended = part->slut != UT_DATE_NONE, completed = part->result == UT_PART_COMPLETED;
  ut_date due = ut_stage_due(stage, part->start);
  counts[BEGUN]++;
  counts[LINKED] += part->id.len > 0;
  counts[GOING_ON] += !ended;
  counts[COMPLETED] += completed;
  counts[ABORTED] += part->result == UT_PART_ABORTED;
  counts[IN_TIME] += completed && ut_stage_in_time(stage, part->start, part->slut);
  counts[OVER_TIME] += !ended && due != UT_DATE_NONE && r->as_of > due;
  r->left.unlinked += part->id.len == 0;
  r->left.unresolved += ended && part->result == UT_PART_NONE;
}

static bool is_delayed(const struct ut_plan_part *part, ut_date as_of)
{
  return part->planned_slut != UT_DATE_NONE && part->planned_slut < as_of && part->slut == UT_DATE_NONE;
}

enum ut_status ut_stage_report_take(struct ut_stage_report *r, const struct ut_plan_part *part, struct ut_error *err)
{
  size_t stage = ut_stages_find(r->stages, part->del);
  const struct ut_text person[PERSON_KEYS] = {[INSATS] = part->insats, [ID] = part->id};
  struct stage_part new = {.stage = (uint32_t)stage, .start = part->start};
  if (stage == r->stages->count)
    return ut_parts_no_stage(r->parts, err);
  UT_TRY(find(r, part, stage, &new.counts, err));
  new.counts[PLANNED] += part->planned_slut != UT_DATE_NONE;
  new.counts[DELAYED] += is_delayed(part, r->as_of);
  if (part->start == UT_DATE_NONE)
    return UT_OK;
  count_begun(r, &r->stages->at[stage], part, new.counts);
  if (part->id.len == 0)
    return UT_OK;
  UT_TRY(number_of(r->persons, person, &new.person, err));
  return keep(r, new, err);
}

ut_date ut_stage_late(const struct ut_stage *stage, const struct ut_plan_part *part, ut_date as_of)
{
  bool going_on = part->start != UT_DATE_NONE && part->slut == UT_DATE_NONE;
  ut_date due = going_on ? ut_stage_due(stage, part->start) : UT_DATE_NONE;
  if (due >= as_of)
    due = UT_DATE_NONE;
  if (is_delayed(part, as_of) && (due == UT_DATE_NONE || part->planned_slut < due))
    due = part->planned_slut;
  return due;
}

/* ---- who went on ---- */

static int compare_persons(const void *a, const void *b)
{
  const struct stage_part *x = a, *y = b;
  return (x->person > y->person) - (x->person < y->person);
}

/* Has the person of the part begun one of a later stage, not before it? The parts are those of the person. */
static bool has_gone_on(const struct ut_stage_report *r, const struct stage_part *part, const struct stage_part *parts,
                        size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (r->stages->at[parts[i].stage].order > r->stages->at[part->stage].order && parts[i].start >= part->start)
      return true;
  return false;
}

static void count_those_who_went_on(struct ut_stage_report *r)
{
  const struct stage_part *parts = r->begun;
  if (r->begun_count > 0)
    qsort(r->begun, r->begun_count, sizeof *r->begun, compare_persons);
  for (size_t from = 0, to = 0; from < r->begun_count; from = to) {
    while (to < r->begun_count && parts[to].person == parts[from].person)
      to++;
    for (size_t i = from; i < to; i++)
      parts[i].counts[WENT_ON] += has_gone_on(r, &parts[i], parts + from, to - from);
  }
}

enum ut_status ut_stage_report_close(struct ut_stage_report *r, struct ut_stage_left *left, struct ut_partial *part,
                                     struct ut_error *err)
{
  UT_TRY(ut_table_meet(r->persons, err));
  count_those_who_went_on(r);
  *left = r->left;
  return ut_partial_table(part, "antal", r->table, err);
}

/* ---- the table ---- */

/* Adds up the groups of an insats and stage, of which *i is the first; *i becomes the one behind them. Of a length,
 * those who completed the part have an event, the others are followed until then. */
static enum ut_status add_lengths(const struct ut_stage_report *r, const struct ut_text *keys, size_t *i,
                                  int64_t counts[COUNTS], struct ut_incidence *c)
{
  for (; ut_table_begins(r->table, *i, keys, DAYS); ++*i) {
    struct ut_group group = ut_table_group(r->table, *i);
    int64_t days, begun = group.counters[BEGUN], completed = group.counters[COMPLETED];
    for (int k = 0; k < COUNTS; k++)
      counts[k] += group.counters[k];
    if (!ut_text_integer(group.keys[DAYS], &days))
      continue;
    if (completed > 0)
      UT_TRY(ut_incidence_add(c, days, UT_EVENT, completed));
    if (begun > completed)
      UT_TRY(ut_incidence_add(c, days, UT_CENSORED, begun - completed));
  }
  return UT_OK;
}

/* Kaplan and Meier: the first day by which half have completed it; -1: there is none. */
static enum ut_status sum_up(const struct ut_stage_report *r, const struct ut_text *keys, size_t *i,
                             int64_t counts[COUNTS], int64_t *days)
{
  struct ut_incidence *c;
  enum ut_status status = ut_incidence_new(&c);
  if (status == UT_OK)
    status = add_lengths(r, keys, i, counts, c);
  if (status == UT_OK) {
    ut_incidence_compute(c);
    *days = ut_incidence_median(c);
  }
  ut_incidence_free(c);
  return status;
}

static void put_count(struct ut_tidy *row, bool known, int64_t count)
{
  if (known)
    ut_tidy_count(row, count);
  else
    ut_tidy_empty(row, 1);
}

/* Nobody goes on from the last stage; and where nobody is linked, it is not known who went on. What has no planned end
 * is not known to be late. */
static enum ut_status write_stage(struct ut_stage_report *r, struct ut_text insats, size_t stage, size_t *i,
                                  struct ut_error *err)
{
  struct ut_tidy *row = &r->row;
  const struct ut_stage *stages = r->stages->at;
  char number[NUMBER_TEXT];
  snprintf(number, sizeof number, "%zu", stage);
  const struct ut_text keys[] = {insats, ut_text_of(number)}, shown[] = {insats, stages[stage].del};
  int64_t days, counts[COUNTS] = {0};
  if (sum_up(r, keys, i, counts, &days) != UT_OK)
    return ut_error_nomem(err);
  bool last = stages[stage].order == stages[r->stages->count - 1].order;
  bool linked = counts[LINKED] > 0 || counts[BEGUN] == 0;
  ut_tidy_begin(row, shown, sizeof shown / sizeof *shown);
  for (int k = BEGUN; k <= ABORTED; k++)
    ut_tidy_count(row, counts[k]);
  put_count(row, !last && linked, counts[WENT_ON]);
  ut_tidy_count(row, counts[IN_TIME]);
  ut_tidy_count(row, counts[OVER_TIME]);
  ut_tidy_ratio(row, days, days >= 0);
  put_count(row, counts[PLANNED] > 0 || counts[BEGUN] == 0, counts[DELAYED]);
  return ut_tidy_end(row, err);
}

static enum ut_status write_rows(struct ut_stage_report *r, struct ut_error *err)
{
  size_t i = 0;
  ut_table_sort(r->table);
  while (i < ut_table_groups(r->table)) {
    size_t first = i;
    struct ut_text insats = ut_table_group(r->table, i).keys[INSATS];
    for (size_t stage = 0; stage < r->stages->count; stage++)
      UT_TRY(write_stage(r, insats, stage, &i, err));
    if (i == first)
      return ut_error_set(err, UT_BAD_INPUT, "there is a stage in the parts that none of them names");
  }
  return UT_OK;
}

enum ut_status ut_stage_report_write(struct ut_stage_report *r, struct ut_output *output, enum ut_format to,
                                     int decimals, struct ut_error *err)
{
  static const char *const columns[] = {"insats",     "del",      "borjade",  "pagaende",     "fullfoljda", "avbrutna",
                                        "till_nasta", "inom_tid", "over_tid", "median_dagar", "forsenade"};
  UT_TRY(ut_table_meet(r->table, err));
  r->row.decimals = decimals;
  enum ut_status status = ut_tidy_open(&r->row, output, to, columns, sizeof columns / sizeof *columns, err);
  if (status == UT_OK)
    status = write_rows(r, err);
  return ut_tidy_close(&r->row, status, err);
}

void ut_stage_report_free(struct ut_stage_report *r)
{
  if (!r)
    return;
  ut_table_free(r->table);
  ut_table_free(r->persons);
  free(r->begun);
  free(r);
}
