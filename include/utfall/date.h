/* Calendar dates as day numbers, periods, and what lies between two dates. Proleptic Gregorian,
 * 1600-01-01..2400-12-31. */
#ifndef UTFALL_DATE_H
#define UTFALL_DATE_H

#include "utfall/text.h"

UT_BEGIN_C

typedef int32_t ut_date; /* days since 1970-01-01 */
#define UT_DATE_NONE INT32_MIN
#define UT_DATE_FAR 46752 /* 2098-01-01: no stay ends so late, and one that says so may be open */

struct ut_ymd {
  int year, month, day; /* month 1-12, day 1-31 */
};

/* UT_DATE_NONE when the day does not exist or is outside 1600..2400. */
ut_date ut_date_make(int year, int month, int day);
struct ut_ymd ut_date_split(ut_date d);
int ut_date_year(ut_date d);

/* Exactly YYYY-MM-DD; UT_DATE_NONE for anything else. The hot path of every filter: no allocation, no locale. */
ut_date ut_date_parse(struct ut_text t);

/* By a format of %Y %y %m %b %d and literal characters: %m and %d take one or two digits where no digit follows
 * directly, %b is the Swedish name of a month or three letters of it or more, perhaps with a point, in either case; %y
 * is the latest year not after `pivot_year`: with 2026, 26 is 2026 and 27 is 1927. A time of day after the date (a
 * blank or T, then HH:MM[:SS[.f]]) is accepted only as 00:00 or when the format ends in %T (a blank or T before
 * the %T may be written or left out). UT_DATE_NONE when it does not match whole. */
ut_date ut_date_parse_format(struct ut_text t, const char *format, int pivot_year);

/* The same of the parts alone, for messages: there may be no such day, nor such a year. False when the text does not
 * match whole. */
bool ut_date_parse_parts(struct ut_text t, const char *format, int pivot_year, struct ut_ymd *out);

/* YYYY-MM-DD and a terminator into buf; an empty text for UT_DATE_NONE. Returns buf. */
char *ut_date_format(ut_date d, char buf[11]);

/* n months later (earlier when negative), to the month's end where the day is lacking: 31 August + 6 = 28 or 29
 * February. UT_DATE_NONE when d is, or when the result is outside 1600..2400. */
ut_date ut_date_add_months(ut_date d, int n);
/* Whole months, or years, from a to b (negative when b is before a): the largest n with a + n months <= b. */
int ut_date_months_between(ut_date a, ut_date b);
int ut_date_years_between(ut_date a, ut_date b);

enum ut_unit { UT_DAY, UT_MONTH, UT_QUARTER, UT_THIRD, UT_HALF, UT_YEAR };

struct ut_period {
  ut_date first, last; /* both included */
};

/* 2019, 2019H1, 2019T3 (thirds of a year), 2019Q3, 2019-07, 2019-07-15, or A..B of any two of these (from the first day
 * of A to the last of B; A or B may be left out: open, to 1600-01-01 or 2400-12-31). UT_USAGE says what was
 * expected. */
enum ut_status ut_period_parse(struct ut_text t, struct ut_period *out, struct ut_error *err);
/* The period of that unit that holds d; UT_DATE_NONE at both ends when d is no date or, from _next, 2400 is over. */
struct ut_period ut_period_of(ut_date d, enum ut_unit unit);
/* The unit of which it is one; false when there is none: 2019-01-01..2019-02-15. */
bool ut_period_unit(struct ut_period p, enum ut_unit *unit);
/* The period of that unit after p. */
struct ut_period ut_period_next(struct ut_period p, enum ut_unit unit);
/* Its name: 2019, 2019H1, 2019T1, 2019Q3, 2019-07, 2019-07-15. Returns buf. */
char *ut_period_format(ut_date d, enum ut_unit unit, char buf[11]);

UT_END_C

#endif
