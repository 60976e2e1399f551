/* Persons of participations, by whose ids and insatser other rows are linked to them. */
#ifndef UTFALL_LINKED_H
#define UTFALL_LINKED_H

#include "utfall/participation.h"

/* The run sees the id of the participation at hand, and its insats (ptr NULL: nothing is linked by it), of which other
 * files may have what looks the same. UT_NOMEM. */
enum ut_status ut_linked_see(struct ut_participations *p, struct ut_run *run, struct ut_text id, struct ut_text insats,
                             struct ut_error *err);

#endif
