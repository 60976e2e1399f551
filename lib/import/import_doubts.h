/* Doubts about rows, counted as they come and told at the end; and what the headings of the files leave in doubt. */
#ifndef UTFALL_IMPORT_DOUBTS_H
#define UTFALL_IMPORT_DOUBTS_H

#include "import/import_state.h"

static inline void ut_import_doubt(struct ut_import *im, enum ut_import_doubt which)
{
  ut_tally_add(&im->tallies[which], im->row->source, im->row->line);
}

/* Counts 98 that was read as 1998, and 35 that was as 2035. */
void ut_import_see_year(struct ut_import *im, const struct ut_import_target *t, struct ut_text cell, int64_t day);

/* Counts a text with signs where letters were. A text is seen once, as long as it is remembered. UT_NOMEM. */
enum ut_status ut_import_see_text(struct ut_import *im, const struct ut_import_target *t, struct ut_text cell);

/* Remembers the largest one of the file; one with a percent sign is beyond doubt. */
static inline void ut_import_see_extent(struct ut_import *im, size_t field, struct ut_text cell, int64_t extent)
{
  struct ut_import_extents *seen = &im->by_field[field];
  if (extent <= seen->most || cell.ptr[cell.len - 1] == '%')
    return;
  if (seen->most == 0)
    seen->line = im->row->line;
  seen->most = extent;
}

/* At the end of a file: percentages of which none is above 1 are none. UT_BAD_INPUT. */
enum ut_status ut_import_check_extents(struct ut_import *im, struct ut_error *err);

/* The same of extents within lists, at the end of all files. */
enum ut_status ut_import_check_lists(struct ut_import *im, struct ut_error *err);

void ut_import_tell_doubts(struct ut_import *im);
void ut_import_tell_forgiven(struct ut_import *im);

/* Values of a column that passes through nowhere, whose name may be misspelt. */
void ut_import_note_unused_values(const struct ut_import *im);

/* UT_NOMEM. */
enum ut_status ut_import_note_dropped(const struct ut_import *im);

#endif
