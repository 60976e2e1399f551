/* Blocks of a file, from the processes that import them to the one that writes. */
#include "import/import_blocks.h"

#include "import/import_doubts.h"

enum { ROWS, ENTRIES, PROBLEMS, DOUBTS }; /* of a parcel */

/* What the doubts of a block begin with. */
struct block_end {
  size_t rows, written; /* rows with those that are rejected */
  struct ut_block_end of;
};

/* What a problem begins with; its column and its text follow. */
struct problem {
  size_t line, column, field_len, text_len;
  bool first; /* of its row */
};

/* ---- in a process of blocks ---- */

struct made_blocks {
  const struct ut_row_blocks *b;
  struct ut_import_rows *rows;
  struct ut_buf entries, problems, doubts;
};

static enum ut_status hand_problems(struct made_blocks *m, const struct ut_imported *row)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < row->problem_count; i++) {
    const struct ut_error *why = &row->problems[i].why;
    const struct problem head = {why->line, why->column, strlen(why->field), strlen(why->text), i == 0};
    ut_buf_add(&m->problems, (const char *)&head, sizeof head);
    ut_buf_add(&m->problems, why->field, head.field_len);
    status = ut_buf_add(&m->problems, why->text, head.text_len);
  }
  return status;
}

/* UT_BAD_INPUT: there is something to say that cannot be handed on. */
static enum ut_status make_rows(struct made_blocks *m, size_t *count, struct ut_error *err)
{
  struct ut_import_rows *rows = m->rows;
  struct ut_imported row;
  enum ut_status status;
  size_t notes = ut_notes_of(rows->run);
  for (*count = 0; (status = ut_import_next(rows->import, &row, err)) != UT_END; ++*count) {
    if (status == UT_OK)
      status = ut_duplicates_take(rows->duplicates, &row, err);
    else if (status == UT_BAD_ROW)
      status = hand_problems(m, &row);
    UT_TRY(status);
  }
  return ut_notes_of(rows->run) == notes ? UT_OK : UT_BAD_INPUT;
}

static enum ut_status make_block(struct made_blocks *m, size_t number, struct ut_parcel *parcel, struct ut_error *err)
{
  struct block_end end = {0};
  size_t written = ut_duplicates_written(m->rows->duplicates);
  m->b->output->buf.len = m->entries.len = m->problems.len = m->doubts.len = 0;
  UT_TRY(ut_reader_take_block(m->b->reader, number, m->b->size, err));
  UT_TRY(make_rows(m, &end.rows, err));
  end.of = ut_reader_block_end(m->b->reader);
  end.written = ut_duplicates_written(m->rows->duplicates) - written;
  ut_buf_add(&m->doubts, (const char *)&end, sizeof end);
  UT_TRY(ut_import_doubts_hand(m->rows->import, &m->doubts));
  *parcel = (struct ut_parcel){{[ROWS] = ut_buf_text(&m->b->output->buf),
                                [ENTRIES] = ut_buf_text(&m->entries),
                                [PROBLEMS] = ut_buf_text(&m->problems),
                                [DOUBTS] = ut_buf_text(&m->doubts)}};
  return UT_OK;
}

enum ut_status ut_import_blocks_hand(const struct ut_row_blocks *b, struct ut_import_rows *rows, size_t own,
                                     struct ut_parcels *parcels, int fd, struct ut_error *err)
{
  struct made_blocks m = {.b = b, .rows = rows};
  struct ut_parcel parcel;
  b->output->held = true;
  ut_duplicates_hand(rows->duplicates, &m.entries, &b->output->buf);
  rows->import->in_blocks = true;
  enum ut_status status = ut_reader_by_blocks(b->reader, err);
  for (size_t number = own; number < b->count && status == UT_OK; number += b->workers) {
    status = make_block(&m, number, &parcel, err);
    if (status == UT_OK)
      status = ut_parcels_put(parcels, fd, &parcel, err);
  }
  ut_buf_clear(&m.entries);
  ut_buf_clear(&m.problems);
  ut_buf_clear(&m.doubts);
  return status;
}

