/* Conditions: a recursive descent parser emits tests in the order of the text, each with the test to go to when it
 * holds and when it does not, so that evaluation is a walk without a stack. */
#include "utfall/expr.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  DEPTH = 200,          /* parentheses and `not` inside each other */
  LENGTH = 1024 * 1024, /* bytes of an expression */
  MESSAGE = 208,        /* leaves room for the caret lines in an error's text */
  SHOWN = 100,          /* characters of the expression in an error */
  FEW_CODES = 8         /* are listed when one is not known */
};

/* Where a test leads, besides the number of another. The third ends a chain of exits that lead nowhere yet. */
static const uint32_t accept = UINT32_MAX, reject = UINT32_MAX - 1, nowhere = UINT32_MAX - 2;

struct point {
  int64_t number, divisor; /* NUMBER a fraction, DATE the day, CODE the index */
  struct ut_text text;     /* TEXT */
};

/* A word as a value: a period has two ends, others the same twice. */
struct literal {
  struct point first, last;
};

struct bound {
  bool given, strict;
  struct point at;
};

struct range {
  bool single; /* one literal, not from one to another */
  struct bound low, high;
};

struct test {
  bool (*match)(const struct ut_expr *e, const struct test *t, const struct ut_value *v);
  bool negated;
  uint32_t slot;
  uint32_t yes, no;
  uint32_t set;          /* of codes */
  uint32_t first, count; /* ranges */
};

struct ut_expr {
  struct test *tests;
  struct range *ranges;
  uint32_t *slots; /* of the columns that are compared, each once */
  size_t test_count, test_cap, range_count, range_cap, slot_count, slot_cap;
  char *strings; /* quoted literals, unquoted */
  size_t string_len;
};

/* The tests' exits that wait for a target, chained through their yes and no: 2 * test, + 1 for its no. */
struct exits {
  uint32_t head, tail;
};

struct fragment {
  struct exits yes, no;
};

enum token_kind { END, WORD, QUOTED, COMPARE, OPEN, CLOSE, COMMA, DOT, DOTS };

struct token {
  enum token_kind kind;
  struct ut_text raw, text; /* as it stands; as it is meant */
};

struct parser {
  const char *start, *at, *end;
  struct token token;
  struct ut_expr *e;
  const struct ut_scope *scope;
  struct ut_error *err;
  int depth;
};

/* What is compared: a column, or the extent of a code in one. */
struct subject {
  struct ut_text name;
  const struct ut_column *column;
  enum ut_type type;
  struct test test;
};

/* Which ends of a literal a comparison takes for the bounds of a range. */
struct comparison {
  const char *sign;
  bool orders, negated;
  bool has_low, has_high, strict;
};

static const struct comparison comparisons[] = {
    {"=", false, false, true, true, false}, {"!=", false, true, true, true, false},
    {"<", true, false, false, true, true},  {"<=", true, false, false, true, false},
    {">", true, false, true, false, true},  {">=", true, false, true, false, false},
};

static const char *const type_is[] = {
    [UT_TYPE_TEXT] = "is text",        [UT_TYPE_NUMBER] = "is a number",       [UT_TYPE_DATE] = "is a date",
    [UT_TYPE_CODE] = "holds one code", [UT_TYPE_LIST] = "holds several codes",
};

static const char *const type_wants[] = {
    [UT_TYPE_TEXT] = "a text", [UT_TYPE_NUMBER] = "a number", [UT_TYPE_DATE] = "a date or a period",
    [UT_TYPE_CODE] = "a code", [UT_TYPE_LIST] = "a code",
};

/* ---- evaluation ---- */

static int compare_fractions(int64_t a, int64_t a_divisor, int64_t b, int64_t b_divisor)
{
  if (a_divisor == b_divisor)
    return (a > b) - (a < b);
  __int128 left = (__int128)a * b_divisor, right = (__int128)b * a_divisor;
  return (left > right) - (left < right);
}

static bool above(const struct bound *low, int order)
{
  return !low->given || order > 0 || (order == 0 && !low->strict);
}

static bool match_fraction(const struct ut_expr *e, const struct test *t, int64_t number, int64_t divisor)
{
  for (const struct range *r = e->ranges + t->first, *end = r + t->count; r < end; r++) {
    int to_low = compare_fractions(number, divisor, r->low.at.number, r->low.at.divisor);
    int to_high = compare_fractions(number, divisor, r->high.at.number, r->high.at.divisor);
    if (above(&r->low, to_low) && above(&r->high, -to_high))
      return true;
  }
  return false;
}

