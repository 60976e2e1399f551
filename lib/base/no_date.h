/* What is wrong with a text that is no date. */
#ifndef UTFALL_NO_DATE_H
#define UTFALL_NO_DATE_H

#include "utfall/date.h"

enum { UT_YEAR_LAST = 2400 /* of dates */ };

/* Sets `err` to `status` with the text, quoted, and what is wrong: how long the month is; that the year is too late,
 * and what stands for an end that is open; else what was expected. `parts` is how it was read (NULL: it was not).
 * Returns `status`. */
enum ut_status ut_no_date(struct ut_text t, const struct ut_ymd *parts, enum ut_status status, struct ut_error *err);

/* The same of a text that was to be YYYY-MM-DD. */
enum ut_status ut_no_iso_date(struct ut_text t, enum ut_status status, struct ut_error *err);

#endif
