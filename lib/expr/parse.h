/* What the parts of the parser of conditions share. */
#ifndef UTFALL_PARSE_H
#define UTFALL_PARSE_H

#include "expr/compile.h"
#include "expr/lexer.h"

struct ut_parser {
  struct ut_lexer lexer;
  struct ut_expr *e;
  const struct ut_scope *scope;
  int depth; /* parentheses and `not` that the token stands in */
};

/* A word as a value: a period has two ends, others the same twice. */
struct ut_literal {
  struct ut_point first, last;
};

/* Takes the token as a value of that type, which may be other than the column's. UT_USAGE with a caret, as below. */
enum ut_status ut_parse_literal(struct ut_parser *p, const struct ut_column *column, enum ut_type type,
                                struct ut_literal *out);

/* A literal, or A..B with at least one end. */
enum ut_status ut_parse_range(struct ut_parser *p, const struct ut_column *column, enum ut_type type,
                              struct ut_literal_range *out);

/* UT_USAGE with a caret under the token when values of that type in that column have no order. */
enum ut_status ut_parse_needs_order(const struct ut_parser *p, const struct ut_column *column, enum ut_type type);

/* A column and what is asked of it; adds one test. */
enum ut_status ut_parse_comparison(struct ut_parser *p, struct ut_fragment *out);

#endif
