/* Lines over periods, a line per series, its name where it ends. */
#include <math.h>

#include "chart/chart_plot.h"

#define HEIGHT 260.0
#define HEIGHT_NARROW 220.0
#define HIDDEN 12.0
enum { DOTS_MOST = 24 };

struct line_chart {
  struct ut_plot plot;
  double low, high, step;
  struct ut_end ends[UT_CHART_VALUES];
};

static double at(const struct line_chart *c, const struct ut_page *p, size_t x)
{
  double inset = c->step / 2;
  return p->table.x.count == 1 ? (c->plot.left + c->plot.right) / 2 : c->plot.left + inset + c->step * (double)x;
}

static enum ut_status measure(const struct ut_page *p, struct line_chart *c, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  for (size_t x = 0; x < t->x.count; x++)
    for (size_t s = 0; s < t->series.count; s++) {
      struct ut_chart_figure f;
      UT_TRY(ut_chart_value(t, x, s, &f, err));
      c->low = fmin(c->low, f.number);
      c->high = fmax(c->high, f.number);
    }
  return UT_OK;
}

/* Is there no figure on either side, so that no line goes through it? */
static enum ut_status see_alone(const struct ut_page *p, size_t x, size_t s, bool *alone, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct ut_chart_figure before = {.state = UT_CHART_NONE}, after = {.state = UT_CHART_NONE};
  if (x > 0)
    UT_TRY(ut_chart_value(t, x - 1, s, &before, err));
  if (x + 1 < t->x.count)
    UT_TRY(ut_chart_value(t, x + 1, s, &after, err));
  *alone = before.state != UT_CHART_FIGURE && after.state != UT_CHART_FIGURE;
  return UT_OK;
}

/* Of many periods, only what no line shows. */
static enum ut_status draw_dots(struct ut_page *p, const struct line_chart *c, size_t s, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  const char *colour = ut_page_colour(p, s);
  for (size_t x = 0; x < t->x.count; x++) {
    struct ut_chart_figure f;
    bool dot = t->x.count <= DOTS_MOST;
    UT_TRY(ut_chart_value(t, x, s, &f, err));
    if (!dot)
      UT_TRY(see_alone(p, x, s, &dot, err));
    if (dot && f.state == UT_CHART_FIGURE)
      ut_svg_dot(&p->svg, at(c, p, x), ut_plot_y(&c->plot, f.number), 2.5, colour, colour);
  }
  return UT_OK;
}

/* The line is broken where there is no figure. */
static enum ut_status draw_line(struct ut_page *p, struct line_chart *c, size_t s, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  const struct ut_svg_pen pen = ut_page_pen(p, s);
  bool first = true;
  struct ut_chart_figure f;
  struct ut_end *end = &c->ends[s];
  *end = (struct ut_end){.x = -1, .y = c->plot.bottom, .series = s};
  ut_svg_path(&p->svg);
  for (size_t x = 0; x < t->x.count; x++) {
    UT_TRY(ut_chart_value(t, x, s, &f, err));
    bool figure = f.state == UT_CHART_FIGURE;
    if (figure) {
      *end = (struct ut_end){.x = at(c, p, x), .y = ut_plot_y(&c->plot, f.number), .series = s};
      ut_svg_point(&p->svg, end->x, end->y, first);
    }
    first = !figure;
    end->early = !figure;
  }
  ut_svg_stroke(&p->svg, &pen);
  return draw_dots(p, c, s, err);
}

/* One mark a period, whichever of its figures are blanked. */
static enum ut_status mark_hidden(struct ut_page *p, const struct line_chart *c, size_t x, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  bool hidden = false;
  for (size_t s = 0; s < t->series.count; s++) {
    struct ut_chart_figure f;
    UT_TRY(ut_chart_value(t, x, s, &f, err));
    hidden = hidden || f.state == UT_CHART_HIDDEN;
  }
  double width = fmin(HIDDEN, fmax(c->step - 1, 3));
  if (hidden)
    ut_svg_hatch(&p->svg, at(c, p, x) - width / 2, ut_plot_y(&c->plot, 0) - HIDDEN - 1, width, HIDDEN);
  return UT_OK;
}

/* Every nth period is named, so that names do not run into each other. */
static void name_periods(struct ut_page *p, const struct line_chart *c)
{
  const struct ut_chart_axis *x = &p->table.x;
  double widest = 0, free = 0, y = c->plot.bottom + UT_TYPE_SMALL + 6;
  for (size_t i = 0; i < x->count; i++)
    widest = fmax(widest, ut_text_size(x->keys[i].label, UT_TYPE_SMALL, false));
  widest = fmin(widest, (c->plot.right - c->plot.left) / 2);
  size_t every = (size_t)fmax(1, ceil((widest + 10) / fmax(c->step, 1)));
  for (size_t i = 0; i < x->count; i++) {
    bool named = i % every == 0;
    ut_svg_line(&p->svg, at(c, p, i), c->plot.bottom, at(c, p, i), c->plot.bottom + (named ? 5 : 3),
                &(struct ut_svg_pen){ut_faint, 1, NULL});
    struct ut_wrapped w;
    ut_text_wrap(&w, x->keys[i].label, UT_TYPE_SMALL, false, widest + 1, 1);
    if (named && w.count > 0)
      ut_plot_mark(p, at(c, p, i), w.lines[0], y, &free);
  }
  p->y = y + UT_GAP;
}

/* What the figures of several columns are. */
static const char *common_name(const struct ut_page *p)
{
  enum ut_role role = ut_column_of(p->table.names[p->table.values[0]])->role;
  if (ut_role_is_count(role))
    return ut_page_say(p, "Antal", "Number");
  if (role == UT_ROLE_MONEY)
    return ut_page_say(p, "Kronor", "SEK");
  return role == UT_ROLE_SHARE ? ut_page_say(p, "Procent", "Percent") : ut_page_say(p, "Värde", "Value");
}

static enum ut_status draw(struct ut_page *p, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct line_chart c = {.low = 0};
  double names = ut_plot_names(p);
  UT_TRY(measure(p, &c, err));
  if (names == 0)
    UT_TRY(ut_page_series(p, UT_LEGEND_LINE, err));
  struct ut_text what = t->by_value ? ut_text_of(common_name(p)) : ut_chart_heading(t, t->values[0]);
  ut_plot_begin(p, &c.plot, ut_page_is_narrow(p) ? HEIGHT_NARROW : HEIGHT, c.low, c.high,
                ut_chart_is_percent(t, t->values[0]), what, names);
  c.step = (c.plot.right - c.plot.left) / (double)t->x.count;
  for (size_t x = 0; x < t->x.count; x++)
    UT_TRY(mark_hidden(p, &c, x, err));
  for (size_t s = 0; s < t->series.count; s++)
    UT_TRY(draw_line(p, &c, s, err));
  name_periods(p, &c);
  if (names > 0)
    ut_plot_write_names(p, &c.plot, c.ends);
  return UT_OK;
}

const struct ut_chart_drawing ut_chart_lines = {
    .sv = "Linjediagram",
    .en = "Line chart",
    .columns = {.value = "andel|in ut kvar|antal"},
    .draw = draw,
};
