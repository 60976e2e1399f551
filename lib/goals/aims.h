/* Which rows targets may aim at, found by the hashes of their keys: the work grows with targets and with rows, not with
 * one times the other. */
#ifndef UTFALL_AIMS_H
#define UTFALL_AIMS_H

#include "goals/results.h"

struct ut_aims;

/* Holds the targets of `r`, which is borrowed, against its rows. The caller frees, after a failure too. UT_NOMEM. */
enum ut_status ut_aims_new(struct ut_aims **out, const struct ut_results *r);

/* Puts the rows that may be those of the target in `rows`, in their order, and returns how many: all whose keys are
 * its, and others only where labels are those of two codes. */
size_t ut_aims_rows(const struct ut_aims *a, size_t target, size_t *rows);

void ut_aims_free(struct ut_aims *a);

#endif
