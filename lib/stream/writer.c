/* Streams out: CSV, JSON and JSON lines. */
#include "utfall/stream.h"

#include <stdlib.h>

#include "utfall/column.h"
#include "stream/json.h"
#include "base/memo.h"

enum { ROOM = 1 << 18 /* for what goes out at once, and a row: nothing is moved as rows come */ };

typedef enum ut_status row_function(struct ut_writer *w, const struct ut_text *fields);

struct ut_writer {
  struct ut_output *output;
  row_function *row;
  size_t count;
  bool array, begun;
  struct ut_text *joined; /* a row that is put together of two parts */
  bool *plain;            /* by column: never needs quotes */
  struct ut_text *names;  /* of JSON: `"name":` with what stands before it */
  bool *numeric;
  struct ut_buf name_bytes;
};

/* Copies `size` bytes from either end: together all of a text that is no longer than two of them. */
static inline void put_ends(char *to, const char *from, size_t len, size_t size)
{
  char head[16], tail[16];
  memcpy(head, from, size);
  memcpy(tail, from + len - size, size);
  memcpy(to, head, size);
  memcpy(to + len - size, tail, size);
}

/* A text that is not empty. Most are short: two copies that may overlap beat a loop, whose length no processor
 * foresees. */
static inline char *put(char *to, const char *from, size_t len)
{
  if (len > 32) {
    memcpy(to, from, len);
  } else if (len > 16) {
    put_ends(to, from, len, 16);
  } else if (len >= 8) {
    put_ends(to, from, len, 8);
  } else if (len >= 4) {
    put_ends(to, from, len, 4);
  } else {
    to[0] = from[0];
    to[len / 2] = from[len / 2];
    to[len - 1] = from[len - 1];
  }
  return to + len;
}

static const uint64_t each = UINT64_C(0x0101010101010101);

/* The top bit of each byte that is this character. A byte that becomes 0 borrows from its top bit. */
static inline uint64_t marked(uint64_t word, char c)
{
  uint64_t differ = word ^ (each * (unsigned char)c);
  return (differ - each) & ~differ & each << 7;
}

typedef bool word_test(uint64_t word);

/* The top bit of each byte below c, which is at most 0x80. */
static inline uint64_t below(uint64_t word, unsigned char c)
{
  return (word - each * c) & ~word & each << 7;
}

/* Is any of eight bytes a quote, a comma or a line end? Most words have nothing up to a comma, blanks too. */
static inline bool is_special_in_csv(uint64_t word)
{
  return below(word, ',' + 1) && (marked(word, '"') | marked(word, ',') | marked(word, '\n') | marked(word, '\r'));
}

/* Is any of eight bytes a quote, a backslash or a control character? */
static inline bool is_special_in_json(uint64_t word)
{
  return marked(word, '"') | marked(word, '\\') | below(word, 0x20);
}

/* Of a field that is not empty. The words of a memo's key hold all its bytes, some twice. */
__attribute__((always_inline)) static inline bool has_special(struct ut_text field, word_test *is_special)
{
  uint64_t words[4];
  if (field.len > UT_MEMO_KEY) {
    for (size_t i = 0; i + 8 < field.len; i += 8)
      if (is_special(ut_load64(field.ptr + i)))
        return true;
    return is_special(ut_load64(field.ptr + field.len - 8));
  }
  ut_memo_load(field, words);
  return is_special(words[0]) || (field.len > 8 && is_special(words[1])) ||
         (field.len > 16 && (is_special(words[2]) || is_special(words[3])));
}

static char *put_quoted(char *to, struct ut_text field)
{
  *to++ = '"';
  for (const char *quote; (quote = memchr(field.ptr, '"', field.len));) {
    to = mempcpy(to, field.ptr, (size_t)(quote + 1 - field.ptr));
    *to++ = '"';
    field = ut_text_between(quote + 1, field.ptr + field.len);
  }
  to = mempcpy(to, field.ptr, field.len);
  *to++ = '"';
  return to;
}

