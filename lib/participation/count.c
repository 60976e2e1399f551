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
  struct ut_persons *persons; /* NULL: participations are counted */
  size_t id;
};

enum ut_status ut_count_new(struct ut_count **out, struct ut_participations *p, const struct ut_names *by, bool persons,
                            struct ut_error *err)
{
  static const char *const figures[] = {"antal"};
  struct ut_count *c = *out = calloc(1, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  c->p = p;
  UT_TRY(ut_grouping_init(&c->by, p, by, err));
  UT_TRY(ut_grouping_apart(by, figures, 1, err));
  if (ut_table_new(&c->table, c->by.vocabularies, by->count, 1))
    return ut_error_nomem(err);
  ut_grouping_watch(&c->by, p, c->table);
  if (!persons)
    return UT_OK;
  UT_TRY(ut_participations_slot(p, ut_text_of("id"), &c->id, NULL, err));
  if (ut_persons_new(&c->persons, by->count))
    return ut_error_nomem(err);
  return ut_persons_watch(c->persons, p) == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status count(struct ut_count *c, const struct ut_text *keys, struct ut_error *err)
{
  int64_t *counters;
  UT_TRY(ut_table_find(c->table, keys, &counters, err));
  ++*counters;
  return UT_OK;
}

enum ut_status ut_count_add(struct ut_count *c, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(c->p);
  const struct ut_text *keys = ut_grouping_keys(&c->by, values);
  if (c->persons)
    return ut_persons_keep_latest(c->persons, values[c->id].text, ut_participations_current(c->p), keys, err);
  return count(c, keys, err);
}

enum ut_status ut_count_close(struct ut_count *c, struct ut_partial *part, struct ut_error *err)
{
  for (size_t i = 0; c->persons && i < ut_persons_count(c->persons); i++)
    UT_TRY(count(c, ut_persons_cells(c->persons, i), err));
  if (c->persons)
    UT_TRY(ut_persons_meet(c->persons, err));
  return ut_partial_table(part, "antal", c->table, err);
}

static enum ut_status write_table(struct ut_count *c, bool totals, struct ut_output *output, enum ut_format to,
                                  struct ut_tidy *row, struct ut_error *err)
{
  struct ut_text names[UT_NAMES_MAX + 1];
  size_t keys = c->by.names->count;
  memcpy(names, c->by.names->names, keys * sizeof *names);
  names[keys] = ut_text_of("antal");
  UT_TRY(ut_table_meet(c->table, err));
  if (totals)
    UT_TRY(ut_table_add_totals(c->table, keys, err));
  ut_table_sort(c->table);
  UT_TRY(ut_writer_open(&row->writer, output, to, names, keys + 1, NULL, err));
  for (size_t i = 0; i < ut_table_groups(c->table); i++) {
    struct ut_group group = ut_table_group(c->table, i);
    ut_tidy_begin(row, group.keys, keys);
    ut_tidy_count(row, *group.counters);
    UT_TRY(ut_tidy_end(row, err));
  }
  return UT_OK;
}

enum ut_status ut_count_write(struct ut_count *c, bool totals, struct ut_output *output, enum ut_format to,
                              struct ut_error *err)
{
  struct ut_tidy row = {0};
  return ut_tidy_close(&row, write_table(c, totals, output, to, &row, err), err);
}

void ut_count_free(struct ut_count *c)
{
  if (!c)
    return;
  ut_table_free(c->table);
  ut_persons_free(c->persons);
  free(c);
}
