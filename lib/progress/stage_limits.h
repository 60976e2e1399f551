/* The stages that activity plans go through, in their order, and how long each should take. */
#ifndef UTFALL_STAGE_LIMITS_H
#define UTFALL_STAGE_LIMITS_H

#include "base/timespan.h"
#include "table/partial.h"
#include "utfall/run.h"

struct ut_stage {
  struct ut_text del; /* owned */
  int64_t order;
  struct ut_timespan least, most; /* none: no limit */
};

/* Zero-initialised: none. */
struct ut_stages {
  struct ut_stage *at; /* by order; of one order as in the file */
  size_t count;
};

/* Reads a stream of del, ordning and perhaps minst and hogst. UT_USAGE: a column is missing. UT_BAD_INPUT with its
 * place: a del without a name or twice, what is no whole number, no time (6m, 2w, 10d), limits of one unit of which the
 * least is more than the most; no stage at all. ut_stages_clear is due in every case. */
enum ut_status ut_stages_load(struct ut_stages *s, const char *path, struct ut_run *run, struct ut_error *err);

/* The stages of a part of a result, without limits, or the names of those there are for one. UT_BAD_INPUT: an order
 * that is no whole number. */
enum ut_status ut_stages_take(struct ut_stages *s, const struct ut_whole_table *part, struct ut_error *err);
enum ut_status ut_stages_list(const struct ut_stages *s, struct ut_partial *part, struct ut_error *err);

/* Its place; their count where there is none of that name. */
size_t ut_stages_find(const struct ut_stages *s, struct ut_text del);

/* The last day on which one that began then is within its time; UT_DATE_NONE: there is no limit. */
ut_date ut_stage_due(const struct ut_stage *stage, ut_date start);

/* Does one of those days last as long as it should? The day of `slut` counts, as its last. */
bool ut_stage_in_time(const struct ut_stage *stage, ut_date start, ut_date slut);

void ut_stages_clear(struct ut_stages *s);

#endif
