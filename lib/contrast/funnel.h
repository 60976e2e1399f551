/* Funnel plots: each of many members beside the limits within which chance alone would hold it. */
#ifndef UTFALL_FUNNEL_H
#define UTFALL_FUNNEL_H

#include "contrast/members.h"

/* Writes a row for each member, group by group: the other keys, the key, antal, bas, andel, medel, lag95, hog95,
 * lag998, hog998, utanfor, phi, and skyddad where the table has blanked members. Notes groups of few members, members
 * of small bases, and groups whose mean is not known because a member is blanked and no total says it. */
enum ut_status ut_funnel_write(const struct ut_members *u, const char *key, struct ut_output *output, enum ut_format to,
                               int decimals, struct ut_run *run, struct ut_error *err);

#endif
