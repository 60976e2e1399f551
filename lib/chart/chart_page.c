/* Titles, legends, descriptions, and rows with names. */
#include "chart/chart_page.h"

#include <math.h>
#include <stdlib.h>

#include "table/figure.h"

enum { TITLE_LINES = 3, NAME_LINES = 3 };
#define SWATCH 12.0
#define SWATCH_LINE 28.0

double ut_page_width(const struct ut_page *p)
{
  return (double)p->options->width;
}

double ut_page_right(const struct ut_page *p)
{
  return ut_page_width(p) - UT_MARGIN;
}

bool ut_page_is_narrow(const struct ut_page *p)
{
  return ut_page_width(p) < UT_NARROW;
}

const char *ut_page_say(const struct ut_page *p, const char *sv, const char *en)
{
  return p->options->language == UT_SWEDISH ? sv : en;
}

static bool is_unknown(const struct ut_chart_axis *axis, size_t i)
{
  struct ut_text key = axis->keys[i].value;
  return axis->column >= 0 && (key.len == 0 || ut_text_is(key, UT_CLASS_UNKNOWN));
}

const char *ut_page_colour(const struct ut_page *p, size_t series)
{
  return is_unknown(&p->table.series, series) ? ut_unknown : ut_palette[series % UT_PALETTE];
}

const char *ut_page_row_colour(const struct ut_page *p, size_t x, size_t series)
{
  bool alone = p->table.series.count == 1;
  return alone && is_unknown(&p->table.x, x) ? ut_unknown : ut_page_colour(p, series);
}

struct ut_svg_pen ut_page_pen(const struct ut_page *p, size_t series)
{
  static const char *const dashes[] = {NULL, "8 4", "2 3", "10 3 2 3", "5 2", "12 3 2 3 2 3"};
  enum { DASHES = sizeof dashes / sizeof *dashes };
  return (struct ut_svg_pen){ut_page_colour(p, series), 2.5, dashes[series % DASHES]};
}

double ut_page_lines(struct ut_page *p, double x, double y, const struct ut_wrapped *w, const struct ut_svg_type *type)
{
  double step = type->size * UT_LINE;
  for (size_t i = 0; i < w->count; i++)
    ut_svg_text(&p->svg, x, y + (double)i * step, w->lines[i], w->cut && i + 1 == w->count ? "…" : NULL, type);
  return (double)w->count * step;
}

/* ---- above the chart ---- */

static void draw_heading(struct ut_page *p, const char *text, double size, bool bold, const char *fill)
{
  struct ut_wrapped w;
  if (!text)
    return;
  ut_text_wrap(&w, ut_text_of(text), size, bold, ut_page_right(p) - UT_MARGIN, TITLE_LINES);
  const struct ut_svg_type type = {.size = size, .fill = fill, .bold = bold};
  p->y += ut_page_lines(p, UT_MARGIN, p->y + size, &w, &type) + 2;
}

void ut_page_measure(struct ut_page *p)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  struct ut_wrapped w;
  if (p->table.by_value)
    return;
  ut_text_wrap(&w, ut_chart_heading(&p->table, p->table.values[0]), UT_TYPE_SMALL, false, ut_page_right(p) - UT_MARGIN,
               2);
  p->y += ut_page_lines(p, UT_MARGIN, p->y + UT_TYPE_SMALL, &w, &type) + UT_GAP / 2;
}

static void draw_swatch(struct ut_page *p, const struct ut_legend_item *item, double x, double middle)
{
  const struct ut_svg_pen *pen = &item->pen;
  double half = SWATCH / 2;
  if (item->shape == UT_LEGEND_LINE)
    ut_svg_line(&p->svg, x, middle, x + SWATCH_LINE, middle, pen);
  else if (item->shape == UT_LEGEND_TICK)
    ut_svg_line(&p->svg, x + half, middle - half, x + half, middle + half, pen);
  else if (item->shape == UT_LEGEND_BOX)
    ut_svg_rect(&p->svg, x, middle - half, SWATCH, SWATCH, pen->colour);
  else
    ut_svg_dot(&p->svg, x + half, middle, half - 1, item->shape == UT_LEGEND_DOT ? pen->colour : NULL, pen->colour);
}

