/* Conditions, evaluated: the compiled form is asked row by row. */
#include "utfall/expr.h"

#include <stdlib.h>

#include "expr/compile.h"

static bool match_fraction(const struct ut_expr *e, const struct ut_test *t, int64_t number, int64_t divisor)
{
  for (const struct ut_literal_range *r = e->ranges + t->first, *end = r + t->count; r < end; r++) {
    int to_low = ut_quotient_compare(number, divisor, r->low.at.number, r->low.at.divisor);
    int to_high = ut_quotient_compare(number, divisor, r->high.at.number, r->high.at.divisor);
    if (ut_bound_admits(&r->low, to_low) && ut_bound_admits(&r->high, -to_high))
      return true;
  }
  return false;
}

static bool match_number(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *v)
{
  return match_fraction(e, t, v->number, v->divisor);
}

static bool match_date(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *v)
{
  return match_fraction(e, t, v->number, 1);
}

static bool in_text_range(const struct ut_literal_range *r, struct ut_text text)
{
  return (!r->low.given || ut_bound_admits(&r->low, ut_text_compare(text, r->low.at.text))) &&
         (!r->high.given || ut_bound_admits(&r->high, -ut_text_compare(text, r->high.at.text)));
}

static bool is_one_of(const struct ut_literal_range *singles, size_t count, struct ut_text text)
{
  while (count > 0) {
    const struct ut_literal_range *middle = singles + count / 2;
    int order = ut_single_compare(text, middle->low.at.text);
    if (order == 0)
      return true;
    singles = order > 0 ? middle + 1 : singles;
    count = order > 0 ? count - count / 2 - 1 : count / 2;
  }
  return false;
}

static bool match_text(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *v)
{
  const struct ut_literal_range *r = e->ranges + t->first, *end = r + t->count;
  if (is_one_of(r, t->singles, v->text))
    return true;
  for (r += t->singles; r < end; r++)
    if (in_text_range(r, v->text))
      return true;
  return false;
}

static bool match_like(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *v)
{
  return ut_text_like(v->text, e->ranges[t->first].low.at.text);
}

static bool match_code(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *v)
{
  (void)e;
  return t->set >> v->number & 1;
}

static bool match_has(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *v)
{
  (void)e;
  return (v->list->has & t->set) != 0;
}

static bool match_extent(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *v)
{
  int64_t hundredths = 0;
  for (uint32_t left = t->set & v->list->has; left; left &= left - 1)
    hundredths += v->list->extent[__builtin_ctz(left)];
  return match_fraction(e, t, hundredths, 100);
}

static bool holds(const struct ut_expr *e, const struct ut_test *t, const struct ut_value *values)
{
  static bool (*const matches[])(const struct ut_expr *, const struct ut_test *, const struct ut_value *) = {
      [UT_TEST_TEXT] = match_text,     [UT_TEST_NUMBER] = match_number, [UT_TEST_DATE] = match_date,
      [UT_TEST_CODE] = match_code,     [UT_TEST_LIKE] = match_like,     [UT_TEST_HAS] = match_has,
      [UT_TEST_EXTENT] = match_extent,
  };
  if (t->kind == UT_TEST_TRUE)
    return true;
  const struct ut_value *v = &values[t->slot];
  if (t->kind == UT_TEST_EMPTY)
    return v->missing != t->negated;
  return !v->missing && matches[t->kind](e, t, v) != t->negated;
}

bool ut_expr_true(const struct ut_expr *e, const struct ut_value *values)
{
  uint32_t at = 0;
  do
    at = holds(e, &e->tests[at], values) ? e->tests[at].yes : e->tests[at].no;
  while (at != UT_ACCEPT && at != UT_REJECT);
  return at == UT_ACCEPT;
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
