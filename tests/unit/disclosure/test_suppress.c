/* Which rows are blanked: a mark per row, . kept, p small, z zero, r small rest, s secondary. Reasons beside each. */
#include "utfall/suppress.h"

#include "../tidy_tables.h"
#include "cli/cli.h"

static const struct ut_suppress_options usual = {.min = 5, .interval = 5};

static void assert_marks(const char *csv, const struct ut_suppress_options *options, const char *expected,
                         size_t exposed)
{
  static const char letters[UT_LOSSES] = {[UT_LOSS_NONE] = '.',
                                          [UT_LOSS_SMALL] = 'p',
                                          [UT_LOSS_ZERO] = 'z',
                                          [UT_LOSS_COMPLEMENT] = 'r',
                                          [UT_LOSS_SECONDARY] = 's'};
  struct table t = table_of(csv);
  struct ut_suppress *s;
  struct ut_buf marks = {0};
  assert_int_equal(ut_suppress_new(&s, t.tidy, options, NULL), UT_OK);
  for (size_t i = 0; i < ut_suppress_rows(s); i++)
    ut_buf_add(&marks, &letters[ut_suppress_loss(s, i, 0)], 1);
  assert_string_equal(ut_buf_string(&marks), expected);
  assert_int_equal(ut_suppress_exposed_by_marks(s), exposed);
  ut_buf_clear(&marks);
  ut_suppress_free(s);
  free_table(&t);
}

static void nothing_small_is_unchanged(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,5\ny,0\n*,5\n", &usual, "...", 0);
  assert_marks("a,antal\n", &usual, "", 0);
}

/* No total, no base: nothing gives the 4 away. */
static void a_count_on_its_own(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,4\ny,9\n", &usual, "p.", 0);
}

/* 4 of 24: the smaller of the others, 9, and not the total. Of two alike the first. */
static void the_smallest_other_goes(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,4\ny,11\nz,9\n*,24\n", &usual, "p.s.", 0);
  assert_marks("a,antal\nx,4\ny,10\nz,10\n*,24\n", &usual, "ps..", 0);
}

/* y is 0, which may be known: the total is all there is. */
static void one_cell_and_its_total(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,4\ny,0\n*,4\n", &usual, "p.p", 0);
  assert_marks("a,b,antal\nx,u,4\nx,v,0\nx,*,4\n", &usual, "p.p", 0);
}

static void keep_latest(void *context, size_t bytes, size_t total, size_t rows)
{
  assert_int_equal(bytes, 0);
  assert_int_equal(total, 0);
  *(size_t *)context = rows;
}

/* The 4 and what hides it, the 9; asked about once more after that. */
static void the_tick_gets_how_many_are_blanked(void **state)
{
  (void)state;
  size_t rows = 0;
  struct ut_run run = {.tick = keep_latest, .context = &rows};
  struct ut_suppress_options watched = usual;
  watched.run = &run;
  assert_marks("a,antal\nx,4\ny,11\nz,9\n*,24\n", &watched, "p.s.", 0);
  assert_in_range(rows, 1, 2);
}

/* Two small ones hide each other, 0 to 7. */
static void small_ones_hide_each_other(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,3\ny,4\nz,9\n*,16\n", &usual, "pp..", 0);
}

/* Together they are no more than 2, which is narrower than 5: the 9 helps. */
static void small_ones_that_are_too_small(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,1\ny,1\nz,9\n*,11\n", &usual, "pps.", 0);
}

/* 4 and 4 of 8 are 0 to 8 by the sums, but primar says that each is at most 4: both are 4. */
static void an_intruder_reads_the_marks(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,4\ny,4\nz,9\n*,17\n", &usual, "pps.", 0);
}

/* A total of 4 of four parts, all small: each is 1, say the marks, and there is nothing left to blank. */
static void what_the_marks_tell_alone(void **state)
{
  (void)state;
  assert_marks("a,antal\nx,1\ny,1\nz,1\nu,1\n*,4\n", &usual, "ppppp", 5);
}

/* bas is the sum over klass: with it printed, 4 would be 20 less 16. The second 4 has a total over kon besides. */
static void bas_is_a_total(void **state)
{
  (void)state;
  assert_marks("klass,antal,bas\na,4,20\nb,6,20\nc,10,20\n", &usual, "ps.", 0);
  assert_marks("kon,klass,antal,bas\nK,a,4,20\nK,b,6,20\nK,c,10,20\nM,a,7,30\nM,b,8,30\nM,c,15,30\n"
               "*,a,11,50\n*,b,14,50\n*,c,25,50\n",
               &usual, "ps.ss....", 0);
}

/* A bas of 3 is a small count itself: its rows go, that of 0 too. With a total of 32, of which M is 29, the rows
 * of M go as well, and the totals stay. */
static void a_small_base(void **state)
{
  (void)state;
  assert_marks("klass,antal,bas\na,0,3\nb,3,3\n", &usual, "sp", 0);
  assert_marks("kon,klass,antal,bas\nK,a,3,3\nK,b,0,3\nM,a,17,29\nM,b,12,29\n*,a,20,32\n*,b,12,32\n", &usual, "psss..",
               0);
}

