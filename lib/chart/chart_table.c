/* Keys, values and figures of a chart. */
#include "chart/chart_table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/distinct.h"
#include "table/figure.h"
#include "table/number_key.h"
#include "table/render.h"
#include "utfall/table.h"

enum { KEYS_MAX = 16 };

static struct ut_text cell(const struct ut_chart_table *c, size_t row, size_t column)
{
  return ut_whole_table_cell(c->whole, row, column);
}

enum ut_status ut_chart_refuse(const struct ut_chart_table *c, size_t row, size_t column, struct ut_error *err,
                               const char *format, ...)
{
  char text[UT_ERROR_TEXT];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  ut_error_set(err, UT_BAD_INPUT, "%s", text);
  ut_whole_table_blame(c->whole, row, column, err);
  return UT_BAD_INPUT;
}

/* ---- columns ---- */

static ptrdiff_t find(const struct ut_chart_table *c, struct ut_text name)
{
  return ut_reader_find(ut_whole_table_header(c->whole), name);
}

/* The next of names with blanks between. */
static bool next_name(struct ut_text *rest, struct ut_text *name)
{
  return ut_text_split(rest, ' ', name);
}

static bool is_among(const char *names, struct ut_text name)
{
  struct ut_text rest = ut_text_of(names ? names : "");
  for (struct ut_text one; next_name(&rest, &one);)
    if (ut_text_equal(one, name))
      return true;
  return false;
}

/* The row whose value in the column is another than the first's; 0: none. */
static size_t other_row(const struct ut_chart_table *c, size_t column)
{
  size_t rows = ut_whole_table_rows(c->whole);
  for (size_t i = 1; i < rows; i++)
    if (!ut_text_equal(cell(c, i, column), cell(c, 0, column)))
      return i;
  return 0;
}

/* A column that is empty in every row says nothing. */
enum ut_status ut_chart_column(const struct ut_chart_table *c, const char *asked, const char *names, ptrdiff_t *out,
                               struct ut_error *err)
{
  struct ut_text rest = ut_text_of(names ? names : "");
  *out = UT_CHART_NO_COLUMN;
  if (asked)
    return ut_reader_need(ut_whole_table_header(c->whole), ut_text_of(asked), out, err);
  for (struct ut_text one; *out < 0 && next_name(&rest, &one);) {
    *out = find(c, one);
    if (*out >= 0 && ut_whole_table_rows(c->whole) > 0 && other_row(c, (size_t)*out) == 0 &&
        cell(c, 0, (size_t)*out).len == 0)
      *out = UT_CHART_NO_COLUMN;
  }
  return UT_OK;
}

enum ut_status ut_chart_need(const struct ut_chart_table *c, const char *asked, const char *name, ptrdiff_t *out,
                             struct ut_error *err)
{
  return ut_reader_need(ut_whole_table_header(c->whole), ut_text_of(asked ? asked : name), out, err);
}

static enum ut_status add_value(struct ut_chart_table *c, struct ut_text name, struct ut_error *err)
{
  ptrdiff_t column;
  UT_TRY(ut_reader_need(ut_whole_table_header(c->whole), name, &column, err));
  if (c->value_count == UT_CHART_VALUES)
    return ut_error_set(err, UT_USAGE, "more than %d columns: colours do not tell them apart", UT_CHART_VALUES);
  c->values[c->value_count++] = (size_t)column;
  return UT_OK;
}

/* The first of the sets that the table has whole. */
static bool find_set(struct ut_chart_table *c, const char *sets)
{
  struct ut_text rest = ut_text_of(sets);
  for (struct ut_text set; ut_text_split(&rest, '|', &set);) {
    bool whole = true;
    c->value_count = 0;
    for (struct ut_text name; whole && next_name(&set, &name);) {
      ptrdiff_t column = find(c, name);
      whole = column >= 0;
      if (whole)
        c->values[c->value_count++] = (size_t)column;
    }
    if (whole)
      return true;
  }
  c->value_count = 0;
  return false;
}

static enum ut_status refuse_values(const struct ut_chart_table *c, const char *sets, struct ut_error *err)
{
  struct ut_buf columns = {0};
  ut_reader_list(ut_whole_table_header(c->whole), &columns);
  const char *list = ut_buf_string(&columns);
  enum ut_status status =
      list ? ut_error_set(err, UT_USAGE, "there is none of the columns that this chart shows (%s); the columns are %s",
                          sets, list)
           : ut_error_nomem(err);
  ut_buf_clear(&columns);
  return status;
}

