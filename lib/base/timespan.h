/* Lengths of time as files and options write them: 6m, 8w, 10d. */
#ifndef UTFALL_TIMESPAN_H
#define UTFALL_TIMESPAN_H

#include "utfall/date.h"

/* Of one unit: the other is 0. Both 0: none. */
struct ut_timespan {
  int months, days;
};

enum { UT_TIMESPAN_MOST = 9999 };

/* Reads 6m (calendar months), 8w (weeks) or 10d (days), from 1 to UT_TIMESPAN_MOST. False for anything else. */
bool ut_timespan_parse(struct ut_text t, struct ut_timespan *out);

/* `times` of it later, to the month's end where the day is lacking; UT_DATE_NONE beyond the calendar. */
ut_date ut_timespan_after(ut_date d, struct ut_timespan span, int times);

/* How many of it, whole, there are from `first` to `last`, which is not before it: the largest n with
 * ut_timespan_after(first, span, n) <= last. The span is not none. */
int ut_timespan_between(ut_date first, ut_date last, struct ut_timespan span);

#endif
