/* Who is in some participation, and in which group. */
#include "progress/registered.h"

#include "../rows.h"

/* a is in two insatser and moved from one town to the other, where the later start is; of two on one day the later row
 * counts. An anonymous one and one without an id are nobody. */
static const char stays[] =
    "insats,id,start,kommun,anonym\nA,a,2019-05-01,Sala,\nB,a,2019-01-01,Köping,\n"
    "A,b,2019-01-01,Sala,\nA,b,2019-01-01,Köping,\nA,c,2019-01-01,Sala,ja\nA,,2019-01-01,Sala,\n";

static struct ut_registered_persons *load(const struct ut_names *by, bool by_insats)
{
  char path[32];
  struct ut_registered_persons *r;
  int fd = file_of(stays, path);
  assert_int_equal(ut_registered_load(&r, path, by, by_insats, NULL, NULL), UT_OK);
  close(fd);
  return r;
}

/* "": not in any. */
static void assert_group(const struct ut_registered_persons *r, const char *id, const char *insats, const char *group)
{
  const struct ut_text *keys = NULL;
  bool found = ut_registered_find(r, ut_text_of(id), ut_text_of(insats), &keys);
  assert_int_equal(found, group[0] != '\0');
  if (found)
    assert_true(ut_text_is(keys[0], group));
}

static void the_latest_counts(void **state)
{
  struct ut_names by = {{ut_text_of("kommun")}, 1};
  struct ut_registered_persons *r = load(&by, false);
  (void)state;
  assert_group(r, "a", "B", "Sala");
  assert_group(r, "b", "A", "Köping");
  assert_group(r, "c", "A", "");
  assert_group(r, "", "A", "");
  assert_group(r, "d", "A", "");
  assert_int_equal(ut_registered_moved(r), 2);
  ut_registered_free(r);
}

static void a_person_is_one_for_each_insats(void **state)
{
  struct ut_names by = {{ut_text_of("kommun")}, 1};
  struct ut_registered_persons *r = load(&by, true);
  (void)state;
  assert_group(r, "a", "A", "Sala");
  assert_group(r, "a", "B", "Köping");
  assert_group(r, "b", "B", "");
  assert_int_equal(ut_registered_moved(r), 1);
  ut_registered_free(r);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_latest_counts),
      cmocka_unit_test(a_person_is_one_for_each_insats),
  };
  return cmocka_run_group_tests_name("registered", tests, NULL, NULL);
}
