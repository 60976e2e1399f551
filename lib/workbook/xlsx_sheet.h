/* Rows of a sheet of an Office Open XML workbook. */
#ifndef UTFALL_XLSX_SHEET_H
#define UTFALL_XLSX_SHEET_H

#include "workbook/xlsx_book.h"

struct ut_xlsx_sheet;

/* Begins with the sheet of a part; `state` has its name and the options. The caller frees *out, after a failure too. */
enum ut_status ut_xlsx_sheet_open(struct ut_xlsx_sheet **out, struct ut_xlsx_book *book, size_t part,
                                  struct ut_sheet_state *state, struct ut_error *err);

/* The next row that holds a cell, in state->row. UT_END after the last. */
enum ut_status ut_xlsx_sheet_next(struct ut_xlsx_sheet *s, struct ut_error *err);

/* What it is read from. */
const struct ut_part *ut_xlsx_sheet_part(const struct ut_xlsx_sheet *s);

void ut_xlsx_sheet_free(struct ut_xlsx_sheet *s);

#endif
