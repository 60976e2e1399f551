/* Payback: a krona a month is followed once per set of assumptions, and scaled by what each actor gains. */
#include "payback/payback.h"

#include <math.h>

#include "base/personnummer.h"
#include "stats/finance.h"
#include "utfall/vocabulary.h"

enum { YEAR = 12 };

const char *const ut_payback_reasons[UT_PAYBACK_REASONS] = {
    [UT_PAYS_BACK] = "",           [UT_NO_COST] = "kostnad_saknas",
    [UT_NO_GAIN] = "ingen_vinst",  [UT_NOT_IN_TIME] = "ej_inom_600_manader",
    [UT_NO_SHARE] = "ingen_andel",
};

/* ---- financing ---- */

static enum ut_status add_share(struct ut_text part, int32_t financing[UT_ACTORS], struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text rest = part, name;
  int64_t number, divisor;
  ut_text_split(&rest, '=', &name);
  int actor = ut_vocabulary_find(&ut_vocabularies[UT_AKTOR], name);
  if (actor < 0 || actor >= UT_ACTORS)
    return ut_error_set(err, UT_USAGE,
                        "%s is not an actor (expected individ, kommun, region, fk, af, stat, arbetsgivare)",
                        ut_quote(quoted, name.ptr, name.len));
  if (!rest.ptr || !ut_number_parse(rest, &number, &divisor) || number < 0 || divisor > 100 || number > 100 * divisor)
    return ut_error_set(err, UT_USAGE, "%s gives no share (expected ACTOR=PERCENT, at most two decimals)",
                        ut_quote(quoted, part.ptr, part.len));
  if (financing[actor] != 0)
    return ut_error_set(err, UT_USAGE, "%s stands twice", ut_quote(quoted, name.ptr, name.len));
  financing[actor] = (int32_t)(number * (100 / divisor));
  return UT_OK;
}

enum ut_status ut_financing_parse(struct ut_text t, int32_t financing[UT_ACTORS], struct ut_error *err)
{
  struct ut_text rest = t, part;
  int32_t sum = 0;
  memset(financing, 0, UT_ACTORS * sizeof *financing);
  while (ut_text_split(&rest, ',', &part)) {
    enum ut_status status = add_share(part, financing, err);
    if (status != UT_OK)
      ut_personnummer_hide(err, t);
    UT_TRY(status);
  }
  for (size_t i = 0; i < UT_ACTORS; i++)
    sum += financing[i];
  if (sum != UT_SHARE_WHOLE)
    return ut_error_set(err, UT_USAGE, "the shares sum to %g percent (expected 100)", sum / 100.0);
  return UT_OK;
}

/* amount x part / UT_SHARE_WHOLE, rounded half up, in two steps that cannot overflow. Amounts are not negative. */
static ut_money portion(ut_money amount, int32_t part)
{
  ut_money left = amount % UT_SHARE_WHOLE * part;
  return amount / UT_SHARE_WHOLE * part + (left + UT_SHARE_WHOLE / 2) / UT_SHARE_WHOLE;
}

/* Rounds sums of the shares rather than the shares, so that these sum to the cost. */
static void share_cost(const int32_t financing[UT_ACTORS], ut_money cost, ut_money shares[UT_PARTIES])
{
  int32_t until = 0;
  shares[UT_OFFENTLIG] = 0;
  shares[UT_SAMHALLE] = cost;
  for (int i = 0; i < UT_ACTORS; i++) {
    shares[i] = portion(cost, until + financing[i]) - portion(cost, until);
    until += financing[i];
    if (ut_actor_is_public(i))
      shares[UT_OFFENTLIG] += shares[i];
  }
}

/* ---- a krona a month ---- */

static double sum(const double *months, int count)
{
  double total = 0;
  for (int i = 0; i < count; i++)
    total += months[i];
  return total;
}

