/* One assumption at a time: a copy of all of them with one moved, or the price lines with one factor that is not 1. */
#include "payback/sensitivity.h"

#include <math.h>
#include <stdlib.h>

const char *const ut_assumption_names[] = {"diskontering", "dodvikt", "avtagande", "horisont", "pris"};

static double within(double value, double low, double high)
{
  return fmin(fmax(value, low), high);
}

/* Each moves one assumption down (-1), not (0) or up (1) by a fifth and returns what it is then. */
static double move_discount(struct ut_assumptions *a, int direction)
{
  return a->discount *= 1 + direction * UT_SENSITIVITY_PERCENT / 100.0;
}

static double move_deadweight(struct ut_assumptions *a, int direction)
{
  return a->deadweight = within(a->deadweight + direction * UT_SENSITIVITY_PERCENT, 0, 100);
}

static double move_decay(struct ut_assumptions *a, int direction)
{
  struct ut_retention *decay = &a->decay;
  if (decay->count == 0)
    decay->points[decay->count++] = (struct ut_retention_point){a->horizon, 100};
  for (size_t i = 0; i < decay->count; i++)
    decay->points[i].share = within(decay->points[i].share + direction * UT_SENSITIVITY_PERCENT, 0, 100);
  return decay->points[decay->count - 1].share;
}

static double move_horizon(struct ut_assumptions *a, int direction)
{
  double months = round(a->horizon * (1 + direction * UT_SENSITIVITY_PERCENT / 100.0));
  return a->horizon = (int)within(months, 1, UT_PAYBACK_MONTHS);
}

static double (*const movers[])(struct ut_assumptions *, int) = {
    [UT_DISCOUNT] = move_discount,
    [UT_DEADWEIGHT] = move_deadweight,
    [UT_DECAY] = move_decay,
    [UT_HORIZON] = move_horizon,
};

struct setting {
  const struct ut_inputs *in;
  struct ut_assumptions assumptions; /* of the group */
  const int64_t *units;
  ut_money cost;
  double *factors; /* one per price line, 1 but for the one that is moved */
};

static double outcome(const struct setting *s, const struct ut_assumptions *assumptions)
{
  struct ut_monthly_krona krona;
  struct ut_return returns[UT_PARTIES];
  double worth[UT_PARTIES];
  ut_monthly_krona_init(&krona, assumptions);
  ut_prices_value(s->in->prices, s->units, s->factors, worth);
  ut_payback_evaluate(&krona, worth, s->cost, 1, returns);
  return s->cost == UT_COST_UNKNOWN ? NAN : returns[UT_SAMHALLE].present_horizon - (double)s->cost * krona.cost;
}

static double move_price(const struct setting *s, size_t line, int direction, double *value)
{
  *value = 100 + direction * UT_SENSITIVITY_PERCENT;
  s->factors[line] = *value / 100;
  double result = outcome(s, &s->assumptions);
  s->factors[line] = 1;
  return result;
}

static void fill(const struct setting *s, struct ut_sensitivity *row)
{
  for (int i = 0; i < UT_SETTINGS; i++) {
    struct ut_assumptions moved = s->assumptions;
    int direction = i - UT_AS_IS;
    if (row->assumption == UT_PRICE) {
      row->outcomes[i] = move_price(s, row->line, direction, &row->values[i]);
    } else {
      row->values[i] = movers[row->assumption](&moved, direction);
      row->outcomes[i] = outcome(s, &moved);
    }
  }
  const double *o = row->outcomes;
  row->span = fmax(fmax(o[UT_LOWER], o[UT_AS_IS]), o[UT_HIGHER]) - fmin(fmin(o[UT_LOWER], o[UT_AS_IS]), o[UT_HIGHER]);
}

static bool is_worth_something(const struct ut_price_line *line)
{
  for (int i = 0; i < UT_ACTORS; i++)
    if (line->amounts[i] != 0)
      return true;
  return false;
}

static int compare_rows(const void *a, const void *b)
{
  const struct ut_sensitivity *x = a, *y = b;
  if (x->span > y->span || x->span < y->span)
    return x->span > y->span ? -1 : 1;
  if (x->assumption != y->assumption)
    return x->assumption < y->assumption ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

enum ut_status ut_sensitivity_rank(struct ut_sensitivity **out, size_t *count, const struct ut_inputs *in, size_t group,
                                   struct ut_error *err)
{
  const struct ut_prices *prices = in->prices;
  struct ut_sensitivity *rows = *out = calloc(UT_PRICE + prices->line_count, sizeof *rows);
  struct setting s = {.in = in,
                      .assumptions = in->assumptions,
                      .units = ut_payback_groups_get(in->groups, group)->units.at,
                      .cost = in->shares[group],
                      .factors = calloc(prices->line_count + 1, sizeof *s.factors)};
  *count = 0;
  s.assumptions.deadweight = ut_inputs_deadweight(in, group);
  if (!rows || !s.factors) {
    free(s.factors);
    return ut_error_nomem(err);
  }
  for (size_t i = 0; i < prices->line_count; i++)
    s.factors[i] = 1;
  for (int i = 0; i < UT_PRICE; i++)
    rows[(*count)++].assumption = (enum ut_assumption)i;
  for (size_t i = 0; i < prices->line_count; i++)
    if (s.units[prices->lines[i].item] != 0 && is_worth_something(&prices->lines[i]))
      rows[(*count)++] = (struct ut_sensitivity){.assumption = UT_PRICE, .line = i};
  for (size_t i = 0; i < *count; i++)
    fill(&s, &rows[i]);
  qsort(rows, *count, sizeof *rows, compare_rows);
  free(s.factors);
  return UT_OK;
}