void ut_page_legend(struct ut_page *p, const struct ut_legend_item *items, size_t count)
{
  const struct ut_svg_type type = {.size = UT_TYPE_BODY, .fill = ut_ink};
  double x = UT_MARGIN, line = UT_TYPE_BODY * UT_LINE + 3, top = p->y;
  for (size_t i = 0; i < count; i++) {
    double swatch = (items[i].shape == UT_LEGEND_LINE ? SWATCH_LINE : SWATCH) + 6;
    double width = swatch + ut_text_size(items[i].label, UT_TYPE_BODY, false);
    if (x > UT_MARGIN && x + width > ut_page_right(p)) {
      x = UT_MARGIN;
      top += line;
    }
    struct ut_wrapped w;
    ut_text_wrap(&w, items[i].label, UT_TYPE_BODY, false, ut_page_right(p) - x - swatch, NAME_LINES);
    draw_swatch(p, &items[i], x, top + line / 2);
    ut_page_lines(p, x + swatch, top + line / 2 + UT_TYPE_BODY * 0.36, &w, &type);
    x = w.count > 1 ? ut_page_right(p) : x + width + 18;
    top += (double)(w.count > 0 ? w.count - 1 : 0) * UT_TYPE_BODY * UT_LINE;
  }
  if (count > 0)
    p->y = top + line + UT_GAP;
}

enum ut_status ut_page_series(struct ut_page *p, enum ut_legend shape, struct ut_error *err)
{
  const struct ut_chart_axis *series = &p->table.series;
  if (series->count < 2)
    return UT_OK;
  struct ut_legend_item *items = calloc(series->count, sizeof *items);
  if (!items)
    return ut_error_nomem(err);
  for (size_t i = 0; i < series->count; i++)
    items[i] = (struct ut_legend_item){shape, ut_page_pen(p, i), series->keys[i].label};
  ut_page_legend(p, items, series->count);
  free(items);
  return UT_OK;
}

/* ---- rows with names ---- */

void ut_named_rows_init(struct ut_named_rows *r, struct ut_page *p)
{
  const struct ut_chart_axis *x = &p->table.x;
  double widest = 0, most = (ut_page_right(p) - UT_MARGIN) * 0.36;
  for (size_t i = 0; i < x->count; i++)
    widest = fmax(widest, ut_text_size(x->keys[i].label, UT_TYPE_BODY, false));
  r->names = ut_page_is_narrow(p) ? 0 : fmin(widest + 1, most);
  r->left = UT_MARGIN + (r->names > 0 ? r->names + 10 : 0);
  r->right = ut_page_right(p);
}

double ut_named_rows_next(const struct ut_named_rows *r, struct ut_page *p, struct ut_text name, double body,
                          double beside)
{
  struct ut_wrapped w;
  struct ut_svg_type type = {.size = UT_TYPE_BODY, .fill = ut_ink, .anchor = UT_SVG_END};
  double line = UT_TYPE_BODY * UT_LINE, top = p->y;
  if (r->names > 0) {
    ut_text_wrap(&w, name, UT_TYPE_BODY, false, r->names, NAME_LINES);
    double half = (double)w.count * line / 2, above = fmax(half - beside / 2, 0), middle = top + above + beside / 2;
    ut_page_lines(p, UT_MARGIN + r->names, middle - half + line * 0.75, &w, &type);
    p->y = fmax(middle + half, top + above + body) + UT_GAP;
    return top + above;
  }
  type.anchor = UT_SVG_START;
  ut_text_wrap(&w, name, UT_TYPE_BODY, false, ut_page_right(p) - UT_MARGIN, NAME_LINES);
  top += ut_page_lines(p, UT_MARGIN, top + line * 0.75, &w, &type) + 2;
  p->y = top + body + UT_GAP + 2;
  return top;
}

struct ut_text ut_page_tick(struct ut_page *p, const struct ut_scale *s, int64_t i, bool percent)
{
  char number[UT_RATIO_SIZE];
  struct ut_buf *out = &p->table.scratch;
  const struct ut_figure_style style = ut_figure_style(UT_HTML, p->options->language, false);
  out->len = 0;
  ut_figure_add(out, ut_text_of(ut_scale_text(s, i, number)), &style);
  if (percent)
    ut_buf_add_string(out, ut_page_say(p, "\u00A0%", "%"));
  return ut_buf_text(out);
}

int ut_page_ticks(struct ut_page *p, double room, double low, double high, bool percent, int most)
{
  for (; most > 2; most--) {
    struct ut_scale s;
    double widest = 0;
    ut_scale_round(&s, low, high, most);
    for (int64_t i = s.first; i <= s.last; i++)
      widest = fmax(widest, ut_text_size(ut_page_tick(p, &s, i, percent), UT_TYPE_SMALL, false));
    if ((widest + 10) * (double)(s.last - s.first) <= room)
      return most;
  }
  return 2;
}