static bool match_number(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  return match_fraction(e, t, v->number, v->divisor);
}

static bool match_date(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  return match_fraction(e, t, v->number, 1);
}

static bool in_text_range(const struct range *r, struct ut_text text)
{
  if (r->single)
    return ut_text_equal(text, r->low.at.text);
  return (!r->low.given || above(&r->low, ut_text_compare(text, r->low.at.text))) &&
         (!r->high.given || above(&r->high, -ut_text_compare(text, r->high.at.text)));
}

static bool match_text(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  for (const struct range *r = e->ranges + t->first, *end = r + t->count; r < end; r++)
    if (in_text_range(r, v->text))
      return true;
  return false;
}

static bool match_like(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  return ut_text_like(v->text, e->ranges[t->first].low.at.text);
}

static bool match_code(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  (void)e;
  return t->set >> v->number & 1;
}

static bool match_has(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  (void)e;
  return (v->list->has & t->set) != 0;
}

static bool match_extent(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  int64_t hundredths = 0;
  for (uint32_t left = t->set & v->list->has; left; left &= left - 1)
    hundredths += v->list->extent[__builtin_ctz(left)];
  return match_fraction(e, t, hundredths, 100);
}

static bool match_empty(const struct ut_expr *e, const struct test *t, const struct ut_value *v)
{
  (void)e, (void)t;
  return v->missing;
}

/* `true` has no match and reads nothing. */
static bool holds(const struct ut_expr *e, const struct test *t, const struct ut_value *values)
{
  if (!t->match)
    return true;
  const struct ut_value *v = &values[t->slot];
  if (v->missing && t->match != match_empty)
    return false;
  return t->match(e, t, v) != t->negated;
}

/* ---- errors ---- */

static struct ut_text between(const char *from, const char *to)
{
  return (struct ut_text){from, (size_t)(to - from)};
}

static bool is_inside(const char *p)
{
  return ((unsigned char)*p & 0xC0) == 0x80;
}

/* Narrows the excerpt around `at` until its two lines fit: SHOWN characters, `room` bytes. */
static void narrow(const char **start, const char **stop, const char *at, size_t room)
{
  for (;;) {
    size_t before = ut_utf8_length(between(*start, at)), after = ut_utf8_length(between(at, *stop));
    if (before + after <= SHOWN && (size_t)(*stop - *start) + before <= room)
      return;
    if (before > after) {
      do
        ++*start;
      while (is_inside(*start));
    } else {
      do
        --*stop;
      while (is_inside(*stop));
    }
  }
}

/* Copies without anything that would move the caret. */
static char *copy_plain(char *out, const char *from, const char *to)
{
  while (from < to) {
    const char *character = from;
    uint32_t c = ut_utf8_next(&from, to);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
      *out++ = ' ';
    else
      out = mempcpy(out, character, (size_t)(from - character));
  }
  return out;
}

/* The message with the place under it, in an error's text. */
static enum ut_status point_at(struct parser *p, const char *at, const char *message)
{
  static const char ellipsis[] = "…";
  size_t len = strlen(message);
  len = ut_utf8_valid(message, len < MESSAGE ? len : MESSAGE);
  size_t room = UT_ERROR_TEXT - len - sizeof "\n  \n  ^" - 2 * sizeof ellipsis - 1;
  const char *start = at - p->start > UT_ERROR_TEXT ? at - UT_ERROR_TEXT : p->start;
  const char *stop = p->end - at > UT_ERROR_TEXT ? at + UT_ERROR_TEXT : p->end;
  while (start < at && is_inside(start))
    start++;
  while (stop < p->end && is_inside(stop))
    stop--;
  narrow(&start, &stop, at, room);

  char line[UT_ERROR_TEXT], *out = line;
  if (start > p->start)
    out = stpcpy(out, ellipsis);
  out = copy_plain(out, start, at);
  int caret = (int)ut_text_width(between(line, out)) + 1;
  out = copy_plain(out, at, stop);
  stpcpy(out, stop < p->end ? ellipsis : "");
  return ut_error_set(p->err, UT_USAGE, "%.*s\n  %s\n  %*s", (int)len, message, line, caret, "^");
}

__attribute__((format(printf, 3, 4))) static enum ut_status fail(struct parser *p, const char *at, const char *format,
                                                                 ...)
{
  char message[UT_ERROR_TEXT];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return point_at(p, at, message);
}

