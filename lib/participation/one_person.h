/* Ids that several persons share, as running numbers do that begin anew in each file or insats: they show by rows of
 * one id that differ in sex or in year of birth. */
#ifndef UTFALL_ONE_PERSON_H
#define UTFALL_ONE_PERSON_H

#include "utfall/participation.h"

struct ut_one_person;

/* Before the first row. NULL where nobody listens, or the rows say neither of the two. UT_NOMEM. */
enum ut_status ut_one_person_new(struct ut_one_person **out, struct ut_participations *from);

/* Takes in the current row, which is taken for one of this person; persons have numbers from 0 on. What is empty, or
 * cannot be read, says nothing. NULL is allowed. UT_NOMEM. */
enum ut_status ut_one_person_see(struct ut_one_person *o, size_t person);

/* After the last row: a note where there were any. NULL is allowed. */
void ut_one_person_tell(const struct ut_one_person *o);

/* NULL is allowed. */
void ut_one_person_free(struct ut_one_person *o);

#endif
