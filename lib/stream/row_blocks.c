/* Rows of blocks, from the processes that make them to the one that writes. */
#include "stream/row_blocks.h"

#include "stream/stream_input.h"

size_t ut_notes_of(const struct ut_run *run)
{
  size_t notes = 0;
  for (int code = 0; code < UT_NOTES; code++)
    notes += run->noted[code].count;
  return notes;
}

/* ---- in a process that makes rows ---- */

static enum ut_status end_block(void *context, struct ut_error *err)
{
  struct ut_row_blocks *b = context;
  const struct ut_parcel rows = {{ut_buf_text(&b->output->buf)}};
  if (ut_notes_of(ut_reader_run(b->reader)) != b->notes)
    return ut_error_set(err, UT_BAD_INPUT, "there is something to say");
  UT_TRY(ut_parcels_put(b->parcels, b->fd, &rows, err));
  b->output->buf.len = 0;
  b->number += b->workers;
  return b->number < b->count ? ut_reader_take_block(b->reader, b->number, b->size, err) : UT_END;
}

enum ut_status ut_row_blocks_hand(struct ut_row_blocks *b, size_t own, struct ut_parcels *parcels, int fd,
                                  struct ut_error *err)
{
  b->parcels = parcels;
  b->fd = fd;
  b->output->buf.len = 0;
  b->output->held = true;
  b->notes = ut_notes_of(ut_reader_run(b->reader));
  b->number = own;
  UT_TRY(ut_reader_by_blocks(b->reader, err));
  b->reader->end_block = end_block;
  b->reader->block_context = b;
  return ut_reader_take_block(b->reader, own, b->size, err);
}

/* ---- in the process that writes ---- */

void ut_row_blocks_undo(const struct ut_row_blocks *b)
{
  struct ut_output *o = b->output;
  size_t out = b->begin + b->added - o->buf.len;
  o->buf.len = out < b->begin ? b->begin - out : 0;
  o->out_already = out < b->begin ? 0 : out - b->begin;
}

enum ut_status ut_row_blocks_write(struct ut_row_blocks *b, struct ut_parcels *const *parcels, const int *fds,
                                   bool *all, struct ut_error *err)
{
  size_t number = 0;
  enum ut_status status = UT_OK;
  struct ut_parcel rows;
  b->begin = b->output->buf.len;
  for (; number < b->count && status == UT_OK; number++) {
    size_t from = number % b->workers;
    if (!ut_parcels_take(parcels[from], fds[from], &rows) || ut_buf_add_text(&b->output->buf, rows.texts[0]))
      break;
    ut_parcels_done(parcels[from]);
    b->added += rows.texts[0].len;
    status = ut_output_drain(b->output, err);
    ut_run_tick(ut_reader_run(b->reader), (number + 1) * UT_BLOCK, (size_t)b->size, 0);
  }
  *all = number == b->count;
  return status;
}
