/* Streams in: files opened, decoded, their formats recognised, their columns matched by name. */
#include "utfall/stream.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/distinct.h"
#include "model/resemblance.h"
#include "model/tally.h"
#include "stream/apart.h"
#include "stream/book.h"
#include "stream/csv.h"
#include "stream/heading_rows.h"
#include "stream/headers.h"
#include "stream/json.h"
#include "stream/jsonscan.h"
#include "stream/source.h"
#include "utfall/vocabulary.h"

/* What the notes at the end of an input are of: rows that are passed over, or read otherwise than they stand. */
enum { BLANK, TRAILING, REMARKS };

struct input {
  struct ut_source source;
  enum ut_format format;
  size_t line; /* of the next record, until it is parsed */
  size_t header_line;
  char delimiter;
  bool unended;          /* the last record has no line end */
  bool trailing;         /* every row has one delimiter more than the header */
  enum ut_csv_text text; /* what the title lines tell of the encoding */
  struct ut_csv *csv;
  struct ut_json *json;
  struct ut_workbook *book;
  size_t *sheet_columns, *fields; /* of a workbook: where each of ours stands; and the other way round, up to `width` */
  size_t width, hidden_rows, hidden_row; /* the first of these */
  struct ut_text *names;
  size_t count;
  size_t *places; /* column of the reader for each of ours */
  size_t wanted;  /* leading fields that are split at once */
  bool in_place;  /* ours are the reader's, in order */
  struct ut_csv_record record;
  struct ut_json_record object;
  size_t rows;
  struct ut_tally remarks[REMARKS];
  bool pending; /* `object`, or `record`, was read for its names and is the next row */
};

struct ut_reader {
  struct ut_reader_options options;
  struct input *inputs;
  size_t input_count, current;
  struct ut_text *columns;
  size_t column_count;
  struct ut_text *fields;
  struct ut_meter meter;
};

static const struct ut_text nothing = {"", 0};

static void settle_format(const struct ut_reader *r, struct input *in)
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

static enum ut_status copy_names(struct input *in, const struct ut_text *names, size_t count, struct ut_error *err)
{
  in->count = count;
  in->names = ut_texts_copy(names, count);
  return in->names ? UT_OK : ut_error_nomem(err);
}

static bool is_line_end(char c)
{
  return c == '\n' || c == '\r';
}

/* Reads on until the line that comes next is there: *len without its end, *used with it; equal where it has none. */
static enum ut_status see_line(struct input *in, size_t *len, size_t *used, struct ut_error *err)
{
  for (;;) {
    struct ut_text ready = ut_source_ready(&in->source);
    size_t end = 0;
    while (end < ready.len && !is_line_end(ready.ptr[end]))
      end++;
    bool cr = end < ready.len && ready.ptr[end] == '\r', settled = end + cr < ready.len;
    *len = end;
    *used = end + (end < ready.len) + (cr && settled && end + 1 < ready.len && ready.ptr[end + 1] == '\n');
    if (settled || ut_source_is_whole(&in->source))
      return UT_OK;
    UT_TRY(ut_source_fill(&in->source, 0, err));
  }
}

/* What is no UTF-8 is taken for Windows-1252, as spreadsheets on Windows save it. */
static enum ut_status decode(const struct ut_reader *r, struct input *in, size_t line, struct ut_error *err)
{
  if (!r->options.encoding)
    ut_run_note(r->options.run, UT_NOTE_TECKENKODNING_GISSAD, 1, in->source.name, line,
                "%s:%zu: the file is not UTF-8; it is read as Windows-1252", in->source.name, line);
  in->text = UT_CSV_CHECKED;
  return ut_source_decode(&in->source, "windows-1252", err);
}

/* What a decoder made is UTF-8, but for the bytes that it refused. */
static void settle_text(struct input *in)
{
  if (in->csv && in->source.decoder)
    ut_csv_know(in->csv, in->source.refused ? UT_CSV_CHECKED : UT_CSV_VALID);
}

