/* What participations changed, per group, and how it is spread over persons. Gains of every actor follow from this
 * alone, whatever the prices are. */
#ifndef UTFALL_GROUPS_H
#define UTFALL_GROUPS_H

#include "base/distinct.h"
#include "participation/grouping.h"
#include "payback/effects.h"
#include "utfall/table.h"

struct ut_item_units {
  int64_t item, units;
};

/* Persons of a group that are alike: each changed these units in that many participations. A row without id is a
 * person of its own. */
struct ut_payback_profile {
  const struct ut_item_units *changed; /* by item, over all of the person's participations in the group; none is 0 */
  size_t changed_count;
  int64_t participations;
  int64_t persons;
};

struct ut_payback_group {
  const struct ut_text *keys;          /* of `by` */
  int64_t all;                         /* participations that are not anonymous */
  int64_t incomplete;                  /* of them, without both measurements: unchanged or dropped */
  int64_t participations;              /* that count: all, or all less incomplete where these are dropped */
  struct ut_numbers units;             /* one per item, after less before */
  struct ut_payback_profile *profiles; /* in the order in which they first occurred; NULL without `persons` */
  size_t profile_count;
  int64_t idle;              /* participations measured twice that are not in work after; 0 unless they are asked for */
  struct ut_numbers to_work; /* one per item: what these would change further, each from all that it is in after to
                              full-time work */
  struct ut_numbers to_full; /* the same of all that are measured twice, each to full-time work; likewise */
  struct ut_numbers of_insats; /* one per insats, of `all`; none unless they are asked for */
  struct ut_numbers persons;   /* by profile of any group, while they are taken in */
};

/* Owns what it points to, but for the participations. */
struct ut_payback_groups {
  struct ut_participations *p;
  struct ut_effects effects;
  struct ut_grouping by;
  struct ut_table *table; /* of 1 + the place of a group */
  struct ut_payback_group *groups;
  size_t count;
  bool identified;             /* there is a column id: without it every participation is a person of its own */
  size_t id, insats;           /* slots, of what is asked for */
  bool weighted;               /* rows are typical cases: vikt says of how many participations each is */
  size_t vikt;                 /* its slot */
  struct ut_table *persons;    /* of `by` and id: 1 + the place of a profile; NULL unless they are asked for */
  struct ut_distinct profiles; /* each some ut_item_units: of item 0 its participations, then what is changed */
  struct ut_table *insatser;   /* of 1 + their place, in the order in which they first occurred; NULL likewise */
  struct ut_buf profile;       /* of the person looked at */
  struct ut_text watched[UT_NAMES_MAX + 1]; /* names of the keys of persons */
};

/* Names the columns that it needs. The options are copied. After a failure, too, the caller frees *out. Errors of
 * ut_effects_init; UT_USAGE: a bad column to group by. */
enum ut_status ut_payback_groups_new(struct ut_payback_groups **out, struct ut_participations *p,
                                     const struct ut_payback_group_options *options, struct ut_error *err);

/* Takes in the current participation, unless it is anonymous. UT_BAD_INPUT, with the column: a code without a price, a
 * resurs that is no list of code:units, no slut to choose prices by, a measurement that is missing under
 * UT_MISSING_ERROR, a vikt that is no whole number from 1, a sum that is too large. */
enum ut_status ut_payback_groups_add(struct ut_payback_groups *g, struct ut_error *err);

/* Once, after the last participation: sorts the groups and gathers the profiles. Without `by` there is one group even
 * of nothing. UT_NOMEM. */
enum ut_status ut_payback_groups_finish(struct ut_payback_groups *g, struct ut_error *err);

/* In their order, after ut_payback_groups_finish. */
const struct ut_payback_group *ut_payback_groups_get(const struct ut_payback_groups *g, size_t index);

void ut_payback_groups_free(struct ut_payback_groups *g);

#endif
