/* Hashes of texts: what shares a place under one seed does not under another. */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { KEYS = 1000, PLACES = 1 << 10 };

/* Keys that share a place under one seed are spread under another: no file can be written that makes a table slow. */
static void keys_that_collide_under_one_seed(void **state)
{
  (void)state;
  static bool taken[PLACES];
  size_t found = 0, places = 0;
  for (unsigned i = 0; found < KEYS; i++) {
    char key[16];
    struct ut_text text = {key, (size_t)snprintf(key, sizeof key, "insats %u", i)};
    if (ut_hash_text(1, text) % PLACES != 0)
      continue;
    found++;
    bool *place = &taken[ut_hash_text(3, text) % PLACES];
    places += !*place;
    *place = true;
  }
  assert_in_range(places, 550, 720); /* of 1024, 1000 random ones take 638, give or take 12 */
}

static void seeds_differ(void **state)
{
  (void)state;
  uint64_t first = ut_hash_seed(), second = ut_hash_seed();
  assert_true(first != 0 && second != 0);
  assert_true(first != second);
}

/* All bytes and the length count, whatever the length. */
static void every_byte_counts(void **state)
{
  (void)state;
  char key[40] = {0};
  for (size_t len = 1; len <= sizeof key; len++)
    for (size_t i = 0; i < len; i++) {
      struct ut_text text = {key, len};
      uint64_t before = ut_hash_text(5, text);
      assert_true(before != ut_hash_text(5, (struct ut_text){key, len - 1}));
      key[i] = 1;
      assert_true(before != ut_hash_text(5, text));
      key[i] = 0;
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_that_collide_under_one_seed),
      cmocka_unit_test(seeds_differ),
      cmocka_unit_test(every_byte_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
