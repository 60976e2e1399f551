/* The flow as a table: its rows as text, and places used of those planned. */
#include "participation/flow_table.h"

#include <stdlib.h>

#include "model/alike.h"
#include "model/tally.h"
#include "table/tidy.h"
#include "participation/catalogue.h"
#include "participation/flow.h"
#include "participation/grouping.h"

enum { PERIOD_NAME = 12 };

static const char *const figures[] = {"period", "in", "ut", "kvar", "deltagare", "platser", "arsplatser", "belaggning"};
enum { FIGURES = sizeof figures / sizeof *figures, USE = 3, CELLS_MAX = UT_NAMES_MAX + FIGURES };

struct ut_flow_table {
  struct ut_flow_options options;
  const struct ut_selection_options *selected;
  struct ut_participations *p;
  struct ut_grouping by;
  ptrdiff_t key; /* place of insats among the columns grouped by; -1: not among them */
  size_t insats; /* slot */
  struct ut_catalogue *catalogue;
  struct ut_flow *flow;
  struct ut_tidy row;
  size_t unplanned; /* participations in insatser for which the catalogue has no places, part of arsplatser still */
};

/* ---- opening ---- */

static ptrdiff_t find_insats(const struct ut_names *by)
{
  for (size_t i = 0; i < by->count; i++)
    if (ut_text_is(by->names[i], "insats"))
      return (ptrdiff_t)i;
  return -1;
}

static enum ut_status add_planned(struct ut_flow_table *t, struct ut_error *err)
{
  if (t->key != 0 || t->options.by.count != 1)
    return UT_OK;
  for (size_t i = 0; i < ut_catalogue_count(t->catalogue); i++) {
    struct ut_text name = ut_catalogue_name(t->catalogue, i);
    UT_TRY(ut_flow_add_group(t->flow, &name, err));
  }
  return UT_OK;
}

enum ut_status ut_flow_table_new(struct ut_flow_table **out, struct ut_participations *p,
                                 const struct ut_flow_options *options, const struct ut_selection_options *selected,
                                 struct ut_error *err)
{
  const struct ut_flow_options *o = options;
  struct ut_flow_table *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->options = *o;
  t->selected = selected;
  t->p = p;
  t->key = find_insats(&o->by);
  UT_TRY(ut_grouping_init(&t->by, p, &t->options.by, err));
  UT_TRY(ut_grouping_apart(t->by.names, figures, o->insatser ? FIGURES : FIGURES - USE, err));
  UT_TRY(ut_participations_slot(p, ut_text_of("insats"), &t->insats, NULL, err));
  if (ut_flow_new(&t->flow, o->unit, t->by.vocabularies, o->by.count, ut_participations_as_of(p)))
    return ut_error_nomem(err);
  ut_grouping_watch(&t->by, p, ut_flow_groups(t->flow));
  ut_participations_exits(p);
  if (!o->insatser)
    return UT_OK;
  UT_TRY(ut_catalogue_load(&t->catalogue, o->insatser, selected->insats, o->run, err));
  return add_planned(t, err);
}

enum ut_status ut_flow_table_add(struct ut_flow_table *t, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(t->p);
  struct ut_text insats = values[t->insats].text;
  if (t->catalogue && !ut_catalogue_plans(t->catalogue, insats)) {
    const struct ut_row *row = ut_participations_row(t->p);
    const struct ut_alike_place place = {row->source, row->line};
    t->unplanned++;
    if (ut_alike_see(t->options.run, ut_text_of("insats"), insats, place))
      return ut_error_nomem(err);
  }
  return ut_flow_add(t->flow, ut_grouping_keys(&t->by, values), ut_participations_current(t->p), err);
}

enum ut_status ut_flow_table_close(struct ut_flow_table *t, struct ut_partial *part, struct ut_error *err)
{
  ut_run_note_count(t->options.run, UT_NOTE_PLATSER_SAKNAS,
                    "participations in insatser for which the catalogue has no places", t->unplanned);
  return ut_flow_close(t->flow, part, err);
}

/* ---- writing ---- */

static int64_t places_of(const struct ut_flow_table *t, const struct ut_flow_row *row)
{
  for (size_t i = 0; i < t->options.by.count; i++)
    if ((ptrdiff_t)i != t->key && !ut_text_is(row->keys[i], UT_ALL))
      return -1;
  return ut_catalogue_places(t->catalogue, t->key < 0 ? ut_text_of(UT_ALL) : row->keys[t->key], row->period);
}

static enum ut_status write_row(void *context, const struct ut_flow_row *row, struct ut_error *err)
{
  struct ut_flow_table *t = context;
  const int64_t counts[] = {row->in, row->out, row->left, row->active};
  char name[PERIOD_NAME];
  ut_tidy_begin(&t->row, NULL, 0);
  ut_tidy_text(&t->row, ut_text_of(ut_period_format(row->period.first, t->options.unit, name)));
  for (size_t i = 0; i < t->options.by.count; i++)
    ut_tidy_text(&t->row, row->keys[i]);
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    ut_tidy_count(&t->row, counts[i]);
  if (!t->catalogue)
    return ut_tidy_end(&t->row, err);
  int64_t places = places_of(t, row), length = row->period.last - row->period.first + 1;
  if (places < 0)
    ut_tidy_empty(&t->row, 1);
  else
    ut_tidy_count(&t->row, places);
  ut_tidy_ratio(&t->row, row->person_days, length);
  ut_tidy_ratio(&t->row, 100 * row->person_days, places < 0 ? 0 : places * length);
  return ut_tidy_end(&t->row, err);
}

enum ut_status ut_flow_table_write(struct ut_flow_table *t, struct ut_output *output, enum ut_format to, int decimals,
                                   struct ut_error *err)
{
  const struct ut_flow_options *o = &t->options;
  struct ut_text names[CELLS_MAX];
  size_t n = 0;
  t->row.decimals = decimals;
  names[n++] = ut_text_of(figures[0]);
  for (size_t i = 0; i < o->by.count; i++)
    names[n++] = o->by.names[i];
  for (size_t i = 1; i < (t->catalogue ? FIGURES : FIGURES - USE); i++)
    names[n++] = ut_text_of(figures[i]);
  enum ut_status status = ut_writer_open(&t->row.writer, output, to, names, n, NULL, err);
  if (status == UT_OK)
    status = ut_flow_visit_rows(t->flow, t->selected->period, o->totals, write_row, t, err);
  return ut_tidy_close(&t->row, status, err);
}

void ut_flow_table_free(struct ut_flow_table *t)
{
  if (!t)
    return;
  ut_catalogue_free(t->catalogue);
  ut_flow_free(t->flow);
  free(t);
}
