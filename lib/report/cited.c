/* Cells that running text cites. */
#include "report/cited.h"

#include <stdlib.h>

#include "model/alike.h"
#include "table/figure.h"
#include "table/html.h"
#include "table/label.h"
#include "table/render.h"
#include "utfall/column.h"

struct citation {
  const struct ut_whole_table *t;
  const struct ut_directive *d;
  const struct ut_text *names;
  size_t count, column;
  size_t named[UT_ARGUMENTS_MAX]; /* the column of each argument */
  bool antal;
  ptrdiff_t mark;
};

static struct ut_text wanted(const struct citation *c, size_t argument)
{
  return ut_text_of(c->d->arguments[argument].value);
}

static enum ut_status find_columns(struct citation *c, struct ut_error *err)
{
  const struct ut_reader *header = ut_whole_table_header(c->t);
  ptrdiff_t index;
  char quoted[UT_QUOTED];
  for (size_t i = 0; i < c->d->argument_count; i++) {
    const struct ut_argument *a = &c->d->arguments[i];
    if (!a->value)
      return ut_error_set(err, UT_USAGE, "%s: a key needs a value: klass=arbete",
                          ut_quote(quoted, a->name, strlen(a->name)));
    UT_TRY(ut_reader_need(header, ut_text_of(a->name), &index, err));
    c->named[i] = (size_t)index;
  }
  UT_TRY(ut_reader_need(header, ut_text_of(c->d->last), &index, err));
  c->column = (size_t)index;
  return UT_OK;
}

/* Has the row these values, or values that look the same? */
static enum ut_status match(const struct citation *c, size_t row, bool *matches)
{
  *matches = true;
  for (size_t i = 0; i < c->d->argument_count && *matches; i++)
    UT_TRY(ut_alike_look_same(ut_whole_table_cell(c->t, row, c->named[i]), wanted(c, i), matches));
  return UT_OK;
}

static bool is_named(const struct citation *c, size_t column)
{
  for (size_t i = 0; i < c->d->argument_count; i++)
    if (c->named[i] == column)
      return true;
  return column == c->column;
}

static enum ut_role role_of(const struct citation *c, size_t column)
{
  return ut_column_role(ut_column_of(c->names[column]), c->antal);
}

/* Does it tell rows apart? Numbers under a name that is not known are figures. */
static bool is_key(const struct citation *c, size_t column)
{
  bool key = role_of(c, column) == UT_ROLE_UNKNOWN;
  for (size_t row = 0; row < ut_whole_table_rows(c->t) && key; row++) {
    struct ut_text cell = ut_whole_table_cell(c->t, row, column);
    key = !ut_figure_is(cell) && !ut_text_is(cell, ut_hidden);
  }
  return key || ut_column_tells_apart(c->names, column, c->antal);
}

static enum ut_status refuse_open(const struct citation *c, size_t column, size_t row, struct ut_error *err)
{
  char name[UT_QUOTED], one[UT_QUOTED], other[UT_QUOTED];
  struct ut_text first = ut_whole_table_cell(c->t, 0, column), second = ut_whole_table_cell(c->t, row, column);
  return ut_error_set(err, UT_BAD_INPUT, "%s is not named and has several values in %s, such as %s and %s",
                      ut_quote_name(name, c->names[column].ptr, c->names[column].len), ut_whole_table_source(c->t),
                      ut_quote(one, first.ptr, first.len), ut_quote(other, second.ptr, second.len));
}

static enum ut_status check_keys(const struct citation *c, struct ut_error *err)
{
  for (size_t i = 0; i < c->count; i++) {
    if (is_named(c, i) || !is_key(c, i))
      continue;
    for (size_t row = 1; row < ut_whole_table_rows(c->t); row++)
      if (!ut_text_equal(ut_whole_table_cell(c->t, row, i), ut_whole_table_cell(c->t, 0, i)))
        return refuse_open(c, i, row, err);
  }
  return UT_OK;
}

