/* Texts that are sought in a column of participations. */
#ifndef UTFALL_SOUGHT_H
#define UTFALL_SOUGHT_H

#include "utfall/participation.h"

/* The column of the slot is compared with the text: cells that only look like it are noted at the end, as values that
 * differ in what is not seen, so is a text that no cell is and some resemble. A `pattern` of ut_text_like looks like
 * nothing itself. UT_NOMEM. */
enum ut_status ut_participations_seek(struct ut_participations *p, size_t slot, struct ut_text text, bool pattern,
                                      struct ut_error *err);

/* The same of a pattern that the column of all that is selected is like; before others are sought there. UT_NOMEM. */
enum ut_status ut_participations_select(struct ut_participations *p, size_t slot, struct ut_text pattern,
                                        struct ut_error *err);

#endif
