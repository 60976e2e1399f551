/* The report of progress that says how many steps were taken from one assessment to the next. */
#include "progress/progress_report.h"

/* From all the way back to all the way forward. */
static size_t step_counters(const struct ut_progress *p)
{
  return 2 * p->values - 1;
}

enum ut_status ut_progress_take_unlinked(struct ut_progress *p, const struct ut_answer *a, struct ut_error *err)
{
  (void)err;
  p->unlinked += a->id.len == 0;
  return UT_OK;
}

/* An assessment without a value is passed over: the step over it is seen at the next one. Steps are taken by the day on
 * which they are seen; at exit that day is not known. */
enum ut_status ut_progress_each_step(struct ut_progress *p, size_t series, ut_progress_step *take, struct ut_error *err)
{
  const struct ut_assessment *from = NULL;
  for (const struct ut_assessment *to = ut_assessments_first(p->assessments, series); to;
       to = ut_assessments_next(p->assessments, to)) {
    char quarter[11] = "";
    if (to->value < 0)
      continue;
    if (to->when != UT_AT_SLUT)
      ut_period_format(to->when, UT_QUARTER, quarter);
    if (from)
      UT_TRY(take(p, series, ut_text_of(quarter), p->o.lower ? from->value - to->value : to->value - from->value, err));
    from = to;
  }
  return UT_OK;
}

static enum ut_status count_step(struct ut_progress *p, size_t series, struct ut_text quarter, int gain,
                                 struct ut_error *err)
{
  int64_t *counters;
  UT_TRY(ut_progress_find(p, ut_assessments_group(p->assessments, series), quarter, &counters, err));
  counters[gain + (int)p->values - 1]++;
  return UT_OK;
}

static enum ut_status take_steps(struct ut_progress *p, size_t series, struct ut_error *err)
{
  return ut_progress_each_step(p, series, count_step, err);
}

/* The steps that were taken: there are too many that could be. */
static enum ut_status write_steps(struct ut_progress *p, struct ut_group group, struct ut_error *err)
{
  for (size_t i = 0; i < step_counters(p); i++) {
    if (group.counters[i] == 0)
      continue;
    ut_tidy_begin(&p->row, group.keys, p->o.answers.by.count + 2);
    ut_tidy_count(&p->row, (int64_t)i - (int64_t)p->values + 1);
    ut_tidy_count(&p->row, group.counters[i]);
    UT_TRY(ut_tidy_end(&p->row, err));
  }
  return UT_OK;
}

static const char *const columns[] = {"matt", "kvartal", "steg", "antal", NULL};

const struct ut_progress_form ut_progress_steps = {.columns = columns,
                                                   .keys = 2,
                                                   .counters = step_counters,
                                                   .take = ut_progress_take_unlinked,
                                                   .take_series = take_steps,
                                                   .write_group = write_steps};
