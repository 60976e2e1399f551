/* The workbook that a source holds. */
#ifndef UTFALL_BOOK_H
#define UTFALL_BOOK_H

#include "stream/source.h"
#include "workbook/workbook.h"

/* Opens it; `from` is UT_XLSX, UT_ODS, or anything else for either. UT_BAD_INPUT: it is none, and what it is. The
 * caller frees *out, after a failure too, and before the source. */
enum ut_status ut_book_open(struct ut_workbook **out, struct ut_source *source, enum ut_format from,
                            struct ut_error *err);

#endif
