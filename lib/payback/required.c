/* How many more must be in work: gains are linear in how many are, and payback in the gain it takes. */
#include "payback/required.h"

#include <math.h>

const char *const ut_required_reasons[UT_REQUIRED_REASONS] = {
    [UT_REQUIRED] = "",
    [UT_REQUIRED_NO_COST] = "kostnad_saknas",
    [UT_REQUIRED_NO_SHARE] = "ingen_andel",
    [UT_REQUIRED_NO_GAIN] = "arbete_ger_ingen_vinst",
    [UT_REQUIRED_TOO_MANY] = "fler_an_utan_arbete",
};

/* What rounding of doubles may add to a whole number. */
#define TOLERANCE 1e-9

/* What a krona a month has become after that many months. */
static double gained_by(const struct ut_monthly_krona *krona, double months)
{
  double sum = 0;
  for (int k = 0; k < UT_PAYBACK_MONTHS && k < months; k++)
    sum += krona->kept[k] * fmin(months - k, 1);
  return sum;
}

static double repaying(const struct ut_monthly_krona *krona, const struct ut_prices *prices, const int64_t *units,
                       int party)
{
  double worth[UT_PARTIES];
  ut_prices_value(prices, units, NULL, worth);
  return ut_payback_repaying(krona, worth, party);
}

int64_t ut_required(const struct ut_monthly_krona *krona, const struct ut_payback_group *group,
                    const struct ut_prices *prices, int party, ut_money share, double target,
                    enum ut_required_reason *reason)
{
  double missing = (double)share / gained_by(krona, target) - repaying(krona, prices, group->units.at, party);
  double all = repaying(krona, prices, group->to_work.at, party);
  *reason = UT_REQUIRED;
  if (share == UT_COST_UNKNOWN)
    *reason = UT_REQUIRED_NO_COST;
  else if (share == 0)
    *reason = UT_REQUIRED_NO_SHARE;
  else if (missing <= 0)
    return 0;
  else if (group->idle > 0 && all <= 0)
    *reason = UT_REQUIRED_NO_GAIN;
  else if (missing > all * (1 + TOLERANCE))
    *reason = UT_REQUIRED_TOO_MANY;
  return *reason == UT_REQUIRED ? (int64_t)ceil(missing / (all / (double)group->idle) - TOLERANCE) : -1;
}
