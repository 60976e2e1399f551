/* One assumption at a time: a copy of all of them with one moved, or the price lines with one factor that is not 1. */
#include "utfall/sensitivity.h"

#include <math.h>
#include <stdlib.h>

const char *const ut_assumption_names[] = {"diskontering", "dodvikt", "avtagande", "horisont", "pris"};

static double within(double value, double low, double high)
{
  return fmin(fmax(value, low), high);
}

/* Each moves one assumption down (-1) or up (1) by a fifth and returns what it is then. */
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
  double cost;
  double *factors; /* one per line, 1 but for the one that is moved */
};

static double outcome(const struct setting *s, const struct ut_assumptions *assumptions)
{
  struct ut_course course;
  struct ut_return returns[UT_PARTIES];
  double worth[UT_PARTIES];
  ut_course_init(&course, assumptions);
  ut_prices_value(s->lines, s->line_count, s->units, s->factors, worth);
  ut_payback_evaluate(&course, worth, s->cost, 1, returns);
  return returns[UT_SAMHALLE].present_horizon - s->cost * course.cost;
}

static double move_assumption(const struct setting *s, enum ut_assumption which, int direction, double *value)
{
  struct ut_assumptions moved = *s->assumptions;
  *value = movers[which](&moved, direction);
  return outcome(s, &moved);
}

static double move_price(const struct setting *s, size_t line, int direction, double *value)
{
  s->factors[line] = *value = 1 + direction * UT_SENSITIVITY_PERCENT / 100.0;
  double result = outcome(s, s->assumptions);
  s->factors[line] = 1;
  return result;
}

static void fill(const struct setting *s, struct ut_swing *swing)
{
  if (swing->assumption == UT_PRICE) {
    swing->outcome_low = move_price(s, swing->line, -1, &swing->low);
    swing->outcome_high = move_price(s, swing->line, 1, &swing->high);
  } else {
    swing->outcome_low = move_assumption(s, swing->assumption, -1, &swing->low);
    swing->outcome_high = move_assumption(s, swing->assumption, 1, &swing->high);
  }
  swing->span = fabs(swing->outcome_high - swing->outcome_low);
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
                              const struct ut_price_line *lines, size_t line_count, const int64_t *units, double cost,
                              struct ut_error *err)
{
  struct ut_swing *swings = calloc(UT_PRICE + line_count, sizeof *swings);
  struct setting s = {assumptions, lines, line_count, units, cost, calloc(line_count + 1, sizeof *s.factors)};
  *out = swings;
  *count = 0;
  if (!swings || !s.factors) {
    free(swings);
    free(s.factors);
    *out = NULL;
    return ut_error_nomem(err);
  }
  for (size_t i = 0; i < line_count; i++)
    s.factors[i] = 1;
  for (int i = 0; i < UT_PRICE; i++)
    swings[(*count)++].assumption = (enum ut_assumption)i;
  for (size_t i = 0; i < line_count; i++)
    if (units[lines[i].item] != 0)
      swings[(*count)++] = (struct ut_swing){.assumption = UT_PRICE, .line = i};
  for (size_t i = 0; i < *count; i++)
    fill(&s, &swings[i]);
  qsort(swings, *count, sizeof *swings, compare_swings);
  free(s.factors);
  return UT_OK;
}
