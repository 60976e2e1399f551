/* A matrix: where they were before, and where they are after. */
#include <math.h>

#include "chart/chart_page.h"

#define CELL_HEIGHT 28.0
#define HEADING_MOST 160.0
#define PAD 6.0
#define CELL_LEAST 18.0
#define CELL_MOST 96.0
#define CELL_OF_HEADING 168.0 /* the most where no heading is turned then */

struct heat {
  struct ut_named_rows rows;
  double cell, most, headings; /* the width of a cell, the largest figure, the height of the headings */
  bool turned;
};

static double column_at(const struct heat *h, size_t s)
{
  return h->rows.left + h->cell * (double)s;
}

static enum ut_status find_most(struct ut_page *p, struct heat *h, double *widest, struct ut_error *err)
{
  struct ut_chart_table *t = &p->table;
  *widest = 0;
  for (size_t x = 0; x < t->x.count; x++)
    for (size_t s = 0; s < t->series.count; s++) {
      struct ut_chart_figure f;
      UT_TRY(ut_chart_value(t, x, s, &f, err));
      if (f.number < 0)
        return ut_chart_refuse(t, ut_chart_row(t, x, s), t->values[0], err, "a cell of a matrix is not negative");
      h->most = fmax(h->most, f.number);
      if (f.state == UT_CHART_FIGURE)
        *widest = fmax(*widest, ut_text_size(ut_chart_number(t, t->values[0], f.text), UT_TYPE_SMALL, false));
    }
  return UT_OK;
}

/* Headings read upwards where one that does not would have lines of few letters. */
static void measure_headings(struct ut_page *p, struct heat *h)
{
  const struct ut_chart_axis *columns = &p->table.series;
  double widest = 0;
  size_t lines = 0;
  h->turned = false;
  for (size_t i = 0; i < columns->count; i++) {
    struct ut_wrapped w;
    double width = ut_text_size(columns->keys[i].label, UT_TYPE_SMALL, false);
    ut_text_wrap(&w, columns->keys[i].label, UT_TYPE_SMALL, false, h->cell - PAD, UT_WRAP_MAX);
    for (size_t j = 0; j < w.count; j++) {
      const char *end = w.lines[j].ptr + w.lines[j].len, *whole = columns->keys[i].label.ptr;
      bool broken = j + 1 < w.count && *end != ' ' && end[-1] != '-' && end[-1] != '/';
      h->turned = h->turned || broken || w.cut || !whole;
    }
    widest = fmax(widest, width);
    lines = w.count > lines ? w.count : lines;
  }
  h->headings = h->turned ? fmin(widest + 4, HEADING_MOST) : (double)lines * UT_TYPE_SMALL * UT_LINE;
}

static void write_headings(struct ut_page *p, const struct heat *h)
{
  const struct ut_chart_axis *columns = &p->table.series;
  for (size_t i = 0; i < columns->count; i++) {
    struct ut_wrapped w;
    struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_ink, .turned = h->turned};
    double middle = column_at(h, i) + h->cell / 2;
    type.anchor = h->turned ? UT_SVG_START : UT_SVG_MIDDLE;
    ut_text_wrap(&w, columns->keys[i].label, UT_TYPE_SMALL, false, h->turned ? h->headings : h->cell - PAD,
                 h->turned ? 1 : UT_WRAP_MAX);
    double top = p->y + h->headings - (double)w.count * UT_TYPE_SMALL * UT_LINE;
    if (h->turned)
      ut_page_lines(p, middle + UT_TYPE_SMALL * 0.35, p->y + h->headings, &w, &type);
    else
      ut_page_lines(p, middle, top + UT_TYPE_SMALL, &w, &type);
  }
  p->y += h->headings + PAD;
}

