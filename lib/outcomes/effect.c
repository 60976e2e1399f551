/* The reports of outcomes that hold those who took part against others of the same strata: what share had the event
 * beside what share would have had it anyway, and how alike the two groups are. The table of the first is keyed by the
 * columns of the strata, that of the second by the column and its value, so that totals need nothing but sums. */
#include <math.h>
#include <stdio.h>

#include "outcomes/report.h"
#include "stats/strata.h"
#include "table/runs.h"
#include "table/watch.h"

enum { NUMBER_TEXT = 24 };
enum { P_DECIMALS = 4, BALANCE_DECIMALS = 3 };

/* Counters of a stratum. */
enum { TREATED, TREATED_EVENTS, CONTROLS, CONTROL_EVENTS, COUNTERS };

/* ---- who is in which group ---- */

static bool is_known(const struct ut_expr *e, const struct ut_value *values)
{
  return ut_expr_true(e, values) || !ut_expr_lacks(e, values);
}

/* Who may be in either group, or of whom the event is not known, is in neither. */
static bool is_comparable(struct ut_report *r, const struct ut_value *values)
{
  const struct ut_row *row = ut_participations_row(r->p);
  if (is_known(r->o.comparing.treated, values) && is_known(r->o.comparing.event, values))
    return true;
  ut_tally_add(&r->effect.unknown, row->source, row->line);
  return false;
}

static void count_group(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  bool treated = ut_expr_true(r->o.comparing.treated, values);
  counters[treated ? TREATED : CONTROLS]++;
  counters[treated ? TREATED_EVENTS : CONTROL_EVENTS] += ut_expr_true(r->o.comparing.event, values);
}

static enum ut_status open_strata(struct ut_report *r, struct ut_error *err)
{
  UT_TRY(ut_grouping_init_of(&r->effect.strata, r->p, &r->o.comparing.strata, "--strata", err));
  r->keys = r->effect.strata.names->count;
  return UT_OK;
}

/* Of values that look alike, those of the strata are seen too. */
static void watch_strata(struct ut_report *r)
{
  size_t by = r->by.names->count;
  memcpy(r->effect.seen, r->by.names->names, by * sizeof *r->effect.seen);
  memcpy(r->effect.seen + by, r->effect.strata.names->names, r->keys * sizeof *r->effect.seen);
  ut_table_watch(r->table, &(struct ut_watch){.names = r->effect.seen,
                                              .count = by + r->keys,
                                              .run = ut_reader_run(ut_participations_reader(r->p)),
                                              .row = ut_participations_row(r->p)});
}

static enum ut_status take_stratum(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  if (!is_comparable(r, values))
    return UT_OK;
  return ut_report_count_in(r, ut_grouping_keys(&r->effect.strata, values), err);
}

static void trace_group(struct ut_report *r, struct ut_trace *t)
{
  const struct ut_value *values = ut_participations_values(r->p);
  bool known = is_comparable(r, values), treated = ut_expr_true(r->o.comparing.treated, values);
  if (known)
    ut_trace_add(t, ut_text_of(treated ? "bas" : "bas_jmf"));
  if (known && ut_expr_true(r->o.comparing.event, values))
    ut_trace_add(t, ut_text_of(treated ? "antal" : "antal_jmf"));
  t->rule = known ? "" : UT_CLASS_UNKNOWN;
}

static enum ut_status close_groups(struct ut_report *r, struct ut_error *err)
{
  static const struct ut_tally_words unknown = {UT_NOTE_AVSLUT_UTAN_UTFALL, "of ", " participation", " participations",
                                                ", it is not known whether --treated or --event holds: left out"};
  (void)err;
  ut_tally_note(ut_reader_run(ut_participations_reader(r->p)), &r->effect.unknown, &unknown);
  return UT_OK;
}

/* ---- effect ---- */

static void put_fixed(struct ut_tidy *row, double value, int decimals)
{
  int shares = row->decimals;
  row->decimals = decimals;
  ut_tidy_estimate(row, value);
  row->decimals = shares;
}

/* What cannot be estimated is empty. */
static void put_difference(struct ut_report *r, const struct ut_strata *s)
{
  struct ut_risk_difference d = ut_strata_difference(s);
  ut_tidy_estimate(&r->row, 100 * d.difference);
  ut_tidy_estimate(&r->row, 100 * (d.difference - r->z * d.error));
  ut_tidy_estimate(&r->row, 100 * (d.difference + r->z * d.error));
  put_fixed(&r->row, d.p, P_DECIMALS);
  ut_tidy_estimate(&r->row, s->treated.count > 0 ? 100 * s->expected / (double)s->treated.count : NAN);
}

static enum ut_status write_effect_of(struct ut_report *r, const struct ut_text *keys, size_t *i, struct ut_error *err)
{
  struct ut_strata s = {.unmatched = 0};
  int64_t treated = 0, controls = 0;
  for (; ut_table_begins(r->table, *i, keys, r->by.names->count); ++*i) {
    const int64_t *n = ut_table_group(r->table, *i).counters;
    treated += n[TREATED];
    controls += n[CONTROLS];
    ut_strata_add(&s, (struct ut_proportion){n[TREATED_EVENTS], n[TREATED]},
                  (struct ut_proportion){n[CONTROL_EVENTS], n[CONTROLS]});
  }
  r->effect.alone += (treated == 0) != (controls == 0);
  ut_tidy_begin(&r->row, keys, r->by.names->count);
  ut_tidy_count(&r->row, s.treated.base);
  ut_tidy_count(&r->row, s.treated.count);
  ut_tidy_count(&r->row, s.control.base);
  ut_tidy_count(&r->row, s.control.count);
  ut_tidy_count(&r->row, s.unmatched);
  ut_tidy_ratio(&r->row, 100 * s.treated.count, s.treated.base);
  ut_tidy_estimate(&r->row, s.treated.base > 0 ? s.expected : NAN);
  put_difference(r, &s);
  return ut_tidy_end(&r->row, err);
}

