/* Members by their size, inside the limits within which chance alone would hold them, or outside. */
#include <math.h>
#include <stdlib.h>

#include "chart/chart_plot.h"

#define HEIGHT 320.0
#define HEIGHT_NARROW 280.0
#define RADIUS 5.0

enum { MEAN, LOW95, HIGH95, LOW998, HIGH998, LIMITS };
static const char *const limit_names[LIMITS] = {"medel", "lag95", "hog95", "lag998", "hog998"};

/* A member, in the order of the sizes. */
struct funnel_member {
  size_t x;
  double size, figure, limits[LIMITS];
  bool shown, limited, outside;
};

/* A box that text or a dot takes. */
struct box {
  double left, top, right, bottom;
};

struct funnel_chart {
  struct ut_plot plot;
  struct funnel_member *members;
  size_t count, hidden;
  struct box *boxes; /* dots, then names */
  size_t box_count;
  double low, high, most;
  ptrdiff_t size, outside, limits[LIMITS];
};

static enum ut_status find_columns(struct ut_page *p, struct funnel_chart *f, struct ut_error *err)
{
  UT_TRY(ut_chart_need(&p->table, NULL, "bas", &f->size, err));
  for (size_t i = 0; i < LIMITS; i++)
    UT_TRY(ut_chart_need(&p->table, NULL, limit_names[i], &f->limits[i], err));
  return ut_chart_column(&p->table, NULL, "utanfor", &f->outside, err);
}

static enum ut_status read_member(const struct ut_page *p, const struct funnel_chart *f, size_t x,
                                  struct funnel_member *m, bool *hidden, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  size_t row = ut_chart_row(t, x, 0);
  struct ut_chart_figure size, value, limit;
  UT_TRY(ut_chart_cell(t, row, f->size, &size, err));
  UT_TRY(ut_chart_value(t, x, 0, &value, err));
  *m = (struct funnel_member){.x = x, .size = size.number, .figure = value.number, .limited = true};
  m->shown = size.state == UT_CHART_FIGURE && value.state == UT_CHART_FIGURE;
  *hidden = size.state == UT_CHART_HIDDEN || value.state == UT_CHART_HIDDEN;
  for (size_t i = 0; i < LIMITS; i++) {
    UT_TRY(ut_chart_cell(t, row, f->limits[i], &limit, err));
    m->limits[i] = limit.number;
    m->limited = m->limited && limit.state == UT_CHART_FIGURE;
  }
  struct ut_text outside = f->outside >= 0 ? ut_whole_table_cell(t->whole, row, (size_t)f->outside) : ut_text_of("");
  m->outside = outside.len > 0 && !ut_text_is(outside, "inom");
  return UT_OK;
}

static int by_size(const void *a, const void *b)
{
  const struct funnel_member *one = a, *other = b;
  if (one->size != other->size)
    return one->size < other->size ? -1 : 1;
  return (one->x > other->x) - (one->x < other->x);
}

static enum ut_status read_members(struct ut_page *p, struct funnel_chart *f, struct ut_error *err)
{
  for (size_t x = 0; x < p->table.x.count; x++) {
    struct funnel_member m;
    bool hidden;
    UT_TRY(read_member(p, f, x, &m, &hidden, err));
    f->hidden += hidden;
    if (!m.shown)
      continue;
    f->members[f->count++] = m;
    f->most = fmax(f->most, m.size);
    f->high = fmax(f->high, fmax(m.figure, m.limited ? m.limits[HIGH998] : 0));
    f->low = fmin(f->low, fmin(m.figure, m.limited ? m.limits[LOW998] : 0));
  }
  qsort(f->members, f->count, sizeof *f->members, by_size);
  return UT_OK;
}

/* The limits are known where there are members, and joined between. */
static void draw_limit(struct ut_page *p, const struct funnel_chart *f, size_t limit)
{
  static const struct ut_svg_pen pens[LIMITS] = {[MEAN] = {ut_ink, 1.5, NULL},
                                                 [LOW95] = {ut_faint, 1.5, "6 4"},
                                                 [HIGH95] = {ut_faint, 1.5, "6 4"},
                                                 [LOW998] = {ut_faint, 1.5, "2 3"},
                                                 [HIGH998] = {ut_faint, 1.5, "2 3"}};
  bool first = true;
  ut_svg_path(&p->svg);
  for (size_t i = 0; i < f->count; i++) {
    const struct funnel_member *m = &f->members[i];
    if (!m->limited)
      continue;
    ut_svg_point(&p->svg, ut_plot_x(&f->plot, m->size), ut_plot_y(&f->plot, m->limits[limit]), first);
    first = false;
  }
  ut_svg_stroke(&p->svg, &pens[limit]);
}

