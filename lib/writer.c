/* Streams out: CSV, JSON and JSON lines. */
#include "utfall/stream.h"

#include <stdlib.h>

#include "scan.h"
#include "utfall/column.h"
#include "utfall/json.h"

typedef enum ut_status row_function(struct ut_writer *w, const struct ut_text *fields);

struct ut_writer {
  struct ut_output *output;
  row_function *row;
  size_t count;
  bool array, begun;
  struct ut_text *names; /* of JSON: `"name":` with what stands before it */
  bool *numeric;
  struct ut_buf name_bytes;
};

/* Short texts are most of what is written: two copies that may overlap beat a call. */
static inline char *put(char *to, const char *from, size_t len)
{
  if (len > 16) {
    memcpy(to, from, len);
  } else if (len >= 8) {
    char head[8], tail[8];
    memcpy(head, from, 8);
    memcpy(tail, from + len - 8, 8);
    memcpy(to, head, 8);
    memcpy(to + len - 8, tail, 8);
  } else {
    for (size_t i = 0; i < len; i++)
      to[i] = from[i];
  }
  return to + len;
}

/* Does the row that was put together hold no more commas than stand between its fields, no quote and no line end? */
static bool is_plain(const char *ptr, size_t len, size_t commas)
{
  size_t found = 0;
  for (size_t at = 0; at < len; at += UT_SCAN) {
    struct ut_scan s = ut_scan_at(ptr + at, len - at, ',');
    if (s.odd | s.end)
      return false;
    found += ut_scan_count(s.delimiter);
  }
  return found == commas;
}

static bool needs_quotes(struct ut_text field)
{
  static const bool special[256] = {['"'] = true, [','] = true, ['\n'] = true, ['\r'] = true};
  for (size_t i = 0; i < field.len; i++)
    if (special[(unsigned char)field.ptr[i]])
      return true;
  return false;
}

static char *put_quoted(char *to, struct ut_text field)
{
  *to++ = '"';
  for (size_t i = 0; i < field.len; i++) {
    if (field.ptr[i] == '"')
      *to++ = '"';
    *to++ = field.ptr[i];
  }
  *to++ = '"';
  return to;
}

/* Puts the fields together as they are and looks at the whole once; only a row that needs quotes
 * is written field by field. */
static enum ut_status csv_fields(struct ut_writer *w, const struct ut_text *fields, size_t count)
{
  struct ut_buf *out = &w->output->buf;
  size_t len = count;
  for (size_t i = 0; i < count; i++)
    len += fields[i].len;
  if (ut_buf_reserve(out, 2 * len + 2 * count) != UT_OK)
    return UT_NOMEM;
  char *begin = out->ptr + out->len, *to = begin;
  for (size_t i = 0; i < count; i++) {
    to = put(to, fields[i].ptr, fields[i].len);
    *to++ = ',';
  }
  if (!is_plain(begin, len - 1, count - 1)) {
    to = begin;
    for (size_t i = 0; i < count; i++) {
      to = needs_quotes(fields[i]) ? put_quoted(to, fields[i]) : put(to, fields[i].ptr, fields[i].len);
      *to++ = ',';
    }
  }
  out->len = (size_t)(to - out->ptr) - 1;
  return UT_OK;
}

static enum ut_status csv_row(struct ut_writer *w, const struct ut_text *fields)
{
  if (w->count == 1 && fields[0].len == 0)
    return ut_buf_add(&w->output->buf, "\"\"\n", 3); /* not a blank line, which no reader would count */
  if (w->count > 0 && csv_fields(w, fields, w->count) != UT_OK)
    return UT_NOMEM;
  return ut_buf_add(&w->output->buf, "\n", 1);
}

static enum ut_status json_value(struct ut_buf *out, struct ut_text field, bool numeric)
{
  if (!numeric || (field.len > 0 && !ut_json_is_number(field)))
    return ut_json_add_string(out, field);
  return field.len > 0 ? ut_buf_add_text(out, field) : ut_buf_add(out, "null", 4);
}

static enum ut_status json_row(struct ut_writer *w, const struct ut_text *fields)
{
  struct ut_buf *out = &w->output->buf;
  enum ut_status status = UT_OK;
  if (w->array)
    status = ut_buf_add_string(out, w->begun ? ",\n" : "[\n");
  for (size_t i = 0; i < w->count && status == UT_OK; i++) {
    status = ut_buf_add_text(out, w->names[i]);
    if (status == UT_OK)
      status = json_value(out, fields[i], w->numeric[i]);
  }
  if (status == UT_OK)
    status = ut_buf_add_string(out, w->array ? "}" : "}\n");
  w->begun = true;
  return status;
}

