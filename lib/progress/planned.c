/* Those with a plan, by insats and id; then participations, held against them. */
#include "progress/planned.h"

#include <stdlib.h>

#include "participation/grouping.h"
#include "progress/linked.h"
#include "table/tidy.h"

enum { INSATS, ID, KEYS };
enum { ACTIVE, WITH_PLAN, COUNTS };

struct ut_planned {
  const struct ut_planned_options *o;
  struct ut_table *persons; /* with some part planned beyond the day; the counter: 1 + their number */
  bool *registered;         /* by number: some participation is of them */
  struct ut_participations *p;
  struct ut_grouping by;
  size_t id, insats; /* slots */
  struct ut_table *table;
  struct ut_planned_left left;
  struct ut_tidy row;
};

static const char *const columns[] = {"aktiva", "med_plan", "andel", "ki_lag", "ki_hog"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum ut_status ut_planned_new(struct ut_planned **out, const struct ut_planned_options *options,
                              const struct ut_parts *parts, struct ut_error *err)
{
  static const struct ut_vocabulary *const natural[KEYS] = {NULL};
  struct ut_planned *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->o = options;
  UT_TRY(ut_grouping_apart(options->by, columns, COLUMNS, err));
  if (ut_table_new(&r->persons, natural, KEYS, 1))
    return ut_error_nomem(err);
  ut_parts_watch(parts, r->persons, KEYS);
  return UT_OK;
}

enum ut_status ut_planned_take(struct ut_planned *r, const struct ut_plan_part *part, struct ut_error *err)
{
  const struct ut_text person[KEYS] = {[INSATS] = part->insats, [ID] = part->id};
  bool beyond = part->planned_start > r->o->as_of || part->planned_slut > r->o->as_of;
  int64_t *counter;
  if (!beyond || part->slut != UT_DATE_NONE)
    return UT_OK;
  r->left.unlinked += part->id.len == 0;
  if (part->id.len == 0)
    return UT_OK;
  UT_TRY(ut_table_find(r->persons, person, &counter, err));
  if (*counter == 0)
    *counter = (int64_t)ut_table_groups(r->persons);
  return UT_OK;
}

/* ---- participations ---- */

static enum ut_status open_participations(struct ut_planned *r, struct ut_error *err)
{
  UT_TRY(ut_participations_load(&r->p, r->o->participations, r->o->as_of, r->o->run, err));
  ut_participations_exits(r->p);
  UT_TRY(ut_participations_slot(r->p, ut_text_of("id"), &r->id, NULL, err));
  UT_TRY(ut_participations_slot(r->p, ut_text_of("insats"), &r->insats, NULL, err));
  UT_TRY(ut_grouping_init(&r->by, r->p, r->o->by, err));
  if (ut_table_new(&r->table, r->by.vocabularies, r->o->by->count, COUNTS))
    return ut_error_nomem(err);
  ut_grouping_watch(&r->by, r->p, r->table);
  return UT_OK;
}

static enum ut_status take_participation(void *context, struct ut_error *err)
{
  struct ut_planned *r = context;
  struct ut_participation now = ut_participations_current(r->p);
  const struct ut_value *values = ut_participations_values(r->p);
  const struct ut_text person[KEYS] = {[INSATS] = values[r->insats].text, [ID] = values[r->id].text};
  bool active = !now.anonymous && (now.slut == UT_DATE_NONE || now.slut >= r->o->as_of);
  int64_t *counts;
  r->left.nobody += active && person[ID].len == 0;
  if (now.anonymous || person[ID].len == 0)
    return UT_OK;
  UT_TRY(ut_linked_see(r->p, r->o->run, person[ID], person[INSATS], err));
  const int64_t *plan = ut_table_get(r->persons, person);
  if (plan)
    r->registered[*plan - 1] = true;
  if (!active)
    return UT_OK;
  UT_TRY(ut_table_find(r->table, ut_grouping_keys(&r->by, values), &counts, err));
  counts[ACTIVE]++;
  counts[WITH_PLAN] += plan != NULL;
  return UT_OK;
}

static enum ut_status read_participations(struct ut_planned *r, struct ut_error *err)
{
  size_t persons = ut_table_groups(r->persons);
  r->registered = calloc(persons + 1, sizeof *r->registered);
  if (!r->registered)
    return ut_error_nomem(err);
  UT_TRY(open_participations(r, err));
  UT_TRY(ut_participations_each(r->p, take_participation, r, err));
  for (size_t i = 0; i < persons; i++)
    r->left.unregistered += !r->registered[i];
  return UT_OK;
}

enum ut_status ut_planned_close(struct ut_planned *r, struct ut_planned_left *left, struct ut_partial *part,
                                struct ut_error *err)
{
  UT_TRY(read_participations(r, err));
  UT_TRY(ut_table_meet(r->persons, err));
  *left = r->left;
  return ut_partial_table(part, "antal", r->table, err);
}

/* ---- the table ---- */

static enum ut_status write_rows(struct ut_planned *r, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  struct ut_tidy *row = &r->row;
  size_t by = r->o->by->count;
  ut_tidy_begin(row, r->o->by->names, by);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(row, ut_text_of(columns[i]));
  UT_TRY(ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err));
  for (size_t i = 0; i < ut_table_groups(r->table); i++) {
    struct ut_group group = ut_table_group(r->table, i);
    int64_t active = group.counters[ACTIVE], with = group.counters[WITH_PLAN];
    ut_tidy_begin(row, group.keys, by);
    ut_tidy_count(row, active);
    ut_tidy_count(row, with);
    ut_tidy_ratio(row, 100 * with, active);
    ut_tidy_interval(row, with, active, ut_normal_quantile(95));
    UT_TRY(ut_tidy_end(row, err));
  }
  return UT_OK;
}

enum ut_status ut_planned_write(struct ut_planned *r, struct ut_output *output, enum ut_format to, int decimals,
                                struct ut_error *err)
{
  UT_TRY(ut_table_meet(r->table, err));
  if (r->o->totals)
    UT_TRY(ut_table_add_totals(r->table, r->o->by->count, err));
  ut_table_sort(r->table);
  r->row.decimals = decimals;
  return ut_tidy_close(&r->row, write_rows(r, output, to, err), err);
}

void ut_planned_free(struct ut_planned *r)
{
  if (!r)
    return;
  ut_participations_free(r->p);
  ut_table_free(r->persons);
  ut_table_free(r->table);
  free(r->registered);
  free(r);
}