static enum ut_status find_values(struct ut_chart_table *c, const struct ut_chart_columns *wanted, struct ut_error *err)
{
  const struct ut_names *asked = &c->options->value;
  for (size_t i = 0; i < asked->count; i++)
    UT_TRY(add_value(c, asked->names[i], err));
  if (c->value_count == 0 && !find_set(c, wanted->value))
    return refuse_values(c, wanted->value, err);
  if (wanted->pair && c->value_count != 2)
    return ut_error_blame(ut_error_set(err, UT_USAGE, "two columns are needed, before and after"), "value", err);
  if (wanted->one && c->value_count != 1)
    return ut_error_blame(ut_error_set(err, UT_USAGE, "this kind of chart shows one column"), "value", err);
  c->by_value = !wanted->pair && c->value_count > 1;
  for (size_t i = 1; i < c->value_count; i++)
    if (ut_chart_is_percent(c, c->values[i]) != ut_chart_is_percent(c, c->values[0]))
      return ut_error_blame(ut_error_set(err, UT_USAGE, "shares and other figures do not have one axis"), "value", err);
  return UT_OK;
}

/* Keys are what tells rows apart: what is known to, and columns of no known name left of the figures that hold no
 * numbers. */
static enum ut_status list_keys(const struct ut_chart_table *c, const char *passed, size_t *keys, size_t *count,
                                struct ut_error *err)
{
  bool antal = find(c, ut_text_of("antal")) >= 0, figures = false;
  *count = 0;
  for (size_t i = 0; i < c->columns; i++) {
    enum ut_role role = ut_column_role(ut_column_of(c->names[i]), antal);
    bool key = ut_column_tells_apart(c->names, i, antal), numbers = true;
    figures = figures || ut_role_is_figure(role);
    if (role == UT_ROLE_UNKNOWN && !figures) {
      if (ut_key_holds_numbers(c->whole, i, &numbers) != UT_OK)
        return ut_error_nomem(err);
      key = !numbers;
    }
    for (size_t v = 0; v < c->value_count; v++)
      key = key && c->values[v] != i;
    if (key && !is_among(passed, c->names[i]) && *count < KEYS_MAX)
      keys[(*count)++] = i;
  }
  return UT_OK;
}

/* The first of the keys, another than `but`, that has more than one value; -1: none. */
static ptrdiff_t next_varied(const struct ut_chart_table *c, const size_t *keys, size_t count, ptrdiff_t but)
{
  for (size_t i = 0; i < count; i++)
    if ((ptrdiff_t)keys[i] != but && other_row(c, keys[i]) > 0)
      return (ptrdiff_t)keys[i];
  return UT_CHART_NO_COLUMN;
}

static enum ut_status refuse_key(const struct ut_chart_table *c, size_t column, struct ut_error *err)
{
  char a[UT_QUOTED], b[UT_QUOTED];
  size_t row = other_row(c, column);
  struct ut_text first = cell(c, 0, column), other = cell(c, row, column);
  return ut_chart_refuse(c, row, column, err,
                         "%s and %s: a key with more than one value that the chart does not show (choose rows of one "
                         "value, or name the column with --x or --series)",
                         ut_quote(a, first.ptr, first.len), ut_quote(b, other.ptr, other.len));
}

/* Where a default is the column that was asked for as the other, it is not wanted. */
static enum ut_status settle_one_column(struct ut_chart_table *c, struct ut_error *err)
{
  const struct ut_chart_options *o = c->options;
  if (c->x.column != c->series.column || c->x.column < 0)
    return UT_OK;
  if (o->x && (o->series || o->y))
    return ut_error_set(err, UT_USAGE, "x and series are one column");
  *(o->x ? &c->series.column : &c->x.column) = UT_CHART_NO_COLUMN;
  return UT_OK;
}

/* What is not known by name: the first keys that have more than one value; the first key of all where none has. */
static void choose_keys(struct ut_chart_table *c, const size_t *keys, size_t count)
{
  if (c->x.column < 0)
    c->x.column = next_varied(c, keys, count, c->series.column);
  for (size_t i = 0; i < count && c->x.column < 0; i++)
    if ((ptrdiff_t)keys[i] != c->series.column)
      c->x.column = (ptrdiff_t)keys[i];
  if (c->series.column < 0 && !c->by_value)
    c->series.column = next_varied(c, keys, count, c->x.column);
}