/* What stands where something else was expected; the commonest reasons have a hint. */
static enum ut_status expected(struct parser *p, const char *what, bool after_value)
{
  static const char *const hints[] = {
      [WORD] = " (text with blanks or signs needs quotes)",
      [DOT] = " (text with blanks or signs needs quotes)",
      [COMMA] = " (decimals have a point)",
      [DOTS] = " (a range is written after in)",
  };
  const struct token *t = &p->token;
  char shown[UT_QUOTED] = "the end";
  if (t->kind != END)
    ut_quote(shown, t->raw.ptr, t->raw.len);
  const char *hint = after_value && t->kind < sizeof hints / sizeof *hints ? hints[t->kind] : NULL;
  return fail(p, t->raw.ptr, "expected %s, found %s%s", what, shown, hint ? hint : "");
}

/* ---- tokens ---- */

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Letters of Latin scripts, digits, _ and -. */
static bool is_word_character(uint32_t c)
{
  if (c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  return c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7;
}

static bool is_blank(uint32_t c)
{
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x202F;
}

/* Digits so far, with a minus or not: what a decimal point may follow. */
static bool is_whole_number(struct ut_text t)
{
  size_t i = t.len > 0 && t.ptr[0] == '-';
  size_t first = i;
  while (i < t.len && is_digit(t.ptr[i]))
    i++;
  return i == t.len && i > first;
}

static const char *word_end(const char *start, const char *end)
{
  const char *at = start;
  while (at < end) {
    const char *next = at;
    uint32_t c = ut_utf8_next(&next, end);
    bool point = c == '.' && end - at > 1 && is_digit(at[1]) && is_whole_number(between(start, at));
    if (!point && !is_word_character(c))
      break;
    at = next;
  }
  return at;
}

/* The quote that begins at p->at, without its marks: a doubled mark, or a mark or a backslash after a backslash, is one. */
static enum ut_status read_quoted(struct parser *p)
{
  char quote = *p->at, *string = p->e->strings + p->e->string_len, *out = string;
  const char *at = p->at + 1;
  for (;; at++) {
    if (at == p->end)
      return fail(p, p->at, "this quote is not closed");
    bool escaped = (*at == '\\' && at + 1 < p->end && strchr("\\\"'", at[1])) ||
                   (*at == quote && at + 1 < p->end && at[1] == quote);
    if (escaped)
      at++;
    else if (*at == quote)
      break;
    *out++ = *at;
  }
  p->e->string_len += (size_t)(out - string);
  p->token = (struct token){QUOTED, between(p->at, at + 1), between(string, out)};
  return UT_OK;
}

static struct token read_sign(const char *at)
{
  static const struct {
    const char *sign;
    enum token_kind kind;
  } signs[] = {{"!=", COMPARE}, {"<=", COMPARE}, {">=", COMPARE}, {"..", DOTS}, {"=", COMPARE}, {"<", COMPARE},
               {">", COMPARE},  {"(", OPEN},     {")", CLOSE},    {",", COMMA}, {".", DOT}};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t len = strlen(signs[i].sign);
    if (strncmp(at, signs[i].sign, len) == 0)
      return (struct token){signs[i].kind, {at, len}, {at, len}};
  }
  return (struct token){END, {at, 0}, {at, 0}};
}

static void skip_blanks(struct parser *p)
{
  const char *next = p->at;
  while (next < p->end && is_blank(ut_utf8_next(&next, p->end)))
    p->at = next;
}

static enum ut_status refuse_character(struct parser *p)
{
  const char *next = p->at;
  char shown[UT_QUOTED];
  ut_utf8_next(&next, p->end);
  return fail(p, p->at, "%s has no meaning outside quotes", ut_quote(shown, p->at, (size_t)(next - p->at)));
}

/* Reads the next token into p->token. */
static enum ut_status advance(struct parser *p)
{
  skip_blanks(p);
  struct ut_text word = between(p->at, word_end(p->at, p->end));
  if (word.len > 0)
    p->token = (struct token){WORD, word, word};
  else if (p->at < p->end && (*p->at == '"' || *p->at == '\'')) {
    enum ut_status status = read_quoted(p);
    if (status)
      return status;
  } else
    p->token = read_sign(p->at);
  if (p->token.kind == END && p->at < p->end)
    return refuse_character(p);
  p->at = p->token.raw.ptr + p->token.raw.len;
  return UT_OK;
}

