/* What is wrong with a row, which rejects it: collected, so that all of it is said at once. */
#ifndef UTFALL_IMPORT_PROBLEMS_H
#define UTFALL_IMPORT_PROBLEMS_H

#include "import/import_state.h"

/* Names the heading (NULL: none is to blame) and the column at fault of a failure that rejects the row. UT_BAD_ROW. */
enum ut_status ut_import_blame_row(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                                   struct ut_error *err);

/* The same where `status` is such a failure; returns it. */
static inline enum ut_status ut_import_blame(struct ut_import *im, const struct ut_heading_source *source,
                                             struct ut_text column, enum ut_status status, struct ut_error *err)
{
  return status == UT_BAD_ROW ? ut_import_blame_row(im, source, column, err) : status;
}

/* "1,98805E+11": the digits that are lost cannot be found again. UT_BAD_ROW, which is blamed. */
enum ut_status ut_import_refuse_cut(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                                    const char *what, struct ut_error *err);

/* Where the map says that what cannot be used of this column (its extents; NULL: a personnummer) is missing: counts it
 * and lets the row pass. A cell that holds a personnummer in the wrong place rejects it in any case. */
bool ut_import_forgives(struct ut_import *im, const struct ut_column *column, bool extent, enum ut_status status);

/* UT_NOMEM. */
enum ut_status ut_import_add_problem(struct ut_import *im, struct ut_error *err);

/* Keeps what rejects the row, so that the rest of it is looked at, too. */
static inline enum ut_status ut_import_keep_problem(struct ut_import *im, enum ut_status status, struct ut_error *err)
{
  return status == UT_BAD_ROW ? ut_import_add_problem(im, err) : status;
}

#endif
