/* Each person's assessments on a measure, in the order of their occasions: a series. Memory grows with persons,
 * measures and occasions: 16 bytes an assessment, whatever else its row holds. */
#ifndef UTFALL_ASSESSMENTS_H
#define UTFALL_ASSESSMENTS_H

#include "progress/answers.h"

struct ut_assessments;

struct ut_assessment {
  ut_date when; /* as of struct ut_answer */
  int value;    /* the same: -1 not known */
  size_t next;  /* of the module itself */
};

/* `by`: how many keys group an answer. After a failure, too, the caller frees *out. UT_NOMEM. */
enum ut_status ut_assessments_new(struct ut_assessments **out, size_t by);

/* Sees ids, insatser and what groups the answers as they come from `answers`, where others look alike; of ids
 * ut_assessments_meet is due after the last. UT_NOMEM. */
void ut_assessments_watch(struct ut_assessments *all, const struct ut_answers *answers);
enum ut_status ut_assessments_meet(const struct ut_assessments *all, struct ut_error *err);

/* Takes in an answer of a person who is known (its id is not empty). A series is of one id, insats and matt.
 * UT_BAD_INPUT: with the column, a second answer on one occasion, or an answer in another group than those before it;
 * a literal `*` as a key. */
enum ut_status ut_assessments_add(struct ut_assessments *all, const struct ut_answer *answer, struct ut_error *err);

/* How many series there are; their indexes are in the order in which they first came. */
size_t ut_assessments_count(const struct ut_assessments *all);

/* The series of id, insats and matt; their count where there is none. */
size_t ut_assessments_find(const struct ut_assessments *all, const struct ut_text key[3]);

/* Its id, insats and matt; owned by the assessments, as are the group's keys: those of --by, then matt. */
const struct ut_text *ut_assessments_person(const struct ut_assessments *all, size_t series);
const struct ut_text *ut_assessments_group(const struct ut_assessments *all, size_t series);

/* Its assessments; NULL after the last. Valid until the next addition. */
const struct ut_assessment *ut_assessments_first(const struct ut_assessments *all, size_t series);
const struct ut_assessment *ut_assessments_next(const struct ut_assessments *all, const struct ut_assessment *a);

void ut_assessments_free(struct ut_assessments *all);

#endif
