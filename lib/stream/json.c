/* Flat JSON records: what is plain is taken as it stands, anything else is validated by the scan. cJSON decodes texts
 * with escapes, and whole documents. */
#include "stream/json.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

#include "stream/jsonplain.h"

enum { PAIRWISE_MAX = 32 /* names that are compared each with each; more are sorted */ };

/* Line and character, both 1-based. */
struct json_place {
  size_t line, column;
};

/* A name as it reads without escapes. */
struct named {
  struct ut_text name;
  size_t offset;
};

/* Where ut_json_next is between objects. */
enum phase { ARRAY_START, ARRAY_FIRST, ARRAY_NEXT, ARRAY_AFTER, ARRAY_ENDED, LINE_START, LINE_AFTER };

struct ut_json {
  bool scanning;
  enum phase phase;
  struct json_place place; /* of the span that comes next */
  struct ut_json_scan scan;
  struct ut_json_plain plain; /* the record */
  struct ut_json_names known; /* of the last object that was not plain */
  size_t shape;               /* how often they have been learned */
  struct named *named;        /* sorted to find duplicates */
  size_t cap;                 /* of the arrays of the record, and of `named` */
  size_t want;                /* leading values that are decoded at once */
  size_t decoded;             /* of the values with escapes */
  struct ut_buf text;         /* what was decoded */
};

static void advance(struct json_place *place, const char *ptr, size_t len)
{
  const char *end = ptr + len, *line_end;
  while ((line_end = memchr(ptr, '\n', (size_t)(end - ptr)))) {
    place->line++;
    place->column = 1;
    ptr = line_end + 1;
  }
  place->column += ut_utf8_length((struct ut_text){ptr, (size_t)(end - ptr)});
}

static enum ut_status place_error(struct ut_error *err, struct json_place place, const char *ptr, size_t len)
{
  advance(&place, ptr, len);
  ut_error_at(err, NULL, place.line, place.column, NULL);
  return UT_BAD_INPUT;
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

static enum ut_status check_names(struct ut_json_scan *s, struct named *names, size_t count)
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
  struct ut_json_plain *r = &j->plain;
  if (count <= j->cap)
    return true;
  size_t cap = j->scan.cap;
  struct ut_text *names = reallocarray(r->names, cap, sizeof *names);
  if (names)
    r->names = names;
  struct ut_text *values = reallocarray(r->values, cap, sizeof *values);
  if (values)
    r->values = values;
  size_t *escaped = reallocarray(r->escaped, cap, sizeof *escaped);
  if (escaped)
    r->escaped = escaped;
  struct named *named = reallocarray(j->named, cap, sizeof *named);
  if (named)
    j->named = named;
  bool all = names && values && escaped && named;
  j->cap = all ? cap : j->cap;
  return all;
}

/* Replaces what stands between quotes by what it reads. The buffer has room for all of the record, whose texts must not
 * move. cJSON takes all that the scan takes, so when it fails it lacks memory. */
static enum ut_status decode(struct ut_json *j, struct ut_text *text)
{
  cJSON *item = cJSON_ParseWithLength(text->ptr - 1, text->len + 2);
  if (!item)
    return UT_NOMEM;
  struct ut_text plain = ut_text_of(item->valuestring);
  enum ut_status status = ut_buf_add_text(&j->text, plain);
  if (status == UT_OK)
    *text = (struct ut_text){j->text.ptr + j->text.len - plain.len, plain.len};
  cJSON_Delete(item);
  return status;
}

/* Decodes the values before `end` that hold escapes. */
static enum ut_status decode_values(struct ut_json *j, size_t end, struct ut_error *err)
{
  const struct ut_json_plain *r = &j->plain;
  for (; j->decoded < r->escapes && r->escaped[j->decoded] < end; j->decoded++)
    if (ut_buf_reserve(&j->text, r->len - j->text.len) || decode(j, &r->values[r->escaped[j->decoded]]))
      return ut_error_nomem(err);
  return UT_OK;
}

static bool has_escapes(struct ut_text t)
{
  return t.len > 0 && memchr(t.ptr, '\\', t.len);
}

