/* The report of outcomes that says how long participations lasted. Its table is keyed by status and length too, so that
 * totals over the columns of --by need nothing but sums. */
#include <stdio.h>

#include "outcomes/report.h"

enum { ENDED, ONGOING, STATUSES };       /* as in the vocabulary */
enum { STATUS_KEY, DAYS_KEY, OWN_KEYS }; /* after those of --by */
enum { DAYS_TEXT = 16 };

/* The lengths of a group, by status. */
struct lengths {
  struct ut_counts *days[STATUSES];
  int64_t unknown[STATUSES];
};

static enum ut_status open_duration(struct ut_report *r, struct ut_error *err)
{
  (void)err;
  r->codes = ut_vocabulary_named("status");
  return UT_OK;
}

static size_t one_counter(const struct ut_report *r)
{
  (void)r;
  return 1;
}

static void count_one(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  (void)r;
  (void)values;
  ++*counters;
}

/* How long a stay that goes on has lasted is not known without --as-of. */
static enum ut_status take_length(struct ut_report *r, struct ut_error *err)
{
  struct ut_participation now = ut_participations_current(r->p);
  bool ended = now.slut != UT_DATE_NONE;
  ut_date end = ended ? now.slut : r->o.as_of;
  char days[DAYS_TEXT] = "";
  if (end != UT_DATE_NONE)
    snprintf(days, sizeof days, "%d", end - now.start);
  const struct ut_text keys[OWN_KEYS] = {ut_report_code(r, ended ? ENDED : ONGOING), ut_text_of(days)};
  return ut_report_count_in(r, keys, err);
}

static bool same_keys(const struct ut_text *a, const struct ut_text *b, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!ut_text_equal(a[i], b[i]))
      return false;
  return true;
}

static enum ut_status add_length(struct lengths *lengths, const struct ut_text *own, size_t status, int64_t times)
{
  int64_t days;
  if (ut_text_integer(own[DAYS_KEY], &days))
    return ut_counts_add(lengths->days[status], days, times);
  lengths->unknown[status] += times;
  return UT_OK;
}

static enum ut_status write_length(struct ut_report *r, const struct ut_text *keys, struct lengths *lengths,
                                   size_t status, struct ut_error *err)
{
  struct ut_counts *days = lengths->days[status];
  int64_t known = ut_counts_total(days), sum = ut_counts_sum(days);
  ut_tidy_begin(&r->row, keys, r->by.names->count);
  ut_tidy_text(&r->row, ut_report_code(r, status));
  ut_tidy_count(&r->row, known + lengths->unknown[status]);
  ut_tidy_ratio(&r->row, sum, known);
  ut_tidy_ratio(&r->row, known > 0 ? ut_counts_median2(days) : 0, known > 0 ? 2 : 0);
  ut_tidy_ratio(&r->row, sum * UT_MONTHS_NUMERATOR, known * UT_MONTHS_DIVISOR);
  return ut_tidy_end(&r->row, err);
}

static void clear_lengths(struct lengths *lengths)
{
  for (size_t i = 0; i < STATUSES; i++)
    ut_counts_free(lengths->days[i]);
}

/* The group of --by that begins at group `*i` of the table, which then stands after it. */
static enum ut_status write_lengths(struct ut_report *r, const struct ut_text *keys, size_t *i, struct ut_error *err)
{
  size_t by = r->by.names->count;
  struct lengths lengths = {0};
  enum ut_status status = UT_OK;
  for (size_t s = 0; s < STATUSES && status == UT_OK; s++)
    status = ut_counts_new(&lengths.days[s]);
  for (; *i < ut_table_groups(r->table) && status == UT_OK; ++*i) {
    struct ut_group group = ut_table_group(r->table, *i);
    if (!same_keys(group.keys, keys, by))
      break;
    const struct ut_text *own = group.keys + by;
    status = add_length(&lengths, own, ut_text_is(own[STATUS_KEY], "avslutad") ? ENDED : ONGOING, *group.counters);
  }
  if (status != UT_OK)
    ut_error_nomem(err);
  for (size_t s = 0; s < STATUSES && status == UT_OK; s++)
    status = write_length(r, keys, &lengths, s, err);
  clear_lengths(&lengths);
  return status;
}

/* Without a single participation there is still the total, as in the other reports. */
static enum ut_status write_empty(struct ut_report *r, struct ut_error *err)
{
  struct ut_text keys[UT_NAMES_MAX];
  size_t i = 0, by = r->by.names->count;
  for (size_t k = 0; k < by; k++)
    keys[k] = ut_text_of(UT_ALL);
  return by == 0 || r->o.totals ? write_lengths(r, keys, &i, err) : UT_OK;
}

static enum ut_status write_duration(struct ut_report *r, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  size_t groups = ut_table_groups(r->table);
  for (size_t i = 0; i < groups && status == UT_OK;)
    status = write_lengths(r, ut_table_group(r->table, i).keys, &i, err);
  return groups == 0 ? write_empty(r, err) : status;
}

static const char *const columns[] = {"status", "antal", "medel_dagar", "median_dagar", "medel_manader", NULL};

const struct ut_kind ut_kind_duration = {.columns = columns,
                                         .keys = OWN_KEYS,
                                         .open = open_duration,
                                         .counters = one_counter,
                                         .count = count_one,
                                         .take = take_length,
                                         .write = write_duration};
