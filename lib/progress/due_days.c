/* Due days, every so often or of a schedule. */
#include "progress/due_days.h"

#include "base/names.h"

/* ---- what options say ---- */

static bool has_time(const struct ut_due_days *d, struct ut_timespan t)
{
  for (size_t i = 0; i < d->count; i++)
    if (d->at[i].months == t.months && d->at[i].days == t.days)
      return true;
  return false;
}

static enum ut_status add_time(struct ut_due_days *d, struct ut_text name, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_timespan time;
  if (ut_text_is(name, "slut")) {
    d->at_exit = true;
    return UT_OK;
  }
  if (!ut_timespan_parse(name, &time))
    return ut_error_set(err, UT_USAGE, "%s is not a time after the start (expected 8w, 3m, 10d or slut)",
                        ut_quote(quoted, name.ptr, name.len));
  if (has_time(d, time))
    return ut_error_set(err, UT_USAGE, "%s is the same time as another", ut_quote(quoted, name.ptr, name.len));
  if (d->count == UT_SCHEDULE_MAX)
    return ut_error_set(err, UT_USAGE, "there are more than %d times", UT_SCHEDULE_MAX);
  d->at[d->count++] = time;
  return UT_OK;
}

static enum ut_status parse_schedule(const char *text, struct ut_due_days *out, struct ut_error *err)
{
  struct ut_names names = {.count = 0};
  UT_TRY(ut_names_parse(text, &names, err));
  for (size_t i = 0; i < names.count; i++)
    UT_TRY(add_time(out, names.names[i], err));
  return UT_OK;
}

enum ut_status ut_due_days_parse(const char *every, const char *schedule, struct ut_due_days *out, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  *out = (struct ut_due_days){.every = {.months = 3}};
  if (schedule)
    return parse_schedule(schedule, out, err);
  if (!every || ut_timespan_parse(ut_text_of(every), &out->every))
    return UT_OK;
  return ut_error_set(err, UT_USAGE, "%s is not a time (expected months, weeks or days: 3m, 8w, 10d)",
                      ut_quote(quoted, every, strlen(every)));
}

/* ---- a schedule ---- */

/* Keeps the days in order; two on one day are one. */
static size_t insert_day(ut_date *days, size_t count, ut_date day)
{
  size_t i = count;
  for (; i > 0 && days[i - 1] >= day; i--)
    if (days[i - 1] == day)
      return count;
  for (size_t k = count; k > i; k--)
    days[k] = days[k - 1];
  days[i] = day;
  return count + 1;
}

/* The due days of the stay, in order. */
static size_t list_days(const struct ut_due_days *d, struct ut_stay stay, ut_date days[UT_SCHEDULE_MAX + 1])
{
  size_t count = 0;
  for (size_t i = 0; i < d->count; i++) {
    ut_date day = ut_timespan_after(stay.start, d->at[i], 1);
    if (day != UT_DATE_NONE && day <= stay.end)
      count = insert_day(days, count, day);
  }
  return d->at_exit && stay.ended ? insert_day(days, count, stay.end) : count;
}

/* How many of the days the assessment has met: those up to the nearest, and none where the start is nearer. */
static size_t met_by(const ut_date *days, size_t count, ut_date start, ut_date last)
{
  size_t met = 0;
  ut_date nearest = start;
  for (size_t i = 0; i < count && last != UT_DATE_NONE; i++)
    if (days[i] == last || days[i] - last < last - nearest) {
      nearest = days[i];
      met = i + 1;
    }
  return met;
}

static int missed_of_schedule(const struct ut_due_days *d, struct ut_stay stay, ut_date last, ut_date *first)
{
  ut_date days[UT_SCHEDULE_MAX + 1];
  size_t count = list_days(d, stay, days), met = met_by(days, count, stay.start, last);
  *first = met < count ? days[met] : UT_DATE_NONE;
  return (int)(count - met);
}

/* ---- every so often ---- */

static int missed_of_every(struct ut_timespan every, struct ut_stay stay, ut_date last, ut_date *first)
{
  int met = 0;
  if (last != UT_DATE_NONE) {
    met = ut_timespan_between(stay.start, last, every);
    met += ut_timespan_after(stay.start, every, met) < last;
  }
  *first = ut_timespan_after(stay.start, every, met + 1);
  return ut_timespan_between(stay.start, stay.end, every) - met;
}

int ut_due_days_missed(const struct ut_due_days *d, struct ut_stay stay, ut_date last, ut_date *first)
{
  if (d->count > 0 || d->at_exit)
    return missed_of_schedule(d, stay, last, first);
  return missed_of_every(d->every, stay, last, first);
}
