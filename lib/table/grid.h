/* What a grid holds, for those who lay it out. */
#ifndef UTFALL_GRID_H
#define UTFALL_GRID_H

#include "base/distinct.h"
#include "table/figure.h"
#include "table/render.h"

struct ut_grid_side {
  enum ut_grid_kind kind;
  size_t width;
  bool right;
  bool has_number, has_text; /* among its cells */
};

struct ut_grid {
  enum ut_format to;
  enum ut_language language;
  struct ut_figure_style style;
  struct ut_grid_side *columns;
  size_t count, stub, levels;
  bool transpose;
  struct ut_texts cells; /* as they are shown; headings first */
  struct ut_texts paths; /* of HTML: `levels` for each column behind the stub */
};

/* Appends the text without what the format takes for a mark of its own and without what disturbs a screen. */
void ut_grid_add_safe_as(enum ut_format to, struct ut_buf *out, struct ut_text t);
void ut_grid_add_safe(const struct ut_grid *g, struct ut_buf *out, struct ut_text t);

/* What stands where a table has no rows. */
const char *ut_grid_no_rows(const struct ut_grid *g);

#endif
