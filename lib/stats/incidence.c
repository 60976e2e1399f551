/* The estimator of Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150, of one event among
 * competing ones: F(t) = sum over days t_i <= t of S(t_i-) d_i / n_i, with S the Kaplan-Meier estimate of all events.
 *
 * Its standard error is that of the infinitesimal jackknife, as R's survival 3.5 has it: the root of the sum of the
 * squares of what each person moves F by. With h and k the hazards d / n of a day, of any event and of the one asked
 * about, a person at risk moves
 *   S(t) by dS(t) = dS(t-) (1 - h) - S(t-) ([any event] - h) / n,
 *   F(t) by dF(t) = dF(t-) + dS(t-) k + S(t-) ([the event] - k) / n.
 * Whose time has ended moves S in proportion to S and F in proportion to the growth of F, so that it is enough to keep
 * what they moved when it ended. */
#include "stats/incidence.h"

#include <math.h>
#include <stdlib.h>

#include "base/grow.h"

/* What a person moves the estimates by. */
struct influence {
  double survival, share;
};

struct incidence_day {
  int64_t day, at_risk; /* before the day */
  int64_t ended[UT_ENDINGS];
  double survival, share;            /* at its end */
  struct influence left[UT_ENDINGS]; /* of those whose time ended so, */
  struct influence waiting;          /* and of those who are still at risk, at its end */
};

struct ut_incidence {
  struct incidence_day *days;
  size_t count, room;
};

enum ut_status ut_incidence_new(struct ut_incidence **out)
{
  *out = calloc(1, sizeof **out);
  return *out ? UT_OK : UT_NOMEM;
}

enum ut_status ut_incidence_add(struct ut_incidence *c, int64_t day, enum ut_ending how, int64_t count)
{
  if (c->count == 0 || c->days[c->count - 1].day != day) {
    struct incidence_day *days = ut_grow(c->days, c->count, &c->room, sizeof *days);
    if (!days)
      return UT_NOMEM;
    c->days = days;
    c->days[c->count++] = (struct incidence_day){.day = day};
  }
  c->days[c->count - 1].ended[how] += count;
  return UT_OK;
}

/* What one of those at risk before the day moves by its end: `any` and `this` say which events are theirs. */
static struct influence move(const struct incidence_day *d, double survival, struct influence before, int any, int this)
{
  double n = (double)d->at_risk, k = (double)d->ended[UT_EVENT] / n, h = k + (double)d->ended[UT_COMPETING] / n;
  return (struct influence){before.survival * (1 - h) - survival * (any - h) / n,
                            before.share + before.survival * k + survival * (this - k) / n};
}

void ut_incidence_compute(struct ut_incidence *c)
{
  double survival = 1, share = 0;
  struct influence waiting = {0, 0};
  int64_t at_risk = 0;
  for (size_t i = 0; i < c->count; i++)
    for (int how = 0; how < UT_ENDINGS; how++)
      at_risk += c->days[i].ended[how];
  for (size_t i = 0; i < c->count; i++) {
    struct incidence_day *d = &c->days[i];
    int64_t events = d->ended[UT_EVENT] + d->ended[UT_COMPETING];
    d->at_risk = at_risk;
    d->left[UT_EVENT] = move(d, survival, waiting, 1, 1);
    d->left[UT_COMPETING] = move(d, survival, waiting, 1, 0);
    d->left[UT_CENSORED] = d->waiting = waiting = move(d, survival, waiting, 0, 0);
    d->share = share += survival * (double)d->ended[UT_EVENT] / (double)at_risk;
    d->survival = survival *= (double)(at_risk - events) / (double)at_risk;
    at_risk -= events + d->ended[UT_CENSORED];
  }
}

size_t ut_incidence_days(const struct ut_incidence *c)
{
  return c->count;
}

/* The square of what those whose time ended on day `d` move the share by at the end of day `now`, summed. */
static double squares(const struct incidence_day *d, const struct incidence_day *now)
{
  double sum = 0, growth = d->survival > 0 ? (now->share - d->share) / d->survival : 0;
  for (int how = 0; how < UT_ENDINGS; how++) {
    double moved = d->left[how].share + d->left[how].survival * growth;
    sum += (double)d->ended[how] * moved * moved;
  }
  return sum;
}

struct ut_incidence_point ut_incidence_point(const struct ut_incidence *c, size_t index)
{
  const struct incidence_day *now = &c->days[index];
  struct ut_incidence_point p = {.day = now->day, .at_risk = now->at_risk, .share = now->share};
  double variance = 0;
  for (size_t i = 0; i <= index; i++) {
    variance += squares(&c->days[i], now);
    for (int how = 0; how < UT_ENDINGS; how++)
      p.ended[how] += c->days[i].ended[how];
  }
  for (int how = 0; how < UT_ENDINGS; how++)
    p.at_risk -= now->ended[how];
  p.error = sqrt(variance + (double)p.at_risk * now->waiting.share * now->waiting.share);
  return p;
}

struct ut_incidence_point ut_incidence_at(const struct ut_incidence *c, int64_t day)
{
  size_t low = 0, high = c->count; /* days before `low` are not after `day` */
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c->days[middle].day <= day)
      low = middle + 1;
    else
      high = middle;
  }
  if (low > 0)
    return ut_incidence_point(c, low - 1);
  return (struct ut_incidence_point){.day = day, .at_risk = c->count > 0 ? c->days[0].at_risk : 0};
}

bool ut_incidence_steps(const struct ut_incidence *c, size_t index)
{
  return c->days[index].ended[UT_EVENT] > 0;
}

int64_t ut_incidence_known(const struct ut_incidence *c)
{
  if (c->count == 0 || c->days[c->count - 1].ended[UT_CENSORED] == 0)
    return -1;
  return c->days[c->count - 1].day;
}

int64_t ut_incidence_median(const struct ut_incidence *c)
{
  const double half = 0.5 - 1e-12; /* sums of quotients may miss a half by as much */
  for (size_t i = 0; i < c->count; i++)
    if (c->days[i].share >= half)
      return c->days[i].day;
  return -1;
}

void ut_incidence_free(struct ut_incidence *c)
{
  if (!c)
    return;
  free(c->days);
  free(c);
}

bool ut_log_log_interval(double share, double error, double z, struct ut_interval *out)
{
  const double noise = 1e-12;
  if (share < noise || share > 1 - noise)
    return false;
  double width = z * error / (share * log(share)); /* below 0 */
  *out = (struct ut_interval){100 * pow(share, exp(-width)), 100 * pow(share, exp(width))};
  return true;
}
