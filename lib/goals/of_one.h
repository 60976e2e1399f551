/* Targets of shares that are at most 1: parts of one, as a spreadsheet keeps 25 %, or a percent and less. */
#ifndef UTFALL_OF_ONE_H
#define UTFALL_OF_ONE_H

#include "goals/results.h"
#include "model/tally.h"

/* Zero-initialised. */
struct ut_goals_of_one {
  struct ut_tally doubtful; /* targets of shares above 0 that are at most 1 */
  bool below, above;        /* one of those is below 1; another is above */
  bool percent;             /* a result that is held against one of those is a percentage */
};

/* Is it a target of a share, without a percent sign, above 0 and at most 1? */
bool ut_target_is_of_one(const struct ut_target *target);

/* Makes a percentage of it; false where it is too large. */
bool ut_target_to_percent(struct ut_target *target);

/* Takes in the target at `index`; published ones say what they are by what they are equal to. True: its result tells
 * more. */
bool ut_goals_of_one_add(struct ut_goals_of_one *o, const struct ut_targets *targets, size_t index);

/* Takes in the result of such a target. */
void ut_goals_of_one_hold(struct ut_goals_of_one *o, const struct ut_figure *figure);

/* After the last: notes what is doubtful. True: they are taken for parts of one. */
bool ut_goals_of_one_settle(const struct ut_goals_of_one *o, struct ut_run *run);

#endif
