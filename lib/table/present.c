/* Showing a stream: the text of each heading and each cell. */
#include "table/present.h"

#include <stdlib.h>

#include "model/alike.h"
#include "utfall/column.h"
#include "table/label.h"
#include "table/pivot.h"
#include "table/share_of_one.h"

/* What an empty cell of a column means. */
struct empty {
  bool key;    /* a key that is not known */
  bool figure; /* in a blanked row, a figure that is hidden */
};

struct show {
  const struct ut_present_options *options;
  struct ut_reader *reader;
  struct ut_label_list classes;
  struct ut_output *output;
  enum ut_format to;
  bool people;
  struct ut_text *names; /* of the reader's columns */
  size_t count;
  struct empty *empty; /* of each column, where the stream is shown as it is */
  ptrdiff_t mark;      /* the column skyddad, or -1 */
  struct ut_shares_of_one shares;
  struct ut_labels *labels; /* NULL: none are asked for */
  struct ut_pivot *pivot;
  size_t rows[UT_NAMES_MAX];
  size_t row_count;
  ptrdiff_t col; /* -1: none */
  size_t value;
  struct ut_sink *sink;
  struct ut_grid_column *columns; /* of the sink */
  struct ut_text *fields;         /* of a row of it */
};

static enum ut_status open_sink(struct show *s, size_t count, size_t stub, struct ut_error *err)
{
  const struct ut_grid_shape shape = {s->to, s->options->language, s->columns, count, stub};
  /* ut_present frees what `s` holds. NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
  return ut_sink_open(&s->sink, s->output, &shape, err);
}

static enum ut_status make_room(struct show *s, size_t count, struct ut_error *err)
{
  s->columns = calloc(count + 1, sizeof *s->columns);
  s->fields = calloc(count + 1, sizeof *s->fields);
  return s->columns && s->fields ? UT_OK : ut_error_nomem(err);
}

static bool is_number(struct ut_text name)
{
  return ut_column_is_number(ut_column_of(name));
}

/* Column names are for programs, headings for people. */
static struct ut_text heading(const struct show *s, size_t column)
{
  return s->labels && s->people ? ut_labels_heading(s->labels, column) : s->names[column];
}

/* ---- a stream as it is ---- */

/* Keys are left of the first count; figures among them are no keys. An empty number or day of a report is a missing
 * figure, even left of it. */
static enum ut_status judge_empty(struct show *s, struct ut_error *err)
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
    s->empty[i] = (struct empty){.key = i < first && !figure && !given, .figure = figure || (i >= first && number)};
    if (c->role == UT_ROLE_MARK && s->people)
      s->mark = (ptrdiff_t)i;
  }
  return UT_OK;
}

/* Those that say what a row is of. */
static size_t leading_keys(const struct show *s)
{
  size_t i = 0;
  while (i < s->count && s->empty[i].key)
    i++;
  return i;
}

/* A reader cannot tell keys that look alike apart. */
static enum ut_status see_keys(const struct show *s, const struct ut_row *row, struct ut_error *err)
{
  const struct ut_alike_place place = {row->source, row->line};
  for (size_t i = 0; i < s->count; i++)
    if (s->empty[i].key && ut_alike_see_one_of_many(ut_reader_run(s->reader), s->names[i], row->fields[i], place))
      return ut_error_nomem(err);
  return UT_OK;
}

/* Those that look like themselves are in the rows that were shown. */
static enum ut_status meet_keys(const struct show *s, struct ut_error *err)
{
  const struct ut_grid *grid = ut_sink_grid(s->sink);
  struct ut_run *run = ut_reader_run(s->reader);
  for (size_t i = 0; i < s->count && grid; i++)
    for (size_t row = 0; row < ut_grid_rows(grid) && s->empty[i].key && ut_alike_is_odd(run, s->names[i]); row++)
      if (ut_alike_meet(run, s->names[i], ut_grid_cell(grid, row, i)))
        return ut_error_nomem(err);
  return UT_OK;
}

