/* Streams in: files opened, decoded, their formats recognised, their columns matched by name. */
#include <stdio.h>
#include <stdlib.h>

#include "base/distinct.h"
#include "model/alike.h"
#include "model/resemblance.h"
#include "stream/apart.h"
#include "stream/part_header.h"
#include "stream/headers.h"
#include "stream/jsonscan.h"
#include "stream/stream_input.h"
#include "utfall/column.h"
#include "utfall/vocabulary.h"

static void settle_format(const struct ut_reader *r, struct ut_stream_input *in)
{
  struct ut_text ready = ut_source_ready(&in->source);
  size_t at = 0;
  while (at < ready.len && ut_json_is_white(ready.ptr[at]))
    at++;
  char first = at < ready.len ? ready.ptr[at] : '\0';
  in->source.holds_rows = true;
  in->format = r->options.from;
  if (in->format == UT_AUTO && in->source.foreign != UT_FOREIGN_NONE)
    in->format = UT_XLSX;
  else if (in->format == UT_AUTO)
    in->format = first == '[' ? UT_JSON : first == '{' ? UT_JSONL : UT_CSV;
}

static enum ut_status narrow(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  if (!r->options.span)
    return UT_OK;
  if (in->source.decoder || (in->format != UT_CSV && in->format != UT_JSONL))
    return ut_error_set(err, UT_BAD_INPUT, "no span of this can be read");
  in->pending = in->pending && r->options.span->from == 0;
  if (in->csv && r->options.span->from > 0)
    ut_csv_jump(in->csv, 1);
  else if (r->options.span->from > 0)
    ut_json_jump(in->json);
  return ut_source_narrow(&in->source, *r->options.span, err);
}

static enum ut_status open_input(struct ut_reader *r, size_t index, const char *path, struct ut_error *err)
{
  struct ut_stream_input *in = &r->inputs[index];
  bool told = r->options.encoding && strcmp(r->options.encoding, "auto") != 0;
  if (r->options.opened)
    ut_opened_take(&r->options.opened[index], &in->source, &r->meter);
  else
    UT_TRY(ut_source_open(&in->source, path, told ? r->options.encoding : NULL, &r->meter, err));
  in->text = told ? UT_CSV_CHECKED : UT_CSV_OPEN;
  settle_format(r, in);
  enum ut_status status = in->format == UT_CSV                            ? ut_csv_input_open(r, in, err)
                          : in->format == UT_XLSX || in->format == UT_ODS ? ut_book_input_open(r, in, err)
                                                                          : ut_json_input_open(r, in, err);
  if (status == UT_OK)
    status = narrow(r, in, err);
  if (status != UT_OK)
    ut_error_at(err, in->source.name, 0, 0, NULL);
  return status;
}

/* Which of the reader's columns has this name for the `nth` time? Headings that stand twice are matched in order. */
static ptrdiff_t find_nth(const struct ut_reader *r, struct ut_text name, size_t nth)
{
  for (size_t i = 0; i < r->column_count; i++)
    if (ut_text_equal(r->columns[i], name) && nth-- == 0)
      return (ptrdiff_t)i;
  return -1;
}

/* The reader's column for the name at `index`. */
static ptrdiff_t find_same(const struct ut_reader *r, const struct ut_stream_input *in, size_t index)
{
  size_t nth = 0;
  for (size_t i = 0; i < index; i++)
    nth += ut_text_equal(in->names[i], in->names[index]);
  return find_nth(r, in->names[index], nth);
}

static enum ut_status match_columns(struct ut_reader *r, struct ut_stream_input *in)
{
  struct ut_text *columns = reallocarray(r->columns, r->column_count + in->count + 1, sizeof *columns);
  in->places = calloc(in->count + 1, sizeof *in->places);
  if (columns)
    r->columns = columns;
  if (!columns || !in->places)
    return UT_NOMEM;
  bool in_order = true; /* so far: then a name of the first file is new, and one of another stands in the same place */
  for (size_t i = 0; i < in->count; i++) {
    in_order = in_order && (i == r->column_count || ut_text_equal(r->columns[i], in->names[i]));
    ptrdiff_t place = !in_order ? find_same(r, in, i) : i < r->column_count ? (ptrdiff_t)i : -1;
    if (place < 0) {
      place = (ptrdiff_t)r->column_count;
      r->columns[r->column_count++] = in->names[i];
    }
    in->places[i] = (size_t)place;
  }
  return UT_OK;
}

