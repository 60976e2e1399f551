/* Numbers as they are written for people and for programs: digits are moved, never rounded. */
#ifndef UTFALL_FIGURE_H
#define UTFALL_FIGURE_H

#include "utfall/stream.h"
#include "utfall/vocabulary.h"

/* What stands between thousands, for the minus and for the point. */
struct ut_figure_style {
  const char *between, *minus, *point;
};

/* People read blanks that do not break, a true minus and, in Swedish, a comma; programs what stands in the cell, but
 * for the comma of `comma`. */
struct ut_figure_style ut_figure_style(enum ut_format to, enum ut_language language, bool comma);

/* An optional minus, digits, and decimals after a point. */
bool ut_figure_is(struct ut_text t);

/* Appends such a number. */
void ut_figure_add(struct ut_buf *out, struct ut_text number, const struct ut_figure_style *style);

#endif
