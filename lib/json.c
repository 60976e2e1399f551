/* Flat JSON records: a validating scan that can stop at any byte and go on, then cJSON for one object at a time. */
#include "utfall/json.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  DEPTH_MAX = 16,     /* levels of ut_json_check */
  MEMBERS_MAX = 4096, /* names in one object */
  NUMBER_MAX = 63,    /* characters of a number: cJSON's buffer */
  PAIRWISE_MAX = 32,  /* names that are compared each with each; more are sorted */
  CHARACTER_MAX = 4   /* bytes of UTF-8 */
};

struct span {
  const char *ptr;
  size_t len;
  bool final;
};

/* Line and character, both 1-based. */
struct place {
  size_t line, column;
};

/* Where a member stands, as offsets from the beginning of what is scanned. */
struct member {
  size_t name, value, value_len;
};

/* A name as it reads without escapes. */
struct named {
  struct ut_text name;
  size_t offset;
};

enum expect { A_VALUE, VALUE_OR_END, NAME_OR_END, A_NAME, A_COLON, COMMA_OR_END, NOTHING, EXPECTS };

struct level {
  bool array;
  unsigned members;
};

/* What the scan knows of an object between two spans. `at` is how far it has looked or, after an error, the culprit. */
struct scan {
  struct span span; /* of this call */
  struct ut_error *err;
  bool lines; /* a line end may not stand inside */
  size_t depth, depth_max;
  struct level levels[DEPTH_MAX];
  enum expect expect;
  bool inside; /* a token has begun at `token` and not ended */
  size_t token, at;
  struct member *members;
  size_t count, cap;
};

/* Where ut_json_next is between objects. */
enum phase { ARRAY_START, ARRAY_FIRST, ARRAY_NEXT, ARRAY_AFTER, ARRAY_ENDED, LINE_START, LINE_AFTER };

struct ut_json {
  bool scanning;
  enum phase phase;
  struct place place; /* of the span that comes next */
  struct scan scan;
  cJSON *tree; /* owns the texts of the record */
  struct ut_text *names, *values;
  struct named *named; /* sorted to find duplicates */
  size_t cap;          /* of these three */
};

static void advance(struct place *place, const char *ptr, size_t len)
{
  const char *end = ptr + len, *line_end;
  while ((line_end = memchr(ptr, '\n', (size_t)(end - ptr)))) {
    place->line++;
    place->column = 1;
    ptr = line_end + 1;
  }
  place->column += ut_utf8_length((struct ut_text){ptr, (size_t)(end - ptr)});
}

static enum ut_status place_error(struct ut_error *err, struct place place, const char *ptr, size_t len)
{
  advance(&place, ptr, len);
  ut_error_at(err, NULL, place.line, place.column, NULL);
  return UT_BAD_INPUT;
}

/* ---- tokens ---- */

