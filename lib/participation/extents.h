/* The extents of a column of lists, file by file: percentages, and not parts of one. */
#ifndef UTFALL_EXTENTS_H
#define UTFALL_EXTENTS_H

#include "model/tally.h"
#include "utfall/column.h"
#include "utfall/stream.h"

/* Of the file at hand. Zero-initialised: there is none. */
struct ut_extents {
  const char *source; /* borrowed from the reader of the rows */
  size_t line;        /* of the first */
  int32_t most;       /* of those that were given, in hundredths of a percent */
  struct ut_tally small;
};

/* At the end of a file. UT_BAD_INPUT: there are extents, and none is above 1, as where 0.5 stands for 50. Notes those
 * of at most 1 beside larger ones. */
enum ut_status ut_extents_end(struct ut_extents *e, const char *column, struct ut_run *run, struct ut_error *err);

/* The list of a row; the file before ends where it is the first of another. UT_BAD_INPUT. */
enum ut_status ut_extents_see(struct ut_extents *e, const struct ut_list *list, const struct ut_row *row,
                              const char *column, struct ut_run *run, struct ut_error *err);

#endif