/* The fields of `count` columns from `first` on, with commas between them. */
static enum ut_status csv_fields(struct ut_writer *w, const struct ut_text *fields, size_t first, size_t count)
{
  enum { SHORT = 32, SHORT_ROOM = 2 * SHORT + 3 /* each a quote */ };
  struct ut_buf *out = &w->output->buf;
  const bool *plain = w->plain + first;
  UT_TRY(ut_buf_reserve(out, count * SHORT_ROOM));
  char *to = out->ptr + out->len;
  for (size_t i = 0; i < count; i++) {
    if (fields[i].len > SHORT) {
      out->len = (size_t)(to - out->ptr);
      UT_TRY(ut_buf_reserve(out, 2 * fields[i].len + (count - i) * SHORT_ROOM));
      to = out->ptr + out->len;
    }
    if (fields[i].len > 0)
      to = plain[i] || !has_special(fields[i], is_special_in_csv) ? put(to, fields[i].ptr, fields[i].len)
                                                                  : put_quoted(to, fields[i]);
    *to++ = ',';
  }
  out->len = (size_t)(to - out->ptr) - 1;
  return UT_OK;
}

static enum ut_status csv_row(struct ut_writer *w, const struct ut_text *fields)
{
  if (w->count == 1 && fields[0].len == 0)
    return ut_buf_add(&w->output->buf, "\"\"\n", 3); /* not a blank line, which no reader would count */
  if (w->count > 0)
    UT_TRY(csv_fields(w, fields, 0, w->count));
  return ut_buf_add(&w->output->buf, "\n", 1);
}

/* A text in its quotes, for which `out` has room whatever it holds. */
static inline char *put_json_text(struct ut_buf *out, char *to, struct ut_text field)
{
  *to++ = '"';
  if (field.len > 0 && has_special(field, is_special_in_json)) {
    out->len = (size_t)(to - out->ptr);
    ut_json_add_inner(out, field);
    to = out->ptr + out->len;
  } else if (field.len > 0) {
    to = put(to, field.ptr, field.len);
  }
  *to++ = '"';
  return to;
}

static inline char *put_json_value(struct ut_buf *out, char *to, struct ut_text field, bool numeric)
{
  if (!numeric || (field.len > 0 && !ut_json_is_number(field)))
    return put_json_text(out, to, field);
  return field.len > 0 ? put(to, field.ptr, field.len) : put(to, "null", 4);
}

static enum ut_status json_row(struct ut_writer *w, const struct ut_text *fields)
{
  enum { WIDEST = 6 /* characters of a byte: \u001f */, LEAST = 4 /* null */ };
  struct ut_buf *out = &w->output->buf;
  size_t len = w->name_bytes.len;
  for (size_t i = 0; i < w->count; i++)
    len += WIDEST * fields[i].len + LEAST;
  if (w->array)
    ut_buf_add_string(out, w->begun ? ",\n" : "[\n");
  UT_TRY(ut_buf_reserve(out, len));
  char *to = out->ptr + out->len;
  for (size_t i = 0; i < w->count; i++) {
    to = put(to, w->names[i].ptr, w->names[i].len);
    to = put_json_value(out, to, fields[i], w->numeric[i]);
  }
  out->len = (size_t)(to - out->ptr);
  w->begun = true;
  return ut_buf_add_string(out, w->array ? "}" : "}\n");
}

static enum ut_status prepare_names(struct ut_writer *w, const struct ut_text *columns, const bool *numeric)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < w->count; i++) {
    size_t begin = w->name_bytes.len;
    ut_buf_add(&w->name_bytes, i ? "," : "{", 1);
    ut_json_add_string(&w->name_bytes, columns[i]);
    status = ut_buf_add(&w->name_bytes, ":", 1);
    w->names[i].len = w->name_bytes.len - begin;
    w->numeric[i] = numeric ? numeric[i] : ut_column_is_number(ut_column_of(columns[i]));
  }
  const char *name = w->name_bytes.ptr;
  for (size_t i = 0; i < w->count; i++) {
    w->names[i].ptr = name;
    name += w->names[i].len;
  }
  return status;
}

