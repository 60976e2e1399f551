/* Cells and relations of tables: totals; bases, which rows they belong to, and what they say of the counts. */
#include "disclosure/figures.h"

#include "../tidy_tables.h"
#include "relations_text.h"

#define NONE INT64_MAX /* no complement is this */

static void assert_figures(const char *csv, int64_t complement, const char *bases, const char *relations)
{
  struct table t = table_of(csv);
  struct ut_figures f;
  struct ut_buf own = {0};
  assert_int_equal(ut_figures_init(&f, t.tidy, &(struct ut_figure_sizes){1, 5, complement, complement}), UT_OK);
  for (size_t i = 0; i < f.slots; i++)
    ut_buf_format(&own, "%d ", (int)f.bases[i]);
  assert_string_equal(ut_buf_string(&own), bases);
  assert_relations(&f.relations, relations);
  ut_buf_clear(&own);
  ut_figures_clear(&f);
  free_table(&t);
}

/* The relations among the rows of a table; a row is a cell. */
static void assert_totals(const char *csv, const char *relations)
{
  struct table t = table_of(csv);
  struct ut_figures f;
  assert_int_equal(ut_figures_init(&f, t.tidy, &(struct ut_figure_sizes){1, 5, NONE, NONE}), UT_OK);
  assert_relations(&f.relations, relations);
  ut_figures_clear(&f);
  free_table(&t);
}

/* 0-3 are inside, 4 and 5 over a, 6 and 7 over b, 8 over both: the sum of 0-3 is implied. */
static void totals_over_each_key(void **state)
{
  (void)state;
  assert_totals("a,b,antal\nx,u,1\nx,v,2\ny,u,3\ny,v,4\n*,u,4\n*,v,6\nx,*,3\ny,*,7\n*,*,10\n",
                "+4-0-2=0 +5-1-3=0 +6-0-1=0 +7-2-3=0 +8-6-7=0 +8-4-5=0 ");
}

/* There is nothing between the total and its parts. */
static void totals_over_both_keys_at_once(void **state)
{
  (void)state;
  assert_totals("a,b,antal\nx,u,1\ny,v,4\n*,*,5\n", "+2-0-1=0 ");
}

/* y has no total, so that those that there are do not say what it holds. */
static void a_total_that_is_not_there(void **state)
{
  (void)state;
  assert_totals("a,b,antal\nx,u,1\ny,v,0\nx,*,1\n*,*,1\n", "+2-0=0 +3-2=0 +3-0-1=0 ");
}

/* The part (x, u) of 3 is more than its total of 2: it is no part at all, and the total no more than the sum. */
static void what_does_not_add_up(void **state)
{
  (void)state;
  assert_totals("a,antal\nx,3\ny,1\n*,2\n", "+0+1-2>=-2 +2-1>=-1 ");
}

static void a_table_without_bases(void **state)
{
  (void)state;
  assert_figures("a,antal\nx,1\n*,1\n", NONE, "-1 -1 ", "+1-0=0 ");
}

/* Cell 6 is the base of women, 7 of men, 8 of all. */
static void classes_divide_a_base(void **state)
{
  (void)state;
  assert_figures("kon,klass,antal,bas\nK,a,1,3\nK,b,2,3\nM,a,4,9\nM,b,5,9\n*,a,5,12\n*,b,7,12\n", NONE, "6 6 7 7 8 8 ",
                 "+4-0-2=0 +5-1-3=0 " /* antal over kon */
                 "+8-6-7=0 "          /* bas over kon */
                 "+6-0-1=0 +7-2-3=0 +8-4-5=0 " /* bas over klass */);
}

/* The row whose bas is empty has that of its group all the same; an empty group has none. */
static void an_empty_base_is_that_of_the_group(void **state)
{
  (void)state;
  assert_figures("kon,klass,antal,bas\nK,a,1,3\nK,b,2,\nM,a,1,1\n,a,1,\n", NONE, "4 4 5 -1 ", "+4-0-1=0 +5-2=0 ");
}

