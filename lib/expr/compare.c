/* The comparisons of a condition: a column, an operator, values; each becomes one test. */
#include "expr/parse.h"

#include <stdlib.h>

/* What is compared: a column, or the extent of a code in one. */
struct subject {
  struct ut_text name;
  const struct ut_column *column;
  enum ut_type type;
  struct ut_test test;
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

static bool holds_index(const struct ut_literal_range *r, int64_t index)
{
  return ut_bound_admits(&r->low, ut_quotient_compare(index, 1, r->low.at.number, 1)) &&
         ut_bound_admits(&r->high, ut_quotient_compare(r->high.at.number, 1, index, 1));
}

/* The ranges of codes as a set, families included where a code is named. */
static uint32_t set_of(const struct ut_expr *e, const struct subject *s)
{
  uint32_t set = 0;
  const struct ut_vocabulary *v = s->column->codes;
  for (const struct ut_literal_range *r = e->ranges + s->test.first, *end = r + s->test.count; r < end; r++)
    for (size_t i = 0; i < v->count; i++)
      if (holds_index(r, (int64_t)i))
        set |= r->single ? ut_vocabulary_family(v, (int)i) : UINT32_C(1) << i;
  return set;
}

static enum ut_status add_range(struct ut_parser *p, struct subject *s, const struct ut_literal_range *range)
{
  return ut_expr_add_range(p->e, &s->test, range, p->lexer.err);
}

static enum ut_status add_test(struct ut_parser *p, const struct subject *s, struct ut_fragment *out)
{
  return ut_expr_add_test(p->e, s->test, out, p->lexer.err);
}

/* Tells the scope the texts that the column may equal. */
static enum ut_status tell_texts(const struct ut_parser *p, const struct subject *s)
{
  enum ut_status status = UT_OK;
  const struct ut_literal_range *r = p->e->ranges + s->test.first, *end = r + s->test.count;
  for (; p->scope->text && r < end && status == UT_OK; r++)
    if (r->single)
      status = p->scope->text(p->scope->context, s->test.slot, r->low.at.text, p->lexer.err);
  return status;
}

/* Single literals first. */
static int compare_ranges(const void *a, const void *b)
{
  const struct ut_literal_range *x = a, *y = b;
  return x->single != y->single ? (y->single ? 1 : -1) : ut_single_compare(x->low.at.text, y->low.at.text);
}

/* Puts texts in the order in which they are looked up: a list may be long, and is asked for each row. */
static void order_texts(struct ut_expr *e, struct ut_test *t)
{
  struct ut_literal_range *ranges = e->ranges + t->first;
  qsort(ranges, t->count, sizeof *ranges, compare_ranges);
  for (t->singles = 0; t->singles < t->count && ranges[t->singles].single;)
    t->singles++;
}

static enum ut_status add_range_test(struct ut_parser *p, struct subject *s, struct ut_fragment *out)
{
  static const enum ut_test_kind kinds[] = {
      [UT_TYPE_TEXT] = UT_TEST_TEXT,
      [UT_TYPE_NUMBER] = UT_TEST_NUMBER,
      [UT_TYPE_DATE] = UT_TEST_DATE,
      [UT_TYPE_CODE] = UT_TEST_CODE,
  };
  if (s->test.kind != UT_TEST_EXTENT)
    s->test.kind = kinds[s->type];
  if (s->type == UT_TYPE_CODE)
    s->test.set = set_of(p->e, s);
  if (s->test.kind == UT_TEST_TEXT) {
    UT_TRY(tell_texts(p, s));
    order_texts(p->e, &s->test);
  }
  return add_test(p, s, out);
}

static enum ut_status wrong_type(struct ut_parser *p, const struct subject *s, const char *rule)
{
  char shown[UT_QUOTED];
  return ut_lexer_fail(&p->lexer, p->lexer.token.raw.ptr, "%s, and %s %s", rule,
                       ut_quote(shown, s->name.ptr, s->name.len), type_is[s->type]);
}

/* A list column has only `has`, extents and `is empty`. */
static enum ut_status refuse_list(struct ut_parser *p, const struct subject *s)
{
  char shown[UT_QUOTED];
  struct ut_text sign = p->lexer.token.raw;
  return ut_lexer_fail(&p->lexer, sign.ptr, "%s holds several codes: use has instead of %.*s",
                       ut_quote(shown, s->name.ptr, s->name.len), (int)sign.len, sign.ptr);
}

/* The operator is passed and the value behind it read. */
static enum ut_status read_operand(struct ut_parser *p, const struct subject *s, enum ut_type type,
                                   struct ut_literal *out)
{
  enum ut_status status = ut_lexer_next(&p->lexer);
  return status ? status : ut_parse_literal(p, s->column, type, out);
}

static enum ut_status parse_compare(struct ut_parser *p, struct subject *s, struct ut_fragment *out)
{
  const struct comparison *c = comparisons;
  struct ut_literal literal = {.first.number = 0};
  while (!ut_text_is(p->lexer.token.raw, c->sign))
    c++;
  if (s->type == UT_TYPE_LIST)
    return refuse_list(p, s);
  enum ut_status status = c->orders ? ut_parse_needs_order(p, s->column, s->type) : UT_OK;
  if (status == UT_OK)
    status = read_operand(p, s, s->type, &literal);
  if (status)
    return status;
  /* Before a period is before its first day, up to it is up to its last. */
  struct ut_literal_range range = {.single = !c->orders,
                                   .low = {c->has_low, c->strict, c->strict ? literal.last : literal.first},
                                   .high = {c->has_high, c->strict, c->strict ? literal.first : literal.last}};
  s->test.negated = c->negated;
  status = add_range(p, s, &range);
  return status ? status : add_range_test(p, s, out);
}

/* The list behind an opening parenthesis. */
static enum ut_status read_list(struct ut_parser *p, struct subject *s)
{
  const struct ut_token *token = &p->lexer.token;
  do {
    struct ut_literal_range range = {.single = false};
    enum ut_status status = ut_lexer_next(&p->lexer);
    if (status == UT_OK)
      status = ut_parse_range(p, s->column, s->type, &range);
    if (status == UT_OK)
      status = add_range(p, s, &range);
    if (status)
      return status;
  } while (token->kind == UT_TOKEN_COMMA);
  if (token->kind != UT_TOKEN_CLOSE)
    return ut_lexer_expected(&p->lexer, "\",\" or \")\"", token->kind != UT_TOKEN_DOTS);
  return ut_lexer_next(&p->lexer);
}

static enum ut_status parse_in(struct ut_parser *p, struct subject *s, struct ut_fragment *out)
{
  if (s->type == UT_TYPE_LIST)
    return refuse_list(p, s);
  enum ut_status status = ut_lexer_next(&p->lexer);
  if (status)
    return status;
  if (p->lexer.token.kind == UT_TOKEN_OPEN) {
    status = read_list(p, s);
    return status ? status : add_range_test(p, s, out);
  }
  struct ut_literal_range range = {.single = false};
  status = ut_parse_range(p, s->column, s->type, &range);
  if (status)
    return status;
  if (range.single && s->type != UT_TYPE_DATE)
    return ut_lexer_expected(&p->lexer, "\"..\" after the first end of a range (a list is written in parentheses)",
                             false);
  status = add_range(p, s, &range);
  return status ? status : add_range_test(p, s, out);
}

static enum ut_status parse_like(struct ut_parser *p, struct subject *s, struct ut_fragment *out)
{
  if (s->type == UT_TYPE_LIST)
    return refuse_list(p, s);
  if (s->type != UT_TYPE_TEXT)
    return wrong_type(p, s, "like compares text");
  struct ut_literal pattern = {.first.number = 0};
  enum ut_status status = read_operand(p, s, UT_TYPE_TEXT, &pattern);
  if (status)
    return status;
  struct ut_literal_range range = {.single = true, .low.at = pattern.first};
  status = add_range(p, s, &range);
  s->test.kind = UT_TEST_LIKE;
  if (status == UT_OK && p->scope->pattern)
    status = p->scope->pattern(p->scope->context, s->test.slot, pattern.first.text, p->lexer.err);
  return status ? status : add_test(p, s, out);
}

static enum ut_status parse_is(struct ut_parser *p, struct subject *s, struct ut_fragment *out)
{
  enum ut_status status = ut_lexer_next(&p->lexer);
  s->test.kind = UT_TEST_EMPTY;
  s->test.negated = ut_lexer_is_word(&p->lexer, "not");
  if (status == UT_OK && s->test.negated)
    status = ut_lexer_next(&p->lexer);
  if (status)
    return status;
  if (!ut_lexer_is_word(&p->lexer, "empty"))
    return ut_lexer_expected(&p->lexer, s->test.negated ? "empty" : "empty or not empty", false);
  status = ut_lexer_next(&p->lexer);
  return status ? status : add_test(p, s, out);
}

/* Reads the code behind `has` or the dot into the test. */
static enum ut_status read_code(struct ut_parser *p, struct subject *s, enum ut_test_kind kind)
{
  struct ut_literal code = {.first.number = 0};
  enum ut_status status = read_operand(p, s, UT_TYPE_CODE, &code);
  if (status)
    return status;
  s->test.kind = kind;
  s->test.set = ut_vocabulary_family(s->column->codes, (int)code.first.number);
  return UT_OK;
}

static enum ut_status parse_has(struct ut_parser *p, struct subject *s, struct ut_fragment *out)
{
  if (s->type != UT_TYPE_LIST)
    return wrong_type(p, s, "has is for columns with several codes");
  enum ut_status status = read_code(p, s, UT_TEST_HAS);
  return status ? status : add_test(p, s, out);
}

/* .CODE compared with a percentage. */
static enum ut_status parse_extent(struct ut_parser *p, struct subject *s, struct ut_fragment *out)
{
  if (s->type != UT_TYPE_LIST)
    return wrong_type(p, s, "an extent is of a code in a column with several");
  enum ut_status status = read_code(p, s, UT_TEST_EXTENT);
  if (status)
    return status;
  s->type = UT_TYPE_NUMBER;
  if (p->lexer.token.kind == UT_TOKEN_COMPARE)
    return parse_compare(p, s, out);
  return ut_lexer_is_word(&p->lexer, "in") ? parse_in(p, s, out)
                                           : ut_lexer_expected(&p->lexer, "= != < <= > >= or in", false);
}

static enum ut_status read_column(struct ut_parser *p, struct subject *s)
{
  static const char *const reserved[] = {"and", "or", NULL};
  struct ut_lexer *l = &p->lexer;
  if (l->token.kind != UT_TOKEN_QUOTED && (l->token.kind != UT_TOKEN_WORD || ut_lexer_is_any_word(l, reserved)))
    return ut_lexer_expected(l, "a column, \"(\", not or true", false);
  size_t slot = 0;
  struct ut_error err = {0};
  s->name = l->token.text;
  enum ut_status status = p->scope->column(p->scope->context, s->name, &slot, &s->column, &err);
  if (status == UT_USAGE)
    return ut_lexer_fail(l, l->token.raw.ptr, "%s", err.text);
  if (status) {
    if (l->err)
      *l->err = err;
    return status;
  }
  s->type = s->column->type;
  s->test.slot = (uint32_t)slot;
  return ut_lexer_next(l);
}

enum ut_status ut_parse_comparison(struct ut_parser *p, struct ut_fragment *out)
{
  static const struct {
    const char *keyword;
    enum ut_status (*parse)(struct ut_parser *, struct subject *, struct ut_fragment *);
  } operators[] = {{"in", parse_in}, {"like", parse_like}, {"is", parse_is}, {"has", parse_has}};
  struct subject s = {.name = {NULL, 0}};
  enum ut_status status = read_column(p, &s);
  if (status)
    return status;
  if (p->lexer.token.kind == UT_TOKEN_COMPARE)
    return parse_compare(p, &s, out);
  if (p->lexer.token.kind == UT_TOKEN_DOT)
    return parse_extent(p, &s, out);
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
    if (ut_lexer_is_word(&p->lexer, operators[i].keyword))
      return operators[i].parse(p, &s, out);
  return ut_lexer_expected(&p->lexer, "a comparison (= != < <= > >= in like has is)", false);
}
