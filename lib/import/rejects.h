/* Rows that were rejected: counted, compared with a limit, and listed in a file when one is asked for. */
#ifndef UTFALL_REJECTS_H
#define UTFALL_REJECTS_H

#include "utfall/stream.h"

struct ut_rejects;

/* `list`: where the list goes, a CSV of fil, rad, kolumn, skal; it outlives the rejects; NULL: nowhere. `limit`: the
 * most rows that may be rejected, "12", or a percentage of all rows, "0.5%" (at most three decimals); NULL: none.
 * UT_USAGE: it is neither. */
enum ut_status ut_rejects_new(struct ut_rejects **out, struct ut_output *list, const char *limit, struct ut_error *err);

/* Counts and lists a row, with the place and the reason of `why`. */
enum ut_status ut_rejects_add(struct ut_rejects *r, const struct ut_error *why, struct ut_error *err);

int64_t ut_rejects_count(const struct ut_rejects *r);

/* Are there more than the limit allows among so many rows, the rejected ones included? */
bool ut_rejects_exceed(const struct ut_rejects *r, int64_t rows);

/* Ends the list, which is whole then. */
enum ut_status ut_rejects_finish(struct ut_rejects *r, struct ut_error *err);

/* NULL is allowed. */
void ut_rejects_free(struct ut_rejects *r);

#endif
