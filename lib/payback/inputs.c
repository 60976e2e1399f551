/* What payback is figured from, put together. */
#include "payback/inputs.h"
#include "base/share.h"

#include <stdlib.h>

/* The option is to blame. */
static enum ut_status blame(enum ut_status status, const char *option, struct ut_error *err)
{
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, option);
  return status;
}

/* The same, unless a file that it names is. */
static enum ut_status blame_or_file(enum ut_status status, const char *option, struct ut_error *err)
{
  return err && *err->source ? status : blame(status, option, err);
}

/* The prices, or the index that moves them. */
static enum ut_status load_prices(struct ut_inputs *in, const char *name, bool index, struct ut_error *err)
{
  struct ut_run *run = in->o.run;
  char *path = NULL;
  UT_TRY(blame(ut_share_find(&path, "prices", name, ".csv", err), index ? "--index" : "--prices", err));
  enum ut_status status =
      index ? ut_prices_index(in->prices, path, run, err) : ut_prices_load(&in->prices, path, run, err);
  if (status != UT_OK)
    ut_error_at(err, path, 0, 0, NULL);
  free(path);
  return status;
}

static enum ut_status open_decay(struct ut_inputs *in, const char *decay, enum ut_occasion at, struct ut_error *err)
{
  in->observed = decay && strcmp(decay, "observed") == 0;
  if (!decay)
    return UT_OK;
  if (!in->observed)
    return ut_retention_load(&in->assumptions.decay, decay, in->o.run, err);
  if (ut_reader_find(ut_participations_reader(in->p), ut_text_of("vikt")) >= 0)
    return blame(ut_error_set(err, UT_USAGE, "the rows are typical cases, with a column vikt, and are not followed up"),
                 "--decay", err);
  return blame(ut_followups_init(&in->followups, in->p, at, err), "--decay", err);
}

static enum ut_status open_groups(struct ut_inputs *in, const struct ut_inputs_options *o, struct ut_error *err)
{
  const struct ut_payback_group_options options = {.prices = in->prices,
                                                   .at = o->at,
                                                   .missing = o->missing,
                                                   .unpriced_zero = o->unpriced_zero,
                                                   .price_year = (int)o->price_year,
                                                   .persons = o->draws.draws > 0,
                                                   .idle = o->required,
                                                   .full = o->net,
                                                   .insatser = in->costs->by_insats,
                                                   .by = &o->by};
  return ut_payback_groups_new(&in->groups, in->p, &options, err);
}

enum ut_status ut_inputs_open(struct ut_inputs *in, struct ut_participations *p,
                              const struct ut_inputs_options *options, struct ut_error *err)
{
  const struct ut_inputs_options *o = &in->o;
  *in = (struct ut_inputs){.o = *options, .p = p};
  in->assumptions =
      (struct ut_assumptions){.discount = o->discount, .horizon = (int)o->horizon, .writeoff = (int)o->writeoff};
  UT_TRY(load_prices(in, o->prices, false, err));
  if (o->index)
    UT_TRY(load_prices(in, o->index, true, err));
  UT_TRY(blame_or_file(ut_deadweight_load(&in->deadweight, o->deadweight, &o->by, o->run, err), "--deadweight", err));
  in->assumptions.deadweight = in->deadweight.percent;
  UT_TRY(blame_or_file(ut_costs_load(&in->costs, o->cost, o->run, err), "--cost", err));
  UT_TRY(blame(ut_financing_parse(ut_text_of(o->financing), in->assumptions.financing, err), "--financing", err));
  UT_TRY(open_decay(in, o->decay, o->at, err));
  return open_groups(in, o, err);
}

enum ut_status ut_inputs_take(void *context, struct ut_error *err)
{
  struct ut_inputs *in = context;
  if (in->observed)
    ut_followups_add(&in->followups, in->p);
  return ut_payback_groups_add(in->groups, err);
}

static enum ut_status find_deadweights(struct ut_inputs *in, struct ut_error *err)
{
  if (!in->deadweight.groups)
    return UT_OK;
  in->deadweights = calloc(in->groups->count + 1, sizeof *in->deadweights);
  if (!in->deadweights)
    return ut_error_nomem(err);
  for (size_t i = 0; i < in->groups->count; i++) {
    const struct ut_text *keys = ut_payback_groups_get(in->groups, i)->keys;
    UT_TRY(blame(ut_deadweight_of(&in->deadweight, keys, &in->o.by, &in->deadweights[i], err), "--deadweight", err));
  }
  return UT_OK;
}

enum ut_status ut_inputs_finish(struct ut_inputs *in, struct ut_error *err)
{
  UT_TRY(ut_payback_groups_finish(in->groups, err));
  if (in->observed)
    UT_TRY(blame(ut_followups_points(&in->followups, &in->assumptions.decay, err), "--decay", err));
  UT_TRY(find_deadweights(in, err));
  in->shares = calloc(in->groups->count + 1, sizeof *in->shares);
  if (!in->shares)
    return ut_error_nomem(err);
  return ut_costs_share(in->costs, in->groups, in->shares, err);
}

void ut_inputs_clear(struct ut_inputs *in)
{
  ut_payback_groups_free(in->groups);
  ut_costs_free(in->costs);
  ut_prices_free(in->prices);
  ut_deadweight_clear(&in->deadweight);
  free(in->deadweights);
  free(in->shares);
}
