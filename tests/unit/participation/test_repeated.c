/* What several files hold. */
#include "participation/repeated.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { MANY = 100000 };

static bool is_earlier(struct ut_repeated *r, const char *source, int id, ut_date start)
{
  char name[16];
  bool earlier;
  snprintf(name, sizeof name, "p%06d", id);
  assert_int_equal(ut_repeated_see(r, source, ut_text_of(name), ut_text_of("Bron"), start, &earlier), UT_OK);
  return earlier;
}

/* A file's own are none, however many; those of the file before are, but not on another day. */
static void of_an_earlier_file(void **state)
{
  static const char one[] = "a.csv", two[] = "b.csv";
  struct ut_repeated *r;
  (void)state;
  assert_int_equal(ut_repeated_new(&r), UT_OK);
  for (int i = 0; i < 2 * MANY; i++)
    assert_false(is_earlier(r, one, i % MANY, 1));
  for (int i = 0; i < MANY; i++) {
    assert_true(is_earlier(r, two, i, 1));
    assert_false(is_earlier(r, two, i, 2));
    assert_false(is_earlier(r, two, MANY + i, 1));
  }
  ut_repeated_free(r);
  ut_repeated_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(of_an_earlier_file),
  };
  return cmocka_run_group_tests_name("repeated", tests, NULL, NULL);
}