/* Those of n did not answer: x and y are all of the 3. Without x, what n holds is needed. */
static void a_row_outside_the_base(void **state)
{
  (void)state;
  assert_figures("kon,varde,antal,bas\nK,x,1,3\nK,y,2,3\nK,n,4,\n", NONE, "3 3 3 ", "+3-0-1=0 ");
  assert_figures("kon,varde,antal,bas\nK,x,1,3\nK,y,2,3\nK,n,0,\n", NONE, "3 3 3 ", "+3-0-1-2=0 ");
  assert_figures("kon,varde,antal,bas\nK,y,2,3\nK,n,4,\n", NONE, "2 2 ", "+0+1-2>=-3 +2-0>=-1 ");
}

/* Of `--report gained`: one count per base, which is more than it. */
static void a_base_of_each_row(void **state)
{
  (void)state;
  assert_figures("kon,antal,bas\nK,1,3\nM,2,4\n*,3,7\n", NONE, "3 4 5 ",
                 "+2-0-1=0 +5-3-4=0 +3-0>=-2 +4-1>=-2 +5-2>=-4 ");
}

/* There is one value of klass, which divides nothing: of 3 persons 3 are in it, as all need not be. */
static void one_class_divides_nothing(void **state)
{
  (void)state;
  assert_figures("kon,klass,antal,bas\nK,a,3,3\nM,a,2,4\n", NONE, "2 3 ", "+2-0>=-0 +3-1>=-2 ");
}

/* Of `--report matrix`: those with a source before are divided by source after; 2 of 3 may be in both. */
static void classes_may_overlap(void **state)
{
  (void)state;
  assert_figures("fore,efter,antal,bas\nx,u,2,3\nx,v,3,3\ny,u,1,1\n", NONE, "3 3 4 ",
                 "+0+1-3>=-2 +3-0>=-1 +3-1>=-0 +4-2=0 ");
}

/* Women and men are as many by chance: one base, which each of them is divided into, and neither more than both. */
static void bases_alike_by_chance(void **state)
{
  (void)state;
  assert_figures("kon,klass,antal,bas\nK,a,1,3\nK,b,2,3\nM,a,3,3\nM,b,0,3\n", NONE, "4 4 4 4 ",
                 "+0+2-4>=-1 +4-0>=-2 +4-2>=-0 +4-1-3>=-1 " /* over kon */
                 "+4-0-1=0 +4-2-3=0 "                       /* over klass */
                 "+0+1+2+3-4>=-3 +4-0>=-2 +4-1>=-1 +4-2>=-0 +4-3>=-3 ");
}

/* What divides the base is the same as what the total is of: 3 = 0 + 1 = 2. */
static void a_total_over_klass_is_the_base(void **state)
{
  (void)state;
  assert_figures("klass,antal,bas\na,1,3\nb,2,3\n*,3,3\n", NONE, "3 3 3 ", "+2-0-1=0 +3-2>=-0 +3-0-1=0 ");
}

/* Cell 3 is the base, 4 the complement of the 8 of row 1. */
static void complements(void **state)
{
  (void)state;
  assert_figures("klass,antal,bas\na,1,9\nb,8,9\n", 1, "2 2 ", "+2-0-1=0 +2-1-3=0 ");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(totals_over_each_key),
      cmocka_unit_test(totals_over_both_keys_at_once),
      cmocka_unit_test(a_total_that_is_not_there),
      cmocka_unit_test(what_does_not_add_up),
      cmocka_unit_test(a_table_without_bases),
      cmocka_unit_test(classes_divide_a_base),
      cmocka_unit_test(an_empty_base_is_that_of_the_group),
      cmocka_unit_test(a_row_outside_the_base),
      cmocka_unit_test(a_base_of_each_row),
      cmocka_unit_test(one_class_divides_nothing),
      cmocka_unit_test(classes_may_overlap),
      cmocka_unit_test(bases_alike_by_chance),
      cmocka_unit_test(a_total_over_klass_is_the_base),
      cmocka_unit_test(complements),
  };
  return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
