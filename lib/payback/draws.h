/* How sure a payback is: persons drawn anew, and prices within their ranges. */
#ifndef UTFALL_DRAWS_H
#define UTFALL_DRAWS_H

#include "payback/groups.h"
#include "payback/payback.h"

enum { UT_DRAWS_MAX = 1000000 };

struct ut_draw_options {
  int64_t draws; /* 1..UT_DRAWS_MAX */
  int64_t seed;
  int64_t population; /* persons that those of the group are a sample of; 0: endless */
};

enum { UT_SPREAD_5, UT_SPREAD_50, UT_SPREAD_95, UT_SPREADS };

/* What the draws gave one party. Percentiles are values that were drawn: the smallest with that part of the draws at or
 * below it (R's type 1; Hyndman and Fan 1996, definition 1). */
struct ut_draw_spread {
  double gain[UT_SPREADS]; /* a month, öre */
  double own[UT_SPREADS];  /* payback of the own share, months; INFINITY: no payback; NAN: there is no share to pay */
  int64_t repaid;          /* draws with a payback of the own share */
  int64_t within;          /* those where it is at most the target */
};

/* The spread of each party's gain and payback, and how many draws pay back within `target` months (NAN: none is). A
 * draw is as many persons as there are, with all their participations, drawn with replacement or as a population says
 * (ut_resample), and a factor for each price line with a range, triangular from low to high with its peak at 1: all
 * transfers of a code move by one factor, so that they balance in every draw. The cost, the deadweight, the retention
 * and the other assumptions are the same in all draws. Each group begins with the seed anew: its figures do not depend
 * on what other groups there are.
 * UT_USAGE: a population smaller than the group. UT_BAD_INPUT: more units than can be added up. */
enum ut_status ut_draws_run(const struct ut_payback_group *group, const struct ut_prices *prices,
                            const struct ut_monthly_krona *krona, ut_money cost, double target,
                            const struct ut_draw_options *options, struct ut_draw_spread spreads[UT_PARTIES],
                            struct ut_error *err);

#endif