static enum ut_status find_keys(struct ut_chart_table *c, const struct ut_chart_columns *wanted, struct ut_error *err)
{
  const struct ut_chart_options *o = c->options;
  size_t keys[KEYS_MAX], count;
  UT_TRY(ut_chart_column(c, o->series ? o->series : o->y, wanted->series, &c->series.column, err));
  UT_TRY(ut_chart_column(c, o->x, wanted->x, &c->x.column, err));
  UT_TRY(list_keys(c, wanted->passed, keys, &count, err));
  UT_TRY(settle_one_column(c, err));
  choose_keys(c, keys, count);
  for (size_t i = 0; i < count; i++)
    if ((ptrdiff_t)keys[i] != c->x.column && (ptrdiff_t)keys[i] != c->series.column && other_row(c, keys[i]) > 0)
      return refuse_key(c, keys[i], err);
  if (c->by_value && c->series.column >= 0)
    return ut_error_blame(ut_error_set(err, UT_USAGE, "several values are series of their own"), "series", err);
  return UT_OK;
}

/* ---- keys in order ---- */

/* Keys that are not known go behind the others, and totals behind all. */
static int tail(struct ut_text key)
{
  return ut_text_is(key, UT_ALL) ? 2 : key.len == 0 || ut_text_is(key, UT_CLASS_UNKNOWN);
}

/* What a cell is called for people, of one column. */
static struct ut_text label_of(const struct ut_chart_table *c, size_t column, struct ut_text value)
{
  if (c->options->labels)
    return ut_labels_key(c->labels, column, value);
  return value.len == 0 ? ut_text_of(UT_CLASS_UNKNOWN) : value;
}

static enum ut_status set_axis(const struct ut_chart_table *c, struct ut_chart_axis *axis,
                               const struct ut_distinct *values, struct ut_error *err)
{
  size_t count = ut_distinct_count(values);
  uint32_t total;
  bool drop = !c->options->totals && count > 1 && ut_distinct_find(values, ut_text_of(UT_ALL), &total);
  axis->keys = calloc(count + 1, sizeof *axis->keys);
  if (!axis->keys)
    return ut_error_nomem(err);
  for (int place = 0; place <= 2 - drop; place++)
    for (size_t i = 0; i < count; i++) {
      struct ut_text value = ut_distinct_get(values, i);
      if (tail(value) != place)
        continue;
      /* The cell, which outlives the set. */
      size_t row = 0;
      while (!ut_text_equal(cell(c, row, (size_t)axis->column), value))
        row++;
      struct ut_text key = cell(c, row, (size_t)axis->column);
      axis->keys[axis->count++] = (struct ut_chart_key){key, label_of(c, (size_t)axis->column, key)};
      if (ut_whole_table_see(c->whole, row, (size_t)axis->column) != UT_OK)
        return ut_error_nomem(err);
    }
  return UT_OK;
}

static enum ut_status fill_axis(const struct ut_chart_table *c, struct ut_chart_axis *axis, struct ut_error *err)
{
  struct ut_distinct values = {0};
  uint32_t number;
  enum ut_status status = UT_OK;
  if (axis->column < 0) {
    axis->keys = calloc(1, sizeof *axis->keys);
    axis->count = 1;
    return axis->keys ? UT_OK : ut_error_nomem(err);
  }
  for (size_t i = 0; i < ut_whole_table_rows(c->whole) && status == UT_OK; i++)
    status = ut_distinct_add(&values, cell(c, i, (size_t)axis->column), &number);
  status = status == UT_OK ? set_axis(c, axis, &values, err) : ut_error_nomem(err);
  ut_distinct_clear(&values);
  return status;
}

static double number_of(struct ut_text value)
{
  int64_t number, divisor;
  return ut_number_parse(value, &number, &divisor) ? (double)number / (double)divisor : 0;
}

static int by_number(const void *a, const void *b)
{
  double one = number_of(((const struct ut_chart_key *)a)->value);
  double other = number_of(((const struct ut_chart_key *)b)->value);
  return (one > other) - (one < other);
}

