/* What stands in a cell that several columns fill: their names with marks among them, as antal (andel %). */
#ifndef UTFALL_TEMPLATE_H
#define UTFALL_TEMPLATE_H

#include "utfall/stream.h"

enum { UT_TEMPLATE_MAX = 32 };

/* Pieces in order. All borrow from the text that was read. */
struct ut_template {
  struct {
    struct ut_text text; /* a mark, or the name of a column */
    bool column;
  } pieces[UT_TEMPLATE_MAX];
  size_t count, columns;
};

/* A run of letters, digits and _ that begins with a letter is the name of a column; anything else stands as it is.
 * UT_USAGE: no name, too many pieces, or what stands for a figure that is hidden. */
enum ut_status ut_template_read(struct ut_template *t, const char *text, struct ut_error *err);

#endif