static void draw_cell(struct ut_page *p, const struct heat *h, double x, double y, const struct ut_chart_figure *f)
{
  char colour[UT_COLOUR];
  struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint, .anchor = UT_SVG_MIDDLE};
  double base = y + CELL_HEIGHT / 2 + UT_TYPE_SMALL * 0.35, middle = x + h->cell / 2;
  if (f->state == UT_CHART_HIDDEN) {
    /* The mark is read on plain ground. */
    ut_svg_hatch(&p->svg, x, y, h->cell - 1, CELL_HEIGHT - 1);
    ut_svg_rect(&p->svg, middle - 7, y + 8, 14, CELL_HEIGHT - 17, ut_paper);
    ut_svg_text(&p->svg, middle, base - 2, ut_text_of(".."), NULL, &type);
    p->hidden_cell = true;
    return;
  }
  bool figure = f->state == UT_CHART_FIGURE;
  const char *fill = figure && f->number > 0 ? ut_shade(0.1 + 0.9 * f->number / h->most, colour) : "#F3F4F5";
  ut_svg_rect(&p->svg, x, y, h->cell - 1, CELL_HEIGHT - 1, fill);
  if (figure && f->number > 0)
    type.fill = ut_ink_on(fill);
  ut_svg_text(&p->svg, middle, base, figure ? ut_chart_number(&p->table, p->table.values[0], f->text) : ut_text_of("–"),
              NULL, &type);
}

static enum ut_status draw_row(struct ut_page *p, const struct heat *h, size_t x, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  double top = ut_named_rows_next(&h->rows, p, t->x.keys[x].label, CELL_HEIGHT, CELL_HEIGHT);
  for (size_t s = 0; s < t->series.count; s++) {
    struct ut_chart_figure f;
    UT_TRY(ut_chart_value(t, x, s, &f, err));
    draw_cell(p, h, column_at(h, s), top, &f);
  }
  p->y -= h->rows.names > 0 ? UT_GAP : 0;
  return UT_OK;
}

/* Returns where the next name has room. */
static double name_axis(struct ut_page *p, double x, ptrdiff_t column, const char *behind)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  if (column < 0)
    return x;
  struct ut_text name = ut_chart_heading(&p->table, (size_t)column);
  ut_svg_text(&p->svg, x, p->y + UT_TYPE_SMALL, name, behind, &type);
  return x + ut_text_size(name, UT_TYPE_SMALL, false) + 2 * UT_TYPE_SMALL;
}

/* Names stand above their rows where cells have no room otherwise; wide cells are for headings that need no turn. */
static enum ut_status measure_cells(struct ut_page *p, struct heat *h, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  double widest, count = (double)t->series.count;
  UT_TRY(find_most(p, h, &widest, err));
  ut_named_rows_init(&h->rows, p);
  double least = fmax(widest + 3, CELL_LEAST);
  if ((h->rows.right - h->rows.left) / count < least) {
    h->rows.names = 0;
    h->rows.left = UT_MARGIN;
  }
  double room = (h->rows.right - h->rows.left) / count;
  if (room < least)
    return ut_chart_refuse(t, 0, t->series.column < 0 ? t->values[0] : (size_t)t->series.column, err,
                           "%zu columns do not go into a picture of this width: --width makes it wider",
                           t->series.count);
  h->cell = fmin(room, CELL_OF_HEADING);
  measure_headings(p, h);
  bool wide = !h->turned;
  h->cell = fmin(room, CELL_MOST);
  measure_headings(p, h);
  if (h->turned && wide) {
    h->cell = fmin(room, CELL_OF_HEADING);
    measure_headings(p, h);
  }
  return UT_OK;
}

static enum ut_status draw(struct ut_page *p, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  struct heat h = {0};
  UT_TRY(measure_cells(p, &h, err));
  double behind = name_axis(p, UT_MARGIN, t->x.column, " ↓");
  name_axis(p, fmax(behind, h.rows.names > 0 ? h.rows.left : ut_page_width(p) / 2), t->series.column, " →");
  p->y += UT_TYPE_SMALL * UT_LINE + 4;
  write_headings(p, &h);
  for (size_t x = 0; x < t->x.count; x++)
    UT_TRY(draw_row(p, &h, x, err));
  p->y += UT_GAP;
  return UT_OK;
}

const struct ut_chart_drawing ut_chart_heat = {
    .sv = "Matris",
    .en = "Matrix",
    .columns = {.x = "fore", .series = "efter", .value = "antal|andel", .one = true, .many = true},
    .draw = draw,
};
