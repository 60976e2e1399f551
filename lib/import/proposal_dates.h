/* In which formats the days of an export are written. */
#ifndef UTFALL_PROPOSAL_DATES_H
#define UTFALL_PROPOSAL_DATES_H

#include "import/proposal.h"

/* Is the cell a day as it is, or by any format that there may be? */
bool ut_proposed_date_any(struct ut_text cell);

/* Is it a day so far ahead that it stands for an end that is open, 9999-12-31? */
bool ut_proposed_date_far(struct ut_text cell);

/* Fills dates, dates_open and their hint from the columns that become days. */
void ut_proposed_dates(struct ut_proposal *p);

#endif