/* The first input that has the column. */
static const struct ut_stream_input *input_of(const struct ut_reader *r, size_t column)
{
  const struct ut_stream_input *in = r->inputs;
  while (ut_stream_input_column(in, r->columns[column], 0) == in->count)
    in++;
  return in;
}

static void show_both(const struct ut_reader *r, size_t first, size_t second, struct ut_buf *shown)
{
  ut_alike_show(r->columns[first], shown);
  ut_buf_add_string(shown, " and ");
  ut_alike_show(r->columns[second], shown);
}

/* Two headings that look the same, in a file or in two, are one column that somebody took for two. */
static enum ut_status refuse_alike(const struct ut_reader *r, size_t first, size_t second, struct ut_error *err)
{
  struct ut_buf shown = {0};
  const struct ut_stream_input *in = input_of(r, second);
  show_both(r, first, second, &shown);
  ut_error_set(err, UT_BAD_INPUT, "the headings %s differ only in what is not seen",
               shown.failed ? "of two columns" : ut_buf_string(&shown));
  ut_error_at(err, in->source.name, in->header_line, 0, NULL);
  ut_buf_clear(&shown);
  return UT_BAD_INPUT;
}

/* Those of one file that differ in case may be one, too, of which half is not read; where one is needed, what another
 * file has is noted anyway. */
static void note_spelt_alike(const struct ut_reader *r, size_t first, size_t second)
{
  struct ut_buf shown = {0};
  const struct ut_stream_input *in = input_of(r, second);
  if (ut_stream_input_column(in, r->columns[first], 0) == in->count)
    return;
  show_both(r, first, second, &shown);
  ut_run_note(r->options.run, UT_NOTE_RUBRIK_LIKNAR, 1, in->source.name, in->header_line,
              "%s:%zu: the headings %s differ only in case or in dashes: each is a column of its own", in->source.name,
              in->header_line, shown.failed ? "of two columns" : ut_buf_string(&shown));
  ut_buf_clear(&shown);
}

/* What headings look like, and how they are spelt. */
struct heading_looks {
  struct ut_distinct looks, spellings;
  struct ut_buf first; /* size_t by spelling: the first column that has it */
  struct ut_buf look, spelling;
};

static enum ut_status check_spelling(const struct ut_reader *r, size_t column, struct heading_looks *h)
{
  uint32_t number;
  size_t before = ut_distinct_count(&h->spellings);
  h->spelling.len = 0;
  UT_TRY(ut_alike_spell(ut_buf_text(&h->look), &h->spelling));
  UT_TRY(ut_distinct_add(&h->spellings, ut_buf_text(&h->spelling), &number));
  if (number == before)
    return ut_buf_add(&h->first, &column, sizeof column);
  note_spelt_alike(r, ((const size_t *)(const void *)h->first.ptr)[number], column);
  return UT_OK;
}

static enum ut_status check_look(const struct ut_reader *r, size_t column, struct heading_looks *h,
                                 struct ut_error *err)
{
  uint32_t number;
  h->look.len = 0;
  if (ut_alike_fold(r->columns[column], &h->look) || ut_distinct_add(&h->looks, ut_buf_text(&h->look), &number))
    return ut_error_nomem(err);
  if (number < column)
    return refuse_alike(r, number, column, err);
  return check_spelling(r, column, h) ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status check_looks(const struct ut_reader *r, struct ut_error *err)
{
  struct heading_looks h = {0};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < r->column_count && status == UT_OK && !r->options.loose; i++)
    status = check_look(r, i, &h, err);
  ut_distinct_clear(&h.looks);
  ut_distinct_clear(&h.spellings);
  ut_buf_clear(&h.first);
  ut_buf_clear(&h.look);
  ut_buf_clear(&h.spelling);
  return status;
}

