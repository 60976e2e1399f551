/* All rows of an import: checked, written or rejected, and what is said of them at the end. */
#ifndef UTFALL_IMPORT_ROWS_H
#define UTFALL_IMPORT_ROWS_H

#include "import/duplicates.h"
#include "import/expected_rows.h"
#include "import/kinds.h"
#include "import/quality.h"
#include "import/rejects.h"
#include "utfall/import.h"

/* Zero-initialised; the caller opens what it asks for, and all of it is owned, but for the run. */
struct ut_import_rows {
  struct ut_import *import;
  struct ut_duplicates *duplicates; /* that writes them */
  struct ut_rejects *rejects;
  struct ut_quality *quality; /* NULL: none is asked for */
  struct ut_kind_rows *other; /* NULL: they are participations */
  struct ut_writer *writer;
  struct ut_expected_rows expected;
  struct ut_run *run;
  int64_t taken;  /* rows that are no total rows */
  bool taken_all; /* by ut_import_blocks_take: none is left to read */
};

/* Reads and writes all rows, and closes what is written; what is wrong with the first rejected ones is said at once.
 * The run fell short where too many were rejected, or others written than are expected. */
enum ut_status ut_import_rows(struct ut_import_rows *rows, struct ut_error *err);

void ut_import_rows_clear(struct ut_import_rows *rows);

/* Rejects a row for this, of which it is the first or a further reason. */
enum ut_status ut_import_rows_reject(struct ut_import_rows *rows, const struct ut_error *why, bool first,
                                     struct ut_error *err);

/* Tells a writer of its columns that what is translated to codes, numbers and dates needs no quotes; texts may. */
void ut_import_trust(const struct ut_import *im, struct ut_writer *writer);

#endif
