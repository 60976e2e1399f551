/* Costs, and how they are spread over groups. */
#include "payback/cost.h"

#include <stdlib.h>

#include "stream/fields.h"

enum { INSATS, UTBETALT, COLUMNS };
static const char *const column_names[COLUMNS] = {"insats", "utbetalt_totalt"};

struct cost {
  struct ut_cost is; /* the name is owned */
  int64_t until;     /* participations of the groups that have had their part */
};

struct ut_costs {
  struct cost *costs;
  size_t count;
  bool by_insats;
};

static struct cost *find_cost(const struct ut_costs *c, struct ut_text insats)
{
  for (size_t i = 0; i < c->count; i++)
    if (ut_text_equal(c->costs[i].is.insats, insats))
      return &c->costs[i];
  return NULL;
}

static enum ut_status keep(struct ut_costs *c, struct ut_cost cost, struct ut_error *err)
{
  struct cost *grown = reallocarray(c->costs, c->count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  c->costs = grown;
  c->costs[c->count++] = (struct cost){.is = cost};
  return UT_OK;
}

static enum ut_status read_cost(const struct ut_fields *f, ut_money *amount, struct ut_error *err)
{
  *amount = UT_COST_UNKNOWN;
  if (f->cells[UTBETALT].len == 0)
    return UT_OK;
  enum ut_status status = ut_fields_money(f, UTBETALT, false, amount, err);
  if (status != UT_OK || *amount >= 0)
    return status;
  return ut_fields_refuse(f, UTBETALT, err, "a cost is not below 0");
}

static enum ut_status add_row(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct ut_costs *c = context;
  struct ut_cost cost = {0};
  enum ut_status status = read_cost(f, &cost.amount, err);
  if (status == UT_OK && find_cost(c, f->cells[INSATS]))
    status = ut_fields_refuse(f, INSATS, err, "the insats stands twice");
  if (status == UT_OK)
    status = ut_fields_name(f, INSATS, &cost.insats, err);
  if (status == UT_OK)
    status = keep(c, cost, err);
  if (status != UT_OK)
    free((char *)cost.insats.ptr);
  return status;
}

enum ut_status ut_costs_load(struct ut_costs **out, const char *text, struct ut_error *err)
{
  struct ut_costs *c = calloc(1, sizeof *c);
  struct ut_cost whole = {0};
  enum ut_status status;
  *out = NULL;
  if (!c)
    return ut_error_nomem(err);
  c->by_insats = ut_money_parse(ut_text_of(text), &whole.amount, NULL) != UT_OK;
  if (c->by_insats)
    status = ut_fields_read(text, column_names, COLUMNS, COLUMNS, add_row, c, err);
  else if (whole.amount < 0)
    status = ut_error_set(err, UT_USAGE, "a cost is not below 0");
  else
    status = keep(c, whole, err);
  if (status == UT_OK)
    *out = c;
  else
    ut_costs_free(c);
  return status;
}

bool ut_costs_are_by_insats(const struct ut_costs *c)
{
  return c->by_insats;
}

/* What falls on the first `until` participations. */
static ut_money part_until(const struct ut_cost *cost, int64_t until)
{
  __int128 twice = (__int128)2 * cost->amount * until;
  return (ut_money)((twice + cost->participations) / ((__int128)2 * cost->participations));
}

/* What falls on a group; all of it where nobody took part in anything. */
static ut_money part_of(struct cost *cost, int64_t participations)
{
  int64_t before = cost->until;
  if (cost->is.amount == UT_COST_UNKNOWN || cost->is.participations == 0)
    return cost->is.amount;
  cost->until += participations;
  return part_until(&cost->is, cost->until) - part_until(&cost->is, before);
}

static enum ut_status add_part(struct cost *cost, int64_t participations, ut_money *sum, struct ut_error *err)
{
  ut_money part = part_of(cost, participations);
  if (part != UT_COST_UNKNOWN && *sum != UT_COST_UNKNOWN)
    return ut_money_add(sum, part, err);
  *sum = UT_COST_UNKNOWN;
  return UT_OK;
}

static void share_one(struct cost *cost, const struct ut_payback_groups *gains, ut_money *costs)
{
  size_t count = ut_payback_groups_count(gains);
  for (size_t i = 0; i < count; i++)
    cost->is.participations += ut_payback_groups_group(gains, i)->all;
  for (size_t i = 0; i < count; i++)
    costs[i] = part_of(cost, ut_payback_groups_group(gains, i)->all);
}

/* The cost of an insats, an unknown one where there is none. */
static enum ut_status need_cost(struct ut_costs *c, struct ut_text insats, struct cost **out, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  if (!find_cost(c, insats)) {
    struct ut_cost unknown = {.insats = {ut_text_copy(insats), insats.len}, .amount = UT_COST_UNKNOWN};
    status = unknown.insats.ptr ? keep(c, unknown, err) : ut_error_nomem(err);
    if (status != UT_OK)
      free((char *)unknown.insats.ptr);
  }
  *out = find_cost(c, insats);
  return status;
}

static enum ut_status share_insats(struct ut_costs *c, const struct ut_payback_groups *gains, size_t insats,
                                   ut_money *costs, struct ut_error *err)
{
  size_t count = ut_payback_groups_count(gains);
  struct cost *cost;
  enum ut_status status = need_cost(c, ut_payback_groups_insats(gains, insats), &cost, err);
  for (size_t i = 0; i < count && status == UT_OK; i++)
    cost->is.participations += ut_payback_groups_group(gains, i)->of_insats[insats];
  for (size_t i = 0; i < count && status == UT_OK; i++) {
    int64_t participations = ut_payback_groups_group(gains, i)->of_insats[insats];
    if (participations > 0)
      status = add_part(cost, participations, &costs[i], err);
  }
  return status;
}

enum ut_status ut_costs_share(struct ut_costs *c, const struct ut_payback_groups *gains, ut_money *costs,
                              struct ut_error *err)
{
  enum ut_status status = UT_OK;
  if (!c->by_insats) {
    share_one(&c->costs[0], gains, costs);
    return UT_OK;
  }
  memset(costs, 0, ut_payback_groups_count(gains) * sizeof *costs);
  for (size_t i = 0; i < ut_payback_groups_insats_count(gains) && status == UT_OK; i++)
    status = share_insats(c, gains, i, costs, err);
  return status;
}

size_t ut_costs_count(const struct ut_costs *c)
{
  return c->count;
}

const struct ut_cost *ut_costs_get(const struct ut_costs *c, size_t index)
{
  return &c->costs[index].is;
}

void ut_costs_free(struct ut_costs *c)
{
  if (!c)
    return;
  for (size_t i = 0; i < c->count; i++)
    free((char *)c->costs[i].is.insats.ptr);
  free(c->costs);
  free(c);
}
