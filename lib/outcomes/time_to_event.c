/* The report of outcomes that says what share has had an event by so many months from the start. Its table is keyed by
 * the days from the start until the event, another exit, or the day up to which somebody was followed. */
#include <stdio.h>

#include "outcomes/report.h"
#include "table/runs.h"

enum { DAYS_TEXT = 24, OWN_KEYS = 1 };
enum { MEDIAN_DECIMALS = 1 };

enum ut_status ut_waiting_marks(struct ut_waiting *w, const char *months, struct ut_error *err)
{
  w->every_day = months && strcmp(months, "all") == 0;
  return w->every_day ? UT_OK : ut_months_parse(months ? months : "6,12,18", &w->marks, err);
}

static enum ut_status open_time(struct ut_report *r, struct ut_error *err)
{
  ut_participations_exits(r->p);
  if (!r->o.waiting.employment)
    return UT_OK;
  return ut_participations_slot(r->p, ut_text_of("anstallning_start"), &r->time.employed, NULL, err);
}

static void count_ending(const struct ut_report *r, const struct ut_value *values, int64_t *counters)
{
  (void)values;
  counters[r->time.ending]++;
}

static void doubt(struct ut_report *r, struct ut_tally *which, const char *word)
{
  const struct ut_row *row = ut_participations_row(r->p);
  ut_tally_add(which, row->source, row->line);
  r->time.doubt = word;
}

static bool is_event(const struct ut_report *r, const struct ut_value *values)
{
  return !r->o.waiting.event || ut_expr_true(r->o.waiting.event, values);
}

/* How it ended by the exit, or by the day that is known. An exit of which the event's columns are missing competes. */
static enum ut_ending end_of_stay(struct ut_report *r, bool ended, const struct ut_value *values)
{
  const struct ut_waiting *w = &r->o.waiting;
  if (!ended)
    return UT_CENSORED;
  if (!w->employment && is_event(r, values))
    return UT_EVENT;
  if (w->event && !ut_expr_true(w->event, values) && ut_expr_lacks(w->event, values))
    doubt(r, &r->time.unknown, UT_CLASS_UNKNOWN);
  return UT_COMPETING;
}

/* Employment from before the start counts from the start on. */
static ut_date employed_on(struct ut_report *r, ut_date start, ut_date day)
{
  if (day < start)
    doubt(r, &r->time.early, "anstallning_fore_start");
  return day < start ? start : day;
}

/* The days until its time ended, and how it did. */
static int follow(struct ut_report *r)
{
  struct ut_participation now = ut_participations_current(r->p);
  const struct ut_value *values = ut_participations_values(r->p), *employed = &values[r->time.employed];
  bool ended = now.slut != UT_DATE_NONE;
  ut_date last = ended ? now.slut : r->o.as_of;
  r->time.doubt = "";
  if (r->o.waiting.employment && !employed->missing && employed->number <= last && is_event(r, values)) {
    last = employed_on(r, now.start, (ut_date)employed->number);
    r->time.ending = UT_EVENT;
  } else {
    r->time.ending = end_of_stay(r, ended, values);
  }
  return last - now.start;
}

static enum ut_status take_time(struct ut_report *r, struct ut_error *err)
{
  char days[DAYS_TEXT];
  snprintf(days, sizeof days, "%d", follow(r));
  const struct ut_text key = ut_text_of(days);
  return ut_report_count_in(r, &key, err);
}

static void trace_time(struct ut_report *r, struct ut_trace *t)
{
  static const char *const counted_in[UT_ENDINGS] = {
      [UT_EVENT] = "handelser", [UT_COMPETING] = "konkurrerande", [UT_CENSORED] = "censurerade"};
  t->days = follow(r);
  ut_trace_add(t, ut_text_of(counted_in[r->time.ending]));
  t->rule = r->time.doubt;
}

static enum ut_status close_time(struct ut_report *r, struct ut_error *err)
{
  static const struct ut_tally_words unknown = {UT_NOTE_AVSLUT_UTAN_UTFALL, "of ", " exit", " exits",
                                                ", it is not known whether --event holds: counted as exits without it"},
                                     early = {UT_NOTE_ANSTALLNING_FORE_START,
                                              "anstallning_start is before start, and counts as on it: ", "", "", ""};
  struct ut_run *run = ut_reader_run(ut_participations_reader(r->p));
  (void)err;
  ut_tally_note(run, &r->time.unknown, &unknown);
  ut_tally_note(run, &r->time.early, &early);
  return UT_OK;
}

/* ---- the table ---- */

/* m x 365.25 / 12, rounded half up; months are days x 12 / 365.25 = days x 48 / 1461. */
static int64_t days_of(int64_t months)
{
  return (2 * months * UT_MONTHS_DIVISOR + UT_MONTHS_NUMERATOR) / (INT64_C(2) * UT_MONTHS_NUMERATOR);
}