static bool is_word(const struct parser *p, const char *keyword)
{
  struct ut_text t = p->token.raw;
  return p->token.kind == WORD && t.len == strlen(keyword) && strncasecmp(t.ptr, keyword, t.len) == 0;
}

static bool is_any_word(const struct parser *p, const char *const *words)
{
  while (*words && !is_word(p, *words))
    words++;
  return *words != NULL;
}

static bool begins_literal(const struct parser *p)
{
  static const char *const reserved[] = {"and", "or", "not", "in", "is", "like", "has", NULL};
  return p->token.kind == QUOTED || (p->token.kind == WORD && !is_any_word(p, reserved));
}

/* ---- what is emitted ---- */

/* The array with room for one more item; NULL when there is no memory. */
static void *grow(void *items, size_t *cap, size_t count, size_t size)
{
  if (count < *cap)
    return items;
  size_t more = *cap ? *cap * 2 : 8;
  void *grown = reallocarray(items, more, size);
  if (grown)
    *cap = more;
  return grown;
}

static uint32_t *exit_at(struct ut_expr *e, uint32_t exit)
{
  struct test *t = &e->tests[exit / 2];
  return exit % 2 ? &t->no : &t->yes;
}

static void lead(struct ut_expr *e, struct exits exits, uint32_t target)
{
  for (uint32_t next, exit = exits.head; exit != nowhere; exit = next) {
    uint32_t *place = exit_at(e, exit);
    next = *place;
    *place = target;
  }
}

static struct exits join(struct ut_expr *e, struct exits a, struct exits b)
{
  *exit_at(e, a.tail) = b.head;
  return (struct exits){a.head, b.tail};
}

static enum ut_status note_slot(struct parser *p, uint32_t slot)
{
  struct ut_expr *e = p->e;
  for (size_t i = 0; i < e->slot_count; i++)
    if (e->slots[i] == slot)
      return UT_OK;
  uint32_t *slots = grow(e->slots, &e->slot_cap, e->slot_count, sizeof *slots);
  if (!slots)
    return ut_error_nomem(p->err);
  e->slots = slots;
  slots[e->slot_count++] = slot;
  return UT_OK;
}

static enum ut_status emit(struct parser *p, struct test test, struct fragment *out)
{
  struct ut_expr *e = p->e;
  struct test *tests = grow(e->tests, &e->test_cap, e->test_count, sizeof *tests);
  if (!tests)
    return ut_error_nomem(p->err);
  e->tests = tests;
  if (test.match && test.match != match_empty) {
    enum ut_status status = note_slot(p, test.slot);
    if (status)
      return status;
  }
  uint32_t yes = (uint32_t)(2 * e->test_count), no = yes + 1;
  test.yes = test.no = nowhere;
  e->tests[e->test_count++] = test;
  *out = (struct fragment){{yes, yes}, {no, no}};
  return UT_OK;
}

static enum ut_status add_range(struct parser *p, struct subject *s, const struct range *range)
{
  struct ut_expr *e = p->e;
  struct range *ranges = grow(e->ranges, &e->range_cap, e->range_count, sizeof *ranges);
  if (!ranges)
    return ut_error_nomem(p->err);
  e->ranges = ranges;
  if (s->test.count++ == 0)
    s->test.first = (uint32_t)e->range_count;
  e->ranges[e->range_count++] = *range;
  return UT_OK;
}

/* ---- literals ---- */

static enum ut_status text_literal(struct parser *p, const struct ut_column *column, struct literal *out)
{
  (void)column;
  struct ut_text t = p->token.text;
  if (p->token.kind == WORD) {
    char *copy = p->e->strings + p->e->string_len;
    memcpy(copy, t.ptr, t.len);
    p->e->string_len += t.len;
    t.ptr = copy;
  }
  out->first.text = t;
  return UT_OK;
}

static enum ut_status number_literal(struct parser *p, const struct ut_column *column, struct literal *out)
{
  (void)column;
  if (ut_number_parse(p->token.text, &out->first.number, &out->first.divisor))
    return UT_OK;
  char shown[UT_QUOTED];
  return fail(p, p->token.raw.ptr, "%s is not a number", ut_quote(shown, p->token.text.ptr, p->token.text.len));
}

