/* The questions of a questionnaire that nobody has described, and when they are asked. */
#ifndef UTFALL_PROPOSAL_QUESTIONS_H
#define UTFALL_PROPOSAL_QUESTIONS_H

#include "import/proposal.h"

/* What a heading is by its name, or may be; "": nothing that is known. */
const char *ut_proposed_name(const struct ut_proposal *p, size_t index);

/* Is something asked, or are there several columns of small numbers? */
bool ut_proposed_questionnaire(const struct ut_proposal *p);

/* Do several headings ask what is answered on a scale? */
bool ut_proposed_graded(const struct ut_proposal *p);

/* Notes such questions where the rows are of another kind: their answers are left out. */
void ut_proposed_note_unasked(const struct ut_proposal *p, struct ut_run *run);

/* Are all of its values words for the start or the end? */
bool ut_proposed_occasions(const struct ut_proposal *p, const struct ut_profile_column *c);

/* What a slug says of the time at its end or its beginning, start or slut, and what is left of it; NULL: nothing. */
const char *ut_proposed_split(const struct ut_proposal *p, struct ut_text slug, struct ut_text *own);

/* Fills question, measure and asked. */
void ut_proposed_questions(struct ut_proposal *p);

/* "start" or "slut", for words such as Före and Vid avslut; NULL: neither. */
const char *ut_proposed_asked(const struct ut_proposal *p, struct ut_text words);

/* Is it no day but what may stand for one: words, or a number of an occasion? */
bool ut_proposed_time(struct ut_text cell);

/* An answer that begins with its number, "4 - Bra"; -1: it does not. */
int64_t ut_proposed_answer(struct ut_text cell);

#endif
