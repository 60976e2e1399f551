/* Who comes back: of those who left in a way that is asked about, how many have begun again within so many months. */
#ifndef UTFALL_RETURNING_H
#define UTFALL_RETURNING_H

#include "base/names.h"
#include "table/partial.h"
#include "utfall/participation.h"

struct ut_returning;

struct ut_returning_options {
  const char *returns; /* months after the exit, as of ut_months_parse */
  const char *from;    /* expression: which exits */
  const char *to;      /* pattern of ut_text_like: the insatser that one comes back to; NULL: any */
  int64_t gap;         /* what begins so few days after the exit, or fewer, goes on with it */
  bool who;            /* a list of the exits that count, instead of the table; `by` is not read */
};

/* Names the columns that it needs. The participations have an as_of. UT_USAGE with the option named. The options and
 * `by` must outlive it. Memory: the start of every participation of a known person, and a row for each person. */
enum ut_status ut_returning_new(struct ut_returning **out, struct ut_participations *p,
                                const struct ut_returning_options *options, const struct ut_names *by,
                                struct ut_error *err);

/* The current participation. Also to be called for those that are not selected: one comes back to them. Per person the
 * first exit counts that is selected and meets `from`, the later start of two on a day, if the longest time has passed
 * by as_of. */
enum ut_status ut_returning_add(struct ut_returning *r, bool selected, struct ut_error *err);

/* After the last one: looks who has come back, notes who cannot be followed, and names what is counted in. */
enum ut_status ut_returning_close(struct ut_returning *r, struct ut_partial *part, struct ut_error *err);

/* After that, and once: writes a row for each group and number of months: those of `by`, efter_manader,
 * utgangar, ater, andel, ki_lag, ki_hog, median_dagar. With `who` a row for each exit instead: insats, id, start, slut,
 * dagar_sedan (until the return, whenever it was; empty where there is none), in the order in which persons come. */
enum ut_status ut_returning_write(struct ut_returning *r, bool totals, struct ut_output *output, enum ut_format to,
                                  int decimals, struct ut_error *err);

void ut_returning_free(struct ut_returning *r);

#endif
