/* Rows and columns: which columns of the stream they are made of, what each is called, and the text of each cell. */
#include <stdlib.h>

#include "table/view.h"
#include "utfall/column.h"
#include "utfall/table.h"

/* ---- which columns ---- */

static enum ut_status need_all(const struct ut_view *s, const struct ut_names *names, size_t *columns, size_t *count,
                               struct ut_error *err)
{
  ptrdiff_t index;
  for (*count = 0; *count < names->count; ++*count) {
    UT_TRY(ut_reader_need(s->reader, names->names[*count], &index, err));
    columns[*count] = (size_t)index;
  }
  return UT_OK;
}

/* Those of the cell, or those that have a column each. */
static enum ut_status find_values(struct ut_view *s, struct ut_error *err)
{
  struct ut_names names = s->options->columns;
  if (s->options->cell) {
    UT_TRY(ut_template_read(&s->cell, s->options->cell, err));
    for (size_t i = 0; i < s->cell.count; i++)
      if (s->cell.pieces[i].column)
        names.names[names.count++] = s->cell.pieces[i].text;
  } else if (names.count == 0) {
    names.names[names.count++] = ut_text_of(s->options->value);
  }
  UT_TRY(need_all(s, &names, s->values, &s->figure_count, err));
  s->figures = s->values;
  s->body = s->options->columns.count > 0 ? s->figure_count : 1;
  return UT_OK;
}

static enum ut_status find_columns(struct ut_view *s, struct ut_error *err)
{
  UT_TRY(need_all(s, &s->options->rows, s->rows, &s->row_count, err));
  UT_TRY(need_all(s, &s->options->cols, s->cols, &s->col_count, err));
  UT_TRY(find_values(s, err));
  ut_view_find_base(s);
  if (s->base < 0 && s->options->base)
    return ut_error_set(err, UT_USAGE, "--base: the table has no column that shares are of, such as bas");
  if (s->base >= 0)
    s->values[s->figure_count] = (size_t)s->base;
  return UT_OK;
}

static size_t value_count(const struct ut_view *s)
{
  return s->figure_count + (s->base >= 0);
}

static enum ut_status gather(struct ut_view *s, struct ut_error *err)
{
  const struct ut_pivot_spec spec = {s->names,     s->count,       s->rows,
                                     s->row_count, s->cols,        s->col_count,
                                     s->values,    value_count(s), ut_reader_run(s->reader)};
  struct ut_row row;
  enum ut_status status;
  if (ut_pivot_new(&s->pivot, &spec))
    return ut_error_nomem(err);
  ut_reader_want_all(s->reader);
  while (!(status = ut_reader_next(s->reader, &row, err))) {
    UT_TRY(ut_pivot_add(s->pivot, &row, err));
    if (s->shares.count > 0)
      ut_shares_of_one_look(&s->shares, row.fields, row.source, row.line);
  }
  if (status != UT_END)
    return status;
  return ut_pivot_sort(s->pivot) ? ut_error_nomem(err) : UT_OK;
}

/* ---- what they are called ---- */

struct ut_text ut_view_head(const struct ut_view *s, size_t head, size_t level)
{
  struct ut_text key = ut_pivot_head(s->pivot, head, level);
  if (s->labels)
    return ut_labels_key(s->labels, s->cols[level], key);
  return key.len ? key : ut_text_of(UT_CLASS_UNKNOWN);
}

static struct ut_text figure_heading(const struct ut_view *s, size_t figure)
{
  return s->options->cell ? ut_text_of(s->options->cell) : ut_view_heading(s, s->figures[figure]);
}

/* The headings of a column of figures, from the outermost on, and all of them in one. */
static enum ut_status name_figures(struct ut_view *s, size_t column)
{
  struct ut_text *path = s->paths + column * s->levels;
  struct ut_buf heading = {0};
  for (size_t level = 0; level < s->levels; level++) {
    bool head = level < s->col_count;
    path[level] = head ? ut_view_head(s, column / s->body, level) : figure_heading(s, column % s->body);
    ut_buf_add_string(&heading, level ? UT_GRID_BETWEEN : "");
    ut_buf_add_text(&heading, path[level]);
  }
  enum ut_status status = heading.failed ? UT_NOMEM : ut_texts_add(&s->headings, ut_buf_text(&heading));
  ut_buf_clear(&heading);
  return status;
}