static enum ut_status show_row(struct show *s, const struct ut_row *row, struct ut_error *err)
{
  if (s->people)
    UT_TRY(see_keys(s, row, err));
  if (s->shares.count > 0)
    ut_shares_of_one_look(&s->shares, row->fields, row->source, row->line);
  bool hidden = s->mark >= 0 && row->fields[s->mark].len > 0;
  for (size_t i = 0; i < s->count; i++) {
    struct ut_text field = row->fields[i];
    s->fields[i] = field;
    if (hidden && field.len == 0 && s->empty[i].figure)
      s->fields[i] = ut_text_of(ut_hidden);
    else if (s->labels && field.len == 0 && s->empty[i].key)
      s->fields[i] = ut_labels_key(s->labels, i, field);
    else if (s->labels && ut_labels_cell(s->labels, i, field, &s->fields[i]))
      return ut_error_nomem(err);
  }
  return ut_sink_row(s->sink, s->fields, err);
}

static enum ut_status show_stream(struct show *s, struct ut_error *err)
{
  bool as_is = !s->labels && !s->people;
  struct ut_row row;
  UT_TRY(make_room(s, s->count, err));
  UT_TRY(judge_empty(s, err));
  for (size_t i = 0; i < s->count; i++)
    s->columns[i] = (struct ut_grid_column){heading(s, i), ut_sink_kind(s->names[i]), is_number(s->names[i])};
  UT_TRY(open_sink(s, s->count, leading_keys(s), err));
  if (!as_is)
    ut_reader_want_all(s->reader);
  enum ut_status status;
  while (!(status = ut_reader_next(s->reader, &row, err)))
    UT_TRY(as_is ? ut_sink_pass(s->sink, s->reader, &row, err) : show_row(s, &row, err));
  return status == UT_END ? meet_keys(s, err) : status;
}

/* ---- rows and columns ---- */

static enum ut_status find_columns(struct show *s, struct ut_error *err)
{
  const struct ut_present_options *o = s->options;
  ptrdiff_t index;
  for (; s->row_count < o->rows.count; s->row_count++) {
    UT_TRY(ut_reader_need(s->reader, o->rows.names[s->row_count], &index, err));
    s->rows[s->row_count] = (size_t)index;
  }
  s->col = -1;
  if (o->cols)
    UT_TRY(ut_reader_need(s->reader, ut_text_of(o->cols), &s->col, err));
  UT_TRY(ut_reader_need(s->reader, ut_text_of(o->value), &index, err));
  s->value = (size_t)index;
  return UT_OK;
}

