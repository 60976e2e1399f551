/* The list of parts of activity plans that are late: whose, and since when. */
#ifndef UTFALL_LATE_H
#define UTFALL_LATE_H

#include "progress/parts.h"
#include "progress/stage_limits.h"
#include "table/tidy.h"

/* Zero-initialised but for its first members, which are borrowed. */
struct ut_late {
  const struct ut_stages *stages;
  const struct ut_parts *parts;
  ut_date as_of;
  struct ut_tidy row;
};

/* The columns insats, id, del, forfallodag. */
enum ut_status ut_late_open(struct ut_late *l, struct ut_output *output, enum ut_format to, struct ut_error *err);

/* Writes the part if it is late, as of ut_stage_late; parts keep their order. UT_BAD_INPUT with its place: it is none
 * of the stages. */
enum ut_status ut_late_take(struct ut_late *l, const struct ut_plan_part *part, struct ut_error *err);

/* Ends the list; `status` is what has become of it so far. */
enum ut_status ut_late_close(struct ut_late *l, enum ut_status status, struct ut_error *err);

#endif
