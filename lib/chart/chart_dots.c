/* Dots on a scale, a row per key: before and after, results against targets, figures with their intervals. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fraction.h"
#include "chart/chart_page.h"

#define ROW 20.0
#define ROW_OF_TARGET 36.0
#define RADIUS 5.0
enum { TICKS = 7 };

/* The figures of one dot, and the text beside it. */
struct dot {
  struct ut_chart_figure value, after, low, high;
  bool has_target;
  double target;
  char target_text[UT_RATIO_SIZE];
  struct ut_text op;
};

/* A kind of dots, and what the table has for it. */
struct dots {
  bool change, targets; /* before and after; the target is named beside each */
  ptrdiff_t low, high, target, op, met;
  double from, to; /* the figures at the ends */
  double text;     /* the width of what is beside: right of all, or of change on both sides */
  bool percent;
};

/* ---- targets ---- */

static bool says_no_key(struct ut_text name)
{
  static const char *const names[] = {"kolumn", "op", "mal", "decimaler", "kalla"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (ut_text_is(name, names[i]))
      return true;
  return false;
}

/* Is a row of the targets about a row of the table? An empty key does not apply. */
static bool is_about(const struct ut_chart_table *t, const struct ut_whole_table *targets, size_t target, size_t row)
{
  const struct ut_reader *header = ut_whole_table_header(targets), *own = ut_whole_table_header(t->whole);
  ptrdiff_t kolumn = ut_reader_find(header, ut_text_of("kolumn"));
  struct ut_text of = kolumn >= 0 ? ut_whole_table_cell(targets, target, (size_t)kolumn) : ut_text_of("");
  if (!ut_text_equal(of.len > 0 ? of : ut_text_of("andel"), t->names[t->values[0]]))
    return false;
  for (size_t i = 0; i < ut_whole_table_columns(targets); i++) {
    struct ut_text name = ut_reader_column(header, i), cell = ut_whole_table_cell(targets, target, i);
    ptrdiff_t column = ut_reader_find(own, name);
    if (says_no_key(name) || cell.len == 0)
      continue;
    if (column < 0 || !ut_text_equal(ut_whole_table_cell(t->whole, row, (size_t)column), cell))
      return false;
  }
  return true;
}

static enum ut_status read_target(const struct ut_whole_table *targets, size_t row, struct dot *dot,
                                  struct ut_error *err)
{
  const struct ut_reader *header = ut_whole_table_header(targets);
  ptrdiff_t mal, op = ut_reader_find(header, ut_text_of("op"));
  UT_TRY(ut_reader_need(header, ut_text_of("mal"), &mal, err));
  struct ut_text cell = ut_whole_table_cell(targets, row, (size_t)mal);
  struct ut_fraction f;
  int decimals;
  char quoted[UT_QUOTED];
  if (!ut_fraction_parse(cell, &f, &decimals)) {
    ut_error_set(err, UT_BAD_INPUT, "%s is not a number", ut_quote(quoted, cell.ptr, cell.len));
    ut_whole_table_blame(targets, row, (size_t)mal, err);
    return UT_BAD_INPUT;
  }
  dot->has_target = true;
  dot->target = (double)f.numerator / (double)f.denominator;
  ut_fraction_format(f, decimals, dot->target_text);
  dot->op = op >= 0 ? ut_whole_table_cell(targets, row, (size_t)op) : ut_text_of("");
  return UT_OK;
}

static enum ut_status find_target(const struct ut_page *p, const struct dots *d, size_t row, struct dot *dot,
                                  struct ut_error *err)
{
  const struct ut_whole_table *targets = p->options->targets;
  struct ut_chart_figure f;
  if (row == SIZE_MAX)
    return UT_OK;
  for (size_t i = 0; targets && i < ut_whole_table_rows(targets) && !dot->has_target; i++)
    if (is_about(&p->table, targets, i, row))
      return read_target(targets, i, dot, err);
  UT_TRY(ut_chart_cell(&p->table, row, d->target, &f, err));
  dot->has_target = f.state == UT_CHART_FIGURE;
  if (!dot->has_target)
    return UT_OK;
  dot->target = f.number;
  snprintf(dot->target_text, sizeof dot->target_text, "%.*s", (int)f.text.len, f.text.ptr);
  dot->op = d->op >= 0 ? ut_whole_table_cell(p->table.whole, row, (size_t)d->op) : ut_text_of("");
  return UT_OK;
}

/* ---- the figures ---- */

static enum ut_status read_dot(const struct ut_page *p, const struct dots *d, size_t x, size_t s, struct dot *dot,
                               struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  size_t row = ut_chart_row(t, x, s);
  *dot = (struct dot){.op = ut_text_of("")};
  UT_TRY(ut_chart_value(t, x, s, &dot->value, err));
  UT_TRY(ut_chart_cell(t, row, d->change ? (ptrdiff_t)t->values[1] : UT_CHART_NO_COLUMN, &dot->after, err));
  UT_TRY(ut_chart_cell(t, row, d->low, &dot->low, err));
  UT_TRY(ut_chart_cell(t, row, d->high, &dot->high, err));
  return find_target(p, d, row, dot, err);
}

static struct ut_text number(struct ut_page *p, struct ut_text text)
{
  return ut_chart_number(&p->table, p->table.values[0], text);
}

/* "mål ≥ 25 %, uppfyllt", or what of it is known. */
static struct ut_text target_words(struct ut_page *p, const struct dots *d, size_t row, const struct dot *dot)
{
  static const struct {
    const char *op, *sign;
  } signs[] = {{">=", "≥ "}, {"<=", "≤ "}, {"=", ""}};
  static const struct {
    const char *code, *sv, *en;
  } words[] = {{"ja", ": nått", ": met"}, {"nej", ": ej nått", ": not met"}, {"oklart", ": oklart", ": not clear"}};
  char text[UT_RATIO_SIZE + 8];
  struct ut_text shown = number(p, ut_text_of(dot->target_text));
  snprintf(text, sizeof text, "%.*s", (int)shown.len, shown.ptr);
  struct ut_buf *out = &p->table.scratch;
  out->len = 0;
  ut_buf_add_string(out, ut_page_say(p, "mål ", "target "));
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (ut_text_is(dot->op, signs[i].op))
      ut_buf_add_string(out, signs[i].sign);
  ut_buf_add_string(out, text);
  struct ut_text met = d->met >= 0 ? ut_whole_table_cell(p->table.whole, row, (size_t)d->met) : ut_text_of("");
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ut_text_is(met, words[i].code))
      ut_buf_add_string(out, ut_page_say(p, words[i].sv, words[i].en));
  return ut_buf_text(out);
}