/* Of a CSV stream the header, of a JSON one what stands before each value. */
static enum ut_status begin(struct ut_writer *w, const struct ut_text *columns, const bool *numeric)
{
  w->plain = calloc(w->count + 1, sizeof *w->plain);
  w->joined = calloc(w->count + 1, sizeof *w->joined);
  w->names = calloc(w->count + 1, sizeof *w->names);
  w->numeric = calloc(w->count + 1, sizeof *w->numeric);
  if (!w->plain || !w->joined || !w->names || !w->numeric)
    return UT_NOMEM;
  if (w->row == json_row)
    return prepare_names(w, columns, numeric);
  return w->count > 0 ? csv_row(w, columns) : UT_OK;
}

enum ut_status ut_writer_open(struct ut_writer **out, struct ut_output *output, enum ut_format to,
                              const struct ut_text *columns, size_t count, const bool *numeric, struct ut_error *err)
{
  struct ut_writer *w = *out = calloc(1, sizeof *w);
  bool json = to == UT_JSON || to == UT_JSONL;
  if (!w)
    return ut_error_nomem(err);
  w->output = output;
  w->count = count;
  w->array = to == UT_JSON;
  w->row = json ? json_row : csv_row;
  output->mark = json ? "{" : "\"x"; /* inside quotes or not, a quote that is out of place */
  output->within = json ? '}' : count > 1 ? ',' : '\n';
  ut_buf_reserve(&output->buf, ROOM);
  return begin(w, columns, numeric) == UT_OK ? UT_OK : ut_error_nomem(err);
}

void ut_writer_trust(struct ut_writer *w, size_t column)
{
  w->plain[column] = true;
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
  size_t own = ut_reader_columns(r);
  UT_TRY(ut_reader_split(r, row, err));
  memcpy(w->joined, row->fields, own * sizeof *w->joined);
  if (w->count > own)
    memcpy(w->joined + own, extra, (w->count - own) * sizeof *w->joined);
  return ut_writer_row(w, w->joined, err);
}

static enum ut_status pass_raw(struct ut_writer *w, const struct ut_reader *r, const struct ut_row *row,
                               const struct ut_text *extra)
{
  struct ut_buf *out = &w->output->buf;
  size_t own = ut_reader_columns(r);
  UT_TRY(ut_buf_reserve(out, row->raw.len + 2));
  memcpy(out->ptr + out->len, row->raw.ptr, row->raw.len);
  out->len += row->raw.len;
  if (w->count > own) {
    out->ptr[out->len++] = ',';
    UT_TRY(csv_fields(w, extra, own, w->count - own));
  }
  return ut_buf_add(out, "\n", 1);
}

enum ut_status ut_writer_pass(struct ut_writer *w, struct ut_reader *r, struct ut_row *row, const struct ut_text *extra,
                              struct ut_error *err)
{
  if (!row->raw.ptr || w->row != csv_row)
    return pass_fields(w, r, row, extra, err);
  if (pass_raw(w, r, row, extra) != UT_OK)
    return ut_error_nomem(err);
  return ut_output_drain(w->output, err);
}

enum ut_status ut_writer_close(struct ut_writer *w, bool complete, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  if (!w)
    return UT_OK;
  if (complete && w->array && ut_buf_add_string(&w->output->buf, w->begun ? "\n]\n" : "[]\n") != UT_OK)
    status = ut_error_nomem(err);
  ut_buf_clear(&w->name_bytes);
  free(w->names);
  free(w->numeric);
  free(w->plain);
  free(w->joined);
  free(w);
  return status;
}
