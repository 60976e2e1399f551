/* The report of stages: how parts of activity plans stand on a day, against the time that each should take. */
#ifndef UTFALL_STAGES_H
#define UTFALL_STAGES_H

#include "progress/parts.h"
#include "progress/stage_limits.h"
#include "table/partial.h"

struct ut_stage_report;

/* `stages` and `parts` are borrowed. Memory grows with parts that have begun and with persons. After a failure, too,
 * the caller frees *out. UT_NOMEM. */
enum ut_status ut_stage_report_new(struct ut_stage_report **out, const struct ut_stages *stages,
                                   const struct ut_parts *parts, ut_date as_of, struct ut_error *err);

/* Takes in a part. UT_BAD_INPUT with its place: it is none of the stages. */
enum ut_status ut_stage_report_take(struct ut_stage_report *r, const struct ut_plan_part *part, struct ut_error *err);

/* What the table does not say. */
struct ut_stage_left {
  size_t unlinked;   /* parts without id that have begun, of which it is not known who went on */
  size_t unresolved; /* parts that ended without a result */
};

/* After the last part: looks who went on, and names what is counted in. */
enum ut_status ut_stage_report_close(struct ut_stage_report *r, struct ut_stage_left *left, struct ut_partial *part,
                                     struct ut_error *err);

/* Writes insats, del and the counts: a row for each stage in each insats that a part is of. Once, after that. */
enum ut_status ut_stage_report_write(struct ut_stage_report *r, struct ut_output *output, enum ut_format to,
                                     int decimals, struct ut_error *err);

/* The day by which the part should have ended, of one that is late on `as_of`: past the time of its stage, or past its
 * planned end. The earlier of both; UT_DATE_NONE: it is not late. */
ut_date ut_stage_late(const struct ut_stage *stage, const struct ut_plan_part *part, ut_date as_of);

void ut_stage_report_free(struct ut_stage_report *r);

#endif
