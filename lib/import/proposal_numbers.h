/* How the numbers of an export are written. */
#ifndef UTFALL_PROPOSAL_NUMBERS_H
#define UTFALL_PROPOSAL_NUMBERS_H

#include "import/proposal.h"

bool ut_proposed_has_digit(struct ut_text t);

/* Is it a number with whatever marks, or a percentage? */
bool ut_proposed_number(struct ut_text cell);

/* Fills decimal, thousands and parts_of_one from the columns of numbers and amounts. */
void ut_proposed_numbers(struct ut_proposal *p);

#endif
