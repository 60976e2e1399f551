/* The reports of progress: what all kinds do alike. change.c, distribution.c, steps.c and steps_over.c hold the
 * kinds. */
#include "progress/progress_report.h"

#include <stdlib.h>

#include "model/tally.h"
#include "participation/grouping.h"

static const struct ut_progress_form *const forms[UT_PROGRESS_KINDS] = {
    [UT_PROGRESS_CHANGE] = &ut_progress_change,
    [UT_PROGRESS_DISTRIBUTION] = &ut_progress_distribution,
    [UT_PROGRESS_STEPS] = &ut_progress_steps,
    [UT_PROGRESS_STEPS_OVER] = &ut_progress_steps_over,
};

/* ---- opening ---- */

static enum ut_status open_tables(struct ut_progress *p, const struct ut_vocabulary *const *by_orders,
                                  struct ut_error *err)
{
  const struct ut_vocabulary *orders[UT_NAMES_MAX + UT_PROGRESS_OWN_KEYS] = {NULL};
  size_t by = p->o.answers.by.count;
  for (size_t i = 0; i < by; i++)
    orders[i] = by_orders[i];
  if (p->form->order)
    orders[by + p->form->keys - 1] = ut_vocabulary_named(p->form->order);
  if (ut_assessments_new(&p->assessments, by) != UT_OK ||
      ut_table_new(&p->table, orders, by + p->form->keys, p->form->counters(p)) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_progress_new(struct ut_progress **out, const struct ut_progress_options *options,
                               const struct ut_vocabulary *const *orders, struct ut_error *err)
{
  struct ut_progress *p = *out = calloc(1, sizeof *p);
  size_t columns = 0;
  if (!p)
    return ut_error_nomem(err);
  p->o = *options;
  p->form = forms[options->kind];
  p->values = (size_t)(options->answers.scale.high - options->answers.scale.low) + 1;
  p->z = ut_normal_quantile(95);
  while (p->form->columns[columns])
    columns++;
  UT_TRY(ut_grouping_apart(&options->answers.by, p->form->columns, columns, err));
  return open_tables(p, orders, err);
}

void ut_progress_watch(struct ut_progress *p, const struct ut_answers *answers)
{
  struct ut_watch watch;
  ut_answers_watch(answers, &watch);
  ut_table_watch(p->table, &watch);
  ut_assessments_watch(p->assessments, answers);
}

/* ---- counting ---- */

enum ut_status ut_progress_find(struct ut_progress *p, const struct ut_text *group, struct ut_text own,
                                int64_t **counters, struct ut_error *err)
{
  struct ut_text keys[UT_NAMES_MAX + UT_PROGRESS_OWN_KEYS];
  size_t shared = p->o.answers.by.count + 1;
  memcpy(keys, group, shared * sizeof *keys);
  keys[shared] = own;
  return ut_table_find(p->table, keys, counters, err);
}

/* Whatever the report, a person answers once on an occasion and is in one group. */
enum ut_status ut_progress_take(struct ut_progress *p, const struct ut_answer *answer, struct ut_error *err)
{
  if (answer->id.len > 0)
    UT_TRY(ut_assessments_add(p->assessments, answer, err));
  return p->form->take(p, answer, err);
}

/* ---- writing ---- */

enum ut_status ut_progress_close(struct ut_progress *p, struct ut_partial *part, struct ut_error *err)
{
  UT_TRY(ut_assessments_meet(p->assessments, err));
  for (size_t i = 0; p->form->take_series && i < ut_assessments_count(p->assessments); i++)
    UT_TRY(p->form->take_series(p, i, err));
  if (p->form->finish)
    UT_TRY(p->form->finish(p, err));
  return ut_partial_table(part, "antal", p->table, err);
}

/* An empty table has no totals: they would be of no measure. */
static enum ut_status arrange(struct ut_progress *p, struct ut_error *err)
{
  UT_TRY(ut_table_meet(p->table, err));
  if (p->o.totals && ut_table_groups(p->table) > 0)
    UT_TRY(ut_table_add_totals(p->table, p->o.answers.by.count, err));
  ut_table_sort(p->table);
  return UT_OK;
}

static enum ut_status write_rows(struct ut_progress *p, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  struct ut_tidy *row = &p->row;
  ut_tidy_begin(row, p->o.answers.by.names, p->o.answers.by.count);
  for (size_t i = 0; p->form->columns[i]; i++)
    ut_tidy_text(row, ut_text_of(p->form->columns[i]));
  UT_TRY(ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err));
  for (size_t i = 0; i < ut_table_groups(p->table); i++)
    UT_TRY(p->form->write_group(p, ut_table_group(p->table, i), err));
  return UT_OK;
}

enum ut_status ut_progress_write(struct ut_progress *p, struct ut_output *output, enum ut_format to, int decimals,
                                 struct ut_error *err)
{
  p->row.decimals = decimals;
  UT_TRY(arrange(p, err));
  return ut_tidy_close(&p->row, write_rows(p, output, to, err), err);
}

void ut_progress_note_unlinked(const struct ut_progress *p, struct ut_run *run)
{
  ut_run_note_count(run, UT_NOTE_ID_SAKNAS,
                    p->o.kind == UT_PROGRESS_CHANGE ? "answers on a day without an id, which are nobody's first or last"
                                                    : "answers without an id, between which no steps are known",
                    p->unlinked);
}

void ut_progress_free(struct ut_progress *p)
{
  if (!p)
    return;
  ut_assessments_free(p->assessments);
  ut_table_free(p->table);
  ut_table_free(p->moves);
  free(p);
}
