/* What whoever protects a table must be told besides. */
#ifndef UTFALL_SUPPRESS_NOTES_H
#define UTFALL_SUPPRESS_NOTES_H

#include "utfall/suppress.h"

/* Notes values of keys that only their counts tell to be sums, counts that are not protected, shares that tell more
 * than was reckoned with, rows that pass as they are, and what can be told all the same. UT_NOMEM. */
enum ut_status ut_suppress_note(const struct ut_suppress *s, struct ut_run *run, struct ut_error *err);

#endif
