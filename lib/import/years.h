/* The years of the dates of a run: which of two digits were read as which, and which lie far from most others, as those
 * do that are mistyped, or whose day stands where the year is expected. */
#ifndef UTFALL_YEARS_H
#define UTFALL_YEARS_H

#include "model/tally.h"
#include "utfall/date.h"

enum {
  UT_YEARS_FIRST = 1600,
  UT_YEARS = 800,              /* to 2399 */
  UT_YEARS_FIRST_DAY = 135140, /* 1600-01-01, before 1970-01-01 */
  UT_FOUR_CENTURIES = 146097   /* days */
};

/* Zero-initialised: none. */
struct ut_years {
  size_t starts[UT_YEARS];          /* dates that all others are held against */
  struct ut_tally dates[UT_YEARS];  /* they and the ends, however they are written */
  struct ut_tally shorts[UT_YEARS]; /* those of two digits, in whatever column */
};

/* The year, but for a day or so about its turn, which is near enough to say which dates are far from others. */
static inline size_t ut_years_index(ut_date day)
{
  uint64_t since = (uint64_t)((int64_t)day + UT_YEARS_FIRST_DAY); /* unsigned: none is large */
  return since < 2 * UT_FOUR_CENTURIES ? since * 400 / UT_FOUR_CENTURIES : UT_YEARS;
}

/* Counts a start, or the date of an entry. Nothing where it is none. */
static inline void ut_years_count_start(struct ut_years *y, ut_date day, const char *source, size_t line)
{
  size_t year = ut_years_index(day);
  if (year >= UT_YEARS)
    return;
  y->starts[year]++;
  ut_tally_add(&y->dates[year], source, line);
}

/* Counts an end. One so far ahead that it may stand for none is told otherwise. */
static inline void ut_years_count_end(struct ut_years *y, ut_date day, const char *source, size_t line)
{
  size_t year = ut_years_index(day);
  if (year < UT_YEARS && day < UT_DATE_FAR)
    ut_tally_add(&y->dates[year], source, line);
}

/* Counts the date where the cell that it was read from does not have its year in four digits. */
void ut_years_see_short(struct ut_years *y, struct ut_text cell, ut_date day, const char *source, size_t line);

/* Notes what was counted, which is none thereafter. */
void ut_years_note(struct ut_years *y, struct ut_run *run);

/* Appends what was counted, which is none thereafter, for ut_years_add of another process. UT_NOMEM. */
enum ut_status ut_years_hand(struct ut_years *y, struct ut_buf *to);

/* Adds what was counted of rows of this source, whose lines are counted from behind so many of it. */
void ut_years_add(struct ut_years *y, struct ut_text handed, const char *source, size_t lines_before);

#endif