void ut_named_rows_ticks(struct ut_page *p, const struct ut_scale *s, double from, bool percent)
{
  const struct ut_svg_pen pen = {ut_grid, 1, NULL};
  struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint, .anchor = UT_SVG_MIDDLE};
  for (int64_t i = s->first; i <= s->last; i++) {
    double x = ut_scale_at(s, ut_scale_tick(s, i));
    struct ut_text text = ut_page_tick(p, s, i, percent);
    double half = ut_text_size(text, UT_TYPE_SMALL, false) / 2;
    ut_svg_line(&p->svg, x, from, x, p->y, &pen);
    x = fmin(fmax(x, UT_MARGIN / 2 + half), ut_page_width(p) - 2 - half);
    ut_svg_text(&p->svg, x, p->y + UT_TYPE_SMALL + 3, text, NULL, &type);
  }
  p->y += UT_TYPE_SMALL * UT_LINE + UT_GAP;
}

/* ---- for whoever does not see the picture ---- */

static void describe_figure(struct ut_page *p, size_t column, const struct ut_chart_figure *f)
{
  if (f->state == UT_CHART_FIGURE)
    ut_buf_add_text(&p->desc, ut_chart_number(&p->table, column, f->text));
  else
    ut_buf_add_string(&p->desc, f->state == UT_CHART_HIDDEN ? ut_page_say(p, "skyddad", "protected")
                                                            : ut_page_say(p, "uppgift saknas", "not known"));
}

/* The columns that the description has beside the values. */
struct further {
  size_t columns[UT_CHART_VALUES];
  size_t count;
};

static void add_further(struct further *f, ptrdiff_t column)
{
  bool there = column < 0 || f->count == UT_CHART_VALUES;
  for (size_t i = 0; i < f->count && !there; i++)
    there = f->columns[i] == (size_t)column;
  if (!there)
    f->columns[f->count++] = (size_t)column;
}

static enum ut_status find_further(const struct ut_page *p, const char *names, struct further *f, struct ut_error *err)
{
  const struct ut_chart_options *o = p->options;
  const char *asked[] = {o->low, o->high, o->target};
  struct ut_text rest = ut_text_of(names ? names : "");
  ptrdiff_t column;
  f->count = 0;
  for (struct ut_text name; ut_text_split(&rest, ' ', &name);)
    add_further(f, ut_reader_find(ut_whole_table_header(p->table.whole), name));
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
    UT_TRY(ut_chart_column(&p->table, asked[i], NULL, &column, err));
    add_further(f, column);
  }
  return UT_OK;
}

static void describe_column(struct ut_page *p, size_t column, const struct ut_chart_figure *f)
{
  ut_buf_add_string(&p->desc, ", ");
  ut_buf_add_text(&p->desc, ut_chart_heading(&p->table, column));
  ut_buf_add_string(&p->desc, " ");
  describe_figure(p, column, f);
}

/* "Kvinnor, Arbete: 31,2 %, KI, undre (%) 25,0 %." */
static enum ut_status describe_row(struct ut_page *p, size_t x, size_t s, const struct further *further,
                                   struct ut_error *err)
{
  struct ut_chart_table *t = &p->table;
  struct ut_chart_figure f;
  bool pair = !t->by_value && t->value_count > 1;
  size_t row = ut_chart_row(t, x, s);
  if (row == SIZE_MAX)
    return UT_OK;
  ut_buf_add_string(&p->desc, " ");
  ut_buf_add_text(&p->desc, t->x.keys[x].label);
  if (t->series.count > 1 || t->series.column >= 0) {
    ut_buf_add_string(&p->desc, t->x.column >= 0 ? ", " : "");
    ut_buf_add_text(&p->desc, t->series.keys[s].label);
  }
  ut_buf_add_string(&p->desc, ": ");
  size_t column = t->values[t->by_value ? s : 0];
  UT_TRY(ut_chart_cell(t, row, (ptrdiff_t)column, &f, err));
  describe_figure(p, column, &f);
  if (pair) {
    UT_TRY(ut_chart_cell(t, row, (ptrdiff_t)t->values[1], &f, err));
    describe_column(p, t->values[1], &f);
  }
  for (size_t i = 0; i < further->count; i++) {
    UT_TRY(ut_chart_cell(t, row, (ptrdiff_t)further->columns[i], &f, err));
    describe_column(p, further->columns[i], &f);
  }
  ut_buf_add_string(&p->desc, ".");
  return UT_OK;
}