/* ---- in the process that writes ---- */

struct taken_blocks {
  const struct ut_row_blocks *b;
  struct ut_import_rows *rows;
  const char *source;
  struct ut_block_end so_far;
};

/* The problems of rows that stand before `line`. */
static enum ut_status take_problems(const struct taken_blocks *t, struct ut_text *problems, size_t line,
                                    struct ut_error *err)
{
  struct problem head;
  while (problems->len > 0) {
    struct ut_error why = {0};
    memcpy(&head, problems->ptr, sizeof head);
    if (t->so_far.lines + head.line >= line)
      break;
    const char *field = problems->ptr + sizeof head, *text = field + head.field_len;
    ut_error_set(&why, UT_BAD_ROW, "%.*s", (int)head.text_len, text);
    memcpy(why.field, field, head.field_len);
    ut_error_at(&why, t->source, t->so_far.lines + head.line, head.column, NULL);
    UT_TRY(ut_import_rows_reject(t->rows, &why, head.first, err));
    *problems = ut_text_between(text + head.text_len, problems->ptr + problems->len);
  }
  return UT_OK;
}

static enum ut_status add_rows(const struct taken_blocks *t, struct ut_text rows, size_t from, size_t to,
                               struct ut_error *err)
{
  return to > from && ut_buf_add(&t->b->output->buf, rows.ptr + from, to - from) ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status take_rows(const struct taken_blocks *t, const struct ut_parcel *p, struct ut_error *err)
{
  struct ut_text rows = p->texts[ROWS], problems = p->texts[PROBLEMS];
  struct ut_handed_rows handed = {.entries = p->texts[ENTRIES], .source = t->source, .lines_before = t->so_far.lines};
  struct ut_error why;
  enum ut_status status;
  size_t from = 0;
  while ((status = ut_duplicates_add(t->rows->duplicates, &handed, &why)) == UT_BAD_ROW) {
    UT_TRY(take_problems(t, &problems, why.line, err));
    UT_TRY(ut_import_rows_reject(t->rows, &why, true, err));
    UT_TRY(add_rows(t, rows, from, handed.begin, err));
    from = handed.end;
  }
  if (status != UT_OK)
    return ut_error_nomem(err);
  UT_TRY(take_problems(t, &problems, SIZE_MAX, err));
  return add_rows(t, rows, from, rows.len, err);
}

static enum ut_status take_block(struct taken_blocks *t, const struct ut_parcel *p, struct ut_error *err)
{
  struct ut_text doubts = p->texts[DOUBTS];
  struct block_end end;
  memcpy(&end, doubts.ptr, sizeof end);
  ut_duplicates_count(t->rows->duplicates, end.written);
  UT_TRY(take_rows(t, p, err));
  doubts = ut_text_between(doubts.ptr + sizeof end, doubts.ptr + doubts.len);
  ut_import_doubts_add(t->rows->import, doubts, t->source, t->so_far.lines);
  t->so_far.lines += end.of.lines;
  t->so_far.checked = t->so_far.checked || end.of.checked;
  t->rows->taken += (int64_t)end.rows;
  return ut_output_drain(t->b->output, err);
}

enum ut_status ut_import_blocks_take(const struct ut_row_blocks *b, struct ut_import_rows *rows,
                                     struct ut_parcels *const *parcels, const int *fds, struct ut_error *err)
{
  struct taken_blocks t = {.b = b, .rows = rows, .source = ut_reader_source(b->reader)};
  struct ut_parcel parcel;
  size_t number = 0, from = 0;
  for (; number < b->count && ut_parcels_take(parcels[from], fds[from], &parcel); from = ++number % b->workers) {
    UT_TRY(take_block(&t, &parcel, err));
    ut_parcels_done(parcels[from]);
    ut_run_tick(rows->run, (number + 1) * UT_BLOCK, (size_t)b->size, (size_t)rows->taken);
  }
  rows->taken_all = number == b->count;
  return rows->taken_all ? UT_OK : ut_reader_go_on(b->reader, number, b->size, &t.so_far, err);
}
