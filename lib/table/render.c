/* Tables for people. Cells are made ready when they are added, and laid out when the widths are known. */
#include "table/render.h"

#include <stdlib.h>

#include "base/distinct.h"

#define NO_BREAK_SPACE "\u00A0"
#define MINUS "\u2212"
#define REPLACEMENT "\uFFFD"

struct column {
  enum ut_grid_kind kind;
  size_t width;
  bool right;
  bool has_number, has_text; /* among its cells */
};

struct ut_grid {
  enum ut_format to;
  enum ut_language language;
  struct column *columns;
  size_t count;
  struct ut_texts cells; /* headings first */
};

/* ---- numbers ---- */

static size_t digits(struct ut_text t, size_t from)
{
  size_t at = from;
  while (at < t.len && ut_char_is_digit(t.ptr[at]))
    at++;
  return at - from;
}

static bool is_number(struct ut_text t)
{
  size_t at = t.len > 0 && t.ptr[0] == '-';
  size_t whole = digits(t, at);
  at += whole;
  if (whole == 0 || at == t.len)
    return whole > 0;
  size_t part = t.ptr[at] == '.' ? digits(t, at + 1) : 0;
  return part > 0 && at + 1 + part == t.len;
}

static void add_grouped(struct ut_buf *out, struct ut_text whole)
{
  for (size_t i = 0; i < whole.len; i++) {
    if (i > 0 && (whole.len - i) % 3 == 0)
      ut_buf_add_string(out, NO_BREAK_SPACE);
    ut_buf_add(out, whole.ptr + i, 1);
  }
}

static void add_number(struct ut_buf *out, struct ut_text number, enum ut_language language)
{
  size_t sign = number.ptr[0] == '-', whole = digits(number, sign), at = sign + whole;
  ut_buf_add_string(out, sign ? MINUS : "");
  add_grouped(out, (struct ut_text){number.ptr + sign, whole});
  if (at == number.len)
    return;
  ut_buf_add_string(out, language == UT_SWEDISH ? "," : ".");
  ut_buf_add(out, number.ptr + at + 1, number.len - at - 1);
}

/* ---- cells ---- */

/* C0, DEL, C1, and the marks that turn the direction of what follows: they can make a terminal show something else. */
static bool is_control(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x2028 || c == 0x2029;
}

static const char *control_shown(const struct ut_grid *g, uint32_t c)
{
  if (g->to == UT_MARKDOWN && c == '\n')
    return "<br>";
  return c == '\n' || c == '\t' ? " " : REPLACEMENT;
}

static void add_safe(const struct ut_grid *g, struct ut_buf *out, struct ut_text t)
{
  const char *at = t.ptr, *end = t.len ? t.ptr + t.len : t.ptr;
  while (at < end) {
    const char *start = at;
    uint32_t c = ut_utf8_next(&at, end);
    if (c == '\r' && at < end && *at == '\n')
      continue;
    if (c == '\r')
      c = '\n';
    if (is_control(c))
      ut_buf_add_string(out, control_shown(g, c));
    else if (g->to == UT_MARKDOWN && c < 0x80 && strchr("\\|*`<[", (int)c))
      ut_buf_format(out, "\\%c", (int)c);
    else
      ut_buf_add(out, start, (size_t)(at - start));
  }
}

static void take_note(struct column *column, struct ut_text field)
{
  if (is_number(field))
    column->has_number = true;
  else if (field.len && !ut_text_is(field, UT_NO_FIGURE) && !ut_text_is(field, ".."))
    column->has_text = true;
}

/* Ends a cell whose bytes have been added. */
static enum ut_status end_cell(struct ut_grid *g, struct column *column)
{
  ut_buf_add(&g->cells.ends, &g->cells.bytes.len, sizeof(size_t));
  if (g->cells.bytes.failed || g->cells.ends.failed)
    return UT_NOMEM;
  size_t width = ut_text_width(ut_texts_get(&g->cells, ut_texts_count(&g->cells) - 1));
  if (width > column->width)
    column->width = width;
  return UT_OK;
}

enum ut_status ut_grid_row(struct ut_grid *g, const struct ut_text *fields)
{
  for (size_t i = 0; i < g->count; i++) {
    struct column *c = &g->columns[i];
    struct ut_text field = fields[i];
    take_note(c, field);
    if (c->kind == UT_GRID_NUMBER && field.len == 0)
      ut_buf_add_string(&g->cells.bytes, UT_NO_FIGURE);
    else if (c->kind == UT_GRID_NUMBER && is_number(field))
      add_number(&g->cells.bytes, field, g->language);
    else
      add_safe(g, &g->cells.bytes, field);
    UT_TRY(end_cell(g, c));
  }
  return UT_OK;
}