/* `klass "arbete", kon "*"` */
static enum ut_status refuse_none(const struct citation *c, struct ut_error *err)
{
  struct ut_buf keys = {0};
  char quoted[UT_QUOTED];
  for (size_t i = 0; i < c->d->argument_count; i++) {
    const struct ut_argument *a = &c->d->arguments[i];
    ut_buf_format(&keys, "%s%s ", i ? ", " : " for ", ut_quote_name(quoted, a->name, strlen(a->name)));
    ut_buf_add_string(&keys, ut_quote(quoted, a->value, strlen(a->value)));
  }
  const char *text = ut_buf_string(&keys);
  enum ut_status status = text ? ut_error_set(err, UT_BAD_INPUT, "%s has no row%s", ut_whole_table_source(c->t), text)
                               : ut_error_nomem(err);
  ut_buf_clear(&keys);
  return status;
}

static enum ut_status find_row(const struct citation *c, size_t *found, struct ut_error *err)
{
  size_t rows = ut_whole_table_rows(c->t), count = 0;
  bool matches;
  for (size_t row = 0; row < rows; row++) {
    if (match(c, row, &matches))
      return ut_error_nomem(err);
    if (!matches)
      continue;
    if (count++ > 0)
      return ut_error_set(err, UT_BAD_INPUT, "two rows of %s match, in lines %zu and %zu", ut_whole_table_source(c->t),
                          ut_whole_table_line(c->t, *found), ut_whole_table_line(c->t, row));
    *found = row;
  }
  return count ? UT_OK : refuse_none(c, err);
}

/* ---- the cell ---- */

static bool is_blanked(const struct citation *c, size_t row, struct ut_text cell)
{
  const struct ut_column *column = ut_column_of(c->names[c->column]);
  bool figure = ut_role_is_figure(role_of(c, c->column)) || ut_column_is_number(column);
  ptrdiff_t target = ut_column_target(column, c->names, c->count);
  bool there = target < 0 || ut_whole_table_cell(c->t, row, (size_t)target).len > 0;
  bool marked = there && c->mark >= 0 && ut_whole_table_cell(c->t, row, (size_t)c->mark).len > 0;
  return ut_text_is(cell, ut_hidden) || (cell.len == 0 && figure && marked);
}

/* Is a number there an amount, and no year, period or code? */
static bool is_amount(const struct citation *c)
{
  const struct ut_column *column = ut_column_of(c->names[c->column]);
  bool unknown = column->role == UT_ROLE_UNKNOWN, figure = ut_role_is_figure(role_of(c, c->column));
  return !column->year && (unknown || figure || ut_column_is_number(column));
}

static enum ut_status add_label(const struct citation *c, struct ut_text cell, enum ut_language language,
                                struct ut_buf *out, struct ut_error *err)
{
  struct ut_labels *labels;
  struct ut_text shown;
  enum ut_status status = ut_labels_new(&labels, c->names, c->count, (struct ut_label_list){0}, language);
  if (status == UT_OK)
    status = ut_labels_cell(labels, c->column, cell, &shown);
  if (status == UT_OK)
    ut_html_add_text(out, shown);
  ut_labels_free(labels);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status add_cell(const struct citation *c, size_t row, enum ut_language language, struct ut_buf *out,
                               struct ut_error *err)
{
  const struct ut_figure_style style = ut_figure_style(UT_HTML, language, false);
  struct ut_text cell = ut_whole_table_cell(c->t, row, c->column);
  if (is_blanked(c, row, cell))
    ut_html_add_hidden(out, language);
  else if (cell.len == 0)
    ut_buf_add_string(out, UT_NO_FIGURE);
  else if (ut_figure_is(cell) && is_amount(c))
    ut_figure_add(out, cell, &style);
  else
    return add_label(c, cell, language, out, err);
  return UT_OK;
}

enum ut_status ut_cited_add(const struct ut_whole_table *t, const struct ut_directive *d, enum ut_language language,
                            struct ut_buf *out, struct ut_error *err)
{
  const struct ut_reader *header = ut_whole_table_header(t);
  struct citation c = {.t = t,
                       .d = d,
                       .names = ut_reader_names(header),
                       .count = ut_whole_table_columns(t),
                       .mark = ut_whole_table_mark(t)};
  size_t row = 0;
  if (c.count == 0)
    return refuse_none(&c, err);
  c.antal = ut_reader_find(header, ut_text_of("antal")) >= 0;
  UT_TRY(find_columns(&c, err));
  UT_TRY(check_keys(&c, err));
  UT_TRY(find_row(&c, &row, err));
  UT_TRY(add_cell(&c, row, language, out, err));
  return out->failed ? ut_error_nomem(err) : UT_OK;
}