/* A title line may tell the encoding. */
static enum ut_status look_at_title(const struct ut_reader *r, struct input *in, size_t len, struct ut_error *err)
{
  bool foreign = false;
  if (!in->source.decoder && in->text == UT_CSV_OPEN)
    in->text = ut_csv_tell(ut_source_ready(&in->source).ptr, len, &foreign);
  return foreign ? decode(r, in, in->line, err) : UT_OK;
}

/* Passes over title lines above the header, whatever they hold. */
static enum ut_status skip_lines(struct ut_reader *r, struct input *in, struct ut_error *err)
{
  in->line = 1;
  while (in->line <= r->options.skip_lines) {
    size_t len, used;
    UT_TRY(see_line(in, &len, &used, err));
    UT_TRY(look_at_title(r, in, len, err));
    UT_TRY(see_line(in, &len, &used, err));
    in->source.begin += used;
    if (used == len)
      break;
    in->line++;
  }
  return UT_OK;
}

/* The next record, with as much read as it takes. */
static enum ut_status next_record(const struct ut_reader *r, struct input *in, struct ut_error *err)
{
  struct ut_source *source = &in->source;
  if (in->csv && in->pending) {
    in->pending = false;
    return UT_OK;
  }
  for (;;) {
    struct ut_text ready = ut_source_ready(source);
    size_t used = 0;
    bool whole = ut_source_is_whole(source);
    enum ut_status status = in->csv ? ut_csv_next(in->csv, ready.ptr, ready.len, whole, &used, &in->record, err)
                                    : ut_json_next(in->json, ready.ptr, ready.len, whole, &used, &in->object, err);
    source->begin += used;
    if (status != UT_MORE) {
      in->unended = whole && used > 0 && used == ready.len && !is_line_end(ready.ptr[used - 1]);
      return status;
    }
    bool foreign = in->csv && ut_csv_is_foreign(in->csv);
    UT_TRY(foreign ? decode(r, in, in->record.line, err) : ut_source_fill(source, UT_SOURCE_BUFFER, err));
    settle_text(in);
  }
}

/* Excel's own first line, sep=; or "sep=;", which says what separates fields. */
static enum ut_status take_separator_line(struct input *in, char *delimiter, struct ut_error *err)
{
  size_t len, used;
  UT_TRY(see_line(in, &len, &used, err));
  struct ut_text line = {ut_source_ready(&in->source).ptr, len};
  if (line.len > 2 && line.ptr[0] == '"' && line.ptr[line.len - 1] == '"')
    line = (struct ut_text){line.ptr + 1, line.len - 2};
  if (line.len != strlen("sep=?") || strncasecmp(line.ptr, "sep=", 4) != 0 || !ut_csv_separates(line.ptr[4]))
    return UT_OK;
  *delimiter = *delimiter ? *delimiter : line.ptr[4];
  in->source.begin += used;
  in->line++;
  return UT_OK;
}

static char quote_of(const struct ut_reader *r)
{
  return r->options.quote ? r->options.quote : '"';
}

/* What separates the fields of a CSV file: as told, as its first line says, or as the first rows show. */
static enum ut_status settle_delimiter(struct ut_reader *r, struct input *in, char *delimiter, struct ut_error *err)
{
  bool open = false;
  *delimiter = r->options.delimiter;
  UT_TRY(take_separator_line(in, delimiter, err));
  while (!*delimiter) {
    struct ut_text ready = ut_source_ready(&in->source);
    bool enough = ut_source_is_whole(&in->source) || ready.len >= UT_SOURCE_BUFFER;
    *delimiter = ut_csv_delimiter(ready.ptr, ready.len, enough, quote_of(r), &open);
    if (!*delimiter)
      UT_TRY(ut_source_fill(&in->source, 0, err));
  }
  if (open) {
    const char shown[] = {*delimiter, '\0'};
    ut_run_note(r->options.run, UT_NOTE_AVGRANSARE_GISSAD, 1, in->source.name, in->line,
                "%s:%zu: read with %s between fields, though another fits as well (--delimiter says which)",
                in->source.name, in->line, *delimiter == '\t' ? "a tab" : shown);
  }
  return UT_OK;
}

