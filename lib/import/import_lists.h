/* Cells of a list column: one code a cell, with the extent of it, joined to a list. */
#ifndef UTFALL_IMPORT_LISTS_H
#define UTFALL_IMPORT_LISTS_H

#include <string.h>

#include "import/import_state.h"

ut_import_filler ut_import_fill_list;

/* No code, or one without an extent. */
static inline bool ut_import_is_single(struct ut_text codes)
{
  return codes.len == 0 || (!memchr(codes.ptr, '|', codes.len) && !memchr(codes.ptr, ':', codes.len));
}

#endif
