/* What an import says about the data: a fixed list of checks, each with how many rows it remarks on. */
#ifndef UTFALL_QUALITY_H
#define UTFALL_QUALITY_H

#include "table/partial.h"
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

/* After the last row: makes the checks that all rows are needed for, and names what is counted. Of parts everything but
 * the places of rows. */
enum ut_status ut_quality_close(struct ut_quality *q, struct ut_partial *part, struct ut_error *err);

/* Every check as a row: kontroll, allvar, kolumn, antal, bas, andel, rader. A check that could not be made has no bas;
 * those of columns that few exports have are left out then. Once, after that. UT_BAD_INPUT: parts have stays of days
 * that there are not. */
enum ut_status ut_quality_write(struct ut_quality *q, struct ut_output *output, enum ut_format to, int decimals,
                                struct ut_error *err);
void ut_quality_free(struct ut_quality *q);

#endif
