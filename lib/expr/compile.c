/* Putting the compiled form of a condition together. */
#include "expr/compile.h"

#include "base/grow.h"

static uint32_t *exit_at(struct ut_expr *e, uint32_t exit)
{
  struct ut_test *t = &e->tests[exit / 2];
  return exit % 2 ? &t->no : &t->yes;
}

static enum ut_status note_slot(struct ut_expr *e, uint32_t slot, struct ut_error *err)
{
  for (size_t i = 0; i < e->slot_count; i++)
    if (e->slots[i] == slot)
      return UT_OK;
  uint32_t *slots = ut_grow(e->slots, e->slot_count, &e->slot_cap, sizeof *slots);
  if (!slots)
    return ut_error_nomem(err);
  e->slots = slots;
  slots[e->slot_count++] = slot;
  return UT_OK;
}

enum ut_status ut_expr_add_test(struct ut_expr *e, struct ut_test test, struct ut_fragment *out, struct ut_error *err)
{
  struct ut_test *tests = ut_grow(e->tests, e->test_count, &e->test_cap, sizeof *tests);
  if (!tests)
    return ut_error_nomem(err);
  e->tests = tests;
  if (test.kind != UT_TEST_TRUE && test.kind != UT_TEST_EMPTY) {
    enum ut_status status = note_slot(e, test.slot, err);
    if (status)
      return status;
  }
  uint32_t yes = (uint32_t)(2 * e->test_count), no = yes + 1;
  test.yes = test.no = UT_NOWHERE;
  e->tests[e->test_count++] = test;
  *out = (struct ut_fragment){{yes, yes}, {no, no}};
  return UT_OK;
}

enum ut_status ut_expr_add_range(struct ut_expr *e, struct ut_test *test, const struct ut_literal_range *range,
                                 struct ut_error *err)
{
  struct ut_literal_range *ranges = ut_grow(e->ranges, e->range_count, &e->range_cap, sizeof *ranges);
  if (!ranges)
    return ut_error_nomem(err);
  e->ranges = ranges;
  if (test->count++ == 0)
    test->first = (uint32_t)e->range_count;
  ranges[e->range_count++] = *range;
  return UT_OK;
}

void ut_expr_lead(struct ut_expr *e, struct ut_exits exits, uint32_t target)
{
  for (uint32_t next, exit = exits.head; exit != UT_NOWHERE; exit = next) {
    uint32_t *place = exit_at(e, exit);
    next = *place;
    *place = target;
  }
}

void ut_expr_lead_on(struct ut_expr *e, struct ut_exits exits)
{
  ut_expr_lead(e, exits, (uint32_t)e->test_count);
}

struct ut_exits ut_expr_join(struct ut_expr *e, struct ut_exits a, struct ut_exits b)
{
  *exit_at(e, a.tail) = b.head;
  return (struct ut_exits){a.head, b.tail};
}
