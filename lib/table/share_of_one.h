/* Shares held against the counts beside them: parts of one where percent are expected, 0.25 of 5 of 20; and what is
 * neither. */
#ifndef UTFALL_SHARE_OF_ONE_H
#define UTFALL_SHARE_OF_ONE_H

#include "model/tally.h"
#include "stream/whole_table.h"

enum { UT_SHARES_OF_ONE = 16 }; /* columns of a table that are looked at */

/* A column of shares, and those that it is computed from. */
struct ut_share_of_one {
  size_t cell, part, whole;
};

/* Zero-initialised: none. */
struct ut_shares_of_one {
  struct ut_share_of_one columns[UT_SHARES_OF_ONE];
  size_t count;
  struct ut_tally rows;      /* that hold a part of one */
  struct ut_tally differing; /* shares that are something else than percent of their counts */
};

/* Finds the columns among a table's. */
void ut_shares_of_one_init(struct ut_shares_of_one *s, const struct ut_text *names, size_t count);

/* Looks at a row, a field for each column of the table. `source` is borrowed. */
void ut_shares_of_one_look(struct ut_shares_of_one *s, const struct ut_text *fields, const char *source, size_t line);

/* Notes how many there are. */
void ut_shares_of_one_note(const struct ut_shares_of_one *s, struct ut_run *run);

/* All of this for a table held whole. UT_NOMEM. */
enum ut_status ut_shares_of_one_check(const struct ut_whole_table *t, struct ut_run *run, struct ut_error *err);

#endif
