/* The memory of spellings: every length of key, growth, its bound. */
#include "base/memo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void every_length(void **state)
{
  (void)state;
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop";
  struct ut_memo m = {0};
  const struct ut_memo_entry *e;
  for (size_t len = 1; len <= UT_MEMO_KEY; len++) {
    struct ut_text key = {letters, len};
    assert_null(ut_memo_find(&m, key));
    assert_int_equal(ut_memo_add(&m, 100, key, (struct ut_text){letters, len / 2}, (int64_t)len, &e), UT_OK);
    assert_non_null(e);
  }
  for (size_t len = 1; len <= UT_MEMO_KEY; len++) {
    e = ut_memo_find(&m, (struct ut_text){letters, len});
    assert_non_null(e);
    assert_int_equal(e->number, len);
    assert_int_equal(e->value.len, len / 2);
    assert_null(ut_memo_find(&m, (struct ut_text){letters + 1, len}));
  }
  assert_int_equal(ut_memo_add(&m, 100, (struct ut_text){letters, UT_MEMO_KEY + 1}, ut_text_of("x"), 0, &e), UT_OK);
  assert_null(e);
  assert_null(ut_memo_find(&m, (struct ut_text){letters, UT_MEMO_KEY + 1}));
  ut_memo_clear(&m);
}

/* The overlapping words of a key look alike for some texts of different length. */
static void keys_that_look_alike(void **state)
{
  (void)state;
  static const char *const keys[] = {"a", "aa", "aaa", "aaaa", "aaaaa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaaaaaaaaaaa"};
  struct ut_memo m = {0};
  const struct ut_memo_entry *e;
  for (size_t i = 0; i < 8; i++) {
    assert_null(ut_memo_find(&m, ut_text_of(keys[i])));
    ut_memo_add(&m, 100, ut_text_of(keys[i]), ut_text_of(keys[i]), (int64_t)i, &e);
  }
  for (size_t i = 0; i < 8; i++)
    assert_int_equal(ut_memo_find(&m, ut_text_of(keys[i]))->number, i);
  ut_memo_clear(&m);
}

static void it_is_bounded(void **state)
{
  (void)state;
  struct ut_memo m = {0};
  const struct ut_memo_entry *e;
  char key[24];
  for (int i = 0; i < 5000; i++) {
    snprintf(key, sizeof key, "kommun %d", i);
    assert_int_equal(ut_memo_add(&m, 1000, ut_text_of(key), ut_text_of(key), i, &e), UT_OK);
    assert_true((e != NULL) == (i < 1000));
  }
  for (int i = 0; i < 5000; i++) {
    snprintf(key, sizeof key, "kommun %d", i);
    e = ut_memo_find(&m, ut_text_of(key));
    assert_true((e != NULL) == (i < 1000));
    if (e)
      assert_true(ut_text_is(e->value, key));
  }
  ut_memo_clear(&m);
  assert_null(ut_memo_find(&m, ut_text_of("kommun 1")));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_length),
      cmocka_unit_test(keys_that_look_alike),
      cmocka_unit_test(it_is_bounded),
  };
  return cmocka_run_group_tests_name("memo", tests, NULL, NULL);
}
