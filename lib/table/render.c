/* Tables for people. Cells are made ready when they are added, and laid out when the widths are known. */
#include "table/render.h"

#include <stdlib.h>

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
  struct ut_buf bytes, ends; /* the cells, headings first; `ends` holds a size_t for each */
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

static enum ut_status add_grouped(struct ut_buf *out, struct ut_text whole)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < whole.len && !status; i++) {
    if (i > 0 && (whole.len - i) % 3 == 0)
      status = ut_buf_add_string(out, NO_BREAK_SPACE);
    if (!status)
      status = ut_buf_add(out, whole.ptr + i, 1);
  }
  return status;
}

static enum ut_status show_number(struct ut_buf *out, struct ut_text number, enum ut_language language)
{
  if (!is_number(number))
    return ut_buf_add_text(out, number);
  size_t sign = number.ptr[0] == '-', whole = digits(number, sign), at = sign + whole;
  enum ut_status status = ut_buf_add_string(out, sign ? MINUS : "");
  if (!status)
    status = add_grouped(out, (struct ut_text){number.ptr + sign, whole});
  if (!status && at < number.len) {
    status = ut_buf_add_string(out, language == UT_SWEDISH ? "," : ".");
    if (!status)
      status = ut_buf_add(out, number.ptr + at + 1, number.len - at - 1);
  }
  return status;
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

static enum ut_status add_safe(const struct ut_grid *g, struct ut_buf *out, struct ut_text t)
{
  const char *at = t.ptr, *end = t.len ? t.ptr + t.len : t.ptr;
  enum ut_status status = UT_OK;
  while (at < end && !status) {
    const char *start = at;
    uint32_t c = ut_utf8_next(&at, end);
    if (c == '\r' && at < end && *at == '\n')
      continue;
    if (c == '\r')
      c = '\n';
    if (is_control(c))
      status = ut_buf_add_string(out, control_shown(g, c));
    else if (g->to == UT_MARKDOWN && c < 0x80 && strchr("\\|*`<[", (int)c))
      status = ut_buf_format(out, "\\%c", (int)c);
    else
      status = ut_buf_add(out, start, (size_t)(at - start));
  }
  return status;
}

static void take_note(struct column *column, struct ut_text field)
{
  if (is_number(field))
    column->has_number = true;
  else if (field.len && !ut_text_is(field, UT_NO_FIGURE) && !ut_text_is(field, ".."))
    column->has_text = true;
}

static enum ut_status add_shown(struct ut_grid *g, struct column *column, struct ut_text field)
{
  take_note(column, field);
  if (column->kind == UT_GRID_NUMBER && field.len == 0)
    return ut_buf_add_string(&g->bytes, UT_NO_FIGURE);
  if (column->kind == UT_GRID_NUMBER && is_number(field))
    return show_number(&g->bytes, field, g->language);
  return add_safe(g, &g->bytes, field);
}

static enum ut_status end_cell(struct ut_grid *g, struct column *column)
{
  size_t start = g->ends.len ? ((const size_t *)(const void *)g->ends.ptr)[g->ends.len / sizeof(size_t) - 1] : 0;
  size_t width = g->bytes.ptr ? ut_text_width((struct ut_text){g->bytes.ptr + start, g->bytes.len - start}) : 0;
  if (width > column->width)
    column->width = width;
  return ut_buf_add(&g->ends, &g->bytes.len, sizeof(size_t));
}

enum ut_status ut_grid_row(struct ut_grid *g, const struct ut_text *fields)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < g->count && !status; i++) {
    status = add_shown(g, &g->columns[i], fields[i]);
    if (!status)
      status = end_cell(g, &g->columns[i]);
  }
  return status;
}

static enum ut_status add_headings(struct ut_grid *g, const struct ut_grid_column *columns)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < g->count && !status; i++) {
    g->columns[i].kind = columns[i].kind;
    g->columns[i].width = g->to == UT_MARKDOWN ? 3 : 0;
    status = add_safe(g, &g->bytes, columns[i].heading);
    if (!status)
      status = end_cell(g, &g->columns[i]);
  }
  return status;
}

enum ut_status ut_grid_new(struct ut_grid **out, enum ut_format to, enum ut_language language,
                           const struct ut_grid_column *columns, size_t count)
{
  struct ut_grid *g = calloc(1, sizeof *g);
  *out = g;
  if (!g)
    return UT_NOMEM;
  g->to = to;
  g->language = language;
  g->count = count;
  g->columns = calloc(count + 1, sizeof *g->columns);
  enum ut_status status = g->columns ? add_headings(g, columns) : UT_NOMEM;
  if (status) {
    ut_grid_free(g);
    *out = NULL;
  }
  return status;
}