/* The index of the first name that stands before already; the count when there is none. */
static enum ut_status find_repeated(const struct input *in, size_t *repeated, struct ut_error *err)
{
  struct ut_distinct names = {0};
  enum ut_status status = UT_OK;
  uint32_t number;
  for (*repeated = 0; *repeated < in->count; ++*repeated) {
    status = ut_distinct_add(&names, in->names[*repeated], &number);
    if (status != UT_OK || number < *repeated)
      break;
  }
  ut_distinct_clear(&names);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* A pipe that ends within a row ends because whoever wrote it was stopped; the last row may be a part of one. */
static enum ut_status check_end(const struct ut_reader *r, struct input *in, struct ut_error *err)
{
  if (!in->unended)
    return UT_OK;
  if (!in->source.piped || r->options.unended) {
    ut_run_note(r->options.run, UT_NOTE_FIL_AVHUGGEN, 1, in->source.name, in->record.line,
                "%s:%zu: the last line has no line end: the file may be cut off", in->source.name, in->record.line);
    return UT_OK;
  }
  ut_error_set(err, UT_BAD_INPUT, "the last line has no line end: what wrote it was stopped, or did not end it");
  ut_error_at(err, NULL, in->record.line, 0, NULL);
  return UT_BAD_INPUT;
}

/* Reports the leftmost faulty heading. */
static enum ut_status check_headings(const struct ut_reader *r, struct input *in, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  size_t repeated, i = 0;
  if (r->options.loose)
    return UT_OK;
  if (in->count > 1 && in->names[in->count - 1].len == 0) { /* a delimiter too many, in the header as well */
    in->count--;
    in->trailing = true;
  }
  UT_TRY(find_repeated(in, &repeated, err));
  while (i < repeated && in->names[i].len > 0)
    i++;
  if (i == in->count)
    return UT_OK;
  enum ut_status status = in->names[i].len == 0 ? ut_error_set(err, UT_BAD_INPUT, "heading %zu is empty", i + 1)
                                                : ut_error_set(err, UT_BAD_INPUT, "the heading %s stands twice",
                                                               ut_quote(quoted, in->names[i].ptr, in->names[i].len));
  ut_error_at(err, in->source.name, in->record.line, 0, NULL);
  return status;
}

static enum ut_status next_heading_row(const struct ut_reader *r, struct input *in, struct ut_error *err)
{
  enum ut_status status = next_record(r, in, err);
  if (status == UT_BAD_ROW)
    status = ut_error_turn(err, UT_BAD_INPUT);
  if (status == UT_END)
    status = ut_error_set(err, UT_BAD_INPUT, "there is no header: the input is empty");
  in->header_line = in->record.line;
  return status;
}

/* By the heading row that has been read, with those that follow it, or by their numbers. */
static enum ut_status name_columns(struct ut_reader *r, struct input *in, struct ut_error *err)
{
  struct ut_heading_rows rows = {0};
  enum ut_status status = UT_OK;
  if (!r->options.headless && r->options.heading_rows < 2)
    return copy_names(in, in->record.fields, in->record.count, err);
  if (r->options.headless)
    status = ut_heading_rows_number(&rows, in->record.count) ? ut_error_nomem(err) : UT_OK;
  for (size_t i = 1; i <= r->options.heading_rows && !r->options.headless && status == UT_OK; i++) {
    if (i > 1)
      status = next_heading_row(r, in, err);
    if (status == UT_OK && ut_heading_rows_add(&rows, in->record.fields, in->record.count))
      status = ut_error_nomem(err);
  }
  size_t count = 0;
  struct ut_text *names = NULL;
  if (status == UT_OK && ut_heading_rows_join(&rows, &names, &count))
    status = ut_error_nomem(err);
  if (status == UT_OK)
    status = copy_names(in, names, count, err);
  ut_heading_rows_clear(&rows);
  return status;
}

static enum ut_status csv_header(struct ut_reader *r, struct input *in, struct ut_error *err)
{
  UT_TRY(skip_lines(r, in, err));
  char delimiter;
  UT_TRY(settle_delimiter(r, in, &delimiter, err));
  in->delimiter = delimiter;
  if (ut_csv_new(&in->csv, delimiter, in->line) != UT_OK)
    return ut_error_nomem(err);
  ut_csv_quote(in->csv, quote_of(r));
  ut_csv_know(in->csv, in->text);
  settle_text(in);
  UT_TRY(next_heading_row(r, in, err));
  in->pending = r->options.headless;
  if (!in->pending)
    UT_TRY(check_end(r, in, err));
  UT_TRY(name_columns(r, in, err));
  return check_headings(r, in, err);
}

static enum ut_status json_header(const struct ut_reader *r, struct input *in, struct ut_error *err)
{
  if (ut_json_new(&in->json, in->format == UT_JSONL) != UT_OK)
    return ut_error_nomem(err);
  enum ut_status status = next_record(r, in, err);
  if (status == UT_END)
    return UT_OK;
  UT_TRY(status);
  size_t named = 0;
  while (named < in->object.count && in->object.names[named].len > 0)
    named++;
  if (named == 0 || named < in->object.count) {
    ut_error_set(err, UT_BAD_INPUT,
                 in->object.count == 0 ? "the first object is empty: it names no column"
                                       : "a name of the first object is empty");
    ut_error_at(err, NULL, in->object.line, 0, NULL);
    return UT_BAD_INPUT;
  }
  in->pending = true;
  return copy_names(in, in->object.names, in->object.count, err);
}

/* ---- workbooks ---- */

static const size_t unnamed_column = SIZE_MAX;

static enum ut_status open_book(const struct ut_reader *r, struct input *in, struct ut_error *err)
{
  const struct ut_reader_options *o = &r->options;
  struct ut_sheet_options options = {o->visible, !o->operands, UT_MERGED_REFUSED, o->skip_lines};
  if (o->fill_merged || o->keep_merged)
    options.merges = o->fill_merged ? UT_MERGED_FILLED : UT_MERGED_KEPT;
  UT_TRY(ut_book_open(&in->book, &in->source, o->from, err));
  return ut_workbook_choose(in->book, o->sheet, &options, err);
}

/* The next row as one of headings, which must be whole. */
static enum ut_status next_sheet_headings(struct input *in, struct ut_error *err)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  char shown[UT_QUOTED];
  enum ut_status status = ut_workbook_next(in->book, err);
  if (status == UT_END)
    return ut_error_set(err, UT_BAD_INPUT, "there is no header: the sheet %s is empty",
                        ut_quote(shown, state->name.ptr, state->name.len));
  UT_TRY(status);
  in->header_line = state->row.number;
  in->width = state->row.width > in->width ? state->row.width : in->width;
  if (state->row.problem == UT_OK)
    return UT_OK;
  *err = state->row.why;
  return ut_error_turn(err, UT_BAD_INPUT);
}