static enum ut_status date_literal(struct parser *p, const struct ut_column *column, struct literal *out)
{
  (void)column;
  struct ut_period period;
  struct ut_text t = p->token.text;
  if (ut_period_parse(t, &period, NULL)) {
    char shown[UT_QUOTED];
    return fail(p, p->token.raw.ptr,
                "%s is not a date or a period (expected 2019-07-15, 2019-07, 2019Q3, 2019T2, 2019H2 or 2019)",
                ut_quote(shown, t.ptr, t.len));
  }
  out->first.number = period.first;
  out->last = out->first;
  out->last.number = period.last;
  return UT_OK;
}

/* " (did you mean arbete?)", or the codes there are when they are few. */
static void suggest(const struct ut_vocabulary *v, struct ut_text code, char *out, size_t size)
{
  const char *nearest = ut_vocabulary_nearest(v, code);
  *out = '\0';
  if (nearest)
    snprintf(out, size, " (did you mean %s?)", nearest);
  else if (v->count <= FEW_CODES) {
    int used = snprintf(out, size, " (expected");
    for (size_t i = 0; i < v->count; i++)
      used += snprintf(out + used, size - (size_t)used, "%s%s", i ? ", " : " ", v->codes[i].code);
    snprintf(out + used, size - (size_t)used, ")");
  }
}

static enum ut_status code_literal(struct parser *p, const struct ut_column *column, struct literal *out)
{
  struct ut_text code = p->token.text;
  int index = ut_vocabulary_find(column->codes, code);
  out->first.number = index;
  if (index >= 0)
    return UT_OK;
  char shown[UT_QUOTED], suggestion[UT_ERROR_TEXT];
  suggest(column->codes, code, suggestion, sizeof suggestion);
  return fail(p, p->token.raw.ptr, "unknown code %s of %s%s", ut_quote(shown, code.ptr, code.len), column->codes->name,
              suggestion);
}

/* Takes the token as a value of that type. */
static enum ut_status read_literal(struct parser *p, const struct subject *s, enum ut_type type, struct literal *out)
{
  static enum ut_status (*const readers[])(struct parser *, const struct ut_column *, struct literal *) = {
      [UT_TYPE_TEXT] = text_literal, [UT_TYPE_NUMBER] = number_literal, [UT_TYPE_DATE] = date_literal,
      [UT_TYPE_CODE] = code_literal, [UT_TYPE_LIST] = code_literal,
  };
  if (!begins_literal(p))
    return expected(p, type_wants[type], false);
  *out = (struct literal){.first.divisor = 1};
  enum ut_status status = readers[type](p, s->column, out);
  if (type != UT_TYPE_DATE)
    out->last = out->first;
  return status ? status : advance(p);
}

/* ---- comparisons ---- */

static bool is_ordered(const struct subject *s)
{
  static const enum ut_vocabulary_index bands[] = {UT_ALDERSGRUPP, UT_LANGDGRUPP, UT_FORSORJNINGSGRUPP};
  for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
    if (s->column->codes == &ut_vocabularies[bands[i]])
      return true;
  return s->type != UT_TYPE_CODE;
}

static enum ut_status no_order(struct parser *p, const char *at, const struct subject *s)
{
  return fail(p, at, "the codes of %s have no order: use =, != or in (...)", s->column->codes->name);
}

static int compare_points(enum ut_type type, const struct point *a, const struct point *b)
{
  if (type == UT_TYPE_TEXT)
    return ut_text_compare(a->text, b->text);
  return compare_fractions(a->number, a->divisor, b->number, b->divisor);
}

/* A literal, or A..B with at least one end. */
static enum ut_status read_element(struct parser *p, const struct subject *s, struct range *out)
{
  struct literal low = {.first.divisor = 1}, high;
  const char *start = p->token.raw.ptr;
  bool has_low = p->token.kind != DOTS;
  enum ut_status status = has_low ? read_literal(p, s, s->type, &low) : UT_OK;
  if (status)
    return status;
  high = low;
  bool single = p->token.kind != DOTS, has_high = true;
  if (!single) {
    if (!is_ordered(s))
      return no_order(p, p->token.raw.ptr, s);
    status = advance(p);
    has_high = begins_literal(p);
    if (status == UT_OK && (has_high || !has_low))
      status = read_literal(p, s, s->type, &high);
  }
  if (status)
    return status;
  if (has_low && has_high && compare_points(s->type, &low.first, &high.last) > 0)
    return fail(p, start, "nothing lies in this range: its first end is above its last");
  *out = (struct range){single, {has_low, false, low.first}, {has_high, false, high.last}};
  return UT_OK;
}

