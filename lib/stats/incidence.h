/* Cumulative incidence: what share has had an event by a day, when some are still waited for and others have left in
 * another way (competing). */
#ifndef UTFALL_INCIDENCE_H
#define UTFALL_INCIDENCE_H

#include "utfall/stats.h"

enum ut_ending { UT_EVENT, UT_COMPETING, UT_CENSORED, UT_ENDINGS };

struct ut_incidence;
enum ut_status ut_incidence_new(struct ut_incidence **out);

/* Takes in `count` (above 0) whose time ended so on that day. Days never fall from one call to the next. UT_NOMEM. */
enum ut_status ut_incidence_add(struct ut_incidence *c, int64_t day, enum ut_ending how, int64_t count);

/* Once all are in, before any of what follows. Of one day, events come before censorings. */
void ut_incidence_compute(struct ut_incidence *c);

/* Days on which somebody's time ended, in order. */
size_t ut_incidence_days(const struct ut_incidence *c);

struct ut_incidence_point {
  int64_t day;
  int64_t at_risk;           /* still waited for after the day */
  int64_t ended[UT_ENDINGS]; /* until the end of it */
  double share;              /* 0-1 */
  double error;              /* the standard error of the share */
};

/* What is known at the end of the day with that number. Takes time in proportion to it. */
struct ut_incidence_point ut_incidence_point(const struct ut_incidence *c, size_t index);

/* The same at the end of any day: what the last day not after it has. */
struct ut_incidence_point ut_incidence_at(const struct ut_incidence *c, int64_t day);

/* Had anybody an event on the day with that number? */
bool ut_incidence_steps(const struct ut_incidence *c, size_t index);

/* The last day by which everything is known: -1 where that is every day, for nobody was left to be waited for. */
int64_t ut_incidence_known(const struct ut_incidence *c);

/* The first day by whose end the share is half or more; -1: there is none. */
int64_t ut_incidence_median(const struct ut_incidence *c);

void ut_incidence_free(struct ut_incidence *c);

/* The limits of the log(-log) interval, in percent: p ^ exp(-+ z error / (p log p)). False: the share is 0 or 1, and
 * there are none. Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4. */
bool ut_log_log_interval(double share, double error, double z, struct ut_interval *out);

#endif
