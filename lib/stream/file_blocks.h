/* A file of rows in blocks of whole lines, which several processes may read, each some of them. */
#ifndef UTFALL_FILE_BLOCKS_H
#define UTFALL_FILE_BLOCKS_H

#include <sys/types.h>

#include "utfall/stream.h"

enum { UT_BLOCK = 1 << 19 }; /* bytes: what a few milliseconds take, and what a pipe holds */

/* Behind the end of the line that holds byte `at` of a file; 0: it is not in sight. */
off_t ut_line_after(int fd, off_t at);

/* How many lines end before byte `to` of a file, as the lines of rows are counted; 0: it cannot be read. */
size_t ut_lines_before(int fd, off_t to);

/* How many blocks the rows are that the reader, of which no row was read, will read; 0: it does not read one file of
 * CSV whose lines can be told. *size: bytes of the file. */
size_t ut_reader_blocks(const struct ut_reader *r, int64_t *size);

/* Its name, as rows have it. */
const char *ut_reader_source(const struct ut_reader *r);

/* In a process that was begun since: the reader shares nothing of the file any more with the one it comes from, and
 * reads only what ut_reader_take_block says. UT_IO. */
enum ut_status ut_reader_by_blocks(struct ut_reader *r, struct ut_error *err);

/* The next rows are those of block `number`, of a file of `size` bytes, and then UT_END; blocks may be left out, but
 * are taken in order. Lines are counted from the first of the block. UT_BAD_INPUT: where it begins or ends is not in
 * sight, its encoding was not known before, or the first row of the file is behind it; and of a record that cannot be
 * parsed: a block may begin within quotes, and that before it ends in an open one. */
enum ut_status ut_reader_take_block(struct ut_reader *r, size_t number, int64_t size, struct ut_error *err);

/* What is known of a block that has ended, or of all before another. */
struct ut_block_end {
  size_t lines;
  bool checked; /* some of its text is not ASCII, and it is UTF-8 */
};

struct ut_block_end ut_reader_block_end(const struct ut_reader *r);

/* In the process that began others, of which these have read all before block `number`: the rows that ut_reader_next
 * gives are those from there on. UT_IO. */
enum ut_status ut_reader_go_on(struct ut_reader *r, size_t number, int64_t size, const struct ut_block_end *before,
                               struct ut_error *err);

#endif