/* Bytes at which a run of plain characters ends, inside a string. */
static bool is_special(unsigned char c)
{
  return c < 0x20 || c == '"' || c == '\\';
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Bytes of numbers, of true, false and null, and of what people write instead of them. */
static bool is_bare(char c)
{
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.' ||
         c == '_';
}

static bool is_white(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Error: what stands at `at` is not what was expected. UT_MORE when the span ends inside that character. */
static enum ut_status unexpected(const struct span *span, size_t at, const char *expected, struct ut_error *err)
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

/* Reads four hexadecimal digits at p; UT_MORE when they are not all there. */
static enum ut_status read_hex(const char *p, size_t rest, unsigned *out, struct ut_error *err)
{
  *out = 0;
  for (size_t i = 0; i < 4; i++) {
    if (i == rest)
      return UT_MORE;
    char c = p[i], lower = (char)(c | 0x20);
    bool letter = lower >= 'a' && lower <= 'f';
    if (!is_digit(c) && !letter)
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
  enum ut_status status = read_hex(p + 2, rest - 2, &code, err);
  if (status != UT_OK)
    return status;
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
  status = read_hex(p + 8, rest - 8, &low, err);
  if (status == UT_OK && (low < 0xDC00 || low > 0xDFFF))
    return ut_error_set(err, UT_BAD_INPUT, lone);
  *len = 12;
  return status;
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
static enum ut_status scan_run(struct scan *s)
{
  const char *begin = s->span.ptr + s->at, *end = s->span.ptr + s->span.len, *p = begin;
  unsigned char bits = 0;
  for (; p < end && !is_special((unsigned char)*p); p++)
    bits |= (unsigned char)*p;
  size_t len = (size_t)(p - begin), valid = bits < 0x80 ? len : ut_utf8_valid(begin, len);
  s->at += valid;
  if (valid == len)
    return UT_OK;
  if (p == end && len - valid < CHARACTER_MAX && !s->span.final)
    return UT_MORE;
  return ut_error_set(s->err, UT_BAD_INPUT, "invalid UTF-8");
}

static enum ut_status control_error(const struct scan *s)
{
  unsigned char c = (unsigned char)s->span.ptr[s->at];
  if (c == '\0')
    return ut_error_set(s->err, UT_BAD_INPUT, "a NUL byte");
  if (c == '\n' && s->lines)
    return ut_error_set(s->err, UT_BAD_INPUT, "the line ends inside a text; of JSON lines each holds a whole object");
  return ut_error_set(s->err, UT_BAD_INPUT, "a raw control character in a text; in JSON it is written \\u%04x", c);
}

/* From the quote that opens a string, or from where the last span ended in it, past the quote that closes it. */
static enum ut_status scan_string(struct scan *s)
{
  if (!s->inside) {
    s->inside = true;
    s->token = s->at++;
  }
  for (;;) {
    enum ut_status status = scan_run(s);
    if (status != UT_OK)
      return status;
    if (s->at == s->span.len)
      return UT_MORE;
    const char *p = s->span.ptr + s->at;
    if (*p == '"')
      break;
    if (*p != '\\')
      return control_error(s);
    size_t len = 0;
    status = escape(p, s->span.len - s->at, &len, s->err);
    if (status != UT_OK)
      return status;
    s->at += len;
  }
  s->at++;
  s->inside = false;
  return UT_OK;
}

static bool is_literal(struct ut_text t)
{
  return ut_text_is(t, "true") || ut_text_is(t, "false") || ut_text_is(t, "null");
}

static enum ut_status bare_error(struct scan *s, struct ut_text t)
{
  char quoted[UT_QUOTED];
  ut_quote(quoted, t.ptr, t.len);
  s->at = s->token;
  if (!is_digit(*t.ptr) && !strchr("+-.", *t.ptr))
    return ut_error_set(s->err, UT_BAD_INPUT, "%s is not a value; a text stands in quotes", quoted);
  if (t.len > NUMBER_MAX)
    return ut_error_set(s->err, UT_BAD_INPUT, "a number of more than %d characters", NUMBER_MAX);
  return ut_error_set(s->err, UT_BAD_INPUT,
                      "%s is not a JSON number (no plus, no leading zeros, digits on both sides of the point)", quoted);
}

/* A number or a literal, judged when it has ended. */
static enum ut_status scan_bare(struct scan *s)
{
  if (!s->inside) {
    s->inside = true;
    s->token = s->at;
  }
  while (s->at < s->span.len && is_bare(s->span.ptr[s->at]))
    s->at++;
  if (s->at == s->span.len && (s->depth > 0 || !s->span.final))
    return UT_MORE;
  s->inside = false;
  struct ut_text t = {s->span.ptr + s->token, s->at - s->token};
  return is_literal(t) || ut_json_is_number(t) ? UT_OK : bare_error(s, t);
}

/* ---- grammar ---- */

static enum ut_status wrong_token(struct scan *s)
{
  static const char *const expected[EXPECTS] = {
      [A_VALUE] = "a value",         [VALUE_OR_END] = "a value or ]", [NAME_OR_END] = "a name or }",
      [A_NAME] = "a name in quotes", [A_COLON] = "a colon",           [NOTHING] = "nothing after the value"};
  bool in_array = s->depth > 0 && s->levels[s->depth - 1].array;
  const char *wanted = s->expect == COMMA_OR_END ? in_array ? "a comma or ]" : "a comma or }" : expected[s->expect];
  if (s->lines && s->span.ptr[s->at] == '\n')
    return ut_error_set(s->err, UT_BAD_INPUT,
                        "the line ends inside an object; of JSON lines each holds a whole object");
  return unexpected(&s->span, s->at, wanted, s->err);
}

static void end_value(struct scan *s)
{
  s->expect = s->depth > 0 ? COMMA_OR_END : NOTHING;
}

static enum ut_status open_level(struct scan *s, bool array)
{
  if (s->depth == s->depth_max && s->depth_max == 1)
    return ut_error_set(s->err, UT_BAD_INPUT, "a nested %s; every value is a text, a number, true, false or null",
                        array ? "array" : "object");
  if (s->depth == s->depth_max)
    return ut_error_set(s->err, UT_BAD_INPUT, "nested more than %zu deep", s->depth_max);
  s->levels[s->depth++] = (struct level){.array = array};
  s->expect = array ? VALUE_OR_END : NAME_OR_END;
  s->at++;
  return UT_OK;
}

static enum ut_status close_level(struct scan *s)
{
  s->depth--;
  s->at++;
  end_value(s);
  return UT_OK;
}

static enum ut_status take_value(struct scan *s)
{
  char c = s->span.ptr[s->inside ? s->token : s->at];
  if (c == '{' || c == '[')
    return open_level(s, c == '[');
  if (c != '"' && !is_bare(c))
    return wrong_token(s);
  enum ut_status status = c == '"' ? scan_string(s) : scan_bare(s);
  if (status != UT_OK)
    return status;
  if (s->count > 0) {
    s->members[s->count - 1].value = s->token;
    s->members[s->count - 1].value_len = s->at - s->token;
  }
  end_value(s);
  return UT_OK;
}

static enum ut_status take_value_or_end(struct scan *s)
{
  return !s->inside && s->span.ptr[s->at] == ']' ? close_level(s) : take_value(s);
}

static enum ut_status add_member(struct scan *s)
{
  if (s->count == s->cap) {
    size_t cap = s->cap ? s->cap * 2 : 32;
    struct member *members = reallocarray(s->members, cap, sizeof *members);
    if (!members)
      return ut_error_nomem(s->err);
    s->members = members;
    s->cap = cap;
  }
  s->members[s->count++] = (struct member){.name = s->token};
  return UT_OK;
}

static enum ut_status take_name(struct scan *s)
{
  if (s->span.ptr[s->inside ? s->token : s->at] != '"')
    return wrong_token(s);
  enum ut_status status = scan_string(s);
  if (status != UT_OK)
    return status;
  if (s->levels[s->depth - 1].members++ == MEMBERS_MAX) {
    s->at = s->token;
    return ut_error_set(s->err, UT_BAD_INPUT, "an object of more than %d members", MEMBERS_MAX);
  }
  s->expect = A_COLON;
  return add_member(s);
}

static enum ut_status take_name_or_end(struct scan *s)
{
  return !s->inside && s->span.ptr[s->at] == '}' ? close_level(s) : take_name(s);
}

static enum ut_status take_colon(struct scan *s)
{
  if (s->span.ptr[s->at] != ':')
    return wrong_token(s);
  s->at++;
  s->expect = A_VALUE;
  return UT_OK;
}

static enum ut_status take_comma_or_end(struct scan *s)
{
  bool array = s->levels[s->depth - 1].array;
  char c = s->span.ptr[s->at];
  if (c == (array ? ']' : '}'))
    return close_level(s);
  if (c != ',')
    return wrong_token(s);
  s->at++;
  s->expect = array ? A_VALUE : A_NAME;
  return UT_OK;
}

static void skip_white(struct scan *s)
{
  while (s->at < s->span.len && is_white(s->span.ptr[s->at]) && !(s->lines && s->span.ptr[s->at] == '\n'))
    s->at++;
}

/* Forgets all but the memory. */
static void scan_begin(struct scan *s, bool lines, size_t depth_max)
{
  s->lines = lines;
  s->depth = 0;
  s->depth_max = depth_max;
  s->expect = A_VALUE;
  s->inside = false;
  s->at = 0;
  s->count = 0;
}

/* Scans one value from where the last call stopped; the span begins where the value does. */
static enum ut_status scan_value(struct scan *s, struct span span, struct ut_error *err)
{
  static enum ut_status (*const take[])(struct scan *) = {
      [A_VALUE] = take_value,           [VALUE_OR_END] = take_value_or_end,
      [NAME_OR_END] = take_name_or_end, [A_NAME] = take_name,
      [A_COLON] = take_colon,           [COMMA_OR_END] = take_comma_or_end};
  s->span = span;
  s->err = err;
  while (s->expect != NOTHING) {
    if (!s->inside)
      skip_white(s);
    if (s->at == s->span.len)
      return UT_MORE;
    enum ut_status status = take[s->expect](s);
    if (status != UT_OK)
      return status;
  }
  return UT_OK;
}

/* ---- duplicate names ---- */

static int compare_names(const void *a, const void *b)
{
  const struct named *x = a, *y = b;
  if (x->name.len != y->name.len)
    return x->name.len < y->name.len ? -1 : 1;
  int order = memcmp(x->name.ptr, y->name.ptr, x->name.len);
  return order != 0 ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

/* The first name, in source order, that stands before as well; NULL if none. Reorders the names when they are many. */
static const struct named *find_duplicate(struct named *names, size_t count)
{
  const struct named *found = NULL;
  if (count <= PAIRWISE_MAX) {
    for (size_t i = 1; i < count && !found; i++)
      for (size_t k = 0; k < i && !found; k++)
        if (ut_text_equal(names[i].name, names[k].name))
          found = &names[i];
    return found;
  }
  qsort(names, count, sizeof *names, compare_names);
  for (size_t i = 1; i < count; i++)
    if (ut_text_equal(names[i - 1].name, names[i].name) && (!found || names[i].offset < found->offset))
      found = &names[i];
  return found;
}

static enum ut_status check_names(struct scan *s, struct named *names, size_t count)
{
  const struct named *duplicate = find_duplicate(names, count);
  if (!duplicate)
    return UT_OK;
  char quoted[UT_QUOTED];
  s->at = duplicate->offset;
  return ut_error_set(s->err, UT_BAD_INPUT, "duplicate name %s",
                      ut_quote(quoted, duplicate->name.ptr, duplicate->name.len));
}

/* ---- records ---- */

static bool reserve(struct ut_json *j, size_t count)
{
  if (count <= j->cap)
    return true;
  size_t cap = j->scan.cap;
  struct ut_text *names = reallocarray(j->names, cap, sizeof *names);
  if (names)
    j->names = names;
  struct ut_text *values = reallocarray(j->values, cap, sizeof *values);
  if (values)
    j->values = values;
  struct named *named = reallocarray(j->named, cap, sizeof *named);
  if (named)
    j->named = named;
  if (names && values && named)
    j->cap = cap;
  return names && values && named;
}

static struct ut_text value_text(const cJSON *item, const struct member *member, const char *source)
{
  if (cJSON_IsString(item))
    return ut_text_of(item->valuestring);
  if (cJSON_IsNull(item))
    return ut_text_of("");
  return (struct ut_text){source + member->value, member->value_len};
}

/* Makes the record of a valid object. cJSON takes all that the scan takes, so when it fails it lacks memory. */
static enum ut_status make_record(struct ut_json *j, struct ut_json_record *record)
{
  struct scan *s = &j->scan;
  j->tree = cJSON_ParseWithLength(s->span.ptr, s->at);
  if (!j->tree || !reserve(j, s->count))
    return ut_error_nomem(s->err);
  size_t i = 0;
  for (const cJSON *item = j->tree->child; item; item = item->next, i++) {
    j->names[i] = ut_text_of(item->string);
    j->values[i] = value_text(item, &s->members[i], s->span.ptr);
    j->named[i] = (struct named){j->names[i], s->members[i].name};
  }
  *record = (struct ut_json_record){j->names, j->values, s->count, j->place.line};
  return check_names(s, j->named, s->count);
}

struct move {
  char c;
  enum phase to;
};

/* What may stand between objects. */
static const struct phase_rule {
  const char *expected;
  bool object;         /* an object may begin here */
  struct move move[2]; /* other characters that mean something here */
  const char *at_end;  /* what is wrong when the input ends here; NULL nothing */
} phases[] = {
    [ARRAY_START] = {"[", false, {{'[', ARRAY_FIRST}}, "the input is empty"},
    [ARRAY_FIRST] = {"{ or ]", true, {{']', ARRAY_ENDED}}, "the array does not end"},
    [ARRAY_NEXT] = {"{", true, {{0}}, "the array does not end"},
    [ARRAY_AFTER] = {"a comma or ]", false, {{',', ARRAY_NEXT}, {']', ARRAY_ENDED}}, "the array does not end"},
    [ARRAY_ENDED] = {"nothing after the array", false, {{0}}, NULL},
    [LINE_START] = {"{", true, {{0}}, NULL},
    [LINE_AFTER] = {"the end of the line after an object", false, {{'\n', LINE_START}}, NULL},
};

static bool change_phase(struct ut_json *j, char c)
{
  for (size_t i = 0; i < 2; i++)
    if (c != '\0' && phases[j->phase].move[i].c == c) {
      j->phase = phases[j->phase].move[i].to;
      return true;
    }
  return false;
}

/* Goes to where the next object begins. *at ends there, or at the end, or on the character that is wrong. */
static enum ut_status find_object(struct ut_json *j, const struct span *span, size_t *at, struct ut_error *err)
{
  for (; *at < span->len; (*at)++) {
    char c = span->ptr[*at];
    if (c == '{' && phases[j->phase].object)
      return UT_OK;
    if (!change_phase(j, c) && !is_white(c))
      return unexpected(span, *at, phases[j->phase].expected, err);
  }
  if (!span->final)
    return UT_MORE;
  const char *wrong = phases[j->phase].at_end;
  return wrong ? ut_error_set(err, UT_BAD_INPUT, "%s", wrong) : UT_END;
}

enum ut_status ut_json_new(struct ut_json **out, bool lines)
{
  *out = calloc(1, sizeof **out);
  if (!*out)
    return UT_NOMEM;
  (*out)->phase = lines ? LINE_START : ARRAY_START;
  (*out)->place = (struct place){1, 1};
  return UT_OK;
}

/* Takes the object that `span` begins with, or goes on with it. */
static enum ut_status take_object(struct ut_json *j, struct span span, size_t *used, struct ut_json_record *record,
                                  struct ut_error *err)
{
  struct scan *s = &j->scan;
  enum ut_status status = scan_value(s, span, err);
  if (status == UT_MORE && span.final) {
    s->at = span.len;
    status = ut_error_set(err, UT_BAD_INPUT, "the input ends inside the object that begins on line %zu", j->place.line);
  }
  if (status == UT_OK)
    status = make_record(j, record);
  if (status == UT_BAD_INPUT)
    return place_error(err, j->place, span.ptr, s->at);
  if (status != UT_OK)
    return status;
  advance(&j->place, span.ptr, s->at);
  *used += s->at;
  j->scanning = false;
  j->phase = s->lines ? LINE_AFTER : ARRAY_AFTER;
  return UT_OK;
}

enum ut_status ut_json_next(struct ut_json *j, const char *ptr, size_t len, bool final, size_t *used,
                            struct ut_json_record *record, struct ut_error *err)
{
  struct span span = {len > 0 ? ptr : "", len, final};
  cJSON_Delete(j->tree);
  j->tree = NULL;
  *used = 0;
  if (!j->scanning) {
    enum ut_status status = find_object(j, &span, used, err);
    advance(&j->place, span.ptr, *used);
    if (status == UT_BAD_INPUT)
      return place_error(err, j->place, span.ptr, 0);
    if (status != UT_OK)
      return status;
    scan_begin(&j->scan, j->phase == LINE_START, 1);
    j->scanning = true;
  }
  return take_object(j, (struct span){span.ptr + *used, len - *used, final}, used, record, err);
}

void ut_json_free(struct ut_json *j)
{
  if (!j)
    return;
  cJSON_Delete(j->tree);
  free(j->scan.members);
  free(j->names);
  free(j->values);
  free(j->named);
  free(j);
}

/* ---- whole documents ---- */

/* Walks cJSON's tree in the order of the source, so that the scan's members are met in their order. */
struct walk {
  struct scan *scan;
  size_t met;          /* members so far */
  struct named *named; /* those of the objects that the walk is inside of */
  size_t depth;        /* how many these are */
};

static enum ut_status walk_names(struct walk *w, const cJSON *parent)
{
  size_t base = w->depth;
  for (const cJSON *item = parent->child; item; item = item->next) {
    if (cJSON_IsObject(parent))
      w->named[w->depth++] = (struct named){ut_text_of(item->string), w->scan->members[w->met++].name};
    enum ut_status status = walk_names(w, item);
    if (status != UT_OK)
      return status;
  }
  size_t count = w->depth - base;
  w->depth = base;
  return check_names(w->scan, w->named + base, count);
}

static enum ut_status check_duplicates(struct scan *s)
{
  struct walk walk = {.scan = s, .named = reallocarray(NULL, s->count + 1, sizeof *walk.named)};
  cJSON *tree = cJSON_ParseWithLength(s->span.ptr, s->span.len);
  enum ut_status status = tree && walk.named ? walk_names(&walk, tree) : ut_error_nomem(s->err);
  cJSON_Delete(tree);
  free(walk.named);
  return status;
}

static enum ut_status check_document(struct scan *s, struct span span, struct ut_error *err)
{
  enum ut_status status = scan_value(s, span, err);
  if (status == UT_OK) {
    skip_white(s);
    status = s->at < span.len ? wrong_token(s) : check_duplicates(s);
  }
  if (status != UT_MORE)
    return status;
  bool empty = s->depth == 0 && !s->inside;
  s->at = span.len;
  return ut_error_set(err, UT_BAD_INPUT, empty ? "the input is empty" : "the input ends inside a value");
}

enum ut_status ut_json_check(const char *ptr, size_t len, struct ut_error *err)
{
  struct scan scan = {0};
  struct span span = {len > 0 ? ptr : "", len, true};
  scan_begin(&scan, false, DEPTH_MAX);
  enum ut_status status = check_document(&scan, span, err);
  if (status == UT_BAD_INPUT)
    place_error(err, (struct place){1, 1}, span.ptr, scan.at);
  free(scan.members);
  return status;
}

/* ---- values ---- */

/* Past the digits at p; NULL when there are none. */
static const char *skip_digits(const char *p, const char *end)
{
  const char *begin = p;
  while (p < end && is_digit(*p))
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

static enum ut_status add_escape(struct ut_buf *out, unsigned char c)
{
  static const char letters[] = {
      ['"'] = '"', ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
  char text[7] = {'\\', letters[c]};
  if (letters[c] == '\0')
    snprintf(text, sizeof text, "\\u%04x", c);
  return ut_buf_add_string(out, text);
}

enum ut_status ut_json_add_string(struct ut_buf *out, struct ut_text t)
{
  const char *p = t.len > 0 ? t.ptr : "", *end = p + t.len;
  enum ut_status status = ut_buf_reserve(out, t.len + 2);
  if (status == UT_OK)
    status = ut_buf_add(out, "\"", 1);
  while (status == UT_OK && p < end) {
    const char *run = p;
    while (p < end && !is_special((unsigned char)*p))
      p++;
    status = ut_buf_add(out, run, (size_t)(p - run));
    if (status == UT_OK && p < end)
      status = add_escape(out, (unsigned char)*p++);
  }
  return status == UT_OK ? ut_buf_add(out, "\"", 1) : status;
}
