/* Costs, and how they are spread over groups. */
#include "payback/cost.h"

#include <stdlib.h>

#include "base/grow.h"
#include "stream/fields.h"

enum { INSATS, UTBETALT, COLUMNS };
static const char *const column_names[COLUMNS] = {"insats", "utbetalt_totalt"};

static struct ut_cost *find_cost(const struct ut_costs *c, struct ut_text insats)
{
  for (size_t i = 0; i < c->count; i++)
    if (ut_text_equal(c->costs[i].insats, insats))
      return &c->costs[i];
  return NULL;
}

static enum ut_status add_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_costs *c = context;
  bool twice = find_cost(c, f->cells[INSATS]) != NULL;
  struct ut_cost *cost = ut_grow_add(&c->costs, &c->count, sizeof *cost);
  if (!cost)
    return ut_error_nomem(err);
  cost->amount = UT_COST_UNKNOWN;
  if (f->cells[UTBETALT].len > 0) {
    UT_TRY(ut_fields_money(f, UTBETALT, false, &cost->amount, err));
    if (cost->amount < 0)
      return ut_fields_refuse(f, UTBETALT, err, "a cost is not below 0");
  }
  if (twice)
    return ut_fields_refuse(f, INSATS, err, "the insats stands twice");
  UT_TRY(ut_fields_see(f, INSATS, err));
  return ut_fields_name(f, INSATS, &cost->insats, err);
}

enum ut_status ut_costs_load(struct ut_costs **out, const char *text, struct ut_run *run, struct ut_error *err)
{
  struct ut_costs *c = *out = calloc(1, sizeof *c);
  ut_money amount;
  if (!c)
    return ut_error_nomem(err);
  c->by_insats = ut_money_parse(ut_text_of(text), &amount, NULL) != UT_OK;
  if (c->by_insats)
    return ut_fields_read(text, run, column_names, COLUMNS, COLUMNS, add_row, c, err);
  if (amount < 0)
    return ut_error_set(err, UT_USAGE, "a cost is not below 0");
  struct ut_cost *whole = ut_grow_add(&c->costs, &c->count, sizeof *whole);
  if (!whole)
    return ut_error_nomem(err);
  whole->amount = amount;
  return UT_OK;
}

/* What falls on the first `until` participations. */
static ut_money part_until(const struct ut_cost *cost, int64_t until)
{
  __int128 twice = (__int128)2 * cost->amount * until;
  return (ut_money)((twice + cost->participations) / ((__int128)2 * cost->participations));
}

/* What falls on participations `from` .. `until` - 1; all of it where nobody took part in anything. */
static enum ut_status add_part(const struct ut_cost *cost, int64_t from, int64_t until, ut_money *sum,
                               struct ut_error *err)
{
  if (cost->amount != UT_COST_UNKNOWN && *sum != UT_COST_UNKNOWN)
    return ut_money_add(sum, cost->participations ? part_until(cost, until) - part_until(cost, from) : cost->amount,
                        err);
  *sum = UT_COST_UNKNOWN;
  return UT_OK;
}

/* The participations of a group that a cost is of: all, or those of an insats. */
static int64_t taking_part(const struct ut_costs *c, const struct ut_payback_group *group, size_t insats)
{
  return c->by_insats ? group->of_insats.at[insats] : group->all;
}

static enum ut_status share_cost(const struct ut_costs *c, struct ut_cost *cost, const struct ut_payback_groups *groups,
                                 size_t insats, ut_money *costs, struct ut_error *err)
{
  int64_t until = 0;
  for (size_t i = 0; i < groups->count; i++)
    cost->participations += taking_part(c, ut_payback_groups_get(groups, i), insats);
  for (size_t i = 0; i < groups->count; i++) {
    int64_t from = until;
    until += taking_part(c, ut_payback_groups_get(groups, i), insats);
    if (until > from || cost->participations == 0)
      UT_TRY(add_part(cost, from, until, &costs[i], err));
  }
  return UT_OK;
}

/* The cost of an insats, an unknown one where there is none; NULL when out of memory. */
static struct ut_cost *need_cost(struct ut_costs *c, struct ut_text insats)
{
  struct ut_cost *cost = find_cost(c, insats);
  if (cost)
    return cost;
  cost = ut_grow_add(&c->costs, &c->count, sizeof *cost);
  if (cost)
    *cost = (struct ut_cost){.insats = {ut_text_copy(insats), insats.len}, .amount = UT_COST_UNKNOWN};
  return cost && cost->insats.ptr ? cost : NULL;
}

enum ut_status ut_costs_share(struct ut_costs *c, const struct ut_payback_groups *groups, ut_money *costs,
                              struct ut_error *err)
{
  memset(costs, 0, groups->count * sizeof *costs);
  if (!c->by_insats)
    return share_cost(c, c->costs, groups, 0, costs, err);
  for (size_t i = 0; i < ut_table_groups(groups->insatser); i++) {
    struct ut_cost *cost = need_cost(c, *ut_table_group(groups->insatser, i).keys);
    if (!cost)
      return ut_error_nomem(err);
    UT_TRY(share_cost(c, cost, groups, i, costs, err));
  }
  return UT_OK;
}

void ut_costs_free(struct ut_costs *c)
{
  if (!c)
    return;
  for (size_t i = 0; i < c->count; i++)
    free((char *)c->costs[i].insats.ptr);
  free(c->costs);
  free(c);
}
