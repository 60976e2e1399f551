/* How many rows an import is expected to write. */
#ifndef UTFALL_EXPECTED_ROWS_H
#define UTFALL_EXPECTED_ROWS_H

#include "utfall/run.h"

struct ut_expected_rows {
  int64_t least, most;
  bool given;
};

/* "120", "100..140", "100.." or "..140"; NULL: nothing is expected. UT_USAGE: it is none of these. */
enum ut_status ut_expected_rows_parse(const char *text, struct ut_expected_rows *out, struct ut_error *err);

/* Says so where another number was written: the run fell short. */
void ut_expected_rows_check(const struct ut_expected_rows *e, size_t rows, struct ut_run *run);

#endif
