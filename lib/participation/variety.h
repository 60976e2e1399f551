/* How many different values of a column there are in each group: companies, places of learning. */
#ifndef UTFALL_VARIETY_H
#define UTFALL_VARIETY_H

#include "table/partial.h"
#include "utfall/participation.h"

struct ut_variety;

/* Counts the values of `column` in groups by the columns `by`, which is borrowed. Memory grows with groups and values.
 * After a failure, too, the caller frees *out. UT_USAGE: a column that is not there, or that holds lists. */
enum ut_status ut_variety_new(struct ut_variety **out, struct ut_participations *p, const char *column,
                              const struct ut_names *by, struct ut_error *err);

/* Takes in the current participation. UT_BAD_INPUT: a literal `*` as a value. */
enum ut_status ut_variety_add(struct ut_variety *v, struct ut_error *err);

/* After the last row: names what is counted in. */
enum ut_status ut_variety_close(struct ut_variety *v, struct ut_partial *part, struct ut_error *err);

/* The columns of `by`, antal_olika (values), antal (participations that have one) and antal_saknas (those that have
 * none); with `totals` over every subset of `by`, where a value in several groups is one. Once, after that. */
enum ut_status ut_variety_write(struct ut_variety *v, bool totals, struct ut_output *output, enum ut_format to,
                                struct ut_error *err);

void ut_variety_free(struct ut_variety *v);

#endif
