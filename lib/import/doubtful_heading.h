/* Headings that are dropped and may mean something after all, and columns that only some of the files have. */
#ifndef UTFALL_DOUBTFUL_HEADING_H
#define UTFALL_DOUBTFUL_HEADING_H

#include "import/headings.h"

/* Which heading of a file, none that the map names, may be meant by a slug that is missing, and that gives a column
 * (ptr NULL: not known which)? NULL: none. UT_NOMEM. */
enum ut_status ut_doubtful_heading_meant(const struct ut_headings *all, const struct ut_header *file,
                                         struct ut_text missing, struct ut_text column,
                                         const struct ut_heading **meant);

/* Is there a value among the headings that nothing names, a date or a personnummer? UT_NOMEM. */
enum ut_status ut_doubtful_heading_is_data(const struct ut_headings *all, const struct ut_header *file, bool *data);

/* Notes of each file headings that are dropped though they resemble known ones, values or text that was decoded twice,
 * and columns that it lacks and others have. UT_BAD_INPUT: nothing is read from the files at all. Called when each
 * column has its sources. */
enum ut_status ut_doubtful_headings(const struct ut_headings *all, struct ut_error *err);

#endif
