/* What must at least be blanked, in parts, by hand. */
#include "disclosure/relaxation.h"

#include "disclosure/lp.h"

#include "../tidy_tables.h"

static const struct ut_suppress_options options = {.min = 5, .interval = 5, .no_marks = true};

/* How much of each count is blanked, in 64ths, as far as so much work goes. */
static bool assert_parts(const char *csv, size_t work, const char *expected)
{
  const struct ut_figure_sizes sizes = {1, 5, 1, -1};
  struct table t = table_of(csv);
  struct ut_figures figures;
  struct ut_cell_order order;
  struct ut_buf out = {0};
  struct ut_lp *lp;
  double parts[16];
  bool settled;
  assert_int_equal(ut_figures_init(&figures, t.tidy, &sizes), UT_OK);
  assert_int_equal(ut_cell_order_init(&order, t.tidy, &figures), UT_OK);
  assert_in_range(order.count, 1, sizeof parts / sizeof *parts);
  assert_int_equal(ut_lp_new(&lp), UT_OK);
  assert_int_equal(ut_relaxation_find(parts, &settled, t.tidy, &figures, &options, &order, lp, work), UT_OK);
  for (size_t i = 0; i < figures.slots; i++)
    ut_buf_format(&out, "%.0f ", 64 * parts[i]);
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
  ut_lp_free(lp);
  ut_cell_order_clear(&order);
  ut_figures_clear(&figures);
  free_table(&t);
  return settled;
}

/* With no other the 3 is what the total leaves; of the others the 10 costs least, and no part of it is enough. */
static void the_cheapest_other(void **state)
{
  (void)state;
  assert_true(assert_parts("a,antal\nx,3\ny,10\nz,20\n*,33\n", 10000, "64 64 0 0 "));
}

/* The 3 can be 0 to 7 and the 4 as well, which is enough. */
static void nothing_more(void **state)
{
  (void)state;
  assert_true(assert_parts("a,antal\nx,3\ny,4\nz,20\n*,27\n", 10000, "64 64 0 0 "));
}

/* The square of the 3 with the cheapest row and column; the totals stay. */
static void the_cheapest_square(void **state)
{
  (void)state;
  assert_true(assert_parts("a,b,antal\nx,p,3\nx,q,9\nx,r,30\nx,*,42\n"
                           "y,p,40\ny,q,50\ny,r,60\ny,*,150\n"
                           "*,p,43\n*,q,59\n*,r,90\n*,*,192\n",
                           10000, "64 64 0 0 64 64 0 0 0 0 0 0 "));
}

/* The 2 are hidden by the 18 or by the base, which is blanked as much as all that show it: a half of either will do. */
static void bases(void **state)
{
  (void)state;
  assert_true(assert_parts("klass,antal,bas\nx,2,20\ny,18,20\n", 10000, "64 32 "));
}

/* What is small is blanked whatever is found. */
static void without_work(void **state)
{
  (void)state;
  assert_true(assert_parts("a,antal\nx,3\ny,10\nz,20\n*,33\n", 0, "64 0 0 0 "));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_cheapest_other),  cmocka_unit_test(nothing_more),
      cmocka_unit_test(the_cheapest_square), cmocka_unit_test(bases),
      cmocka_unit_test(without_work),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
