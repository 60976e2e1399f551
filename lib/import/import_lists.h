/* Cells of a list column: one code a cell, with the extent of it, joined to a list. */
#ifndef UTFALL_IMPORT_LISTS_H
#define UTFALL_IMPORT_LISTS_H

#include "import/import_state.h"

ut_import_filler ut_import_fill_list;

/* An empty list, or one remembered code with a remembered extent or none; false: ut_import_fill_list is needed. */
bool ut_import_fill_short_list(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells);

#endif
