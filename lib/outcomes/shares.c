/* The reports of outcomes that divide a base: by outcome classes, by exit reasons. */
#include "outcomes/report.h"

/* ---- classes ---- */

static size_t class_counters(const struct ut_report *r)
{
  return UT_CODE_COUNTERS + ut_classes_count(r->o.classes) + 2; /* the two are ovrigt and uppgift_saknas */
}

static void count_classes(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  size_t rule;
  uint64_t classes = ut_classes_match(r->o.classes, values, r->o.multiple, &rule);
  counters[UT_BASE_COUNTER]++;
  for (; classes; classes &= classes - 1)
    counters[UT_CODE_COUNTERS + __builtin_ctzll(classes)]++;
}

static enum ut_status write_classes(struct ut_report *r, struct ut_group group, struct ut_error *err)
{
  size_t count = ut_classes_count(r->o.classes);
  int64_t base = group.counters[UT_BASE_COUNTER];
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < count + 2 && status == UT_OK; i++) {
    int64_t n = group.counters[UT_CODE_COUNTERS + i];
    if (i >= count && n == 0)
      continue;
    ut_tidy_begin(&r->row, group.keys, r->by.names->count);
    ut_tidy_text(&r->row, ut_classes_name(r->o.classes, i));
    ut_tidy_share(&r->row, n, base);
    ut_tidy_interval(&r->row, n, base, r->z);
    status = ut_tidy_end(&r->row, err);
  }
  return status;
}

/* ---- exit reasons ---- */

static enum ut_status open_reasons(struct ut_report *r, struct ut_error *err)
{
  enum ut_status status = ut_participations_slot(r->p, ut_text_of("avslutsorsak"), &r->efter, NULL, err);
  r->codes = ut_vocabulary_named("avslutsorsak");
  return status;
}

static void count_reason(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  const struct ut_value *reason = &values[r->efter];
  counters[UT_BASE_COUNTER]++;
  counters[UT_CODE_COUNTERS + (reason->missing ? r->codes->count : (size_t)reason->number)]++;
}

static const char *const class_columns[] = {"klass", "antal", "bas", "andel", "ki_lag", "ki_hog", NULL};
static const char *const reason_columns[] = {"avslutsorsak", "antal", "bas", "andel", NULL};

const struct ut_kind ut_kind_shares = {
    .columns = class_columns, .counters = class_counters, .count = count_classes, .write_group = write_classes};

const struct ut_kind ut_kind_reasons = {.columns = reason_columns,
                                        .open = open_reasons,
                                        .counters = ut_report_code_counters,
                                        .count = count_reason,
                                        .write_group = ut_report_write_codes};
