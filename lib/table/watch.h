/* Tables of groups that see keys which look alike. */
#ifndef UTFALL_WATCH_H
#define UTFALL_WATCH_H

#include "utfall/stream.h"
#include "utfall/table.h"

/* All borrowed. */
struct ut_watch {
  const struct ut_text *names; /* of the columns of the first `count` keys; length 0: not that one */
  size_t count;
  struct ut_run *run;       /* NULL: nobody is told */
  const struct ut_row *row; /* the row at hand, for its place */
};

/* From now on each new group shows its keys to the run, one of many each: ut_table_meet is due. */
void ut_table_watch(struct ut_table *t, const struct ut_watch *watch);

/* After the last row, before totals. UT_NOMEM. */
enum ut_status ut_table_meet(const struct ut_table *t, struct ut_error *err);

#endif
