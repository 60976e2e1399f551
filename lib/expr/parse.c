/* Conditions: recursive descent through or, and, not and parentheses, down to comparisons. */
#include "expr/parse.h"

#include <stdlib.h>

enum {
  DEPTH = 200,         /* parentheses and `not` inside each other */
  LENGTH = 1024 * 1024 /* bytes of an expression */
};

static const struct ut_fragment no_tests = {{UT_NOWHERE, UT_NOWHERE}, {UT_NOWHERE, UT_NOWHERE}};

static enum ut_status parse_or(struct ut_parser *p, struct ut_fragment *out);

static enum ut_status parse_parentheses(struct ut_parser *p, struct ut_fragment *out)
{
  enum ut_status status = ut_lexer_next(&p->lexer);
  if (status == UT_OK)
    status = parse_or(p, out);
  if (status == UT_OK && p->lexer.token.kind != UT_TOKEN_CLOSE)
    return ut_lexer_expected(&p->lexer, "and, or or \")\"", true);
  return status ? status : ut_lexer_next(&p->lexer);
}

static enum ut_status parse_not(struct ut_parser *p, struct ut_fragment *out);

static enum ut_status parse_negation(struct ut_parser *p, struct ut_fragment *out)
{
  struct ut_fragment inner = no_tests;
  enum ut_status status = ut_lexer_next(&p->lexer);
  if (status == UT_OK)
    status = parse_not(p, &inner);
  if (status == UT_OK)
    *out = (struct ut_fragment){inner.no, inner.yes};
  return status;
}

static enum ut_status parse_true(struct ut_parser *p, struct ut_fragment *out)
{
  enum ut_status status = ut_lexer_next(&p->lexer);
  return status ? status : ut_expr_add_test(p->e, (struct ut_test){.kind = UT_TEST_TRUE}, out, p->lexer.err);
}

static enum ut_status parse_not(struct ut_parser *p, struct ut_fragment *out)
{
  enum ut_status status;
  if (p->depth == DEPTH)
    return ut_lexer_fail(&p->lexer, p->lexer.token.raw.ptr, "nested more than %d deep", DEPTH);
  p->depth++;
  if (ut_lexer_is_word(&p->lexer, "not"))
    status = parse_negation(p, out);
  else if (p->lexer.token.kind == UT_TOKEN_OPEN)
    status = parse_parentheses(p, out);
  else if (ut_lexer_is_word(&p->lexer, "true"))
    status = parse_true(p, out);
  else
    status = ut_parse_comparison(p, out);
  p->depth--;
  return status;
}

static enum ut_status parse_and(struct ut_parser *p, struct ut_fragment *out)
{
  enum ut_status status = parse_not(p, out);
  while (status == UT_OK && ut_lexer_is_word(&p->lexer, "and")) {
    struct ut_fragment right = no_tests;
    ut_expr_lead_on(p->e, out->yes);
    status = ut_lexer_next(&p->lexer);
    if (status == UT_OK)
      status = parse_not(p, &right);
    if (status == UT_OK)
      *out = (struct ut_fragment){right.yes, ut_expr_join(p->e, out->no, right.no)};
  }
  return status;
}

static enum ut_status parse_or(struct ut_parser *p, struct ut_fragment *out)
{
  enum ut_status status = parse_and(p, out);
  while (status == UT_OK && ut_lexer_is_word(&p->lexer, "or")) {
    struct ut_fragment right = no_tests;
    ut_expr_lead_on(p->e, out->no);
    status = ut_lexer_next(&p->lexer);
    if (status == UT_OK)
      status = parse_and(p, &right);
    if (status == UT_OK)
      *out = (struct ut_fragment){ut_expr_join(p->e, out->yes, right.yes), right.no};
  }
  return status;
}

static enum ut_status parse_all(struct ut_parser *p)
{
  struct ut_fragment whole = no_tests;
  enum ut_status status = ut_lexer_next(&p->lexer);
  if (status == UT_OK)
    status = parse_or(p, &whole);
  if (status == UT_OK && p->lexer.token.kind != UT_TOKEN_END)
    return ut_lexer_expected(&p->lexer, "and, or or the end", true);
  if (status == UT_OK) {
    ut_expr_lead(p->e, whole.yes, UT_ACCEPT);
    ut_expr_lead(p->e, whole.no, UT_REJECT);
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
  struct ut_lexer lexer = {.text = {text, len}, .at = text, .strings = e->strings, .err = err};
  struct ut_parser p = {.lexer = lexer, .e = e, .scope = scope};
  enum ut_status status = parse_all(&p);
  if (status) {
    ut_expr_free(e);
    return status;
  }
  *out = e;
  return UT_OK;
}
