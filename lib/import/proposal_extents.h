/* Extents in an export: whose they are, and whether they can be read. */
#ifndef UTFALL_PROPOSAL_EXTENTS_H
#define UTFALL_PROPOSAL_EXTENTS_H

#include "import/proposal.h"

/* Are the values extents of work in words: full-time, half-time or part-time, and what else stands there extents? */
bool ut_proposed_are_extents(const struct ut_profile_column *c);

/* Leaves open what the extent belongs to. */
void ut_proposed_leave_extent(struct ut_proposed_column *out);

/* Finds the list that each heading of an extent belongs to; one of none, or with words that are no extent, is open. */
void ut_proposed_extents(struct ut_proposal *p);

#endif
