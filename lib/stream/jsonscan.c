/* Tokens and grammar of JSON. A token that a span cuts is gone on with; what is expected says which function takes
 * the next one, so that no stack but that of the levels outlives a call. */
#include "stream/jsonscan.h"

#include <stdlib.h>

#include "base/grow.h"
#include "stream/json.h"
#include "stream/scan.h"

enum {
  MEMBERS_MAX = 4096, /* names in one object */
  NUMBER_MAX = 63,    /* characters of a number: cJSON's buffer */
  CHARACTER_MAX = 4   /* bytes of UTF-8 */
};

/* Reads four hexadecimal digits at p; UT_MORE when they are not all there. */
static enum ut_status read_hex(const char *p, size_t rest, unsigned *out, struct ut_error *err)
{
  *out = 0;
  for (size_t i = 0; i < 4; i++) {
    if (i == rest)
      return UT_MORE;
    char c = p[i], lower = (char)(c | 0x20);
    bool letter = lower >= 'a' && lower <= 'f';
    if (!ut_char_is_digit(c) && !letter)
      return ut_error_set(err, UT_BAD_INPUT, "\\u needs four hexadecimal digits");
    *out = *out * 16 + (unsigned)(letter ? lower - 'a' + 10 : c - '0');
  }
  return UT_OK;
}

/* Length of \uXXXX, or of the pair of them that is one character beyond U+FFFF. */
static enum ut_status unicode_escape(const char *p, size_t rest, size_t *len, struct ut_error *err)
{
  static const char lone[] =
      "a lone surrogate; characters beyond \\uffff are pairs of \\ud800-\\udbff and \\udc00-\\udfff";
  unsigned code, low;
  UT_TRY(read_hex(p + 2, rest - 2, &code, err));
  *len = 6;
  if (code == 0)
    return ut_error_set(err, UT_BAD_INPUT, "\\u0000 cannot stand in a text");
  if (code < 0xD800 || code > 0xDFFF)
    return UT_OK;
  if (code > 0xDBFF)
    return ut_error_set(err, UT_BAD_INPUT, lone);
  for (size_t i = 6; i < 8; i++) {
    if (i == rest)
      return UT_MORE;
    if (p[i] != "\\u"[i - 6])
      return ut_error_set(err, UT_BAD_INPUT, lone);
  }
  UT_TRY(read_hex(p + 8, rest - 8, &low, err));
  *len = 12;
  return low < 0xDC00 || low > 0xDFFF ? ut_error_set(err, UT_BAD_INPUT, lone) : UT_OK;
}

/* Length of the escape at p. */
static enum ut_status escape(const char *p, size_t rest, size_t *len, struct ut_error *err)
{
  if (rest < 2)
    return UT_MORE;
  if (p[1] == 'u')
    return unicode_escape(p, rest, len, err);
  if (p[1] == '\0' || !strchr("\"\\/bfnrt", p[1]))
    return ut_error_set(err, UT_BAD_INPUT, "an unknown escape; after \\ stands one of \" \\ / b f n r t u");
  *len = 2;
  return UT_OK;
}

/* A run of plain characters up to the next special byte. A character that the span cuts is left for the next call. */
static enum ut_status scan_run(struct ut_json_scan *s)
{
  const char *begin = s->span.ptr + s->at, *end = s->span.ptr + s->span.len, *p = begin;
  bool high = false;
  if (end - p >= UT_SCAN_TEXT)
    ut_scan_find_stop(&p, end - UT_SCAN_TEXT, &high);
  for (; p < end && !ut_json_is_special((unsigned char)*p); p++)
    high |= (unsigned char)*p >= 0x80;
  size_t len = (size_t)(p - begin), valid = high ? ut_utf8_valid(begin, len) : len;
  s->at += valid;
  if (valid == len)
    return UT_OK;
  if (p == end && len - valid < CHARACTER_MAX && !s->span.final)
    return UT_MORE;
  return ut_error_set(s->err, UT_BAD_INPUT, "invalid UTF-8");
}

static enum ut_status control_error(const struct ut_json_scan *s)
{
  unsigned char c = (unsigned char)s->span.ptr[s->at];
  if (c == '\0')
    return ut_error_set(s->err, UT_BAD_INPUT, "a NUL byte");
  if (c == '\n' && s->lines)
    return ut_error_set(s->err, UT_BAD_INPUT, "the line ends inside a text; of JSON lines each holds a whole object");
  return ut_error_set(s->err, UT_BAD_INPUT, "a raw control character in a text; in JSON it is written \\u%04x", c);
}

/* From the quote that opens a string, or from where the last span ended in it, past the quote that closes it. */
static enum ut_status scan_string(struct ut_json_scan *s)
{
  if (!s->inside) {
    s->inside = true;
    s->token = s->at++;
  }
  for (;;) {
    UT_TRY(scan_run(s));
    if (s->at == s->span.len)
      return UT_MORE;
    const char *p = s->span.ptr + s->at;
    if (*p == '"')
      break;
    if (*p != '\\')
      return control_error(s);
    size_t len = 0;
    UT_TRY(escape(p, s->span.len - s->at, &len, s->err));
    s->at += len;
  }
  s->at++;
  s->inside = false;
  return UT_OK;
}

