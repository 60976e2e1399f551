/* Dates of which a spreadsheet took the day for the month. It does so where it reads 03/04/2019 as the fourth of March
 * though the third of April is meant; 13/04/2019, which it can read in no way, stays a text beside them. */
#ifndef UTFALL_SWAPPED_DAYS_H
#define UTFALL_SWAPPED_DAYS_H

#include "import/map.h"
#include "model/tally.h"
#include "utfall/date.h"

/* The dates of a column. Zero-initialised: none. */
struct ut_swapped_days {
  size_t early, late;      /* read by a format of the map, of the days 1 to 12, and after */
  size_t read_late;        /* read without, after the 12th */
  struct ut_tally suspect; /* read without, of the days 1 to 12 */
};

/* Counts a date and the cell that it was read from. */
void ut_swapped_days_see(struct ut_swapped_days *s, const struct ut_map *map, struct ut_text cell, ut_date day,
                         const char *source, size_t line);

/* Adds what was counted elsewhere of rows behind these, whose lines were counted from behind so many. */
void ut_swapped_days_join(struct ut_swapped_days *s, const struct ut_swapped_days *more, size_t lines_before);

/* A note where all that were read are of the days that can be swapped, and no text is, and there are enough of both. */
void ut_swapped_days_note(const struct ut_swapped_days *s, const char *heading, struct ut_run *run);

#endif
