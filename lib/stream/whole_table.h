/* A stream read whole: a table of results, a list of targets. Memory grows with its cells. */
#ifndef UTFALL_WHOLE_TABLE_H
#define UTFALL_WHOLE_TABLE_H

#include "utfall/stream.h"

struct ut_whole_table;

/* Reads all of one file ("-" is standard input), whose path is borrowed. UT_BAD_INPUT, UT_BAD_ROW: what the reader
 * refuses, a row that cannot be parsed included. Objects without any name are no rows. The caller frees. */
enum ut_status ut_whole_table_load(struct ut_whole_table **out, const char *path,
                                   const struct ut_reader_options *options, struct ut_error *err);

/* Its header, for names of columns; nothing is left to read. */
const struct ut_reader *ut_whole_table_header(const struct ut_whole_table *f);
size_t ut_whole_table_columns(const struct ut_whole_table *f);
size_t ut_whole_table_rows(const struct ut_whole_table *f);

/* A cell, which lives as long as the frame. */
struct ut_text ut_whole_table_cell(const struct ut_whole_table *f, size_t row, size_t column);

/* Where the row begins: the 1-based line of the file. */
size_t ut_whole_table_line(const struct ut_whole_table *f, size_t row);
/* The file, as messages name it; lives as long as the frame. */
const char *ut_whole_table_source(const struct ut_whole_table *f);

/* Adds the place of a cell to `err`. */
void ut_whole_table_blame(const struct ut_whole_table *f, size_t row, size_t column, struct ut_error *err);

void ut_whole_table_free(struct ut_whole_table *f);

#endif
