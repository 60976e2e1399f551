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

/* The room follows from the count: it may become less, and then more again. */
static void added_elements_are_zeros(void **state)
{
  (void)state;
  int *numbers = NULL;
  size_t count = 0;
  for (int round = 0; round < 2; round++) {
    while (count < 1000) {
      int *new = ut_grow_add(&numbers, &count, sizeof *new);
      assert_ptr_equal(new, &numbers[count - 1]);
      assert_int_equal(*new, 0);
      *new = (int)count;
    }
    assert_non_null(numbers);
    for (size_t i = 0; i < 1000; i++)
      assert_int_equal(numbers[i], i + 1);
    count = 20;
  }
  free(numbers);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(elements_stay),
      cmocka_unit_test(added_elements_are_zeros),
  };
  return cmocka_run_group_tests_name("grow", tests, NULL, NULL);
}
