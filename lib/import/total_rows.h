/* Rows of totals, which a map describes: they are no participations, and say that a file is whole. */
#ifndef UTFALL_TOTAL_ROWS_H
#define UTFALL_TOTAL_ROWS_H

#include "import/headings.h"

struct ut_total_rows;

/* *out is NULL where the map has none. The headings outlive it. UT_NOMEM. */
enum ut_status ut_total_rows_new(struct ut_total_rows **out, const struct ut_headings *headings,
                                 const struct ut_map *map, struct ut_run *run);

/* Is the row with these cells, of whatever width, one? `t` may be NULL here and below. */
bool ut_total_rows_match(const struct ut_total_rows *t, const struct ut_text *cells);

/* Counts a row of the source, a total row or another. UT_BAD_INPUT: the file before it had no total row, or what a
 * total row says is not the number of rows. */
enum ut_status ut_total_rows_take(struct ut_total_rows *t, const char *source, size_t line, const struct ut_text *cells,
                                  bool total, struct ut_error *err);

/* The same of the files that are left, at the end of all. */
enum ut_status ut_total_rows_end(struct ut_total_rows *t, struct ut_error *err);

/* NULL is allowed. */
void ut_total_rows_free(struct ut_total_rows *t);

#endif