/* The names of the sheet's columns up to the last with one: by its rows of headings, or by their numbers. They live as
 * long as the rows. */
static enum ut_status read_sheet_headings(const struct ut_reader *r, struct input *in, struct ut_heading_rows *rows,
                                          struct ut_text **names, struct ut_error *err)
{
  const struct ut_sheet_row *row = &ut_workbook_state(in->book)->row;
  size_t wanted = r->options.heading_rows > 1 && !r->options.headless ? r->options.heading_rows : 1;
  for (size_t i = 0; i < wanted; i++) {
    UT_TRY(next_sheet_headings(in, err));
    if (!r->options.headless && ut_heading_rows_add(rows, row->cells, row->width))
      return ut_error_nomem(err);
  }
  in->pending = r->options.headless;
  if (in->pending && ut_heading_rows_number(rows, in->width))
    return ut_error_nomem(err);
  if (in->pending || wanted > 1)
    return ut_heading_rows_join(rows, names, &in->width) ? ut_error_nomem(err) : UT_OK;
  *names = row->cells;
  return UT_OK;
}

/* Which columns of the sheet are ours: those with a heading, or, where headings may be empty, all up to the last. */
static enum ut_status number_columns(const struct ut_reader *r, struct input *in, const struct ut_text *names,
                                     struct ut_error *err)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  struct ut_text *ours = calloc(in->width + 1, sizeof *ours);
  in->fields = calloc(in->width + 1, sizeof *in->fields);
  in->sheet_columns = calloc(in->width + 1, sizeof *in->sheet_columns);
  size_t count = 0;
  for (size_t i = 0; ours && in->fields && in->sheet_columns && i < in->width; i++) {
    bool named = names[i].len > 0 || (r->options.loose && ut_sheet_reads(state, i));
    in->fields[i] = named ? count : unnamed_column;
    in->sheet_columns[count] = i;
    ours[count] = names[i];
    count += named;
  }
  enum ut_status status =
      ours && in->fields && in->sheet_columns ? copy_names(in, ours, count, err) : ut_error_nomem(err);
  free(ours);
  return status;
}

