/* Texts by number. */
#include "base/distinct.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MANY = 10000 };

static void texts_come_back_as_they_were(void **state)
{
  struct ut_texts t = {0};
  (void)state;
  assert_int_equal(ut_texts_count(&t), 0);
  assert_int_equal(ut_texts_add(&t, ut_text_of("arbete")), UT_OK);
  assert_int_equal(ut_texts_add(&t, (struct ut_text){"", 0}), UT_OK);
  assert_int_equal(ut_texts_add(&t, (struct ut_text){"a\0b", 3}), UT_OK);
  assert_int_equal(ut_texts_count(&t), 3);
  assert_true(ut_text_is(ut_texts_get(&t, 0), "arbete"));
  assert_int_equal(ut_texts_get(&t, 1).len, 0);
  assert_true(ut_text_equal(ut_texts_get(&t, 2), (struct ut_text){"a\0b", 3}));
  ut_texts_clear(&t);
  assert_int_equal(ut_texts_count(&t), 0);
}

static void a_text_has_one_number(void **state)
{
  struct ut_distinct d = {0};
  uint32_t number;
  char text[16];
  (void)state;
  assert_false(ut_distinct_find(&d, ut_text_of("0"), &number));
  for (int round = 0; round < 2; round++)
    for (uint32_t i = 0; i < MANY; i++) {
      snprintf(text, sizeof text, "%u", i);
      assert_int_equal(ut_distinct_add(&d, ut_text_of(text), &number), UT_OK);
      assert_int_equal(number, i);
      assert_true(ut_distinct_find(&d, ut_text_of(text), &number));
      assert_int_equal(number, i);
    }
  assert_int_equal(ut_texts_count(&d.texts), MANY);
  assert_false(ut_distinct_find(&d, ut_text_of("x"), &number));
  ut_distinct_clear(&d);
  assert_false(ut_distinct_find(&d, ut_text_of("0"), &number));
}

static void copies_lie_in_one_block(void **state)
{
  const struct ut_text texts[] = {ut_text_of("kon"), {NULL, 0}, {"a\0b", 3}};
  struct ut_text *copy = ut_texts_copy(texts, 3), *none = ut_texts_copy(NULL, 0);
  (void)state;
  assert_non_null(copy);
  assert_non_null(none);
  for (size_t i = 0; i < 3; i++)
    assert_true(ut_text_equal(copy[i], texts[i]));
  assert_ptr_not_equal(copy[0].ptr, texts[0].ptr);
  free(copy);
  free(none);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_come_back_as_they_were),
      cmocka_unit_test(copies_lie_in_one_block),
      cmocka_unit_test(a_text_has_one_number),
  };
  return cmocka_run_group_tests_name("distinct", tests, NULL, NULL);
}
