/* The share over time since start, with its band, and how many were followed that long. */
#include <math.h>

#include "chart/chart_plot.h"

#define HEIGHT 260.0
#define HEIGHT_NARROW 220.0
#define HIDDEN 12.0

struct curve {
  struct ut_plot plot;
  ptrdiff_t low, high, risk;
  double last, most;
  bool steps; /* each day of an event has its row, so that nothing happens between */
  struct ut_end ends[UT_CHART_VALUES];
};

static enum ut_status measure(const struct ut_page *p, struct curve *c, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  for (size_t x = 0; x < t->x.count; x++) {
    double when;
    UT_TRY(ut_plot_number(p, x, &when, err));
    c->last = fmax(c->last, when);
    for (size_t s = 0; s < t->series.count; s++) {
      struct ut_chart_figure f, high;
      UT_TRY(ut_chart_value(t, x, s, &f, err));
      UT_TRY(ut_chart_cell(t, ut_chart_row(t, x, s), c->high, &high, err));
      c->most = fmax(c->most, fmax(f.number, high.number));
    }
  }
  return UT_OK;
}

/* A key, and one of its figures. */
struct sight {
  double x, y;
  enum ut_chart_state state;
};

static enum ut_status see(const struct ut_page *p, const struct curve *c, size_t x, size_t s, ptrdiff_t column,
                          struct sight *out, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct ut_chart_figure f;
  double when;
  UT_TRY(ut_plot_number(p, x, &when, err));
  UT_TRY(ut_chart_cell(t, ut_chart_row(t, x, s), column, &f, err));
  *out = (struct sight){ut_plot_x(&c->plot, when), ut_plot_y(&c->plot, f.number), f.state};
  return UT_OK;
}

/* One side of a band, on the path that has begun: along it, or back. A key that another series alone has is no part. */
static enum ut_status draw_side(struct ut_page *p, const struct curve *c, size_t s, size_t from, size_t to, bool back,
                                struct ut_error *err)
{
  struct sight at, before = {0};
  bool first = true;
  for (size_t i = from; i < to; i++) {
    UT_TRY(see(p, c, back ? to - 1 - (i - from) : i, s, back ? c->low : c->high, &at, err));
    if (at.state != UT_CHART_FIGURE)
      continue;
    if (c->steps && !first)
      ut_svg_point(&p->svg, back ? before.x : at.x, back ? at.y : before.y, false);
    ut_svg_point(&p->svg, at.x, at.y, first && !back);
    first = false;
    before = at;
  }
  return UT_OK;
}

/* A run of keys whose limits are both there, as a band: along the upper limits and back along the lower. */
static enum ut_status draw_run(struct ut_page *p, const struct curve *c, size_t s, size_t from, size_t to,
                               struct ut_error *err)
{
  ut_svg_path(&p->svg);
  UT_TRY(draw_side(p, c, s, from, to, false, err));
  UT_TRY(draw_side(p, c, s, from, to, true, err));
  ut_svg_fill(&p->svg, ut_page_colour(p, s), "0.16");
  return UT_OK;
}

/* The limits of a key that no band goes through. */
static enum ut_status draw_alone(struct ut_page *p, const struct curve *c, size_t s, size_t x, struct ut_error *err)
{
  const double half = 3;
  struct sight low, high;
  UT_TRY(see(p, c, x, s, c->low, &low, err));
  UT_TRY(see(p, c, x, s, c->high, &high, err));
  ut_svg_path(&p->svg);
  ut_svg_point(&p->svg, high.x - half, high.y, true);
  ut_svg_point(&p->svg, high.x + half, high.y, false);
  ut_svg_point(&p->svg, low.x + half, low.y, false);
  ut_svg_point(&p->svg, low.x - half, low.y, false);
  ut_svg_fill(&p->svg, ut_page_colour(p, s), "0.16");
  return UT_OK;
}

static enum ut_status see_limits(struct ut_page *p, const struct curve *c, size_t x, size_t s, bool *both,
                                 struct ut_error *err)
{
  struct sight low, high;
  UT_TRY(see(p, c, x, s, c->low, &low, err));
  UT_TRY(see(p, c, x, s, c->high, &high, err));
  *both = low.state == UT_CHART_FIGURE && high.state == UT_CHART_FIGURE;
  return UT_OK;
}

/* A key of which the series has no row ends no run. */
static enum ut_status draw_band(struct ut_page *p, const struct curve *c, size_t s, struct ut_error *err)
{
  size_t from = 0, last = 0, count = p->table.x.count, limited = 0;
  for (size_t x = 0; x <= count; x++) {
    bool both = false;
    if (x < count && ut_chart_row(&p->table, x, s) == SIZE_MAX)
      continue;
    if (x < count)
      UT_TRY(see_limits(p, c, x, s, &both, err));
    if (both) {
      limited++;
      last = x;
      continue;
    }
    if (limited > 0)
      UT_TRY(limited > 1 ? draw_run(p, c, s, from, x, err) : draw_alone(p, c, s, last, err));
    from = x + 1;
    limited = 0;
  }
  return UT_OK;
}