static enum ut_status gather(struct show *s, struct ut_error *err)
{
  struct ut_pivot_spec spec = {s->names, s->count, s->rows, s->row_count, s->col, s->value, ut_reader_run(s->reader)};
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

/* A column needs a name: that of an empty key is the code for it. */
static struct ut_text head_heading(const struct show *s, size_t head)
{
  if (s->col < 0)
    return heading(s, s->value);
  struct ut_text key = ut_pivot_head(s->pivot, head);
  if (s->labels)
    return ut_labels_key(s->labels, (size_t)s->col, key);
  return key.len ? key : ut_text_of(UT_CLASS_UNKNOWN);
}

static int compare_texts(const void *a, const void *b)
{
  return ut_text_compare(*(const struct ut_text *)a, *(const struct ut_text *)b);
}

/* Equal headings make no stream. */
static enum ut_status check_headings(struct show *s, size_t count, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  for (size_t i = 0; i < count; i++)
    s->fields[i] = s->columns[i].heading;
  qsort(s->fields, count, sizeof *s->fields, compare_texts);
  for (size_t i = 1; i < count; i++) {
    if (ut_text_equal(s->fields[i - 1], s->fields[i]))
      return ut_error_set(err, UT_BAD_INPUT, "two columns would be called %s",
                          ut_quote(quoted, s->fields[i].ptr, s->fields[i].len));
  }
  return UT_OK;
}

static enum ut_status open_pivot(struct show *s, struct ut_error *err)
{
  size_t count = s->row_count + ut_pivot_heads(s->pivot);
  struct ut_text value = s->names[s->value];
  UT_TRY(make_room(s, count, err));
  for (size_t i = 0; i < s->row_count; i++) {
    struct ut_text name = s->names[s->rows[i]];
    s->columns[i] = (struct ut_grid_column){heading(s, s->rows[i]), UT_GRID_TEXT, is_number(name)};
  }
  for (size_t i = s->row_count; i < count; i++)
    s->columns[i] = (struct ut_grid_column){head_heading(s, i - s->row_count), ut_sink_kind(value), is_number(value)};
  UT_TRY(check_headings(s, count, err));
  return open_sink(s, count, s->row_count, err);
}

static struct ut_text show_cell(const struct show *s, const struct ut_pivot_cell *cell)
{
  bool json = s->to == UT_JSON || s->to == UT_JSONL;
  if (cell->state == UT_CELL_HIDDEN)
    return ut_text_of(json ? "" : ut_hidden);
  if (cell->state == UT_CELL_NONE && ut_role_is_count(ut_column_of(s->names[s->value])->role))
    return ut_text_of("0");
  if (cell->text.len == 0)
    return ut_text_of(s->people ? UT_NO_FIGURE : "");
  return s->labels ? ut_labels_key(s->labels, s->value, cell->text) : cell->text;
}

static enum ut_status show_pivot_row(struct show *s, const struct ut_pivot_row *row, struct ut_error *err)
{
  struct ut_text *field = s->fields;
  for (size_t i = 0; i < s->row_count; i++)
    *field++ = s->labels ? ut_labels_key(s->labels, s->rows[i], row->keys[i]) : row->keys[i];
  for (size_t i = 0; i < ut_pivot_heads(s->pivot); i++)
    *field++ = show_cell(s, &row->cells[i]);
  return ut_sink_row(s->sink, s->fields, err);
}

static enum ut_status show_pivot(struct show *s, struct ut_error *err)
{
  struct ut_pivot_row row;
  UT_TRY(find_columns(s, err));
  UT_TRY(gather(s, err));
  UT_TRY(open_pivot(s, err));
  while (ut_pivot_next(s->pivot, &row))
    UT_TRY(show_pivot_row(s, &row, err));
  return UT_OK;
}

/* ---- either ---- */

static enum ut_status show(struct show *s, struct ut_error *err)
{
  const struct ut_present_options *o = s->options;
  bool turned = (o->rows.count > 0 || o->cols) && !ut_reader_is_empty(s->reader);
  s->count = ut_reader_columns(s->reader);
  s->names = calloc(s->count + 1, sizeof *s->names);
  if (!s->names)
    return ut_error_nomem(err);
  for (size_t i = 0; i < s->count; i++)
    s->names[i] = ut_reader_column(s->reader, i);
  if (o->labels && ut_labels_new(&s->labels, s->names, s->count, s->classes, o->language))
    return ut_error_nomem(err);
  /* ut_present frees what `s` holds. NOLINTBEGIN(clang-analyzer-unix.Malloc) */
  ut_shares_of_one_init(&s->shares, s->names, s->count);
  UT_TRY(turned ? show_pivot(s, err) : show_stream(s, err));
  ut_shares_of_one_note(&s->shares, ut_reader_run(s->reader));
  return ut_sink_close(s->sink, &o->frame, err);
  /* NOLINTEND(clang-analyzer-unix.Malloc) */
}

enum ut_status ut_present(struct ut_reader *reader, const struct ut_present_options *options,
                          struct ut_label_list classes, struct ut_output *output, enum ut_format to,
                          struct ut_error *err)
{
  struct show s = {.options = options, .reader = reader, .classes = classes, .output = output, .to = to};
  s.people = ut_sink_for_people(to);
  enum ut_status status = show(&s, err);
  ut_sink_free(s.sink);
  ut_pivot_free(s.pivot);
  ut_labels_free(s.labels);
  free(s.names);
  free(s.empty);
  free(s.columns);
  free(s.fields);
  return status;
}
