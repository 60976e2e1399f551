/* What payback is figured from, put together. */
#include "payback/inputs.h"
#include "base/share.h"

#include <stdlib.h>

typedef enum ut_status read_file(struct ut_inputs *a, const char *path, struct ut_error *err);

static enum ut_status read_prices(struct ut_inputs *a, const char *path, struct ut_error *err)
{
  return ut_prices_load(&a->prices, path, err);
}

static enum ut_status read_index(struct ut_inputs *a, const char *path, struct ut_error *err)
{
  return ut_prices_index(a->prices, path, err);
}

/* A data file named by an option; a file that cannot be found or read is blamed on it. */
static enum ut_status load(struct ut_inputs *a, const char *name, const char *option, read_file *read,
                           struct ut_error *err)
{
  char *path = NULL;
  enum ut_status status = ut_share_find(&path, "prices", name, ".csv", err);
  if (status != UT_OK) {
    ut_error_at(err, NULL, 0, 0, option);
    return status;
  }
  status = read(a, path, err);
  if (status != UT_OK)
    ut_error_at(err, path, 0, 0, NULL);
  free(path);
  return status;
}

/* The option is to blame, unless a file that it names is. */
static enum ut_status blame(enum ut_status status, const char *option, struct ut_error *err)
{
  if (status != UT_OK && err && !*err->source)
    ut_error_at(err, NULL, 0, 0, option);
  return status;
}

static enum ut_status open_decay(struct ut_inputs *a, const char *decay, enum ut_occasion at, struct ut_error *err)
{
  a->observed = decay && strcmp(decay, "observed") == 0;
  if (!decay)
    return UT_OK;
  if (!a->observed)
    return ut_retention_load(&a->assumptions.decay, decay, err);
  enum ut_status status = ut_followups_init(&a->followups, a->p, at, err);
  if (status != UT_OK)
    ut_error_at(err, NULL, 0, 0, "--decay");
  return status;
}

static enum ut_status open_gains(struct ut_inputs *a, const struct ut_inputs_options *o, struct ut_error *err)
{
  const struct ut_payback_group_options options = {.prices = a->prices,
                                                   .at = o->at,
                                                   .missing = o->missing,
                                                   .unpriced_zero = o->unpriced_zero,
                                                   .price_year = o->price_year,
                                                   .persons = o->persons,
                                                   .idle = o->idle,
                                                   .insatser = ut_costs_are_by_insats(a->costs),
                                                   .by = o->by};
  return ut_payback_groups_new(&a->gains, a->p, &options, err);
}

enum ut_status ut_inputs_open(struct ut_inputs *a, struct ut_participations *p, const struct ut_inputs_options *options,
                              struct ut_error *err)
{
  const struct ut_inputs_options *o = options;
  *a = (struct ut_inputs){.p = p, .by = o->by};
  a->assumptions = (struct ut_assumptions){
      .discount = o->discount, .deadweight = o->deadweight, .horizon = o->horizon, .writeoff = o->writeoff};
  enum ut_status status = load(a, o->prices, "--prices", read_prices, err);
  if (status == UT_OK && o->index)
    status = load(a, o->index, "--index", read_index, err);
  if (status == UT_OK)
    status = blame(ut_costs_load(&a->costs, o->cost, err), "--cost", err);
  if (status == UT_OK)
    status = blame(ut_financing_parse(ut_text_of(o->financing), a->assumptions.financing, err), "--financing", err);
  if (status == UT_OK)
    status = open_decay(a, o->decay, o->at, err);
  return status == UT_OK ? open_gains(a, o, err) : status;
}

enum ut_status ut_inputs_take(void *context, struct ut_error *err)
{
  struct ut_inputs *a = context;
  if (a->observed)
    ut_followups_add(&a->followups, a->p);
  return ut_payback_groups_add(a->gains, err);
}

enum ut_status ut_inputs_finish(struct ut_inputs *a, struct ut_error *err)
{
  enum ut_status status = ut_payback_groups_finish(a->gains, err);
  if (status == UT_OK && a->observed) {
    status = ut_followups_points(&a->followups, &a->assumptions.decay, err);
    if (status != UT_OK) {
      ut_error_at(err, NULL, 0, 0, "--decay");
      return status;
    }
  }
  if (status != UT_OK)
    return status;
  a->shares = calloc(ut_payback_groups_count(a->gains) + 1, sizeof *a->shares);
  if (!a->shares)
    return ut_error_nomem(err);
  return ut_costs_share(a->costs, a->gains, a->shares, err);
}

void ut_inputs_clear(struct ut_inputs *a)
{
  ut_payback_groups_free(a->gains);
  ut_costs_free(a->costs);
  ut_prices_free(a->prices);
  free(a->shares);
}
