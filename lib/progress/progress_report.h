/* The reports of progress: what has become of answers between start and exit, how they are distributed, how many steps
 * were taken. Layer: domain. */
#ifndef UTFALL_PROGRESS_H
#define UTFALL_PROGRESS_H

#include "progress/assessments.h"

enum ut_progress_kind { UT_PROGRESS_CHANGE, UT_PROGRESS_DISTRIBUTION, UT_PROGRESS_STEPS, UT_PROGRESS_KINDS };

struct ut_progress_options {
  enum ut_progress_kind kind;
  struct ut_range scale;
  bool lower;                                /* lower values are better */
  const int64_t *agree;                      /* change: the least value that agrees; NULL: not asked */
  const struct ut_names *by;                 /* borrowed, as are the two below */
  const struct ut_vocabulary *const *orders; /* of its columns: ut_measures_vocabularies */
  const struct ut_names *dont_know;
  bool totals; /* over every subset of `by` */
  int decimals;
  enum ut_format to;
};

struct ut_progress;

/* The options are copied. UT_USAGE: a column of `by` has the name of one of the table's own. */
enum ut_status ut_progress_new(struct ut_progress **out, const struct ut_progress_options *options,
                               struct ut_error *err);

/* Takes in an answer. Errors of ut_courses_add, whose place the caller adds. */
enum ut_status ut_progress_take(struct ut_progress *p, const struct ut_answer *answer, struct ut_error *err);

/* Writes the table; once, after the last answer. */
enum ut_status ut_progress_write(struct ut_progress *p, struct ut_output *output, struct ut_error *err);

/* Answers that could not be counted for want of an id: dated ones in change, which are nobody's first or last, all of
 * them in steps. */
size_t ut_progress_unlinked(const struct ut_progress *p);

void ut_progress_free(struct ut_progress *p);

#endif
