/* Blocks of a file, from the processes that import them to the one that writes. */
#include "import/import_blocks.h"

#include "import/import_state.h"

/* What comes of a block: this, then the rows as they are to be written, the entries of duplicates and the years. */
struct frame {
  size_t rows, lines, text, entries, years; /* the last three in bytes */
};

/* ---- in a process of blocks ---- */

/* UT_BAD_INPUT: there is something to say. */
static enum ut_status take_rows(struct ut_import_rows *rows, size_t *count, struct ut_error *err)
{
  struct ut_imported row;
  enum ut_status status;
  size_t notes = ut_notes_of(rows->run);
  for (*count = 0; (status = ut_import_next(rows->import, &row, err)) == UT_OK && !row.total; ++*count)
    UT_TRY(ut_duplicates_take(rows->duplicates, &row, err));
  return status == UT_END && ut_notes_of(rows->run) == notes ? UT_OK : UT_BAD_INPUT;
}

static enum ut_status hand_block(const struct ut_row_blocks *b, struct ut_import_rows *rows, size_t number,
                                 struct ut_buf *entries, struct ut_error *err)
{
  struct ut_buf *out = &b->output->buf;
  size_t begin = out->len;
  struct frame frame = {0};
  entries->len = 0;
  ut_buf_add(out, (const char *)&frame, sizeof frame);
  UT_TRY(ut_reader_take_block(b->reader, number, b->size, err));
  b->output->held = true;
  UT_TRY(take_rows(rows, &frame.rows, err));
  b->output->held = false;
  frame.lines = ut_reader_block_lines(b->reader);
  frame.text = out->len - begin - sizeof frame;
  frame.entries = entries->len;
  ut_buf_add(out, entries->ptr, entries->len);
  size_t years = out->len;
  enum ut_status status = ut_years_hand(&rows->import->doubts.years, out);
  if (status != UT_OK)
    return status == UT_NOMEM ? ut_error_nomem(err) : status;
  frame.years = out->len - years;
  memcpy(out->ptr + begin, &frame, sizeof frame);
  return ut_output_drain(b->output, err);
}

enum ut_status ut_import_blocks_hand(const struct ut_row_blocks *b, struct ut_import_rows *rows, size_t own, int fd,
                                     struct ut_error *err)
{
  struct ut_buf entries = {0};
  ut_output_init(b->output, fd, "blocks");
  ut_duplicates_hand(rows->duplicates, &entries);
  rows->import->in_blocks = true;
  enum ut_status status = ut_reader_by_blocks(b->reader, err);
  for (size_t number = own; number < b->count && status == UT_OK; number += b->workers)
    status = hand_block(b, rows, number, &entries, err);
  if (status == UT_OK)
    status = ut_output_commit(b->output, err);
  ut_buf_clear(&entries);
  return status;
}

/* ---- in the process that writes ---- */

struct taken {
  const char *source;
  size_t lines;                 /* so far, of the source */
  struct ut_buf entries, years; /* of a block */
};

/* False: it has to be read anew, and nothing of it was taken. */
static bool take_block(struct ut_row_blocks *b, struct ut_import_rows *rows, int fd, struct taken *t)
{
  struct ut_buf *out = &b->output->buf;
  struct frame frame;
  size_t begin = out->len;
  bool apart = false;
  t->entries.len = t->years.len = 0;
  if (ut_handed_read(fd, &frame, sizeof frame) && ut_handed_append(fd, out, frame.text) &&
      ut_handed_append(fd, &t->entries, frame.entries) && ut_handed_append(fd, &t->years, frame.years)) {
    const struct ut_handed_rows handed = {ut_buf_text(&t->entries), frame.rows, t->source, t->lines};
    apart = ut_duplicates_add(rows->duplicates, &handed, &apart) == UT_OK && apart;
  }
  if (!apart) {
    out->len = begin;
    return false;
  }
  ut_years_add(&rows->import->doubts.years, ut_buf_text(&t->years), t->source, t->lines);
  b->added += frame.text;
  t->lines += frame.lines;
  rows->taken += (int64_t)frame.rows;
  return true;
}

enum ut_status ut_import_blocks_write(struct ut_row_blocks *b, struct ut_import_rows *rows, const int *fds,
                                      struct ut_error *err)
{
  struct taken t = {.source = ut_reader_source(b->reader)};
  size_t number = 0;
  enum ut_status status = UT_OK;
  b->begin = b->output->buf.len;
  while (number < b->count && status == UT_OK && take_block(b, rows, fds[number % b->workers], &t)) {
    number++;
    status = ut_output_drain(b->output, err);
    ut_run_tick(rows->run, number * UT_BLOCK, (size_t)b->size, (size_t)rows->taken);
  }
  rows->taken_all = number == b->count;
  if (!rows->taken_all && status == UT_OK) {
    ut_duplicates_forget(rows->duplicates);
    ut_row_blocks_undo(b);
    rows->import->doubts.years = (struct ut_years){0};
    rows->taken = 0;
  }
  ut_buf_clear(&t.entries);
  ut_buf_clear(&t.years);
  return status;
}
