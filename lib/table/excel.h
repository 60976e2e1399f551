/* CSV that a Swedish Excel opens as it is meant: a byte order mark, semicolons, decimal commas, and no text that would
 * be computed as a formula. */
#ifndef UTFALL_EXCEL_H
#define UTFALL_EXCEL_H

#include "table/render.h"

/* Begins: the mark goes first. */
enum ut_status ut_excel_begin(struct ut_output *o, size_t columns);

/* One row of these columns, or of headings (columns NULL), which are texts. UT_NOMEM, UT_IO. */
enum ut_status ut_excel_row(struct ut_output *o, const struct ut_text *fields, const struct ut_grid_column *columns,
                            size_t count, struct ut_error *err);

#endif
