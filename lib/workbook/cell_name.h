/* Names of cells, C17, and of ranges of them, A1:C17. */
#ifndef UTFALL_CELL_NAME_H
#define UTFALL_CELL_NAME_H

#include "utfall/text.h"

enum { UT_COLUMNS_MOST = 16384, UT_ROWS_MOST = 1048576, UT_CELL_MOST = 1 << 20, UT_CELL_NAME = 32 };

/* Columns count from 0, rows from 1. */
struct ut_cell_range {
  size_t row, column, last_row, last_column;
};

/* Letters and digits, perhaps with $; false: no name, or one beyond what a sheet holds. */
bool ut_cell_name_read(struct ut_text name, size_t *row, size_t *column);
/* A1:C17, or C17 alone. */
bool ut_cell_range_read(struct ut_text name, struct ut_cell_range *out);

/* C17 into buf, which is returned. */
char *ut_cell_name_write(size_t row, size_t column, char buf[UT_CELL_NAME]);

/* Places an error at a cell of a sheet: Deltaganden!C17. */
void ut_cell_blame(struct ut_error *err, struct ut_text sheet, size_t row, size_t column);

#endif
