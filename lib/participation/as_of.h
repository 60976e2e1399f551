/* What was not known yet on an earlier day. */
#ifndef UTFALL_AS_OF_H
#define UTFALL_AS_OF_H

#include "utfall/stream.h"
#include "utfall/date.h"

struct ut_as_of {
  ut_date day; /* UT_DATE_NONE: everything is known */
  int *months; /* by column of the reader: months from the exit until it is known; -1: always known */
  int most;    /* of them */
};

/* UT_NOMEM. Cleared by ut_as_of_clear, after a failure too. */
enum ut_status ut_as_of_init(struct ut_as_of *a, const struct ut_reader *reader, ut_date day);

/* Months after an exit on `slut` of which everything was known on the day, -1 where the exit is later; so much was not
 * known if it is less than a->most. */
int ut_as_of_known(const struct ut_as_of *a, ut_date slut);

/* Blanks in the row itself what is known only more than `known` months after the exit, so that what is passed on says
 * the same as what is counted. */
enum ut_status ut_as_of_hide(const struct ut_as_of *a, int known, struct ut_reader *reader, struct ut_row *row,
                             struct ut_error *err);

/* Blanks one cell so. */
enum ut_status ut_as_of_blank(struct ut_reader *reader, struct ut_row *row, size_t column, struct ut_error *err);

void ut_as_of_clear(struct ut_as_of *a);

#endif