/* Makes a member of the record of what the scan has found. */
static enum ut_status add_member(struct ut_json *j, const struct ut_json_member *member)
{
  struct ut_json_plain *r = &j->plain;
  const char *source = j->scan.span.ptr, *value = source + member->value;
  size_t i = r->count++;
  r->names[i] = (struct ut_text){source + member->name + 1, member->name_len - 2};
  r->values[i] = (struct ut_text){value, *value == 'n' ? 0 : member->value_len};
  if (*value == '"')
    r->values[i] = (struct ut_text){value + 1, member->value_len - 2};
  if (*value == '"' && has_escapes(r->values[i]))
    r->escaped[r->escapes++] = i;
  UT_TRY(has_escapes(r->names[i]) ? decode(j, &r->names[i]) : UT_OK);
  j->named[i] = (struct named){r->names[i], member->name};
  return UT_OK;
}

/* Makes the record of an object that the scan has found valid. */
static enum ut_status make_record(struct ut_json *j)
{
  struct ut_json_scan *s = &j->scan;
  struct ut_json_plain *r = &j->plain;
  r->len = s->at;
  r->count = r->escapes = 0;
  enum ut_status status = reserve(j, s->count) ? ut_buf_reserve(&j->text, r->len) : UT_NOMEM;
  for (size_t i = 0; i < s->count && status == UT_OK; i++)
    status = add_member(j, &s->members[i]);
  if (status != UT_OK)
    return ut_error_nomem(s->err);
  UT_TRY(check_names(s, j->named, r->count));
  if (r->count < j->known.count)
    return UT_OK; /* some are left out: those that are known tell more */
  j->shape++;
  status = ut_json_names_learn(&j->known, s->span.ptr, s->members, r->names, r->count);
  return status == UT_OK ? UT_OK : ut_error_nomem(s->err);
}

struct json_move {
  char c;
  enum phase to;
};

