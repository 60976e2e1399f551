/* Tables of an OpenDocument spreadsheet. */
#ifndef UTFALL_ODS_SHEET_H
#define UTFALL_ODS_SHEET_H

#include "workbook/ods_styles.h"
#include "workbook/sheets.h"

struct ut_ods_sheet;

/* Lists the tables and how many rows with a cell each has. */
enum ut_status ut_ods_list(struct ut_archive *a, struct ut_sheets *sheets, struct ut_error *err);

/* Begins with a table; `state` has its name and the options. The caller frees *out, after a failure too. */
enum ut_status ut_ods_sheet_open(struct ut_ods_sheet **out, struct ut_archive *a, size_t table,
                                 struct ut_sheet_state *state, struct ut_error *err);

/* The next row that holds a cell, in state->row. UT_END after the last. */
enum ut_status ut_ods_sheet_next(struct ut_ods_sheet *s, struct ut_error *err);

/* What it is read from. */
const struct ut_part *ut_ods_sheet_part(const struct ut_ods_sheet *s);

void ut_ods_sheet_free(struct ut_ods_sheet *s);

#endif
