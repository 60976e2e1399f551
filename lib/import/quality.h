/* What an import says about the data: a fixed list of checks, each with how many rows it remarks on. */
#ifndef UTFALL_QUALITY_H
#define UTFALL_QUALITY_H

#include "utfall/import.h"

struct ut_quality;

/* `columns` are those of the import and outlive the checks. Without `as_of` (UT_DATE_NONE) what needs a date is not
 * checked. Rows are shown as FILE:LINE when there are several files, else as LINE. Memory: every participation of a
 * known person, and ten rows for each length of stay. */
enum ut_status ut_quality_new(struct ut_quality **out, const struct ut_text *columns, size_t count, ut_date as_of,
                              bool several_files);

/* A row that was imported; one registered by mistake (felregistrering) is left out of every check. UT_NOMEM. */
enum ut_status ut_quality_add(struct ut_quality *q, const struct ut_imported *row);

/* A row that was rejected. */
void ut_quality_reject(struct ut_quality *q, const struct ut_imported *row);

/* Every check as a row of CSV: kontroll, allvar, kolumn, antal, bas, andel, rader. A check that could not be made has
 * no bas; those of columns that few exports have are left out then. Called once, after the last row. */
enum ut_status ut_quality_write(struct ut_quality *q, struct ut_output *output, int decimals, struct ut_error *err);
void ut_quality_free(struct ut_quality *q);

#endif