/* ---- names, where there is room ---- */

/* Does a line of limits run through the box? It is straight between two members. */
static bool is_crossed(const struct funnel_chart *f, const struct box *b, size_t limit)
{
  const struct funnel_member *before = NULL;
  for (size_t i = 0; i < f->count; i++) {
    const struct funnel_member *m = &f->members[i];
    if (!m->limited)
      continue;
    double x2 = ut_plot_x(&f->plot, m->size), y2 = ut_plot_y(&f->plot, m->limits[limit]);
    double x1 = before ? ut_plot_x(&f->plot, before->size) : x2;
    double y1 = before ? ut_plot_y(&f->plot, before->limits[limit]) : y2;
    before = m;
    if (x2 < b->left || x1 > b->right || x2 <= x1)
      continue;
    double slope = (y2 - y1) / (x2 - x1), one = y1 + slope * (fmax(b->left, x1) - x1),
           other = y1 + slope * (fmin(b->right, x2) - x1);
    if (fmin(one, other) < b->bottom && fmax(one, other) > b->top)
      return true;
  }
  return false;
}

static bool is_free(const struct funnel_chart *f, const struct box *b)
{
  if (b->left < f->plot.left || b->right > f->plot.right + UT_MARGIN || b->top < f->plot.top - 8 ||
      b->bottom > f->plot.bottom)
    return false;
  for (size_t i = 0; i < f->box_count; i++) {
    const struct box *o = &f->boxes[i];
    if (b->left < o->right && o->left < b->right && b->top < o->bottom && o->top < b->bottom)
      return false;
  }
  for (size_t i = 0; i < LIMITS; i++)
    if (is_crossed(f, b, i))
      return false;
  return true;
}

/* Right of the dot, left of it, above or below. */
static void name_member(struct ut_page *p, struct funnel_chart *f, const struct funnel_member *m)
{
  struct ut_text label = p->table.x.keys[m->x].label;
  double width = ut_text_size(label, UT_TYPE_SMALL, false), x = ut_plot_x(&f->plot, m->size),
         y = ut_plot_y(&f->plot, m->figure), reach = RADIUS + 4, half = UT_TYPE_SMALL * 0.6;
  const struct box places[] = {{x + reach, y - half, x + reach + width, y + half},
                               {x - reach - width, y - half, x - reach, y + half},
                               {x - width / 2, y - reach - 2 * half, x + width / 2, y - reach},
                               {x - width / 2, y + reach, x + width / 2, y + reach + 2 * half}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (is_free(f, &places[i])) {
      const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_ink};
      f->boxes[f->box_count++] = places[i];
      ut_svg_text(&p->svg, places[i].left, places[i].bottom - UT_TYPE_SMALL * 0.25, label, NULL, &type);
      return;
    }
}

/* Whether a member is inside, nobody knows where there are no limits. */
static const char *colour_of(const struct funnel_member *m)
{
  return m->outside ? ut_palette[2] : m->limited ? ut_palette[0] : ut_unknown;
}

static void draw_members(struct ut_page *p, struct funnel_chart *f)
{
  for (size_t i = 0; i < f->count; i++) {
    const struct funnel_member *m = &f->members[i];
    double x = ut_plot_x(&f->plot, m->size), y = ut_plot_y(&f->plot, m->figure);
    f->boxes[f->box_count++] = (struct box){x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS};
    ut_svg_dot(&p->svg, x, y, RADIUS, colour_of(m), ut_paper);
  }
  for (int outside = 1; outside >= 0; outside--)
    for (size_t i = 0; i < f->count; i++)
      if (f->members[i].outside == outside)
        name_member(p, f, &f->members[i]);
}