static enum ut_status name_all_figures(struct ut_view *s, size_t count)
{
  s->levels = s->col_count + (s->col_count == 0 || s->body > 1);
  s->paths = calloc(count * s->levels + 1, sizeof *s->paths);
  s->cells = calloc(count + 1, sizeof *s->cells);
  s->bases = calloc(count + 1, sizeof *s->bases);
  if (!s->paths || !s->cells || !s->bases)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    UT_TRY(name_figures(s, i));
  return UT_OK;
}

static struct ut_grid_column figure_column(const struct ut_view *s, size_t column)
{
  struct ut_text name = s->names[s->figures[column % s->body]];
  bool number = ut_column_is_number(ut_column_of(name)) && !s->options->cell;
  return (struct ut_grid_column){ut_texts_get(&s->headings, column),
                                 s->options->cell ? UT_GRID_CELL : ut_sink_kind(name), number};
}

static size_t figure_columns(const struct ut_view *s)
{
  return ut_pivot_heads(s->pivot) * s->body;
}

static enum ut_status open_pivot(struct ut_view *s, struct ut_error *err)
{
  size_t figures = figure_columns(s), count = s->row_count + figures;
  UT_TRY(ut_view_make_room(s, count, err));
  if (name_all_figures(s, figures))
    return ut_error_nomem(err);
  for (size_t i = 0; i < s->row_count; i++) {
    bool number = ut_column_is_number(ut_column_of(s->names[s->rows[i]]));
    bool date = ut_sink_kind(s->names[s->rows[i]]) == UT_GRID_DATE;
    s->columns[i] = (struct ut_grid_column){ut_view_heading(s, s->rows[i]), date ? UT_GRID_DATE : UT_GRID_TEXT, number};
  }
  for (size_t i = 0; i < figures; i++)
    s->columns[s->row_count + i] = figure_column(s, i);
  UT_TRY(ut_sink_check_headings(s->columns, count, err));
  return ut_view_open(s, count, s->row_count, err);
}

/* ---- cells ---- */

static struct ut_text show_cell(struct ut_view *s, const struct ut_pivot_cell *cell, size_t figure)
{
  size_t column = s->figures[figure];
  if (cell->state == UT_CELL_HIDDEN)
    return ut_view_hide(s, column, cell->mark);
  if (cell->state == UT_CELL_NONE && ut_role_is_count(ut_column_of(s->names[column])->role))
    return ut_text_of("0");
  if (cell->text.len == 0)
    return ut_text_of(s->people ? UT_NO_FIGURE : "");
  return s->labels ? ut_labels_key(s->labels, column, cell->text) : cell->text;
}

/* Is there a figure in any of the cells that are put together? */
static bool has_figure(const struct ut_view *s, const struct ut_pivot_cell *cells)
{
  for (size_t i = 0; i < s->figure_count; i++) {
    bool zero = cells[i].state == UT_CELL_NONE && ut_role_is_count(ut_column_of(s->names[s->figures[i]])->role);
    if (cells[i].text.len > 0 || zero)
      return true;
  }
  return false;
}

/* Where no part has a figure the cell is the mark alone, a small count's before others. */
static struct ut_text show_none(struct ut_view *s, const struct ut_pivot_cell *cells)
{
  struct ut_text shown = ut_text_of(s->people ? UT_NO_FIGURE : "");
  for (size_t i = 0; i < s->figure_count && shown.ptr != s->below; i++)
    if (cells[i].state == UT_CELL_HIDDEN)
      shown = ut_view_hide(s, s->figures[i], cells[i].mark);
  return shown;
}

