/* The reports of outcomes that compare before and after: change of occupation and of support, who began or increased,
 * support after given support before. */
#include <stdio.h>

#include "outcomes/report.h"

static enum ut_status name_lists(struct ut_report *r, const char *list, struct ut_error *err)
{
  char fore[32], efter[32];
  snprintf(fore, sizeof fore, "%s_fore", list);
  snprintf(efter, sizeof efter, "%s_%s", list, ut_occasion_names[r->o.at]);
  r->codes = ut_vocabulary_named(list);
  r->work = ut_vocabulary_flagged(r->codes, UT_CODE_WORK);
  UT_TRY(ut_participations_slot(r->p, ut_text_of(fore), &r->fore, NULL, err));
  return ut_participations_slot(r->p, ut_text_of(efter), &r->efter, NULL, err);
}

static enum ut_status open_occupation(struct ut_report *r, struct ut_error *err)
{
  return name_lists(r, "sysselsattning", err);
}

static enum ut_status open_support(struct ut_report *r, struct ut_error *err)
{
  return name_lists(r, "forsorjning", err);
}

/* One more for each code that the list names; a missing list is counted after the codes. */
static void count_codes(const struct ut_report *r, const struct ut_value *v, int64_t *counters)
{
  if (v->missing)
    counters[r->named]++;
  for (uint32_t rest = v->missing ? 0 : v->list->has; rest; rest &= rest - 1)
    counters[__builtin_ctz(rest)]++;
}

/* ---- change ---- */

static void count_change(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  count_codes(r, &values[r->fore], counters + UT_PART_COUNTERS);
  count_codes(r, &values[r->efter], counters + UT_PART_COUNTERS + r->parts);
}

static enum ut_status write_change(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  const int64_t *counters = group.counters + UT_PART_COUNTERS;
  for (size_t i = 0; i < r->parts; i++) {
    int64_t before = counters[i], after = counters[r->parts + i];
    if (!ut_report_lists(r, i, before + after))
      continue;
    ut_tidy_begin(&r->row, group.keys, r->by.names->count);
    ut_tidy_text(&r->row, ut_report_part(r, i));
    ut_tidy_count(&r->row, before);
    ut_tidy_count(&r->row, after);
    ut_tidy_count(&r->row, after - before);
    ut_tidy_ratio(&r->row, 100 * (after - before), before);
    UT_TRY(ut_tidy_end(&r->row, err));
  }
  return UT_OK;
}

/* ---- began or increased ---- */

enum { BASE = UT_BASE_COUNTER, WORKS, BEGAN, INCREASED, GAINED_FIGURES = INCREASED - BASE };

static void count_gained(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  const struct ut_value *before = &values[r->fore], *after = &values[r->efter];
  counters[BASE]++;
  if (after->missing || !(after->list->has & r->work))
    return;
  counters[WORKS]++;
  if (before->missing)
    return; /* whether they began cannot be known */
  if (!(before->list->has & r->work))
    counters[BEGAN]++;
  else if (ut_list_extent(after->list, r->work) > ut_list_extent(before->list, r->work))
    counters[INCREASED]++;
}

static enum ut_status write_gained(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  ut_tidy_begin(&r->row, group.keys, r->by.names->count);
  ut_tidy_share(&r->row, group.counters[WORKS], group.counters[BASE]);
  ut_tidy_count(&r->row, group.counters[BEGAN]);
  ut_tidy_count(&r->row, group.counters[INCREASED]);
  return ut_tidy_end(&r->row, err);
}

/* ---- support after, given support before ---- */

static void count_after(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  counters[UT_BASE_COUNTER]++;
  count_codes(r, &values[r->efter], counters + UT_PART_COUNTERS);
}

static enum ut_status take_sources(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *before = &ut_participations_values(r->p)[r->fore];
  struct ut_text source = ut_text_of(UT_CLASS_UNKNOWN);
  if (before->missing)
    return ut_report_count_in(r, &source, err);
  for (uint32_t rest = before->list->has; rest; rest &= rest - 1) {
    source = ut_report_part(r, (size_t)__builtin_ctz(rest));
    UT_TRY(ut_report_count_in(r, &source, err));
  }
  return UT_OK;
}

static const char *const change_columns[] = {"kod", "fore", "efter", "forandring", "forandring_pct", NULL};
static const char *const gained_columns[] = {"arbetar_studerar", "bas", "andel", "borjat", "okat", NULL};
static const char *const matrix_columns[] = {"fore", "efter", "antal", "bas", "andel", NULL};

const struct ut_kind ut_kind_change = {.columns = change_columns,
                                       .part_sets = 2,
                                       .open = open_occupation,
                                       .count = count_change,
                                       .write_group = write_change};

const struct ut_kind ut_kind_support = {.columns = change_columns,
                                        .part_sets = 2,
                                        .open = open_support,
                                        .count = count_change,
                                        .write_group = write_change};

const struct ut_kind ut_kind_gained = {.columns = gained_columns,
                                       .own_figures = GAINED_FIGURES,
                                       .open = open_occupation,
                                       .count = count_gained,
                                       .write_group = write_gained};

const struct ut_kind ut_kind_matrix = {.columns = matrix_columns,
                                       .keys = 1,
                                       .part_sets = 1,
                                       .open = open_support,
                                       .count = count_after,
                                       .take = take_sources,
                                       .write_group = ut_report_write_parts};