/* Of the header, which must be without repetition. */
static enum ut_status check_sheet_headings(const struct ut_reader *r, struct input *in, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  size_t repeated;
  if (r->options.loose)
    return UT_OK;
  UT_TRY(find_repeated(in, &repeated, err));
  if (repeated == in->count)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "the heading %s stands twice",
               ut_quote(quoted, in->names[repeated].ptr, in->names[repeated].len));
  ut_cell_blame(err, ut_workbook_state(in->book)->name, in->header_line, in->sheet_columns[repeated]);
  return UT_BAD_INPUT;
}

static enum ut_status book_header(struct ut_reader *r, struct input *in, struct ut_error *err)
{
  struct ut_heading_rows rows = {0};
  struct ut_text *names = NULL;
  UT_TRY(open_book(r, in, err));
  enum ut_status status = read_sheet_headings(r, in, &rows, &names, err);
  if (status == UT_OK)
    status = number_columns(r, in, names, err);
  ut_heading_rows_clear(&rows);
  UT_TRY(status);
  UT_TRY(check_sheet_headings(r, in, err));
  return ut_workbook_begin(in->book, in->pending ? in->header_line - 1 : in->header_line, err);
}

static enum ut_status open_input(struct ut_reader *r, size_t index, const char *path, struct ut_error *err)
{
  struct input *in = &r->inputs[index];
  bool told = r->options.encoding && strcmp(r->options.encoding, "auto") != 0;
  if (r->options.opened)
    ut_opened_take(&r->options.opened[index], &in->source, &r->meter);
  else
    UT_TRY(ut_source_open(&in->source, path, told ? r->options.encoding : NULL, &r->meter, err));
  in->text = told ? UT_CSV_CHECKED : UT_CSV_OPEN;
  settle_format(r, in);
  enum ut_status status = in->format == UT_CSV                            ? csv_header(r, in, err)
                          : in->format == UT_XLSX || in->format == UT_ODS ? book_header(r, in, err)
                                                                          : json_header(r, in, err);
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
static ptrdiff_t find_same(const struct ut_reader *r, const struct input *in, size_t index)
{
  size_t nth = 0;
  for (size_t i = 0; i < index; i++)
    nth += ut_text_equal(in->names[i], in->names[index]);
  return find_nth(r, in->names[index], nth);
}

static enum ut_status match_columns(struct ut_reader *r, struct input *in)
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

static void settle_places(struct ut_reader *r)
{
  for (size_t i = 0; i < r->input_count; i++) {
    struct input *in = &r->inputs[i];
    in->in_place = in->count == r->column_count;
    for (size_t j = 0; j < in->count; j++)
      in->in_place &= in->places[j] == j;
  }
}

/* The leading `count` fields hold all wanted columns. */
static void want_fields(struct input *in, size_t count)
{
  in->wanted = count;
  if (in->csv)
    ut_csv_want(in->csv, count);
}

static enum ut_status prepare(struct ut_reader *r, struct ut_error *err)
{
  for (size_t i = 0; i < r->input_count; i++)
    if (match_columns(r, &r->inputs[i]) != UT_OK)
      return ut_error_nomem(err);
  settle_places(r);
  r->fields = calloc(r->column_count + 1, sizeof *r->fields);
  if (!r->fields)
    return ut_error_nomem(err);
  for (size_t i = 0; i < r->column_count; i++)
    r->fields[i] = nothing;
  for (size_t i = 0; i < r->input_count; i++)
    want_fields(&r->inputs[i], 0);
  return UT_OK;
}

/* ---- rows ---- */

static void place_fields(struct ut_reader *r, const struct input *in, const struct ut_text *fields, size_t count)
{
  for (size_t i = 0; i < count; i++)
    r->fields[in->places[i]] = fields[i];
}

static void clear_fields(struct ut_reader *r)
{
  for (size_t i = 0; i < r->column_count; i++)
    r->fields[i] = nothing;
}

/* Does the row hold nothing but delimiters and blanks, as a spreadsheet writes rows that once held something? */
static bool is_blank_row(const struct input *in)
{
  struct ut_text raw = in->record.raw;
  size_t i = 0;
  while (i < raw.len && (raw.ptr[i] == in->delimiter || raw.ptr[i] == ' ' || raw.ptr[i] == '\t'))
    i++;
  return i == raw.len && in->record.count > 1;
}

/* A row that ends in one delimiter too many loses it, if the first row does. */
static bool is_trailing(struct input *in)
{
  if (in->record.count != in->count + 1 || in->record.raw.ptr[in->record.raw.len - 1] != in->delimiter)
    return false;
  if (in->rows == 1)
    in->trailing = true;
  if (in->trailing)
    ut_tally_add(&in->remarks[TRAILING], in->source.name, in->record.line);
  return in->trailing;
}

static enum ut_status csv_row(struct ut_reader *r, struct input *in, struct ut_row *row, struct ut_error *err)
{
  enum ut_status status;
  while ((status = next_record(r, in, err)) == UT_OK && is_blank_row(in)) {
    UT_TRY(check_end(r, in, err));
    ut_tally_add(&in->remarks[BLANK], in->source.name, in->record.line);
  }
  row->fields = r->fields;
  row->line = in->record.line;
  if (status == UT_BAD_ROW)
    clear_fields(r);
  r->meter.rows += status != UT_END;
  UT_TRY(status);
  UT_TRY(check_end(r, in, err));
  in->rows++;
  bool trailing = is_trailing(in);
  if (in->record.count != in->count + trailing) {
    clear_fields(r);
    place_fields(r, in, in->record.fields, in->record.split < in->count ? in->record.split : in->count);
    ut_error_set(err, UT_BAD_ROW, "the row has %zu fields and the header %zu", in->record.count, in->count);
    ut_error_at(err, NULL, in->record.line, 0, NULL);
    return UT_BAD_ROW;
  }
  row->raw = in->delimiter == ',' && !r->options.quote ? in->record.raw : (struct ut_text){NULL, 0};
  if (trailing)
    row->raw.ptr = NULL;
  if (in->in_place) {
    row->fields = (struct ut_text *)in->record.fields;
    return UT_OK;
  }
  row->raw.ptr = NULL;
  place_fields(r, in, in->record.fields, in->record.split < in->count ? in->record.split : in->count);
  return UT_OK;
}

/* What there is to remark on an input, at its end. */
static void note_remarks(const struct ut_reader *r, const struct input *in)
{
  static const struct {
    enum ut_note_code code;
    const char *text;
  } remarks[REMARKS] = {
      [BLANK] = {UT_NOTE_TOMMA_RADER, "of delimiters alone, passed over"},
      [TRAILING] = {UT_NOTE_AVGRANSARE_SIST, "with one delimiter too many at the end, taken off"},
  };
  for (size_t i = 0; i < REMARKS; i++) {
    size_t rows = in->remarks[i].count, line = in->remarks[i].line;
    ut_run_note(r->options.run, remarks[i].code, rows, in->source.name, line, "%s: %zu row%s %s, the first in line %zu",
                in->source.name, rows, rows == 1 ? "" : "s", remarks[i].text, line);
  }
}

/* Which of the input's names is this? The count when it is none. */
static size_t own_column(const struct input *in, struct ut_text name, size_t guess)
{
  if (guess < in->count && ut_text_equal(in->names[guess], name))
    return guess;
  size_t own = 0;
  while (own < in->count && !ut_text_equal(in->names[own], name))
    own++;
  return own;
}

static enum ut_status json_row(struct ut_reader *r, struct input *in, struct ut_row *row, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  if (!in->pending)
    UT_TRY(next_record(r, in, err));
  in->pending = false;
  r->meter.rows++;
  clear_fields(r);
  *row = (struct ut_row){r->fields, {NULL, 0}, in->source.name, in->object.line};
  for (size_t i = 0; i < in->object.count; i++) {
    struct ut_text name = in->object.names[i];
    size_t own = own_column(in, name, i);
    if (own == in->count) {
      ut_error_set(err, UT_BAD_INPUT, "the name %s is not in the first object", ut_quote(quoted, name.ptr, name.len));
      ut_error_at(err, NULL, in->object.line, 0, NULL);
      return UT_BAD_INPUT;
    }
    r->fields[in->places[own]] = in->object.values[i];
  }
  return UT_OK;
}

/* A cell beside the table: nothing says what it is. */
static enum ut_status refuse_unnamed(const struct ut_sheet_state *state, size_t column, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_ROW, "a value under no heading (where the header is further down, --skip-lines says so)");
  ut_cell_blame(err, state->name, state->row.number, column);
  return UT_BAD_ROW;
}