static void add_piece(struct ut_view *s, struct ut_buf *out, const struct ut_pivot_cell *cell, size_t figure)
{
  struct ut_text text = show_cell(s, cell, figure);
  if (text.len == 0)
    ut_buf_add_string(out, cell->state == UT_CELL_HIDDEN ? ut_hidden : UT_NO_FIGURE);
  else if (ut_sink_kind(s->names[s->figures[figure]]) == UT_GRID_NUMBER)
    ut_view_add_figure(s, out, text);
  else
    ut_buf_add_text(out, text);
}

static struct ut_text show_together(struct ut_view *s, const struct ut_pivot_cell *cells, struct ut_buf *out)
{
  size_t figure = 0;
  out->len = 0;
  if (!has_figure(s, cells))
    return show_none(s, cells);
  for (size_t i = 0; i < s->cell.count; i++) {
    if (s->cell.pieces[i].column)
      add_piece(s, out, &cells[figure], figure);
    else
      ut_buf_add_text(out, s->cell.pieces[i].text);
    figure += s->cell.pieces[i].column;
  }
  return ut_buf_text(out);
}

static void take_base(struct ut_view_base *base, const struct ut_pivot_cell *cell)
{
  if (cell->state == UT_CELL_HIDDEN && base->state == UT_BASE_NONE)
    base->state = UT_BASE_HIDDEN;
  if (cell->text.len == 0)
    return;
  if (base->state < UT_BASE_ONE)
    *base = (struct ut_view_base){.state = UT_BASE_ONE, .text = cell->text};
  else if (base->state == UT_BASE_ONE && !ut_text_equal(base->text, cell->text))
    *base = (struct ut_view_base){UT_BASE_SEVERAL, base->text, cell->text};
}

/* ---- what a chart draws ---- */

static bool is_total(struct ut_text key)
{
  return ut_text_is(key, UT_ALL);
}

/* Counts one more row or column: a chart draws those before the first total, which are all of the parts. */
static enum ut_status take_part(size_t number, bool total, size_t *parts, const char *what, struct ut_error *err)
{
  if (!total && *parts < number)
    return ut_error_set(err, UT_BAD_INPUT, "--chart: totals stand among the %s, which a chart cannot draw beside them",
                        what);
  *parts += !total;
  return UT_OK;
}

static enum ut_status take_heads(struct ut_view *s, struct ut_error *err)
{
  size_t heads = ut_pivot_heads(s->pivot);
  for (size_t i = 0; i < heads; i++) {
    bool total = false;
    for (size_t level = 0; level < s->col_count; level++) {
      struct ut_text key = ut_pivot_head(s->pivot, i, level);
      total = total || is_total(key);
      if (key.len == 0 || ut_text_is(key, UT_CLASS_UNKNOWN))
        s->chart.unknown = i + 1;
    }
    UT_TRY(take_part(i, total, &s->chart.columns, "columns", err));
  }
  s->chart.columns = s->chart.columns ? s->chart.columns : heads;
  s->chart.share = ut_column_of(s->names[s->figures[0]])->role == UT_ROLE_SHARE;
  s->chart.unit = figure_heading(s, 0);
  return UT_OK;
}

static enum ut_status take_row(struct ut_view *s, const struct ut_pivot_row *row, struct ut_error *err)
{
  bool total = false;
  for (size_t i = 0; i < s->row_count; i++)
    total = total || is_total(row->keys[i]);
  return take_part(s->shown_rows++, total, &s->chart.rows, "rows", err);
}

/* Shares of which one is hidden do not add up to what they are of. */
static enum ut_status end_chart(struct ut_view *s, struct ut_error *err)
{
  s->chart.rows = s->chart.rows ? s->chart.rows : s->shown_rows;
  if (s->chart.kind == UT_SHEET_CHART_STACK && s->chart.share && (s->hidden || s->small))
    return ut_error_set(err, UT_BAD_INPUT,
                        "--chart stack: some of the shares are protected, so that they do not add up");
  return UT_OK;
}