/* What there is of the picture, and nothing else. */
static void write_legend(struct ut_page *p, const struct funnel_chart *f)
{
  bool limited = false, inside = false, outside = false, unlimited = false;
  for (size_t i = 0; i < f->count; i++) {
    const struct funnel_member *m = &f->members[i];
    limited = limited || m->limited;
    inside = inside || (m->limited && !m->outside);
    outside = outside || m->outside;
    unlimited = unlimited || (!m->limited && !m->outside);
  }
  const struct {
    bool shown;
    struct ut_legend_item item;
  } all[] = {
      {inside,
       {UT_LEGEND_DOT, {ut_palette[0], 2, NULL}, ut_text_of(ut_page_say(p, "inom gränserna", "inside the limits"))}},
      {limited, {UT_LEGEND_LINE, {ut_ink, 1.5, NULL}, ut_text_of(ut_page_say(p, "medel", "mean"))}},
      {limited, {UT_LEGEND_LINE, {ut_faint, 1.5, "6 4"}, ut_text_of(ut_page_say(p, "95 %-gräns", "95% limit"))}},
      {limited, {UT_LEGEND_LINE, {ut_faint, 1.5, "2 3"}, ut_text_of(ut_page_say(p, "99,8 %-gräns", "99.8% limit"))}},
      {outside, {UT_LEGEND_DOT, {ut_palette[2], 2, NULL}, ut_text_of(ut_page_say(p, "utanför", "outside"))}},
      {unlimited, {UT_LEGEND_DOT, {ut_unknown, 2, NULL}, ut_text_of(ut_page_say(p, "utan gränser", "without limits"))}},
  };
  enum { ITEMS = sizeof all / sizeof *all };
  struct ut_legend_item items[ITEMS];
  size_t count = 0;
  for (size_t i = 0; i < ITEMS; i++)
    if (all[i].shown)
      items[count++] = all[i].item;
  ut_page_legend(p, items, count);
}

/* Who is blanked has no place in the picture, which would tell the figure. */
static enum ut_status name_hidden(struct ut_page *p, const struct funnel_chart *f, struct ut_error *err)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  struct ut_buf text = {0};
  struct ut_wrapped w;
  const char *between = "";
  if (f->hidden == 0)
    return UT_OK;
  p->svg.hatched = true;
  ut_buf_add_string(&text, ut_page_say(p, "Skyddade: ", "Protected: "));
  for (size_t x = 0; x < p->table.x.count; x++) {
    struct funnel_member m;
    bool hidden;
    enum ut_status status = read_member(p, f, x, &m, &hidden, err);
    if (status != UT_OK) {
      ut_buf_clear(&text);
      return status;
    }
    if (!hidden)
      continue;
    ut_buf_add_string(&text, between);
    ut_buf_add_text(&text, p->table.x.keys[x].label);
    between = ", ";
  }
  ut_text_wrap(&w, ut_buf_text(&text), UT_TYPE_SMALL, false, ut_page_right(p) - UT_MARGIN, UT_WRAP_MAX);
  p->y += ut_page_lines(p, UT_MARGIN, p->y + UT_TYPE_SMALL, &w, &type) + UT_GAP;
  p->svg.body.failed = p->svg.body.failed || text.failed;
  ut_buf_clear(&text);
  return UT_OK;
}

static enum ut_status draw_funnel(struct ut_page *p, struct funnel_chart *f, struct ut_error *err)
{
  struct ut_chart_table *t = &p->table;
  UT_TRY(find_columns(p, f, err));
  UT_TRY(read_members(p, f, err));
  write_legend(p, f);
  ut_plot_begin(p, &f->plot, ut_page_is_narrow(p) ? HEIGHT_NARROW : HEIGHT, f->low, f->high,
                ut_chart_is_percent(t, t->values[0]), ut_chart_heading(t, t->values[0]), 10);
  f->plot.x.from = f->plot.left;
  f->plot.x.to = f->plot.right - RADIUS;
  ut_scale_round(&f->plot.x, 0, f->most, ut_page_ticks(p, f->plot.right - f->plot.left, 0, f->most, false, 8));
  for (size_t i = 0; i < LIMITS; i++)
    draw_limit(p, f, i);
  draw_members(p, f);
  ut_plot_ticks(p, &f->plot, ut_chart_heading(t, (size_t)f->size));
  return name_hidden(p, f, err);
}

static enum ut_status draw(struct ut_page *p, struct ut_error *err)
{
  struct funnel_chart f = {.low = 0};
  if (p->table.series.column >= 0)
    return ut_chart_refuse(&p->table, 0, (size_t)p->table.series.column, err,
                           "a funnel has one key: choose rows of one value of the others");
  f.members = calloc(p->table.x.count, sizeof *f.members);
  f.boxes = calloc(2 * p->table.x.count, sizeof *f.boxes);
  enum ut_status status = f.members && f.boxes ? draw_funnel(p, &f, err) : ut_error_nomem(err);
  free(f.members);
  free(f.boxes);
  return status;
}

const struct ut_chart_drawing ut_chart_funnel = {
    .sv = "Trattdiagram",
    .en = "Funnel plot",
    .columns = {.value = "andel", .one = true, .many = true},
    .draw = draw,
    .described = "bas",
};
