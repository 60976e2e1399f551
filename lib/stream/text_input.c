/* Rows of text: CSV and JSON, as they come from a source. */
#include "stream/stream_input.h"

#include <stdio.h>

#include "stream/heading_rows.h"

static bool is_line_end(char c)
{
  return c == '\n' || c == '\r';
}

/* Reads on until the line that comes next is there: *len without its end, *used with it; equal where it has none. */
static enum ut_status see_line(struct ut_stream_input *in, size_t *len, size_t *used, struct ut_error *err)
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
    UT_TRY(ut_source_fill(&in->source, err));
  }
}

/* What is no UTF-8 is taken for Windows-1252, as spreadsheets on Windows save it. */
static enum ut_status decode(const struct ut_reader *r, struct ut_stream_input *in, size_t line, struct ut_error *err)
{
  if (r->in_blocks)
    return ut_error_set(err, UT_BAD_INPUT, "the encoding is told by the first character that is not ASCII");
  if (!r->options.encoding)
    ut_run_note(r->options.run, UT_NOTE_TECKENKODNING_GISSAD, 1, in->source.name, line,
                "%s:%zu: the file is not UTF-8; it is read as Windows-1252", in->source.name, line);
  in->text = UT_CSV_CHECKED;
  return ut_source_decode(&in->source, "windows-1252", err);
}

/* What a decoder made is UTF-8, but for the bytes that it refused. */
static void settle_text(struct ut_stream_input *in)
{
  if (in->csv && in->source.decoder)
    ut_csv_know(in->csv, in->source.refused ? UT_CSV_CHECKED : UT_CSV_VALID);
}

/* A title line may tell the encoding. */
static enum ut_status look_at_title(const struct ut_reader *r, struct ut_stream_input *in, size_t len,
                                    struct ut_error *err)
{
  bool foreign = false;
  if (!in->source.decoder && in->text == UT_CSV_OPEN)
    in->text = ut_csv_tell(ut_source_ready(&in->source).ptr, len, &foreign);
  return foreign ? decode(r, in, in->line, err) : UT_OK;
}

/* Passes over title lines above the header, whatever they hold. */
static enum ut_status skip_lines(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
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
static enum ut_status next_record(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
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
    UT_TRY(foreign ? decode(r, in, in->record.line, err) : ut_source_fill(source, err));
    settle_text(in);
  }
}

/* Excel's own first line, sep=; or "sep=;", which says what separates fields. */
static enum ut_status take_separator_line(struct ut_stream_input *in, char *delimiter, struct ut_error *err)
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
static enum ut_status settle_delimiter(struct ut_reader *r, struct ut_stream_input *in, char *delimiter,
                                       struct ut_error *err)
{
  bool open = false;
  *delimiter = r->options.delimiter;
  UT_TRY(take_separator_line(in, delimiter, err));
  while (!*delimiter) {
    struct ut_text ready = ut_source_ready(&in->source);
    bool enough = ut_source_is_whole(&in->source) || ready.len >= UT_SOURCE_BUFFER;
    *delimiter = ut_csv_delimiter(ready.ptr, ready.len, enough, quote_of(r), &open);
    if (!*delimiter)
      UT_TRY(ut_source_fill(&in->source, err));
  }
  if (open) {
    const char shown[] = {*delimiter, '\0'};
    ut_run_note(r->options.run, UT_NOTE_AVGRANSARE_GISSAD, 1, in->source.name, in->line,
                "%s:%zu: read with %s between fields, though another fits as well (--delimiter says which)",
                in->source.name, in->line, *delimiter == '\t' ? "a tab" : shown);
  }
  return UT_OK;
}

