/* Grids as HTML that is XML too, with no script and nothing from outside. */
#ifndef UTFALL_HTML_H
#define UTFALL_HTML_H

#include "table/grid.h"

/* Appends what stands for a figure that is blanked to protect persons. */
void ut_html_add_hidden(struct ut_buf *out, enum ut_language language);

/* Appends a text, valid UTF-8, as one that HTML takes for no mark of its own. */
void ut_html_add_text(struct ut_buf *out, struct ut_text t);

/* Begins a box, which a narrow screen scrolls and a keyboard reaches; </div> ends it. The label may be NULL. */
void ut_html_begin_box(struct ut_buf *out, const char *label);

/* Writes the table, or the page that it is alone on. UT_NOMEM, UT_IO. */
enum ut_status ut_html_write(const struct ut_grid *g, const struct ut_frame *given, struct ut_output *o,
                             struct ut_error *err);

#endif
