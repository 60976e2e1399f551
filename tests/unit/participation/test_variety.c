/* Different values of a column, counted by hand. */
#include "participation/variety.h"

#include "../captured.h"
#include "../rows.h"

static void written(const char *csv, struct ut_names by, bool totals, char *text, size_t size)
{
  struct ut_participations *p = participations_of(csv, UT_DATE_NONE);
  struct ut_variety *v;
  struct ut_output output;
  int fd = capture("variety");
  assert_int_equal(ut_variety_new(&v, p, "foretag", &by, NULL), UT_OK);
  while (ut_participations_next(p, NULL) == UT_OK)
    assert_int_equal(ut_variety_add(v, NULL), UT_OK);
  ut_output_init(&output, fd, "variety");
  assert_int_equal(ut_variety_write(v, totals, &output, UT_CSV, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  read_back(fd, text, size);
  ut_variety_free(v);
  ut_participations_free(p);
  close(fd);
}

static const char stays[] = "insats,start,kon,foretag\nA,2019-01-01,K,x\nA,2019-01-01,M,x\nA,2019-01-01,M,y\n"
                            "A,2019-01-01,M,\nA,2019-01-01,M,x\n";

/* x is of a woman and of two men: of all together there are two, x and y. */
static void a_value_of_two_groups_is_one_in_the_total(void **state)
{
  char text[256];
  (void)state;
  written(stays, (struct ut_names){{ut_text_of("kon")}, 1}, true, text, sizeof text);
  assert_string_equal(text, "kon,antal_olika,antal,antal_saknas\nK,1,1,0\nM,2,3,1\n*,2,4,1\n");
}

static void of_nobody_there_is_the_total(void **state)
{
  char text[256];
  (void)state;
  written("insats,start,kon,foretag\n", (struct ut_names){.count = 0}, false, text, sizeof text);
  assert_string_equal(text, "antal_olika,antal,antal_saknas\n0,0,0\n");
  written("insats,start,kon,foretag\n", (struct ut_names){{ut_text_of("kon")}, 1}, false, text, sizeof text);
  assert_string_equal(text, "kon,antal_olika,antal,antal_saknas\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_value_of_two_groups_is_one_in_the_total),
      cmocka_unit_test(of_nobody_there_is_the_total),
  };
  return cmocka_run_group_tests_name("variety", tests, NULL, NULL);
}
