/* Who came, left, stayed and took part, period by period, in one pass over the participations. */
#ifndef UTFALL_FLOW_H
#define UTFALL_FLOW_H

#include "table/partial.h"
#include "utfall/participation.h"
#include "utfall/table.h"

struct ut_flow;

/* `keys` groups as of ut_table_new; `unit`: UT_MONTH or longer. With `as_of` (or UT_DATE_NONE) days after
 * it are not counted as person-days, and no period begins after it. */
enum ut_status ut_flow_new(struct ut_flow **out, enum ut_unit unit, const struct ut_vocabulary *const *vocabularies,
                           size_t keys, ut_date as_of);

/* One participation, as ut_participations_current gives it. An anonymous one comes on 1 January, takes part in every
 * period of its year, and neither leaves nor stays. */
enum ut_status ut_flow_add(struct ut_flow *f, const struct ut_text *keys, struct ut_participation p,
                           struct ut_error *err);

/* A group that has rows even if it has no participations. */
enum ut_status ut_flow_add_group(struct ut_flow *f, const struct ut_text *keys, struct ut_error *err);

/* The groups there are, for what is done with their keys. */
struct ut_table *ut_flow_groups(struct ut_flow *f);

/* After the last participation: names what is counted in. */
enum ut_status ut_flow_close(struct ut_flow *f, struct ut_partial *part, struct ut_error *err);

struct ut_flow_row {
  const struct ut_text *keys;
  struct ut_period period; /* whole units */
  int64_t in, out;
  int64_t left;        /* in at its end: who left on its last day is not */
  int64_t active;      /* in on some day of it */
  int64_t person_days; /* first and last day included; anonymous ones are not known and have none */
};

typedef enum ut_status ut_flow_visit(void *context, const struct ut_flow_row *row, struct ut_error *err);

/* Calls `visit` for every unit from that of the first day of the range to that of its last and every group,
 * groups in order within each unit, with `totals` over every subset of the keys. Where the range is UT_DATE_NONE
 * or open at an end (1600-01-01, 2400-12-31), it is as the data go: from the first start to the last start or
 * exit, or to `as_of`; never beyond `as_of`. Once, after the last participation. Stops at the first status that
 * is not UT_OK and returns it. */
enum ut_status ut_flow_visit_rows(struct ut_flow *f, struct ut_period range, bool totals, ut_flow_visit *visit,
                                  void *context, struct ut_error *err);

void ut_flow_free(struct ut_flow *f);

#endif
