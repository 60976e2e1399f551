/* Doubts about rows, counted as they come and told at the end; and what the headings of the files leave in doubt. */
#ifndef UTFALL_IMPORT_DOUBTS_H
#define UTFALL_IMPORT_DOUBTS_H

#include "import/import_state.h"

enum { UT_ONE_PERCENT = 100 /* hundredths */ };

/* UT_NOMEM. */
enum ut_status ut_import_doubts_begin(struct ut_import *im, struct ut_error *err);

/* Notes the columns that nothing names, and values of the map for columns that there are not. UT_NOMEM. */
enum ut_status ut_import_note_headings(const struct ut_import *im, struct ut_error *err);

static inline void ut_import_doubt(struct ut_import *im, enum ut_import_doubt which)
{
  ut_tally_add(&im->doubts.of[which], im->row->source, im->row->line);
}

/* Counts a year of two digits, a date that may be another day, and a text in doubt, of a cell of the field that is
 * converted. */
void ut_import_see_cell(struct ut_import *im, const struct ut_column *column, size_t field, struct ut_text cell,
                        const struct ut_cell_converted *value);

/* Remembers the largest one of the file, and counts small ones; one with a percent sign is beyond doubt. */
static inline void ut_import_see_extent(struct ut_import *im, size_t field, struct ut_text cell, int64_t extent)
{
  struct ut_import_extents *seen = &im->doubts.extents[field];
  if (extent == 0 || (extent > UT_ONE_PERCENT && extent <= seen->most) || cell.ptr[cell.len - 1] == '%')
    return;
  if (extent <= UT_ONE_PERCENT)
    ut_tally_add(&seen->small, im->source, im->row->line);
  if (seen->most == 0)
    seen->line = im->row->line;
  seen->most = extent > seen->most ? extent : seen->most;
}

/* At the end of a file: percentages of which none is above 1 are none. UT_BAD_INPUT. */
enum ut_status ut_import_check_extents(struct ut_import *im, struct ut_error *err);

/* Appends what was counted of the rows of a block, which is none thereafter, for ut_import_doubts_add of another
 * process. UT_BAD_INPUT: there is what only one process can count. */
enum ut_status ut_import_doubts_hand(struct ut_import *im, struct ut_buf *to);

/* Adds what was counted of rows of this source, the first behind so many lines of it. Nothing was read of them here. */
void ut_import_doubts_add(struct ut_import *im, struct ut_text handed, const char *source, size_t lines_before);

/* At the end of all files: the same, of extents within lists too; then notes what was counted. */
enum ut_status ut_import_doubts_end(struct ut_import *im, struct ut_error *err);

#endif