/* What may stand between objects. */
static const struct phase_rule {
  const char *expected;
  bool object;              /* an object may begin here */
  struct json_move move[2]; /* other characters that mean something here */
  const char *at_end;       /* what is wrong when the input ends here; NULL nothing */
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
static enum ut_status find_object(struct ut_json *j, const struct ut_json_span *span, size_t *at, struct ut_error *err)
{
  for (; *at < span->len; (*at)++) {
    char c = span->ptr[*at];
    if (c == '{' && phases[j->phase].object)
      return UT_OK;
    if (!change_phase(j, c) && !ut_json_is_white(c))
      return ut_json_unexpected(span, *at, phases[j->phase].expected, err);
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
  (*out)->place = (struct json_place){1, 1};
  (*out)->want = SIZE_MAX;
  return UT_OK;
}

void ut_json_jump(struct ut_json *j)
{
  j->place = (struct json_place){1, 1};
}

void ut_json_want(struct ut_json *j, size_t values)
{
  j->want = values;
}

/* Scans the object that `span` begins with, or goes on with it, and makes it the record. */
static enum ut_status scan_object(struct ut_json *j, struct ut_json_span span, struct ut_error *err)
{
  struct ut_json_scan *s = &j->scan;
  enum ut_status status = ut_json_scan_value(s, span, err);
  if (status == UT_MORE && span.final) {
    s->at = span.len;
    status = ut_error_set(err, UT_BAD_INPUT, "the input ends inside the object that begins on line %zu", j->place.line);
  }
  if (status == UT_OK)
    status = make_record(j);
  if (status == UT_BAD_INPUT)
    return place_error(err, j->place, span.ptr, s->at);
  return status;
}

/* Goes past the object of the record and, where its line ends behind it, past that too: then nobody asks how many
 * characters it has. Returns how far. */
static size_t pass_object(struct ut_json *j, const struct ut_json_span *span)
{
  size_t len = j->plain.len, at = len;
  enum phase after = j->scan.lines ? LINE_AFTER : ARRAY_AFTER;
  j->phase = after;
  while (at < span->len && span->ptr[at] != '\n' && (change_phase(j, span->ptr[at]) || ut_json_is_white(span->ptr[at])))
    at++;
  if (at < span->len && span->ptr[at] == '\n') {
    change_phase(j, '\n');
    len = at + 1;
  } else {
    j->phase = after;
  }
  advance(&j->place, span->ptr, len);
  return len;
}

/* Goes to the object that comes next, or on with the one that the last span cut. *used: up to where it begins. */
static enum ut_status take_object(struct ut_json *j, const struct ut_json_span *whole, size_t *used,
                                  struct ut_error *err)
{
  struct ut_json_span span = *whole;
  if (!j->scanning) {
    enum ut_status status = find_object(j, whole, used, err);
    advance(&j->place, whole->ptr, *used);
    if (status == UT_BAD_INPUT)
      return place_error(err, j->place, whole->ptr, 0);
    UT_TRY(status);
    ut_json_scan_begin(&j->scan, j->phase == LINE_START, 1);
    span = (struct ut_json_span){whole->ptr + *used, whole->len - *used, whole->final};
    j->scanning = !ut_json_plain_take(&j->plain, &j->known, span, j->scan.lines);
  }
  return j->scanning ? scan_object(j, span, err) : UT_OK;
}

enum ut_status ut_json_next(struct ut_json *j, const char *ptr, size_t len, bool final, size_t *used,
                            struct ut_json_record *record, struct ut_error *err)
{
  struct ut_json_span span = {len > 0 ? ptr : "", len, final};
  const struct ut_json_plain *r = &j->plain;
  *used = 0;
  j->text.len = 0;
  j->decoded = 0;
  UT_TRY(take_object(j, &span, used, err));
  UT_TRY(decode_values(j, j->want, err));
  j->scanning = false;
  *record =
      (struct ut_json_record){r->names, r->values, r->count, j->place.line, r->count == j->known.count ? j->shape : 0};
  span = (struct ut_json_span){span.ptr + *used, len - *used, final};
  *used += pass_object(j, &span);
  return UT_OK;
}

enum ut_status ut_json_split(struct ut_json *j, struct ut_error *err)
{
  return decode_values(j, SIZE_MAX, err);
}

void ut_json_free(struct ut_json *j)
{
  if (!j)
    return;
  free(j->scan.members);
  free(j->plain.names);
  free(j->plain.values);
  free(j->plain.escaped);
  free(j->named);
  ut_json_names_clear(&j->known);
  ut_buf_clear(&j->text);
  free(j);
}

/* ---- whole documents ---- */

/* Walks cJSON's tree in the order of the source, so that the scan's members are met in their order. */
struct walk {
  struct ut_json_scan *scan;
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
    UT_TRY(walk_names(w, item));
  }
  size_t count = w->depth - base;
  w->depth = base;
  return check_names(w->scan, w->named + base, count);
}

static enum ut_status check_duplicates(struct ut_json_scan *s)
{
  struct walk walk = {.scan = s, .named = reallocarray(NULL, s->count + 1, sizeof *walk.named)};
  cJSON *tree = cJSON_ParseWithLength(s->span.ptr, s->span.len);
  enum ut_status status = tree && walk.named ? walk_names(&walk, tree) : ut_error_nomem(s->err);
  cJSON_Delete(tree);
  free(walk.named);
  return status;
}

static enum ut_status check_document(struct ut_json_scan *s, struct ut_json_span span, struct ut_error *err)
{
  enum ut_status status = ut_json_scan_value(s, span, err);
  if (status == UT_MORE) {
    bool empty = s->depth == 0 && !s->inside;
    s->at = span.len;
    return ut_error_set(err, UT_BAD_INPUT, empty ? "the input is empty" : "the input ends inside a value");
  }
  UT_TRY(status);
  UT_TRY(ut_json_scan_end(s));
  return check_duplicates(s);
}

enum ut_status ut_json_check(const char *ptr, size_t len, struct ut_error *err)
{
  struct ut_json_scan scan = {0};
  struct ut_json_span span = {len > 0 ? ptr : "", len, true};
  ut_json_scan_begin(&scan, false, UT_JSON_DEPTH);
  enum ut_status status = check_document(&scan, span, err);
  if (status == UT_BAD_INPUT)
    place_error(err, (struct json_place){1, 1}, span.ptr, scan.at);
  free(scan.members);
  return status;
}

/* ---- texts ---- */

static void add_escape(struct ut_buf *out, unsigned char c)
{
  static const char letters[] = {
      ['"'] = '"', ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
  char text[7] = {'\\', letters[c]};
  if (letters[c] == '\0')
    snprintf(text, sizeof text, "\\u%04x", c);
  ut_buf_add_string(out, text);
}

enum ut_status ut_json_add_inner(struct ut_buf *out, struct ut_text t)
{
  const char *p = t.len > 0 ? t.ptr : "", *end = p + t.len;
  while (p < end) {
    const char *run = p;
    while (p < end && !ut_json_is_special((unsigned char)*p))
      p++;
    ut_buf_add(out, run, (size_t)(p - run));
    if (p < end)
      add_escape(out, (unsigned char)*p++);
  }
  return out->failed ? UT_NOMEM : UT_OK;
}

enum ut_status ut_json_add_string(struct ut_buf *out, struct ut_text t)
{
  ut_buf_reserve(out, t.len + 2);
  ut_buf_add(out, "\"", 1);
  ut_json_add_inner(out, t);
  return ut_buf_add(out, "\"", 1);
}
