/* What insatser cost: one amount, or one of each insats. */
#ifndef UTFALL_COST_H
#define UTFALL_COST_H

#include "payback/groups.h"
#include "payback/payback.h"

struct ut_cost {
  struct ut_text insats; /* "": of all together; owned */
  ut_money amount;
  int64_t participations; /* over which ut_costs_share spread it */
};

struct ut_costs {
  struct ut_cost
      *costs; /* as they were loaded; after ut_costs_share then, as UT_COST_UNKNOWN, those that are missing */
  size_t count;
  bool by_insats; /* there are costs of each insats */
};

/* `text` is an amount in kronor, or else a file: a stream of insats and utbetalt_totalt, as budget --report balance
 * writes it. An empty utbetalt_totalt is a cost that is not known. After a failure, too, the caller frees *out.
 * UT_USAGE: no such file, a column is missing. UT_BAD_INPUT: what is no amount, a cost below 0, an insats that occurs
 * twice. */
enum ut_status ut_costs_load(struct ut_costs **out, const char *text, struct ut_run *run, struct ut_error *err);

/* Once: spreads each cost over the groups that it is of, by their participations of it (those that were dropped cost
 * too), with cumulative rounding, so that the parts sum to it: costs[i] is the sum of the parts of group i,
 * UT_COST_UNKNOWN where one of its insatser has none. Costs of each insats need groups that keep insatser.
 * UT_BAD_INPUT: a sum that is too large. */
enum ut_status ut_costs_share(struct ut_costs *c, const struct ut_payback_groups *groups, ut_money *costs,
                              struct ut_error *err);

void ut_costs_free(struct ut_costs *c);

#endif
