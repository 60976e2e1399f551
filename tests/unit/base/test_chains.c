/* Numbers in chains by text. */
#include "base/chains.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_chain(const struct ut_chains *l, const char *key, const size_t *expected, size_t count)
{
  uint32_t chain;
  assert_true(ut_chains_find(l, ut_text_of(key), &chain));
  const struct ut_link *item = ut_chains_first(l, chain);
  for (size_t i = 0; i < count; i++, item = ut_chains_next(l, item)) {
    assert_non_null(item);
    assert_int_equal(item->number, expected[i]);
  }
  assert_null(item);
}

static void each_text_has_its_own(void **state)
{
  (void)state;
  struct ut_chains l = {0};
  uint32_t chain;
  for (size_t i = 0; i < 1000; i++)
    assert_int_equal(ut_chains_add(&l, ut_text_of(i % 400 == 7 ? "b" : "a"), i), UT_OK);
  assert_chain(&l, "b", (const size_t[]){7, 407, 807}, 3);
  assert_false(ut_chains_find(&l, ut_text_of("c"), &chain));
  assert_int_equal(ut_chains_enter(&l, ut_text_of("c"), &chain), UT_OK);
  assert_chain(&l, "c", NULL, 0);
  ut_chains_clear(&l);
}

/* A chain that has been emptied takes new ones. */
static void the_first_is_taken(void **state)
{
  (void)state;
  struct ut_chains l = {0};
  size_t number;
  assert_false(ut_chains_take(&l, ut_text_of("a"), &number));
  for (size_t i = 3; i < 5; i++)
    assert_int_equal(ut_chains_add(&l, ut_text_of("a"), i), UT_OK);
  for (size_t i = 3; i < 5; i++) {
    assert_true(ut_chains_take(&l, ut_text_of("a"), &number));
    assert_int_equal(number, i);
  }
  assert_false(ut_chains_take(&l, ut_text_of("a"), &number));
  assert_int_equal(ut_chains_add(&l, ut_text_of("a"), 9), UT_OK);
  assert_chain(&l, "a", (const size_t[]){9}, 1);
  ut_chains_clear(&l);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_text_has_its_own),
      cmocka_unit_test(the_first_is_taken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