static enum ut_status show_pivot_row(struct ut_view *s, const struct ut_pivot_row *row, struct ut_error *err)
{
  struct ut_text *field = s->fields;
  if (s->chart.kind)
    UT_TRY(take_row(s, row, err));
  for (size_t i = 0; i < s->row_count; i++)
    *field++ = s->labels ? ut_labels_key(s->labels, s->rows[i], row->keys[i]) : row->keys[i];
  for (size_t i = 0; i < figure_columns(s); i++) {
    const struct ut_pivot_cell *cells = row->cells + i / s->body * value_count(s);
    *field++ =
        s->options->cell ? show_together(s, cells, &s->cells[i]) : show_cell(s, cells + i % s->body, i % s->body);
    if (s->cells[i].failed)
      return ut_error_nomem(err);
  }
  for (size_t i = 0; i < ut_pivot_heads(s->pivot) && s->base >= 0; i++)
    take_base(&s->bases[i], &row->cells[i * value_count(s) + s->figure_count]);
  return ut_sink_row(s->sink, s->fields, err);
}

/* ---- the row of bases ---- */

static struct ut_text show_base(struct ut_view *s, const struct ut_view_base *base, size_t column)
{
  struct ut_buf *out = &s->cells[column];
  if (base->state == UT_BASE_HIDDEN) {
    s->hidden = true;
    return ut_text_of(ut_hidden);
  }
  if (base->state == UT_BASE_NONE)
    return ut_text_of(s->people ? UT_NO_FIGURE : "");
  if (s->columns[s->row_count + column].kind == UT_GRID_NUMBER)
    return base->text;
  out->len = 0;
  ut_view_add_figure(s, out, base->text);
  return ut_buf_text(out);
}

static enum ut_status refuse_bases(const struct ut_view *s, size_t column, struct ut_error *err)
{
  char one[UT_QUOTED], other[UT_QUOTED], where[UT_QUOTED];
  const struct ut_view_base *base = &s->bases[column / s->body];
  struct ut_text heading = s->columns[s->row_count + column].heading;
  return ut_error_set(err, UT_BAD_INPUT, "--base: the rows of the column %s have several bases, such as %s and %s",
                      ut_quote(where, heading.ptr, heading.len), ut_quote(one, base->text.ptr, base->text.len),
                      ut_quote(other, base->other.ptr, base->other.len));
}

/* Where a head has several columns of figures, the base stands below the shares of it. */
static enum ut_status show_bases(struct ut_view *s, struct ut_error *err)
{
  for (size_t i = 0; i < s->row_count; i++)
    s->fields[i] = i ? ut_text_of("") : ut_view_heading(s, (size_t)s->base);
  for (size_t i = 0; i < figure_columns(s); i++) {
    if (s->bases[i / s->body].state == UT_BASE_SEVERAL)
      return refuse_bases(s, i, err);
    bool below = s->body == 1 || ut_view_is_share(s, i % s->body);
    s->fields[s->row_count + i] =
        below ? show_base(s, &s->bases[i / s->body], i) : ut_text_of(s->people ? UT_NO_FIGURE : "");
    if (s->cells[i].failed)
      return ut_error_nomem(err);
  }
  return ut_sink_row(s->sink, s->fields, err);
}

/* ---- all ---- */

enum ut_status ut_view_pivot(struct ut_view *s, struct ut_error *err)
{
  struct ut_pivot_row row;
  UT_TRY(find_columns(s, err));
  UT_TRY(gather(s, err));
  UT_TRY(open_pivot(s, err));
  s->chart.kind = s->options->chart;
  if (s->chart.kind)
    UT_TRY(take_heads(s, err));
  while (ut_pivot_next(s->pivot, &row))
    UT_TRY(show_pivot_row(s, &row, err));
  if (s->chart.kind)
    UT_TRY(end_chart(s, err));
  return s->options->base ? show_bases(s, err) : UT_OK;
}

void ut_view_pivot_clear(struct ut_view *s)
{
  for (size_t i = 0; s->pivot && s->cells && i < figure_columns(s); i++)
    ut_buf_clear(&s->cells[i]);
  ut_pivot_free(s->pivot);
  ut_texts_clear(&s->headings);
  free(s->paths);
  free(s->cells);
  free(s->bases);
}
