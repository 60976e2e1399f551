/* Rows passed on with columns behind their own. */
#ifndef UTFALL_ADDED_H
#define UTFALL_ADDED_H

#include "utfall/stream.h"

/* Begins a stream of the reader's columns and `added` ones. An empty stream, which has no header, is taken to have the
 * columns that every such stream has, `least`. Both lists end with NULL. UT_USAGE: an added column is there already.
 * After a failure, too, ut_writer_close is due. */
enum ut_status ut_added_open(struct ut_writer **out, const struct ut_reader *reader, const char *const *least,
                             const char *const *added, struct ut_output *output, enum ut_format to,
                             struct ut_error *err);

#endif