static void widen(struct dots *d, const struct ut_chart_figure *f)
{
  if (f->state != UT_CHART_FIGURE)
    return;
  d->from = fmin(d->from, f->number);
  d->to = fmax(d->to, f->number);
}

static double size_of(struct ut_text text)
{
  return ut_text_size(text, UT_TYPE_SMALL, false);
}

/* Makes room for the figures of a dot, and for what is written beside it. */
static void take_in(struct ut_page *p, struct dots *d, size_t row, const struct dot *dot)
{
  widen(d, &dot->value);
  widen(d, &dot->after);
  widen(d, &dot->low);
  widen(d, &dot->high);
  if (dot->value.state == UT_CHART_FIGURE)
    d->text = fmax(d->text, size_of(number(p, dot->value.text)));
  if (dot->after.state == UT_CHART_FIGURE)
    d->text = fmax(d->text, size_of(number(p, dot->after.text)));
  if (!dot->has_target)
    return;
  widen(d, &(struct ut_chart_figure){.state = UT_CHART_FIGURE, .number = dot->target});
  if (d->targets)
    d->text = fmax(d->text, size_of(target_words(p, d, row, dot)));
}

/* The scale of means alone does not begin at 0. */
static enum ut_status measure(struct ut_page *p, struct dots *d, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  d->from = HUGE_VAL;
  d->to = -HUGE_VAL;
  d->text = size_of(ut_text_of(ut_page_say(p, "skyddad", "protected")));
  for (size_t x = 0; x < t->x.count; x++)
    for (size_t s = 0; s < t->series.count; s++) {
      struct dot dot;
      UT_TRY(read_dot(p, d, x, s, &dot, err));
      take_in(p, d, ut_chart_row(t, x, s), &dot);
    }
  bool means = ut_column_of(t->names[t->values[0]])->role == UT_ROLE_FIGURE && !d->percent;
  if (d->from > d->to)
    d->from = d->to = 0;
  if (!means && d->from > 0)
    d->from = 0;
  return UT_OK;
}

