/* The reports of outcomes that hold before against after: change of occupation and of support, who began or increased,
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
  enum ut_status status = ut_participations_slot(r->p, ut_text_of(fore), &r->fore, NULL, err);
  return status == UT_OK ? ut_participations_slot(r->p, ut_text_of(efter), &r->efter, NULL, err) : status;
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
    counters[r->codes->count]++;
  for (uint32_t rest = v->missing ? 0 : v->list->has; rest; rest &= rest - 1)
    counters[__builtin_ctz(rest)]++;
}

/* ---- change ---- */

static size_t change_counters(const struct ut_report *r)
{
  return 2 * (r->codes->count + 1);
}

static void count_change(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  count_codes(r, &values[r->fore], counters);
  count_codes(r, &values[r->efter], counters + r->codes->count + 1);
}

static enum ut_status write_change(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i <= r->codes->count && status == UT_OK; i++) {
    int64_t before = group.counters[i], after = group.counters[r->codes->count + 1 + i];
    if (i == r->codes->count && before == 0 && after == 0)
      continue;
    ut_tidy_begin(&r->row, group.keys, r->by.names->count);
    ut_tidy_text(&r->row, ut_report_code(r, i));
    ut_tidy_count(&r->row, before);
    ut_tidy_count(&r->row, after);
    ut_tidy_count(&r->row, after - before);
    ut_tidy_ratio(&r->row, 100 * (after - before), before);
    status = ut_tidy_end(&r->row, err);
  }
  return status;
}

/* ---- began or increased ---- */

enum { BASE, WORKS, BEGAN, INCREASED, GAINED_COUNTERS };

static size_t gained_counters(const struct ut_report *r)
{
  (void)r;
  return GAINED_COUNTERS;
}

static int64_t extent(const struct ut_list *list, uint32_t codes)
{
  int64_t sum = 0;
  for (uint32_t rest = list->has & codes; rest; rest &= rest - 1)
    sum += list->extent[__builtin_ctz(rest)];
  return sum;
}

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
  else if (extent(after->list, r->work) > extent(before->list, r->work))
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
  count_codes(r, &values[r->efter], counters + UT_CODE_COUNTERS);
}

static enum ut_status take_sources(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *before = &ut_participations_values(r->p)[r->fore];
  enum ut_status status = UT_OK;
  struct ut_text source = ut_text_of(UT_CLASS_UNKNOWN);
  if (before->missing)
    return ut_report_count_in(r, &source, err);
  for (uint32_t rest = before->list->has; rest && status == UT_OK; rest &= rest - 1) {
    source = ut_report_code(r, (size_t)__builtin_ctz(rest));
    status = ut_report_count_in(r, &source, err);
  }
  return status;
}

static const char *const change_columns[] = {"kod", "fore", "efter", "forandring", "forandring_pct", NULL};
static const char *const gained_columns[] = {"arbetar_studerar", "bas", "andel", "borjat", "okat", NULL};
static const char *const matrix_columns[] = {"fore", "efter", "antal", "bas", "andel", NULL};

const struct ut_kind ut_kind_change = {.columns = change_columns,
                                       .open = open_occupation,
                                       .counters = change_counters,
                                       .count = count_change,
                                       .write_group = write_change};

const struct ut_kind ut_kind_support = {.columns = change_columns,
                                        .open = open_support,
                                        .counters = change_counters,
                                        .count = count_change,
                                        .write_group = write_change};

const struct ut_kind ut_kind_gained = {.columns = gained_columns,
                                       .open = open_occupation,
                                       .counters = gained_counters,
                                       .count = count_gained,
                                       .write_group = write_gained};

const struct ut_kind ut_kind_matrix = {.columns = matrix_columns,
                                       .keys = 1,
                                       .open = open_support,
                                       .counters = ut_report_code_counters,
                                       .count = count_after,
                                       .take = take_sources,
                                       .write_group = ut_report_write_codes};
