/* The rows of one large file imported by several processes, a block of it each in turn: with them go what tells whether
 * a participation comes twice, and the years. There is something to say of a rejected row, of a note, and of a repeated
 * participation. */
#ifndef UTFALL_IMPORT_BLOCKS_H
#define UTFALL_IMPORT_BLOCKS_H

#include "import/import_rows.h"
#include "stream/row_blocks.h"

/* In process `own` of them: reads its blocks, and hands on to `fd` what comes of each. Anything but UT_OK: no more than
 * what was handed on can be taken from this process. */
enum ut_status ut_import_blocks_hand(const struct ut_row_blocks *b, struct ut_import_rows *rows, size_t own, int fd,
                                     struct ut_error *err);

/* In the process that began them: writes what they hand on to `fds`, in order. rows->taken_all: these were all rows;
 * otherwise it is as if none had been read. Its failures are those of the output. */
enum ut_status ut_import_blocks_write(struct ut_row_blocks *b, struct ut_import_rows *rows, const int *fds,
                                      struct ut_error *err);

#endif
