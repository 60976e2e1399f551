/* The reports of progress: what all kinds do alike. change.c, distribution.c and steps.c hold the kinds. */
#include "progress/progress_report.h"

#include <stdlib.h>

static const struct ut_progress_form *const forms[UT_PROGRESS_KINDS] = {
    [UT_PROGRESS_CHANGE] = &ut_progress_change,
    [UT_PROGRESS_DISTRIBUTION] = &ut_progress_distribution,
    [UT_PROGRESS_STEPS] = &ut_progress_steps,
};

/* ---- opening ---- */

static enum ut_status check_apart(const struct ut_progress *p, struct ut_error *err)
{
  for (size_t i = 0; p->form->columns[i]; i++)
    if (ut_names_have(p->o.by, p->form->columns[i])) {
      enum ut_status status = ut_error_set(err, UT_USAGE, "the table has a column %s of its own", p->form->columns[i]);
      ut_error_at(err, NULL, 0, 0, "--by");
      return status;
    }
  return UT_OK;
}

static enum ut_status open_tables(struct ut_progress *p, struct ut_error *err)
{
  const struct ut_vocabulary *orders[UT_NAMES_MAX + 2] = {NULL};
  size_t by = p->o.by->count;
  for (size_t i = 0; i < by; i++)
    orders[i] = p->o.orders[i];
  if (p->form->order)
    orders[by + p->form->keys - 1] = ut_vocabulary_named(p->form->order);
  if (ut_assessments_new(&p->courses, by) != UT_OK ||
      ut_table_new(&p->table, orders, by + p->form->keys, p->form->counters(p)) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_progress_new(struct ut_progress **out, const struct ut_progress_options *options,
                               struct ut_error *err)
{
  struct ut_progress *p = calloc(1, sizeof *p);
  *out = NULL;
  if (!p)
    return ut_error_nomem(err);
  p->o = *options;
  p->form = forms[options->kind];
  p->values = (size_t)(options->scale.high - options->scale.low) + 1;
  p->z = ut_normal_quantile(95);
  p->row.decimals = options->decimals;
  enum ut_status status = check_apart(p, err);
  if (status == UT_OK)
    status = open_tables(p, err);
  if (status == UT_OK)
    *out = p;
  else
    ut_progress_free(p);
  return status;
}

/* ---- counting ---- */

static enum ut_status find(struct ut_progress *p, struct ut_text *keys, struct ut_text own, int64_t **counters,
                           struct ut_error *err)
{
  keys[p->o.by->count + 1] = own;
  return ut_table_find(p->table, keys, counters, err);
}

enum ut_status ut_progress_find(struct ut_progress *p, const struct ut_answer *a, struct ut_text own,
                                int64_t **counters, struct ut_error *err)
{
  struct ut_text keys[UT_NAMES_MAX + 2];
  size_t by = p->o.by->count;
  memcpy(keys, a->group, by * sizeof *keys);
  keys[by] = a->matt;
  return find(p, keys, own, counters, err);
}

enum ut_status ut_progress_find_course(struct ut_progress *p, size_t course, struct ut_text own, int64_t **counters,
                                       struct ut_error *err)
{
  struct ut_text keys[UT_NAMES_MAX + 2];
  memcpy(keys, ut_assessments_group(p->courses, course), (p->o.by->count + 1) * sizeof *keys);
  return find(p, keys, own, counters, err);
}

/* Whatever the report, a person answers once on an occasion and is in one group. */
enum ut_status ut_progress_take(struct ut_progress *p, const struct ut_answer *answer, struct ut_error *err)
{
  enum ut_status status = answer->id.len > 0 ? ut_assessments_add(p->courses, answer, err) : UT_OK;
  return status == UT_OK ? p->form->take(p, answer, err) : status;
}

/* ---- writing ---- */

static enum ut_status take_courses(struct ut_progress *p, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; p->form->take_course && i < ut_assessments_count(p->courses) && status == UT_OK; i++)
    status = p->form->take_course(p, i, err);
  return status;
}

static enum ut_status open_writer(struct ut_progress *p, struct ut_output *output, struct ut_error *err)
{
  struct ut_tidy *row = &p->row;
  ut_tidy_begin(row, p->o.by->names, p->o.by->count);
  for (size_t i = 0; p->form->columns[i]; i++)
    ut_tidy_text(row, ut_text_of(p->form->columns[i]));
  return ut_writer_open(&row->writer, output, p->o.to, row->cells, row->filled, NULL, err);
}

/* An empty table has no totals: they would be of no measure. */
enum ut_status ut_progress_write(struct ut_progress *p, struct ut_output *output, struct ut_error *err)
{
  enum ut_status status = take_courses(p, err);
  if (status == UT_OK && p->o.totals && ut_table_groups(p->table) > 0)
    status = ut_table_add_totals(p->table, p->o.by->count, err);
  ut_table_sort(p->table);
  if (status == UT_OK)
    status = open_writer(p, output, err);
  for (size_t i = 0; i < ut_table_groups(p->table) && status == UT_OK; i++)
    status = p->form->write_group(p, ut_table_group(p->table, i), err);
  return ut_tidy_close(&p->row, status, err);
}

size_t ut_progress_unlinked(const struct ut_progress *p)
{
  return p->unlinked;
}

void ut_progress_free(struct ut_progress *p)
{
  if (!p)
    return;
  ut_assessments_free(p->courses);
  ut_table_free(p->table);
  free(p);
}
