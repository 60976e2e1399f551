/* What is doubtful in the inputs of payback, once all participations are taken in. */
#include "payback/inputs.h"

static void note_missing(const struct ut_inputs *in)
{
  int64_t all = 0, incomplete = 0;
  for (size_t i = 0; i < in->groups->count; i++) {
    all += in->groups->groups[i].all;
    incomplete += in->groups->groups[i].incomplete;
  }
  ut_run_note(in->o.run, UT_NOTE_MATNING_SAKNAS, (size_t)incomplete, NULL, 0,
              "%lld of %lld participations are not measured both before and after: %s", (long long)incomplete,
              (long long)all, in->o.missing == UT_MISSING_DROP ? "dropped" : "unchanged");
}

static void note_columns(const struct ut_inputs *in)
{
  char quoted[UT_QUOTED];
  const struct ut_effects *effects = &in->groups->effects;
  for (size_t i = 0; i < UT_EFFECT_KINDS; i++)
    if (effects->kinds[i].unpaired)
      ut_run_note(in->o.run, UT_NOTE_KOLUMN_SAKNAS, 1, NULL, 0, "there is no column %s: its kind is not compared",
                  effects->kinds[i].unpaired);
  if (in->o.draws.draws > 0 && !in->groups->identified)
    ut_run_note(in->o.run, UT_NOTE_ID_SAKNAS, 1, NULL, 0,
                "there is no column id: every participation is drawn as a person of its own");
  const struct ut_tally *part_time = &effects->part_time;
  ut_run_note(in->o.run, UT_NOTE_DELTID_UTAN_OMFATTNING, part_time->count, part_time->source, part_time->line,
              "lon without an extent beside part-time work in %zu participation%s, the first %s:%zu: "
              "taken for the extent of the work",
              part_time->count, part_time->count == 1 ? "" : "s", part_time->source, part_time->line);
  for (size_t i = 0; i < effects->unpriced_count; i++) {
    const struct ut_unpriced *u = &effects->unpriced[i];
    ut_run_note(in->o.run, UT_NOTE_PRIS_SAKNAS, (size_t)u->participations, NULL, 0,
                "%s has no price: taken for nothing in %lld participation%s",
                ut_quote(quoted, u->code.ptr, u->code.len), (long long)u->participations,
                u->participations == 1 ? "" : "s");
  }
}

/* Shares of a file. */
static void note_small(const struct ut_inputs *in, const char *file, const struct ut_tally *small)
{
  ut_run_note(in->o.run, UT_NOTE_ANDEL_AV_ETT, small->count, file, small->line,
              "%s: shares of at most 1 percent: %zu, the first in line %zu: parts of one (0.5 for 50 percent)?", file,
              small->count, small->line);
}

static void note_decay(const struct ut_inputs *in)
{
  const struct ut_followups *f = &in->followups;
  if (in->assumptions.decay.of_one)
    ut_run_note(in->o.run, UT_NOTE_ANDEL_AV_ETT, 1, in->o.decay, 0,
                "%s: no share is above 1: taken for parts of one, not for percent", in->o.decay);
  note_small(in, in->o.decay, &in->assumptions.decay.small);
  for (int at = UT_6M; in->observed && at <= UT_24M; at++)
    ut_run_note(in->o.run, UT_NOTE_AVTAGANDE, (size_t)f->base[at], NULL, 0,
                "%s: %lld of %lld who began to work or study still do", ut_occasion_names[at], (long long)f->still[at],
                (long long)f->base[at]);
}

static void note_costs(const struct ut_inputs *in)
{
  char quoted[UT_QUOTED], money[UT_MONEY_SIZE];
  const struct ut_costs *costs = in->costs;
  for (size_t i = 0; i < costs->count; i++) {
    const struct ut_cost *c = &costs->costs[i];
    ut_quote(quoted, c->insats.ptr, c->insats.len);
    if (c->amount == UT_COST_UNKNOWN && c->participations > 0)
      ut_run_note(in->o.run, UT_NOTE_KOSTNAD_SAKNAS, (size_t)c->participations, NULL, 0,
                  "%s: %lld participation%s and no cost", quoted, (long long)c->participations,
                  c->participations == 1 ? "" : "s");
    if (c->participations == 0 && c->amount > 0)
      ut_run_note(in->o.run, UT_NOTE_DELTAGARE_SAKNAS, 1, NULL, 0, "%s%s%s kr and nobody took part",
                  c->insats.len ? quoted : "", c->insats.len ? ": " : "", ut_money_format(c->amount, money));
  }
}

/* Percent below 1 may be meant as parts of one. */
static void note_percents(const struct ut_inputs *in)
{
  const struct ut_inputs_options *o = &in->o;
  const struct {
    const char *option;
    double percent;
  } given[] = {{"--discount", o->discount}, {"--deadweight", in->deadweight.percent}};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++)
    if (given[i].percent > 0 && given[i].percent < 1)
      ut_run_note(o->run, UT_NOTE_ANDEL_AV_ETT, 1, NULL, 0,
                  "%s: %g percent is less than 1: a part of one? Then write %g", given[i].option, given[i].percent,
                  given[i].percent * 100);
}

static void note_deadweight(const struct ut_inputs *in)
{
  const struct ut_deadweight *d = &in->deadweight;
  note_small(in, in->o.deadweight, &d->small);
  ut_run_note(in->o.run, UT_NOTE_DODVIKT_UTANFOR, d->clamped, in->o.deadweight, d->line,
              "%s: %zu share%s below 0 or above 100, the first in line %zu: taken for 0 and 100", in->o.deadweight,
              d->clamped, d->clamped == 1 ? "" : "s", d->line);
}

void ut_inputs_note(const struct ut_inputs *in)
{
  note_percents(in);
  note_deadweight(in);
  note_columns(in);
  note_missing(in);
  note_decay(in);
  note_costs(in);
}