static enum ut_status fill_values(struct ut_chart_table *c, struct ut_error *err)
{
  c->series.keys = calloc(c->value_count, sizeof *c->series.keys);
  if (!c->series.keys)
    return ut_error_nomem(err);
  for (size_t i = 0; i < c->value_count; i++) {
    struct ut_text heading = ut_chart_heading(c, c->values[i]);
    c->series.keys[c->series.count++] = (struct ut_chart_key){c->names[c->values[i]], heading};
  }
  return UT_OK;
}

static size_t key_index(const struct ut_chart_axis *axis, struct ut_text value)
{
  size_t i = 0;
  while (i < axis->count && axis->column >= 0 && !ut_text_equal(axis->keys[i].value, value))
    i++;
  return i;
}

static size_t row_width(const struct ut_chart_table *c)
{
  return c->by_value ? 1 : c->series.count;
}

static struct ut_text key_cell(const struct ut_chart_table *c, size_t row, const struct ut_chart_axis *axis)
{
  return axis->column < 0 ? ut_text_of("") : cell(c, row, (size_t)axis->column);
}

static enum ut_status refuse_second(const struct ut_chart_table *c, size_t row, size_t first, struct ut_error *err)
{
  char x[UT_QUOTED], s[UT_QUOTED];
  struct ut_text a = key_cell(c, row, &c->x), b = key_cell(c, row, &c->series);
  bool two = c->series.column >= 0;
  ut_error_set(err, UT_BAD_INPUT, "two rows for %s%s%s (the first is %s:%zu)",
               c->x.column < 0 ? "one figure" : ut_quote(x, a.ptr, a.len), two ? " and " : "",
               two ? ut_quote(s, b.ptr, b.len) : "", ut_whole_table_row_source(c->whole, first),
               ut_whole_table_line(c->whole, first));
  ut_error_at(err, ut_whole_table_row_source(c->whole, row), ut_whole_table_line(c->whole, row), 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status place_rows(struct ut_chart_table *c, struct ut_error *err)
{
  size_t width = row_width(c), count = c->x.count * width;
  c->rows = calloc(count + 1, sizeof *c->rows);
  if (!c->rows)
    return ut_error_nomem(err);
  for (size_t i = 0; i < count; i++)
    c->rows[i] = SIZE_MAX;
  for (size_t row = 0; row < ut_whole_table_rows(c->whole); row++) {
    size_t x = key_index(&c->x, key_cell(c, row, &c->x));
    size_t series = c->by_value ? 0 : key_index(&c->series, key_cell(c, row, &c->series));
    if (x == c->x.count || series == width)
      continue;
    size_t *place = &c->rows[x * width + series];
    if (*place != SIZE_MAX)
      return refuse_second(c, row, *place, err);
    *place = row;
  }
  return UT_OK;
}

/* ---- figures ---- */

size_t ut_chart_row(const struct ut_chart_table *c, size_t x, size_t series)
{
  return c->rows[x * row_width(c) + (c->by_value ? 0 : series)];
}

enum ut_status ut_chart_cell(const struct ut_chart_table *c, size_t row, ptrdiff_t column, struct ut_chart_figure *out,
                             struct ut_error *err)
{
  *out = (struct ut_chart_figure){.state = UT_CHART_NONE};
  if (row == SIZE_MAX || column < 0)
    return UT_OK;
  int64_t number, divisor;
  out->text = cell(c, row, (size_t)column);
  ptrdiff_t target = ut_column_target(ut_column_of(c->names[column]), c->names, c->columns);
  bool there = target < 0 || cell(c, row, (size_t)target).len > 0;
  bool blanked = there && c->mark >= 0 && cell(c, row, (size_t)c->mark).len > 0;
  out->state = UT_CHART_FIGURE;
  if (ut_text_is(out->text, ut_hidden) || (blanked && out->text.len == 0))
    out->state = UT_CHART_HIDDEN;
  else if (ut_text_is_no_figure(out->text))
    out->state = UT_CHART_MISSING;
  else if (!ut_figure_is(out->text) || !ut_number_parse(out->text, &number, &divisor)) {
    char quoted[UT_QUOTED];
    return ut_chart_refuse(c, row, (size_t)column, err, "%s is not a number",
                           ut_quote(quoted, out->text.ptr, out->text.len));
  } else
    out->number = (double)number / (double)divisor;
  return UT_OK;
}

enum ut_status ut_chart_value(const struct ut_chart_table *c, size_t x, size_t series, struct ut_chart_figure *out,
                              struct ut_error *err)
{
  size_t column = c->values[c->by_value ? series : 0];
  return ut_chart_cell(c, ut_chart_row(c, x, series), (ptrdiff_t)column, out, err);
}

struct ut_text ut_chart_heading(const struct ut_chart_table *c, size_t column)
{
  return c->options->labels ? ut_labels_heading(c->labels, column) : c->names[column];
}

bool ut_chart_is_percent(const struct ut_chart_table *c, size_t column)
{
  const struct ut_column *known = ut_column_of(c->names[column]);
  bool share = known->role == UT_ROLE_SHARE && !ut_labels_in_points(c->labels, column);
  return share || (c->of_share && known->role == UT_ROLE_FIGURE);
}

/* Results of goals are in the unit of the column that they are of, which is one where the chart is drawn. */
static bool holds_shares(const struct ut_chart_table *c)
{
  ptrdiff_t of = find(c, ut_text_of("kolumn"));
  return of >= 0 && find(c, ut_text_of("resultat")) >= 0 && ut_column_of(cell(c, 0, (size_t)of))->role == UT_ROLE_SHARE;
}

struct ut_text ut_chart_number(struct ut_chart_table *c, size_t column, struct ut_text number)
{
  enum ut_language language = c->options->language;
  const struct ut_figure_style style = ut_figure_style(UT_HTML, language, false);
  c->scratch.len = 0;
  ut_figure_add(&c->scratch, number, &style);
  if (ut_chart_is_percent(c, column))
    ut_buf_add_string(&c->scratch, language == UT_SWEDISH ? "\u00A0%" : "%");
  return ut_buf_text(&c->scratch);
}

/* ---- all of it ---- */

static enum ut_status limit_series(const struct ut_chart_table *c, const struct ut_chart_columns *wanted,
                                   struct ut_error *err)
{
  if (wanted->many || c->series.count <= UT_CHART_VALUES)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "%zu series: colours tell at most %d apart", c->series.count, UT_CHART_VALUES);
  ut_whole_table_blame(c->whole, 0, (size_t)c->series.column, err);
  return UT_BAD_INPUT;
}

static enum ut_status take_columns(struct ut_chart_table *c, struct ut_error *err)
{
  const struct ut_reader *header = ut_whole_table_header(c->whole);
  c->columns = ut_whole_table_columns(c->whole);
  c->names = calloc(c->columns + 1, sizeof *c->names);
  if (!c->names)
    return ut_error_nomem(err);
  for (size_t i = 0; i < c->columns; i++) {
    c->names[i] = ut_reader_column(header, i);
    if (ut_column_of(c->names[i])->role == UT_ROLE_MARK)
      c->mark = (ptrdiff_t)i;
  }
  if (ut_labels_new(&c->labels, c->names, c->columns, c->options->classes, c->options->language) != UT_OK)
    return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_chart_table_init(struct ut_chart_table *c, const struct ut_whole_table *whole,
                                   const struct ut_chart_options *options, const struct ut_chart_columns *wanted,
                                   struct ut_error *err)
{
  *c = (struct ut_chart_table){
      .whole = whole, .options = options, .x.column = -1, .series.column = -1, .mark = UT_CHART_NO_COLUMN};
  UT_TRY(take_columns(c, err));
  if (c->columns == 0)
    return UT_OK;
  UT_TRY(find_values(c, wanted, err));
  UT_TRY(find_keys(c, wanted, err));
  if (ut_whole_table_rows(whole) == 0)
    return UT_OK;
  c->of_share = holds_shares(c);
  UT_TRY(fill_axis(c, &c->x, err));
  if (wanted->numbers)
    qsort(c->x.keys, c->x.count, sizeof *c->x.keys, by_number);
  UT_TRY(c->by_value ? fill_values(c, err) : fill_axis(c, &c->series, err));
  UT_TRY(limit_series(c, wanted, err));
  return place_rows(c, err);
}

void ut_chart_table_clear(struct ut_chart_table *c)
{
  free(c->names);
  ut_labels_free(c->labels);
  free(c->x.keys);
  free(c->series.keys);
  free(c->rows);
  ut_buf_clear(&c->scratch);
}