static enum ut_status check_marks(const struct ut_reader *r, struct ut_error *err)
{
  const struct ut_stream_input *marked = r->inputs, *end = r->inputs + r->input_count;
  while (marked < end && marked->mark >= marked->count)
    marked++;
  for (const struct ut_stream_input *in = r->inputs; in < end && marked < end && !r->options.mixed; in++) {
    if (in->mark < in->count || in->count == 0)
      continue;
    ut_stream_input_refuse_unmarked(marked->names[marked->mark], marked->source.name, err);
    ut_error_at(err, in->source.name, 0, 0, NULL);
    return UT_BAD_INPUT;
  }
  return UT_OK;
}

static void settle_places(struct ut_reader *r)
{
  for (size_t i = 0; i < r->input_count; i++) {
    struct ut_stream_input *in = &r->inputs[i];
    in->in_place = in->count == r->column_count;
    for (size_t j = 0; j < in->count; j++)
      in->in_place &= in->places[j] == j;
  }
}

/* The leading `count` fields hold all wanted columns. */
static void want_fields(struct ut_stream_input *in, size_t count)
{
  in->wanted = count;
  if (in->csv)
    ut_csv_want(in->csv, count);
  if (in->json)
    ut_json_want(in->json, count);
}

static enum ut_status prepare(struct ut_reader *r, struct ut_error *err)
{
  for (size_t i = 0; i < r->input_count; i++)
    if (match_columns(r, &r->inputs[i]) != UT_OK)
      return ut_error_nomem(err);
  UT_TRY(check_looks(r, err));
  UT_TRY(check_marks(r, err));
  settle_places(r);
  r->fields = calloc(r->column_count + 1, sizeof *r->fields);
  if (!r->fields)
    return ut_error_nomem(err);
  ut_reader_blank(r);
  for (size_t i = 0; i < r->input_count; i++)
    want_fields(&r->inputs[i], 0);
  return UT_OK;
}

static void free_input(struct ut_stream_input *in)
{
  ut_workbook_free(in->book);
  free(in->sheet_columns);
  free(in->fields);
  ut_source_clear(&in->source);
  free(in->source.name);
  ut_csv_free(in->csv);
  ut_json_free(in->json);
  free(in->names);
  free(in->places);
}

/* A part of a result is no table: only what made it can add it to others. */
static enum ut_status refuse_part(const struct ut_stream_input *in, struct ut_error *err)
{
  if (!ut_names_are_of_part(in->names, in->count))
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT,
               "this is a part of a result: the filter that wrote it adds it to others with --merge");
  ut_error_at(err, in->source.name, 0, 0, NULL);
  return UT_BAD_INPUT;
}

enum ut_status ut_reader_open(struct ut_reader **out, char *const *paths, size_t count,
                              const struct ut_reader_options *options, struct ut_error *err)
{
  struct ut_reader *r = *out = calloc(1, sizeof *r);
  if (!r || !(r->inputs = calloc(count + 1, sizeof *r->inputs)))
    return ut_error_nomem(err);
  r->options = *options;
  r->meter.run = options->run;
  if (!options->opened)
    UT_TRY(ut_files_apart(paths, count, options->skip_lines, false, err));
  for (size_t i = 0; i < count; i++) {
    r->input_count = i + 1;
    UT_TRY(open_input(r, i, paths[i], err));
    if (!options->parts)
      UT_TRY(refuse_part(&r->inputs[i], err));
  }
  return prepare(r, err);
}

enum ut_status ut_whole_table_reader(struct ut_reader **out, const struct ut_whole_table *t, const bool *kept,
                                     struct ut_run *run, struct ut_error *err)
{
  struct ut_reader *r = *out = calloc(1, sizeof *r);
  struct ut_stream_input *in = r ? r->inputs = calloc(1, sizeof *r->inputs) : NULL;
  if (!in || !(in->source.name = strdup(ut_whole_table_source(t))))
    return ut_error_nomem(err);
  r->input_count = 1;
  r->options.run = r->meter.run = run;
  in->source.meter = &r->meter;
  in->source.fd = -1;
  in->held = t;
  in->kept = kept;
  UT_TRY(ut_stream_input_name(in, ut_reader_names(ut_whole_table_header(t)), ut_whole_table_columns(t), err));
  return prepare(r, err);
}

