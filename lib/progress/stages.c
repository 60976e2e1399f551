/* Parts counted by insats and stage. Those that have begun are kept, for who went on is known from a person's others,
 * and the median from the lengths of all. */
#include "progress/stages.h"

#include <stdlib.h>

#include "base/grow.h"
#include "stats/incidence.h"
#include "table/tidy.h"

enum { INSATS, ID, KEYS };

enum count { BEGUN, GOING_ON, COMPLETED, ABORTED, WENT_ON, IN_TIME, OVER_TIME, DELAYED, LINKED, PLANNED, COUNTS };

/* A part that has begun. */
struct stage_part {
  uint32_t insats, stage; /* numbers */
  uint32_t person;        /* UINT32_MAX: not known */
  ut_date start;
  int32_t days;       /* from the start to the end or the day of the report */
  enum ut_ending how; /* UT_EVENT: it was completed */
};

struct ut_stage_report {
  const struct ut_stages *stages;
  const struct ut_parts *parts;
  ut_date as_of;
  struct ut_table *insatser; /* one counter: 1 + its number */
  struct ut_table *persons;  /* of insats and id; the same */
  int64_t (*counts)[COUNTS]; /* by number of the insats, then stage */
  size_t insats_count;
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
  if (!r || ut_table_new(&r->insatser, natural, 1, 1) || ut_table_new(&r->persons, natural, KEYS, 1))
    return ut_error_nomem(err);
  r->stages = stages;
  r->parts = parts;
  r->as_of = as_of;
  ut_parts_watch(parts, r->insatser, 1);
  ut_parts_watch(parts, r->persons, KEYS);
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

static enum ut_status insats_of(struct ut_stage_report *r, const struct ut_plan_part *part, uint32_t *insats,
                                struct ut_error *err)
{
  size_t stages = r->stages->count;
  UT_TRY(number_of(r->insatser, &part->insats, insats, err));
  if (*insats < r->insats_count)
    return UT_OK;
  int64_t(*counts)[COUNTS] = reallocarray(r->counts, (r->insats_count + 1) * stages, sizeof *counts);
  if (!counts)
    return ut_error_nomem(err);
  r->counts = counts;
  memset(counts + r->insats_count++ * stages, 0, stages * sizeof *counts);
  return UT_OK;
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
  const struct ut_text person[KEYS] = {[INSATS] = part->insats, [ID] = part->id};
  struct stage_part new = {.stage = (uint32_t)stage, .person = UINT32_MAX, .start = part->start};
  if (stage == r->stages->count)
    return ut_parts_no_stage(r->parts, err);
  UT_TRY(insats_of(r, part, &new.insats, err));
  int64_t *counts = r->counts[new.insats * r->stages->count + stage];
  counts[PLANNED] += part->planned_slut != UT_DATE_NONE;
  counts[DELAYED] += is_delayed(part, r->as_of);
  if (part->start == UT_DATE_NONE)
    return UT_OK;
  count_begun(r, &r->stages->at[stage], part, counts);
  if (part->id.len > 0)
    UT_TRY(number_of(r->persons, person, &new.person, err));
  new.days = (part->slut != UT_DATE_NONE ? part->slut : r->as_of) - part->start;
  new.how = part->result == UT_PART_COMPLETED ? UT_EVENT : UT_CENSORED;
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
  qsort(r->begun, r->begun_count, sizeof *r->begun, compare_persons);
  for (size_t from = 0, to = 0; from < r->begun_count && parts[from].person != UINT32_MAX; from = to) {
    while (to < r->begun_count && parts[to].person == parts[from].person)
      to++;
    for (size_t i = from; i < to; i++)
      r->counts[parts[i].insats * r->stages->count + parts[i].stage][WENT_ON] +=
          has_gone_on(r, &parts[i], parts + from, to - from);
  }
}

/* ---- the table ---- */

static int compare_days(const void *a, const void *b)
{
  const struct stage_part *x = a, *y = b;
  if (x->insats != y->insats)
    return x->insats < y->insats ? -1 : 1;
  if (x->stage != y->stage)
    return x->stage < y->stage ? -1 : 1;
  return (x->days > y->days) - (x->days < y->days);
}

/* The parts of a stage in an insats: where they begin among those that have been sorted by it. */
static size_t first_of(const struct ut_stage_report *r, uint32_t insats, uint32_t stage)
{
  const struct stage_part wanted = {.insats = insats, .stage = stage, .days = INT32_MIN};
  size_t low = 0, high = r->begun_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (compare_days(&r->begun[middle], &wanted) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Kaplan and Meier: the first day by which half have completed it; -1: there is none. */
static enum ut_status median_of(const struct ut_stage_report *r, uint32_t insats, uint32_t stage, int64_t *days)
{
  struct ut_incidence *c;
  enum ut_status status = ut_incidence_new(&c);
  for (size_t i = first_of(r, insats, stage); status == UT_OK && i < r->begun_count; i++) {
    const struct stage_part *part = &r->begun[i];
    if (part->insats != insats || part->stage != stage)
      break;
    status = ut_incidence_add(c, part->days, part->how, 1);
  }
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
static enum ut_status write_stage(struct ut_stage_report *r, struct ut_text insats, uint32_t number, uint32_t stage,
                                  struct ut_error *err)
{
  struct ut_tidy *row = &r->row;
  const struct ut_stage *stages = r->stages->at;
  const int64_t *counts = r->counts[number * r->stages->count + stage];
  const struct ut_text keys[] = {insats, stages[stage].del};
  bool last = stages[stage].order == stages[r->stages->count - 1].order;
  bool linked = counts[LINKED] > 0 || counts[BEGUN] == 0;
  int64_t days;
  if (median_of(r, number, stage, &days) != UT_OK)
    return ut_error_nomem(err);
  ut_tidy_begin(row, keys, sizeof keys / sizeof *keys);
  for (int i = BEGUN; i <= ABORTED; i++)
    ut_tidy_count(row, counts[i]);
  put_count(row, !last && linked, counts[WENT_ON]);
  ut_tidy_count(row, counts[IN_TIME]);
  ut_tidy_count(row, counts[OVER_TIME]);
  ut_tidy_ratio(row, days, days >= 0);
  put_count(row, counts[PLANNED] > 0 || counts[BEGUN] == 0, counts[DELAYED]);
  return ut_tidy_end(row, err);
}

static enum ut_status write_rows(struct ut_stage_report *r, struct ut_error *err)
{
  ut_table_sort(r->insatser);
  for (size_t i = 0; i < ut_table_groups(r->insatser); i++) {
    struct ut_group insats = ut_table_group(r->insatser, i);
    for (uint32_t stage = 0; stage < r->stages->count; stage++)
      UT_TRY(write_stage(r, *insats.keys, (uint32_t)(*insats.counters - 1), stage, err));
  }
  return UT_OK;
}

enum ut_status ut_stage_report_write(struct ut_stage_report *r, struct ut_output *output, enum ut_format to,
                                     int decimals, struct ut_stage_left *left, struct ut_error *err)
{
  static const char *const columns[] = {"insats",     "del",      "borjade",  "pagaende",     "fullfoljda", "avbrutna",
                                        "till_nasta", "inom_tid", "over_tid", "median_dagar", "forsenade"};
  UT_TRY(ut_table_meet(r->insatser, err));
  UT_TRY(ut_table_meet(r->persons, err));
  if (r->begun_count > 0) {
    count_those_who_went_on(r);
    qsort(r->begun, r->begun_count, sizeof *r->begun, compare_days);
  }
  *left = r->left;
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
  ut_table_free(r->insatser);
  ut_table_free(r->persons);
  free(r->counts);
  free(r->begun);
  free(r);
}
