/* Counts per group, at once or, where a person counts once, when all rows have been seen. */
#include "participation/count.h"

#include <stdlib.h>

#include "table/tidy.h"
#include "participation/grouping.h"
#include "participation/persons.h"
#include "utfall/table.h"

struct ut_count {
  struct ut_participations *p;
  struct ut_grouping by;
  struct ut_table *table;
  struct ut_persons *held; /* NULL: participations are counted */
  size_t id;
};

static enum ut_status open_tally(struct ut_count *t, const struct ut_names *by, bool persons, struct ut_error *err)
{
  static const char *const figures[] = {"antal"};
  enum ut_status status = ut_grouping_init(&t->by, t->p, by, err);
  if (status == UT_OK)
    status = ut_grouping_apart(&t->by, figures, 1, err);
  if (status == UT_OK && ut_table_new(&t->table, t->by.vocabularies, by->count, 1) != UT_OK)
    status = ut_error_nomem(err);
  if (status != UT_OK || !persons)
    return status;
  status = ut_participations_slot(t->p, ut_text_of("id"), &t->id, NULL, err);
  if (status == UT_OK && ut_persons_new(&t->held, by->count) != UT_OK)
    status = ut_error_nomem(err);
  return status;
}

enum ut_status ut_count_new(struct ut_count **out, struct ut_participations *p, const struct ut_names *by, bool persons,
                            struct ut_error *err)
{
  struct ut_count *t = calloc(1, sizeof *t);
  *out = NULL;
  if (!t)
    return ut_error_nomem(err);
  t->p = p;
  enum ut_status status = open_tally(t, by, persons, err);
  if (status == UT_OK)
    *out = t;
  else
    ut_count_free(t);
  return status;
}

static enum ut_status count(struct ut_count *t, const struct ut_text *keys, struct ut_error *err)
{
  int64_t *counters;
  enum ut_status status = ut_table_find(t->table, keys, &counters, err);
  if (status == UT_OK)
    ++*counters;
  return status;
}

enum ut_status ut_count_add(struct ut_count *t, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(t->p);
  const struct ut_text *keys = ut_grouping_keys(&t->by, values);
  if (t->held)
    return ut_persons_keep_latest(t->held, values[t->id].text, ut_participations_current(t->p), keys, err);
  return count(t, keys, err);
}

static enum ut_status count_persons(struct ut_count *t, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_persons_count(t->held) && status == UT_OK; i++)
    status = count(t, ut_persons_cells(t->held, i), err);
  return status;
}

static enum ut_status write_groups(struct ut_count *t, struct ut_tidy *row, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_table_groups(t->table) && status == UT_OK; i++) {
    struct ut_group group = ut_table_group(t->table, i);
    ut_tidy_begin(row, group.keys, t->by.names->count);
    ut_tidy_count(row, *group.counters);
    status = ut_tidy_end(row, err);
  }
  return status;
}

enum ut_status ut_count_write(struct ut_count *t, bool totals, struct ut_output *output, enum ut_format to,
                              struct ut_error *err)
{
  struct ut_text names[UT_NAMES_MAX + 1];
  size_t keys = t->by.names->count;
  struct ut_tidy row = {0};
  memcpy(names, t->by.names->names, keys * sizeof *names);
  names[keys] = ut_text_of("antal");
  enum ut_status status = t->held ? count_persons(t, err) : UT_OK;
  if (status == UT_OK && totals)
    status = ut_table_add_totals(t->table, keys, err);
  if (status != UT_OK)
    return status;
  ut_table_sort(t->table);
  status = ut_writer_open(&row.writer, output, to, names, keys + 1, NULL, err);
  if (status == UT_OK)
    status = write_groups(t, &row, err);
  return ut_tidy_close(&row, status, err);
}

void ut_count_free(struct ut_count *t)
{
  if (!t)
    return;
  ut_table_free(t->table);
  ut_persons_free(t->held);
  free(t);
}
