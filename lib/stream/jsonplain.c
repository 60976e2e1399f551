/* Plain JSON objects, without a copy. */
#include "stream/jsonplain.h"

#include <stdlib.h>

#include "base/hash.h"
#include "stream/json.h"
#include "stream/scan.h"

/* Where the scan is. From any place up to `last` a block of a text can be looked at, so that nothing but this is asked
 * before a look; an object that reaches beyond it is not taken. */
struct cursor {
  const char *p, *last;
  bool lines;
};

static void skip_white(struct cursor *c)
{
  while (c->p <= c->last && ut_json_is_white(*c->p) && !(c->lines && *c->p == '\n'))
    c->p++;
}

/* Goes past white space to this character and past it. */
static bool take(struct cursor *c, char wanted)
{
  skip_white(c);
  if (c->p > c->last || *c->p != wanted)
    return false;
  c->p++;
  return true;
}

/* A text with escapes, which the validating scan judges. c->p is its first quote. */
static bool take_escaped(struct cursor *c, struct ut_text *value)
{
  struct ut_json_scan scan = {0};
  ut_json_scan_begin(&scan, c->lines, 1);
  struct ut_json_span span = {c->p, (size_t)(c->last - c->p), false};
  if (ut_json_scan_value(&scan, span, NULL) != UT_OK)
    return false;
  *value = (struct ut_text){c->p + 1, scan.at - 2};
  c->p += scan.at;
  return true;
}

static bool take_text(struct cursor *c, struct ut_text *value, bool *escaped)
{
  bool high = false;
  const char *stop = c->p + 1;
  if (!ut_scan_find_stop(&stop, c->last, &high))
    return false;
  *escaped = *stop == '\\';
  if (*escaped)
    return take_escaped(c, value);
  if (*stop != '"')
    return false;
  *value = ut_text_between(c->p + 1, stop);
  c->p = stop + 1;
  return !high || ut_utf8_valid(value->ptr, value->len) == value->len;
}

/* A number as it stands, true or false; null is empty. */
static bool take_bare(struct cursor *c, struct ut_text *value)
{
  const char *p = c->p;
  while (p <= c->last && ut_json_is_bare(*p))
    p++;
  *value = ut_text_between(c->p, p);
  c->p = p;
  if (ut_text_is(*value, "null")) {
    value->len = 0;
    return true;
  }
  return ut_json_is_number(*value) || ut_json_is_literal(*value);
}

static bool take_value(struct cursor *c, struct ut_json_plain *plain)
{
  struct ut_text *value = &plain->values[plain->count];
  bool escaped = false;
  if (c->p > c->last)
    return false;
  if (*c->p != '"')
    return take_bare(c, value);
  if (!take_text(c, value, &escaped))
    return false;
  plain->escaped[plain->escapes] = plain->count;
  plain->escapes += escaped;
  return true;
}

/* The known name that comes next, *next or one after it. */
static bool take_name(struct cursor *c, const struct ut_json_names *known, size_t *next)
{
  if (!take(c, '"') || c->p > c->last)
    return false;
  size_t room = (size_t)(c->last - c->p);
  for (; *next < known->count; ++*next) {
    struct ut_text source = known->names[*next].source;
    if (source.len <= room && ut_same_text(source, (struct ut_text){c->p, source.len})) {
      c->p += source.len;
      return true;
    }
  }
  return false;
}

bool ut_json_plain_take(struct ut_json_plain *plain, const struct ut_json_names *known, struct ut_json_span span,
                        bool lines)
{
  if (known->count == 0 || span.len <= UT_SCAN_TEXT)
    return false;
  struct cursor c = {span.ptr + 1, span.ptr + span.len - UT_SCAN_TEXT, lines};
  plain->count = plain->escapes = 0;
  for (size_t next = 0; next < known->count; next++) {
    if (!take_name(&c, known, &next) || !take(&c, ':'))
      return false;
    skip_white(&c);
    if (!take_value(&c, plain))
      return false;
    plain->names[plain->count++] = known->names[next].text;
    if (!take(&c, ',')) {
      bool ended = take(&c, '}');
      plain->len = (size_t)(c.p - span.ptr);
      return ended;
    }
  }
  return false;
}

static enum ut_status add_name(struct ut_json_names *known, struct ut_text source, struct ut_text text)
{
  struct ut_json_name *name = &known->names[known->count++];
  *name = (struct ut_json_name){source, text};
  ut_buf_add_text(&known->bytes, source);
  return ut_buf_add_text(&known->bytes, text);
}

/* The bytes have stopped moving. */
static void settle(struct ut_json_names *known)
{
  const char *p = known->bytes.ptr;
  for (size_t i = 0; i < known->count; i++) {
    struct ut_json_name *name = &known->names[i];
    name->source.ptr = p;
    name->text.ptr = p + name->source.len;
    p = name->text.ptr + name->text.len;
  }
}

enum ut_status ut_json_names_learn(struct ut_json_names *known, const char *source,
                                   const struct ut_json_member *members, const struct ut_text *texts, size_t count)
{
  known->count = 0;
  known->bytes.len = 0;
  if (count > known->cap) {
    struct ut_json_name *names = reallocarray(known->names, count, sizeof *names);
    if (!names)
      return UT_NOMEM;
    known->names = names;
    known->cap = count;
  }
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < count && status == UT_OK; i++)
    status = add_name(known, (struct ut_text){source + members[i].name + 1, members[i].name_len - 1}, texts[i]);
  if (status != UT_OK)
    known->count = 0;
  settle(known);
  return status;
}

void ut_json_names_clear(struct ut_json_names *known)
{
  free(known->names);
  ut_buf_clear(&known->bytes);
  *known = (struct ut_json_names){0};
}
