/* Arrays that grow: every element stays, and room is made only where it lacks. */
#include "base/grow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void elements_stay(void **state)
{
  (void)state;
  size_t room = 0;
  int *numbers = NULL;
  for (size_t count = 0; count < 1000; count++) {
    numbers = ut_grow(numbers, count, &room, sizeof *numbers);
    assert_non_null(numbers);
    assert_true(room > count);
    numbers[count] = (int)count;
  }
  for (size_t i = 0; i < 1000; i++)
    assert_int_equal(numbers[i], i);
  assert_ptr_equal(ut_grow(numbers, 3, &room, sizeof *numbers), numbers);
  free(numbers);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(elements_stay),
  };
  return cmocka_run_group_tests_name("grow", tests, NULL, NULL);
}
