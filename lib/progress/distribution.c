/* The report of progress that says how answers are distributed on each occasion. */
#include "progress/progress_report.h"

/* A counter for every value, then one for each code and one for empty cells, which are in no base. */
static size_t distribution_counters(const struct ut_progress *p)
{
  return p->values + p->o.answers.dont_know.count + 1;
}

static enum ut_status take_answer(struct ut_progress *p, const struct ut_answer *a, struct ut_error *err)
{
  int64_t *counters;
  UT_TRY(ut_progress_find(p, a->group, a->tillfalle, &counters, err));
  counters[a->value < 0 ? p->values + a->code : (size_t)a->value]++;
  return UT_OK;
}

static enum ut_status write_values(struct ut_progress *p, struct ut_group group, struct ut_error *err)
{
  int64_t base = 0;
  for (size_t i = 0; i < p->values; i++)
    base += group.counters[i];
  for (size_t i = 0; i < p->values; i++) {
    ut_tidy_begin(&p->row, group.keys, p->o.answers.by.count + 2);
    ut_tidy_count(&p->row, p->o.answers.scale.low + (int64_t)i);
    ut_tidy_share(&p->row, group.counters[i], base);
    UT_TRY(ut_tidy_end(&p->row, err));
  }
  return UT_OK;
}

static enum ut_status write_distribution(struct ut_progress *p, struct ut_group group, struct ut_error *err)
{
  const struct ut_names *codes = &p->o.answers.dont_know;
  const int64_t *unknown = group.counters + p->values;
  UT_TRY(write_values(p, group, err));
  for (size_t i = 0; i <= codes->count; i++) {
    if (unknown[i] == 0)
      continue;
    ut_tidy_begin(&p->row, group.keys, p->o.answers.by.count + 2);
    ut_tidy_text(&p->row, i < codes->count ? codes->names[i] : ut_text_of("uppgift_saknas"));
    ut_tidy_count(&p->row, unknown[i]);
    ut_tidy_empty(&p->row, 2);
    UT_TRY(ut_tidy_end(&p->row, err));
  }
  return UT_OK;
}

static const char *const columns[] = {"matt", "tillfalle", "varde", "antal", "bas", "andel", NULL};

const struct ut_progress_form ut_progress_distribution = {.columns = columns,
                                                          .keys = 2,
                                                          .order = "tillfalle",
                                                          .counters = distribution_counters,
                                                          .take = take_answer,
                                                          .write_group = write_distribution};