static bool holds_index(const struct range *r, int64_t index)
{
  return above(&r->low, compare_fractions(index, 1, r->low.at.number, 1)) &&
         above(&r->high, compare_fractions(r->high.at.number, 1, index, 1));
}

/* The ranges of codes as a set, families included where a code is named. */
static uint32_t set_of(const struct ut_expr *e, const struct subject *s)
{
  uint32_t set = 0;
  const struct ut_vocabulary *v = s->column->codes;
  for (const struct range *r = e->ranges + s->test.first, *end = r + s->test.count; r < end; r++)
    for (size_t i = 0; i < v->count; i++)
      if (holds_index(r, (int64_t)i))
        set |= r->single ? ut_vocabulary_family(v, (int)i) : UINT32_C(1) << i;
  return set;
}

static enum ut_status emit_ranges(struct parser *p, struct subject *s, struct fragment *out)
{
  static bool (*const matches[])(const struct ut_expr *, const struct test *, const struct ut_value *) = {
      [UT_TYPE_TEXT] = match_text,
      [UT_TYPE_NUMBER] = match_number,
      [UT_TYPE_DATE] = match_date,
      [UT_TYPE_CODE] = match_code,
  };
  if (!s->test.match)
    s->test.match = matches[s->type];
  if (s->type == UT_TYPE_CODE)
    s->test.set = set_of(p->e, s);
  return emit(p, s->test, out);
}

static enum ut_status wrong_type(struct parser *p, const struct subject *s, const char *rule)
{
  char shown[UT_QUOTED];
  return fail(p, p->token.raw.ptr, "%s, and %s %s", rule, ut_quote(shown, s->name.ptr, s->name.len), type_is[s->type]);
}

/* A list column has only `has`, extents and `is empty`. */
static enum ut_status refuse_list(struct parser *p, const struct subject *s)
{
  char shown[UT_QUOTED];
  ut_quote(shown, s->name.ptr, s->name.len);
  return fail(p, p->token.raw.ptr, "%s holds several codes: use has instead of %.*s", shown, (int)p->token.raw.len,
              p->token.raw.ptr);
}

static enum ut_status parse_compare(struct parser *p, struct subject *s, struct fragment *out)
{
  const struct comparison *c = comparisons;
  struct literal literal = {.first.number = 0};
  while (!ut_text_is(p->token.raw, c->sign))
    c++;
  if (s->type == UT_TYPE_LIST)
    return refuse_list(p, s);
  if (c->orders && !is_ordered(s))
    return no_order(p, p->token.raw.ptr, s);
  enum ut_status status = advance(p);
  if (status == UT_OK)
    status = read_literal(p, s, s->type, &literal);
  if (status)
    return status;
  /* Before a period is before its first day, up to it is up to its last. */
  struct range range = {.single = !c->orders,
                        .low = {c->has_low, c->strict, c->strict ? literal.last : literal.first},
                        .high = {c->has_high, c->strict, c->strict ? literal.first : literal.last}};
  s->test.negated = c->negated;
  status = add_range(p, s, &range);
  return status ? status : emit_ranges(p, s, out);
}

static enum ut_status read_elements(struct parser *p, struct subject *s)
{
  for (;;) {
    struct range range = {.single = false};
    enum ut_status status = read_element(p, s, &range);
    if (status == UT_OK)
      status = add_range(p, s, &range);
    if (status)
      return status;
    if (p->token.kind == CLOSE)
      return advance(p);
    if (p->token.kind != COMMA)
      return expected(p, "\",\" or \")\"", p->token.kind != DOTS);
    status = advance(p);
    if (status)
      return status;
  }
}

static enum ut_status parse_in(struct parser *p, struct subject *s, struct fragment *out)
{
  if (s->type == UT_TYPE_LIST)
    return refuse_list(p, s);
  enum ut_status status = advance(p);
  if (status)
    return status;
  if (p->token.kind == OPEN) {
    status = advance(p);
    if (status == UT_OK)
      status = read_elements(p, s);
    return status ? status : emit_ranges(p, s, out);
  }
  struct range range = {.single = false};
  status = read_element(p, s, &range);
  if (status)
    return status;
  if (range.single && s->type != UT_TYPE_DATE)
    return expected(p, "\"..\" after the first end of a range (a list is written in parentheses)", false);
  status = add_range(p, s, &range);
  return status ? status : emit_ranges(p, s, out);
}

