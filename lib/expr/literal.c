/* Values and ranges of values in a condition, read by the type of the column. */
#include "expr/parse.h"

static const char *const type_wants[] = {
    [UT_TYPE_TEXT] = "a text", [UT_TYPE_NUMBER] = "a number", [UT_TYPE_DATE] = "a date or a period",
    [UT_TYPE_CODE] = "a code", [UT_TYPE_LIST] = "a code",
};

static enum ut_status text_literal(struct ut_lexer *l, const struct ut_column *column, struct ut_literal *out)
{
  (void)column;
  out->first.text = ut_lexer_keep(l);
  return UT_OK;
}

static enum ut_status number_literal(struct ut_lexer *l, const struct ut_column *column, struct ut_literal *out)
{
  (void)column;
  struct ut_text t = l->token.text;
  if (ut_number_parse(t, &out->first.number, &out->first.divisor))
    return UT_OK;
  char shown[UT_QUOTED];
  return ut_lexer_fail(l, l->token.raw.ptr, "%s is not a number", ut_quote(shown, t.ptr, t.len));
}

static enum ut_status date_literal(struct ut_lexer *l, const struct ut_column *column, struct ut_literal *out)
{
  (void)column;
  struct ut_period period;
  struct ut_text t = l->token.text;
  if (ut_period_parse(t, &period, NULL)) {
    char shown[UT_QUOTED];
    return ut_lexer_fail(l, l->token.raw.ptr,
                         "%s is not a date or a period (expected 2019-07-15, 2019-07, 2019Q3, 2019T2, 2019H2 or 2019)",
                         ut_quote(shown, t.ptr, t.len));
  }
  out->first.number = period.first;
  out->last = out->first;
  out->last.number = period.last;
  return UT_OK;
}

static enum ut_status code_literal(struct ut_lexer *l, const struct ut_column *column, struct ut_literal *out)
{
  struct ut_text code = l->token.text;
  int index = ut_vocabulary_find(column->codes, code);
  out->first.number = index;
  if (index >= 0)
    return UT_OK;
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  return ut_lexer_fail(l, l->token.raw.ptr, "unknown code %s of %s%s", ut_quote(shown, code.ptr, code.len),
                       column->codes->name, ut_vocabulary_suggest(column->codes, code, suggestion));
}

enum ut_status ut_parse_literal(struct ut_parser *p, const struct ut_column *column, enum ut_type type,
                                struct ut_literal *out)
{
  static enum ut_status (*const readers[])(struct ut_lexer *, const struct ut_column *, struct ut_literal *) = {
      [UT_TYPE_TEXT] = text_literal, [UT_TYPE_NUMBER] = number_literal, [UT_TYPE_DATE] = date_literal,
      [UT_TYPE_CODE] = code_literal, [UT_TYPE_LIST] = code_literal,
  };
  if (!ut_lexer_is_literal(&p->lexer))
    return ut_lexer_expected(&p->lexer, type_wants[type], false);
  *out = (struct ut_literal){.first.divisor = 1};
  enum ut_status status = readers[type](&p->lexer, column, out);
  if (type != UT_TYPE_DATE)
    out->last = out->first;
  return status ? status : ut_lexer_next(&p->lexer);
}

static bool is_ordered(const struct ut_column *column, enum ut_type type)
{
  static const enum ut_vocabulary_index bands[] = {UT_ALDERSGRUPP, UT_LANGDGRUPP, UT_FORSORJNINGSGRUPP};
  for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
    if (column->codes == &ut_vocabularies[bands[i]])
      return true;
  return type != UT_TYPE_CODE;
}

enum ut_status ut_parse_needs_order(const struct ut_parser *p, const struct ut_column *column, enum ut_type type)
{
  if (is_ordered(column, type))
    return UT_OK;
  return ut_lexer_fail(&p->lexer, p->lexer.token.raw.ptr, "the codes of %s have no order: use =, != or in (...)",
                       column->codes->name);
}

static int compare_points(enum ut_type type, const struct ut_point *a, const struct ut_point *b)
{
  if (type == UT_TYPE_TEXT)
    return ut_text_compare(a->text, b->text);
  return ut_quotient_compare(a->number, a->divisor, b->number, b->divisor);
}

/* Goes on behind the first end, at the dots, with the other; *given tells whether it is there. */
static enum ut_status read_high(struct ut_parser *p, const struct ut_column *column, enum ut_type type, bool needed,
                                struct ut_literal *high, bool *given)
{
  enum ut_status status = ut_parse_needs_order(p, column, type);
  if (status == UT_OK)
    status = ut_lexer_next(&p->lexer);
  if (status)
    return status;
  *given = ut_lexer_is_literal(&p->lexer);
  return *given || needed ? ut_parse_literal(p, column, type, high) : UT_OK;
}

enum ut_status ut_parse_range(struct ut_parser *p, const struct ut_column *column, enum ut_type type,
                              struct ut_literal_range *out)
{
  struct ut_literal low = {.first.divisor = 1}, high;
  const struct ut_token *token = &p->lexer.token;
  const char *start = token->raw.ptr;
  bool has_low = token->kind != UT_TOKEN_DOTS, has_high = true;
  enum ut_status status = has_low ? ut_parse_literal(p, column, type, &low) : UT_OK;
  if (status)
    return status;
  high = low;
  bool single = token->kind != UT_TOKEN_DOTS;
  if (!single)
    status = read_high(p, column, type, !has_low, &high, &has_high);
  if (status)
    return status;
  if (has_low && has_high && compare_points(type, &low.first, &high.last) > 0)
    return ut_lexer_fail(&p->lexer, start, "nothing lies in this range: its first end is above its last");
  *out = (struct ut_literal_range){single, {has_low, false, low.first}, {has_high, false, high.last}};
  return UT_OK;
}
