/* Which sheets a workbook has. */
#ifndef UTFALL_SHEET_LIST_H
#define UTFALL_SHEET_LIST_H

#include "utfall/stream.h"

/* A sheet: its name, how many of its rows hold a cell, and whether it is hidden. */
typedef enum ut_status ut_sheet_take(void *context, struct ut_text name, size_t rows, bool hidden,
                                     struct ut_error *err);

/* Hands over each sheet of the workbook at `path` ("-" is standard input), in order. UT_BAD_INPUT: it is none. */
enum ut_status ut_sheet_list(const char *path, const struct ut_reader_options *options, ut_sheet_take *take,
                             void *context, struct ut_error *err);

#endif
