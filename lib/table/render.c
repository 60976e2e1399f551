/* Tables for people. Cells are made ready when they are added, and laid out when the widths are known. */
#include "table/grid.h"

#include <stdio.h>
#include <stdlib.h>

#include "table/html.h"

#define REPLACEMENT "\uFFFD"

const char ut_hidden[] = "..";

/* C0, DEL, C1, and the marks that turn the direction of what follows: they can make a terminal show something else. */
static bool is_control(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x2028 || c == 0x2029;
}

/* What XML cannot hold at all. */
static bool is_no_character(const struct ut_grid *g, uint32_t c)
{
  return g->to == UT_HTML && (c == 0xFFFE || c == 0xFFFF);
}

static const char *control_shown(const struct ut_grid *g, uint32_t c)
{
  if (c == '\n' && g->to != UT_TEXT)
    return g->to == UT_HTML ? "<br/>" : "<br>";
  return c == '\n' || c == '\t' ? " " : REPLACEMENT;
}

/* What a format would take for its own mark, as it has to be written; NULL: as it is. */
static const char *mark_shown(const struct ut_grid *g, uint32_t c, char room[3])
{
  static const struct {
    char mark;
    const char *shown;
  } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
  for (size_t i = 0; g->to == UT_HTML && i < sizeof entities / sizeof *entities; i++)
    if (c == (uint32_t)entities[i].mark)
      return entities[i].shown;
  if (g->to != UT_MARKDOWN || c >= 0x80 || !strchr("\\|*`<[", (int)c))
    return NULL;
  snprintf(room, 3, "\\%c", (int)c);
  return room;
}

void ut_grid_add_safe(const struct ut_grid *g, struct ut_buf *out, struct ut_text t)
{
  const char *at = t.ptr, *end = t.len ? t.ptr + t.len : t.ptr, *shown;
  char room[3];
  while (at < end) {
    const char *start = at;
    uint32_t c = ut_utf8_next(&at, end);
    if (c == '\r' && at < end && *at == '\n')
      continue;
    if (c == '\r')
      c = '\n';
    if (is_control(c) || is_no_character(g, c))
      ut_buf_add_string(out, control_shown(g, c));
    else if ((shown = mark_shown(g, c, room)))
      ut_buf_add_string(out, shown);
    else
      ut_buf_add(out, start, (size_t)(at - start));
  }
}

static void take_note(struct ut_grid_side *column, struct ut_text field)
{
  if (ut_figure_is(field))
    column->has_number = true;
  else if (field.len && !ut_text_is(field, UT_NO_FIGURE) && !ut_text_is(field, ".."))
    column->has_text = true;
}

/* Ends a cell whose bytes have been added. */
static enum ut_status end_cell(struct ut_grid *g, struct ut_grid_side *column)
{
  ut_buf_add(&g->cells.ends, &g->cells.bytes.len, sizeof(size_t));
  if (g->cells.bytes.failed || g->cells.ends.failed)
    return UT_NOMEM;
  size_t width = ut_text_width(ut_texts_get(&g->cells, ut_texts_count(&g->cells) - 1));
  if (width > column->width)
    column->width = width;
  return UT_OK;
}

static void add_field(struct ut_grid *g, enum ut_grid_kind kind, struct ut_text field)
{
  struct ut_buf *out = &g->cells.bytes;
  if (field.ptr == ut_hidden && g->to == UT_HTML)
    ut_html_add_hidden(out, g->language);
  else if (kind == UT_GRID_NUMBER && field.len == 0)
    ut_buf_add_string(out, UT_NO_FIGURE);
  else if (kind == UT_GRID_NUMBER && ut_figure_is(field))
    ut_figure_add(out, field, &g->style);
  else
    ut_grid_add_safe(g, out, field);
}

enum ut_status ut_grid_row(struct ut_grid *g, const struct ut_text *fields)
{
  for (size_t i = 0; i < g->count; i++) {
    take_note(&g->columns[i], fields[i]);
    add_field(g, g->columns[i].kind, fields[i]);
    UT_TRY(end_cell(g, &g->columns[i]));
  }
  return UT_OK;
}

enum ut_status ut_grid_new(struct ut_grid **out, const struct ut_grid_shape *shape)
{
  struct ut_grid *g = *out = calloc(1, sizeof *g);
  if (!g)
    return UT_NOMEM;
  g->to = shape->to;
  g->language = shape->language;
  g->style = ut_figure_style(shape->to, shape->language, false);
  g->count = shape->count;
  g->stub = shape->stub;
  g->columns = calloc(g->count + 1, sizeof *g->columns);
  if (!g->columns)
    return UT_NOMEM;
  for (size_t i = 0; i < g->count; i++) {
    g->columns[i] = (struct ut_grid_side){.kind = shape->columns[i].kind, .width = g->to == UT_MARKDOWN ? 3 : 0};
    ut_grid_add_safe(g, &g->cells.bytes, shape->columns[i].heading);
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
    const struct ut_grid_side *c = &g->columns[i];
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
  ut_grid_add_safe(g, out, ut_text_of(title));
  ut_buf_format(out, "%s\n\n", marks);
}

static void decide_sides(struct ut_grid *g)
{
  for (size_t i = 0; i < g->count; i++) {
    struct ut_grid_side *c = &g->columns[i];
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

static enum ut_status write_lines(const struct ut_grid *g, struct ut_output *o, struct ut_error *err)
{
  size_t cells = ut_texts_count(&g->cells);
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

enum ut_status ut_grid_write(struct ut_grid *g, const struct ut_frame *frame, struct ut_output *o, struct ut_error *err)
{
  decide_sides(g);
  if (g->to == UT_HTML)
    return ut_html_write(g, frame, o, err);
  if (g->count == 0)
    return UT_OK;
  if (frame->title)
    add_title(g, frame->title, &o->buf);
  return write_lines(g, o, err);
}

void ut_grid_free(struct ut_grid *g)
{
  if (!g)
    return;
  free(g->columns);
  ut_texts_clear(&g->cells);
  free(g);
}
