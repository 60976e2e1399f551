/* Axes, grids and the names of lines. */
#include "chart/chart_plot.h"

#include <math.h>

#define NAME_LINE (UT_TYPE_BODY * 1.25)
#define LEADER 22.0
#define JOINED_MOST 120.0 /* from the end of a line to the end of the axis */
enum { TICKS = 6 };

static double number_width(struct ut_page *p, const struct ut_scale *s, bool percent)
{
  double widest = 0;
  for (int64_t i = s->first; i <= s->last; i++)
    widest = fmax(widest, ut_text_size(ut_page_tick(p, s, i, percent), UT_TYPE_SMALL, false));
  return widest;
}

void ut_plot_begin(struct ut_page *p, struct ut_plot *plot, double height, double low, double high, bool percent,
                   struct ut_text what, double behind)
{
  const struct ut_svg_type name = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  const struct ut_svg_type number = {.size = UT_TYPE_SMALL, .fill = ut_faint, .anchor = UT_SVG_END};
  struct ut_wrapped w;
  double left = plot->left > 0 ? plot->left : UT_MARGIN, right = plot->right > 0 ? plot->right : ut_page_right(p);
  ut_scale_round(&plot->y, fmin(low, 0), fmax(high, 0), TICKS);
  ut_text_wrap(&w, what, UT_TYPE_SMALL, false, right - left, 2);
  plot->top = p->y + ut_page_lines(p, left, p->y + UT_TYPE_SMALL, &w, &name) + UT_GAP;
  plot->bottom = plot->top + height;
  plot->left = left + number_width(p, &plot->y, percent) + 8;
  plot->right = right - behind;
  plot->y.from = plot->bottom;
  plot->y.to = plot->top;
  for (int64_t i = plot->y.first; i <= plot->y.last; i++) {
    double y = ut_plot_y(plot, ut_scale_tick(&plot->y, i));
    const struct ut_svg_pen pen = {i == 0 ? ut_faint : ut_grid, 1, NULL};
    ut_svg_line(&p->svg, plot->left, y, plot->right, y, &pen);
    ut_svg_text(&p->svg, plot->left - 6, y + UT_TYPE_SMALL * 0.35, ut_page_tick(p, &plot->y, i, percent), NULL,
                &number);
  }
  p->y = plot->bottom;
}

void ut_plot_mark(struct ut_page *p, double x, struct ut_text text, double y, double *free)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint, .anchor = UT_SVG_MIDDLE};
  double half = ut_text_size(text, UT_TYPE_SMALL, false) / 2;
  x = fmin(fmax(x, half + 2), ut_page_width(p) - 2 - half);
  if (x - half < *free)
    return;
  ut_svg_text(&p->svg, x, y, text, NULL, &type);
  *free = x + half + 8;
}

void ut_plot_ticks(struct ut_page *p, const struct ut_plot *plot, struct ut_text what)
{
  const struct ut_svg_type name = {.size = UT_TYPE_SMALL, .fill = ut_faint, .anchor = UT_SVG_END};
  double free = 0, y = plot->bottom + UT_TYPE_SMALL + 6;
  for (int64_t i = plot->x.first; i <= plot->x.last; i++) {
    double x = ut_plot_x(plot, ut_scale_tick(&plot->x, i));
    ut_svg_line(&p->svg, x, plot->bottom, x, plot->bottom + 4, &(struct ut_svg_pen){ut_faint, 1, NULL});
    ut_plot_mark(p, x, ut_page_tick(p, &plot->x, i, false), y, &free);
  }
  ut_svg_text(&p->svg, plot->right, y + UT_TYPE_SMALL * UT_LINE, what, NULL, &name);
  p->y = y + UT_TYPE_SMALL * UT_LINE + UT_GAP;
}

double ut_plot_x(const struct ut_plot *plot, double figure)
{
  return ut_scale_at(&plot->x, figure);
}

double ut_plot_y(const struct ut_plot *plot, double figure)
{
  return ut_scale_at(&plot->y, figure);
}

/* ---- names at the ends of lines ---- */

double ut_plot_names(struct ut_page *p)
{
  const struct ut_chart_axis *series = &p->table.series;
  double widest = 0;
  if (series->count < 2)
    return 0;
  for (size_t i = 0; i < series->count; i++)
    widest = fmax(widest, ut_text_size(series->keys[i].label, UT_TYPE_BODY, false));
  return widest + LEADER + 4 <= (ut_page_right(p) - UT_MARGIN) * 0.34 ? widest + LEADER + 4 : 0;
}

static void sort_ends(struct ut_end *ends, size_t count)
{
  for (size_t i = 1; i < count; i++)
    for (size_t j = i; j > 0 && ends[j].y < ends[j - 1].y; j--) {
      struct ut_end swap = ends[j];
      ends[j] = ends[j - 1];
      ends[j - 1] = swap;
    }
}

/* A line without any figure has neither. */
static void join(struct ut_page *p, const struct ut_plot *plot, const struct ut_end *end, double y)
{
  const struct ut_svg_pen sample = ut_page_pen(p, end->series), leader = {sample.colour, 1, NULL};
  double to = plot->right + LEADER - 4;
  if (end->x < 0)
    return;
  if (end->early || plot->right - end->x > JOINED_MOST)
    ut_svg_line(&p->svg, plot->right + 1, y, to, y, &sample);
  else
    ut_svg_line(&p->svg, end->x + 5, end->y, to, y, &leader);
}

void ut_plot_write_names(struct ut_page *p, const struct ut_plot *plot, struct ut_end *ends)
{
  const struct ut_svg_type type = {.size = UT_TYPE_BODY, .fill = ut_ink};
  const struct ut_chart_axis *series = &p->table.series;
  double at[UT_CHART_VALUES];
  size_t count = series->count;
  sort_ends(ends, count);
  for (size_t i = 0; i < count; i++)
    at[i] = fmax(ends[i].y, i > 0 ? at[i - 1] + NAME_LINE : plot->top);
  for (size_t i = count; i-- > 0;)
    at[i] = fmin(at[i], i + 1 < count ? at[i + 1] - NAME_LINE : plot->bottom);
  for (size_t i = 0; i < count; i++) {
    join(p, plot, &ends[i], at[i]);
    ut_svg_text(&p->svg, plot->right + LEADER, at[i] + UT_TYPE_BODY * 0.36, series->keys[ends[i].series].label, NULL,
                &type);
  }
}

enum ut_status ut_plot_number(const struct ut_page *p, size_t x, double *out, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct ut_text value = t->x.keys[x].value;
  int64_t number, divisor;
  if (ut_number_parse(value, &number, &divisor) && number >= 0) {
    *out = (double)number / (double)divisor;
    return UT_OK;
  }
  size_t s = 0;
  while (s + 1 < t->series.count && ut_chart_row(t, x, s) == SIZE_MAX)
    s++;
  char quoted[UT_QUOTED];
  return ut_chart_refuse(t, ut_chart_row(t, x, s), (size_t)t->x.column, err, "%s is not a number from 0 on",
                         ut_quote(quoted, value.ptr, value.len));
}
