/* Which rows targets may aim at: those of their keys alone, however many there are. */
#include "goals/aims.h"

#include "../rows.h"

enum { MANY = 2000 };

struct opened {
  struct ut_targets *targets;
  struct ut_results results;
  size_t rows[MANY];
};

static void load(struct opened *o, const char *targets, const char *table)
{
  struct ut_reader_options reading = {.from = UT_AUTO};
  struct ut_error err = {0};
  char paths[2][32];
  int fds[] = {file_of(targets, paths[0]), file_of(table, paths[1])};
  *o = (struct opened){0};
  assert_int_equal(ut_targets_load(&o->targets, paths[0], NULL, &err), UT_OK);
  assert_int_equal(ut_results_load(&o->results, paths[1], &reading, o->targets, NULL, &err), UT_OK);
  close(fds[0]);
  close(fds[1]);
}

static void forget(struct opened *o)
{
  ut_results_clear(&o->results);
  ut_targets_free(o->targets);
}

/* Two thousand targets look at two thousand rows, not at four million. */
static void each_looks_at_its_own(void **state)
{
  (void)state;
  struct ut_buf targets = {0}, table = {0};
  struct opened o;
  size_t looked = 0;
  ut_buf_format(&targets, "insats,op,mal\n");
  ut_buf_format(&table, "insats,andel\n");
  for (unsigned i = 0; i < MANY; i++) {
    ut_buf_format(&targets, "I%u,>=,50\n", i);
    ut_buf_format(&table, "I%u,%u\n", MANY - 1 - i, i % 100);
  }
  load(&o, ut_buf_string(&targets), ut_buf_string(&table));
  for (size_t i = 0; i < MANY; i++) {
    looked += ut_aims_rows(o.results.aims, i, o.rows);
    assert_int_equal(o.rows[0], MANY - 1 - i);
  }
  assert_int_equal(looked, MANY);
  forget(&o);
  ut_buf_clear(&targets);
  ut_buf_clear(&table);
}

/* Keys that do not apply tell no rows apart; a key that the table lacks has none. */
static void by_the_keys_that_apply(void **state)
{
  (void)state;
  struct opened o;
  const size_t expected[] = {2, 2, 1, 4, 0, 0};
  load(&o, "kon,klass,matt,op,mal\nK,,,>=,1\n,a,,>=,1\nM,b,,>=,1\n,,,>=,1\nK,,x,>=,1\nk,,,>=,1\n",
       "kon,klass,andel\nK,a,1\nM,a,2\nK,b,3\nM,b,4\n");
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    assert_int_equal(ut_aims_rows(o.results.aims, i, o.rows), expected[i]);
  assert_int_equal(ut_aims_rows(o.results.aims, 0, o.rows), 2);
  assert_int_equal(o.rows[0], 0);
  assert_int_equal(o.rows[1], 2);
  forget(&o);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_looks_at_its_own),
      cmocka_unit_test(by_the_keys_that_apply),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
