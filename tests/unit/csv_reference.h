/* What libcsv says of a whole input, and what ut_csv_next says of it cut into spans, both written down in the same way,
 * so that the two can be compared. Used by the unit test and by the fuzz harness.
 *
 * The reference is libcsv's strict mode, blanks kept, a byte at a time over the whole input. What utfall adds: a NUL
 * byte or invalid UTF-8 spoils the record that holds it; after a record that is refused, reading goes on with the line
 * after the one where it began; records have line numbers. */
#ifndef UTFALL_CSV_REFERENCE_H
#define UTFALL_CSV_REFERENCE_H

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#include "stream/csv.h"

static inline void reference_demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "csv: %s\n", what);
  abort();
}

static inline bool reference_is_end(char ch)
{
  return ch == '\n' || ch == '\r';
}

/* One record of a log: its line, its raw bytes, its fields. */
static inline void log_record(struct ut_buf *log, size_t line, struct ut_text raw, size_t count, struct ut_text fields)
{
  reference_demand(ut_buf_format(log, "line %zu, %zu fields, raw %zu[", line, count, raw.len) == UT_OK &&
                       ut_buf_add_text(log, raw) == UT_OK && ut_buf_add_string(log, "]:") == UT_OK &&
                       ut_buf_add_text(log, fields) == UT_OK && ut_buf_add_string(log, "\n") == UT_OK,
                   "out of memory");
}

static inline void log_field(struct ut_buf *fields, struct ut_text field)
{
  reference_demand(ut_buf_format(fields, " %zu[", field.len) == UT_OK && ut_buf_add_text(fields, field) == UT_OK &&
                       ut_buf_add_string(fields, "]") == UT_OK,
                   "out of memory");
}

/* Where several faults may meet in one record only that it is refused is compared. */
static inline void log_refusal(struct ut_buf *log, bool placed, size_t line, size_t column)
{
  reference_demand(ut_buf_format(log, "refused at %zu:%zu\n", placed ? line : 0, placed ? column : 0) == UT_OK,
                   "out of memory");
}

/* Line of byte `at`, the first being 1, and its character there. A CR LF is one line end. */
static inline void reference_place(struct ut_text input, size_t at, size_t *line, size_t *column)
{
  *line = *column = 1;
  for (size_t i = 0; i < at; i++) {
    char ch = input.ptr[i];
    bool ends = ch == '\r' || (ch == '\n' && (i == 0 || input.ptr[i - 1] != '\r'));
    *line += ends;
    *column = reference_is_end(ch) ? 1 : *column + (((unsigned char)ch & 0xC0) != 0x80);
  }
}

static inline int reference_no_space(unsigned char ch)
{
  (void)ch;
  return 0;
}

struct reference {
  struct ut_buf fields;
  size_t count;
  bool field_ended, row_ended;
};

static inline void reference_on_field(void *ptr, size_t len, void *context)
{
  struct reference *r = context;
  log_field(&r->fields, (struct ut_text){ptr, len});
  r->count++;
  r->field_ended = true;
}

static inline void reference_on_row(int ch, void *context)
{
  (void)ch;
  ((struct reference *)context)->row_ended = true;
}

/* One record that begins at `start`, by a fresh parser. Returns where it ends, or the place of what
 * libcsv refuses; *bad tells. */
static inline size_t reference_record(struct reference *r, struct ut_text input, size_t start, char delimiter,
                                      bool *bad)
{
  struct csv_parser parser;
  size_t at = start, field = start;
  r->fields.len = r->count = 0;
  r->row_ended = *bad = false;
  reference_demand(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0, "csv_init");
  csv_set_delim(&parser, (unsigned char)delimiter);
  csv_set_space_func(&parser, reference_no_space);
  for (; at < input.len && !r->row_ended && !*bad; at += !*bad) {
    r->field_ended = false;
    *bad = csv_parse(&parser, input.ptr + at, 1, reference_on_field, reference_on_row, r) != 1;
    field = r->field_ended ? at + 1 : field;
  }
  if (r->row_ended)
    at--;
  else if (!*bad && csv_fini(&parser, reference_on_field, reference_on_row, r) != 0) {
    *bad = true; /* a quote still open */
    at = field;
  }
  csv_free(&parser);
  return at;
}

static inline size_t reference_next_line(struct ut_text input, size_t at)
{
  while (at < input.len && !reference_is_end(input.ptr[at]))
    at++;
  return at + (at < input.len);
}

/* What must come out of the whole input. */
static inline void reference_log(struct ut_text input, char delimiter, struct ut_buf *log)
{
  struct reference r = {0};
  bool nul = input.len > 0 && memchr(input.ptr, '\0', input.len);
  size_t line, column, at = 0;
  for (;;) {
    bool bad;
    while (at < input.len && reference_is_end(input.ptr[at]))
      at++;
    if (at == input.len)
      break;
    size_t end = reference_record(&r, input, at, delimiter, &bad);
    size_t fault = end, valid = ut_utf8_valid(input.ptr + at, end - at);
    if (!bad && (valid < end - at || memchr(input.ptr + at, '\0', end - at))) {
      bad = true;
      fault = at + valid;
    }
    reference_place(input, bad ? fault : at, &line, &column);
    if (bad)
      log_refusal(log, !nul, line, column);
    else
      log_record(log, line, (struct ut_text){input.ptr + at, end - at}, r.count, ut_buf_text(&r.fields));
    at = bad ? reference_next_line(input, at) : end;
  }
  ut_buf_clear(&r.fields);
}

