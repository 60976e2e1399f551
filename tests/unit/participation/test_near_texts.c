/* Cells that are one of some texts, or one but for case: of few and of many alike. */
#include "participation/near_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static enum ut_nearness look(struct ut_near_texts *t, const char *cell)
{
  enum ut_nearness near;
  assert_int_equal(ut_near_texts_look(t, ut_text_of(cell), &near), UT_OK);
  return near;
}

static void few_and_many(void **state)
{
  (void)state;
  for (int others = 0; others < 200; others += 66) {
    struct ut_near_texts t = {0};
    char text[16];
    assert_int_equal(ut_near_texts_add(&t, ut_text_of("Bron")), UT_OK);
    assert_int_equal(ut_near_texts_add(&t, ut_text_of("Vägen")), UT_OK);
    for (int i = 0; i < others; i++) {
      snprintf(text, sizeof text, "Steg %d", i);
      assert_int_equal(ut_near_texts_add(&t, ut_text_of(text)), UT_OK);
    }
    assert_int_equal(look(&t, "Bron"), UT_IS_ONE);
    assert_int_equal(look(&t, "bRON"), UT_NEAR_ONE);
    assert_int_equal(look(&t, "VäGEN"), UT_NEAR_ONE);
    assert_int_equal(look(&t, "VÄGEN"), UT_NEAR_NONE); /* ASCII alone */
    assert_int_equal(look(&t, "Bron "), UT_NEAR_NONE);
    assert_int_equal(look(&t, ""), UT_NEAR_NONE);
    assert_int_equal(look(&t, "[rON"), UT_NEAR_NONE);
    assert_int_equal(look(&t, "steg 65"), others > 65 ? UT_NEAR_ONE : UT_NEAR_NONE);
    ut_near_texts_clear(&t);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(few_and_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
