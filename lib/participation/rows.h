/* Participations passed on row by row, with columns added to them. */
#ifndef UTFALL_ROWS_H
#define UTFALL_ROWS_H

#include "utfall/participation.h"

struct ut_rows;

struct ut_rows_options {
  struct ut_run *run;     /* NULL: nobody listens */
  struct ut_names derive; /* derived columns to add. ordning and senaste keep all rows in memory */
  enum ut_occasion due;   /* UT_6M, UT_12M, UT_24M: only rows whose follow-up is due on the day of the participations'
                               as_of, with forfallodag and gjord added (ut_due_now), and, where the stream has the
                               days on which they were done, dagar_sen;
                               UT_NO_OCCASION: all rows */
  bool persons;           /* one row a person, as of ut_persons_keep_latest; not together with ordning or senaste */
};

/* Is one of them known only when all rows have been seen? */
bool ut_rows_hold(const struct ut_names *derive);

/* Begins a stream of the columns of the participations and the added ones on `output`. UT_USAGE: a column that cannot
 * be added, or is there already; no column that the options need. */
enum ut_status ut_rows_new(struct ut_rows **out, struct ut_participations *p, const struct ut_rows_options *options,
                           struct ut_output *output, enum ut_format to, struct ut_error *err);

/* The current participation. Also to be called for those that are not selected: they count in ordning and senaste. */
enum ut_status ut_rows_add(struct ut_rows *r, bool selected, struct ut_error *err);

/* After the last one: writes what was kept and ends the stream. */
enum ut_status ut_rows_finish(struct ut_rows *r, struct ut_error *err);

void ut_rows_free(struct ut_rows *r);

#endif