/* How an input is handed over: `first` bytes, then `step` more whenever more are asked for, or
 * with a seed 1 to `step`. */
struct spans {
  size_t first, step;
  uint64_t seed;
  bool trusted; /* as text that is known to be UTF-8 */
};

static inline bool is_utf8(struct ut_text input)
{
  return ut_utf8_valid(input.ptr, input.len) == input.len;
}

static inline uint64_t reference_random(uint64_t *seed)
{
  *seed ^= *seed << 13; /* xorshift: Marsaglia 2003 */
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static inline size_t next_span(struct spans *s, size_t rest)
{
  size_t more = s->first;
  if (more == 0)
    more = s->seed ? 1 + (size_t)(reference_random(&s->seed) % s->step) : s->step;
  s->first = 0;
  return more < rest ? more : rest;
}

static inline bool is_joined(const struct ut_csv_record *record, char delimiter)
{
  size_t at = 0;
  for (size_t i = 0; i < record->count; i++) {
    struct ut_text field = record->fields[i];
    if (i > 0 && (at == record->raw.len || record->raw.ptr[at++] != delimiter))
      return false;
    if (field.len > record->raw.len - at || (field.len > 0 && memcmp(record->raw.ptr + at, field.ptr, field.len) != 0))
      return false;
    at += field.len;
  }
  return at == record->raw.len;
}

static inline void log_split(struct ut_csv *c, struct ut_csv_record *record, size_t want, char delimiter,
                             struct ut_buf *log)
{
  struct ut_buf fields = {0};
  size_t least = want < record->count ? want : record->count;
  reference_demand(record->split >= least && record->split <= record->count, "not as many fields as wanted");
  for (size_t i = 0; i < least; i++)
    log_field(&fields, record->fields[i]);
  reference_demand(ut_csv_split(c, record) == UT_OK && record->split == record->count, "the rest was not split");
  for (size_t i = least; i < record->count; i++)
    log_field(&fields, record->fields[i]);
  reference_demand(record->quoted || is_joined(record, delimiter), "raw is not the fields joined");
  log_record(log, record->line, record->raw, record->count, ut_buf_text(&fields));
  ut_buf_clear(&fields);
}

/* What ut_csv_next makes of the input. Every span lies in memory of its own length, for the sanitizers. */
static inline void spans_log(struct ut_text input, char delimiter, struct spans spans, size_t want, struct ut_buf *log)
{
  struct ut_csv *c;
  struct ut_csv_record record;
  struct ut_error err = {0};
  bool nul = input.len > 0 && memchr(input.ptr, '\0', input.len);
  size_t begin = 0, end = 0, used;
  enum ut_status status = UT_MORE;
  reference_demand(ut_csv_new(&c, delimiter, 1) == UT_OK, "out of memory");
  ut_csv_want(c, want);
  ut_csv_know(c, spans.trusted ? UT_CSV_VALID : UT_CSV_CHECKED);
  while (status == UT_OK || status == UT_BAD_ROW || status == UT_MORE) {
    if (status == UT_MORE)
      end += next_span(&spans, input.len - end);
    char *span = malloc(end > begin ? end - begin : 1);
    reference_demand(span, "out of memory");
    if (end > begin)
      memcpy(span, input.ptr + begin, end - begin);
    status = ut_csv_next(c, span, end - begin, end == input.len, &used, &record, &err);
    begin += used;
    reference_demand(begin <= end, "used more than there was");
    reference_demand(status != UT_MORE || end < input.len, "more is asked for after the end");
    if (status == UT_OK)
      log_split(c, &record, want, delimiter, log);
    if (status == UT_BAD_ROW)
      log_refusal(log, !nul, err.line, err.column);
    free(span);
  }
  reference_demand(status == UT_END && begin == input.len, "not read to the end");
  ut_csv_free(c);
}

/* Both must be the same; says what differs, and stops, if they are not. */
static inline void compare_with_reference(struct ut_text input, char delimiter, struct spans spans, size_t want,
                                          const struct ut_buf *expected)
{
  struct ut_buf log = {0};
  spans_log(input, delimiter, spans, want, &log);
  bool same = ut_text_equal(ut_buf_text(&log), ut_buf_text(expected));
  if (!same) {
    fprintf(stderr, "input (hexadecimal):");
    for (size_t i = 0; i < input.len; i++)
      fprintf(stderr, " %02x", (unsigned)(unsigned char)input.ptr[i]);
    fprintf(stderr, "\nspans %zu, %zu, want %zu\nlibcsv:\n%.*s\nutfall:\n%.*s\n", spans.first, spans.step, want,
            (int)expected->len, expected->ptr, (int)log.len, log.ptr);
  }
  ut_buf_clear(&log);
  reference_demand(same, "libcsv says otherwise");
}

#endif