/* ---- one row ---- */

static void draw_text(struct ut_page *p, double x, double middle, struct ut_text text, enum ut_svg_anchor anchor,
                      const char *fill)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = fill, .anchor = anchor};
  ut_svg_text(&p->svg, x, middle + UT_TYPE_SMALL * 0.35, text, NULL, &type);
}

static struct ut_text no_figure(struct ut_page *p, const struct ut_chart_figure *f)
{
  return ut_text_of(f->state == UT_CHART_HIDDEN ? ut_page_say(p, "skyddad", "protected") : "–");
}

/* Before and after, each with its number on the outer side. What is blanked is marked at the left end. */
static void draw_change(struct ut_page *p, const struct ut_scale *scale, double middle, const char *colour,
                        const struct dot *dot)
{
  const struct ut_chart_figure *const ends[] = {&dot->value, &dot->after};
  bool both = ends[0]->state == UT_CHART_FIGURE && ends[1]->state == UT_CHART_FIGURE;
  bool fell = both && dot->after.number < dot->value.number;
  if (both)
    ut_svg_line(&p->svg, ut_scale_at(scale, dot->value.number), middle, ut_scale_at(scale, dot->after.number), middle,
                &(struct ut_svg_pen){colour, 2, NULL});
  for (size_t i = 0; i < 2; i++) {
    const struct ut_chart_figure *f = ends[i];
    bool left = both ? (i == 0) != fell : i == 0;
    if (f->state != UT_CHART_FIGURE)
      continue;
    double x = ut_scale_at(scale, f->number);
    ut_svg_dot(&p->svg, x, middle, RADIUS, i == 0 ? NULL : colour, colour);
    if (both && i == 0 && dot->after.number == dot->value.number)
      continue;
    draw_text(p, left ? x - RADIUS - 5 : x + RADIUS + 5, middle, number(p, f->text), left ? UT_SVG_END : UT_SVG_START,
              ut_ink);
  }
  if (both)
    return;
  /* One figure alone has its number on the side where the other is not named. */
  const struct ut_chart_figure *lost = ends[0]->state == UT_CHART_FIGURE ? ends[1] : ends[0];
  bool right = lost == ends[1];
  double at = right ? scale->to + RADIUS + 5 : scale->from - RADIUS - 5;
  draw_text(p, at, middle, no_figure(p, lost), right ? UT_SVG_START : UT_SVG_END, ut_faint);
  if (lost->state == UT_CHART_HIDDEN && ends[1]->state == UT_CHART_HIDDEN && ends[0]->state == UT_CHART_HIDDEN)
    ut_svg_hatch(&p->svg, scale->from, middle - 6, scale->to - scale->from, 12);
  else if (lost->state == UT_CHART_HIDDEN)
    p->svg.hatched = true;
}

/* The ends are above the dot, whose rim would cover those of a narrow interval. */
static void draw_interval(struct ut_page *p, const struct ut_scale *scale, double middle, const struct ut_svg_pen *pen,
                          const struct dot *dot)
{
  bool whole = dot->low.state == UT_CHART_FIGURE && dot->high.state == UT_CHART_FIGURE;
  double low = ut_scale_at(scale, dot->low.number), high = ut_scale_at(scale, dot->high.number);
  if (whole)
    ut_svg_line(&p->svg, low, middle, high, middle, pen);
  if (dot->value.state == UT_CHART_FIGURE)
    ut_svg_dot(&p->svg, ut_scale_at(scale, dot->value.number), middle, RADIUS, pen->colour, ut_paper);
  if (!whole)
    return;
  ut_svg_line(&p->svg, low, middle - 4, low, middle + 4, pen);
  ut_svg_line(&p->svg, high, middle - 4, high, middle + 4, pen);
}

