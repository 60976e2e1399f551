/* Columns that a file has under nearly their names, so that they are not read. */
#ifndef UTFALL_NEAR_COLUMNS_H
#define UTFALL_NEAR_COLUMNS_H

#include "utfall/stream.h"

/* Notes each file that lacks a column while one of its others is nearly called so ("Slut" for "slut"), other than those
 * of the names. UT_NOMEM. */
enum ut_status ut_near_columns_note(const struct ut_reader *r, const char *name, const char *const *names, size_t count,
                                    struct ut_error *err);

#endif
