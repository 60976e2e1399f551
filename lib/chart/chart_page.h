/* A chart on its way to a picture: what stands above and below every kind, and how rows with names are laid out. */
#ifndef UTFALL_CHART_PAGE_H
#define UTFALL_CHART_PAGE_H

#include "chart/chart_table.h"
#include "chart/palette.h"
#include "chart/scale.h"
#include "chart/svg.h"
#include "chart/text_size.h"

/* Sizes of text, and what is between things; pixels. */
#define UT_TYPE_TITLE 18.0
#define UT_TYPE_BODY 13.0
#define UT_TYPE_SMALL 12.0
#define UT_LINE 1.3 /* from one line of text to the next, in sizes */
#define UT_GAP 8.0
#define UT_MARGIN 12.0
#define UT_NARROW 520.0 /* below this width, names stand above their rows */

struct ut_page {
  struct ut_chart_table table;
  const struct ut_chart_options *options;
  struct ut_svg svg;
  struct ut_buf desc, title;
  double y;         /* where the next thing goes */
  bool hidden_cell; /* `..` is shown, which is explained */
};

/* A kind of chart. */
struct ut_chart_drawing {
  const char *sv, *en; /* what it is called */
  struct ut_chart_columns columns;
  /* Draws what there is to draw, and says which columns the figures are of. */
  enum ut_status (*draw)(struct ut_page *p, struct ut_error *err);
  const char *described; /* further columns whose figures go into the description */
};

extern const struct ut_chart_drawing ut_chart_stack, ut_chart_lines, ut_chart_change, ut_chart_target,
    ut_chart_interval, ut_chart_payback, ut_chart_curve, ut_chart_heat, ut_chart_funnel, ut_chart_bars;

double ut_page_width(const struct ut_page *p);
double ut_page_right(const struct ut_page *p);
bool ut_page_is_narrow(const struct ut_page *p);
const char *ut_page_say(const struct ut_page *p, const char *sv, const char *en);

/* The colour of a series, by its number and its key. */
const char *ut_page_colour(const struct ut_page *p, size_t series);

/* The same of a figure in the row of key x: where the rows alone are keys, a row may be what is not known. */
const char *ut_page_row_colour(const struct ut_page *p, size_t x, size_t series);

/* The pen of the line of a series: its colour, and a dash of its own. */
struct ut_svg_pen ut_page_pen(const struct ut_page *p, size_t series);

/* A text in lines below each other, the first on the base line y; returns the height. */
double ut_page_lines(struct ut_page *p, double x, double y, const struct ut_wrapped *w, const struct ut_svg_type *type);

/* What the figures are, where they are of one column. */
void ut_page_measure(struct ut_page *p);

enum ut_legend { UT_LEGEND_BOX, UT_LEGEND_DOT, UT_LEGEND_HOLLOW, UT_LEGEND_LINE, UT_LEGEND_TICK };

struct ut_legend_item {
  enum ut_legend shape;
  struct ut_svg_pen pen;
  struct ut_text label;
};

/* The legend, in as many lines as it needs. */
void ut_page_legend(struct ut_page *p, const struct ut_legend_item *items, size_t count);

/* That of the series, where there are several. UT_NOMEM. */
enum ut_status ut_page_series(struct ut_page *p, enum ut_legend shape, struct ut_error *err);

/* ---- rows with names ---- */

struct ut_named_rows {
  double left, right; /* where figures are drawn */
  double names;       /* the width of the names beside; 0: they are above */
};

/* Room for the names of x, and of the series too where `both`. */
void ut_named_rows_init(struct ut_named_rows *r, struct ut_page *p);

/* Writes the name of a row whose body is that high, and moves below it; returns the body's top. The name is beside the
 * middle of the first `beside` pixels of the body. */
double ut_named_rows_next(const struct ut_named_rows *r, struct ut_page *p, struct ut_text name, double body,
                          double beside);

/* Ticks of an upright scale over from..to, with their numbers below. Draws the lines, and moves below the numbers. */
void ut_named_rows_ticks(struct ut_page *p, const struct ut_scale *s, double from, bool percent);

/* A tick as people read it, until the next call of it or ut_chart_number. */
struct ut_text ut_page_tick(struct ut_page *p, const struct ut_scale *s, int64_t i, bool percent);

/* How many ticks there is room for, each with its number, and at most `most`. */
int ut_page_ticks(struct ut_page *p, double room, double low, double high, bool percent, int most);

/* ---- the picture ---- */

/* Draws the table: a page of its own from the title to what `..` means. */
enum ut_status ut_page_draw(const struct ut_chart_drawing *d, const struct ut_whole_table *t,
                            const struct ut_chart_options *o, struct ut_buf *out, struct ut_error *err);

#endif
