/* What participations changed: units of each priced code after less before, per group, and how they are spread over
 * persons. Gains of every actor follow from these alone, whatever the prices are.
 * A unit is a month of a code at 100 percent, or a unit of service a month, in parts of UT_WHOLE_UNIT. */
#ifndef UTFALL_GROUPS_H
#define UTFALL_GROUPS_H

#include "participation/grouping.h"
#include "payback/prices.h"

/* What becomes of participations without a measurement before and one after. */
enum ut_missing { UT_MISSING_UNCHANGED, UT_MISSING_DROP, UT_MISSING_ERROR };

struct ut_payback_group_options {
  struct ut_prices *prices; /* asked for the items that occur */
  enum ut_occasion at;      /* when after is */
  enum ut_missing missing;
  bool unpriced_zero;        /* a code without a price is worth nothing, and is counted */
  int price_year;            /* 0: the only year of the list, else the year of exit */
  bool persons;              /* keep what ut_payback_group.profiles is made of; memory grows with persons */
  bool idle;                 /* keep what ut_payback_group.idle and to_work are made of */
  bool insatser;             /* keep ut_payback_group.of_insats */
  const struct ut_names *by; /* borrowed */
};

/* Persons of a group that are alike: each changed these units in that many participations. A row without id is a
 * person of its own. */
struct ut_payback_profile {
  const int64_t *units; /* one per item, after less before, over all of the person's participations in the group */
  int64_t participations;
  int64_t persons;
};

struct ut_payback_group {
  const struct ut_text *keys;                /* of `by` */
  int64_t all;                               /* participations that are not anonymous */
  int64_t incomplete;                        /* of them, without both measurements: unchanged or dropped */
  int64_t participations;                    /* that count: all, or all less incomplete where these are dropped */
  const int64_t *units;                      /* one per item, after less before */
  const struct ut_payback_profile *profiles; /* in the order in which they first occurred; NULL without `persons` */
  size_t profile_count;
  int64_t idle;             /* participations measured twice that are not in work after; 0 unless they are asked for */
  const int64_t *to_work;   /* one per item: what these would change further, each from all that it is in after to
                             full-time work */
  const int64_t *of_insats; /* one per insats, of `all`; NULL unless they are asked for */
};

struct ut_payback_groups;

/* Names the columns that it needs: of sysselsattning, forsorjning and resurs those that are there both as _fore and
 * at `at`, at least one pair. The options are copied. UT_USAGE: there is no such pair, or none of sysselsattning
 * though the idle are asked for; a bad column to group by. */
enum ut_status ut_payback_groups_new(struct ut_payback_groups **out, struct ut_participations *p,
                                     const struct ut_payback_group_options *options, struct ut_error *err);

/* The column that a kind (0, 1, 2: sysselsattning, forsorjning, resurs) lacks to be compared, though its other one is
 * there; "" when nothing is amiss. Such a kind is left out. */
enum { UT_GAIN_KINDS = 3 };
const char *ut_payback_groups_unpaired(const struct ut_payback_groups *g, size_t kind);

/* Is there a column id? Without it every participation is a person of its own. */
bool ut_payback_groups_identified(const struct ut_payback_groups *g);

/* Takes in the current participation, unless it is anonymous. It has both measurements when every kind of column that
 * says something of it says it both before and after, and one kind does. UT_BAD_INPUT, with the column: a code without
 * a price, a resurs that is no list of code:units, no slut to choose prices by, a measurement that is missing under
 * UT_MISSING_ERROR, a sum that is too large. */
enum ut_status ut_payback_groups_add(struct ut_payback_groups *g, struct ut_error *err);

/* Once, after the last participation: sorts the groups and gathers the profiles. Without `by` there is one group even
 * of nothing. UT_NOMEM. */
enum ut_status ut_payback_groups_finish(struct ut_payback_groups *g, struct ut_error *err);

/* After ut_payback_groups_finish; owned by the gains. */
size_t ut_payback_groups_count(const struct ut_payback_groups *g);
const struct ut_payback_group *ut_payback_groups_group(const struct ut_payback_groups *g, size_t index);

/* The insatser whose participations were taken in, in the order in which they first occurred; 0 unless they are asked
 * for. Owned by the gains. */
size_t ut_payback_groups_insats_count(const struct ut_payback_groups *g);
struct ut_text ut_payback_groups_insats(const struct ut_payback_groups *g, size_t index);

/* A code without a price that was taken for nothing. */
struct ut_unpriced {
  struct ut_text code;
  int64_t participations; /* that have it before or after */
};
/* In the order in which they first occurred; owned by the gains. */
const struct ut_unpriced *ut_payback_groups_unpriced(const struct ut_payback_groups *g, size_t *count);

void ut_payback_groups_free(struct ut_payback_groups *g);

#endif
