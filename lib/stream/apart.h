/* Operands that are one file, or copies of one: whatever is counted in them would be counted twice. */
#ifndef UTFALL_APART_H
#define UTFALL_APART_H

#include <stdbool.h>
#include <stddef.h>

#include "utfall/error.h"

/* UT_BAD_INPUT, which names both: two of the operands ("-" is standard input) are one regular file, or, unless `copies`
 * may be, regular files of the same bytes, and there are rows in it, below `titles` lines and the header where it is no
 * JSON. What is not there, or no regular file, is no matter here. UT_NOMEM, UT_IO. */
enum ut_status ut_files_apart(char *const *paths, size_t count, size_t titles, bool copies, struct ut_error *err);

#endif
