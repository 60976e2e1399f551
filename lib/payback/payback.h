/* What an insats gives back: gains a month, sums, present values and payback of each actor.
 * G_a(m) = sum over k = 1..m of g_a r(k) d(k): the gain of month k comes at its end, is worth d(k) = (1 + r)^(-k/12)
 * now, and is kept by the share r(k) of those who gained. payback(1) gives the formulas. */
#ifndef UTFALL_PAYBACK_H
#define UTFALL_PAYBACK_H

#include "payback/prices.h"
#include "payback/retention.h"

enum {
  UT_PAYBACK_MONTHS = 600, /* how far payback is sought, whatever the horizon */
  UT_SHARE_WHOLE = 10000   /* financing is in hundredths of a percent */
};

#define UT_COST_UNKNOWN INT64_C(-1)

struct ut_assumptions {
  double discount;           /* percent a year, above -100 */
  double deadweight;         /* percent of the gain that would have come anyway */
  struct ut_retention decay; /* no points: everything lasts */
  int horizon;               /* months of the longer sums, 1..UT_PAYBACK_MONTHS */
  int writeoff;              /* months over which the cost is spread, at most UT_PAYBACK_MONTHS; 0: it falls at once */
  int32_t financing[UT_ACTORS]; /* shares of the cost, summing to UT_SHARE_WHOLE */
};

/* Reads shares in percent, `stat=50,region=25,kommun=25`, at most two decimals. UT_USAGE: no such actor, one that
 * occurs twice, what is no percentage, a sum that is not 100. */
enum ut_status ut_financing_parse(struct ut_text t, int32_t financing[UT_ACTORS], struct ut_error *err);

/* What becomes of a gain of a krona a month under the assumptions, by which every gain is scaled. Made once per set of
 * them; holds no pointers. */
struct ut_monthly_krona {
  struct ut_assumptions assumptions;
  double kept[UT_PAYBACK_MONTHS];    /* [k - 1] = r(k) */
  double present[UT_PAYBACK_MONTHS]; /* [k - 1] = r(k) d(k) */
  double sum_12, present_12, sum_horizon, present_horizon;
  double cost; /* present value of a krona of cost: 1, or less when it is written off */
};

void ut_monthly_krona_init(struct ut_monthly_krona *krona, const struct ut_assumptions *assumptions);

/* Why a figure of payback is missing. */
enum ut_payback_reason {
  UT_PAYS_BACK,
  UT_NO_COST,     /* the cost is not known */
  UT_NO_GAIN,     /* the gain is not above 0 */
  UT_NOT_IN_TIME, /* not within UT_PAYBACK_MONTHS */
  UT_NO_SHARE,    /* only that the actor pays no part of the cost, and so has no payback of its own */
  UT_PAYBACK_REASONS
};
extern const char *const ut_payback_reasons[UT_PAYBACK_REASONS]; /* as skal is written; "" for UT_PAYS_BACK */

/* NAN: there is no such figure. */
struct ut_return {
  ut_money cost;                                           /* its own share; UT_COST_UNKNOWN */
  double gain;                                             /* öre a month, what would have come anyway taken off */
  double participant_year;                                 /* 12 gains per participation, öre */
  double sum_12, present_12, sum_horizon, present_horizon; /* öre */
  double own, whole; /* months until the gains have covered the own share, and the whole cost */
  double discounted; /* months until the present value of the gains has covered that of the own share */
  double ratio;      /* present value of the gains to the horizon over that of the own share */
  enum ut_payback_reason reason;
};

/* What repays a party's share, öre a month: its gain, for the state those of fk, af and stat together. */
double ut_payback_repaying(const struct ut_monthly_krona *krona, const double worth[UT_PARTIES], int party);

/* What each party gets back of `cost` (UT_COST_UNKNOWN: no figure that needs it), given what each gains a month (öre,
 * ut_prices_value of the units of a group) from that many participations. Payback, ratio and rate of the state are
 * those of the gains of fk, af and stat together; its gain, sums and present values are of stat alone, so that those of
 * all actors sum to those of samhalle. Shares of the cost are rounded so that they sum to it. Allocates nothing. */
void ut_payback_evaluate(const struct ut_monthly_krona *krona, const double worth[UT_PARTIES], ut_money cost,
                         int64_t participations, struct ut_return returns[UT_PARTIES]);

/* Internal rate of return of a party's own share of the cost up to the horizon, in percent a year; NAN when there is
 * none, or several, or when it is not the return of anything: the share is 0 or UT_COST_UNKNOWN, or the first month of
 * a cost that is written off gains more than it costs. Apart from the rest because it takes far longer. */
double ut_payback_rate(const struct ut_monthly_krona *krona, const double worth[UT_PARTIES], ut_money share, int party);

#endif
