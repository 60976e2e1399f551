/* How long results last: the share of those who gained who still do, month by month. */
#ifndef UTFALL_RETENTION_H
#define UTFALL_RETENTION_H

#include "model/tally.h"
#include "utfall/participation.h"

enum { UT_RETENTION_POINTS = 600 };

struct ut_retention_point {
  int month;    /* after the gain was measured, from 1, above that of the point before it */
  double share; /* percent, 0-100 */
};

struct ut_retention {
  struct ut_retention_point points[UT_RETENTION_POINTS];
  size_t count;          /* 0: everything lasts */
  bool of_one;           /* the file had parts of one rather than percent */
  struct ut_tally small; /* percents of at most 1 beside larger ones, without their source */
};

/* The share at a month as a fraction: linear between the points and from 100 percent at month 0 to the first of them;
 * after the last one as there. */
double ut_retention_at(const struct ut_retention *r, int month);

/* Reads a stream of manad and andel, or month and share, by rising month. Shares are percent; where none is above 1
 * (and one above 0) they are parts of one. Month 0, at which all is left, may be given, and is then 100 or 1.
 * UT_USAGE: a column is missing. UT_BAD_INPUT with its place: what is no month or share, months that do not rise, too
 * many points, none. */
enum ut_status ut_retention_load(struct ut_retention *out, const char *path, struct ut_run *run, struct ut_error *err);

/* ---- as observed: of those who began to work or study, the share who still do at each later follow-up ---- */
struct ut_followups {
  enum ut_occasion from; /* when gains are measured */
  size_t slots[UT_OCCASIONS];
  bool there[UT_OCCASIONS];    /* 6m, 12m, 24m later than `from`: the stream has the column */
  int64_t base[UT_OCCASIONS];  /* began (work or studies at `from`, neither before) and was followed up */
  int64_t still[UT_OCCASIONS]; /* of these, who work or study then */
  uint32_t work;               /* codes */
};

/* Names sysselsattning_fore, that of `from` (efter or a follow-up) and those of _6m, _12m and _24m after it that the
 * stream has. UT_USAGE: none of them. */
enum ut_status ut_followups_init(struct ut_followups *f, struct ut_participations *p, enum ut_occasion from,
                                 struct ut_error *err);
/* Counts the current participation, unless it is anonymous. */
void ut_followups_add(struct ut_followups *f, struct ut_participations *p);
/* The points they give, in months after `from`; follow-ups of nobody give none. UT_BAD_INPUT: there is not one. */
enum ut_status ut_followups_points(const struct ut_followups *f, struct ut_retention *out, struct ut_error *err);

#endif
