/* Gains and costs that accumulate. */
#include "payback/curve.h"

#include <math.h>

#include "table/tidy.h"
#include "utfall/vocabulary.h"

static const char *const columns[] = {"aktor", "manad", "vinst_ack", "kostnad_ack"};
enum { COLUMNS = sizeof columns / sizeof *columns };

enum ut_status ut_curve_apart(const struct ut_names *by, struct ut_error *err)
{
  return ut_grouping_apart(by, columns, COLUMNS, err);
}

/* What of the cost has fallen by the end of the month. */
static double fallen(const struct ut_assumptions *a, ut_money share, int month)
{
  if (share == UT_COST_UNKNOWN)
    return NAN;
  return month < a->writeoff ? (double)share * month / a->writeoff : (double)share;
}

static enum ut_status write_party(struct ut_tidy *row, const struct ut_inputs *in, const struct ut_text *keys,
                                  const struct ut_monthly_krona *krona, int party, double gain, ut_money share,
                                  struct ut_error *err)
{
  double kept = 0;
  for (int month = 0; month <= in->assumptions.horizon; month++) {
    kept += month > 0 ? krona->kept[month - 1] : 0;
    ut_tidy_begin(row, keys, in->o.by.count);
    ut_tidy_text(row, ut_text_of(ut_vocabularies[UT_AKTOR].codes[party].code));
    ut_tidy_count(row, month);
    ut_tidy_amount(row, gain * kept);
    ut_tidy_amount(row, fallen(&in->assumptions, share, month));
    UT_TRY(ut_tidy_end(row, err));
  }
  return UT_OK;
}

static enum ut_status write_group(struct ut_tidy *row, const struct ut_inputs *in, size_t index,
                                  const struct ut_monthly_krona *krona, struct ut_error *err)
{
  const struct ut_payback_group *group = ut_payback_groups_get(in->groups, index);
  struct ut_return returns[UT_PARTIES];
  double worth[UT_PARTIES];
  ut_prices_value(in->prices, group->units.at, NULL, worth);
  ut_payback_evaluate(krona, worth, in->shares[index], group->participations, returns);
  for (int i = 0; i < UT_PARTIES; i++)
    UT_TRY(write_party(row, in, group->keys, krona, i, ut_payback_repaying(krona, worth, i), returns[i].cost, err));
  return UT_OK;
}

static enum ut_status write_rows(struct ut_tidy *row, const struct ut_inputs *in, enum ut_format to,
                                 struct ut_output *output, struct ut_error *err)
{
  struct ut_monthly_krona krona;
  ut_monthly_krona_init(&krona, &in->assumptions);
  ut_tidy_begin(row, in->o.by.names, in->o.by.count);
  for (size_t i = 0; i < COLUMNS; i++)
    ut_tidy_text(row, ut_text_of(columns[i]));
  UT_TRY(ut_writer_open(&row->writer, output, to, row->cells, row->filled, NULL, err));
  for (size_t i = 0; i < in->groups->count; i++)
    UT_TRY(write_group(row, in, i, &krona, err));
  return UT_OK;
}

enum ut_status ut_curve_write(const struct ut_inputs *in, enum ut_format to, struct ut_output *output,
                              struct ut_error *err)
{
  struct ut_tidy row = {0};
  return ut_tidy_close(&row, write_rows(&row, in, to, output, err), err);
}
