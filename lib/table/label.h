/* What people read instead of codes. */
#ifndef UTFALL_LABEL_H
#define UTFALL_LABEL_H

#include "utfall/vocabulary.h"

struct ut_labels;

/* Labels for the cells of these columns. `classes` are those of klass (none: klass has the common labels alone). Names
 * and labels are borrowed while the labels live. */
enum ut_status ut_labels_new(struct ut_labels **out, const struct ut_text *names, size_t count,
                             struct ut_label_list classes, enum ut_language language);

/* Heading of a column for people; its name where utfall does not know it. */
struct ut_text ut_labels_heading(const struct ut_labels *l, size_t column);

/* Are the figures of a column percentage points, as its heading says then? */
bool ut_labels_in_points(const struct ut_labels *l, size_t column);

/* Label of a cell that tells rows apart: a code, `*`, an empty key; the cell itself where there is none. Lives as long
 * as the cell and the labels. */
struct ut_text ut_labels_key(const struct ut_labels *l, size_t column, struct ut_text cell);

/* Label of any other cell: a code, `*`, a list code by code with its extents (Arbete 50 %, Studier), or the marks of
 * several counts (In: Primär, Kvar: Sekundär). *out lives as
 * long as the cell, and until the next call for the same column. UT_NOMEM. */
enum ut_status ut_labels_cell(struct ut_labels *l, size_t column, struct ut_text cell, struct ut_text *out);

void ut_labels_free(struct ut_labels *l);

#endif
