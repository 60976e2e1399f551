/* Streams in: files opened, decoded, their format told, their columns matched by name. */
#include "utfall/stream.h"

#include <stdlib.h>

#include "stream/source.h"
#include "stream/csv.h"
#include "stream/json.h"

struct input {
  struct ut_source source;
  enum ut_format format;
  size_t line; /* of the header */
  bool comma;  /* is the delimiter the one we write? */
  struct ut_csv *csv;
  struct ut_json *json;
  struct ut_text *names;
  size_t count;
  size_t *places; /* column of the reader for each of ours */
  size_t wanted;  /* leading fields that are split at once */
  bool in_place;  /* ours are the reader's, in order */
  struct ut_csv_record record;
  struct ut_json_record object;
  bool pending; /* `object` was read for its names and is the next row */
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
  size_t at = in->source.begin;
  in->format = r->options.from;
  if (in->format != UT_AUTO)
    return;
  while (at < in->source.end && strchr(" \t\r\n", in->source.buffer[at]) && in->source.buffer[at])
    at++;
  char first = at < in->source.end ? in->source.buffer[at] : 0;
  in->format = first == '[' ? UT_JSON : first == '{' ? UT_JSONL : UT_CSV;
}

static enum ut_status copy_names(struct input *in, const struct ut_text *names, size_t count)
{
  in->names = calloc(count ? count : 1, sizeof *in->names);
  if (!in->names)
    return UT_NOMEM;
  for (in->count = 0; in->count < count; in->count++) {
    char *name = ut_text_copy(names[in->count]);
    if (!name)
      return UT_NOMEM;
    in->names[in->count] = (struct ut_text){name, names[in->count].len};
  }
  return UT_OK;
}

/* Passes over title lines above the header, whatever they hold. */
static enum ut_status skip_lines(struct ut_reader *r, struct input *in, struct ut_error *err)
{
  in->line = 1;
  for (size_t skipped = 0; skipped < r->options.skip_lines;) {
    char *ptr = in->source.buffer + in->source.begin;
    size_t len = in->source.end - in->source.begin, line = 0;
    while (line < len && ptr[line] != '\n' && ptr[line] != '\r')
      line++;
    if (line + 1 >= len && !ut_source_is_whole(&in->source)) {
      enum ut_status status = ut_source_fill(&in->source, 0, err);
      if (status != UT_OK)
        return status;
      continue;
    }
    if (line == len) {
      in->source.begin = in->source.end;
      break;
    }
    in->source.begin += line + 1 + (ptr[line] == '\r' && line + 1 < len && ptr[line + 1] == '\n');
    in->line++;
    skipped++;
  }
  return UT_OK;
}

/* What a decoder made is UTF-8, but for the bytes that it refused. */
static void settle_trust(struct input *in)
{
  if (in->csv)
    ut_csv_trust(in->csv, in->source.decoder && !in->source.refused);
}

/* The next record, with as much read as it takes. */
static enum ut_status next_record(struct input *in, struct ut_error *err)
{
  struct ut_source *source = &in->source;
  enum ut_status status = UT_OK;
  while (status == UT_OK) {
    const char *ptr = source->buffer + source->begin;
    size_t used = 0, len = source->end - source->begin;
    bool whole = ut_source_is_whole(source);
    status = in->csv ? ut_csv_next(in->csv, ptr, len, whole, &used, &in->record, err)
                     : ut_json_next(in->json, ptr, len, whole, &used, &in->object, err);
    source->begin += used;
    if (status != UT_MORE)
      return status;
    status = ut_source_fill(source, UT_SOURCE_BUFFER, err);
    settle_trust(in);
  }
  return status;
}

/* The delimiter is told from the header line, so the whole of it must be there. */
static enum ut_status see_header_line(struct input *in, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  while (status == UT_OK && !ut_source_is_whole(&in->source) &&
         !memchr(in->source.buffer + in->source.begin, '\n', in->source.end - in->source.begin) &&
         in->source.end - in->source.begin < UT_SOURCE_BUFFER)
    status = ut_source_fill(&in->source, 0, err);
  return status;
}

/* A name and which one it is. */
struct placed {
  struct ut_text name;
  size_t index;
};

