/* Answers to surveys, and assessments on a scale, read from a stream: what they measure, when, of whom. */
#ifndef UTFALL_ANSWERS_H
#define UTFALL_ANSWERS_H

#include "base/names.h"
#include "progress/registered.h"
#include "table/watch.h"
#include "utfall/date.h"
#include "utfall/stream.h"
#include "utfall/vocabulary.h"

enum { UT_SCALE_VALUES = 1001 }; /* most values of a scale: 0..1000 */

/* Occasions in their order: at start, then days, then at exit. */
#define UT_AT_START (-INT32_MAX)
#define UT_AT_SLUT INT32_MAX

struct ut_answer_options {
  struct ut_range scale;     /* low and high equal: none, and what an answer says is not looked at */
  struct ut_names dont_know; /* codes for "does not know" */
  struct ut_names by;        /* columns that group the answers */
  bool over_all;             /* measures are added up, of which none may be the sum of the others */
  bool linked;               /* they are columns of participations: ut_answers_link is due */
};

/* Its texts are borrowed until the next row. */
struct ut_answer {
  struct ut_text matt;
  struct ut_text id, insats;   /* empty: not known, or no such column */
  struct ut_text tillfalle;    /* as it is written */
  ut_date when;                /* a day, UT_AT_START or UT_AT_SLUT */
  int value;                   /* steps above the low end of the scale; -1: not known */
  bool empty;                  /* nothing is written there */
  size_t code;                 /* why it is not known: which of dont_know, or their count for an empty cell */
  const struct ut_text *group; /* a key for each column of `by`, then matt */
};

/* UT_USAGE: a code of dont_know is a value of the scale. */
enum ut_status ut_answer_options_check(const struct ut_answer_options *o, struct ut_error *err);

struct ut_answers;

/* Opens the files; matt, tillfalle, varde and the columns of `by` must be there, and with `linked` id. After a failure,
 * too, the caller frees *out. UT_USAGE names what is missing. */
enum ut_status ut_answers_open(struct ut_answers **out, char *const *paths, size_t count,
                               const struct ut_reader_options *reading, const struct ut_answer_options *options,
                               struct ut_error *err);

/* From now on answers are in the groups of persons (borrowed), and only those of persons who are there are taken. */
void ut_answers_link(struct ut_answers *r, const struct ut_registered_persons *persons);

/* The next answer; UT_END after the last. UT_BAD_INPUT with its place: no measure, no occasion, a value that is not on
 * the scale, a code that is unknown in a column of `by`. A code of dont_know is known by its slug: "Vet ej" is
 * vet_ej. */
enum ut_status ut_answers_next(struct ut_answers *r, struct ut_answer *answer, struct ut_error *err);

/* Calls `take` for every answer. UT_OK when all have been taken; otherwise the first other status, UT_BAD_INPUT with
 * the place of the row. */
typedef enum ut_status ut_answer_take(void *context, const struct ut_answer *answer, struct ut_error *err);
enum ut_status ut_answers_each(struct ut_answers *r, ut_answer_take *take, void *context, struct ut_error *err);

/* Notes what ut_answers_link has left out: answers without id, those of persons in no participation, and participations
 * of persons in several groups. */
void ut_answers_note_left(const struct ut_answers *r);

/* How a table whose first keys are the group of an answer sees values that look alike. */
void ut_answers_watch(const struct ut_answers *r, struct ut_watch *watch);

/* Does the stream say of which insats an answer is? */
bool ut_answers_have_insats(const struct ut_answers *r);

/* Orders of the columns of `by`, NULL where natural. */
const struct ut_vocabulary *const *ut_answers_vocabularies(const struct ut_answers *r);

void ut_answers_free(struct ut_answers *r);

#endif
