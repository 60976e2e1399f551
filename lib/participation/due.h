/* Follow-ups that fall due: when, whether they are done, and how late. */
#ifndef UTFALL_DUE_H
#define UTFALL_DUE_H

#include "utfall/participation.h"

enum { UT_DUE_ASKED = 4 };

struct ut_due {
  enum ut_occasion at;
  size_t asked[UT_DUE_ASKED]; /* slots of what is asked then: occupation, support */
  size_t asked_count;
  bool dated;    /* there is a column of the days on which it was done, */
  size_t day_of; /* whose slot this is */
};

/* `at`: UT_6M, UT_12M or UT_24M. Names the columns that it needs, of those that are there; notes that there is none of
 * them (run NULL: nobody listens). */
enum ut_status ut_due_init(struct ut_due *d, struct ut_participations *p, enum ut_occasion at, struct ut_run *run,
                           struct ut_error *err);

struct ut_follow_up {
  ut_date due;
  bool done;   /* occupation or support was asked then, or there is a day on which it was done */
  ut_date day; /* that day; UT_DATE_NONE: not known */
};

/* Is that of the current participation due on the day of the participations' as_of? */
bool ut_due_now(const struct ut_due *d, const struct ut_participations *p, struct ut_follow_up *out);

#endif
