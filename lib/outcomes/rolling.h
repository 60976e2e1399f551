/* A report for each of several windows of exits, each as the world was on its last day. */
#ifndef UTFALL_ROLLING_H
#define UTFALL_ROLLING_H

#include "outcomes/report.h"

enum { UT_ROLLING_WINDOWS = 1000 };

struct ut_rolling_options {
  const char *months;      /* how long a window is: 12m */
  enum ut_unit step;       /* a window ends on the last day of each of these, */
  struct ut_period period; /* if it is in this; where the window begins may be before it */
  int follow_up;           /* counted are those whose follow-up so many months after the exit is due; 0: others */
};

struct ut_windows {
  struct ut_period of[UT_ROLLING_WINDOWS]; /* by their end */
  size_t count;
};

/* UT_USAGE, with the option named: no length in months, or one in which no follow-up falls due; no step ends in the
 * period, or more of them than there can be windows. */
enum ut_status ut_windows_make(struct ut_windows *w, const struct ut_rolling_options *options, struct ut_error *err);

/* The last day of the last of them. */
static inline ut_date ut_windows_end(const struct ut_windows *w)
{
  return w->of[w->count - 1].last;
}

struct ut_rolling;

/* The participations have the end of the last window as their as_of. `windows` are borrowed, the options copied; their
 * as_of is that of each window. */
enum ut_status ut_rolling_new(struct ut_rolling **out, struct ut_participations *p,
                              const struct ut_report_options *options, const struct ut_windows *windows,
                              struct ut_error *err);

/* Is the current participation, as it is shown now, in the base as of the day? */
typedef bool ut_rolling_base(void *context, ut_date as_of);

/* Counts the current participation in every window in which it ended and in whose base it is. It is shown as it was at
 * the end of the earliest one afterwards. */
enum ut_status ut_rolling_take(struct ut_rolling *r, ut_rolling_base *base, void *context, struct ut_error *err);

/* Counts a payment in every window; once all participations are in. */
enum ut_status ut_rolling_take_payment(struct ut_rolling *r, const struct ut_payment *payment, struct ut_error *err);

/* After the last one: ut_report_close of each window, whose name is its period. */
enum ut_status ut_rolling_close(struct ut_rolling *r, struct ut_partial *part, struct ut_error *err);

/* Writes the tables below one another, with the column period before those of --by; once, after that. */
enum ut_status ut_rolling_write(struct ut_rolling *r, struct ut_output *output, enum ut_format to, int decimals,
                                struct ut_error *err);

void ut_rolling_free(struct ut_rolling *r);

#endif
