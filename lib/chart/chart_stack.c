/* Parts of a whole, one beside the other: shares of a base, or counts. */
#include <math.h>
#include <stdlib.h>

#include "chart/chart_page.h"

#define BAR 24.0
#define PAD 4.0

/* What there is of one bar. */
struct stack_parts {
  bool hidden, any;
  double sum;
};

static size_t first_row(const struct ut_chart_table *t, size_t x)
{
  size_t s = 0;
  while (s < t->series.count && ut_chart_row(t, x, s) == SIZE_MAX)
    s++;
  return s < t->series.count ? ut_chart_row(t, x, s) : SIZE_MAX;
}

static enum ut_status sum_parts(const struct ut_chart_table *t, size_t x, struct stack_parts *parts,
                                struct ut_error *err)
{
  *parts = (struct stack_parts){0};
  for (size_t s = 0; s < t->series.count; s++) {
    struct ut_chart_figure f;
    UT_TRY(ut_chart_value(t, x, s, &f, err));
    if (f.number < 0)
      return ut_chart_refuse(t, ut_chart_row(t, x, s), t->values[t->by_value ? s : 0], err,
                             "a part of a stack is not negative");
    parts->hidden = parts->hidden || f.state == UT_CHART_HIDDEN;
    parts->any = parts->any || f.state == UT_CHART_FIGURE;
    parts->sum += f.number;
  }
  return UT_OK;
}

/* ---- shares are parts of one whole ---- */

static size_t decimals_of(struct ut_text number)
{
  const char *point = number.len > 0 ? memchr(number.ptr, '.', number.len) : NULL;
  return point ? number.len - (size_t)(point - number.ptr) - 1 : 0;
}

/* Each part may be half a unit of its last decimal off. */
static enum ut_status check_sum(const struct ut_chart_table *t, size_t x, double sum, struct ut_error *err)
{
  double slack = 1e-9;
  for (size_t s = 0; s < t->series.count; s++) {
    struct ut_chart_figure f;
    UT_TRY(ut_chart_value(t, x, s, &f, err));
    slack += f.state == UT_CHART_FIGURE ? 0.5 * pow(10, -(double)decimals_of(f.text)) : 0;
  }
  if (fabs(sum - 100) <= slack)
    return UT_OK;
  char number[UT_RATIO_SIZE];
  return ut_chart_refuse(t, first_row(t, x), t->values[0], err,
                         "the parts of one bar sum to %s and not to 100: they are no parts of one whole",
                         ut_double_format(sum, 1, number));
}

static enum ut_status check_base(const struct ut_chart_table *t, size_t x, ptrdiff_t base, struct ut_error *err)
{
  size_t first = first_row(t, x);
  for (size_t s = 0; s < t->series.count && base >= 0; s++) {
    size_t row = ut_chart_row(t, x, s);
    if (row == SIZE_MAX)
      continue;
    struct ut_text a = ut_whole_table_cell(t->whole, first, (size_t)base);
    struct ut_text b = ut_whole_table_cell(t->whole, row, (size_t)base);
    char one[UT_QUOTED], other[UT_QUOTED];
    if (!ut_text_equal(a, b))
      return ut_chart_refuse(t, row, (size_t)base, err,
                             "the parts of one bar have the bases %s and %s: they are no parts of one whole",
                             ut_quote(one, a.ptr, a.len), ut_quote(other, b.ptr, b.len));
  }
  return UT_OK;
}

static enum ut_status check_whole(const struct ut_chart_table *t, size_t x, ptrdiff_t base, double sum,
                                  struct ut_error *err)
{
  UT_TRY(check_base(t, x, base, err));
  return check_sum(t, x, sum, err);
}

/* The sum that a bar of full length has. */
static enum ut_status find_whole(const struct ut_page *p, bool shares, double *whole, struct ut_error *err)
{
  const struct ut_chart_table *t = &p->table;
  ptrdiff_t base;
  UT_TRY(ut_chart_column(t, NULL, "bas", &base, err));
  *whole = 0;
  for (size_t x = 0; x < t->x.count; x++) {
    struct stack_parts parts;
    UT_TRY(sum_parts(t, x, &parts, err));
    if (parts.hidden || !parts.any)
      continue;
    if (shares)
      UT_TRY(check_whole(t, x, base, parts.sum, err));
    *whole = shares ? 100 : fmax(*whole, parts.sum);
  }
  *whole = *whole > 0 ? *whole : 1;
  return UT_OK;
}

/* ---- bars ---- */

static struct ut_text number_of(struct ut_page *p, size_t s, const struct ut_chart_figure *f)
{
  return ut_chart_number(&p->table, p->table.values[p->table.by_value ? s : 0], f->text);
}

