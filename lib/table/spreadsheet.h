/* A workbook that is written: a sheet for each table, row by row, in memory that does not grow with the rows. */
#ifndef UTFALL_SPREADSHEET_H
#define UTFALL_SPREADSHEET_H

#include "table/render.h"

struct ut_spreadsheet;

/* Begins the workbook of an output, which outlives it, with at most so many sheets. Its files are open then, but for
 * that of the output, which is opened again. UT_USAGE: the output is a terminal. UT_IO: libxlsxwriter is not there, or
 * no file can be made. After a failure, too, ut_spreadsheet_free is due. */
enum ut_status ut_spreadsheet_open(struct ut_spreadsheet **out, struct ut_output *output, enum ut_language language,
                                   size_t sheets, struct ut_error *err);

/* Begins a sheet that is named after an operand: without its folder and its ending, in at most 31 characters, without
 * those that Excel forbids, and with a number behind it where another sheet has that name already. */
enum ut_status ut_spreadsheet_add(struct ut_spreadsheet *s, const char *operand, struct ut_error *err);

/* What stands above the table, and its headings, in the last sheet. UT_BAD_INPUT: more columns, or longer texts, than a
 * sheet holds. */
enum ut_status ut_spreadsheet_begin(struct ut_spreadsheet *s, const struct ut_grid_shape *shape, struct ut_error *err);

/* One row of these columns, whose number is that of the shape. A number of at most fifteen digits, without zeros before
 * it, in a column that is no text is a number, with the decimals that it has; a day from March 1900 on a date; anything
 * else is text, never a formula. UT_BAD_INPUT: more rows, or a longer text, than a sheet holds. */
enum ut_status ut_spreadsheet_row(struct ut_spreadsheet *s, const struct ut_text *fields,
                                  const struct ut_grid_column *columns, struct ut_error *err);

/* Ends the table, with its notes and its chart. */
enum ut_status ut_spreadsheet_end(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err);

/* Reads the command lines, one in each line of a file, that made what the workbook shows. UT_IO; UT_BAD_INPUT: the
 * file is no text. */
enum ut_status ut_spreadsheet_commands(struct ut_spreadsheet *s, const char *path, struct ut_error *err);

/* A last sheet: what was read, as `run` lists it, the command lines, and the version. */
enum ut_status ut_spreadsheet_about(struct ut_spreadsheet *s, const struct ut_run *run, struct ut_error *err);

/* Writes the workbook to the output, which is not committed. UT_IO, UT_NOMEM. */
enum ut_status ut_spreadsheet_save(struct ut_spreadsheet *s, struct ut_error *err);

void ut_spreadsheet_free(struct ut_spreadsheet *s);

#endif