static enum ut_status describe(struct ut_page *p, const struct ut_chart_drawing *d, struct ut_error *err)
{
  struct ut_chart_table *t = &p->table;
  struct further further;
  UT_TRY(find_further(p, d->described, &further, err));
  ut_buf_add_string(&p->desc, ut_page_say(p, d->sv, d->en));
  for (size_t i = 0; i < t->value_count && !t->by_value; i++) {
    ut_buf_add_string(&p->desc, i > 0 ? ", " : ": ");
    ut_buf_add_text(&p->desc, ut_chart_heading(t, t->values[i]));
  }
  ut_buf_add_string(&p->desc, ".");
  for (size_t x = 0; x < t->x.count; x++)
    for (size_t s = 0; s < t->series.count; s++)
      UT_TRY(describe_row(p, x, s, &further, err));
  return p->desc.failed ? ut_error_nomem(err) : UT_OK;
}

/* "Andel (%) efter Insats och Klass", where no title is given. */
static void make_title(struct ut_page *p, const struct ut_chart_drawing *d)
{
  struct ut_chart_table *t = &p->table;
  const ptrdiff_t keys[] = {t->x.column, t->series.column};
  const char *between = ut_page_say(p, " efter ", " by ");
  if (p->options->title) {
    ut_buf_add_string(&p->title, p->options->title);
    return;
  }
  for (size_t i = 0; i < t->value_count; i++) {
    ut_buf_add_string(&p->title, i > 0 ? ", " : "");
    ut_buf_add_text(&p->title, ut_chart_heading(t, t->values[i]));
  }
  if (t->value_count == 0)
    ut_buf_add_string(&p->title, ut_page_say(p, d->sv, d->en));
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (keys[i] >= 0) {
      ut_buf_add_string(&p->title, between);
      ut_buf_add_text(&p->title, ut_chart_heading(t, (size_t)keys[i]));
      between = ut_page_say(p, " och ", " and ");
    }
}

/* ---- the picture ---- */

static void explain_hidden(struct ut_page *p)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  const char *text = p->hidden_cell ? ut_page_say(p, ".. skyddad uppgift", ".. protected figure")
                                    : ut_page_say(p, "skyddad uppgift", "protected figure");
  ut_svg_hatch(&p->svg, UT_MARGIN, p->y, SWATCH + 8, SWATCH);
  ut_svg_text(&p->svg, UT_MARGIN + SWATCH + 14, p->y + UT_TYPE_SMALL - 1.5, ut_text_of(text), NULL, &type);
  p->y += SWATCH + UT_GAP;
}

static enum ut_status draw_page(struct ut_page *p, const struct ut_chart_drawing *d, struct ut_error *err)
{
  const struct ut_chart_options *o = p->options;
  draw_heading(p, o->title, UT_TYPE_TITLE, true, ut_ink);
  draw_heading(p, o->subtitle, UT_TYPE_BODY, false, ut_faint);
  p->y += o->title || o->subtitle ? UT_GAP : 0;
  make_title(p, d);
  if (p->table.x.count == 0) {
    const struct ut_svg_type type = {.size = UT_TYPE_BODY, .fill = ut_faint};
    const char *text = ut_page_say(p, "Tabellen har inga rader.", "The table has no rows.");
    ut_svg_text(&p->svg, UT_MARGIN, p->y + UT_TYPE_BODY, ut_text_of(text), NULL, &type);
    p->y += UT_TYPE_BODY * UT_LINE;
    ut_buf_add_string(&p->desc, text);
    return UT_OK;
  }
  UT_TRY(describe(p, d, err));
  UT_TRY(d->draw(p, err));
  if (p->svg.hatched || p->hidden_cell)
    explain_hidden(p);
  return UT_OK;
}

enum ut_status ut_page_draw(const struct ut_chart_drawing *d, const struct ut_whole_table *t,
                            const struct ut_chart_options *o, struct ut_buf *out, struct ut_error *err)
{
  struct ut_page p = {.options = o, .svg.id = o->id ? o->id : "chart", .y = UT_MARGIN};
  enum ut_status status = ut_chart_table_init(&p.table, t, o, &d->columns, err);
  if (status == UT_OK)
    status = draw_page(&p, d, err);
  const struct ut_svg_frame frame = {.width = ut_page_width(&p),
                                     .height = ceil(p.y + UT_MARGIN - UT_GAP / 2),
                                     .title = ut_buf_text(&p.title),
                                     .desc = ut_buf_text(&p.desc),
                                     .language = ut_page_say(&p, "sv", "en")};
  if (status == UT_OK &&
      (p.title.failed || p.desc.failed || p.table.scratch.failed || ut_svg_write(&p.svg, &frame, out) != UT_OK))
    status = ut_error_nomem(err);
  ut_chart_table_clear(&p.table);
  ut_svg_clear(&p.svg);
  ut_buf_clear(&p.desc);
  ut_buf_clear(&p.title);
  return status;
}
