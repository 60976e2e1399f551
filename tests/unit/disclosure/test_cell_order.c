/* Orders of cells, by hand: whatever order the rows have. */
#include "disclosure/cell_order.h"

#include "../tidy_tables.h"

/* No complements. */
static const struct ut_figure_sizes sizes = {1, 5, 1, -1};

/* The counts in the order, then what belongs to no row by itself. */
static void assert_order(const char *csv, unsigned which, const char *expected)
{
  struct table t = table_of(csv);
  struct ut_figures figures;
  struct ut_cell_order sorted, order = {0};
  struct ut_buf out = {0};
  assert_int_equal(ut_figures_init(&figures, t.tidy, &sizes), UT_OK);
  assert_int_equal(ut_cell_order_init(&sorted, t.tidy, &figures), UT_OK);
  assert_int_equal(ut_cell_order_vary(&order, &sorted, &figures.relations, which), UT_OK);
  for (size_t i = 0; i < order.count; i++) {
    assert_int_equal(order.ranks[order.cells[i]], i);
    ut_buf_format(&out, "%lld ", (long long)ut_relations_value(&figures.relations, order.cells[i]));
  }
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
  ut_cell_order_clear(&sorted);
  ut_cell_order_clear(&order);
  ut_figures_clear(&figures);
  free_table(&t);
}

/* Totals come last; 21 is the base of all three. */
static void by_the_text_of_keys(void **state)
{
  (void)state;
  assert_order("a,antal\nx,6\n*,21\ny,15\n", 1, "21 15 6 ");
  assert_order("a,antal\ny,15\nx,6\n*,21\n", 2, "6 15 21 ");
  assert_order("a,antal\ny,15\nx,6\n*,21\n", 3, "21 15 6 ");
  assert_order("klass,antal,bas\ny,15,21\nx,6,21\n", 1, "21 15 6 ");
}

/* Of 4, 7 and 9 by 6, 12 and 18 months, sorted as texts: 12, 18, 6. The 3 is part of the 7, the 2 of the 9. */
static void changes_by_what_they_are_part_of(void **state)
{
  (void)state;
  assert_order("efter_manader,antal\n6,4\n12,7\n18,9\n", 1, "2 3 4 9 7 ");
  assert_order("efter_manader,antal\n18,9\n6,4\n12,7\n", 1, "2 3 4 9 7 ");
}

static void mixed_orders_are_the_same_again(void **state)
{
  (void)state;
  struct ut_buf csv = {0};
  struct table t;
  struct ut_figures figures;
  struct ut_cell_order sorted, orders[3];
  ut_buf_add_string(&csv, "a,antal\n");
  for (int i = 0; i < 20; i++)
    ut_buf_format(&csv, "%c,7\n", 'a' + i);
  t = table_of(ut_buf_string(&csv));
  assert_int_equal(ut_figures_init(&figures, t.tidy, &sizes), UT_OK);
  assert_int_equal(ut_cell_order_init(&sorted, t.tidy, &figures), UT_OK);
  for (unsigned i = 0; i < 3; i++)
    assert_int_equal(ut_cell_order_vary(&orders[i], &sorted, &figures.relations, i < 2 ? 4 : 5), UT_OK);
  assert_memory_equal(orders[0].cells, orders[1].cells, 20 * sizeof *orders[0].cells);
  assert_memory_not_equal(orders[0].cells, orders[2].cells, 20 * sizeof *orders[0].cells);
  for (size_t i = 0; i < 3; i++)
    ut_cell_order_clear(&orders[i]);
  ut_cell_order_clear(&sorted);
  ut_figures_clear(&figures);
  free_table(&t);
  ut_buf_clear(&csv);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_the_text_of_keys),
      cmocka_unit_test(changes_by_what_they_are_part_of),
      cmocka_unit_test(mixed_orders_are_the_same_again),
  };
  return cmocka_run_group_tests_name("cell_order", tests, NULL, NULL);
}
