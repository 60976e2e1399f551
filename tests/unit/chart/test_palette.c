/* Contrasts by hand: black and white have 21; #767676 is known as the lightest grey of 4.54 on white (WCAG). */
#include "chart/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_contrast(void **state)
{
  (void)state;
  assert_true(ut_contrast("#000000", "#FFFFFF") > 20.99 && ut_contrast("#FFFFFF", "#000000") < 21.01);
  assert_true(ut_contrast("#767676", "#FFFFFF") > 4.53 && ut_contrast("#767676", "#FFFFFF") < 4.55);
  assert_true(ut_contrast("#12436D", "#12436D") < 1.001);
}

/* Shapes 3 : 1 against the ground, text 4.5 : 1 against what it is on. */
static void test_colours(void **state)
{
  (void)state;
  for (size_t i = 0; i < UT_PALETTE; i++) {
    assert_true(ut_contrast(ut_palette[i], ut_paper) >= 3);
    assert_true(ut_contrast(ut_palette[i], ut_ink_on(ut_palette[i])) >= 4.5);
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(ut_palette[i], ut_palette[j]);
  }
  assert_true(ut_contrast(ut_unknown, ut_paper) >= 3);
  assert_true(ut_contrast(ut_unknown, ut_ink_on(ut_unknown)) >= 4.5);
  assert_true(ut_contrast(ut_ink, ut_paper) >= 4.5);
  assert_true(ut_contrast(ut_faint, ut_paper) >= 4.5);
}

static void test_shades(void **state)
{
  (void)state;
  char room[UT_COLOUR];
  assert_string_equal(ut_shade(0, room), "#EDF2F7");
  assert_string_equal(ut_shade(1, room), ut_palette[0]);
  for (int i = 0; i <= 100; i++) {
    const char *shade = ut_shade(i / 100.0, room);
    assert_true(ut_contrast(shade, ut_ink_on(shade)) >= 4.5);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_contrast),
      cmocka_unit_test(test_colours),
      cmocka_unit_test(test_shades),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
