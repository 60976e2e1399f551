/* The reports of progress: what has become of answers between start and exit, how they are distributed, how many steps
 * were taken. */
#ifndef UTFALL_PROGRESS_REPORT_H
#define UTFALL_PROGRESS_REPORT_H

#include "progress/assessments.h"
#include "table/partial.h"
#include "table/tidy.h"
#include "utfall/table.h"

enum ut_progress_kind {
  UT_PROGRESS_CHANGE,
  UT_PROGRESS_DISTRIBUTION,
  UT_PROGRESS_STEPS,
  UT_PROGRESS_STEPS_OVER, /* of a person over all measures together */
  UT_PROGRESS_KINDS
};

struct ut_progress_options {
  enum ut_progress_kind kind;
  struct ut_answer_options answers; /* as they are read */
  bool lower;                       /* lower values are better */
  bool agrees;                      /* change: those who agree are counted, */
  int64_t agree;                    /* who answer at least this */
  bool totals;                      /* over every subset of the columns that group answers */
};

struct ut_progress;

/* The options are copied; `orders` are those of the columns that group answers: ut_answers_vocabularies. After a
 * failure, too, the caller frees *out. UT_USAGE: such a column has the name of one of the table's own. */
enum ut_status ut_progress_new(struct ut_progress **out, const struct ut_progress_options *options,
                               const struct ut_vocabulary *const *orders, struct ut_error *err);

/* Sees values that look alike as the answers come. */
void ut_progress_watch(struct ut_progress *p, const struct ut_answers *answers);

/* Takes in an answer. Errors of ut_assessments_add. */
enum ut_status ut_progress_take(struct ut_progress *p, const struct ut_answer *answer, struct ut_error *err);

/* After the last answer: counts what needs all of a person's, and names what is counted in. */
enum ut_status ut_progress_close(struct ut_progress *p, struct ut_partial *part, struct ut_error *err);

/* Writes the table, shares with `decimals` digits; once, after that. */
enum ut_status ut_progress_write(struct ut_progress *p, struct ut_output *output, enum ut_format to, int decimals,
                                 struct ut_error *err);

/* Writes insats, id, matt, bedomd (day of the last assessment, empty at exit) and varde of each course of two or more
 * answers on the scale that are all the same, instead of the table of steps; once, after the last answer. */
enum ut_status ut_progress_write_unmoved(struct ut_progress *p, struct ut_output *output, enum ut_format to,
                                         struct ut_error *err);

/* Notes how many answers could not be counted for want of an id: dated ones in change, not known to be a person's first
 * or last, all of them in steps. */
void ut_progress_note_unlinked(const struct ut_progress *p, struct ut_run *run);

void ut_progress_free(struct ut_progress *p);

/* ---- for the files of the kinds. A new kind is a struct ut_progress_form, a name in ut_progress_kind and a row of
 * the table in progress_report.c ---- */

enum { UT_PROGRESS_OWN_KEYS = 3 }; /* most keys of a form */

struct ut_progress_form {
  const char *const *columns;                      /* after those of --by, matt first; ends with NULL */
  size_t keys;                                     /* of the table, after those of --by: matt, perhaps others */
  const char *order;                               /* vocabulary of the last of them; NULL natural */
  size_t (*counters)(const struct ut_progress *p); /* of a group */
  enum ut_status (*take)(struct ut_progress *p, const struct ut_answer *a, struct ut_error *err);
  enum ut_status (*take_series)(struct ut_progress *p, size_t series, struct ut_error *err); /* NULL: nothing in it */
  enum ut_status (*finish)(struct ut_progress *p, struct ut_error *err); /* after the last of them; NULL: nothing */
  enum ut_status (*write_group)(struct ut_progress *p, struct ut_group group, struct ut_error *err);
};

extern const struct ut_progress_form ut_progress_change, ut_progress_distribution, ut_progress_steps,
    ut_progress_steps_over;

struct ut_progress {
  struct ut_progress_options o;
  const struct ut_progress_form *form;
  size_t values; /* of the scale */
  struct ut_assessments *assessments;
  struct ut_table *table;
  struct ut_table *moves; /* steps over all measures: of each person in a quarter; else NULL */
  size_t unlinked;
  double z; /* of intervals */
  struct ut_tidy row;
};

/* Calls `take` for each step of a series, from one answer on the scale to the next; `gain` is positive toward the good
 * end, and the quarter that of the later answer, empty at exit. */
typedef enum ut_status ut_progress_step(struct ut_progress *p, size_t series, struct ut_text quarter, int gain,
                                        struct ut_error *err);
enum ut_status ut_progress_each_step(struct ut_progress *p, size_t series, ut_progress_step *take,
                                     struct ut_error *err);

/* Counts an answer without id, which is in no step. */
enum ut_status ut_progress_take_unlinked(struct ut_progress *p, const struct ut_answer *a, struct ut_error *err);

/* The counters of a group of answers or of a series, whose keys are those of --by, then matt; `own` follows them where
 * the kind has a further key. */
enum ut_status ut_progress_find(struct ut_progress *p, const struct ut_text *group, struct ut_text own,
                                int64_t **counters, struct ut_error *err);

#endif
