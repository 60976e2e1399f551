/* The reports of outcomes that divide a base: by outcome classes, by exit reasons. */
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
static const char *const reason_columns[] = {"avslutsorsak", "antal", "bas", "andel", NULL};

const struct ut_kind ut_kind_shares = {
    .columns = class_columns, .part_sets = 1, .count = count_classes, .write_group = ut_report_write_parts};

const struct ut_kind ut_kind_reasons = {.columns = reason_columns,
                                        .part_sets = 1,
                                        .open = open_reasons,
                                        .count = count_reason,
                                        .write_group = ut_report_write_parts};