void ut_monthly_krona_init(struct ut_monthly_krona *krona, const struct ut_assumptions *assumptions)
{
  double rate = assumptions->discount / 100, spread = assumptions->writeoff;
  krona->assumptions = *assumptions;
  for (int k = 1; k <= UT_PAYBACK_MONTHS; k++) {
    krona->kept[k - 1] = ut_retention_at(&assumptions->decay, k);
    krona->present[k - 1] = krona->kept[k - 1] * ut_discount_factor(rate, (double)k / YEAR);
  }
  krona->sum_12 = sum(krona->kept, YEAR);
  krona->present_12 = sum(krona->present, YEAR);
  krona->sum_horizon = sum(krona->kept, assumptions->horizon);
  krona->present_horizon = sum(krona->present, assumptions->horizon);
  krona->cost = spread > 0 ? ut_annuity_factor(ut_rate_monthly(rate), spread) / spread : 1;
}

/* ---- returns ---- */

double ut_payback_repaying(const struct ut_monthly_krona *krona, const double worth[UT_PARTIES], int party)
{
  double all = party == UT_STAT ? worth[UT_FK] + worth[UT_AF] + worth[UT_STAT] : worth[party];
  return all * (1 - krona->assumptions.deadweight / 100);
}

static double months_until(const double *months, double gain, double cost)
{
  double found = gain > 0 ? ut_payback(months, UT_PAYBACK_MONTHS, cost / gain) : INFINITY;
  return isinf(found) ? NAN : found;
}

static void pay_back(const struct ut_monthly_krona *krona, double gain, ut_money cost, struct ut_return *r)
{
  double own = (double)r->cost, now = own * krona->cost;
  bool shares = r->cost > 0;
  r->whole = months_until(krona->kept, gain, (double)cost);
  if (shares || cost == 0) {
    r->own = months_until(krona->kept, gain, own);
    r->discounted = months_until(krona->present, gain, now);
  }
  if (shares)
    r->ratio = gain * krona->present_horizon / now;
  if (gain <= 0)
    r->reason = UT_NO_GAIN;
  else if (isnan(r->whole) || (shares && (isnan(r->own) || isnan(r->discounted))))
    r->reason = UT_NOT_IN_TIME;
  else
    r->reason = isnan(r->own) ? UT_NO_SHARE : UT_PAYS_BACK;
}

void ut_payback_evaluate(const struct ut_monthly_krona *krona, const double worth[UT_PARTIES], ut_money cost,
                         int64_t participations, struct ut_return returns[UT_PARTIES])
{
  ut_money shares[UT_PARTIES];
  share_cost(krona->assumptions.financing, cost, shares);
  for (int i = 0; i < UT_PARTIES; i++) {
    double gain = worth[i] * (1 - krona->assumptions.deadweight / 100);
    returns[i] = (struct ut_return){
        .cost = cost == UT_COST_UNKNOWN ? UT_COST_UNKNOWN : shares[i],
        .gain = gain,
        .participant_year = participations > 0 ? YEAR * gain / (double)participations : NAN,
        .sum_12 = gain * krona->sum_12,
        .present_12 = gain * krona->present_12,
        .sum_horizon = gain * krona->sum_horizon,
        .present_horizon = gain * krona->present_horizon,
        .own = NAN,
        .whole = NAN,
        .discounted = NAN,
        .ratio = NAN,
        .reason = UT_NO_COST,
    };
    if (cost != UT_COST_UNKNOWN)
      pay_back(krona, ut_payback_repaying(krona, worth, i), cost, &returns[i]);
  }
}

/* Where the first month gains more than it costs nothing is invested, and a rate would be that of a loan. */
double ut_payback_rate(const struct ut_monthly_krona *krona, const double worth[UT_PARTIES], ut_money share, int party)
{
  const struct ut_assumptions *a = &krona->assumptions;
  double flows[UT_PAYBACK_MONTHS + 1], rate, gain = ut_payback_repaying(krona, worth, party), own = (double)share;
  int last = a->horizon > a->writeoff ? a->horizon : a->writeoff;
  double first = a->writeoff > 0 ? gain * krona->kept[0] - own / a->writeoff : -own;
  flows[0] = a->writeoff > 0 ? 0 : -own;
  for (int k = 1; k <= last; k++)
    flows[k] = (k <= a->horizon ? gain * krona->kept[k - 1] : 0) - (k <= a->writeoff ? own / a->writeoff : 0);
  if (own <= 0 || first > 0 || ut_internal_rate(flows, (size_t)last + 1, &rate) != UT_ROOTS_ONE)
    return NAN;
  return 100 * (pow(1 + rate, YEAR) - 1);
}