static enum ut_status place_cells(struct ut_reader *r, const struct input *in, struct ut_error *err)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  size_t unnamed = SIZE_MAX;
  clear_fields(r);
  for (size_t i = 0; i < state->row.count; i++) {
    size_t column = state->row.entries[i].column, field = column < in->width ? in->fields[column] : unnamed_column;
    if (field != unnamed_column)
      r->fields[in->places[field]] = state->row.cells[column];
    else if (column < unnamed && state->row.cells[column].len > 0)
      unnamed = column;
  }
  if (state->row.problem != UT_OK) {
    *err = state->row.why;
    return UT_BAD_ROW;
  }
  return unnamed == SIZE_MAX ? UT_OK : refuse_unnamed(state, unnamed, err);
}

/* How far the sheet is read, in bytes of the file. */
static void tick_book(struct ut_reader *r, const struct input *in)
{
  size_t share = r->meter.total > 0 ? r->meter.total / r->input_count : 0;
  size_t bytes = r->meter.bytes + (size_t)(ut_workbook_progress(in->book) * (double)share);
  if (r->meter.rows % 1024 == 0)
    ut_run_tick(r->meter.run, bytes, r->meter.total, r->meter.rows);
}

static enum ut_status book_row(struct ut_reader *r, struct input *in, struct ut_row *row, struct ut_error *err)
{
  if (!in->pending)
    UT_TRY(ut_workbook_next(in->book, err));
  in->pending = false;
  const struct ut_sheet_row *sheet_row = &ut_workbook_state(in->book)->row;
  if (sheet_row->hidden && in->hidden_rows++ == 0)
    in->hidden_row = sheet_row->number;
  r->meter.rows++;
  tick_book(r, in);
  *row = (struct ut_row){r->fields, {NULL, 0}, in->source.name, sheet_row->number};
  return place_cells(r, in, err);
}

