/* The rows of one large file imported by several processes, a block of it each in turn: with them go what is wrong with
 * those that are rejected, what tells whether a participation comes twice, and what is in doubt. */
#ifndef UTFALL_IMPORT_BLOCKS_H
#define UTFALL_IMPORT_BLOCKS_H

#include "import/import_rows.h"
#include "stream/row_blocks.h"

/* In process `own` of them: reads its blocks, and hands on what comes of each. Anything but UT_OK: no more than what
 * was handed on can be taken from this process. */
enum ut_status ut_import_blocks_hand(const struct ut_row_blocks *b, struct ut_import_rows *rows, size_t own,
                                     struct ut_parcels *parcels, int fd, struct ut_error *err);

/* In the process that began them: takes what they hand on, in order, as far as it goes; the reader goes on behind it.
 * rows->taken_all: nothing is left to read. Its failures are those of the output. */
enum ut_status ut_import_blocks_take(const struct ut_row_blocks *b, struct ut_import_rows *rows,
                                     struct ut_parcels *const *parcels, const int *fds, struct ut_error *err);

#endif
