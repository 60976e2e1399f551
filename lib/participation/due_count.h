/* How many follow-ups are due, how many of them are done, and how late. */
#ifndef UTFALL_DUE_COUNT_H
#define UTFALL_DUE_COUNT_H

#include "table/partial.h"
#include "utfall/participation.h"

struct ut_due_count;

/* Counts in groups by the columns `by`, which is borrowed. Errors of ut_due_init and of columns to group by. After a
 * failure, too, the caller frees *out. */
enum ut_status ut_due_count_new(struct ut_due_count **out, struct ut_participations *p, enum ut_occasion at,
                                const struct ut_names *by, struct ut_run *run, struct ut_error *err);

/* Takes in the current participation, if its follow-up is due. UT_BAD_INPUT: a literal `*` as a value of a group. */
enum ut_status ut_due_count_add(struct ut_due_count *c, struct ut_error *err);

/* After the last row: names what is counted in. */
enum ut_status ut_due_count_close(struct ut_due_count *c, struct ut_partial *part, struct ut_error *err);

/* The columns of `by`, antal (due), gjorda, andel and the limits of its interval, and median_dagar_sen: from the day on
 * which it fell due to that on which it was done, of those whose day is known. Once, after that. */
enum ut_status ut_due_count_write(struct ut_due_count *c, bool totals, struct ut_output *output, enum ut_format to,
                                  int decimals, struct ut_error *err);

void ut_due_count_free(struct ut_due_count *c);

#endif
