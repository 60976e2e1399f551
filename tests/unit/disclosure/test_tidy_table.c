/* Tables held whole: keys, counts, bases, and what is no table of counts. */
#include "../tidy_tables.h"

static void keys_are_left_of_the_count(void **state)
{
  (void)state;
  struct table t = table_of("kon,klass,antal,bas,not\nK,a,3,7,x\nK,b,4,7,\n*,a,3,,\n");
  const struct ut_tidy_table *c = t.tidy;
  assert_int_equal(c->keys->count, 2);
  assert_int_equal(ut_tidy_table_rows(c), 3);
  assert_int_equal(ut_tidy_table_slot(c, 1)->count, 4);
  assert_int_equal(ut_tidy_table_slot(c, 1)->base, 7);
  assert_int_equal(ut_tidy_table_slot(c, 2)->base, -1);
  assert_int_equal(ut_whole_table_line(c->whole, 2), 4);
  assert_int_equal(ut_tidy_table_tuple(c, 0)[0], ut_tidy_table_tuple(c, 1)[0]);
  assert_int_not_equal(ut_tidy_table_tuple(c, 0)[1], ut_tidy_table_tuple(c, 1)[1]);
  assert_int_equal(ut_tidy_table_tuple(c, 2)[0], UT_KEY_ALL);
  assert_true(ut_tidy_table_is_total(c, 2) && !ut_tidy_table_is_total(c, 1));
  assert_true(ut_tidy_table_is_key(c, 1) && !ut_tidy_table_is_key(c, 2));
  assert_true(ut_text_is(ut_tidy_table_cell(c, 0, 4), "x"));
  free_table(&t);
}

/* Left of antal, fore and efter are keys; left of another count, in and ut are none. */
static void counts_are_no_keys_of_others(void **state)
{
  (void)state;
  struct ut_error err;
  struct table t = table_of("fore,efter,antal\nlon,ingen,1\n");
  assert_int_equal(t.tidy->keys->count, 2);
  free_table(&t);
  assert_int_equal(read_table(&t, "period,in,ut,deltagare\n2019,1,2,9\n", NULL, "deltagare", &err), UT_OK);
  assert_int_equal(t.tidy->keys->count, 1);
  free_table(&t);
}

/* What would give a count away is blanked with it, left of it too. */
static void figures_are_no_keys(void **state)
{
  (void)state;
  struct table t = table_of("bas,kon,andel,ki_lag,medel_dagar,klass,antal\n9,K,33.3,12.1,4.0,a,3\n");
  assert_int_equal(t.tidy->keys->count, 2);
  assert_true(ut_tidy_table_is_key(t.tidy, 1) && ut_tidy_table_is_key(t.tidy, 5));
  assert_int_equal(ut_tidy_table_slot(t.tidy, 0)->base, 9);
  free_table(&t);
}

/* Figures of whatever kind, and years as headings; but not what only has a number in it. */
static void figures_of_all_kinds_are_no_keys(void **state)
{
  (void)state;
  struct table t = table_of("kostnad,in,mal,uppfyllt,rader,2019,antal_x,p,varde,steg,alder,kalla,antal\n"
                            "1,2,3,ja,4,0.5,6,7,8,9,10,x,11\n");
  assert_int_equal(t.tidy->keys->count, 4);
  for (size_t i = 8; i < 12; i++)
    assert_true(ut_tidy_table_is_key(t.tidy, i));
  free_table(&t);
}

static void numbers_only_are_a_doubt(void **state)
{
  (void)state;
  static const struct {
    const char *cells[3];
    bool doubtful;
  } columns[] = {
      {{"40", "30", "70"}, true},          {{"40", "", "*"}, true},
      {{"1990", "2100", "*"}, false},      {{"1990", "2101", ""}, true},
      {{"1899", "1990", ""}, true},        {{"", "*", ""}, false},
      {{"12,5 %", "3 000 kr", ""}, true},  {{"4,000", "1.000.000", ""}, true},
      {{"-1", "0.5", ""}, true},           {{"16-29", "30-", ""}, false},
      {{"2019-07", "2019-08", ""}, false}, {{"40", "30", "okänd"}, false},
      {{"-15", "16-19", ""}, false},       {{"A1", "A2", ""}, false},
  };
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    char csv[200];
    struct ut_error err = {0};
    struct table t;
    const char *const *c = columns[i].cells;
    snprintf(csv, sizeof csv, "kon,x,antal\nK,\"%s\",1\nM,\"%s\",2\n*,\"%s\",3\n", c[0], c[1], c[2]);
    enum ut_status status = read_table(&t, csv, NULL, "antal", &err);
    assert_int_equal(status, columns[i].doubtful ? UT_USAGE : UT_OK);
    if (columns[i].doubtful)
      assert_string_equal(err.text, "x is taken for a key, but holds numbers only: give --keys kon,x if it tells rows "
                                    "apart, --keys kon if it is a figure");
    free_table(&t);
  }
}

/* A financier's row is no row of the table, for in the column of financiers all that count somebody have `*`; nor is
 * one of which it is not known how many took part, which deltagare may say and antal may not. */
