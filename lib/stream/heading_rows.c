/* Heading rows: titles go before the headings below them. */
#include "stream/heading_rows.h"

#include <stdlib.h>

#include "base/distinct.h"

#define BETWEEN " / "

enum ut_status ut_heading_rows_add(struct ut_heading_rows *h, const struct ut_text *cells, size_t count)
{
  h->rows[h->count] = ut_texts_copy(cells, count);
  if (!h->rows[h->count])
    return UT_NOMEM;
  h->counts[h->count++] = count;
  h->columns = count > h->columns ? count : h->columns;
  return UT_OK;
}

static struct ut_text cell(const struct ut_heading_rows *h, size_t row, size_t column)
{
  return column < h->counts[row] ? ut_text_trim(h->rows[row][column]) : (struct ut_text){"", 0};
}

/* Does anything stand below it? */
static bool is_over(const struct ut_heading_rows *h, size_t row, size_t column)
{
  for (size_t below = row + 1; below < h->count; below++)
    if (cell(h, below, column).len > 0)
      return true;
  return false;
}

/* The column whose title in this row stands over a column. */
static size_t title_of(const struct ut_heading_rows *h, size_t row, size_t before, size_t column)
{
  bool own = false;
  for (size_t above = 0; above <= row; above++)
    own = own || cell(h, above, column).len > 0;
  return own || !is_over(h, row, before) || !is_over(h, row, column) ? column : before;
}

static enum ut_status add_part(struct ut_buf *name, size_t from, struct ut_text part, struct ut_text *last)
{
  if (part.len == 0 || (last->len > 0 && ut_text_equal(part, *last)))
    return UT_OK;
  *last = part;
  if (name->len > from)
    UT_TRY(ut_buf_add_string(name, BETWEEN));
  return ut_buf_add_text(name, part);
}

/* `titles`: for each row the column whose title holds; moved on to this column. */
static enum ut_status add_name(struct ut_heading_rows *h, size_t column, size_t titles[UT_HEADING_ROWS_MOST])
{
  size_t from = h->text.len;
  struct ut_text last = {"", 0};
  for (size_t row = 0; row < h->count; row++) {
    titles[row] = row + 1 == h->count ? column : title_of(h, row, titles[row], column);
    UT_TRY(add_part(&h->text, from, cell(h, row, titles[row]), &last));
  }
  h->names[column].len = h->text.len - from;
  return UT_OK;
}

static enum ut_status place_names(struct ut_heading_rows *h, struct ut_text **names, size_t *count)
{
  const char *at = ut_buf_string(&h->text);
  if (!at)
    return UT_NOMEM;
  for (size_t i = 0; i < h->columns; i++) {
    h->names[i].ptr = at;
    at += h->names[i].len;
  }
  *names = h->names;
  *count = h->columns;
  return UT_OK;
}

static enum ut_status make_names(struct ut_heading_rows *h)
{
  free(h->names);
  h->names = calloc(h->columns + 1, sizeof *h->names);
  return h->names ? UT_OK : UT_NOMEM;
}

enum ut_status ut_heading_rows_number(struct ut_heading_rows *h, size_t count)
{
  h->columns = count;
  UT_TRY(make_names(h));
  for (size_t i = 0; i < count; i++) {
    size_t from = h->text.len;
    UT_TRY(ut_buf_format(&h->text, "%zu", i + 1));
    h->names[i].len = h->text.len - from;
  }
  return UT_OK;
}

enum ut_status ut_heading_rows_join(struct ut_heading_rows *h, struct ut_text **names, size_t *count)
{
  size_t titles[UT_HEADING_ROWS_MOST] = {0};
  if (h->count > 0)
    UT_TRY(make_names(h));
  for (size_t i = 0; i < h->columns && h->count > 0; i++)
    UT_TRY(add_name(h, i, titles));
  return place_names(h, names, count);
}

void ut_heading_rows_clear(struct ut_heading_rows *h)
{
  for (size_t i = 0; i < h->count; i++)
    free(h->rows[i]);
  ut_buf_clear(&h->text);
  free(h->names);
  *h = (struct ut_heading_rows){0};
}