/* ---- laying out ---- */

static struct ut_text get_cell(const struct ut_grid *g, size_t index)
{
  const size_t *ends = (const void *)g->ends.ptr;
  size_t start = index ? ends[index - 1] : 0;
  return (struct ut_text){g->bytes.ptr ? g->bytes.ptr + start : NULL, ends[index] - start};
}

static enum ut_status add_times(struct ut_buf *out, char c, size_t times)
{
  enum ut_status status = ut_buf_reserve(out, times);
  if (status || times == 0)
    return status;
  memset(out->ptr + out->len, c, times);
  out->len += times;
  return UT_OK;
}

static enum ut_status add_padded(struct ut_buf *out, struct ut_text cell, const struct column *column)
{
  size_t blanks = column->width - ut_text_width(cell);
  enum ut_status status = add_times(out, ' ', column->right ? blanks : 0);
  if (!status)
    status = ut_buf_add_text(out, cell);
  if (!status)
    status = add_times(out, ' ', column->right ? 0 : blanks);
  return status;
}

static enum ut_status add_text_line(const struct ut_grid *g, size_t first, struct ut_buf *out)
{
  size_t start = out->len;
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < g->count && !status; i++) {
    status = ut_buf_add_string(out, i ? "  " : "");
    if (!status)
      status = add_padded(out, get_cell(g, first + i), &g->columns[i]);
  }
  if (status)
    return status;
  while (out->len > start && out->ptr[out->len - 1] == ' ')
    out->len--;
  return ut_buf_add_string(out, "\n");
}

static enum ut_status add_text_rule(const struct ut_grid *g, struct ut_buf *out)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < g->count && !status; i++) {
    status = ut_buf_add_string(out, i ? "  " : "");
    if (!status)
      status = add_times(out, '-', g->columns[i].width);
  }
  return status ? status : ut_buf_add_string(out, "\n");
}

static enum ut_status add_markdown_line(const struct ut_grid *g, size_t first, struct ut_buf *out)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < g->count && !status; i++) {
    status = ut_buf_add_string(out, i ? " | " : "| ");
    if (!status)
      status = add_padded(out, get_cell(g, first + i), &g->columns[i]);
  }
  return status ? status : ut_buf_add_string(out, " |\n");
}

static enum ut_status add_markdown_rule(const struct ut_grid *g, struct ut_buf *out)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < g->count && !status; i++) {
    status = ut_buf_add_string(out, i ? " | " : "| ");
    if (!status)
      status = add_times(out, '-', g->columns[i].width - g->columns[i].right);
    if (!status)
      status = ut_buf_add_string(out, g->columns[i].right ? ":" : "");
  }
  return status ? status : ut_buf_add_string(out, " |\n");
}

static enum ut_status add_title(const struct ut_grid *g, const char *title, struct ut_buf *out)
{
  const char *marks = g->to == UT_MARKDOWN ? "**" : "";
  enum ut_status status = ut_buf_add_string(out, marks);
  if (!status)
    status = add_safe(g, out, ut_text_of(title));
  if (!status)
    status = ut_buf_format(out, "%s\n\n", marks);
  return status;
}

static void decide_sides(struct ut_grid *g)
{
  for (size_t i = 0; i < g->count; i++) {
    struct column *c = &g->columns[i];
    bool numbers = c->kind == UT_GRID_NUMBER || (c->kind == UT_GRID_GUESS && c->has_number);
    c->right = c->kind == UT_GRID_YEAR || (numbers && !c->has_text);
  }
}

static enum ut_status write_lines(struct ut_grid *g, const char *title, struct ut_output *o, struct ut_error *err)
{
  size_t cells = g->ends.len / sizeof(size_t);
  bool markdown = g->to == UT_MARKDOWN;
  enum ut_status status = title ? add_title(g, title, &o->buf) : UT_OK;
  for (size_t first = 0; first < cells && !status; first += g->count) {
    status = markdown ? add_markdown_line(g, first, &o->buf) : add_text_line(g, first, &o->buf);
    if (!status && first == 0)
      status = markdown ? add_markdown_rule(g, &o->buf) : add_text_rule(g, &o->buf);
    if (!status && (status = ut_output_drain(o, err)))
      return status;
  }
  return status ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_grid_write(struct ut_grid *g, const char *title, struct ut_output *o, struct ut_error *err)
{
  if (g->count == 0)
    return UT_OK;
  decide_sides(g);
  return write_lines(g, title, o, err);
}

void ut_grid_free(struct ut_grid *g)
{
  if (!g)
    return;
  free(g->columns);
  ut_buf_clear(&g->bytes);
  ut_buf_clear(&g->ends);
  free(g);
}