/* Its columns are the reader's, in order. */
static enum ut_status next_held(struct ut_reader *r, struct ut_stream_input *in, struct ut_row *row)
{
  size_t rows = ut_whole_table_rows(in->held);
  while (in->kept && in->rows < rows && !in->kept[in->rows])
    in->rows++;
  if (in->rows == rows)
    return UT_END;
  for (size_t i = 0; i < r->column_count; i++)
    r->fields[i] = ut_whole_table_cell(in->held, in->rows, i);
  *row = (struct ut_row){.fields = r->fields, .source = row->source, .line = ut_whole_table_line(in->held, in->rows)};
  in->rows++;
  return UT_OK;
}

size_t ut_reader_columns(const struct ut_reader *r)
{
  return r->column_count;
}

struct ut_text ut_reader_column(const struct ut_reader *r, size_t index)
{
  return r->columns[index];
}

const struct ut_text *ut_reader_names(const struct ut_reader *r)
{
  return r->columns;
}

struct ut_run *ut_reader_run(const struct ut_reader *r)
{
  return r->options.run;
}

ptrdiff_t ut_reader_find(const struct ut_reader *r, struct ut_text name)
{
  return find_nth(r, name, 0);
}

bool ut_reader_is_empty(const struct ut_reader *r)
{
  return r->column_count == 0;
}

bool ut_reader_is_typed(const struct ut_reader *r)
{
  return r->current < r->input_count && r->inputs[r->current].book;
}

enum ut_status ut_reader_list(const struct ut_reader *r, struct ut_buf *out)
{
  char shown[UT_QUOTED];
  for (size_t i = 0; i < r->column_count; i++)
    UT_TRY(ut_buf_format(out, "%s%s", i ? ", " : "", ut_quote_name(shown, r->columns[i].ptr, r->columns[i].len)));
  return UT_OK;
}

enum ut_status ut_reader_need(const struct ut_reader *r, struct ut_text name, ptrdiff_t *index, struct ut_error *err)
{
  struct ut_buf known = {0};
  char quoted[UT_QUOTED], hint[UT_SUGGESTION]; /* a name that has a meaning of its own is no misspelling */
  *index = ut_reader_find(r, name);
  if (*index >= 0 || ut_reader_is_empty(r))
    return UT_OK;
  const struct ut_stream_input *in = &r->inputs[0];
  ut_reader_list(r, &known);
  const char *list = ut_buf_string(&known);
  enum ut_status status =
      ut_error_set(err, UT_USAGE, "there is no column %s%s; the columns are %s", ut_quote(quoted, name.ptr, name.len),
                   ut_column_find(name) ? "" : ut_resemblance_suggest(in->names, in->count, name, "", hint),
                   list ? list : "too many to list");
  ut_buf_clear(&known);
  ut_error_at(err, r->inputs[0].source.name, 0, 0, NULL);
  return status;
}

size_t ut_reader_headers(const struct ut_reader *r)
{
  return r->input_count;
}

struct ut_header ut_reader_header(const struct ut_reader *r, size_t index)
{
  const struct ut_stream_input *in = &r->inputs[index];
  return (struct ut_header){in->source.name, in->header_line, in->names, in->places, in->count};
}

void ut_reader_miss(const struct ut_reader *r, struct ut_text name, const char *so)
{
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  for (size_t i = 0; i < r->input_count; i++) {
    const struct ut_stream_input *in = &r->inputs[i];
    if (in->count > 0 && ut_stream_input_column(in, name, 0) == in->count)
      ut_run_note(r->options.run, UT_NOTE_KOLUMN_SAKNAS, 1, in->source.name, 0, "%s: there is no column %s: %s%s",
                  in->source.name, ut_quote_name(shown, name.ptr, name.len), so,
                  ut_resemblance_suggest(in->names, in->count, name, "", suggestion));
  }
}

