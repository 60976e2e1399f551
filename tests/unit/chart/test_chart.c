/* Options by name, and what of a picture other programs count on. */
#include "chart/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_set(struct ut_chart_options *o, const char *name, const char *value)
{
  struct ut_error err = {0};
  assert_int_equal(ut_chart_set(o, ut_text_of(name), value, &err), UT_OK);
}

static void assert_refused(const char *name, const char *value, const char *text)
{
  struct ut_chart_options o = {.width = UT_CHART_WIDTH};
  struct ut_error err = {0};
  assert_int_equal(ut_chart_set(&o, ut_text_of(name), value, &err), UT_USAGE);
  assert_string_equal(err.text, text);
}

static void test_set(void **state)
{
  (void)state;
  struct ut_chart_options o = {.width = UT_CHART_WIDTH};
  assert_set(&o, "x", "insats");
  assert_set(&o, "value", "in, ut");
  assert_set(&o, "width", "360");
  assert_set(&o, "id", "bild-2");
  assert_set(&o, "labels", "");
  assert_string_equal(o.x, "insats");
  assert_int_equal(o.value.count, 2);
  assert_true(ut_text_is(o.value.names[1], "ut"));
  assert_int_equal(o.width, 360);
  assert_true(o.labels && !o.totals);
}

static void test_refused(void **state)
{
  (void)state;
  assert_refused("colour", "red",
                 "no option of a chart (x y series value low high target title subtitle width id labels totals)");
  assert_refused("x", "", "the value is empty");
  assert_refused("title", "\303(", "not valid UTF-8");
  assert_refused("width", "319", "the width is a whole number from 320 to 1600");
  assert_refused("width", "360px", "the width is a whole number from 320 to 1600");
  assert_refused("id", "1a", "an id is a letter, then letters, digits, - or _");
  assert_refused("labels", "ja", "takes no value");
}

static void test_kinds(void **state)
{
  (void)state;
  enum ut_chart_kind kind;
  for (size_t i = 0; i < UT_CHARTS; i++)
    assert_true(ut_chart_kind_find(ut_text_of(ut_chart_names[i]), &kind) && kind == i);
  assert_false(ut_chart_kind_find(ut_text_of("pie"), &kind));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_set),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_kinds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
