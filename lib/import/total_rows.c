/* Total rows: each file must have one, at its end, and may be held against what it says. */
#include "import/total_rows.h"

#include <stdlib.h>

#include "base/compose.h"
#include "stream/headers.h"

struct ut_total_rows {
  const struct ut_headings *headings;
  const struct ut_map *map;
  struct ut_run *run;
  size_t file;          /* that is read, by its number */
  size_t rows;          /* of the file, total rows not counted */
  size_t before, since; /* rows up to the last total row, and behind it */
  size_t line;          /* of the last total row; 0: there was none */
  size_t next;          /* line of the first row behind it */
  int64_t said;         /* what it says */
  bool partial;         /* it may be the sum of the rows since the total row before it, or of all so far */
};

/* The first cell of the row that is not empty. */
static struct ut_text first_cell(const struct ut_total_rows *t, const struct ut_text *cells)
{
  struct ut_text cell = {"", 0};
  for (size_t i = 0; i < t->headings->heading_count && cell.len == 0; i++)
    cell = ut_text_trim(cells[i]);
  return cell;
}

static bool is_start(const struct ut_total_rows *t, struct ut_text cell)
{
  for (size_t s = 0; s < t->map->total_start_count; s++) {
    struct ut_text starts = t->map->total_starts[s];
    if (cell.len >= starts.len && memcmp(cell.ptr, starts.ptr, starts.len) == 0)
      return true;
  }
  return false;
}

bool ut_total_rows_match(const struct ut_total_rows *t, const struct ut_text *cells)
{
  if (t && !t->map->total_column.ptr)
    return is_start(t, first_cell(t, cells));
  for (size_t i = 0; t && i < t->headings->totals.count; i++)
    if (is_start(t, ut_text_trim(cells[t->headings->totals.sources[i].field])))
      return true;
  return false;
}

/* ---- what a total row says ---- */

static size_t digits_of(struct ut_text t)
{
  size_t n = 0;
  while (n < t.len && ut_char_is_digit(t.ptr[n]))
    n++;
  return n;
}

static struct ut_text after(struct ut_text t, size_t n)
{
  return (struct ut_text){t.ptr + n, t.len - n};
}

/* The number that the text begins with, thousands apart or not; *rest is behind it. */
static int64_t read_number(struct ut_text t, struct ut_text *rest)
{
  int64_t number = 0;
  size_t digits = digits_of(t);
  for (size_t groups = 0; digits > 0 && number < INT64_MAX / 10000; groups++) {
    for (size_t i = 0; i < digits && number < INT64_MAX / 100; i++)
      number = 10 * number + (t.ptr[i] - '0');
    t = after(t, digits);
    size_t blank = digits <= 3 ? ut_blank_length(t) : 0;
    digits = blank > 0 ? digits_of(after(t, blank)) : 0;
    if (digits != 3)
      break;
    t = after(t, blank);
  }
  *rest = t;
  return number;
}

/* The first whole number of a cell; with `alone` nothing else may stand there. -1: none. */
static int64_t number_of(struct ut_text cell, bool alone)
{
  struct ut_text rest;
  cell = ut_text_trim(cell);
  while (!alone && cell.len > 0 && digits_of(cell) == 0)
    cell = after(cell, 1);
  if (digits_of(cell) == 0)
    return -1;
  int64_t number = read_number(cell, &rest);
  return alone && rest.len > 0 && !ut_text_is(rest, ".0") ? -1 : number;
}

/* In the cell that the map names, or by which the row is known; there alone, or in another by itself. */
static int64_t said_by(const struct ut_total_rows *t, const struct ut_text *cells)
{
  bool named = t->map->total_counted.ptr;
  const struct ut_import_column *column = named ? &t->headings->counts : &t->headings->totals;
  bool first = !named && !t->map->total_column.ptr;
  int64_t number = first ? number_of(first_cell(t, cells), false) : -1;
  for (size_t i = 0; i < column->count && number < 0; i++)
    number = number_of(cells[column->sources[i].field], false);
  for (size_t i = 0; !named && i < t->headings->heading_count && number < 0; i++)
    number = number_of(cells[i], true);
  return number;
}

static enum ut_status at_total(const struct ut_total_rows *t, struct ut_error *err)
{
  ut_error_at(err, ut_reader_header(t->headings->reader, t->file).source, t->line, 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status differs(const struct ut_total_rows *t, size_t rows, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_INPUT, "the total row says %lld rows, and there are %zu: the export may be cut off",
               (long long)t->said, rows);
  return at_total(t, err);
}

static enum ut_status take_total(struct ut_total_rows *t, size_t line, const struct ut_text *cells,
                                 struct ut_error *err)
{
  if (t->map->total_count && t->line > 0 && !t->partial)
    return differs(t, t->before, err);
  t->line = line;
  t->before = t->rows;
  if (t->map->total_count) {
    t->said = said_by(t, cells);
    if (t->said < 0) {
      ut_error_set(err, UT_BAD_INPUT, "the total row has no number of rows (\"count\" of the map)");
      return at_total(t, err);
    }
    t->partial = t->said == (int64_t)t->since || t->said == (int64_t)t->rows;
  }
  t->since = 0;
  return UT_OK;
}

/* ---- files ---- */

static enum ut_status absent(const struct ut_total_rows *t, struct ut_error *err)
{
  char shown[UT_QUOTED];
  ut_error_set(err, UT_BAD_INPUT, "there is no total row (%s): the export may be cut off",
               ut_quote(shown, t->map->total_starts[0].ptr, t->map->total_starts[0].len));
  return at_total(t, err);
}

static enum ut_status end_file(struct ut_total_rows *t, struct ut_error *err)
{
  struct ut_header file = ut_reader_header(t->headings->reader, t->file);
  if (file.count > 0 && t->line == 0)
    return absent(t, err);
  if (file.count > 0 && t->map->total_count && t->said != (int64_t)t->rows)
    return differs(t, t->rows, err);
  if (t->line > 0)
    ut_run_note(t->run, UT_NOTE_EFTER_TOTALRAD, t->since, file.source, t->next,
                "%s: rows after the total row in line %zu: %zu, the first in line %zu", file.source, t->line, t->since,
                t->next);
  t->rows = t->before = t->since = t->line = t->next = 0;
  t->file++;
  return UT_OK;
}

enum ut_status ut_total_rows_take(struct ut_total_rows *t, const char *source, size_t line, const struct ut_text *cells,
                                  bool total, struct ut_error *err)
{
  if (!t)
    return UT_OK;
  while (ut_reader_header(t->headings->reader, t->file).source != source)
    UT_TRY(end_file(t, err));
  if (total)
    return take_total(t, line, cells, err);
  t->rows++;
  if (t->since++ == 0)
    t->next = line;
  return UT_OK;
}

enum ut_status ut_total_rows_end(struct ut_total_rows *t, struct ut_error *err)
{
  while (t && t->file < ut_reader_headers(t->headings->reader))
    UT_TRY(end_file(t, err));
  return UT_OK;
}

enum ut_status ut_total_rows_new(struct ut_total_rows **out, const struct ut_headings *headings,
                                 const struct ut_map *map, struct ut_run *run)
{
  *out = NULL;
  if (!map || map->total_start_count == 0)
    return UT_OK;
  *out = calloc(1, sizeof **out);
  if (!*out)
    return UT_NOMEM;
  **out = (struct ut_total_rows){.headings = headings, .map = map, .run = run};
  if (map->total_count || !map->total_column.ptr)
    ut_reader_want_all(headings->reader);
  return UT_OK;
}

void ut_total_rows_free(struct ut_total_rows *t)
{
  free(t);
}
