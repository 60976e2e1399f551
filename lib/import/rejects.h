/* Rows that were rejected: counted, compared with a limit, and listed in a file when one is asked for. */
#ifndef UTFALL_REJECTS_H
#define UTFALL_REJECTS_H

#include "utfall/stream.h"

struct ut_rejects;

/* `list`: where the list goes, a CSV of fil, rad, kolumn, skal; it outlives the rejects; NULL: nowhere. `limit`: the
 * most rows that may be rejected, "12", or a percentage of all rows, "0.5%" (at most three decimals); NULL: none.
 * UT_USAGE: it is neither. */
enum ut_status ut_rejects_new(struct ut_rejects **out, struct ut_output *list, const char *limit, struct ut_error *err);

/* Lists what is wrong with a row, with the place and the reason of `why`; the row is counted by its first fault. What
 * says the same of another row counts together. */
enum ut_status ut_rejects_add(struct ut_rejects *r, const struct ut_error *why, bool first, struct ut_error *err);

/* Is what is wrong with a row to be said, before it is added? Of the first twenty rows it is. */
bool ut_rejects_show(const struct ut_rejects *r, bool first);

/* Notes how many of so many rows were rejected, with what is wrong with three of them or more, the most common first;
 * above the limit the run fell short. */
enum ut_status ut_rejects_note(const struct ut_rejects *r, int64_t rows, struct ut_run *run, struct ut_error *err);

/* Are there more than the limit allows among so many rows, the rejected ones included? */
bool ut_rejects_exceed(const struct ut_rejects *r, int64_t rows);

/* Ends the list, which is whole then. */
enum ut_status ut_rejects_finish(struct ut_rejects *r, struct ut_error *err);

/* NULL is allowed. */
void ut_rejects_free(struct ut_rejects *r);

#endif
