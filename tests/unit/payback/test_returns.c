/* What the tables of payback say of society, by hand: one of two who did nothing begins to work for 6 000 kronor a
 * month, at a cost of 15 000. */
#include "payback/curve.h"
#include "payback/returns.h"

#include "../captured.h"
#include "../rows.h"

static const char list[] = "kod,aktor,belopp_manad,typ,ar,kalla\narbete,arbetsgivare,6000,real,2019,x\n";
static const char stays[] = "insats,start,slut,sysselsattning_fore,sysselsattning_efter\n"
                            "A,2018-01-01,2019-01-31,ingen,arbete\nA,2018-01-01,2019-01-31,ingen,ingen\n";

static enum ut_status write_returns(const struct ut_inputs *in, enum ut_format to, struct ut_output *output,
                                    struct ut_error *err)
{
  return ut_returns_write(in, 1, to, output, err);
}

typedef enum ut_status write_function(const struct ut_inputs *in, enum ut_format to, struct ut_output *output,
                                      struct ut_error *err);

/* The rows of society hold `expected`, as they follow one another. */
static void assert_society(struct ut_inputs_options options, write_function *write_table, const char *expected)
{
  struct ut_participations *p = participations_of(stays, UT_DATE_NONE);
  struct ut_inputs in;
  struct ut_output output;
  char path[32], text[8192];
  int prices = file_of(list, path), fd = capture("payback");
  options.prices = path;
  options.cost = "15000";
  options.financing = "kommun=100";
  options.at = UT_EFTER;
  options.target = NAN;
  assert_int_equal(ut_inputs_open(&in, p, &options, NULL), UT_OK);
  assert_int_equal(ut_participations_each(p, ut_inputs_take, &in, NULL), UT_OK);
  assert_int_equal(ut_inputs_finish(&in, NULL), UT_OK);
  ut_output_init(&output, fd, "payback");
  assert_int_equal(write_table(&in, UT_CSV, &output, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&output, NULL), UT_OK);
  read_back(fd, text, sizeof text);
  assert_string_equal(strstr(text, "\nsamhalle,") + 1, expected);
  ut_inputs_clear(&in);
  ut_participations_free(p);
  close(prices);
  close(fd);
}

/* Four months gain 24 000, of which 9 000 are left and a year's 72 000 less 15 000; both in work had gained 48 000.
 * 9 / 48 = 18.75 percent. Of the internal rate: 6 000 (1 - (1 + i)^-4) / i = 15 000, by bisection in Python. */
static void what_is_left(void **state)
{
  (void)state;
  assert_society((struct ut_inputs_options){.horizon = 4, .net = true}, write_returns,
                 "samhalle,2,15000,6000,36000,72000,72000,24000,24000,2.5,2.5,2.5,1.60,972.6,,57000,9000,48000,18.8\n");
}

/* The cost is there from the start; over three months it falls by 5 000 in each. */
static void month_by_month(void **state)
{
  (void)state;
  assert_society((struct ut_inputs_options){.horizon = 3}, ut_curve_write,
                 "samhalle,0,0,15000\nsamhalle,1,6000,15000\nsamhalle,2,12000,15000\nsamhalle,3,18000,15000\n");
  assert_society((struct ut_inputs_options){.horizon = 2, .writeoff = 3, .deadweight = "50"}, ut_curve_write,
                 "samhalle,0,0,0\nsamhalle,1,3000,5000\nsamhalle,2,6000,10000\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_left),
      cmocka_unit_test(month_by_month),
  };
  return cmocka_run_group_tests_name("returns", tests, NULL, NULL);
}
