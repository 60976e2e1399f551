/* What part of the gains would have come anyway: of everybody, or group by group as a comparison has found it. */
#ifndef UTFALL_DEADWEIGHT_H
#define UTFALL_DEADWEIGHT_H

#include "base/names.h"
#include "model/tally.h"
#include "utfall/stream.h"
#include "utfall/table.h"

/* Zero-initialised: nothing would have. */
struct ut_deadweight {
  double percent;          /* of everybody, where there is no file */
  struct ut_table *groups; /* by the columns of --by; counter: 1 + the index of the share; NULL: no file */
  double *shares;
  size_t count;
  size_t clamped; /* shares that were below 0 or above 100, and where the first of them is */
  size_t line;
  struct ut_tally small; /* shares above 0 and below 1, without their source */
};

/* `text` is a number from 0 to 100, or else a file of the columns of `by` and dodvikt_pct; NULL: nothing. Shares beyond
 * 0 and 100, as a comparison can give, are taken for these. UT_USAGE: a column is missing, a number out of range.
 * UT_BAD_INPUT with its place: what is no number, two rows of one group. ut_deadweight_clear is due in every case. */
enum ut_status ut_deadweight_load(struct ut_deadweight *d, const char *text, const struct ut_names *by,
                                  struct ut_run *run, struct ut_error *err);

/* Percent of a group; UT_USAGE names the one that the file has no row of. */
enum ut_status ut_deadweight_of(const struct ut_deadweight *d, const struct ut_text *keys, const struct ut_names *by,
                                double *percent, struct ut_error *err);

void ut_deadweight_clear(struct ut_deadweight *d);

#endif
