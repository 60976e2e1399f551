/* What a table tells of persons that has not been protected, by the roles of its columns. */
#ifndef UTFALL_EXPOSURE_H
#define UTFALL_EXPOSURE_H

#include "stream/whole_table.h"

/* UT_SHORT, with what and where, when the table is not for the public: it counts persons, holds shares or results of
 * such counts, has a row for each person, or has numbers of which nobody can tell whether they count persons; and it
 * has no column skyddad, so that it has not been through suppress. UT_BAD_INPUT: a cell holds a personnummer, whatever
 * columns there are. */
enum ut_status ut_exposure_check(const struct ut_whole_table *t, struct ut_error *err);

#endif
