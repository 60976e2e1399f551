/* Rows of blocks, from the processes that make them to the one that writes: of each block the length and the bytes. */
#include "stream/row_blocks.h"

#include <errno.h>
#include <unistd.h>

#include "stream/stream_input.h"

size_t ut_notes_of(const struct ut_run *run)
{
  size_t notes = 0;
  for (int code = 0; code < UT_NOTES; code++)
    notes += run->noted[code].count;
  return notes;
}

/* ---- in a process that makes rows ---- */

static enum ut_status begin_block(struct ut_row_blocks *b, struct ut_error *err)
{
  size_t len = 0;
  b->begin = b->output->buf.len;
  if (ut_buf_add(&b->output->buf, &len, sizeof len))
    return ut_error_nomem(err);
  b->output->held = true;
  return ut_reader_take_block(b->reader, b->number, b->size, err);
}

static enum ut_status end_block(void *context, struct ut_error *err)
{
  struct ut_row_blocks *b = context;
  size_t len = b->output->buf.len - b->begin - sizeof len;
  if (ut_notes_of(ut_reader_run(b->reader)) != b->notes)
    return ut_error_set(err, UT_BAD_INPUT, "there is something to say");
  memcpy(b->output->buf.ptr + b->begin, &len, sizeof len);
  b->output->held = false;
  b->number += b->workers;
  if (b->number >= b->count)
    return ut_output_commit(b->output, err) == UT_OK ? UT_END : UT_IO;
  UT_TRY(ut_output_drain(b->output, err));
  return begin_block(b, err);
}

enum ut_status ut_row_blocks_hand(struct ut_row_blocks *b, size_t own, int fd, struct ut_error *err)
{
  ut_output_init(b->output, fd, "blocks");
  b->notes = ut_notes_of(ut_reader_run(b->reader));
  b->number = own;
  UT_TRY(ut_reader_by_blocks(b->reader, err));
  b->reader->end_block = end_block;
  b->reader->block_context = b;
  return begin_block(b, err);
}

/* ---- in the process that writes ---- */

bool ut_handed_read(int fd, void *to, size_t len)
{
  for (char *at = to; len > 0;) {
    ssize_t n = read(fd, at, len);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    at += n;
    len -= (size_t)n;
  }
  return true;
}

bool ut_handed_append(int fd, struct ut_buf *to, size_t len)
{
  if (ut_buf_reserve(to, len) || !ut_handed_read(fd, to->ptr + to->len, len))
    return false;
  to->len += len;
  return true;
}

void ut_row_blocks_undo(const struct ut_row_blocks *b)
{
  struct ut_output *o = b->output;
  size_t out = b->begin + b->added - o->buf.len;
  o->buf.len = out < b->begin ? b->begin - out : 0;
  o->out_already = out < b->begin ? 0 : out - b->begin;
}

enum ut_status ut_row_blocks_write(struct ut_row_blocks *b, const int *fds, bool *all, struct ut_error *err)
{
  struct ut_buf *out = &b->output->buf;
  size_t number = 0, len;
  enum ut_status status = UT_OK;
  b->begin = out->len;
  while (number < b->count && status == UT_OK) {
    int fd = fds[number % b->workers];
    if (!ut_handed_read(fd, &len, sizeof len) || !ut_handed_append(fd, out, len))
      break;
    b->added += len;
    number++;
    status = ut_output_drain(b->output, err);
    ut_run_tick(ut_reader_run(b->reader), number * UT_BLOCK, (size_t)b->size, 0);
  }
  *all = number == b->count;
  return status;
}
