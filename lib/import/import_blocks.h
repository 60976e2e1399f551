/* The rows of one large file imported by several processes, a block of it each in turn. A process of blocks only hands
 * on rows of which there is nothing to say: no rejected row, no note, no repeated participation. At the first block
 * where there is, the process that began the others reads all rows by itself and leaves out what has been written. */
#ifndef UTFALL_IMPORT_BLOCKS_H
#define UTFALL_IMPORT_BLOCKS_H

#include "import/import_rows.h"
#include "stream/file_blocks.h"

struct ut_import_blocks {
  struct ut_reader *reader; /* of the rows' import, of which no row was read */
  struct ut_output *output; /* of the rows' writer */
  int64_t size;             /* bytes of the file */
  size_t count;             /* of blocks */
  size_t workers;           /* processes: block n is of n % workers */
};

/* In process `own` of them: reads its blocks, and hands on to `fd` what comes of each. Anything but UT_OK: no more than
 * what was handed on can be taken from this process. */
enum ut_status ut_import_blocks_hand(const struct ut_import_blocks *b, struct ut_import_rows *rows, size_t own, int fd,
                                     struct ut_error *err);

/* In the process that began them: writes what they hand on to `fds`, in order. rows->taken_all: these were all rows;
 * otherwise it is as if none had been read. Its failures are those of the output. */
enum ut_status ut_import_blocks_write(const struct ut_import_blocks *b, struct ut_import_rows *rows, const int *fds,
                                      struct ut_error *err);

#endif
