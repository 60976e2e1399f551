/* Tables of groups that see keys which look alike, and their shape. */
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

/* Shows the ith key of something new. UT_BAD_INPUT: it is UT_ALL. */
enum ut_status ut_watch_key(const struct ut_watch *w, size_t i, struct ut_text key, struct ut_error *err);

/* From now on each new group shows its keys to the run, one of many each: ut_table_meet is due. */
void ut_table_watch(struct ut_table *t, const struct ut_watch *watch);

/* From now on the row at hand is this one, which is borrowed: keys come from elsewhere. */
void ut_table_stand(struct ut_table *t, const struct ut_row *row);

/* How many keys and counters each group has. */
size_t ut_table_keys(const struct ut_table *t);
size_t ut_table_counters(const struct ut_table *t);

/* After the last row, before totals. UT_NOMEM. */
enum ut_status ut_table_meet(const struct ut_table *t, struct ut_error *err);

#endif
