/* Headings and distinct values of an export. */
#include "import/profile.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/compose.h"
#include "base/grow.h"
#include "base/personnummer.h"
#include "import/proposal_dates.h"
#include "stream/csv.h"
#include "stream/headers.h"
#include "stream/source.h"
#include "utfall/money.h"

/* While the rows are read. */
struct profile_reading {
  struct ut_profile *profile;
  struct ut_buf composed;
  const char *source;      /* of the row before */
  size_t rows, since;      /* of this file so far; since its last total row */
  bool counted, uncounted; /* total rows that say how many, and that do not */
  int64_t said;            /* what the last total row of this file says; -1: there is none */
};

/* ---- total rows ---- */

static const char *const total_words[] = {"totalt", "summa", "delsumma", "total", "totalsumma", "summering"};

/* Words of one that says how many rows there are, and nothing else: Antal: 12. */
static const char *const count_words[] = {"antal", "rader", "poster"};

static bool is_among(const char *const *words, size_t count, struct ut_text slug)
{
  bool found = false;
  for (size_t i = 0; i < count; i++)
    found = found || ut_text_is(slug, words[i]);
  return found;
}

/* The first word of a cell where it is one of a total row; ptr NULL: it is not. *alone: no other cell of the row may be
 * filled. */
static struct ut_text total_word(struct ut_text cell, bool *alone)
{
  char room[UT_SLUG];
  size_t len = 0;
  while (len < cell.len && cell.ptr[len] != ' ' && cell.ptr[len] != ':' && !ut_char_is_digit(cell.ptr[len]))
    len++;
  struct ut_text word = {cell.ptr, len}, slug = ut_text_slug_short(word, room);
  *alone =
      is_among(count_words, sizeof count_words / sizeof *count_words, slug) && ut_char_is_digit(cell.ptr[cell.len - 1]);
  bool found = *alone || is_among(total_words, sizeof total_words / sizeof *total_words, slug);
  return found ? word : (struct ut_text){NULL, 0};
}

/* A count, an amount (24 000,00) or a share (37,5 %). */
static bool is_figure(struct ut_text cell)
{
  int64_t number, divisor;
  ut_money money;
  cell.len -= cell.ptr[cell.len - 1] == '%';
  cell = ut_text_trim(cell);
  return ut_number_parse(cell, &number, &divisor) || ut_money_parse(cell, &money, NULL) == UT_OK;
}

/* The column of a total row: its first cell is a word for one, and the others are numbers. */
static bool is_total(const struct ut_profile *p, const struct ut_row *row, size_t *column)
{
  bool alone = false;
  *column = p->count;
  for (size_t i = 0; i < p->count; i++) {
    struct ut_text cell = ut_text_trim(row->fields[i]);
    if (cell.len == 0)
      continue;
    if (*column < p->count ? alone || !is_figure(cell) : !total_word(cell, &alone).ptr)
      return false;
    *column = *column < p->count ? *column : i;
  }
  return *column < p->count;
}

static int64_t first_number(struct ut_text cell)
{
  int64_t number = -1;
  size_t at = 0, end;
  while (at < cell.len && !ut_char_is_digit(cell.ptr[at]))
    at++;
  for (end = at; end < cell.len && ut_char_is_digit(cell.ptr[end]);)
    end++;
  return ut_text_integer((struct ut_text){cell.ptr + at, end - at}, &number) ? number : -1;
}

static enum ut_status take_total(struct profile_reading *r, const struct ut_row *row, size_t column)
{
  struct ut_text cell = ut_text_trim(row->fields[column]);
  int64_t said = first_number(cell);
  uint32_t number;
  bool alone, right = said >= 0 && ((size_t)said == r->rows || (size_t)said == r->since);
  r->counted = r->counted || right;
  r->uncounted = r->uncounted || !right;
  r->since = 0;
  r->said = said;
  r->profile->total_column = column;
  return ut_distinct_add(&r->profile->totals, total_word(cell, &alone), &number);
}

/* ---- cells ---- */

/* Wrong numbers are hidden, too; a day with a time of twelve digits is none. */
static bool is_hidden(struct ut_text text, bool *person)
{
  struct ut_personnummer_found found;
  struct ut_personnummer parsed;
  bool holds = ut_personnummer_find(text, &found);
  *person = holds && found.text.len == text.len;
  return holds || (!ut_proposed_date_any(text) && ut_personnummer_parse(text, UT_DATE_NONE, &parsed) != UT_PNR_NOT_ONE);
}

