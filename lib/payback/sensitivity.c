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
  const struct ut_assumptions *assumptions;
  const struct ut_price_line *lines;
  size_t line_count;
  const int64_t *units;
  ut_money cost;
  double *factors; /* one per line, 1 but for the one that is moved */
};

static double outcome(const struct setting *s, const struct ut_assumptions *assumptions)
{
  struct ut_gain_course course;
  struct ut_return returns[UT_PARTIES];
  double worth[UT_PARTIES];
  ut_gain_course_init(&course, assumptions);
  ut_prices_value(s->lines, s->line_count, s->units, s->factors, worth);
  ut_payback_evaluate(&course, worth, s->cost, 1, returns);
  return s->cost == UT_COST_UNKNOWN ? NAN : returns[UT_SAMHALLE].present_horizon - (double)s->cost * course.cost;
}

static double move_price(const struct setting *s, size_t line, int direction, double *value)
{
  *value = 100 + direction * UT_SENSITIVITY_PERCENT;
  s->factors[line] = *value / 100;
  double result = outcome(s, s->assumptions);
  s->factors[line] = 1;
  return result;
}

static void fill(const struct setting *s, struct ut_swing *swing)
{
  for (int i = 0; i < UT_SETTINGS; i++) {
    struct ut_assumptions moved = *s->assumptions;
    int direction = i - UT_AS_IS;
    if (swing->assumption == UT_PRICE) {
      swing->outcomes[i] = move_price(s, swing->line, direction, &swing->values[i]);
    } else {
      swing->values[i] = movers[swing->assumption](&moved, direction);
      swing->outcomes[i] = outcome(s, &moved);
    }
  }
  const double *o = swing->outcomes;
  swing->span = fmax(fmax(o[UT_LOWER], o[UT_AS_IS]), o[UT_HIGHER]) - fmin(fmin(o[UT_LOWER], o[UT_AS_IS]), o[UT_HIGHER]);
}

static bool is_worth_something(const struct ut_price_line *line)
{
  for (int i = 0; i < UT_ACTORS; i++)
    if (line->amounts[i] != 0)
      return true;
  return false;
}

static int compare_swings(const void *a, const void *b)
{
  const struct ut_swing *x = a, *y = b;
  if (x->span > y->span || x->span < y->span)
    return x->span > y->span ? -1 : 1;
  if (x->assumption != y->assumption)
    return x->assumption < y->assumption ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

enum ut_status ut_sensitivity(struct ut_swing **out, size_t *count, const struct ut_assumptions *assumptions,
                              const struct ut_prices *prices, const int64_t *units, ut_money cost, struct ut_error *err)
{
  struct setting s = {.assumptions = assumptions, .units = units, .cost = cost};
  s.lines = ut_prices_lines(prices, &s.line_count);
  s.factors = calloc(s.line_count + 1, sizeof *s.factors);
  struct ut_swing *swings = calloc(UT_PRICE + s.line_count, sizeof *swings);
  *out = swings;
  *count = 0;
  if (!swings || !s.factors) {
    free(swings);
    free(s.factors);
    *out = NULL;
    return ut_error_nomem(err);
  }
  for (size_t i = 0; i < s.line_count; i++)
    s.factors[i] = 1;
  for (int i = 0; i < UT_PRICE; i++)
    swings[(*count)++].assumption = (enum ut_assumption)i;
  for (size_t i = 0; i < s.line_count; i++)
    if (units[s.lines[i].item] != 0 && is_worth_something(&s.lines[i]))
      swings[(*count)++] = (struct ut_swing){.assumption = UT_PRICE, .line = i};
  for (size_t i = 0; i < *count; i++)
    fill(&s, &swings[i]);
  qsort(swings, *count, sizeof *swings, compare_swings);
  free(s.factors);
  return UT_OK;
}