static enum ut_status bare_error(struct ut_json_scan *s, struct ut_text t)
{
  char quoted[UT_QUOTED];
  ut_quote(quoted, t.ptr, t.len);
  s->at = s->token;
  if (!ut_char_is_digit(*t.ptr) && !strchr("+-.", *t.ptr))
    return ut_error_set(s->err, UT_BAD_INPUT, "%s is not a value; a text stands in quotes", quoted);
  if (t.len > NUMBER_MAX)
    return ut_error_set(s->err, UT_BAD_INPUT, "a number of more than %d characters", NUMBER_MAX);
  return ut_error_set(s->err, UT_BAD_INPUT,
                      "%s is not a JSON number (no plus, no leading zeros, digits on both sides of the point)", quoted);
}

/* A number or a literal, judged when it has ended. */
static enum ut_status scan_bare(struct ut_json_scan *s)
{
  if (!s->inside) {
    s->inside = true;
    s->token = s->at;
  }
  while (s->at < s->span.len && ut_json_is_bare(s->span.ptr[s->at]))
    s->at++;
  if (s->at == s->span.len && (s->depth > 0 || !s->span.final))
    return UT_MORE;
  s->inside = false;
  struct ut_text t = {s->span.ptr + s->token, s->at - s->token};
  return ut_json_is_literal(t) || ut_json_is_number(t) ? UT_OK : bare_error(s, t);
}

static enum ut_status wrong_token(struct ut_json_scan *s)
{
  static const char *const expected[] = {
      [UT_JSON_VALUE] = "a value",           [UT_JSON_VALUE_OR_END] = "a value or ]",
      [UT_JSON_NAME_OR_END] = "a name or }", [UT_JSON_NAME] = "a name in quotes",
      [UT_JSON_COLON] = "a colon",           [UT_JSON_NOTHING] = "nothing after the value",
  };
  bool in_array = s->depth > 0 && s->levels[s->depth - 1].array;
  const char *wanted =
      s->expect == UT_JSON_COMMA_OR_END ? in_array ? "a comma or ]" : "a comma or }" : expected[s->expect];
  if (s->lines && s->span.ptr[s->at] == '\n')
    return ut_error_set(s->err, UT_BAD_INPUT,
                        "the line ends inside an object; of JSON lines each holds a whole object");
  return ut_json_unexpected(&s->span, s->at, wanted, s->err);
}

static void end_value(struct ut_json_scan *s)
{
  s->expect = s->depth > 0 ? UT_JSON_COMMA_OR_END : UT_JSON_NOTHING;
}

static enum ut_status open_level(struct ut_json_scan *s, bool array)
{
  if (s->depth == s->depth_max && s->depth_max == 1)
    return ut_error_set(s->err, UT_BAD_INPUT, "a nested %s; every value is a text, a number, true, false or null",
                        array ? "array" : "object");
  if (s->depth == s->depth_max)
    return ut_error_set(s->err, UT_BAD_INPUT, "nested more than %zu deep", s->depth_max);
  s->levels[s->depth++] = (struct ut_json_level){.array = array};
  s->expect = array ? UT_JSON_VALUE_OR_END : UT_JSON_NAME_OR_END;
  s->at++;
  return UT_OK;
}

static enum ut_status close_level(struct ut_json_scan *s)
{
  s->depth--;
  s->at++;
  end_value(s);
  return UT_OK;
}

static enum ut_status take_value(struct ut_json_scan *s)
{
  char c = s->span.ptr[s->inside ? s->token : s->at];
  if (c == '{' || c == '[')
    return open_level(s, c == '[');
  if (c != '"' && !ut_json_is_bare(c))
    return wrong_token(s);
  UT_TRY(c == '"' ? scan_string(s) : scan_bare(s));
  if (s->count > 0) {
    s->members[s->count - 1].value = s->token;
    s->members[s->count - 1].value_len = s->at - s->token;
  }
  end_value(s);
  return UT_OK;
}

static enum ut_status take_value_or_end(struct ut_json_scan *s)
{
  return !s->inside && s->span.ptr[s->at] == ']' ? close_level(s) : take_value(s);
}

static enum ut_status add_member(struct ut_json_scan *s)
{
  struct ut_json_member *members = ut_grow(s->members, s->count, &s->cap, sizeof *members);
  if (!members)
    return ut_error_nomem(s->err);
  s->members = members;
  members[s->count++] = (struct ut_json_member){.name = s->token, .name_len = s->at - s->token};
  return UT_OK;
}

