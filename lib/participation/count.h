/* How many participations, or persons, there are in each group. */
#ifndef UTFALL_COUNT_H
#define UTFALL_COUNT_H

#include "table/partial.h"
#include "utfall/participation.h"

struct ut_count;

/* Groups by the columns `by`, which is borrowed. With `persons` a person counts once, in the group of the latest of
 * the rows (ut_persons_keep_latest), and memory grows with persons. UT_USAGE: a column that cannot be grouped by; no
 * column id to know persons by. */
enum ut_status ut_count_new(struct ut_count **out, struct ut_participations *p, const struct ut_names *by, bool persons,
                            struct ut_error *err);

/* Takes in the current participation. UT_BAD_INPUT: a literal `*` as value of a group. */
enum ut_status ut_count_add(struct ut_count *c, struct ut_error *err);

/* After the last row: counts persons, and names what is counted in. */
enum ut_status ut_count_close(struct ut_count *c, struct ut_partial *part, struct ut_error *err);

/* The columns of `by` and antal; with `totals` over every subset of them. Once, after that. */
enum ut_status ut_count_write(struct ut_count *c, bool totals, struct ut_output *output, enum ut_format to,
                              struct ut_error *err);

void ut_count_free(struct ut_count *c);

#endif
