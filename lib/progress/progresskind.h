/* What a report of progress is made of. Not a public header. Layer: domain.
 * A new kind is a struct ut_progress_form, a name in ut_progress_kind and a row of the table in progress.c. */
#ifndef UTFALL_PROGRESSKIND_H
#define UTFALL_PROGRESSKIND_H

#include "table/tidy_row.h"
#include "progress/progress_report.h"
#include "utfall/table.h"

struct ut_progress_form {
  const char *const *columns;                      /* after those of --by, matt first; ends with NULL */
  size_t keys;                                     /* of the table, after those of --by: matt, perhaps another */
  const char *order;                               /* vocabulary of the last of them; NULL natural */
  size_t (*counters)(const struct ut_progress *p); /* of a group */
  enum ut_status (*take)(struct ut_progress *p, const struct ut_answer *a, struct ut_error *err);
  enum ut_status (*take_course)(struct ut_progress *p, size_t course, struct ut_error *err); /* NULL: nothing in it */
  enum ut_status (*write_group)(struct ut_progress *p, struct ut_group group, struct ut_error *err);
};

extern const struct ut_progress_form ut_progress_change, ut_progress_distribution, ut_progress_steps;

struct ut_progress {
  struct ut_progress_options o;
  const struct ut_progress_form *form;
  size_t values; /* of the scale */
  struct ut_courses *courses;
  struct ut_table *table;
  size_t unlinked;
  double z; /* of intervals */
  struct ut_tidy row;
};

/* The counters of an answer's group; `own` follows matt where the kind has a further key. */
enum ut_status ut_progress_find(struct ut_progress *p, const struct ut_answer *a, struct ut_text own,
                                int64_t **counters, struct ut_error *err);

/* The same of a course. */
enum ut_status ut_progress_find_course(struct ut_progress *p, size_t course, struct ut_text own, int64_t **counters,
                                       struct ut_error *err);

#endif
