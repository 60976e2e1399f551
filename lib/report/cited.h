/* One cell of a table in running text. */
#ifndef UTFALL_CITED_H
#define UTFALL_CITED_H

#include "report/directive.h"
#include "stream/whole_table.h"
#include "utfall/vocabulary.h"

/* Appends, as HTML, the cell of the directive's column in the one row that has the values it names: a number as people
 * read it, the label of a code, `..` for a figure that is blanked, UT_NO_FIGURE for another empty cell. A key that it
 * does not name has one value in the whole table. UT_USAGE: no such column; UT_BAD_INPUT: no such row, several, or a
 * key that has several values. UT_NOMEM. */
enum ut_status ut_cited_add(const struct ut_whole_table *t, const struct ut_directive *d, enum ut_language language,
                            struct ut_buf *out, struct ut_error *err);

#endif
