/* What the column skyddad says of a count. */
#ifndef UTFALL_MARK_H
#define UTFALL_MARK_H

#include "utfall/text.h"

/* Not blanked; blanked, and nothing is said of it; blanked because it is small, or for others. */
enum ut_blank { UT_BLANK_NONE, UT_BLANK_ANY, UT_BLANK_SMALL, UT_BLANK_LARGE };

/* Reads a mark of the row: primar, sekundar or ja of the count where it is `alone`, else in:primar|kvar:sekundar, of
 * counts by their names. */
enum ut_blank ut_mark_read(struct ut_text mark, struct ut_text count, bool alone);

#endif