static size_t count_hidden_columns(const struct input *in)
{
  size_t count = 0;
  for (size_t i = 0; i < in->count; i++)
    count += ut_column_is_hidden(&ut_workbook_state(in->book)->hidden, in->sheet_columns[i]);
  return count;
}

/* What there is to remark on a sheet, at its end. */
static void note_book(const struct ut_reader *r, const struct input *in)
{
  const struct ut_sheet_state *state = ut_workbook_state(in->book);
  size_t rows = in->hidden_rows, columns = count_hidden_columns(in);
  ut_run_note(r->options.run, UT_NOTE_DOLT, rows + columns, in->source.name, in->hidden_row,
              "%s: %zu hidden row%s and %zu hidden column%s are read (--visible leaves them out)", in->source.name,
              rows, rows == 1 ? "" : "s", columns, columns == 1 ? "" : "s");
  ut_run_note(r->options.run, UT_NOTE_FORMEL_NOLL, state->doubtful, in->source.name, state->doubtful_row,
              "%s: %zu formula%s of the value 0, in a workbook that a program wrote without calculating it, the first "
              "in row %zu (open it and save it)",
              in->source.name, state->doubtful, state->doubtful == 1 ? "" : "s", state->doubtful_row);
}

static void free_input(struct input *in)
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

