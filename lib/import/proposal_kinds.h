/* Which kind of rows an export that nobody has described holds, and the columns that such rows alone have. */
#ifndef UTFALL_PROPOSAL_KINDS_H
#define UTFALL_PROPOSAL_KINDS_H

#include "import/proposal.h"

/* Tells the kind, once headings have been taken by their names, and gives the headings of its own columns what they
 * become. Rows that say when one took part are participations. UT_NOMEM. */
enum ut_status ut_proposed_kind(struct ut_proposal *p);

#endif
