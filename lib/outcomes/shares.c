/* The reports of outcomes that divide a base: by outcome classes, by exit reasons. */
#include <stdio.h>

#include "outcomes/report.h"

/* ---- classes ---- */

static void count_classes(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  size_t rule;
  uint64_t classes = ut_classes_match(r->o.classes, values, r->o.multiple, &rule);
  counters[UT_BASE_COUNTER]++;
  for (; classes; classes &= classes - 1)
    counters[UT_PART_COUNTERS + __builtin_ctzll(classes)]++;
}

static void trace_classes(struct ut_report *r, struct ut_trace *t)
{
  size_t rule;
  uint64_t classes = ut_classes_match(r->o.classes, ut_participations_values(r->p), r->o.multiple, &rule);
  for (; classes; classes &= classes - 1)
    ut_trace_add(t, ut_classes_name(r->o.classes, (size_t)__builtin_ctzll(classes)));
  if (rule > 0)
    snprintf(t->number, sizeof t->number, "%zu", rule);
  t->rule = rule > 0 ? t->number : "";
}

/* ---- classes, and what those who are not known could have been ---- */

/* saknas of the base are not known: from none of them to all of them may be in the class. */
static void add_bounds(struct ut_report *r, int64_t n, int64_t base, int64_t missing)
{
  struct ut_tidy *row = &r->row;
  ut_tidy_count(row, missing);
  ut_tidy_ratio(row, 100 * (base - missing), base);
  ut_tidy_ratio(row, 100 * n, base - missing);
  ut_tidy_ratio(row, 100 * n, base);
  ut_tidy_ratio(row, 100 * (n + missing), base);
  if (base == 0) {
    ut_tidy_empty(row, 2);
    return;
  }
  ut_tidy_double(row, ut_wilson(n, base, r->z).low);
  ut_tidy_double(row, ut_wilson(n + missing, base, r->z).high);
}

static enum ut_status write_bounds(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  enum { BOUNDS = 7 };
  size_t unknown = r->parts - 1;
  for (size_t i = 0; i < r->parts; i++) {
    int64_t n = group.counters[UT_PART_COUNTERS + i];
    if (!ut_report_lists(r, i, n))
      continue;
    ut_report_begin_part(r, group, i);
    if (i == unknown)
      ut_tidy_empty(&r->row, BOUNDS);
    else
      add_bounds(r, n, group.counters[UT_BASE_COUNTER], group.counters[UT_PART_COUNTERS + unknown]);
    UT_TRY(ut_tidy_end(&r->row, err));
  }
  return UT_OK;
}

/* ---- exit reasons ---- */

static enum ut_status open_reasons(struct ut_report *r, struct ut_error *err)
{
  r->codes = ut_vocabulary_named("avslutsorsak");
  return ut_participations_slot(r->p, ut_text_of("avslutsorsak"), &r->efter, NULL, err);
}

static void count_reason(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  const struct ut_value *reason = &values[r->efter];
  counters[UT_BASE_COUNTER]++;
  counters[UT_PART_COUNTERS + (reason->missing ? r->named : (size_t)reason->number)]++;
}

static const char *const class_columns[] = {"klass", "antal", "bas", "andel", "ki_lag", "ki_hog", NULL};
static const char *const bound_columns[] = {
    "klass",      "antal",          "bas",         "andel",       "ki_lag",   "ki_hog",   "saknas",
    "svarsandel", "andel_svarande", "andel_lagst", "andel_hogst", "ki_lagst", "ki_hogst", NULL};
static const char *const reason_columns[] = {"avslutsorsak", "antal", "bas", "andel", NULL};

const struct ut_kind ut_kind_shares = {.columns = class_columns,
                                       .part_sets = 1,
                                       .count = count_classes,
                                       .trace = trace_classes,
                                       .write_group = ut_report_write_parts};

const struct ut_kind ut_kind_bounds = {
    .columns = bound_columns, .part_sets = 1, .count = count_classes, .write_group = write_bounds};

const struct ut_kind ut_kind_reasons = {.columns = reason_columns,
                                        .part_sets = 1,
                                        .open = open_reasons,
                                        .count = count_reason,
                                        .write_group = ut_report_write_parts};
