/* The columns of --by. */
#include "participation/grouping.h"

enum ut_status ut_grouping_init(struct ut_grouping *g, struct ut_participations *p, const struct ut_names *names,
                                struct ut_error *err)
{
  return ut_grouping_init_of(g, p, names, "--by", err);
}

enum ut_status ut_grouping_init_of(struct ut_grouping *g, struct ut_participations *p, const struct ut_names *names,
                                   const char *option, struct ut_error *err)
{
  *g = (struct ut_grouping){.names = names};
  for (size_t i = 0; i < names->count; i++) {
    const struct ut_column *column;
    enum ut_status status = ut_participations_slot(p, names->names[i], &g->slots[i], &column, err);
    if (status == UT_OK && column->type == UT_TYPE_LIST)
      status = ut_error_set(err, UT_USAGE, "%s holds lists: a participation would be in several groups", column->name);
    UT_TRY(ut_error_blame(status, option, err));
    g->vocabularies[i] = column->codes;
  }
  return UT_OK;
}

enum ut_status ut_grouping_apart(const struct ut_names *by, const char *const *columns, size_t count,
                                 struct ut_error *err)
{
  for (size_t i = 0; i < count; i++)
    if (ut_names_have(by, columns[i]))
      return ut_error_blame(ut_error_set(err, UT_USAGE, "the table has a column %s of its own", columns[i]), "--by",
                            err);
  return UT_OK;
}

void ut_grouping_watch(const struct ut_grouping *g, struct ut_participations *p, struct ut_table *t)
{
  ut_table_watch(t, &(struct ut_watch){.names = g->names->names,
                                       .count = g->names->count,
                                       .run = ut_reader_run(ut_participations_reader(p)),
                                       .row = ut_participations_row(p)});
}