static int compare_placed(const void *a, const void *b)
{
  const struct placed *x = a, *y = b;
  int order = ut_text_compare(x->name, y->name);
  return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* The index of the first name that stands before already; the count when there is none. */
static enum ut_status find_repeated(const struct input *in, size_t *repeated)
{
  struct placed *sorted = calloc(in->count + 1, sizeof *sorted);
  *repeated = in->count;
  if (!sorted)
    return UT_NOMEM;
  for (size_t i = 0; i < in->count; i++)
    sorted[i] = (struct placed){in->names[i], i};
  qsort(sorted, in->count, sizeof *sorted, compare_placed);
  for (size_t i = 1; i < in->count; i++)
    if (ut_text_equal(sorted[i - 1].name, sorted[i].name) && sorted[i].index < *repeated)
      *repeated = sorted[i].index;
  free(sorted);
  return UT_OK;
}

/* Of what is wrong with the headings, the first from the left is told. */
static enum ut_status check_headings(const struct ut_reader *r, const struct input *in, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  size_t repeated, i = 0;
  if (r->options.loose)
    return UT_OK;
  if (find_repeated(in, &repeated) != UT_OK)
    return ut_error_nomem(err);
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

static enum ut_status csv_header(struct ut_reader *r, struct input *in, struct ut_error *err)
{
  enum ut_status status = skip_lines(r, in, err);
  if (status == UT_OK)
    status = see_header_line(in, err);
  if (status != UT_OK)
    return status;
  char delimiter = r->options.delimiter;
  if (!delimiter)
    delimiter = ut_csv_delimiter(in->source.buffer + in->source.begin, in->source.end - in->source.begin);
  in->comma = delimiter == ',';
  if (ut_csv_new(&in->csv, delimiter, in->line) != UT_OK)
    return ut_error_nomem(err);
  settle_trust(in);
  status = next_record(in, err);
  if (status == UT_END)
    status = ut_error_set(err, UT_BAD_INPUT, "there is no header: the input is empty");
  if (status != UT_OK) {
    ut_error_at(err, in->source.name, 0, 0, NULL);
    return status == UT_BAD_ROW ? ut_error_turn(err, UT_BAD_INPUT) : status;
  }
  if (copy_names(in, in->record.fields, in->record.count) != UT_OK)
    return ut_error_nomem(err);
  return check_headings(r, in, err);
}

static enum ut_status json_header(struct input *in, struct ut_error *err)
{
  if (ut_json_new(&in->json, in->format == UT_JSONL) != UT_OK)
    return ut_error_nomem(err);
  enum ut_status status = next_record(in, err);
  if (status == UT_END)
    return UT_OK;
  if (status != UT_OK) {
    ut_error_at(err, in->source.name, 0, 0, NULL);
    return status;
  }
  in->pending = true;
  return copy_names(in, in->object.names, in->object.count) == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status open_input(struct ut_reader *r, size_t index, const char *path, struct ut_error *err)
{
  struct input *in = &r->inputs[index];
  enum ut_status status = UT_OK;
  if (r->options.opened)
    ut_opened_take(&r->options.opened[index], &in->source, &r->meter);
  else
    status = ut_source_open(&in->source, path, r->options.encoding, &r->meter, err);
  if (status != UT_OK)
    return status;
  settle_format(r, in);
  return in->format == UT_CSV ? csv_header(r, in, err) : json_header(in, err);
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

static enum ut_status csv_row(struct ut_reader *r, struct input *in, struct ut_row *row, struct ut_error *err)
{
  enum ut_status status = next_record(in, err);
  row->fields = r->fields;
  if (status == UT_BAD_ROW)
    clear_fields(r);
  if (status != UT_OK)
    return status;
  r->meter.rows++;
  row->line = in->record.line;
  if (in->record.count != in->count) {
    clear_fields(r);
    place_fields(r, in, in->record.fields, in->record.split < in->count ? in->record.split : in->count);
    status = ut_error_set(err, UT_BAD_ROW, "the row has %zu fields and the header %zu", in->record.count, in->count);
    ut_error_at(err, NULL, in->record.line, 0, NULL);
    return status;
  }
  row->raw = in->comma ? in->record.raw : (struct ut_text){NULL, 0};
  if (in->in_place) {
    row->fields = (struct ut_text *)in->record.fields;
    return UT_OK;
  }
  row->raw.ptr = NULL;
  place_fields(r, in, in->record.fields, in->record.split);
  return UT_OK;
}

static ptrdiff_t own_column(const struct input *in, struct ut_text name)
{
  for (size_t i = 0; i < in->count; i++)
    if (ut_text_equal(in->names[i], name))
      return (ptrdiff_t)i;
  return -1;
}

static enum ut_status json_row(struct ut_reader *r, struct input *in, struct ut_row *row, struct ut_error *err)
{
  enum ut_status status = in->pending ? UT_OK : next_record(in, err);
  char quoted[UT_QUOTED];
  in->pending = false;
  if (status != UT_OK)
    return status;
  r->meter.rows++;
  clear_fields(r);
  *row = (struct ut_row){r->fields, {NULL, 0}, in->source.name, in->object.line};
  for (size_t i = 0; i < in->object.count; i++) {
    struct ut_text name = in->object.names[i];
    ptrdiff_t own = i < in->count && ut_text_equal(in->names[i], name) ? (ptrdiff_t)i : own_column(in, name);
    if (own < 0) {
      status = ut_error_set(err, UT_BAD_INPUT, "the name %s is not in the first object",
                            ut_quote(quoted, name.ptr, name.len));
      ut_error_at(err, NULL, in->object.line, 0, NULL);
      return status;
    }
    r->fields[in->places[own]] = in->object.values[i];
  }
  return UT_OK;
}

static void free_input(struct input *in)
{
  ut_source_clear(&in->source);
  free(in->source.name);
  ut_csv_free(in->csv);
  ut_json_free(in->json);
  for (size_t i = 0; i < in->count; i++)
    free((char *)in->names[i].ptr);
  free(in->names);
  free(in->places);
}

enum ut_status ut_reader_open(struct ut_reader **out, char *const *paths, size_t count,
                              const struct ut_reader_options *options, struct ut_error *err)
{
  struct ut_reader *r = calloc(1, sizeof *r);
  enum ut_status status = UT_OK;
  *out = NULL;
  if (!r || !(r->inputs = calloc(count, sizeof *r->inputs))) {
    free(r);
    return ut_error_nomem(err);
  }
  r->options = *options;
  r->meter.tick = options->tick;
  for (; r->input_count < count && status == UT_OK; r->input_count++)
    status = open_input(r, r->input_count, paths[r->input_count], err);
  if (status == UT_OK)
    status = prepare(r, err);
  if (status != UT_OK)
    ut_reader_free(r);
  else
    *out = r;
  return status;
}

size_t ut_reader_columns(const struct ut_reader *r)
{
  return r->column_count;
}

struct ut_text ut_reader_column(const struct ut_reader *r, size_t index)
{
  return r->columns[index];
}

ptrdiff_t ut_reader_find(const struct ut_reader *r, struct ut_text name)
{
  return find_nth(r, name, 0);
}

bool ut_reader_is_empty(const struct ut_reader *r)
{
  return r->column_count == 0;
}

enum ut_status ut_reader_list(const struct ut_reader *r, struct ut_buf *out)
{
  enum ut_status status = UT_OK;
  char shown[UT_QUOTED];
  for (size_t i = 0; i < r->column_count && status == UT_OK; i++)
    status = ut_buf_format(out, "%s%s", i ? ", " : "", ut_quote_name(shown, r->columns[i].ptr, r->columns[i].len));
  return status;
}

enum ut_status ut_reader_need(const struct ut_reader *r, struct ut_text name, ptrdiff_t *index, struct ut_error *err)
{
  struct ut_buf known = {0};
  char quoted[UT_QUOTED];
  *index = ut_reader_find(r, name);
  if (*index >= 0 || ut_reader_is_empty(r))
    return UT_OK;
  const char *list = ut_reader_list(r, &known) == UT_OK ? ut_buf_string(&known) : NULL;
  enum ut_status status = ut_error_set(err, UT_USAGE, "there is no column %s; the columns are %s",
                                       ut_quote(quoted, name.ptr, name.len), list ? list : "too many to list");
  ut_buf_clear(&known);
  ut_error_at(err, r->inputs[0].source.name, 0, 0, NULL);
  return status;
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
    enum ut_status status = in->csv ? csv_row(r, in, row, err) : json_row(r, in, row, err);
    if (status == UT_OK)
      return UT_OK;
    if (status != UT_END) {
      ut_error_at(err, in->source.name, 0, 0, NULL);
      return status;
    }
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
