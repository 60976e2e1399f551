/* The budgetkalkyl of a plan, and a published one held against its parts. */
#include "budget/calc.h"

#include "../rows.h"

/* The content of the file once the output is committed. */
static void read_back(const char *path, char *text, size_t size)
{
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  text[fread(text, 1, size - 1, file)] = '\0';
  assert_int_equal(fclose(file), 0);
  unlink(path);
}

static enum ut_status write_calc(const char *csv, char *text, size_t size, struct ut_error *err)
{
  char path[32], out[] = "/tmp/test_calc.XXXXXX";
  int fd = file_of(csv, path), made = mkstemp(out);
  struct ut_output output;
  struct ut_plan plan = {0};
  assert_int_equal(ut_plan_load(&plan, path, &(struct ut_books){0}, err), UT_OK);
  assert_int_equal(ut_output_open(&output, out, err), UT_OK);
  enum ut_status status = ut_calc_write(&plan, &output, UT_CSV, err);
  if (status == UT_OK)
    status = ut_output_commit(&output, err);
  else
    ut_output_abandon(&output);
  read_back(out, text, size);
  ut_plan_clear(&plan);
  close(made);
  close(fd);
  return status;
}

/* Names come in the order of their first rows, lines of the same names are one, 100.01 over six months of two years is
 * half in each, the odd öre in the first. */
static void lines_and_totals(void **state)
{
  (void)state;
  char text[1000];
  assert_int_equal(write_calc("insats,kategori,post,period,belopp\nB,Lokal,Hyra,2019-01,10\nB,Lön,Chef,2019,50.50\n"
                              "A,X,Y,2018-10..2019-03,100.01\nB,Lokal,El,2020,5\nB,Lokal,Hyra,2019-02,-4\n",
                              text, sizeof text, NULL),
                   UT_OK);
  assert_string_equal(text, "insats,kategori,post,2018,2019,2020,totalt\nB,Lokal,Hyra,0,6,0,6\nB,Lokal,El,0,0,5,5\n"
                            "B,Lokal,*,0,6,5,11\nB,Lön,Chef,0,50.50,0,50.50\nB,Lön,*,0,50.50,0,50.50\n"
                            "B,*,*,0,56.50,5,61.50\nA,X,Y,50.01,50,0,100.01\nA,X,*,50.01,50,0,100.01\n"
                            "A,*,*,50.01,50,0,100.01\n");
  assert_int_equal(write_calc("insats,period,belopp\n", text, sizeof text, NULL), UT_OK);
  assert_string_equal(text, "insats,kategori,post,totalt\n");
}

static void sums_are_checked(void **state)
{
  (void)state;
  char text[1000];
  struct ut_error err = {0};
  assert_int_equal(write_calc("insats,period,belopp\nA,2019,92233720368547758\nA,2019,1\n", text, sizeof text, &err),
                   UT_BAD_INPUT);
  assert_true(err.line == 3);
  assert_string_equal(err.text, "a sum of amounts is too large");
  assert_int_equal(write_calc("insats,period,belopp\nA,2019,92233720368547758\nA,2020,1\n", text, sizeof text, &err),
                   UT_BAD_INPUT);
}

static enum ut_status write_published(const char *csv, char *text, size_t size, struct ut_error *err)
{
  char path[32], out[] = "/tmp/test_calc.XXXXXX";
  int fd = file_of(csv, path), made = mkstemp(out);
  struct ut_output output;
  assert_int_equal(ut_output_open(&output, out, err), UT_OK);
  enum ut_status status = ut_published_write(path, false, &output, UT_CSV, NULL, err);
  if (status == UT_OK)
    status = ut_output_commit(&output, err);
  else
    ut_output_abandon(&output);
  read_back(out, text, size);
  close(made);
  close(fd);
  return status;
}

static const char header[] = "insats,kategori,post,kolumn,delar,publicerat,summa,differens\n";

static void expect_differences(const char *table, const char *rows)
{
  char text[1000], wanted[1000];
  struct ut_error err = {0};
  snprintf(wanted, sizeof wanted, "%s%s", header, rows);
  if (write_published(table, text, sizeof text, &err) != UT_OK)
    fail_msg("%s", err.text);
  assert_string_equal(text, wanted);
}

static void each_kind_of_parts(void **state)
{
  (void)state;
  expect_differences("kategori,post,2019,2020,Totalt\nA,x,1,2,3\nA,y,3,4,7\nA,Summa,4,6,10\nB,z,5,5,10\n"
                     "Totalt,Allt,9,11,20\n",
                     "");
  expect_differences("kategori,post,2019,2020,Totalt\nA,x,1,2,4\n", ",A,x,Totalt,perioder,4,3,1\n");
  expect_differences("kategori,post,2019,2020\nA,x,1,2\nA,Summa A,1.50,2\n", ",A,Summa A,2019,poster,1.50,1,0.50\n");
  expect_differences("kategori,2019\nA,1\nB,2\nTotalt,4\n", ",Totalt,,2019,kategorier,4,3,1\n");
  expect_differences("insats,kategori,post,2019,totalt\nI,A,x,1,1\nI,A,*,2,2\nI,*,*,2,2\nJ,A,x,5,5\nJ,*,*,5,5\n",
                     "I,A,*,2019,poster,2,1,1\nI,A,*,totalt,poster,2,1,1\n");
}

/* A cell that differs from the lines and from its years is one row; an empty one, or a sign for no figure, is none. */
static void a_cell_once(void **state)
{
  (void)state;
  expect_differences("kategori,post,2019,2020,Totalt\nA,x,1,2,3\nA,Netto,1,2,9\n", ",A,Netto,Totalt,poster,9,3,6\n");
  expect_differences("kategori,post,2019,2020,Totalt\nA,x,1,,\nA,Netto,,,1\nB,Total B,8,,\n", "");
  expect_differences("kategori,post,2019,2020,Totalt\nA,x,1, \u2013,1\nA,y,..,-,\u2014\nA,Netto,1,-,2\n",
                     ",A,Netto,Totalt,poster,2,1,1\n");
}

static void what_is_not_published(void **state)
{
  (void)state;
  const struct {
    const char *table, *message;
    size_t line;
  } cases[] = {
      {"post,2019\n", "there is no column \"kategori\"; the columns are post, 2019", 0},
      {"kategori,antal\n", "there is no column of amounts: no heading is a period or totalt", 0},
      {"kategori,post,2019\nA,x,ett\n", "\"ett\" is not an amount: no digits where the amount should begin", 2},
      {"kategori,post,2019\nA,Summa,1\nA,Netto,1\n", "a second total of the category", 3},
      {"kategori,2019\nTotalt,1\nTotal,1\n", "a second total of everything", 3},
      {"kategori,post,2019\nA,x,92233720368547758\nA,y,1\nA,Summa,1\n", "a sum of amounts is too large", 0},
      {"kategori,post,2019\nA,x,-92233720368547758\nA,Summa,1\n", "a difference of amounts is too large", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[1000];
    struct ut_error err = {0};
    assert_int_not_equal(write_published(cases[i].table, text, sizeof text, &err), UT_OK);
    assert_string_equal(err.text, cases[i].message);
    assert_int_equal(err.line, cases[i].line);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_and_totals), cmocka_unit_test(sums_are_checked),      cmocka_unit_test(each_kind_of_parts),
      cmocka_unit_test(a_cell_once),      cmocka_unit_test(what_is_not_published),
  };
  return cmocka_run_group_tests_name("calc", tests, NULL, NULL);
}