static void draw_dot(struct ut_page *p, const struct dots *d, const struct ut_scale *scale, double middle, size_t x,
                     size_t s, const struct dot *dot)
{
  double right = ut_page_right(p), line = d->targets ? -8 : 0;
  const char *colour = ut_page_row_colour(p, x, s);
  const struct ut_svg_pen pen = {colour, 2, NULL}, mark = {ut_ink, 3, NULL};
  if (dot->has_target) {
    double at = ut_scale_at(scale, dot->target);
    ut_svg_line(&p->svg, at, middle - 10, at, middle + 10, &mark);
  }
  draw_interval(p, scale, middle, &pen, dot);
  if (dot->value.state == UT_CHART_FIGURE) {
    draw_text(p, right, middle + line, number(p, dot->value.text), UT_SVG_END, ut_ink);
  } else {
    if (dot->value.state == UT_CHART_HIDDEN)
      ut_svg_hatch(&p->svg, scale->from, middle - 6, scale->to - scale->from, 12);
    draw_text(p, right, middle + line, no_figure(p, &dot->value), UT_SVG_END, ut_faint);
  }
  if (dot->has_target && d->targets)
    draw_text(p, right, middle + 8, target_words(p, d, ut_chart_row(&p->table, x, s), dot), UT_SVG_END, ut_faint);
}

static double row_height(const struct dots *d)
{
  return d->targets ? ROW_OF_TARGET : ROW;
}

static bool crosses_zero(const struct ut_scale *scale)
{
  return scale->low < 0 && scale->high > 0;
}

/* What figures are read against: a line along the row and, where no line goes down through all rows, zero. */
static void draw_guides(struct ut_page *p, const struct ut_named_rows *rows, const struct ut_scale *scale,
                        double middle)
{
  double zero = ut_scale_at(scale, 0);
  ut_svg_line(&p->svg, scale->from, middle, scale->to, middle, &(struct ut_svg_pen){ut_grid, 1, NULL});
  if (rows->names == 0 && crosses_zero(scale))
    ut_svg_line(&p->svg, zero, middle - 8, zero, middle + 8, &(struct ut_svg_pen){ut_faint, 1, NULL});
}

static enum ut_status draw_rows(struct ut_page *p, const struct dots *d, const struct ut_named_rows *rows,
                                const struct ut_scale *scale, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  double height = row_height(d), body = height * (double)t->series.count;
  for (size_t x = 0; x < t->x.count; x++) {
    double top = ut_named_rows_next(rows, p, t->x.keys[x].label, body, body);
    for (size_t s = 0; s < t->series.count; s++) {
      struct dot dot;
      double middle = top + height * ((double)s + 0.5);
      UT_TRY(read_dot(p, d, x, s, &dot, err));
      draw_guides(p, rows, scale, middle);
      if (d->change)
        draw_change(p, scale, middle, ut_page_row_colour(p, x, s), &dot);
      else
        draw_dot(p, d, scale, middle, x, s, &dot);
    }
  }
  return UT_OK;
}

/* Grid lines go below the rows, whose height is known when they are drawn. */
static enum ut_status draw_plot(struct ut_page *p, const struct dots *d, struct ut_error *err)
{
  struct ut_named_rows rows;
  ut_named_rows_init(&rows, p);
  double left = rows.left + RADIUS + (d->change ? d->text + 10 : 2), right = rows.right - d->text - 14 - RADIUS;
  struct ut_scale scale = {.from = left, .to = right};
  ut_scale_round(&scale, d->from, d->to, ut_page_ticks(p, right - left, d->from, d->to, d->percent, TICKS));
  struct ut_buf above = p->svg.body;
  double from = p->y;
  p->svg.body = (struct ut_buf){0};
  enum ut_status status = draw_rows(p, d, &rows, &scale, err);
  struct ut_buf drawn = p->svg.body;
  p->svg.body = above;
  ut_named_rows_ticks(p, &scale, rows.names > 0 ? from - 4 : p->y - UT_GAP, d->percent);
  if (crosses_zero(&scale) && rows.names > 0)
    ut_svg_line(&p->svg, ut_scale_at(&scale, 0), from - 4, ut_scale_at(&scale, 0),
                p->y - UT_TYPE_SMALL * UT_LINE - UT_GAP, &(struct ut_svg_pen){ut_faint, 1, NULL});
  ut_buf_add_text(&p->svg.body, ut_buf_text(&drawn));
  p->svg.body.failed = p->svg.body.failed || drawn.failed;
  ut_buf_clear(&drawn);
  return status;
}

