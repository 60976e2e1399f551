/* Years of two digits: which century they were read as, and which of them lie far from the other dates of the run, as
 * those do whose day stands where the year is expected. */
#ifndef UTFALL_SHORT_YEARS_H
#define UTFALL_SHORT_YEARS_H

#include "model/tally.h"
#include "utfall/date.h"

enum {
  UT_SHORT_YEAR_FIRST = 2000,
  UT_SHORT_YEARS = 31,             /* to 2030; those after it are doubtful by themselves */
  UT_SHORT_YEAR_FIRST_DAY = 10957, /* 2000-01-01 */
  UT_SHORT_YEAR_DAYS = 11323,      /* 31 years, eight of them with a leap day */
  UT_FOUR_YEARS = 1461
};

/* Zero-initialised: none. */
struct ut_short_years {
  size_t starts[UT_SHORT_YEARS];          /* dates of each year that the others are held against, however written */
  struct ut_tally shorts[UT_SHORT_YEARS]; /* those of two digits */
  struct ut_tally old, late;              /* read as 19xx; as 2031 to 2040 */
};

/* Counts a date that others are held against: a start, or the date of an entry. Every fourth year from 2000 on has a day more. */
static inline void ut_short_years_count(struct ut_short_years *s, ut_date day)
{
  uint32_t since = (uint32_t)day - UT_SHORT_YEAR_FIRST_DAY; /* unsigned: days before are large */
  if (since < UT_SHORT_YEAR_DAYS)
    s->starts[4 * since / UT_FOUR_YEARS]++;
}

/* Counts the date where the cell that it was read from does not have its year in four digits. */
void ut_short_years_see(struct ut_short_years *s, struct ut_text cell, ut_date day, const char *source, size_t line);

/* Notes what was counted, which is none thereafter. */
void ut_short_years_note(struct ut_short_years *s, struct ut_run *run);

#endif
