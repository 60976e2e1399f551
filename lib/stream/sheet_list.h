/* Which sheets a workbook has, and how one begins. */
#ifndef UTFALL_SHEET_LIST_H
#define UTFALL_SHEET_LIST_H

#include "utfall/stream.h"

struct ut_source;

/* A sheet: its name, how many of its rows hold a cell, and whether it is hidden. */
typedef enum ut_status ut_sheet_take(void *context, struct ut_text name, size_t rows, bool hidden,
                                     struct ut_error *err);

/* Hands over each sheet of the workbook at `path` ("-" is standard input), in order. UT_BAD_INPUT: it is none. */
enum ut_status ut_sheet_list(const char *path, const struct ut_reader_options *options, ut_sheet_take *take,
                             void *context, struct ut_error *err);

/* A row: its cells, and its number in the sheet. UT_END: there is no need of more. */
typedef enum ut_status ut_sheet_row_take(void *context, const struct ut_text *cells, size_t count, size_t number);

/* Hands over the rows at the beginning of the sheet that a reader of these options would read, as they are, and adds
 * the name of the sheet. The input may be read afterwards. UT_NOMEM from `take`, and errors as of ut_reader_open. */
enum ut_status ut_sheet_head(struct ut_source *source, const struct ut_reader_options *options, ut_sheet_row_take *take,
                             void *context, struct ut_buf *name, struct ut_error *err);

#endif