static void put_median(struct ut_tidy *row, int64_t days)
{
  int decimals = row->decimals;
  row->decimals = MEDIAN_DECIMALS;
  ut_tidy_ratio(row, days * UT_MONTHS_NUMERATOR, days < 0 ? 0 : UT_MONTHS_DIVISOR);
  row->decimals = decimals;
}

static void put_share(struct ut_report *r, const struct ut_incidence_point *p, bool any)
{
  struct ut_interval limits;
  if (!any) {
    ut_tidy_empty(&r->row, 3);
    return;
  }
  ut_tidy_estimate(&r->row, 100 * p->share);
  if (!ut_log_log_interval(p->share, p->error, r->z, &limits)) {
    ut_tidy_empty(&r->row, 2);
    return;
  }
  ut_tidy_estimate(&r->row, limits.low);
  ut_tidy_estimate(&r->row, limits.high);
}

/* `months` 0: the row of a day. */
static enum ut_status write_point(struct ut_report *r, const struct ut_text *keys, const struct ut_incidence *c,
                                  const struct ut_incidence_point *p, int64_t months, struct ut_error *err)
{
  ut_tidy_begin(&r->row, keys, r->by.names->count);
  if (months > 0)
    ut_tidy_count(&r->row, months);
  else
    ut_tidy_empty(&r->row, 1);
  ut_tidy_count(&r->row, months > 0 ? days_of(months) : p->day);
  ut_tidy_count(&r->row, p->at_risk);
  for (int how = 0; how < UT_ENDINGS; how++)
    ut_tidy_count(&r->row, p->ended[how]);
  put_share(r, p, ut_incidence_days(c) > 0);
  put_median(&r->row, ut_incidence_median(c));
  return ut_tidy_end(&r->row, err);
}

static enum ut_status write_marks(struct ut_report *r, const struct ut_text *keys, const struct ut_incidence *c,
                                  struct ut_error *err)
{
  const struct ut_months *marks = &r->o.waiting.marks;
  int64_t known = ut_incidence_known(c);
  for (size_t i = 0; i < marks->count; i++) {
    int64_t day = days_of(marks->months[i]);
    struct ut_incidence_point p = ut_incidence_at(c, day);
    r->time.beyond += known >= 0 && day > known;
    UT_TRY(write_point(r, keys, c, &p, marks->months[i], err));
  }
  return UT_OK;
}

static enum ut_status write_days(struct ut_report *r, const struct ut_text *keys, const struct ut_incidence *c,
                                 struct ut_error *err)
{
  for (size_t i = 0; i < ut_incidence_days(c); i++) {
    if (!ut_incidence_steps(c, i))
      continue;
    struct ut_incidence_point p = ut_incidence_point(c, i);
    UT_TRY(write_point(r, keys, c, &p, 0, err));
  }
  return UT_OK;
}

/* Takes in the days of the group that begins at `*i` of the table; *i becomes the one behind it. */
static enum ut_status add_days(const struct ut_report *r, const struct ut_text *keys, size_t *i, struct ut_incidence *c)
{
  for (; ut_table_begins(r->table, *i, keys, r->by.names->count); ++*i) {
    struct ut_group group = ut_table_group(r->table, *i);
    int64_t day = 0;
    ut_text_integer(group.keys[r->by.names->count], &day);
    for (int how = 0; how < UT_ENDINGS; how++)
      if (group.counters[how] > 0)
        UT_TRY(ut_incidence_add(c, day, (enum ut_ending)how, group.counters[how]));
  }
  ut_incidence_compute(c);
  return UT_OK;
}

static enum ut_status write_group(struct ut_report *r, const struct ut_text *keys, size_t *i, struct ut_error *err)
{
  struct ut_incidence *c;
  enum ut_status status = ut_incidence_new(&c);
  if (status == UT_OK)
    status = add_days(r, keys, i, c);
  if (status)
    status = ut_error_nomem(err);
  else
    status = r->o.waiting.every_day ? write_days(r, keys, c, err) : write_marks(r, keys, c, err);
  ut_incidence_free(c);
  return status;
}

static enum ut_status write_time(struct ut_report *r, struct ut_error *err)
{
  UT_TRY(ut_report_each_by(r, write_group, err));
  ut_run_note(ut_reader_run(ut_participations_reader(r->p)), UT_NOTE_UPPFOLJNING_KORT, r->time.beyond, NULL, 0,
              "in %zu row%s nobody was followed as far as the mark: the share is that of the last day that is known",
              r->time.beyond, r->time.beyond == 1 ? "" : "s");
  return UT_OK;
}

static const char *const columns[] = {"efter_manader", "efter_dagar",    "risk",  "handelser",
                                      "konkurrerande", "censurerade",    "andel", "ki_lag",
                                      "ki_hog",        "median_manader", NULL};

const struct ut_kind ut_kind_time = {.columns = columns,
                                     .keys = OWN_KEYS,
                                     .own_figures = UT_ENDINGS - UT_PART_COUNTERS,
                                     .open = open_time,
                                     .count = count_ending,
                                     .take = take_time,
                                     .trace = trace_time,
                                     .close = close_time,
                                     .write = write_time};