enum ut_status ut_reader_open(struct ut_reader **out, char *const *paths, size_t count,
                              const struct ut_reader_options *options, struct ut_error *err)
{
  struct ut_reader *r = *out = calloc(1, sizeof *r);
  if (!r || !(r->inputs = calloc(count, sizeof *r->inputs)))
    return ut_error_nomem(err);
  r->options = *options;
  r->meter.run = options->run;
  if (!options->opened)
    UT_TRY(ut_files_apart(paths, count, options->skip_lines, err));
  for (size_t i = 0; i < count; i++) {
    r->input_count = i + 1;
    UT_TRY(open_input(r, i, paths[i], err));
  }
  return prepare(r, err);
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
  char quoted[UT_QUOTED];
  *index = ut_reader_find(r, name);
  if (*index >= 0 || ut_reader_is_empty(r))
    return UT_OK;
  ut_reader_list(r, &known);
  const char *list = ut_buf_string(&known);
  enum ut_status status = ut_error_set(err, UT_USAGE, "there is no column %s; the columns are %s",
                                       ut_quote(quoted, name.ptr, name.len), list ? list : "too many to list");
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
  const struct input *in = &r->inputs[index];
  return (struct ut_header){in->source.name, in->header_line, in->names, in->places, in->count};
}

static char *suggest(const struct input *in, struct ut_text name, char buf[UT_SUGGESTION])
{
  char shown[UT_QUOTED];
  size_t near;
  *buf = '\0';
  if (ut_resemblance_find(in->names, in->count, name, &near) == UT_OK && near < in->count)
    snprintf(buf, UT_SUGGESTION, " (did you mean %s?)", ut_quote_name(shown, in->names[near].ptr, in->names[near].len));
  return buf;
}

void ut_reader_miss(const struct ut_reader *r, struct ut_text name, const char *so)
{
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  for (size_t i = 0; i < r->input_count; i++) {
    const struct input *in = &r->inputs[i];
    if (in->count > 0 && own_column(in, name, 0) == in->count)
      ut_run_note(r->options.run, UT_NOTE_KOLUMN_SAKNAS, 1, in->source.name, 0, "%s: there is no column %s: %s%s",
                  in->source.name, ut_quote_name(shown, name.ptr, name.len), so, suggest(in, name, suggestion));
  }
}

void ut_reader_at_cell(const struct ut_reader *r, const char *source, size_t line, size_t column, struct ut_error *err)
{
  for (size_t i = 0; source && i < r->input_count; i++) {
    const struct input *in = &r->inputs[i];
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
  for (struct input *in = r->inputs, *end = in + r->input_count; in < end; in++) {
    size_t field = in->wanted;
    while (field < in->count && in->places[field] != index)
      field++;
    if (field < in->count)
      want_fields(in, field + 1);
  }
}

void ut_reader_want_all(struct ut_reader *r)
{
  for (struct input *in = r->inputs, *end = in + r->input_count; in < end; in++)
    want_fields(in, in->count);
}

enum ut_status ut_reader_next(struct ut_reader *r, struct ut_row *row, struct ut_error *err)
{
  while (r->current < r->input_count) {
    struct input *in = &r->inputs[r->current];
    row->source = in->source.name;
    enum ut_status status = in->csv    ? csv_row(r, in, row, err)
                            : in->book ? book_row(r, in, row, err)
                                       : json_row(r, in, row, err);
    if (status == UT_OK)
      return UT_OK;
    if (status != UT_END) {
      ut_error_at(err, in->source.name, 0, 0, NULL);
      return status;
    }
    note_remarks(r, in);
    if (in->book)
      note_book(r, in);
    ut_source_clear(&in->source);
    clear_fields(r);
    r->current++;
  }
  return UT_END;
}

enum ut_status ut_reader_split(struct ut_reader *r, struct ut_row *row, struct ut_error *err)
{
  struct input *in = &r->inputs[r->current];
  if (!in->csv || in->record.split == in->record.count)
    return UT_OK;
  if (ut_csv_split(in->csv, &in->record) != UT_OK)
    return ut_error_nomem(err);
  if (in->in_place)
    row->fields = (struct ut_text *)in->record.fields;
  else
    place_fields(r, in, in->record.fields, in->record.split);
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
