/* The validating scan of JSON (RFC 8259), which can stop at any byte and go on. */
#ifndef UTFALL_JSONSCAN_H
#define UTFALL_JSONSCAN_H

#include "utfall/text.h"

enum { UT_JSON_DEPTH = 16 };

struct ut_json_span {
  const char *ptr;
  size_t len;
  bool final;
};

/* Where a member stands, as offsets from the beginning of what is scanned. */
struct ut_json_member {
  size_t name, name_len, value, value_len;
};

enum ut_json_expect {
  UT_JSON_VALUE,
  UT_JSON_VALUE_OR_END,
  UT_JSON_NAME_OR_END,
  UT_JSON_NAME,
  UT_JSON_COLON,
  UT_JSON_COMMA_OR_END,
  UT_JSON_NOTHING
};

struct ut_json_level {
  bool array;
  unsigned members;
};

/* What the scan knows of a value between two spans. `at` is how far it has looked or, after an error, the culprit. */
struct ut_json_scan {
  struct ut_json_span span; /* of this call */
  struct ut_error *err;
  bool lines; /* a line end may not stand inside */
  size_t depth, depth_max;
  struct ut_json_level levels[UT_JSON_DEPTH];
  enum ut_json_expect expect;
  bool inside; /* a token has begun at `token` and not ended */
  size_t token, at;
  struct ut_json_member *members; /* of all objects in the order of the source; the caller frees */
  size_t count, cap;
};

/* Bytes at which a run of plain characters ends, inside a string. */
static inline bool ut_json_is_special(unsigned char c)
{
  return c < 0x20 || c == '"' || c == '\\';
}

static inline bool ut_json_is_white(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Bytes of numbers, of true, false and null, and of what people write instead of them. */
static inline bool ut_json_is_bare(char c)
{
  return ut_char_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.' ||
         c == '_';
}

/* Is a run of these true, false or null? */
static inline bool ut_json_is_literal(struct ut_text t)
{
  return ut_text_is(t, "true") || ut_text_is(t, "false") || ut_text_is(t, "null");
}

/* Before the first span of a value; forgets all but the memory. `depth_max`: of at most UT_JSON_DEPTH levels. */
void ut_json_scan_begin(struct ut_json_scan *s, bool lines, size_t depth_max);

/* Scans one value from where the last call stopped; every span begins where the value does. UT_MORE: it ends inside the
 * value. UT_BAD_INPUT, without a place: the culprit is at s->at. */
enum ut_status ut_json_scan_value(struct ut_json_scan *s, struct ut_json_span span, struct ut_error *err);

/* After a value of a whole document: nothing but white space may follow. UT_BAD_INPUT as above. */
enum ut_status ut_json_scan_end(struct ut_json_scan *s);

/* UT_BAD_INPUT: what stands at `at` is not what was expected. UT_MORE when the span ends inside that character. */
enum ut_status ut_json_unexpected(const struct ut_json_span *span, size_t at, const char *expected,
                                  struct ut_error *err);

#endif
