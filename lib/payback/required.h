/* How many more must be in work for a target of payback to hold. */
#ifndef UTFALL_REQUIRED_H
#define UTFALL_REQUIRED_H

#include "payback/groups.h"
#include "payback/payback.h"

/* Why there is no such number. */
enum ut_required_reason {
  UT_REQUIRED,
  UT_REQUIRED_NO_COST,  /* the cost is not known */
  UT_REQUIRED_NO_SHARE, /* the party pays no part of it */
  UT_REQUIRED_NO_GAIN,  /* the party does not gain when one more works */
  UT_REQUIRED_TOO_MANY, /* more than there are without work */
  UT_REQUIRED_REASONS
};
extern const char *const ut_required_reasons[UT_REQUIRED_REASONS]; /* as skal_arbete is written */

/* The least number of participations that must be in work after, beyond those that are, for `party` to have covered its
 * `share` of the cost (UT_COST_UNKNOWN: not known) within `target` months, above 0 and up to UT_PAYBACK_MONTHS; 0 when
 * it has already. -1, and the reason, when there is none.
 * It is (C / R(target) - g) / w, rounded up: C is the share; R(m) the sum of r(k) over k = 1..m, linear within a month,
 * so that g R(m) has been gained by m; g what repays the share a month; w what would repay it a month more if one of
 * those not in work went over to full-time work, the mean over the idle of the group. */
int64_t ut_required(const struct ut_monthly_krona *krona, const struct ut_payback_group *group,
                    const struct ut_prices *prices, int party, ut_money share, double target,
                    enum ut_required_reason *reason);

#endif
