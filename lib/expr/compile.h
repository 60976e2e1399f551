/* The compiled form of a condition: tests in the order of the text, each with the test to go to when it holds and when
 * it does not, so that evaluation is a walk without a stack. */
#ifndef UTFALL_COMPILE_H
#define UTFALL_COMPILE_H

#include "utfall/expr.h"

/* Where a test leads, besides the number of another. The third ends a chain of exits that lead nowhere yet. */
#define UT_ACCEPT UINT32_MAX
#define UT_REJECT (UINT32_MAX - 1)
#define UT_NOWHERE (UINT32_MAX - 2)

/* What a test asks of a value. */
enum ut_test_kind {
  UT_TEST_TRUE, /* nothing; reads no value */
  UT_TEST_EMPTY,
  UT_TEST_TEXT,
  UT_TEST_NUMBER,
  UT_TEST_DATE,
  UT_TEST_CODE,
  UT_TEST_LIKE,
  UT_TEST_HAS,
  UT_TEST_EXTENT
};

/* A place in a column's order. */
struct ut_point {
  int64_t number, divisor; /* NUMBER a fraction, DATE the day, CODE the index */
  struct ut_text text;     /* TEXT */
};

struct ut_bound {
  bool given, strict;
  struct ut_point at;
};

struct ut_literal_range {
  bool single; /* one literal, not from one to another */
  struct ut_bound low, high;
};

struct ut_test {
  enum ut_test_kind kind;
  bool negated;
  uint32_t slot;
  uint32_t yes, no;
  uint32_t set;          /* of codes */
  uint32_t first, count; /* ranges */
  uint32_t singles;      /* of texts: so many of them, the first, are single literals, in the order below */
};

struct ut_expr {
  struct ut_test *tests;
  struct ut_literal_range *ranges;
  uint32_t *slots; /* of the columns that are compared, each once */
  size_t test_count, test_cap, range_count, range_cap, slot_count, slot_cap;
  char *strings; /* the texts of literals */
};

/* The tests' exits that wait for a target, chained through their yes and no: 2 * test, + 1 for its no. */
struct ut_exits {
  uint32_t head, tail;
};

/* Tests that are still to be told where to go. */
struct ut_fragment {
  struct ut_exits yes, no;
};

/* <0, 0, >0. */
static inline int ut_quotient_compare(int64_t a, int64_t a_divisor, int64_t b, int64_t b_divisor)
{
  if (a_divisor == b_divisor)
    return (a > b) - (a < b);
  __int128 left = (__int128)a * b_divisor, right = (__int128)b * a_divisor;
  return (left > right) - (left < right);
}

/* Shorter texts first: an order in which one is found among many at once. */
static inline int ut_single_compare(struct ut_text a, struct ut_text b)
{
  return a.len != b.len ? (a.len > b.len) - (a.len < b.len) : a.len == 0 ? 0 : memcmp(a.ptr, b.ptr, a.len);
}

/* Does a bound let through what stands in that order to it: 0 at it, positive within? */
static inline bool ut_bound_admits(const struct ut_bound *b, int order)
{
  return !b->given || order > 0 || (order == 0 && !b->strict);
}

/* Appends a test whose exits lead nowhere yet. Errors: UT_NOMEM, as below. */
enum ut_status ut_expr_add_test(struct ut_expr *e, struct ut_test test, struct ut_fragment *out, struct ut_error *err);

/* Appends a range to those of a test that is still to be added. */
enum ut_status ut_expr_add_range(struct ut_expr *e, struct ut_test *test, const struct ut_literal_range *range,
                                 struct ut_error *err);

/* Leads exits to a target: UT_ACCEPT, UT_REJECT or the number of a test. */
void ut_expr_lead(struct ut_expr *e, struct ut_exits exits, uint32_t target);

/* Leads them to the test that comes next. */
void ut_expr_lead_on(struct ut_expr *e, struct ut_exits exits);

/* Both as one. */
struct ut_exits ut_expr_join(struct ut_expr *e, struct ut_exits a, struct ut_exits b);

#endif