static enum ut_status prepare_names(struct ut_writer *w, const struct ut_text *columns, const bool *numeric)
{
  enum ut_status status = UT_OK;
  w->names = calloc(w->count + 1, sizeof *w->names);
  w->numeric = calloc(w->count + 1, sizeof *w->numeric);
  if (!w->names || !w->numeric)
    return UT_NOMEM;
  for (size_t i = 0; i < w->count && status == UT_OK; i++) {
    size_t begin = w->name_bytes.len;
    status = ut_buf_add(&w->name_bytes, i ? "," : "{", 1);
    if (status == UT_OK)
      status = ut_json_add_string(&w->name_bytes, columns[i]);
    if (status == UT_OK)
      status = ut_buf_add(&w->name_bytes, ":", 1);
    w->names[i].len = w->name_bytes.len - begin;
    w->numeric[i] = numeric ? numeric[i] : ut_column_is_numeric(columns[i]);
  }
  const char *name = w->name_bytes.ptr;
  for (size_t i = 0; i < w->count; i++) {
    w->names[i].ptr = name;
    name += w->names[i].len;
  }
  return status;
}

static void free_writer(struct ut_writer *w)
{
  ut_buf_clear(&w->name_bytes);
  free(w->names);
  free(w->numeric);
  free(w);
}

enum ut_status ut_writer_open(struct ut_writer **out, struct ut_output *output, enum ut_format to,
                              const struct ut_text *columns, size_t count, const bool *numeric, struct ut_error *err)
{
  struct ut_writer *w = calloc(1, sizeof *w);
  *out = NULL;
  if (!w)
    return ut_error_nomem(err);
  bool json = to == UT_JSON || to == UT_JSONL;
  w->output = output;
  w->count = count;
  w->array = to == UT_JSON;
  w->row = json ? json_row : csv_row;
  output->mark = json ? "{" : "\"";
  enum ut_status status = json ? prepare_names(w, columns, numeric) : count > 0 ? csv_row(w, columns) : UT_OK;
  if (status != UT_OK) {
    free_writer(w);
    return ut_error_nomem(err);
  }
  *out = w;
  return UT_OK;
}

enum ut_status ut_writer_row(struct ut_writer *w, const struct ut_text *fields, struct ut_error *err)
{
  if (w->row(w, fields) != UT_OK)
    return ut_error_nomem(err);
  return ut_output_drain(w->output, err);
}

/* The fields of a row of the reader and what follows them, side by side. */
static enum ut_status pass_fields(struct ut_writer *w, struct ut_reader *r, struct ut_row *row,
                                  const struct ut_text *extra, struct ut_error *err)
{
  struct ut_text few[UT_SCAN];
  size_t own = ut_reader_columns(r);
  enum ut_status status = ut_reader_split(r, row, err);
  if (status != UT_OK)
    return status;
  struct ut_text *all = w->count <= UT_SCAN ? few : reallocarray(NULL, w->count, sizeof *all);
  if (!all)
    return ut_error_nomem(err);
  memcpy(all, row->fields, own * sizeof *all);
  if (w->count > own)
    memcpy(all + own, extra, (w->count - own) * sizeof *all);
  status = w->row(w, all);
  if (all != few)
    free(all);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}

static enum ut_status pass_raw(struct ut_writer *w, const struct ut_reader *r, const struct ut_row *row,
                               const struct ut_text *extra)
{
  struct ut_buf *out = &w->output->buf;
  size_t own = ut_reader_columns(r);
  if (ut_buf_reserve(out, row->raw.len + 2) != UT_OK)
    return UT_NOMEM;
  memcpy(out->ptr + out->len, row->raw.ptr, row->raw.len);
  out->len += row->raw.len;
  if (w->count > own) {
    out->ptr[out->len++] = ',';
    if (csv_fields(w, extra, w->count - own) != UT_OK)
      return UT_NOMEM;
  }
  return ut_buf_add(out, "\n", 1);
}

enum ut_status ut_writer_pass(struct ut_writer *w, struct ut_reader *r, struct ut_row *row, const struct ut_text *extra,
                              struct ut_error *err)
{
  if (!row->raw.ptr || w->row != csv_row) {
    enum ut_status status = pass_fields(w, r, row, extra, err);
    return status == UT_OK ? ut_output_drain(w->output, err) : status;
  }
  if (pass_raw(w, r, row, extra) != UT_OK)
    return ut_error_nomem(err);
  return ut_output_drain(w->output, err);
}

enum ut_status ut_writer_close(struct ut_writer *w, bool complete, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  if (!w)
    return UT_OK;
  if (complete && w->array)
    status = ut_buf_add_string(&w->output->buf, w->begun ? "\n]\n" : "[]\n");
  free_writer(w);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}