static enum ut_status parse_like(struct parser *p, struct subject *s, struct fragment *out)
{
  if (s->type == UT_TYPE_LIST)
    return refuse_list(p, s);
  if (s->type != UT_TYPE_TEXT)
    return wrong_type(p, s, "like compares text");
  struct literal pattern = {.first.number = 0};
  enum ut_status status = advance(p);
  if (status == UT_OK)
    status = read_literal(p, s, UT_TYPE_TEXT, &pattern);
  if (status)
    return status;
  struct range range = {.single = true, .low.at = pattern.first};
  status = add_range(p, s, &range);
  s->test.match = match_like;
  return status ? status : emit(p, s->test, out);
}

static enum ut_status parse_is(struct parser *p, struct subject *s, struct fragment *out)
{
  enum ut_status status = advance(p);
  s->test.match = match_empty;
  s->test.negated = is_word(p, "not");
  if (status == UT_OK && s->test.negated)
    status = advance(p);
  if (status)
    return status;
  if (!is_word(p, "empty"))
    return expected(p, s->test.negated ? "empty" : "empty or not empty", false);
  status = advance(p);
  return status ? status : emit(p, s->test, out);
}

static enum ut_status parse_has(struct parser *p, struct subject *s, struct fragment *out)
{
  if (s->type != UT_TYPE_LIST)
    return wrong_type(p, s, "has is for columns with several codes");
  struct literal code = {.first.number = 0};
  enum ut_status status = advance(p);
  if (status == UT_OK)
    status = read_literal(p, s, UT_TYPE_CODE, &code);
  if (status)
    return status;
  s->test.match = match_has;
  s->test.set = ut_vocabulary_family(s->column->codes, (int)code.first.number);
  return emit(p, s->test, out);
}

/* .CODE compared with a percentage. */
static enum ut_status parse_extent(struct parser *p, struct subject *s, struct fragment *out)
{
  if (s->type != UT_TYPE_LIST)
    return wrong_type(p, s, "an extent is of a code in a column with several");
  struct literal code = {.first.number = 0};
  enum ut_status status = advance(p);
  if (status == UT_OK)
    status = read_literal(p, s, UT_TYPE_CODE, &code);
  if (status)
    return status;
  s->test.match = match_extent;
  s->test.set = ut_vocabulary_family(s->column->codes, (int)code.first.number);
  s->type = UT_TYPE_NUMBER;
  if (p->token.kind == COMPARE)
    return parse_compare(p, s, out);
  return is_word(p, "in") ? parse_in(p, s, out) : expected(p, "= != < <= > >= or in", false);
}

static enum ut_status read_column(struct parser *p, struct subject *s)
{
  static const char *const reserved[] = {"and", "or", NULL};
  if (p->token.kind != QUOTED && (p->token.kind != WORD || is_any_word(p, reserved)))
    return expected(p, "a column, \"(\", not or true", false);
  size_t slot = 0;
  struct ut_error err = {0};
  s->name = p->token.text;
  enum ut_status status = p->scope->column(p->scope->context, s->name, &slot, &s->column, &err);
  if (status == UT_USAGE)
    return point_at(p, p->token.raw.ptr, err.text);
  if (status) {
    if (p->err)
      *p->err = err;
    return status;
  }
  s->type = s->column->type;
  s->test.slot = (uint32_t)slot;
  return advance(p);
}

static enum ut_status parse_comparison(struct parser *p, struct fragment *out)
{
  static const struct {
    const char *keyword;
    enum ut_status (*parse)(struct parser *, struct subject *, struct fragment *);
  } operators[] = {{"in", parse_in}, {"like", parse_like}, {"is", parse_is}, {"has", parse_has}};
  struct subject s = {.test.match = NULL};
  enum ut_status status = read_column(p, &s);
  if (status)
    return status;
  if (p->token.kind == COMPARE)
    return parse_compare(p, &s, out);
  if (p->token.kind == DOT)
    return parse_extent(p, &s, out);
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
    if (is_word(p, operators[i].keyword))
      return operators[i].parse(p, &s, out);
  return expected(p, "a comparison (= != < <= > >= in like has is)", false);
}

/* ---- the grammar above comparisons ---- */

static enum ut_status parse_or(struct parser *p, struct fragment *out);

static enum ut_status parse_parentheses(struct parser *p, struct fragment *out)
{
  enum ut_status status = advance(p);
  if (status == UT_OK)
    status = parse_or(p, out);
  if (status == UT_OK && p->token.kind != CLOSE)
    return expected(p, "and, or or \")\"", true);
  return status ? status : advance(p);
}

