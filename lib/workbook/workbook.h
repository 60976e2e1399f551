/* Workbooks, Office Open XML and OpenDocument: the rows of one sheet, with what its cells mean as text. */
#ifndef UTFALL_WORKBOOK_H
#define UTFALL_WORKBOOK_H

#include "workbook/sheets.h"

enum ut_workbook_kind { UT_WORKBOOK_ANY, UT_WORKBOOK_XLSX, UT_WORKBOOK_ODS };

struct ut_workbook;

/* Opens the file of a descriptor, which stays the caller's and open. UT_BAD_INPUT: it is no workbook of the kind that
 * is asked for, or one that cannot be read. The caller frees *out, after a failure too. */
enum ut_status ut_workbook_open(struct ut_workbook **out, int fd, enum ut_workbook_kind kind, struct ut_error *err);

/* Its sheets, in their order; they live as long as it. */
const struct ut_sheets *ut_workbook_sheets(const struct ut_workbook *w);

/* Counts the rows that hold a cell, in each sheet. */
enum ut_status ut_workbook_count(struct ut_workbook *w, struct ut_error *err);

/* Begins with a sheet: of that name, or #N, the N-th of them; NULL: the only one that is not hidden and holds a cell.
 * UT_USAGE: there is none such, or more than one. */
enum ut_status ut_workbook_choose(struct ut_workbook *w, const char *wanted, const struct ut_sheet_options *options,
                                  struct ut_error *err);

/* The next row that holds a cell. UT_END after the last. Errors have their place in the workbook. */
enum ut_status ut_workbook_next(struct ut_workbook *w, struct ut_error *err);

/* What stands in this column is of no concern from the next row on: what has no value there is empty. UT_NOMEM. */
enum ut_status ut_workbook_spare(struct ut_workbook *w, size_t column);

/* Its state: the row, columns that are hidden. */
const struct ut_sheet_state *ut_workbook_state(const struct ut_workbook *w);

/* Says which row is the header, the last one of several; 0: there is none. UT_BAD_INPUT: merged cells reach below it
 * that may not. */
enum ut_status ut_workbook_begin(struct ut_workbook *w, size_t header, struct ut_error *err);

/* How much of the sheet has been read, 0-1. */
double ut_workbook_progress(const struct ut_workbook *w);

void ut_workbook_free(struct ut_workbook *w);

#endif
