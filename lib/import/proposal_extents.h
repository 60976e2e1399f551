/* Extents in an export: whose they are, and whether they can be read. */
#ifndef UTFALL_PROPOSAL_EXTENTS_H
#define UTFALL_PROPOSAL_EXTENTS_H

#include "import/proposal.h"

/* Are the values extents of work in words: full-time, half-time or part-time, and what else stands there extents? */
bool ut_proposed_are_extents(const struct ut_profile_column *c);

/* Leaves open what the extent belongs to. */
void ut_proposed_leave_extent(struct ut_proposed_column *out);

/* Is it a word, and no number? */
bool ut_proposed_is_word(struct ut_text cell);

/* Are a quarter of the cells of the column words? A few among numbers are mistakes, which reject their rows. */
bool ut_proposed_has_words(const struct ut_proposal *p, size_t index);

/* The percentage that a word with this slug surely is: full-time, half-time. ptr NULL: it is none of these. */
struct ut_text ut_proposed_extent_of(struct ut_text slug);

/* Finds the list that each heading of an extent belongs to; one of none is open. */
void ut_proposed_extents(struct ut_proposal *p);

#endif