static enum ut_status parse_not(struct parser *p, struct fragment *out);

static enum ut_status parse_negation(struct parser *p, struct fragment *out)
{
  struct fragment inner = {{nowhere, nowhere}, {nowhere, nowhere}};
  enum ut_status status = advance(p);
  if (status == UT_OK)
    status = parse_not(p, &inner);
  if (status == UT_OK)
    *out = (struct fragment){inner.no, inner.yes};
  return status;
}

static enum ut_status parse_true(struct parser *p, struct fragment *out)
{
  enum ut_status status = advance(p);
  return status ? status : emit(p, (struct test){.match = NULL}, out);
}

static enum ut_status parse_not(struct parser *p, struct fragment *out)
{
  enum ut_status status;
  if (p->depth == DEPTH)
    return fail(p, p->token.raw.ptr, "nested more than %d deep", DEPTH);
  p->depth++;
  if (is_word(p, "not"))
    status = parse_negation(p, out);
  else if (p->token.kind == OPEN)
    status = parse_parentheses(p, out);
  else if (is_word(p, "true"))
    status = parse_true(p, out);
  else
    status = parse_comparison(p, out);
  p->depth--;
  return status;
}

static enum ut_status parse_and(struct parser *p, struct fragment *out)
{
  enum ut_status status = parse_not(p, out);
  while (status == UT_OK && is_word(p, "and")) {
    struct fragment right = {{nowhere, nowhere}, {nowhere, nowhere}};
    lead(p->e, out->yes, (uint32_t)p->e->test_count);
    status = advance(p);
    if (status == UT_OK)
      status = parse_not(p, &right);
    if (status == UT_OK)
      *out = (struct fragment){right.yes, join(p->e, out->no, right.no)};
  }
  return status;
}

static enum ut_status parse_or(struct parser *p, struct fragment *out)
{
  enum ut_status status = parse_and(p, out);
  while (status == UT_OK && is_word(p, "or")) {
    struct fragment right = {{nowhere, nowhere}, {nowhere, nowhere}};
    lead(p->e, out->no, (uint32_t)p->e->test_count);
    status = advance(p);
    if (status == UT_OK)
      status = parse_and(p, &right);
    if (status == UT_OK)
      *out = (struct fragment){join(p->e, out->yes, right.yes), right.no};
  }
  return status;
}

static enum ut_status parse_all(struct parser *p)
{
  struct fragment whole = {{nowhere, nowhere}, {nowhere, nowhere}};
  enum ut_status status = advance(p);
  if (status == UT_OK)
    status = parse_or(p, &whole);
  if (status == UT_OK && p->token.kind != END)
    return expected(p, "and, or or the end", true);
  if (status == UT_OK) {
    lead(p->e, whole.yes, accept);
    lead(p->e, whole.no, reject);
  }
  return status;
}

enum ut_status ut_expr_compile(struct ut_expr **out, const char *text, const struct ut_scope *scope,
                               struct ut_error *err)
{
  size_t len = strlen(text);
  if (len > LENGTH)
    return ut_error_set(err, UT_USAGE, "the expression is longer than %d bytes", LENGTH);
  if (ut_utf8_valid(text, len) != len)
    return ut_error_set(err, UT_USAGE, "the expression is not valid UTF-8");
  struct ut_expr *e = calloc(1, sizeof *e);
  if (e)
    e->strings = malloc(len + 1); /* literals are never longer than the text they are taken from */
  if (!e || !e->strings) {
    free(e);
    return ut_error_nomem(err);
  }
  struct parser p = {.start = text, .at = text, .end = text + len, .e = e, .scope = scope, .err = err};
  enum ut_status status = parse_all(&p);
  if (status) {
    ut_expr_free(e);
    return status;
  }
  *out = e;
  return UT_OK;
}

bool ut_expr_true(const struct ut_expr *e, const struct ut_value *values)
{
  uint32_t at = 0;
  do
    at = holds(e, &e->tests[at], values) ? e->tests[at].yes : e->tests[at].no;
  while (at != accept && at != reject);
  return at == accept;
}

bool ut_expr_lacks(const struct ut_expr *e, const struct ut_value *values)
{
  for (size_t i = 0; i < e->slot_count; i++)
    if (values[e->slots[i]].missing)
      return true;
  return false;
}

void ut_expr_free(struct ut_expr *e)
{
  if (!e)
    return;
  free(e->tests);
  free(e->ranges);
  free(e->slots);
  free(e->strings);
  free(e);
}