/* A pipe that ends within a row ends because whoever wrote it was stopped; the last row may be a part of one. */
static enum ut_status check_end(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
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
static enum ut_status check_headings(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  size_t repeated, i = 0;
  if (r->options.loose)
    return UT_OK;
  if (in->count > 1 && in->names[in->count - 1].len == 0) { /* a delimiter too many, in the header as well */
    in->count--;
    in->trailing = true;
  }
  UT_TRY(ut_stream_input_repeated(in, &repeated, err));
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

static enum ut_status next_heading_row(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
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
static enum ut_status name_columns(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  struct ut_heading_rows rows = {0};
  enum ut_status status = UT_OK;
  if (!r->options.headless && r->options.heading_rows < 2)
    return ut_stream_input_name(in, in->record.fields, in->record.count, err);
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
    status = ut_stream_input_name(in, names, count, err);
  ut_heading_rows_clear(&rows);
  return status;
}

enum ut_status ut_csv_input_open(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
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

/* Does the row hold nothing but delimiters and blanks, as a spreadsheet writes rows that once held something? */
static bool is_blank_row(const struct ut_stream_input *in)
{
  struct ut_text raw = in->record.raw;
  size_t i = 0;
  while (i < raw.len && (raw.ptr[i] == in->delimiter || raw.ptr[i] == ' ' || raw.ptr[i] == '\t'))
    i++;
  return i == raw.len && in->record.count > 1;
}

/* A row that ends in one delimiter too many loses it, if the first row does. */
static bool is_trailing(struct ut_stream_input *in)
{
  if (in->record.count != in->count + 1 || in->record.raw.ptr[in->record.raw.len - 1] != in->delimiter)
    return false;
  if (in->rows == 1)
    in->trailing = true;
  if (in->trailing)
    ut_tally_add(&in->remarks[UT_ROWS_TRAILING], in->source.name, in->record.line);
  return in->trailing;
}

enum ut_status ut_csv_input_next(struct ut_reader *r, struct ut_stream_input *in, struct ut_row *row,
                                 struct ut_error *err)
{
  enum ut_status status;
  while ((status = next_record(r, in, err)) == UT_OK && is_blank_row(in)) {
    UT_TRY(check_end(r, in, err));
    ut_tally_add(&in->remarks[UT_ROWS_BLANK], in->source.name, in->record.line);
  }
  row->fields = r->fields;
  row->line = in->record.line;
  if (status == UT_BAD_ROW && r->in_blocks)
    return ut_error_turn(err, UT_BAD_INPUT);
  if (status == UT_BAD_ROW)
    ut_reader_blank(r);
  r->meter.rows += status != UT_END;
  UT_TRY(status);
  UT_TRY(check_end(r, in, err));
  in->rows++;
  bool trailing = is_trailing(in);
  if (in->record.count != in->count + trailing) {
    ut_reader_blank(r);
    ut_reader_place(r, in, in->record.fields, in->record.split < in->count ? in->record.split : in->count);
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
  ut_reader_place(r, in, in->record.fields, in->record.split < in->count ? in->record.split : in->count);
  return UT_OK;
}

/* What there is to remark on an input, at its end. */
void ut_csv_input_note(const struct ut_reader *r, const struct ut_stream_input *in)
{
  static const struct {
    enum ut_note_code code;
    const char *text;
  } remarks[UT_REMARKS] = {
      [UT_ROWS_BLANK] = {UT_NOTE_TOMMA_RADER, "of delimiters alone, passed over"},
      [UT_ROWS_TRAILING] = {UT_NOTE_AVGRANSARE_SIST, "with one delimiter too many at the end, taken off"},
  };
  for (size_t i = 0; i < UT_REMARKS; i++) {
    size_t rows = in->remarks[i].count, line = in->remarks[i].line;
    ut_run_note(r->options.run, remarks[i].code, rows, in->source.name, line, "%s: %zu row%s %s, the first in line %zu",
                in->source.name, rows, rows == 1 ? "" : "s", remarks[i].text, line);
  }
}

/* ---- JSON ---- */

enum ut_status ut_json_input_open(const struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
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
  return ut_stream_input_name(in, in->object.names, in->object.count, err);
}

/* Puts the values of an object where its names say. */
static enum ut_status place_by_name(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  size_t next = 0, in_order = 0;
  bool marked = in->mark >= in->count || in->object.count == 0 || r->options.mixed;
  ut_reader_blank(r);
  UT_TRY(ut_json_split(in->json, err));
  for (size_t i = 0; i < in->object.count; i++) {
    struct ut_text name = in->object.names[i];
    size_t own = ut_stream_input_column(in, name, next);
    if (own == in->count) {
      ut_error_set(err, UT_BAD_INPUT, "the name %s is not in the first object", ut_quote(quoted, name.ptr, name.len));
      ut_error_at(err, NULL, in->object.line, 0, NULL);
      return UT_BAD_INPUT;
    }
    in_order += own == i;
    marked = marked || own == in->mark;
    next = own + 1;
    r->fields[in->places[own]] = in->object.values[i];
  }
  if (!marked) {
    ut_stream_input_refuse_unmarked(in->names[in->mark], "the first object", err);
    ut_error_at(err, NULL, in->object.line, 0, NULL);
    return UT_BAD_INPUT;
  }
  in->shape = in_order == in->count ? in->object.shape : 0;
  return UT_OK;
}

static bool is_in_order(const struct ut_stream_input *in)
{
  return in->object.shape != 0 && in->object.shape == in->shape;
}

enum ut_status ut_json_input_next(struct ut_reader *r, struct ut_stream_input *in, struct ut_row *row,
                                  struct ut_error *err)
{
  if (!in->pending)
    UT_TRY(next_record(r, in, err));
  in->pending = false;
  r->meter.rows++;
  *row = (struct ut_row){r->fields, {NULL, 0}, in->source.name, in->object.line};
  if (!is_in_order(in))
    return place_by_name(r, in, err);
  if (in->in_place)
    row->fields = (struct ut_text *)in->object.values;
  else
    ut_reader_place(r, in, in->object.values, in->object.count);
  return UT_OK;
}

enum ut_status ut_json_input_split(struct ut_reader *r, struct ut_stream_input *in, struct ut_error *err)
{
  UT_TRY(ut_json_split(in->json, err));
  if (is_in_order(in) && !in->in_place)
    ut_reader_place(r, in, in->object.values, in->object.count);
  return UT_OK;
}