static enum ut_status take_cell(struct profile_reading *r, struct ut_profile_column *c, struct ut_text cell)
{
  struct ut_text text;
  uint32_t number;
  bool person;
  UT_TRY(ut_text_compose(cell, &r->composed, &text));
  text = ut_text_trim(text);
  if (text.len == 0) {
    c->empty++;
    return UT_OK;
  }
  if (is_hidden(text, &person)) {
    c->hidden++;
    c->persons += person;
    return UT_OK;
  }
  size_t known = ut_distinct_count(&c->values);
  if (known == UT_PROFILE_VALUES && !ut_distinct_find(&c->values, text, &number)) {
    c->others++;
    return UT_OK;
  }
  UT_TRY(ut_distinct_add(&c->values, text, &number));
  size_t *counts = ut_grow(c->counts, number, &c->room, sizeof *counts);
  if (!counts)
    return UT_NOMEM;
  c->counts = counts;
  counts[number] = number == known ? 1 : counts[number] + 1;
  return UT_OK;
}

/* The last total row of a file is of all its rows. */
static void end_file(struct profile_reading *r)
{
  r->uncounted = r->uncounted || (r->said >= 0 && r->said != (int64_t)r->rows);
  r->rows = r->since = 0;
  r->said = -1;
}

/* One that is bad is counted, and may be a total row, which need not have the width of the others. */
static enum ut_status take_row(struct profile_reading *r, const struct ut_row *row, bool bad)
{
  struct ut_profile *p = r->profile;
  size_t column;
  if (row->source != r->source)
    end_file(r);
  r->source = row->source;
  if (is_total(p, row, &column))
    return take_total(r, row, column);
  r->rows++;
  r->since++;
  p->rows += !bad;
  for (size_t i = 0; i < p->count && !bad; i++)
    UT_TRY(take_cell(r, &p->columns[i], row->fields[i]));
  return UT_OK;
}

static enum ut_status read_rows(struct ut_profile *p, struct ut_error *err)
{
  struct profile_reading r = {.profile = p, .said = -1};
  struct ut_row row;
  enum ut_status status;
  p->total_column = p->count;
  while ((status = ut_reader_next(p->reader, &row, err)) == UT_OK || status == UT_BAD_ROW) {
    if (take_row(&r, &row, status == UT_BAD_ROW)) {
      status = ut_error_nomem(err);
      break;
    }
  }
  end_file(&r);
  p->totals_counted = r.counted && !r.uncounted;
  ut_buf_clear(&r.composed);
  return status == UT_END ? UT_OK : status;
}

/* ---- headings ---- */

/* The first file that has a heading, and how many before it are written the same there. */
static void place(const struct ut_reader *reader, size_t index, struct ut_profile_column *c)
{
  for (size_t f = 0; f < ut_reader_headers(reader); f++) {
    struct ut_header file = ut_reader_header(reader, f);
    size_t own = 0, times = 0;
    while (own < file.count && file.places[own] != index)
      own++;
    for (size_t i = 0; i < own && own < file.count; i++)
      times += ut_text_equal(ut_text_trim(file.names[i]), ut_text_trim(file.names[own]));
    if (own == file.count)
      continue;
    c->file = f;
    c->nth = times + 1;
    return;
  }
}

/* Has another file it, in another spelling? */
static bool stands_before(const struct ut_profile *p, size_t index)
{
  for (size_t i = 0; i < index; i++)
    if (p->columns[i].nth == p->columns[index].nth && ut_text_equal(p->columns[i].slug, p->columns[index].slug))
      return true;
  return false;
}

/* As it is written, but for a personnummer where there is no header after all. */
static enum ut_status write_heading(struct ut_text text, size_t nth, struct ut_buf *out)
{
  char *masked = ut_text_copy(text);
  if (!masked)
    return UT_NOMEM;
  ut_buf_add_string(out, ut_error_mask(masked));
  free(masked);
  return nth > 1 ? ut_buf_format(out, "#%zu", nth) : ut_buf_reserve(out, 1);
}

static enum ut_status name_column(struct ut_profile *p, size_t index)
{
  struct ut_profile_column *c = &p->columns[index];
  struct ut_buf made = {0}, heading = {0}, slug = {0};
  struct ut_text text;
  enum ut_status status = ut_text_compose(ut_reader_column(p->reader, index), &made, &text);
  place(p->reader, index, c);
  if (status == UT_OK)
    status = ut_resemblance_slug(text, &slug);
  if (status == UT_OK)
    status = ut_buf_reserve(&slug, 1);
  if (status == UT_OK)
    status = write_heading(ut_text_trim(text), c->nth, &heading);
  c->heading = ut_buf_text(&heading);
  c->slug = ut_buf_text(&slug);
  c->again = status == UT_OK && stands_before(p, index);
  ut_buf_clear(&made);
  return status;
}