static void draw_sight(struct ut_page *p, size_t s, const struct sight *at)
{
  const char *colour = ut_page_colour(p, s);
  ut_svg_dot(&p->svg, at->x, at->y, 2.5, colour, colour);
}

/* Of marks each; of days, those between two that are not known, through which no line goes. */
static enum ut_status draw_dots(struct ut_page *p, const struct curve *c, size_t s, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct sight at, before = {.state = UT_CHART_FIGURE};
  bool alone = false;
  for (size_t x = 0; x < t->x.count; x++) {
    UT_TRY(see(p, c, x, s, (ptrdiff_t)t->values[0], &at, err));
    bool figure = at.state == UT_CHART_FIGURE;
    if (at.state == UT_CHART_NONE)
      continue;
    if (figure && !c->steps)
      draw_sight(p, s, &at);
    if (alone && !figure)
      draw_sight(p, s, &before);
    alone = c->steps && figure && before.state != UT_CHART_FIGURE;
    before = at;
  }
  if (alone)
    draw_sight(p, s, &before);
  return UT_OK;
}

static enum ut_status draw_line(struct ut_page *p, struct curve *c, size_t s, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  const struct ut_svg_pen pen = ut_page_pen(p, s);
  struct ut_end *end = &c->ends[s];
  struct sight at, before = {.y = ut_plot_y(&c->plot, 0)};
  bool first = !c->steps;
  *end = (struct ut_end){.x = -1, .y = c->plot.bottom, .series = s};
  ut_svg_path(&p->svg);
  if (c->steps)
    ut_svg_point(&p->svg, c->plot.left, before.y, true);
  for (size_t x = 0; x < t->x.count; x++) {
    UT_TRY(see(p, c, x, s, (ptrdiff_t)t->values[0], &at, err));
    if (at.state == UT_CHART_FIGURE) {
      if (c->steps && !first)
        ut_svg_point(&p->svg, at.x, before.y, false);
      ut_svg_point(&p->svg, at.x, at.y, first);
      *end = (struct ut_end){.x = at.x, .y = at.y, .series = s};
      before = at;
    }
    first = (first && at.state != UT_CHART_FIGURE) || at.state == UT_CHART_MISSING || at.state == UT_CHART_HIDDEN;
    end->early = first;
  }
  ut_svg_stroke(&p->svg, &pen);
  return draw_dots(p, c, s, err);
}

/* A mark where figures are blanked, whichever they are; of days that are close together, one for those it covers. */
static enum ut_status mark_hidden(struct ut_page *p, const struct curve *c, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  double free = 0;
  for (size_t x = 0; x < t->x.count; x++) {
    struct sight at = {0};
    bool hidden = false;
    for (size_t s = 0; s < t->series.count; s++) {
      UT_TRY(see(p, c, x, s, (ptrdiff_t)t->values[0], &at, err));
      hidden = hidden || at.state == UT_CHART_HIDDEN;
    }
    if (!hidden || at.x - HIDDEN / 2 < free)
      continue;
    ut_svg_hatch(&p->svg, at.x - HIDDEN / 2, c->plot.bottom - HIDDEN - 1, HIDDEN, HIDDEN);
    free = at.x + HIDDEN / 2 + 1;
  }
  return UT_OK;
}

/* ---- below: how many there are to follow ---- */

static enum ut_status write_risk(struct ut_page *p, const struct curve *c, size_t s, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  double free = UT_MARGIN, y = p->y + UT_TYPE_SMALL;
  for (size_t x = 0; x < t->x.count; x++) {
    struct ut_chart_figure f;
    double when;
    UT_TRY(ut_plot_number(p, x, &when, err));
    UT_TRY(ut_chart_cell(t, ut_chart_row(t, x, s), c->risk, &f, err));
    struct ut_text text = f.state == UT_CHART_FIGURE   ? ut_chart_number(&p->table, (size_t)c->risk, f.text)
                          : f.state == UT_CHART_HIDDEN ? ut_text_of("..")
                                                       : ut_text_of("–");
    p->hidden_cell = p->hidden_cell || f.state == UT_CHART_HIDDEN;
    if (f.state != UT_CHART_NONE)
      ut_plot_mark(p, ut_plot_x(&c->plot, when), text, y, &free);
  }
  p->y += UT_TYPE_SMALL * UT_LINE;
  return UT_OK;
}

