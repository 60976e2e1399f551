/* What the keys of a row of a table are, in words. */
#ifndef UTFALL_KEYS_H
#define UTFALL_KEYS_H

#include "utfall/stream.h"

/* Appends `kon "K", klass "arbete"`: the columns at these indexes with their values in the row. UT_NOMEM. */
enum ut_status ut_keys_describe(struct ut_buf *out, const struct ut_text *names, const size_t *columns, size_t count,
                                const struct ut_row *row);

#endif
