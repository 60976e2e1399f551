/* The report of plans: of those who are active on a day, how many have some part planned beyond it. */
#ifndef UTFALL_PLANNED_H
#define UTFALL_PLANNED_H

#include "progress/parts.h"
#include "table/partial.h"
#include "utfall/participation.h"

struct ut_planned_options {
  const char *participations; /* file of those who are active, borrowed */
  const struct ut_names *by;  /* of its columns, borrowed */
  bool totals;                /* over every subset of them */
  ut_date as_of;
  struct ut_run *run; /* NULL: nobody listens */
};

/* What the table leaves out. */
struct ut_planned_left {
  size_t nobody;       /* participations that are active, without an id */
  size_t unlinked;     /* parts planned beyond the day, without an id */
  size_t unregistered; /* plans of persons in no participation */
};

struct ut_planned;

/* `options` and `parts` are borrowed. After a failure, too, the caller frees *out. */
enum ut_status ut_planned_new(struct ut_planned **out, const struct ut_planned_options *options,
                              const struct ut_parts *parts, struct ut_error *err);

/* Takes in a part. Memory grows with persons that have some part planned beyond the day. */
enum ut_status ut_planned_take(struct ut_planned *r, const struct ut_plan_part *part, struct ut_error *err);

/* After the last part: reads the participations, and names what is counted in. Errors of participations; UT_USAGE: a
 * bad column to group by. */
enum ut_status ut_planned_close(struct ut_planned *r, struct ut_planned_left *left, struct ut_partial *part,
                                struct ut_error *err);

/* Writes the columns of --by, aktiva, med_plan, andel and the limits of its interval.
 * Once, after that. */
enum ut_status ut_planned_write(struct ut_planned *r, struct ut_output *output, enum ut_format to, int decimals,
                                struct ut_error *err);

void ut_planned_free(struct ut_planned *r);

#endif
