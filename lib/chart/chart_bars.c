/* Bars: a row per key, a bar per series, each with its figure. */
#include <math.h>

#include "chart/chart_page.h"

#define BAR 18.0
#define BAR_OF_SEVERAL 15.0
#define HIDDEN_BAR 72.0

static double bar_height(const struct ut_page *p)
{
  return p->table.series.count > 1 ? BAR_OF_SEVERAL : BAR;
}

/* The smallest and largest figures, and room for their texts beside the bars. */
struct extent {
  double low, high, before, behind;
};

static enum ut_status measure(struct ut_page *p, struct extent *e, struct ut_error *err)
{
  struct ut_chart_table *t = &p->table;
  *e = (struct extent){0, 0, 0, 0};
  for (size_t x = 0; x < t->x.count; x++)
    for (size_t s = 0; s < t->series.count; s++) {
      struct ut_chart_figure f;
      UT_TRY(ut_chart_value(t, x, s, &f, err));
      if (f.state != UT_CHART_FIGURE)
        continue;
      double text = ut_text_size(ut_chart_number(t, t->values[t->by_value ? s : 0], f.text), UT_TYPE_SMALL, false) + 6;
      e->low = fmin(e->low, f.number);
      e->high = fmax(e->high, f.number);
      *(f.number < 0 ? &e->before : &e->behind) = fmax(f.number < 0 ? e->before : e->behind, text);
    }
  return UT_OK;
}

static void draw_figure(struct ut_page *p, const struct ut_scale *scale, size_t x, size_t s, double top,
                        const struct ut_chart_figure *f)
{
  struct ut_chart_table *t = &p->table;
  double zero = ut_scale_at(scale, 0), at = ut_scale_at(scale, f->number), height = bar_height(p);
  struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_ink};
  ut_svg_rect(&p->svg, fmin(zero, at), top, fabs(at - zero), height - 1, ut_page_row_colour(p, x, s));
  type.anchor = f->number < 0 ? UT_SVG_END : UT_SVG_START;
  ut_svg_text(&p->svg, f->number < 0 ? at - 5 : at + 5, top + height / 2 + UT_TYPE_SMALL * 0.34,
              ut_chart_number(t, t->values[t->by_value ? s : 0], f->text), NULL, &type);
}

static void draw_bar(struct ut_page *p, const struct ut_scale *scale, size_t x, size_t s, double top,
                     const struct ut_chart_figure *f)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  const char *word = ut_page_say(p, "skyddad", "protected");
  double room = HIDDEN_BAR + 5 + ut_text_size(ut_text_of(word), UT_TYPE_SMALL, false);
  double zero = fmin(ut_scale_at(scale, 0), ut_page_right(p) - room), height = bar_height(p),
         base = top + height / 2 + UT_TYPE_SMALL * 0.34;
  if (f->state == UT_CHART_FIGURE) {
    draw_figure(p, scale, x, s, top, f);
  } else if (f->state == UT_CHART_HIDDEN) {
    ut_svg_hatch(&p->svg, zero, top, HIDDEN_BAR, height - 1);
    ut_svg_text(&p->svg, zero + HIDDEN_BAR + 5, base, ut_text_of(word), NULL, &type);
  } else
    ut_svg_text(&p->svg, zero + 5, base, ut_text_of("–"), NULL, &type);
}

static enum ut_status draw(struct ut_page *p, struct ut_error *err)
{
  struct ut_chart_table *t = &p->table;
  struct ut_named_rows rows;
  struct extent e;
  ut_page_measure(p);
  UT_TRY(ut_page_series(p, UT_LEGEND_BOX, err));
  UT_TRY(measure(p, &e, err));
  ut_named_rows_init(&rows, p);
  if (e.low >= 0 && e.high <= 0)
    e.high = 1;
  const struct ut_scale scale = {
      .low = e.low, .high = e.high, .from = rows.left + e.before, .to = rows.right - e.behind};
  const struct ut_svg_pen axis = {ut_faint, 1, NULL};
  double from = p->y, zero = ut_scale_at(&scale, 0);
  for (size_t x = 0; x < t->x.count; x++) {
    double body = bar_height(p) * (double)t->series.count;
    double top = ut_named_rows_next(&rows, p, t->x.keys[x].label, body, body);
    for (size_t s = 0; s < t->series.count; s++) {
      struct ut_chart_figure f;
      UT_TRY(ut_chart_value(t, x, s, &f, err));
      draw_bar(p, &scale, x, s, top + bar_height(p) * (double)s, &f);
    }
    /* Where names stand above their rows, a line from top to bottom would cross them. */
    if (rows.names == 0)
      ut_svg_line(&p->svg, zero, top - 2, zero, top + body + 1, &axis);
  }
  if (rows.names > 0)
    ut_svg_line(&p->svg, zero, from - 2, zero, p->y - UT_GAP + 2, &axis);
  return UT_OK;
}

const struct ut_chart_drawing ut_chart_bars = {
    .sv = "Stapeldiagram",
    .en = "Bar chart",
    .columns = {.value = "andel|antal|in ut kvar"},
    .draw = draw,
};
