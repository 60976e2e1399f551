/* A stream kept in memory, a table of results, a list of targets: the text of its cells, where its rows stand, and
 * which of them has which keys. Memory grows with its cells. */
#ifndef UTFALL_WHOLE_TABLE_H
#define UTFALL_WHOLE_TABLE_H

#include "stream/keys.h"

struct ut_whole_table;

/* A table of the reader's columns, as yet without rows; the reader stays the caller's. UT_NOMEM. The caller frees,
 * after a failure too. */
enum ut_status ut_whole_table_new(struct ut_whole_table **out, struct ut_reader *reader, struct ut_error *err);

/* The same of one file ("-" is standard input), by a reader of its own. UT_BAD_INPUT: what ut_reader_open refuses. */
enum ut_status ut_whole_table_open(struct ut_whole_table **out, const char *path,
                                   const struct ut_reader_options *options, struct ut_error *err);

/* Reads the next row, which is then the last of the table. Objects without any name are no rows. UT_END after the last.
 * UT_BAD_INPUT, UT_BAD_ROW: what the reader refuses, a row that cannot be parsed included. */
enum ut_status ut_whole_table_next(struct ut_whole_table *t, struct ut_error *err);

/* All of one file: ut_whole_table_open, and ut_whole_table_next to the end. */
enum ut_status ut_whole_table_load(struct ut_whole_table **out, const char *path,
                                   const struct ut_reader_options *options, struct ut_error *err);

/* ---- the index: optional ---- */
/* Says which columns are keys, before the first row. UT_NOMEM. */
enum ut_status ut_whole_table_index(struct ut_whole_table *t, const size_t *columns, size_t count);
/* Enters the last row; its keys are numbered from 0 in the order in which rows are entered. UT_BAD_INPUT: an earlier
 * row has the same keys. */
enum ut_status ut_whole_table_enter(struct ut_whole_table *t, uint32_t *number, struct ut_error *err);
/* The same by other cells than those of the row, one for each column that the keys are of; messages leave the last
 * `hidden` keys out. */
enum ut_status ut_whole_table_enter_as(struct ut_whole_table *t, const struct ut_text *fields, size_t hidden,
                                       uint32_t *number, struct ut_error *err);
const struct ut_keys *ut_whole_table_keys(const struct ut_whole_table *t);
/* The row whose keys have this number. */
size_t ut_whole_table_entered(const struct ut_whole_table *t, size_t number);

/* ---- what it holds ---- */
/* Its header, for names of columns. */
const struct ut_reader *ut_whole_table_header(const struct ut_whole_table *t);
size_t ut_whole_table_columns(const struct ut_whole_table *t);
/* The column of marks, by which a table that has been protected is known; -1: there is none. */
ptrdiff_t ut_whole_table_mark(const struct ut_whole_table *t);
size_t ut_whole_table_rows(const struct ut_whole_table *t);

/* A cell, which lives until the next row is read. */
struct ut_text ut_whole_table_cell(const struct ut_whole_table *t, size_t row, size_t column);

/* Where the row begins: the 1-based line of the file. */
size_t ut_whole_table_line(const struct ut_whole_table *t, size_t row);
/* The file of the row, as messages name it; lives as long as the reader. */
const char *ut_whole_table_row_source(const struct ut_whole_table *t, size_t row);
/* The cell is a value that rows are grouped by: the run sees whether others look alike. UT_NOMEM. */
enum ut_status ut_whole_table_see(const struct ut_whole_table *t, size_t row, size_t column);
/* The file of ut_whole_table_open, which an empty table has too. */
const char *ut_whole_table_source(const struct ut_whole_table *t);

/* Adds the place of a cell to `err`. */
void ut_whole_table_blame(const struct ut_whole_table *t, size_t row, size_t column, struct ut_error *err);

/* Opens a reader of its rows; where `kept` is given, one per row, of those alone that it holds for. Both are borrowed.
 * The caller frees, after a failure too. UT_NOMEM. */
enum ut_status ut_whole_table_reader(struct ut_reader **out, const struct ut_whole_table *t, const bool *kept,
                                     struct ut_run *run, struct ut_error *err);

void ut_whole_table_free(struct ut_whole_table *t);

#endif