static enum ut_status find_for_targets(const struct ut_page *p, struct dots *d, struct ut_error *err)
{
  const struct ut_chart_options *o = p->options;
  const struct ut_chart_table *t = &p->table;
  UT_TRY(ut_chart_column(t, o->low, "ki_lag", &d->low, err));
  UT_TRY(ut_chart_column(t, o->high, "ki_hog", &d->high, err));
  UT_TRY(ut_chart_column(t, NULL, "op", &d->op, err));
  UT_TRY(ut_chart_column(t, NULL, "uppfyllt", &d->met, err));
  return o->targets ? UT_OK : ut_chart_need(t, o->target, "mal", &d->target, err);
}

static enum ut_status find_for_intervals(const struct ut_page *p, struct dots *d, struct ut_error *err)
{
  const struct ut_chart_options *o = p->options;
  UT_TRY(ut_chart_need(&p->table, o->low, "ki_lag", &d->low, err));
  UT_TRY(ut_chart_need(&p->table, o->high, "ki_hog", &d->high, err));
  return ut_chart_column(&p->table, o->target, NULL, &d->target, err);
}

static enum ut_status draw_dots(struct ut_page *p, struct dots *d, struct ut_error *err)
{
  d->percent = ut_chart_is_percent(&p->table, p->table.values[0]);
  UT_TRY(measure(p, d, err));
  UT_TRY(ut_page_series(p, UT_LEGEND_DOT, err));
  return draw_plot(p, d, err);
}

static void add_legend(struct ut_page *p, bool interval, enum ut_legend shape, const char *what)
{
  struct ut_legend_item items[2] = {{shape, {ut_ink, 3, NULL}, ut_text_of(what)}};
  if (interval)
    items[1] = (struct ut_legend_item){UT_LEGEND_LINE,
                                       {ut_palette[0], 2, NULL},
                                       ut_text_of(ut_page_say(p, "osäkerhetsintervall", "uncertainty interval"))};
  ut_page_legend(p, items, interval ? 2 : 1);
}

static enum ut_status draw_change_chart(struct ut_page *p, struct ut_error *err)
{
  struct dots d = {.change = true, .low = -1, .high = -1, .target = -1, .op = -1, .met = -1};
  struct ut_chart_table *t = &p->table;
  const char *colour = t->series.count > 1 ? ut_ink : ut_palette[0];
  const struct ut_legend_item items[] = {
      {UT_LEGEND_HOLLOW, {colour, 2, NULL}, ut_chart_heading(t, t->values[0])},
      {UT_LEGEND_DOT, {colour, 2, NULL}, ut_chart_heading(t, t->values[1])},
  };
  ut_page_legend(p, items, 2);
  return draw_dots(p, &d, err);
}

static enum ut_status draw_target_chart(struct ut_page *p, struct ut_error *err)
{
  struct dots d = {.targets = true, .target = -1};
  UT_TRY(find_for_targets(p, &d, err));
  ut_page_measure(p);
  add_legend(p, d.low >= 0, UT_LEGEND_TICK, ut_page_say(p, "mål", "target"));
  return draw_dots(p, &d, err);
}

static enum ut_status draw_interval_chart(struct ut_page *p, struct ut_error *err)
{
  struct dots d = {.op = -1, .met = -1};
  UT_TRY(find_for_intervals(p, &d, err));
  ut_page_measure(p);
  if (p->options->target || p->options->targets)
    add_legend(p, false, UT_LEGEND_TICK, ut_page_say(p, "mål", "target"));
  return draw_dots(p, &d, err);
}

const struct ut_chart_drawing ut_chart_change = {
    .sv = "Före och efter",
    .en = "Before and after",
    .columns = {.value = "fore efter|medel_start medel_slut|instammer_start instammer_slut", .pair = true},
    .draw = draw_change_chart,
};

const struct ut_chart_drawing ut_chart_target = {
    .sv = "Resultat mot mål",
    .en = "Results against targets",
    .columns = {.value = "resultat|andel", .one = true},
    .draw = draw_target_chart,
    .described = "ki_lag ki_hog mal",
};

const struct ut_chart_drawing ut_chart_interval = {
    .sv = "Punkter med intervall",
    .en = "Dots with intervals",
    .columns = {.value = "differens|andel|forbattrad_andel", .one = true},
    .draw = draw_interval_chart,
    .described = "ki_lag ki_hog",
};
