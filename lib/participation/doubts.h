/* What participations say that cannot be, or is likely to mean something else: counted as rows come, told at the
 * end. */
#ifndef UTFALL_DOUBTS_H
#define UTFALL_DOUBTS_H

#include "model/tally.h"
#include "utfall/column.h"
#include "utfall/participation.h"

enum ut_doubt {
  UT_DOUBT_BACKWARDS,
  UT_DOUBT_FAR_END,
  UT_DOUBT_UNBORN,
  UT_DOUBT_FOLLOWED_EARLY,
  UT_DOUBT_NO_WORK,
  UT_DOUBT_OVER,
  UT_DOUBT_NONE_AMONG,
  UT_DOUBT_NOBODY,
  UT_DOUBT_REPEATED,
  UT_DOUBTS
};

/* Zero-initialised: none yet. */
struct ut_doubts {
  struct ut_tally of[UT_DOUBTS];
};

/* Counts an end before the start, and one so late that it may stand for none. */
void ut_doubts_see_stay(struct ut_doubts *d, ut_date start, ut_date slut, const struct ut_row *row);

/* Says what there is of each. */
void ut_doubts_tell(const struct ut_doubts *d, struct ut_run *run);

#endif
