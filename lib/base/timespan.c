/* Lengths of time in months, weeks or days. */
#include "base/timespan.h"

enum { WEEK = 7 };
enum { LAST_YEAR = 2400, LAST_MONTH = 12, LAST_DAY = 31 };

bool ut_timespan_parse(struct ut_text t, struct ut_timespan *out)
{
  int64_t number;
  char unit = t.len > 0 ? t.ptr[t.len - 1] : '\0';
  bool digits = t.len > 1 && ut_char_is_digit(t.ptr[0]);
  if (!digits || !ut_text_integer((struct ut_text){t.ptr, t.len - 1}, &number) || number < 1 ||
      number > UT_TIMESPAN_MOST || (unit != 'm' && unit != 'w' && unit != 'd'))
    return false;
  *out = (struct ut_timespan){0};
  if (unit == 'm')
    out->months = (int)number;
  else
    out->days = (int)number * (unit == 'w' ? WEEK : 1);
  return true;
}

ut_date ut_timespan_after(ut_date d, struct ut_timespan span, int times)
{
  int64_t day = d + (int64_t)span.days * times, months = (int64_t)span.months * times;
  if (d == UT_DATE_NONE || months > INT16_MAX || day > ut_date_make(LAST_YEAR, LAST_MONTH, LAST_DAY))
    return UT_DATE_NONE;
  return span.months > 0 ? ut_date_add_months(d, (int)months) : (ut_date)day;
}

int ut_timespan_between(ut_date first, ut_date last, struct ut_timespan span)
{
  return span.months > 0 ? ut_date_months_between(first, last) / span.months : (last - first) / span.days;
}
