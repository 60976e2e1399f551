/* The report of outcomes that says how long participations lasted. Its table is keyed by status and length too, so that
 * totals over the columns of --by need nothing but sums. */
#include <stdio.h>

#include "outcomes/report.h"
#include "table/runs.h"

enum { ENDED, ONGOING, STATUSES };       /* as in the vocabulary */
enum { STATUS_KEY, DAYS_KEY, OWN_KEYS }; /* after those of --by */
enum { DAYS_TEXT = 16 };

static enum ut_status open_duration(struct ut_report *r, struct ut_error *err)
{
  (void)err;
  r->codes = ut_vocabulary_named("status");
  return UT_OK;
}

static void count_one(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  (void)r;
  (void)values;
  counters[UT_BASE_COUNTER]++;
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
  const struct ut_text keys[OWN_KEYS] = {ut_report_part(r, ended ? ENDED : ONGOING), ut_text_of(days)};
  return ut_report_count_in(r, keys, err);
}

/* Is group `i` of the table one of these keys of --by and this status? */
static bool is_of(const struct ut_report *r, size_t i, const struct ut_text *keys, size_t status)
{
  size_t by = r->by.names->count;
  return ut_table_begins(r->table, i, keys, by) &&
         ut_text_equal(ut_table_group(r->table, i).keys[by + STATUS_KEY], ut_report_part(r, status));
}

/* The lengths of one status, which begin at group `*i` of the table; *i becomes the group behind them. */
static enum ut_status add_lengths(const struct ut_report *r, const struct ut_text *keys, size_t status, size_t *i,
                                  struct ut_counts *lengths, int64_t *unknown)
{
  for (; is_of(r, *i, keys, status); ++*i) {
    struct ut_group group = ut_table_group(r->table, *i);
    int64_t days, times = group.counters[UT_BASE_COUNTER];
    if (ut_text_integer(group.keys[r->by.names->count + DAYS_KEY], &days))
      UT_TRY(ut_counts_add(lengths, days, times));
    else
      *unknown += times;
  }
  return UT_OK;
}

static enum ut_status write_lengths(struct ut_report *r, const struct ut_text *keys, size_t status, size_t *i,
                                    struct ut_error *err)
{
  struct ut_counts *lengths;
  int64_t unknown = 0;
  if (ut_counts_new(&lengths))
    return ut_error_nomem(err);
  if (add_lengths(r, keys, status, i, lengths, &unknown)) {
    ut_counts_free(lengths);
    return ut_error_nomem(err);
  }
  int64_t known = ut_counts_total(lengths), sum = ut_counts_sum(lengths);
  ut_tidy_begin(&r->row, keys, r->by.names->count);
  ut_tidy_text(&r->row, ut_report_part(r, status));
  ut_tidy_count(&r->row, known + unknown);
  ut_tidy_ratio(&r->row, sum, known);
  ut_tidy_ratio(&r->row, known > 0 ? ut_counts_median2(lengths) : 0, known > 0 ? 2 : 0);
  ut_tidy_ratio(&r->row, sum * UT_MONTHS_NUMERATOR, known * UT_MONTHS_DIVISOR);
  if (r->o.spread)
    ut_tidy_estimate(&r->row, ut_counts_deviation(lengths));
  ut_counts_free(lengths);
  return ut_tidy_end(&r->row, err);
}

static enum ut_status write_statuses(struct ut_report *r, const struct ut_text *keys, size_t *i, struct ut_error *err)
{
  for (size_t status = 0; status < STATUSES; status++)
    UT_TRY(write_lengths(r, keys, status, i, err));
  return UT_OK;
}

static enum ut_status write_duration(struct ut_report *r, struct ut_error *err)
{
  return ut_report_each_by(r, write_statuses, err);
}

static const char *const columns[] = {"status", "antal", "medel_dagar", "median_dagar", "medel_manader", NULL};

static const char *const spread_columns[] = {"status",        "antal",    "medel_dagar", "median_dagar",
                                             "medel_manader", "sd_dagar", NULL};

const struct ut_kind ut_kind_spread = {.columns = spread_columns,
                                       .keys = OWN_KEYS,
                                       .open = open_duration,
                                       .count = count_one,
                                       .take = take_length,
                                       .write = write_duration};

const struct ut_kind ut_kind_duration = {.columns = columns,
                                         .keys = OWN_KEYS,
                                         .open = open_duration,
                                         .count = count_one,
                                         .take = take_length,
                                         .write = write_duration};