static enum ut_status write_risks(struct ut_page *p, const struct curve *c, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_ink};
  struct ut_wrapped w;
  if (c->risk < 0)
    return UT_OK;
  ut_svg_text(&p->svg, UT_MARGIN, p->y + UT_TYPE_SMALL, ut_chart_heading(t, (size_t)c->risk), NULL,
              &(struct ut_svg_type){.size = UT_TYPE_SMALL, .fill = ut_ink, .bold = true});
  p->y += UT_TYPE_SMALL * UT_LINE + 2;
  for (size_t s = 0; s < t->series.count; s++) {
    if (t->series.count > 1) {
      const struct ut_svg_pen pen = ut_page_pen(p, s);
      ut_svg_line(&p->svg, UT_MARGIN, p->y + 8, UT_MARGIN + 28, p->y + 8, &pen);
      ut_text_wrap(&w, t->series.keys[s].label, UT_TYPE_SMALL, false, ut_page_right(p) - UT_MARGIN - 34, 2);
      p->y += ut_page_lines(p, UT_MARGIN + 34, p->y + UT_TYPE_SMALL, &w, &type);
    }
    UT_TRY(write_risk(p, c, s, err));
    p->y += UT_GAP / 2;
  }
  p->y += UT_GAP / 2;
  return UT_OK;
}

/* The marks are the keys themselves where they are few, else round numbers. */
static enum ut_status write_times(struct ut_page *p, struct curve *c, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint, .anchor = UT_SVG_END};
  struct ut_text what = ut_chart_heading(t, (size_t)t->x.column);
  double free = 0, y = c->plot.bottom + UT_TYPE_SMALL + 6;
  if (c->steps) {
    ut_plot_ticks(p, &c->plot, what);
    return UT_OK;
  }
  for (size_t x = 0; x < t->x.count; x++) {
    double when;
    UT_TRY(ut_plot_number(p, x, &when, err));
    double at = ut_plot_x(&c->plot, when);
    ut_svg_line(&p->svg, at, c->plot.bottom, at, c->plot.bottom + 4, &(struct ut_svg_pen){ut_faint, 1, NULL});
    ut_plot_mark(p, at, t->x.keys[x].label, y, &free);
  }
  ut_svg_text(&p->svg, c->plot.right, y + UT_TYPE_SMALL * UT_LINE, what, NULL, &type);
  p->y = y + UT_TYPE_SMALL * UT_LINE + UT_GAP;
  return UT_OK;
}

static enum ut_status find_columns(const struct ut_page *p, struct curve *c, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  const struct ut_chart_options *o = p->options;
  if (t->x.column < 0)
    return ut_chart_need(t, NULL, "efter_manader", &c->low, err);
  c->steps = ut_text_is(t->names[t->x.column], "efter_dagar");
  UT_TRY(ut_chart_column(t, o->low, "ki_lag", &c->low, err));
  UT_TRY(ut_chart_column(t, o->high, "ki_hog", &c->high, err));
  return ut_chart_column(t, NULL, "risk", &c->risk, err);
}

static enum ut_status draw_plot(struct ut_page *p, struct curve *c, double names, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  ut_plot_begin(p, &c->plot, ut_page_is_narrow(p) ? HEIGHT_NARROW : HEIGHT, 0, c->most,
                ut_chart_is_percent(t, t->values[0]), ut_chart_heading(t, t->values[0]), fmax(names, 12));
  c->plot.x.from = c->plot.left;
  c->plot.x.to = c->plot.right;
  ut_scale_exact(&c->plot.x, 0, c->last, ut_page_ticks(p, c->plot.right - c->plot.left, 0, c->last, false, 10));
  for (size_t s = 0; s < t->series.count; s++)
    UT_TRY(draw_band(p, c, s, err));
  for (size_t s = 0; s < t->series.count; s++)
    UT_TRY(draw_line(p, c, s, err));
  UT_TRY(mark_hidden(p, c, err));
  UT_TRY(write_times(p, c, err));
  if (names > 0)
    ut_plot_write_names(p, &c->plot, c->ends);
  return UT_OK;
}

static enum ut_status draw(struct ut_page *p, struct ut_error *err)
{
  struct curve c = {0};
  double names = ut_plot_names(p);
  UT_TRY(find_columns(p, &c, err));
  UT_TRY(measure(p, &c, err));
  if (names == 0)
    UT_TRY(ut_page_series(p, UT_LEGEND_LINE, err));
  UT_TRY(draw_plot(p, &c, names, err));
  return write_risks(p, &c, err);
}

const struct ut_chart_drawing ut_chart_curve = {
    .sv = "Andel över tid",
    .en = "Share over time",
    .columns = {.x = "efter_manader efter_dagar",
                .value = "andel",
                .passed = "efter_manader efter_dagar",
                .one = true,
                .numbers = true},
    .draw = draw,
    .described = "ki_lag ki_hog risk",
};
