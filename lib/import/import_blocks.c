/* Blocks of a file, from the processes that import them to the one that writes. */
#include "import/import_blocks.h"

#include <errno.h>
#include <unistd.h>

#include "import/import_state.h"

/* What comes of a block: this, then the rows as they are to be written, then the entries of duplicates. */
struct frame {
  size_t rows, lines, text, entries; /* the last two in bytes */
  struct ut_years_seen years;        /* and of the blocks of the process before it */
};

/* ---- in a process of blocks ---- */

static size_t notes_of(const struct ut_run *run)
{
  size_t notes = 0;
  for (int code = 0; code < UT_NOTES; code++)
    notes += run->noted[code].count;
  return notes;
}

/* UT_BAD_INPUT: there is something to say. */
static enum ut_status take_rows(struct ut_import_rows *rows, size_t *count, struct ut_error *err)
{
  struct ut_imported row;
  enum ut_status status;
  size_t notes = notes_of(rows->run);
  for (*count = 0; (status = ut_import_next(rows->import, &row, err)) == UT_OK && !row.total; ++*count)
    UT_TRY(ut_duplicates_take(rows->duplicates, &row, err));
  return status == UT_END && notes_of(rows->run) == notes ? UT_OK : UT_BAD_INPUT;
}

static enum ut_status hand_block(const struct ut_import_blocks *b, struct ut_import_rows *rows, size_t number,
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
  frame.years = rows->import->doubts.years.seen;
  if (ut_buf_add(out, entries->ptr, entries->len))
    return ut_error_nomem(err);
  memcpy(out->ptr + begin, &frame, sizeof frame);
  return ut_output_drain(b->output, err);
}

enum ut_status ut_import_blocks_hand(const struct ut_import_blocks *b, struct ut_import_rows *rows, size_t own, int fd,
                                     struct ut_error *err)
{
  struct ut_buf entries = {0};
  ut_output_init(b->output, fd, "blocks");
  ut_duplicates_hand(rows->duplicates, &entries);
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
  size_t lines, bytes;   /* so far, of the source, and written */
  struct ut_buf entries; /* of a block */
  struct ut_years_seen years;
};

/* False: there is no more. */
static bool read_all(int fd, void *to, size_t len)
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

static bool read_more(int fd, struct ut_buf *to, size_t len)
{
  if (ut_buf_reserve(to, len) || !read_all(fd, to->ptr + to->len, len))
    return false;
  to->len += len;
  return true;
}

/* False: it has to be read anew, and nothing of it was taken. */
static bool take_block(const struct ut_import_blocks *b, struct ut_import_rows *rows, int fd, struct taken *t)
{
  struct ut_buf *out = &b->output->buf;
  struct frame frame;
  size_t begin = out->len;
  bool apart = false;
  t->entries.len = 0;
  if (read_all(fd, &frame, sizeof frame) && read_more(fd, out, frame.text) &&
      read_more(fd, &t->entries, frame.entries)) {
    const struct ut_handed_rows handed = {ut_buf_text(&t->entries), frame.rows, t->source, t->lines};
    apart = !ut_years_are_apart(&t->years, &frame.years) &&
            ut_duplicates_add(rows->duplicates, &handed, &apart) == UT_OK && apart;
  }
  if (!apart) {
    out->len = begin;
    return false;
  }
  t->bytes += frame.text;
  t->lines += frame.lines;
  rows->taken += (int64_t)frame.rows;
  return true;
}

/* Of what has been added behind the header, what is still there is taken back, and the rest not written twice. */
static void take_back(struct ut_output *o, size_t header, size_t added)
{
  size_t out = header + added - o->buf.len;
  o->buf.len = out < header ? header - out : 0;
  o->out_already = out < header ? 0 : out - header;
}

enum ut_status ut_import_blocks_write(const struct ut_import_blocks *b, struct ut_import_rows *rows, const int *fds,
                                      struct ut_error *err)
{
  struct taken t = {.source = ut_reader_source(b->reader)};
  size_t header = b->output->buf.len, number = 0;
  enum ut_status status = UT_OK;
  while (number < b->count && status == UT_OK && take_block(b, rows, fds[number % b->workers], &t)) {
    number++;
    status = ut_output_drain(b->output, err);
    ut_run_tick(rows->run, number * UT_BLOCK, (size_t)b->size, (size_t)rows->taken);
  }
  rows->taken_all = number == b->count;
  if (!rows->taken_all && status == UT_OK) {
    ut_duplicates_forget(rows->duplicates);
    take_back(b->output, header, t.bytes);
    rows->taken = 0;
  }
  ut_buf_clear(&t.entries);
  return status;
}
