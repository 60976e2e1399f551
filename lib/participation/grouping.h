/* The columns of --by of participations: where their values are, how they sort, and the keys of a row. */
#ifndef UTFALL_GROUPING_H
#define UTFALL_GROUPING_H

#include "table/watch.h"
#include "utfall/participation.h"

struct ut_grouping {
  const struct ut_names *names;
  size_t slots[UT_NAMES_MAX];
  const struct ut_vocabulary *vocabularies[UT_NAMES_MAX];
  struct ut_text keys[UT_NAMES_MAX + 1]; /* of the row last asked about; one more for the caller */
};

/* UT_USAGE, with the option named: a column that is not there, or one that holds lists (a participation would be in
 * several groups). `names` is borrowed. */
enum ut_status ut_grouping_init(struct ut_grouping *g, struct ut_participations *p, const struct ut_names *names,
                                struct ut_error *err);

/* The same of the columns of another option. */
enum ut_status ut_grouping_init_of(struct ut_grouping *g, struct ut_participations *p, const struct ut_names *names,
                                   const char *option, struct ut_error *err);

/* UT_USAGE, with the option named, where a column of --by, in any stream, has the name of one of the table's own. */
enum ut_status ut_grouping_apart(const struct ut_names *by, const char *const *columns, size_t count,
                                 struct ut_error *err);

/* The table, whose first keys are these columns, sees values that look alike. */
void ut_grouping_watch(const struct ut_grouping *g, struct ut_participations *p, struct ut_table *t);

/* Fills g->keys from the current row. */
static inline const struct ut_text *ut_grouping_keys(struct ut_grouping *g, const struct ut_value *values)
{
  for (size_t i = 0; i < g->names->count; i++)
    g->keys[i] = values[g->slots[i]].text;
  return g->keys;
}

#endif
