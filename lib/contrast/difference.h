/* The difference between two groups, or between one and all others. */
#ifndef UTFALL_DIFFERENCE_H
#define UTFALL_DIFFERENCE_H

#include "contrast/members.h"

#define UT_REST "rest" /* against all others together */

struct ut_difference_options {
  const char *of, *against; /* values of the key; against may be UT_REST */
};

/* Writes a row for each group: its keys, antal, bas, antal_mot, bas_mot, andel, andel_mot, differens, ki_lag, ki_hog,
 * kvot, p, p_holm, and skyddad where the table has blanked members; of means its keys, antal, antal_mot, medelvarde,
 * medelvarde_mot, differens, differens_lag, differens_hog, p, p_holm. UT_USAGE: a value that the key has not. */
enum ut_status ut_difference_write(const struct ut_members *u, const struct ut_difference_options *options,
                                   struct ut_output *output, enum ut_format to, int decimals, struct ut_run *run,
                                   struct ut_error *err);

#endif