static enum ut_status name_columns(struct ut_profile *p)
{
  size_t count = ut_reader_columns(p->reader);
  p->columns = calloc(count + 1, sizeof *p->columns);
  if (!p->columns)
    return UT_NOMEM;
  for (; p->count < count; p->count++)
    UT_TRY(name_column(p, p->count));
  return UT_OK;
}

/* ---- opening ---- */

/* What stands at the beginning of the first file says how all are laid out. */
static enum ut_status see_layout(struct ut_profile *p, struct ut_source *s, const struct ut_reader_options *reading,
                                 const struct ut_defaults *defaults, struct ut_error *err)
{
  if (s->foreign != UT_FOREIGN_NONE)
    return ut_layout_sheet(s, reading, defaults, &p->layout, &p->sheet, err);
  while (!ut_source_is_whole(s) && ut_source_ready(s).len < UT_SOURCE_BUFFER)
    UT_TRY(ut_source_fill(s, err));
  struct ut_text text = ut_source_ready(s);
  size_t at = 0;
  if (!s->decoder)
    ut_csv_tell(text.ptr, text.len, &p->windows);
  if (p->windows) {
    UT_TRY(ut_source_decode(s, "windows-1252", err));
    text = ut_source_ready(s);
  }
  while (at < text.len && strchr(" \t\r\n", text.ptr[at]))
    at++;
  p->csv = at == text.len || (text.ptr[at] != '[' && text.ptr[at] != '{');
  return p->csv && ut_layout_find(text, ut_source_is_whole(s), defaults, &p->layout) ? ut_error_nomem(err) : UT_OK;
}

static void use_layout(const struct ut_layout *layout, struct ut_reader_options *options)
{
  options->delimiter = options->delimiter ? options->delimiter : layout->delimiter;
  options->quote = layout->quote;
  options->skip_lines = layout->skip_lines;
  options->heading_rows = layout->heading_rows;
  options->headless = layout->headless;
}

enum ut_status ut_profile_read(struct ut_profile *p, char *const *paths, size_t count,
                               const struct ut_reader_options *reading, const struct ut_defaults *defaults,
                               struct ut_error *err)
{
  struct ut_run quiet = {0}; /* what is doubtful is told when the export is imported */
  struct ut_reader_options options = *reading;
  struct ut_opened *opened = calloc(count + 1, sizeof *opened);
  enum ut_status status = opened ? UT_OK : ut_error_nomem(err);
  *p = (struct ut_profile){0};
  for (size_t i = 0; i < count && status == UT_OK; i++)
    status = ut_opened_open(&opened[i], paths[i], &quiet, err);
  if (status == UT_OK)
    status = see_layout(p, &opened[0].source, &options, defaults, err);
  use_layout(&p->layout, &options);
  options.loose = options.unended = options.mixed = true;
  options.run = &quiet;
  options.opened = opened;
  if (status == UT_OK)
    status = ut_reader_open(&p->reader, paths, count, &options, err);
  if (status == UT_OK && name_columns(p))
    status = ut_error_nomem(err);
  for (size_t i = 0; status == UT_OK && i < ut_reader_columns(p->reader); i++)
    if (ut_reader_spare(p->reader, i))
      status = ut_error_nomem(err);
  if (status == UT_OK) {
    ut_reader_want_all(p->reader);
    status = read_rows(p, err);
  }
  p->layout.delimiter = options.delimiter;
  ut_reader_free(p->reader);
  p->reader = NULL;
  for (size_t i = 0; opened && i < count; i++)
    ut_opened_clear(&opened[i]);
  free(opened);
  ut_run_clear(&quiet);
  return status;
}

void ut_profile_clear(struct ut_profile *p)
{
  for (size_t i = 0; p->columns && i <= p->count; i++) { /* one behind the last may have been begun */
    struct ut_profile_column *c = &p->columns[i];
    free((char *)c->heading.ptr); /* made by name_column, read-only since */
    free((char *)c->slug.ptr);
    ut_distinct_clear(&c->values);
    free(c->counts);
  }
  free(p->columns);
  ut_distinct_clear(&p->totals);
  ut_buf_clear(&p->sheet);
  *p = (struct ut_profile){0};
}

size_t ut_profile_filled(const struct ut_profile *p, const struct ut_profile_column *c)
{
  return p->rows - c->empty;
}
