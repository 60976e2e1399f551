/* Participations that several files hold, as exports of two years do which both have whoever was active in both: told
 * by digests of id, insats and start, 24 bytes a row. */
#ifndef UTFALL_REPEATED_H
#define UTFALL_REPEATED_H

#include "utfall/date.h"
#include "utfall/text.h"

struct ut_repeated;

/* UT_NOMEM. */
enum ut_status ut_repeated_new(struct ut_repeated **out);

/* Takes in a row of a file, whose name is known by its address; *earlier: a file before it had the same. UT_NOMEM. */
enum ut_status ut_repeated_see(struct ut_repeated *r, const char *source, struct ut_text id, struct ut_text insats,
                               ut_date start, bool *earlier);

/* NULL is allowed. */
void ut_repeated_free(struct ut_repeated *r);

#endif
