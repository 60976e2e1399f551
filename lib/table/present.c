/* Showing a stream: the text of each heading and each cell. */
#include "table/present.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/alike.h"
#include "table/mark.h"
#include "table/view.h"
#include "utfall/column.h"

struct ut_text ut_view_heading(const struct ut_view *s, size_t column)
{
  return s->labels && (s->people || s->options->excel) ? ut_labels_heading(s->labels, column) : s->names[column];
}

enum ut_status ut_view_make_room(struct ut_view *s, size_t count, struct ut_error *err)
{
  s->columns = calloc(count + 1, sizeof *s->columns);
  s->fields = calloc(count + 1, sizeof *s->fields);
  return s->columns && s->fields ? UT_OK : ut_error_nomem(err);
}

/* A mark of the row is of its only count. */
static bool is_small(const struct ut_view *s, size_t column, struct ut_text mark)
{
  bool of_row = !memchr(mark.ptr, ':', mark.len);
  return s->options->marks > 0 && (!of_row || (ptrdiff_t)column == s->only_count) &&
         ut_mark_read(mark, s->names[column], of_row) == UT_BLANK_SMALL;
}

struct ut_text ut_view_hide(struct ut_view *s, size_t column, struct ut_text mark)
{
  bool small = is_small(s, column, mark);
  s->small = s->small || small;
  s->hidden = s->hidden || !small;
  return ut_text_of(s->json ? "" : small ? s->below : ut_hidden);
}