static enum ut_status take_name(struct ut_json_scan *s)
{
  if (s->span.ptr[s->inside ? s->token : s->at] != '"')
    return wrong_token(s);
  UT_TRY(scan_string(s));
  if (s->levels[s->depth - 1].members++ == MEMBERS_MAX) {
    s->at = s->token;
    return ut_error_set(s->err, UT_BAD_INPUT, "an object of more than %d members", MEMBERS_MAX);
  }
  s->expect = UT_JSON_COLON;
  return add_member(s);
}

static enum ut_status take_name_or_end(struct ut_json_scan *s)
{
  return !s->inside && s->span.ptr[s->at] == '}' ? close_level(s) : take_name(s);
}

static enum ut_status take_colon(struct ut_json_scan *s)
{
  if (s->span.ptr[s->at] != ':')
    return wrong_token(s);
  s->at++;
  s->expect = UT_JSON_VALUE;
  return UT_OK;
}

static enum ut_status take_comma_or_end(struct ut_json_scan *s)
{
  bool array = s->levels[s->depth - 1].array;
  char c = s->span.ptr[s->at];
  if (c == (array ? ']' : '}'))
    return close_level(s);
  if (c != ',')
    return wrong_token(s);
  s->at++;
  s->expect = array ? UT_JSON_VALUE : UT_JSON_NAME;
  return UT_OK;
}

static void skip_white(struct ut_json_scan *s)
{
  while (s->at < s->span.len && ut_json_is_white(s->span.ptr[s->at]) && !(s->lines && s->span.ptr[s->at] == '\n'))
    s->at++;
}

/* Past the digits at p; NULL when there are none. */
static const char *skip_digits(const char *p, const char *end)
{
  const char *begin = p;
  while (p < end && ut_char_is_digit(*p))
    p++;
  return p > begin ? p : NULL;
}

bool ut_json_is_number(struct ut_text t)
{
  if (t.len == 0 || t.len > NUMBER_MAX)
    return false;
  const char *end = t.ptr + t.len, *p = t.ptr + (*t.ptr == '-');
  p = p < end && *p == '0' ? p + 1 : skip_digits(p, end);
  if (p && p < end && *p == '.')
    p = skip_digits(p + 1, end);
  if (p && p < end && (*p | 0x20) == 'e') {
    p++;
    if (p < end && (*p == '+' || *p == '-'))
      p++;
    p = skip_digits(p, end);
  }
  return p == end;
}

enum ut_status ut_json_unexpected(const struct ut_json_span *span, size_t at, const char *expected,
                                  struct ut_error *err)
{
  const char *p = span->ptr + at;
  size_t rest = span->len - at, len = 1;
  char found[UT_QUOTED];
  if ((unsigned char)*p >= 0x80) {
    if (rest < CHARACTER_MAX && !span->final)
      return UT_MORE;
    const char *next = p;
    if (ut_utf8_valid(p, rest < CHARACTER_MAX ? rest : CHARACTER_MAX) == 0)
      return ut_error_set(err, UT_BAD_INPUT, "invalid UTF-8");
    ut_utf8_next(&next, p + rest);
    len = (size_t)(next - p);
  }
  if (*p == '\0')
    return ut_error_set(err, UT_BAD_INPUT, "a NUL byte");
  if (*p == '\n')
    return ut_error_set(err, UT_BAD_INPUT, "expected %s, found the end of the line", expected);
  if ((unsigned char)*p < 0x20 || *p == 0x7F)
    return ut_error_set(err, UT_BAD_INPUT, "expected %s, found a control character", expected);
  return ut_error_set(err, UT_BAD_INPUT, "expected %s, found %s", expected, ut_quote(found, p, len));
}

void ut_json_scan_begin(struct ut_json_scan *s, bool lines, size_t depth_max)
{
  s->lines = lines;
  s->depth = 0;
  s->depth_max = depth_max;
  s->expect = UT_JSON_VALUE;
  s->inside = false;
  s->at = 0;
  s->count = 0;
}

enum ut_status ut_json_scan_value(struct ut_json_scan *s, struct ut_json_span span, struct ut_error *err)
{
  static enum ut_status (*const take[])(struct ut_json_scan *) = {
      [UT_JSON_VALUE] = take_value,
      [UT_JSON_VALUE_OR_END] = take_value_or_end,
      [UT_JSON_NAME_OR_END] = take_name_or_end,
      [UT_JSON_NAME] = take_name,
      [UT_JSON_COLON] = take_colon,
      [UT_JSON_COMMA_OR_END] = take_comma_or_end,
  };
  s->span = span;
  s->err = err;
  while (s->expect != UT_JSON_NOTHING) {
    if (!s->inside)
      skip_white(s);
    if (s->at == s->span.len)
      return UT_MORE;
    UT_TRY(take[s->expect](s));
  }
  return UT_OK;
}

enum ut_status ut_json_scan_end(struct ut_json_scan *s)
{
  skip_white(s);
  return s->at < s->span.len ? wrong_token(s) : UT_OK;
}
