/* A table with its blanked rows, as it may be shown, and a table of what that cost. */
#ifndef UTFALL_BLANKED_H
#define UTFALL_BLANKED_H

#include "utfall/suppress.h"

/* The column of the marks, by which a table that has been protected is known. */
#define UT_BLANKED_MARK "skyddad"

/* Writes the rows in their order, with a column skyddad behind the others: primar, sekundar or empty. A blanked row
 * loses, outside its keys, the count, the columns that are numbers by name (ut_column_is_numeric) and every cell that
 * holds a digit and no letter. The output is the caller's to commit. */
enum ut_status ut_blanked_write(const struct ut_tidy_table *table, const struct ut_suppress *d,
                                struct ut_output *output, enum ut_format to, struct ut_error *err);

/* Writes, as CSV, a row per reason that blanked anything, then one for all of them (`*`): skal (litet_antal, noll,
 * liten_rest, sekundar), antal (rows blanked), bas (rows there are), andel, deltagare (the sum of the blanked counts
 * of rows that are no totals), andel_deltagare (of the sum of all such). It tells what was hidden: it is not for those
 * who get the table. */
enum ut_status ut_blanked_report(const struct ut_tidy_table *table, const struct ut_suppress *d,
                                 struct ut_output *output, struct ut_error *err);

#endif
