/* Gain and cost, accumulated, a plot per actor, with the month in which the one has covered the other. */
#include <math.h>

#include "chart/chart_plot.h"

#define HEIGHT 150.0
#define BETWEEN 28.0

/* One actor's plot. */
struct panel {
  struct ut_plot plot;
  size_t series;
  double low, high, last;
};

static enum ut_status measure(const struct ut_page *p, struct panel *panel, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  for (size_t x = 0; x < t->x.count; x++) {
    double when;
    UT_TRY(ut_plot_number(p, x, &when, err));
    panel->last = fmax(panel->last, when);
    for (size_t i = 0; i < 2; i++) {
      struct ut_chart_figure f;
      UT_TRY(ut_chart_cell(t, ut_chart_row(t, x, panel->series), (ptrdiff_t)t->values[i], &f, err));
      panel->low = fmin(panel->low, f.number);
      panel->high = fmax(panel->high, f.number);
    }
  }
  return UT_OK;
}

static struct ut_svg_pen pen_of(size_t value)
{
  return (struct ut_svg_pen){ut_palette[value * 2], 2.5, value == 0 ? NULL : "8 4"};
}

static enum ut_status draw_line(struct ut_page *p, const struct panel *panel, size_t value, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  const struct ut_svg_pen pen = pen_of(value);
  bool first = true;
  ut_svg_path(&p->svg);
  for (size_t x = 0; x < t->x.count; x++) {
    struct ut_chart_figure f;
    double when;
    UT_TRY(ut_plot_number(p, x, &when, err));
    UT_TRY(ut_chart_cell(t, ut_chart_row(t, x, panel->series), (ptrdiff_t)t->values[value], &f, err));
    if (f.state == UT_CHART_FIGURE)
      ut_svg_point(&p->svg, ut_plot_x(&panel->plot, when), ut_plot_y(&panel->plot, f.number), first);
    first = f.state != UT_CHART_FIGURE;
    if (f.state == UT_CHART_HIDDEN)
      p->svg.hatched = true;
  }
  ut_svg_stroke(&p->svg, &pen);
  return UT_OK;
}

/* The first month whose gain is the cost or more, after one where it is less; where a figure before it is not known,
 * it is not known either. SIZE_MAX: none. */
static enum ut_status find_crossing(const struct ut_page *p, const struct panel *panel, size_t *out, double height[2],
                                    struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  *out = SIZE_MAX;
  for (size_t x = 0; x < t->x.count; x++) {
    struct ut_chart_figure gain, cost;
    size_t row = ut_chart_row(t, x, panel->series);
    UT_TRY(ut_chart_cell(t, row, (ptrdiff_t)t->values[0], &gain, err));
    UT_TRY(ut_chart_cell(t, row, (ptrdiff_t)t->values[1], &cost, err));
    if (gain.state != UT_CHART_FIGURE || cost.state != UT_CHART_FIGURE)
      return UT_OK;
    if (gain.number < cost.number || cost.number <= 0)
      continue;
    *out = x;
    height[0] = gain.number;
    height[1] = cost.number;
    return UT_OK;
  }
  return UT_OK;
}

static enum ut_status mark_crossing(struct ut_page *p, const struct panel *panel, struct ut_error *err)
{
  double height[2] = {0}, when;
  size_t x;
  UT_TRY(find_crossing(p, panel, &x, height, err));
  if (x == SIZE_MAX)
    return UT_OK;
  UT_TRY(ut_plot_number(p, x, &when, err));
  double at = ut_plot_x(&panel->plot, when), y = ut_plot_y(&panel->plot, height[0]);
  /* The words stand on the axis, or at the top where the line of the costs would go through them. */
  bool low = panel->plot.bottom - ut_plot_y(&panel->plot, height[1]) < 2 * UT_TYPE_SMALL;
  double base = low ? panel->plot.top + UT_TYPE_SMALL : panel->plot.bottom - 6;
  struct ut_buf text = {0};
  ut_buf_add_string(&text, ut_page_say(p, "täckt månad ", "covered in month "));
  ut_buf_add_text(&text, p->table.x.keys[x].value);
  bool right = at + 6 + ut_text_size(ut_buf_text(&text), UT_TYPE_SMALL, false) < panel->plot.right;
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_ink, .anchor = right ? UT_SVG_START : UT_SVG_END};
  ut_svg_line(&p->svg, at, y, at, low ? panel->plot.top : panel->plot.bottom, &(struct ut_svg_pen){ut_faint, 1, "2 2"});
  ut_svg_dot(&p->svg, at, y, 5, NULL, ut_ink);
  ut_svg_text(&p->svg, right ? at + 6 : at - 6, base, ut_buf_text(&text), NULL, &type);
  if (text.failed)
    p->svg.body.failed = true;
  ut_buf_clear(&text);
  return UT_OK;
}

static enum ut_status draw_panel(struct ut_page *p, size_t series, double left, double right, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct panel panel = {.series = series, .plot = {.left = left, .right = right}};
  struct ut_wrapped w;
  UT_TRY(measure(p, &panel, err));
  struct ut_text name = t->series.keys[series].label;
  ut_text_wrap(&w, name, UT_TYPE_BODY, true, right - left, 1);
  p->y += ut_page_lines(p, left, p->y + UT_TYPE_BODY, &w, &(struct ut_svg_type){UT_TYPE_BODY, ut_ink, .bold = true});
  ut_plot_begin(p, &panel.plot, HEIGHT, panel.low, panel.high, false, ut_text_of(ut_page_say(p, "Kronor", "SEK")), 6);
  panel.plot.x.from = panel.plot.left;
  panel.plot.x.to = panel.plot.right;
  ut_scale_exact(&panel.plot.x, 0, panel.last,
                 ut_page_ticks(p, panel.plot.right - panel.plot.left, 0, panel.last, false, 8));
  UT_TRY(draw_line(p, &panel, 1, err));
  UT_TRY(draw_line(p, &panel, 0, err));
  UT_TRY(mark_crossing(p, &panel, err));
  ut_plot_ticks(p, &panel.plot, ut_chart_heading(t, (size_t)t->x.column));
  return UT_OK;
}

static enum ut_status draw(struct ut_page *p, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct ut_legend_item items[2];
  size_t across = ut_page_is_narrow(p) || t->series.count < 2 ? 1 : 2;
  double whole = ut_page_right(p) - UT_MARGIN, width = (whole - BETWEEN * (double)(across - 1)) / (double)across;
  if (t->x.column < 0)
    return ut_chart_need(t, NULL, "manad", &(ptrdiff_t){0}, err);
  for (size_t i = 0; i < 2; i++)
    items[i] = (struct ut_legend_item){UT_LEGEND_LINE, pen_of(i), ut_chart_heading(t, t->values[i])};
  ut_page_legend(p, items, 2);
  for (size_t s = 0; s < t->series.count; s += across) {
    double top = p->y, below = top;
    for (size_t i = 0; i < across && s + i < t->series.count; i++) {
      double left = UT_MARGIN + (double)i * (width + BETWEEN);
      p->y = top;
      UT_TRY(draw_panel(p, s + i, left, left + width, err));
      below = fmax(below, p->y);
    }
    p->y = below + UT_GAP;
  }
  return UT_OK;
}

const struct ut_chart_drawing ut_chart_payback = {
    .sv = "Vinst och kostnad över tid",
    .en = "Gain and cost over time",
    .columns = {.x = "manad",
                .series = "aktor",
                .value = "vinst_ack kostnad_ack",
                .pair = true,
                .many = true,
                .numbers = true},
    .draw = draw,
};