enum ut_status ut_view_open(struct ut_view *s, size_t count, size_t stub, struct ut_error *err)
{
  const struct ut_present_options *o = s->options;
  bool transpose = o->transpose && count > 0;
  const struct ut_grid_shape shape = {.to = s->to,
                                      .language = o->language,
                                      .columns = s->columns,
                                      .count = count,
                                      .stub = transpose && stub == 0 ? 1 : stub,
                                      .paths = s->paths,
                                      .levels = s->levels,
                                      .transpose = transpose,
                                      .excel = o->excel,
                                      .book = o->book,
                                      .title = o->title,
                                      .caption = o->caption,
                                      .chart = o->chart != UT_SHEET_CHART_NONE};
  /* ut_present frees what `s` holds. NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
  return ut_sink_open(&s->sink, s->output, &shape, err);
}

/* ---- what is asked for ---- */

static bool have_common(const struct ut_names *a, const struct ut_names *b)
{
  for (size_t i = 0; i < a->count; i++)
    for (size_t j = 0; j < b->count; j++)
      if (ut_text_equal(a->names[i], b->names[j]))
        return true;
  return false;
}

enum ut_status ut_present_check(const struct ut_present_options *o, bool value, struct ut_error *err)
{
  bool turned = o->rows.count > 0 || o->cols.count > 0, many = o->columns.count > 0;
  const struct {
    bool holds;
    const char *text;
  } conflicts[] = {
      {value && !turned, "--value: fills cells, which --rows or --cols must make"},
      {o->cell && !turned, "--cell: fills cells, which --rows or --cols must make"},
      {o->cell && value, "--cell: does not go with --value"},
      {many && (value || o->cell), "--columns: does not go with --value or --cell"},
      {o->base && o->rows.count == 0, "--base: is a row among those of --rows"},
      {have_common(&o->rows, &o->cols), "--cols: the column stands in --rows too"},
      {have_common(&o->columns, &o->rows) || have_common(&o->columns, &o->cols),
       "--columns: the column stands in --rows or --cols too"},
      {turned && !o->cell && !many && (ut_names_have(&o->rows, o->value) || ut_names_have(&o->cols, o->value)),
       "--value: the column stands in --rows or --cols too"},
  };
  for (size_t i = 0; i < sizeof conflicts / sizeof *conflicts; i++)
    if (conflicts[i].holds)
      return ut_error_set(err, UT_USAGE, "%s", conflicts[i].text);
  struct ut_template cell;
  return o->cell ? ut_template_read(&cell, o->cell, err) : UT_OK;
}

/* ---- a stream as it is ---- */

/* Keys are left of the first count; figures among them are no keys. An empty number or day of a report is a missing
 * figure, even left of it. */
static enum ut_status judge_empty(struct ut_view *s, struct ut_error *err)
{
  bool antal = ut_reader_find(s->reader, ut_text_of("antal")) >= 0;
  size_t first = 0;
  s->mark = -1;
  s->empty = calloc(s->count + 1, sizeof *s->empty);
  if (!s->empty)
    return ut_error_nomem(err);
  for (size_t i = s->count; i-- > 0;)
    if (ut_role_is_count(ut_column_role(ut_column_of(s->names[i]), antal)))
      first = i;
  for (size_t i = 0; i < s->count; i++) {
    const struct ut_column *c = ut_column_of(s->names[i]);
    bool figure = ut_role_is_figure(ut_column_role(c, antal)), number = ut_column_is_number(c);
    bool given = c->origin == UT_RESULT && !c->codes && (number || c->type == UT_TYPE_DATE);
    s->empty[i] = (struct ut_view_empty){.key = i < first && !figure && !given,
                                         .figure = figure || (i >= first && number),
                                         .target = ut_column_target(c, s->names, s->count)};
    if (c->role == UT_ROLE_MARK && (s->people || s->options->columns.count > 0 || s->options->marks > 0))
      s->mark = (ptrdiff_t)i;
  }
  return UT_OK;
}

/* Those of --columns, or all. */
static enum ut_status pick(struct ut_view *s, struct ut_error *err)
{
  const struct ut_names *wanted = &s->options->columns;
  s->picked_count = wanted->count > 0 && s->count > 0 ? wanted->count : s->count;
  s->picked = calloc(s->picked_count + 1, sizeof *s->picked);
  if (!s->picked)
    return ut_error_nomem(err);
  for (size_t i = 0; i < s->picked_count; i++) {
    ptrdiff_t index = (ptrdiff_t)i;
    if (wanted->count > 0)
      UT_TRY(ut_reader_need(s->reader, wanted->names[i], &index, err));
    s->picked[i] = (size_t)index;
  }
  s->figures = s->picked;
  s->figure_count = s->picked_count;
  ut_view_find_base(s);
  return UT_OK;
}

/* Those that say what a row is of. */
static size_t leading_keys(const struct ut_view *s)
{
  size_t i = 0;
  while (i < s->picked_count && s->empty[s->picked[i]].key)
    i++;
  return i;
}

/* A reader cannot tell keys that look alike apart. */
static enum ut_status see_keys(const struct ut_view *s, const struct ut_row *row, struct ut_error *err)
{
  const struct ut_alike_place place = {row->source, row->line};
  for (size_t i = 0; i < s->count; i++)
    if (s->empty[i].key && ut_alike_see_one_of_many(ut_reader_run(s->reader), s->names[i], row->fields[i], place))
      return ut_error_nomem(err);
  return UT_OK;
}

/* Those that look like themselves are in the rows that were shown. */
static enum ut_status meet_keys(const struct ut_view *s, struct ut_error *err)
{
  const struct ut_grid *grid = ut_sink_grid(s->sink);
  struct ut_run *run = ut_reader_run(s->reader);
  for (size_t i = 0; i < s->picked_count && grid; i++) {
    struct ut_text name = s->names[s->picked[i]];
    for (size_t row = 0; row < ut_grid_rows(grid) && s->empty[s->picked[i]].key && ut_alike_is_odd(run, name); row++)
      if (ut_alike_meet(run, name, ut_grid_cell(grid, row, i)))
        return ut_error_nomem(err);
  }
  return UT_OK;
}

static enum ut_status show_field(struct ut_view *s, size_t column, const struct ut_text *fields, struct ut_text mark,
                                 struct ut_text *out, struct ut_error *err)
{
  struct ut_text field = *out = fields[column];
  ptrdiff_t target = s->empty[column].target;
  bool there = s->empty[column].figure && (target < 0 || fields[target].len > 0);
  if (mark.len > 0 && field.len == 0 && there) {
    *out = ut_view_hide(s, column, mark);
  } else if (s->labels && field.len == 0 && s->empty[column].key) {
    *out = ut_labels_key(s->labels, column, field);
  } else if (s->labels && ut_labels_cell(s->labels, column, field, out)) {
    return ut_error_nomem(err);
  }
  return UT_OK;
}

static enum ut_status show_row(struct ut_view *s, const struct ut_row *row, struct ut_error *err)
{
  if (ut_sink_grid(s->sink))
    UT_TRY(see_keys(s, row, err));
  if (s->shares.count > 0)
    ut_shares_of_one_look(&s->shares, row->fields, row->source, row->line);
  struct ut_text mark = s->mark >= 0 ? row->fields[s->mark] : ut_text_of("");
  for (size_t i = 0; i < s->picked_count; i++) {
    size_t column = s->picked[i];
    UT_TRY(show_field(s, column, row->fields, mark, &s->fields[i], err));
  }
  return ut_sink_row(s->sink, s->fields, err);
}

static enum ut_status show_stream(struct ut_view *s, struct ut_error *err)
{
  bool as_is = !s->labels && !s->people && s->options->columns.count == 0 && s->options->marks == 0;
  struct ut_row row;
  UT_TRY(pick(s, err));
  UT_TRY(ut_view_make_room(s, s->picked_count, err));
  UT_TRY(judge_empty(s, err));
  for (size_t i = 0; i < s->picked_count; i++) {
    size_t column = s->picked[i];
    struct ut_text name = s->names[column];
    bool numeric = ut_column_is_number(ut_column_of(name));
    s->columns[i] = (struct ut_grid_column){ut_view_heading(s, column), ut_sink_kind(name), numeric};
  }
  UT_TRY(ut_view_open(s, s->picked_count, leading_keys(s), err));
  if (!as_is)
    ut_reader_want_all(s->reader);
  enum ut_status status;
  while (!(status = ut_reader_next(s->reader, &row, err)))
    UT_TRY(as_is ? ut_sink_pass(s->sink, s->reader, &row, err) : show_row(s, &row, err));
  return status == UT_END ? meet_keys(s, err) : status;
}

/* ---- either ---- */

static void find_only_count(struct ut_view *s)
{
  size_t counts = 0;
  for (size_t i = 0; i < s->count; i++)
    if (ut_column_of(s->names[i])->role == UT_ROLE_COUNT && counts++ == 0)
      s->only_count = (ptrdiff_t)i;
  s->only_count = counts == 1 ? s->only_count : -1;
}

static enum ut_status show(struct ut_view *s, struct ut_error *err)
{
  const struct ut_present_options *o = s->options;
  bool turned = (o->rows.count > 0 || o->cols.count > 0) && !ut_reader_is_empty(s->reader);
  s->count = ut_reader_columns(s->reader);
  s->names = calloc(s->count + 1, sizeof *s->names);
  if (!s->names)
    return ut_error_nomem(err);
  for (size_t i = 0; i < s->count; i++)
    s->names[i] = ut_reader_column(s->reader, i);
  find_only_count(s);
  if (o->labels && ut_labels_new(&s->labels, s->names, s->count, s->classes, o->language))
    return ut_error_nomem(err);
  /* ut_present frees what `s` holds. NOLINTBEGIN(clang-analyzer-unix.Malloc) */
  ut_shares_of_one_init(&s->shares, s->names, s->count);
  UT_TRY(turned ? ut_view_pivot(s, err) : show_stream(s, err));
  ut_shares_of_one_note(&s->shares, ut_reader_run(s->reader));
  return ut_view_close(s, err);
  /* NOLINTEND(clang-analyzer-unix.Malloc) */
}

enum ut_status ut_present(struct ut_reader *reader, const struct ut_present_options *options,
                          struct ut_label_list classes, struct ut_output *output, enum ut_format to,
                          struct ut_error *err)
{
  struct ut_view s = {.options = options, .reader = reader, .classes = classes, .output = output, .to = to, .base = -1};
  s.people = ut_sink_for_people(to);
  s.json = to == UT_JSON || to == UT_JSONL;
  snprintf(s.below, sizeof s.below, "<%lld", (long long)options->marks);
  s.style = ut_figure_style(to, options->language, options->excel);
  enum ut_status status = show(&s, err);
  ut_sink_free(s.sink);
  ut_view_pivot_clear(&s);
  ut_labels_free(s.labels);
  ut_buf_clear(&s.notes);
  free(s.names);
  free(s.empty);
  free(s.picked);
  free(s.columns);
  free(s.fields);
  return status;
}
