/* Days that no calendar has, told apart from what is no day at all. */
#include "base/no_date.h"

static int days_in(int year, int month)
{
  int days = 31;
  while (ut_date_make(year, month, days) == UT_DATE_NONE)
    days--;
  return days;
}

enum ut_status ut_no_date(struct ut_text t, const struct ut_ymd *parts, enum ut_status status, struct ut_error *err)
{
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  char shown[UT_QUOTED];
  ut_quote(shown, t.ptr, t.len);
  bool month = parts && parts->year >= 1600 && parts->month >= 1 && parts->month <= 12;
  if (month && parts->year > UT_YEAR_LAST)
    return ut_error_set(err, status, "%s is after %d; an end that is open is an empty cell", shown, UT_YEAR_LAST);
  if (month && parts->day > days_in(parts->year, parts->month))
    return ut_error_set(err, status, "%s is not a date: %s %d has %d days", shown, months[parts->month - 1],
                        parts->year, days_in(parts->year, parts->month));
  return ut_error_set(err, status, "%s is not a date (expected YYYY-MM-DD)", shown);
}

enum ut_status ut_no_iso_date(struct ut_text t, enum ut_status status, struct ut_error *err)
{
  struct ut_ymd parts;
  return ut_no_date(t, ut_date_parse_parts(t, "%Y-%m-%d", 0, &parts) ? &parts : NULL, status, err);
}