/* Classes that overlap: 3 of 6 is at most 6 and, everybody being in some class, at least 1. Of 4 bas is small. */
static void bas_is_a_bound(void **state)
{
  (void)state;
  assert_marks("klass,antal,bas\na,3,6\nb,5,6\n", &usual, "p.", 0);
  assert_marks("klass,antal,bas\na,3,4\nb,4,4\n", &usual, "pp", 0);
}

static void zeros_too(void **state)
{
  (void)state;
  struct ut_suppress_options zeros = usual;
  zeros.zeros = true;
  assert_marks("a,antal\nx,0\ny,11\nz,9\n*,20\n", &zeros, "z.s.", 0);
  assert_marks("a,antal\nx,0\ny,11\nz,9\n*,20\n", &usual, "....", 0);
}

/* primar is 0 or 1, which are two numbers: 1 and 1 of 2 could only be that, and the 4 goes too. Where there is nothing
 * else, the marks tell. */
static void zeros_and_ones(void **state)
{
  (void)state;
  const struct ut_suppress_options ones = {.min = 2, .interval = 2, .zeros = true};
  assert_marks("a,antal\nx,1\ny,1\nz,4\n*,6\n", &ones, "pps.", 0);
  assert_marks("a,antal\nx,1\ny,1\n*,2\n", &ones, "pp.", 2);
}

static void assert_open(const char *csv, const struct ut_suppress_options *options, size_t open)
{
  struct table t = table_of(csv);
  struct ut_suppress *s;
  assert_int_equal(ut_suppress_new(&s, t.tidy, options, NULL), UT_OK);
  assert_int_equal(ut_suppress_exposed_by_rows(s), open);
  ut_suppress_free(s);
  free_table(&t);
}

/* The 2 of Alby are all there are in x, so that Berg is 0. That all 20 of K are in a, the only class they have, can be
 * computed from bas whatever else goes: M keeps its rows. */
static void what_no_blanking_hides(void **state)
{
  (void)state;
  struct ut_suppress_options zeros = usual;
  zeros.zeros = zeros.complement = true;
  const char *alby = "kon,kommun,klass,antal\nK,Alby,x,2\n*,Alby,x,2\n*,*,x,2\nK,Berg,x,0\n";
  const char *bas = "kon,klass,antal,bas\nK,a,20,20\nM,a,30,40\nM,b,10,40\n";
  assert_marks(alby, &zeros, "pppz", 0);
  assert_open(alby, &zeros, 1);
  assert_marks(bas, &zeros, "r..", 0);
  assert_open(bas, &zeros, 1);
  assert_open("a,antal\nx,0\ny,11\nz,9\n*,20\n", &zeros, 0);
}

/* All but 2 of 20 work. Without the complement that is no small count, and the 2 is protected by the 18. */
static void the_rest_of_a_base(void **state)
{
  (void)state;
  struct ut_suppress_options complement = usual;
  complement.complement = true;
  assert_marks("kon,antal,bas\nK,18,20\nM,20,40\n", &complement, "r.", 0);
  assert_marks("kon,antal,bas\nK,18,20\nM,20,40\n", &usual, "..", 0);
  /* All of 20 do: a rest of 0, which --zeros asks about. */
  assert_marks("kon,antal,bas\nK,20,20\nM,20,40\n", &complement, "..", 0);
  complement.zeros = true;
  assert_marks("kon,antal,bas\nK,20,20\nM,20,40\n", &complement, "r.", 0);
}

/* 4 and 9 of 13 are 0 to 13, which is not 14 wide: the 40 is, and the 9 need not go then. */
static void a_wider_interval(void **state)
{
  (void)state;
  struct ut_suppress_options wide = usual;
  wide.interval = 13;
  assert_marks("a,antal\nx,4\ny,9\nz,40\n*,53\n", &wide, "ps..", 0);
  wide.interval = 14;
  assert_marks("a,antal\nx,4\ny,9\nz,40\n*,53\n", &wide, "p.s.", 0);
}

static void another_minimum(void **state)
{
  (void)state;
  const struct ut_suppress_options three = {.min = 3, .interval = 3};
  assert_marks("a,antal\nx,2\ny,3\nz,40\n*,45\n", &three, "ps..", 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_small_is_unchanged),
      cmocka_unit_test(a_count_on_its_own),
      cmocka_unit_test(the_smallest_other_goes),
      cmocka_unit_test(one_cell_and_its_total),
      cmocka_unit_test(the_tick_gets_how_many_are_blanked),
      cmocka_unit_test(small_ones_hide_each_other),
      cmocka_unit_test(small_ones_that_are_too_small),
      cmocka_unit_test(an_intruder_reads_the_marks),
      cmocka_unit_test(what_the_marks_tell_alone),
      cmocka_unit_test(bas_is_a_total),
      cmocka_unit_test(a_small_base),
      cmocka_unit_test(bas_is_a_bound),
      cmocka_unit_test(zeros_too),
      cmocka_unit_test(zeros_and_ones),
      cmocka_unit_test(what_no_blanking_hides),
      cmocka_unit_test(the_rest_of_a_base),
      cmocka_unit_test(a_wider_interval),
      cmocka_unit_test(another_minimum),
  };
  return cmocka_run_group_tests_name("suppress", tests, NULL, NULL);
}