static void rows_of_money_count_nobody(void **state)
{
  (void)state;
  struct ut_error err = {0};
  struct table t;
  assert_int_equal(read_table(&t, "insats,finansiar,kostnad,deltagare\nA,FK,10,\nA,*,10,7\nB,*,5,\nC,*,5,\n*,*,20,7\n",
                              NULL, "deltagare", &err),
                   UT_OK);
  assert_int_equal(ut_tidy_table_lines(t.tidy), 5);
  assert_int_equal(ut_tidy_table_rows(t.tidy), 2);
  assert_int_equal(ut_tidy_table_row_of(t.tidy, 0), UT_TIDY_TABLE_NO_ROW);
  assert_int_equal(ut_tidy_table_row_of(t.tidy, 4), 1);
  assert_true(ut_text_is(ut_tidy_table_cell(t.tidy, 4, 2), "20"));
  assert_int_equal(t.tidy->unknown, 2);
  assert_int_equal(ut_whole_table_line(t.tidy->whole, t.tidy->first_unknown), 4);
  free_table(&t);
  t = table_of("insats,finansiar,kostnad,antal\nA,FK,10,\nA,*,10,7\n");
  assert_int_equal(t.tidy->unknown, 0);
  free_table(&t);
}

static void keys_by_name(void **state)
{
  (void)state;
  struct ut_error err;
  struct table t;
  const struct ut_names keys = {{ut_text_of("b")}, 1};
  assert_int_equal(read_table(&t, "a,antal,b\nx,1,y\nx,2,z\n", &keys, "antal", &err), UT_OK);
  assert_int_equal(t.tidy->keys->count, 1);
  assert_int_equal(t.tidy->keys->columns[0], 2);
  free_table(&t);
}

/* A base that is asked about as the count is not its own base. */
static void bas_may_be_the_count(void **state)
{
  (void)state;
  struct ut_error err;
  struct table t;
  assert_int_equal(read_table(&t, "a,bas\nx,3\n", NULL, "bas", &err), UT_OK);
  assert_int_equal(t.tidy->base, -1);
  assert_int_equal(ut_tidy_table_slot(t.tidy, 0)->count, 3);
  free_table(&t);
}

static void what_is_no_table_of_counts(void **state)
{
  (void)state;
  static const struct {
    const char *csv;
    enum ut_status status;
    const char *text;
  } wrong[] = {
      {"a,b\nx,1\n", UT_USAGE, "there is no column \"antal\"; the columns are a, b"},
      {"antal,b\n1,x\n", UT_USAGE, "there is no key column left of \"antal\""},
      {"a,antal\nx,\n", UT_BAD_INPUT, "\"\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,antal\nx,-1\n", UT_BAD_INPUT, "\"-1\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,antal\nx,1.5\n", UT_BAD_INPUT, "\"1.5\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,antal\nx,1000000001\n", UT_BAD_INPUT,
       "\"xxxxxxxxxx\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,antal,bas\nx,1,2.5\n", UT_BAD_INPUT, "\"2.5\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,kostnad,antal\nx,5,\ny,5,1\n", UT_BAD_INPUT, "\"\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,kostnad,antal\nx,5,\n", UT_BAD_INPUT, "\"\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,finansiar,bas,kostnad,antal\nx,FK,7,5,\nx,*,7,5,1\n", UT_BAD_INPUT,
       "\"\" is not a count (expected a whole number from 0 to 10^9)"},
      {"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,q,r,antal\n", UT_USAGE, "a table of more than 16 key columns"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct ut_error err = {0};
    struct table t;
    assert_int_equal(read_table(&t, wrong[i].csv, NULL, "antal", &err), wrong[i].status);
    assert_string_equal(err.text, wrong[i].text);
    free_table(&t);
  }
}

static void two_rows_of_the_same_keys(void **state)
{
  (void)state;
  struct ut_error err = {0};
  struct table t;
  assert_int_equal(read_table(&t, "a,b,antal\nx,y,1\nx,*,1\nx,*,2\n", NULL, "antal", &err), UT_BAD_INPUT);
  assert_int_equal(err.line, 4);
  assert_non_null(strstr(err.text, "two rows for a \"x\", b \"*\" (the first is "));
  free_table(&t);
}

static void an_empty_stream_has_nothing(void **state)
{
  (void)state;
  struct ut_error err = {0};
  struct table t;
  assert_int_equal(read_table(&t, "[]", NULL, "antal", &err), UT_OK);
  assert_int_equal(t.tidy->columns, 0);
  assert_int_equal(ut_tidy_table_rows(t.tidy), 0);
  free_table(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_are_left_of_the_count),
      cmocka_unit_test(counts_are_no_keys_of_others),
      cmocka_unit_test(figures_are_no_keys),
      cmocka_unit_test(figures_of_all_kinds_are_no_keys),
      cmocka_unit_test(numbers_only_are_a_doubt),
      cmocka_unit_test(rows_of_money_count_nobody),
      cmocka_unit_test(keys_by_name),
      cmocka_unit_test(bas_may_be_the_count),
      cmocka_unit_test(what_is_no_table_of_counts),
      cmocka_unit_test(two_rows_of_the_same_keys),
      cmocka_unit_test(an_empty_stream_has_nothing),
  };
  return cmocka_run_group_tests_name("tidy_table", tests, NULL, NULL);
}
