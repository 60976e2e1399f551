/* Where a filter writes: a descriptor, or a file that appears whole or not at all. Layer: base. */
#ifndef UTFALL_OUTPUT_H
#define UTFALL_OUTPUT_H

#include "utfall/text.h"

struct ut_output {
  struct ut_buf buf;
  int fd;
  char *path, *temporary; /* both NULL for a descriptor that was handed over */
  const char *name;       /* for messages; borrowed */
  const char *mark;       /* NULL, or what ut_output_abandon writes behind bytes that have gone out; borrowed */
  bool flushed;           /* something has left the buffer */
};

/* Writes to an open descriptor (standard output), which stays the caller's. `name` is for messages. */
void ut_output_init(struct ut_output *o, int fd, const char *name);

/* Writes to a temporary file beside `path` (a symbolic link is followed), renamed over it by ut_output_commit. What
 * exists there and is no regular file (/dev/full, a pipe) is written directly. UT_IO when it cannot be made. */
enum ut_status ut_output_open(struct ut_output *o, const char *path, struct ut_error *err);

/* After an append to o->buf: hands on what it holds when that is large enough to be worth it. UT_IO, or UT_CLOSED when
 * the reader has gone. */
enum ut_status ut_output_drain(struct ut_output *o, struct ut_error *err);

/* Writes out what the buffer holds; a file that is renamed later is synced, so that little but the renaming is left to
 * fail. */
enum ut_status ut_output_settle(struct ut_output *o, struct ut_error *err);

/* Writes the rest, checks, closes; a file is synced and renamed into place. Frees. */
enum ut_status ut_output_commit(struct ut_output *o, struct ut_error *err);

/* Leaves nothing that looks complete: unflushed bytes are dropped, a temporary file is removed, and where
 * bytes have gone out already, `mark` goes after them, so that a reader that would stop at the end of input
 * stumbles instead. Frees. */
void ut_output_abandon(struct ut_output *o);

#endif
