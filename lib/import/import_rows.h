/* All rows of an import: checked, written or rejected. */
#ifndef UTFALL_IMPORT_ROWS_H
#define UTFALL_IMPORT_ROWS_H

#include "import/duplicates.h"
#include "import/kinds.h"
#include "import/quality.h"
#include "import/rejects.h"
#include "utfall/import.h"

struct ut_import_rows {
  struct ut_import *import;
  struct ut_duplicates *duplicates; /* that writes them */
  struct ut_rejects *rejects;
  struct ut_quality *quality; /* NULL: none is asked for */
  struct ut_kind_rows *other; /* NULL: they are participations */
  struct ut_writer *writer;
  struct ut_run *run;
  int64_t count; /* of rows that are no total rows */
};

/* Reads and writes all rows; what is wrong with the first rejected ones is said at once. */
enum ut_status ut_import_rows(struct ut_import_rows *rows, struct ut_error *err);

/* Tells a writer of its columns that what is translated to codes, numbers and dates needs no quotes; texts may. */
void ut_import_trust(const struct ut_import *im, struct ut_writer *writer);

#endif
