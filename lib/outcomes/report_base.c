/* The base of a report: by default those who have left and whose follow-up, if it is one that is counted, is due. */
#include "outcomes/report_base.h"

#include <stdio.h>

enum { AFTER = 64 /* what stands behind a tally */ };

static enum ut_status compile(struct ut_expr **out, const char *text, const struct ut_scope *scope, const char *option,
                              struct ut_error *err)
{
  return text ? ut_error_blame(ut_expr_compile(out, text, scope, err), option, err) : UT_OK;
}

enum ut_status ut_report_base_open(struct ut_report_base *b, struct ut_participations *p,
                                   const struct ut_report_base_options *options, const struct ut_report_options *report,
                                   struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(p);
  b->o = *options;
  b->kind = report->kind;
  b->at = report->at;
  b->p = p;
  UT_TRY(compile(&b->base, options->base, &scope, "--base", err));
  UT_TRY(compile(&b->exclude, options->exclude, &scope, "--exclude", err));
  if (b->base ? b->at >= UT_6M && !b->o.not_due : b->at >= UT_EFTER || b->kind == UT_DURATION)
    ut_participations_exits(p);
  return UT_OK;
}

static bool is_in_default(const struct ut_report_base *b, struct ut_participation now, ut_date as_of)
{
  ut_date due = ut_participation_due(now, ut_occasion_months(b->at));
  bool all = b->at < UT_EFTER || b->kind == UT_DURATION || b->kind == UT_TIME || b->kind == UT_PAID;
  return all || (due != UT_DATE_NONE && (b->at == UT_EFTER || due <= as_of));
}

/* A condition takes in whom it names; of follow-ups, those that can have been made, unless all are asked for. */
static bool is_in(const struct ut_report_base *b, struct ut_participation now, const struct ut_value *values,
                  ut_date as_of)
{
  if (!b->base)
    return is_in_default(b, now, as_of);
  return ut_expr_true(b->base, values) && (b->at < UT_6M || b->o.not_due || is_in_default(b, now, as_of));
}

static void count_early(struct ut_report_base *b, struct ut_participation now, ut_date as_of)
{
  if (!b->o.not_due || is_in_default(b, now, as_of))
    return;
  const struct ut_row *row = ut_participations_row(b->p);
  if (!b->is_early)
    ut_tally_add(&b->early, row->source, row->line);
  b->is_early = true;
}

const char *ut_report_base_lacks(struct ut_report_base *b, ut_date as_of)
{
  struct ut_participation now = ut_participations_current(b->p);
  const struct ut_value *values = ut_participations_values(b->p);
  if (now.anonymous)
    return "anonym";
  if (!is_in(b, now, values, as_of))
    return "utanfor_bas";
  if (b->exclude && ut_expr_true(b->exclude, values))
    return "undantagen";
  count_early(b, now, as_of);
  return NULL;
}

void ut_report_base_note(const struct ut_report_base *b, struct ut_run *run)
{
  char after[AFTER];
  snprintf(after, sizeof after, ", whose follow-up of %s is not due yet", ut_occasion_names[b->at]);
  const struct ut_tally_words early = {UT_NOTE_UPPFOLJNING_EJ_FORFALLEN, "--base takes in ", " participation",
                                       " participations", after};
  ut_tally_note(run, &b->early, &early);
}

void ut_report_base_clear(struct ut_report_base *b)
{
  ut_expr_free(b->base);
  ut_expr_free(b->exclude);
}