static enum ut_status write_effect(struct ut_report *r, struct ut_error *err)
{
  UT_TRY(ut_report_each_by(r, write_effect_of, err));
  size_t alone = r->effect.alone;
  ut_run_note(ut_reader_run(ut_participations_reader(r->p)), UT_NOTE_JAMFORELSE_SAKNAS, alone, NULL, 0,
              "in %zu row%s nobody meets --treated, or everybody does: there is nothing to compare with", alone,
              alone == 1 ? "" : "s");
  return UT_OK;
}

/* ---- balance ---- */

enum { COLUMN_KEY, VALUE_KEY, BALANCE_KEYS };

static enum ut_status open_balance(struct ut_report *r, struct ut_error *err)
{
  return ut_grouping_init_of(&r->effect.strata, r->p, &r->o.comparing.strata, "--strata", err);
}

/* Once in each column of --strata, which is keyed by its number so that they stay in their order. */
static enum ut_status take_values(struct ut_report *r, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  if (!is_comparable(r, values))
    return UT_OK;
  const struct ut_text *of = ut_grouping_keys(&r->effect.strata, values);
  for (size_t i = 0; i < r->effect.strata.names->count; i++) {
    char number[NUMBER_TEXT];
    snprintf(number, sizeof number, "%zu", i);
    const struct ut_text keys[BALANCE_KEYS] = {ut_text_of(number), of[i]};
    UT_TRY(ut_report_count_in(r, keys, err));
  }
  return UT_OK;
}

static bool is_of_column(const struct ut_report *r, size_t i, const struct ut_text *keys, size_t column)
{
  int64_t number;
  size_t by = r->by.names->count;
  return ut_table_begins(r->table, i, keys, by) &&
         ut_text_integer(ut_table_group(r->table, i).keys[by + COLUMN_KEY], &number) && (size_t)number == column;
}

/* The values of one column, which begin at group *i of the table; *i becomes the group behind them. */
static enum ut_status write_column(struct ut_report *r, const struct ut_text *keys, size_t column, size_t *i,
                                   struct ut_error *err)
{
  int64_t treated = 0, controls = 0;
  struct ut_imbalance balance = {.aa = 0};
  size_t first = *i;
  for (; is_of_column(r, *i, keys, column); ++*i) {
    treated += ut_table_group(r->table, *i).counters[TREATED];
    controls += ut_table_group(r->table, *i).counters[CONTROLS];
  }
  bool both = treated > 0 && controls > 0;
  for (size_t k = first; k + 1 < *i && both; k++) {
    const int64_t *n = ut_table_group(r->table, k).counters;
    ut_imbalance_add(&balance, (double)n[TREATED] / (double)treated, (double)n[CONTROLS] / (double)controls);
  }
  ut_tidy_begin(&r->row, keys, r->by.names->count);
  ut_tidy_text(&r->row, r->effect.strata.names->names[column]);
  ut_tidy_count(&r->row, treated);
  ut_tidy_count(&r->row, controls);
  put_fixed(&r->row, both ? ut_imbalance_difference(&balance) : NAN, BALANCE_DECIMALS);
  return ut_tidy_end(&r->row, err);
}

static enum ut_status write_columns(struct ut_report *r, const struct ut_text *keys, size_t *i, struct ut_error *err)
{
  for (size_t column = 0; column < r->effect.strata.names->count; column++)
    UT_TRY(write_column(r, keys, column, i, err));
  return UT_OK;
}

static enum ut_status write_balance(struct ut_report *r, struct ut_error *err)
{
  return ut_report_each_by(r, write_columns, err);
}

static const char *const effect_columns[] = {"bas",   "antal",       "bas_jmf",   "antal_jmf", "utan_motpart",
                                             "andel", "forvantat",   "differens", "ki_lag",    "ki_hog",
                                             "p",     "dodvikt_pct", NULL};
static const char *const balance_columns[] = {"kolumn", "bas", "bas_jmf", "std_differens", NULL};

const struct ut_kind ut_kind_effect = {.columns = effect_columns,
                                       .own_figures = COUNTERS - UT_PART_COUNTERS,
                                       .open = open_strata,
                                       .count = count_group,
                                       .watch = watch_strata,
                                       .take = take_stratum,
                                       .trace = trace_group,
                                       .close = close_groups,
                                       .write = write_effect};

const struct ut_kind ut_kind_balance = {.columns = balance_columns,
                                        .keys = BALANCE_KEYS,
                                        .own_figures = COUNTERS - UT_PART_COUNTERS,
                                        .open = open_balance,
                                        .count = count_group,
                                        .take = take_values,
                                        .close = close_groups,
                                        .write = write_balance};
