/* Rows of returns. */
#include "utfall/returns.h"

#include <math.h>

#include "tidy.h"
#include "utfall/vocabulary.h"

enum { MONTH_DECIMALS = 1, RATIO_DECIMALS = 2 };

static const char *const columns[] = {"aktor",
                                      "deltagare",
                                      "kostnad",
                                      "vinst_manad",
                                      "vinst_deltagare_ar",
                                      "summa_12",
                                      "nuvarde_12",
                                      "summa_horisont",
                                      "nuvarde_horisont",
                                      "aterbetalning_egen",
                                      "aterbetalning_hela",
                                      "aterbetalning_diskonterad",
                                      "nyttokvot",
                                      "internranta",
                                      "skal"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum ut_status ut_returns_apart(const struct ut_names *by, struct ut_error *err)
{
  for (size_t i = 0; i < COLUMNS; i++)
    if (ut_names_have(by, columns[i])) {
      ut_error_set(err, UT_USAGE, "the table has a column %s of its own", columns[i]);
      return ut_error_at(err, NULL, 0, 0, "--by");
    }
  return UT_OK;
}

/* Öre, rounded half away from zero; nothing where there is no figure, or none that could be kronor. What is below a half
 * by a millionth is a half that binary fractions missed. */
static void add_money(struct ut_tidy *row, double amount)
{
  const double most = 9e18, noise = 1e-6;
  if (fabs(amount) < most)
    ut_tidy_money(row, llround(amount + copysign(noise, amount)));
  else
    ut_tidy_text(row, (struct ut_text){"", 0});
}

static void add_figure(struct ut_tidy *row, double value, int decimals)
{
  row->decimals = decimals;
  ut_tidy_double(row, value);
}

static void add_return(struct ut_tidy *row, const struct ut_return *r)
{
  add_money(row, r->cost == UT_COST_UNKNOWN ? NAN : (double)r->cost);
  const double amounts[] = {r->gain, r->participant_year, r->sum_12, r->present_12, r->sum_horizon, r->present_horizon};
  for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
    add_money(row, amounts[i]);
  add_figure(row, r->own, MONTH_DECIMALS);
  add_figure(row, r->whole, MONTH_DECIMALS);
  add_figure(row, r->discounted, MONTH_DECIMALS);
  add_figure(row, r->ratio, RATIO_DECIMALS);
}

struct table {
  const struct ut_appraisal *a;
  struct ut_course course;
  int decimals;
  struct ut_tidy row;
};

static enum ut_status write_group(struct table *t, size_t index, struct ut_error *err)
{
  const struct ut_gain_group *group = ut_gains_group(t->a->gains, index);
  ut_money cost = t->a->shares[index];
  struct ut_tidy *row = &t->row;
  struct ut_return returns[UT_PARTIES];
  double worth[UT_PARTIES];
  size_t count;
  const struct ut_price_line *lines = ut_prices_lines(t->a->prices, &count);
  enum ut_status status = UT_OK;
  ut_prices_value(lines, count, group->units, NULL, worth);
  ut_payback_evaluate(&t->course, worth, cost, group->participations, returns);
  for (int i = 0; i < UT_PARTIES && status == UT_OK; i++) {
    ut_tidy_begin(row, group->keys, t->a->by.count);
    ut_tidy_text(row, ut_text_of(ut_vocabularies[UT_AKTOR].codes[i].code));
    ut_tidy_count(row, group->participations);
    add_return(row, &returns[i]);
    add_figure(row, ut_payback_rate(&t->course, worth, cost, i), t->decimals);
    ut_tidy_text(row, ut_text_of(ut_payback_reasons[returns[i].reason]));
    status = ut_tidy_end(row, err);
  }
  return status;
}

enum ut_status ut_returns_write(const struct ut_appraisal *appraisal, int decimals, enum ut_format to,
                                struct ut_output *output, struct ut_error *err)
{
  struct table t = {.a = appraisal, .decimals = decimals};
  struct ut_tidy *row = &t.row;
  ut_course_init(&t.course, &appraisal->assumptions);
  ut_tidy_begin(row, appraisal->by.names, appraisal->by.count);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(row, ut_text_of(columns[i]));
  enum ut_status status = ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err);
  for (size_t i = 0; i < ut_gains_count(appraisal->gains) && status == UT_OK; i++)
    status = write_group(&t, i, err);
  enum ut_status closed = ut_writer_close(row->writer, status == UT_OK, err);
  return status == UT_OK ? closed : status;
}