static void draw_part(struct ut_page *p, size_t s, double x, double top, double width, const struct ut_chart_figure *f)
{
  const char *fill = ut_page_colour(p, s);
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_ink_on(fill), .anchor = UT_SVG_MIDDLE};
  struct ut_text text = number_of(p, s, f);
  ut_svg_rect(&p->svg, x, top, fmax(width - 1, 0.5), BAR, fill);
  if (ut_text_size(text, UT_TYPE_SMALL, false) + 2 * PAD <= width)
    ut_svg_text(&p->svg, x + (width - 1) / 2, top + BAR / 2 + UT_TYPE_SMALL * 0.35, text, NULL, &type);
}

static enum ut_status draw_parts(struct ut_page *p, const struct ut_named_rows *rows, size_t x, double top,
                                 double whole, struct ut_error *err)
{
  double at = rows->left;
  for (size_t s = 0; s < p->table.series.count; s++) {
    struct ut_chart_figure f;
    UT_TRY(ut_chart_value(&p->table, x, s, &f, err));
    double width = f.number / whole * (rows->right - rows->left);
    if (f.state == UT_CHART_FIGURE && f.number > 0)
      draw_part(p, s, at, top, width, &f);
    at += width;
  }
  return UT_OK;
}

/* What is known of a bar that is not drawn: "skyddad; Arbete 41,2 %, Studier 12,0 %". */
static enum ut_status name_parts(struct ut_page *p, size_t x, struct ut_buf *out, struct ut_error *err)
{
  const char *between = ": ";
  ut_buf_add_string(out, ut_page_say(p, "skyddad", "protected"));
  for (size_t s = 0; s < p->table.series.count; s++) {
    struct ut_chart_figure f;
    UT_TRY(ut_chart_value(&p->table, x, s, &f, err));
    if (f.state != UT_CHART_FIGURE && f.state != UT_CHART_HIDDEN)
      continue;
    ut_buf_add_string(out, between);
    ut_buf_add_text(out, p->table.series.keys[s].label);
    ut_buf_add_string(out, "\u00A0"); /* a line does not end between them */
    if (f.state == UT_CHART_HIDDEN)
      ut_buf_add_string(out, "..");
    else
      ut_buf_add_text(out, number_of(p, s, &f));
    between = ", ";
  }
  return out->failed ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status draw_hidden(struct ut_page *p, const struct ut_named_rows *rows, size_t x, struct ut_error *err)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  struct ut_buf text = {0};
  struct ut_wrapped w;
  enum ut_status status = name_parts(p, x, &text, err);
  ut_text_wrap(&w, ut_buf_text(&text), UT_TYPE_SMALL, false, rows->right - rows->left, UT_WRAP_MAX);
  double below = (double)w.count * UT_TYPE_SMALL * UT_LINE + 4;
  double top = ut_named_rows_next(rows, p, p->table.x.keys[x].label, BAR + below, BAR);
  ut_svg_hatch(&p->svg, rows->left, top, rows->right - rows->left, BAR);
  ut_page_lines(p, rows->left, top + BAR + UT_TYPE_SMALL + 2, &w, &type);
  p->hidden_cell = true;
  ut_buf_clear(&text);
  return status;
}

static enum ut_status draw_row(struct ut_page *p, const struct ut_named_rows *rows, size_t x, double whole,
                               struct ut_error *err)
{
  const struct ut_svg_type type = {.size = UT_TYPE_SMALL, .fill = ut_faint};
  struct stack_parts parts;
  UT_TRY(sum_parts(&p->table, x, &parts, err));
  if (parts.hidden)
    return draw_hidden(p, rows, x, err);
  double top = ut_named_rows_next(rows, p, p->table.x.keys[x].label, BAR, BAR);
  if (parts.sum > 0)
    return draw_parts(p, rows, x, top, whole, err);
  ut_svg_text(&p->svg, rows->left, top + BAR / 2 + UT_TYPE_SMALL * 0.35, ut_text_of(parts.any ? "0" : "–"), NULL,
              &type);
  return UT_OK;
}

static enum ut_status draw(struct ut_page *p, struct ut_error *err)
{
  struct ut_named_rows rows;
  double whole;
  bool shares = ut_chart_is_percent(&p->table, p->table.values[0]);
  UT_TRY(find_whole(p, shares, &whole, err));
  ut_page_measure(p);
  UT_TRY(ut_page_series(p, UT_LEGEND_BOX, err));
  ut_named_rows_init(&rows, p);
  for (size_t x = 0; x < p->table.x.count; x++)
    UT_TRY(draw_row(p, &rows, x, whole, err));
  return UT_OK;
}

const struct ut_chart_drawing ut_chart_stack = {
    .sv = "Staplat stapeldiagram",
    .en = "Stacked bar chart",
    .columns = {.series = "klass", .value = "andel|antal|in ut kvar"},
    .draw = draw,
};