void ut_reader_at_cell(const struct ut_reader *r, const char *source, size_t line, size_t column, struct ut_error *err)
{
  for (size_t i = 0; source && i < r->input_count; i++) {
    const struct ut_stream_input *in = &r->inputs[i];
    if (!in->book || in->source.name != source)
      continue;
    for (size_t field = 0; field < in->count; field++)
      if (in->places[field] == column)
        ut_cell_blame(err, ut_workbook_state(in->book)->name, line, in->sheet_columns[field]);
  }
}

void ut_reader_blame(const struct ut_reader *r, const struct ut_row *row, struct ut_error *err)
{
  ut_error_at(err, row->source, row->line, 0, NULL);
  ptrdiff_t column = err && err->field[0] ? ut_reader_find(r, ut_text_of(err->field)) : -1;
  if (column >= 0)
    ut_reader_at_cell(r, row->source, row->line, (size_t)column, err);
}

void ut_reader_want(struct ut_reader *r, size_t index)
{
  for (struct ut_stream_input *in = r->inputs, *end = in + r->input_count; in < end; in++) {
    size_t field = in->wanted;
    while (field < in->count && in->places[field] != index)
      field++;
    if (field < in->count)
      want_fields(in, field + 1);
  }
}

enum ut_status ut_reader_spare(struct ut_reader *r, size_t index)
{
  for (struct ut_stream_input *in = r->inputs, *end = in + r->input_count; in < end; in++)
    for (size_t field = 0; in->book && field < in->count; field++)
      if (in->places[field] == index)
        UT_TRY(ut_workbook_spare(in->book, in->sheet_columns[field]));
  return UT_OK;
}

void ut_reader_want_all(struct ut_reader *r)
{
  for (struct ut_stream_input *in = r->inputs, *end = in + r->input_count; in < end; in++)
    want_fields(in, in->count);
}

/* UT_END: no other follows. */
static enum ut_status end_input(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  if (in->csv)
    ut_csv_input_note(r, in);
  if (in->book)
    ut_book_input_note(r, in);
  if (r->in_blocks && in->rows == 0)
    return ut_error_set(err, UT_BAD_INPUT, "the first row, which tells whether all end in a delimiter, is further on");
  if (r->in_blocks)
    return r->end_block ? r->end_block(r->block_context, err) : UT_END;
  ut_source_clear(&in->source);
  ut_reader_blank(r);
  r->current++;
  return UT_OK;
}

enum ut_status ut_reader_next(struct ut_reader *r, struct ut_row *row, struct ut_error *err)
{
  while (r->current < r->input_count) {
    struct ut_stream_input *in = &r->inputs[r->current];
    row->source = in->source.name;
    enum ut_status status = in->csv    ? ut_csv_input_next(r, in, row, err)
                            : in->held ? next_held(r, in, row)
                            : in->book ? ut_book_input_next(r, in, row, err)
                                       : ut_json_input_next(r, in, row, err);
    if (status == UT_OK)
      return UT_OK;
    if (status != UT_END) {
      ut_error_at(err, in->source.name, 0, 0, NULL);
      return status;
    }
    UT_TRY(end_input(r, in, err));
  }
  return UT_END;
}

enum ut_status ut_reader_split(struct ut_reader *r, struct ut_row *row, struct ut_error *err)
{
  struct ut_stream_input *in = &r->inputs[r->current];
  if (in->json)
    return ut_json_input_split(r, in, err);
  if (!in->csv || in->record.split == in->record.count)
    return UT_OK;
  if (ut_csv_split(in->csv, &in->record) != UT_OK)
    return ut_error_nomem(err);
  if (in->in_place)
    row->fields = (struct ut_text *)in->record.fields;
  else
    ut_reader_place(r, in, in->record.fields, in->record.split);
  return UT_OK;
}

void ut_reader_free(struct ut_reader *r)
{
  if (!r)
    return;
  for (size_t i = 0; i < r->input_count; i++)
    free_input(&r->inputs[i]);
  free(r->inputs);
  free(r->columns);
  free(r->fields);
  free(r);
}