enum ut_status ut_grid_new(struct ut_grid **out, enum ut_format to, enum ut_language language,
                           const struct ut_grid_column *columns, size_t count)
{
  struct ut_grid *g = *out = calloc(1, sizeof *g);
  if (!g)
    return UT_NOMEM;
  g->to = to;
  g->language = language;
  g->count = count;
  g->columns = calloc(count + 1, sizeof *g->columns);
  if (!g->columns)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++) {
    g->columns[i] = (struct column){.kind = columns[i].kind, .width = to == UT_MARKDOWN ? 3 : 0};
    add_safe(g, &g->cells.bytes, columns[i].heading);
    UT_TRY(end_cell(g, &g->columns[i]));
  }
  return UT_OK;
}

/* ---- laying out ---- */

/* What stands before the first column, between columns, and after the last. */
struct edges {
  const char *first, *between, *last;
};

static struct edges edges_of(const struct ut_grid *g)
{
  return g->to == UT_MARKDOWN ? (struct edges){"| ", " | ", " |\n"} : (struct edges){"", "  ", "\n"};
}

static void add_times(struct ut_buf *out, char c, size_t times)
{
  if (times == 0 || ut_buf_reserve(out, times))
    return;
  memset(out->ptr + out->len, c, times);
  out->len += times;
}

/* The row whose cells begin with number `cell`. A line of text ends in no blanks. */
static void add_line(const struct ut_grid *g, size_t cell, struct ut_buf *out)
{
  const struct edges edges = edges_of(g);
  for (size_t i = 0; i < g->count; i++) {
    const struct column *c = &g->columns[i];
    struct ut_text shown = ut_texts_get(&g->cells, cell + i);
    size_t blanks = c->width - ut_text_width(shown);
    ut_buf_add_string(out, i ? edges.between : edges.first);
    add_times(out, ' ', c->right ? blanks : 0);
    ut_buf_add_text(out, shown);
    add_times(out, ' ', c->right ? 0 : blanks);
  }
  while (g->to == UT_TEXT && out->len > 0 && out->ptr[out->len - 1] == ' ')
    out->len--;
  ut_buf_add_string(out, edges.last);
}

/* The line under the headings, which in Markdown says to which side a column goes. */
static void add_rule(const struct ut_grid *g, struct ut_buf *out)
{
  const struct edges edges = edges_of(g);
  for (size_t i = 0; i < g->count; i++) {
    bool right = g->to == UT_MARKDOWN && g->columns[i].right;
    ut_buf_add_string(out, i ? edges.between : edges.first);
    add_times(out, '-', g->columns[i].width - right);
    ut_buf_add_string(out, right ? ":" : "");
  }
  ut_buf_add_string(out, edges.last);
}

static void add_title(const struct ut_grid *g, const char *title, struct ut_buf *out)
{
  const char *marks = g->to == UT_MARKDOWN ? "**" : "";
  ut_buf_add_string(out, marks);
  add_safe(g, out, ut_text_of(title));
  ut_buf_format(out, "%s\n\n", marks);
}

static void decide_sides(struct ut_grid *g)
{
  for (size_t i = 0; i < g->count; i++) {
    struct column *c = &g->columns[i];
    bool numbers = c->kind == UT_GRID_NUMBER || (c->kind == UT_GRID_GUESS && c->has_number);
    c->right = c->kind == UT_GRID_YEAR || (numbers && !c->has_text);
  }
}

size_t ut_grid_rows(const struct ut_grid *g)
{
  return g->count > 0 ? ut_texts_count(&g->cells) / g->count - 1 : 0;
}

struct ut_text ut_grid_cell(const struct ut_grid *g, size_t row, size_t column)
{
  return ut_texts_get(&g->cells, (row + 1) * g->count + column);
}

enum ut_status ut_grid_write(struct ut_grid *g, const char *title, struct ut_output *o, struct ut_error *err)
{
  size_t cells = ut_texts_count(&g->cells);
  if (g->count == 0)
    return UT_OK;
  decide_sides(g);
  if (title)
    add_title(g, title, &o->buf);
  for (size_t cell = 0; cell < cells; cell += g->count) {
    add_line(g, cell, &o->buf);
    if (cell == 0)
      add_rule(g, &o->buf);
    if (o->buf.failed)
      return ut_error_nomem(err);
    UT_TRY(ut_output_drain(o, err));
  }
  return UT_OK;
}

void ut_grid_free(struct ut_grid *g)
{
  if (!g)
    return;
  free(g->columns);
  ut_texts_clear(&g->cells);
  free(g);
}
