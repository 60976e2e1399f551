/* Tables for people. Cells are made ready when they are added, and laid out when the widths are known. */
#include "table/grid.h"

#include <stdio.h>
#include <stdlib.h>

#include "table/html.h"
#include "table/turn.h"

#define REPLACEMENT "\uFFFD"

const char ut_hidden[] = "..";

/* C0, DEL, C1, and the marks that turn the direction of what follows: they can make a terminal show something else. */
static bool is_control(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x2028 || c == 0x2029;
}

/* What XML cannot hold at all. */
static bool is_no_character(uint32_t c)
{
  return c == 0xFFFE || c == 0xFFFF;
}

static const char *control_shown(enum ut_format to, uint32_t c)
{
  if (to == UT_XLSX && (c == '\n' || c == '\t'))
    return c == '\n' ? "\n" : "\t";
  if (c == '\n' && to != UT_TEXT)
    return to == UT_HTML ? "<br/>" : "<br>";
  return c == '\n' || c == '\t' ? " " : REPLACEMENT;
}

/* What a format would take for its own mark, as it has to be written; NULL: as it is. */
static const char *mark_shown(enum ut_format to, uint32_t c, char room[3])
{
  static const struct {
    char mark;
    const char *shown;
  } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
  for (size_t i = 0; to == UT_HTML && i < sizeof entities / sizeof *entities; i++)
    if (c == (uint32_t)entities[i].mark)
      return entities[i].shown;
  if (to != UT_MARKDOWN || c >= 0x80 || !strchr("\\|*`<[", (int)c))
    return NULL;
  snprintf(room, 3, "\\%c", (int)c);
  return room;
}

void ut_grid_add_safe_as(enum ut_format to, struct ut_buf *out, struct ut_text t)
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
    if (is_control(c) || is_no_character(c))
      ut_buf_add_string(out, control_shown(to, c));
    else if ((shown = mark_shown(to, c, room)))
      ut_buf_add_string(out, shown);
    else
      ut_buf_add(out, start, (size_t)(at - start));
  }
}

void ut_grid_add_safe(const struct ut_grid *g, struct ut_buf *out, struct ut_text t)
{
  ut_grid_add_safe_as(g->to, out, t);
}

/* Does it stand for a figure that is hidden, or for a small count that is? */
static bool is_hidden(struct ut_text t)
{
  bool below = t.len > 1 && t.ptr[0] == '<' && ut_figure_is((struct ut_text){t.ptr + 1, t.len - 1});
  return ut_text_is(t, ut_hidden) || below;
}

static void take_note(struct ut_grid_side *column, struct ut_text field)
{
  if (ut_figure_is(field))
    column->has_number = true;
  else if (field.len && !ut_text_is(field, UT_NO_FIGURE) && !is_hidden(field))
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

/* Of figures that are put together some may be hidden. */
static void add_figures(struct ut_grid *g, struct ut_text field)
{
  const char *at = field.ptr, *end = field.len ? at + field.len : at, *mark;
  while (g->to == UT_HTML && at < end && (mark = memmem(at, (size_t)(end - at), ut_hidden, strlen(ut_hidden)))) {
    ut_grid_add_safe(g, &g->cells.bytes, ut_text_between(at, mark));
    ut_html_add_hidden(&g->cells.bytes, g->language);
    at = mark + strlen(ut_hidden);
  }
  ut_grid_add_safe(g, &g->cells.bytes, (struct ut_text){at, (size_t)(end - at)});
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
  else if (kind == UT_GRID_CELL)
    add_figures(g, field);
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

static enum ut_status take_paths(struct ut_grid *g, const struct ut_grid_shape *shape)
{
  struct ut_buf shown = {0};
  enum ut_status status = UT_OK;
  g->levels = shape->paths ? shape->levels : 1;
  for (size_t i = 0; i < (g->count - g->stub) * g->levels && status == UT_OK; i++) {
    shown.len = 0;
    ut_grid_add_safe(g, &shown, shape->paths ? shape->paths[i] : shape->columns[g->stub + i].heading);
    status = shown.failed ? UT_NOMEM : ut_texts_add(&g->paths, ut_buf_text(&shown));
  }
  ut_buf_clear(&shown);
  return status;
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
  g->transpose = shape->transpose;
  g->columns = calloc(g->count + 1, sizeof *g->columns);
  if (!g->columns)
    return UT_NOMEM;
  for (size_t i = 0; i < g->count; i++) {
    g->columns[i] = (struct ut_grid_side){.kind = shape->columns[i].kind, .width = g->to == UT_MARKDOWN ? 3 : 0};
    ut_grid_add_safe(g, &g->cells.bytes, shape->columns[i].heading);
    UT_TRY(end_cell(g, &g->columns[i]));
  }
  return g->to == UT_HTML ? take_paths(g, shape) : UT_OK;
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

/* Around the text stand `marks`, and a blank line below it. */
static void add_above(const struct ut_grid *g, const char *text, const char *marks, struct ut_buf *out)
{
  if (!text)
    return;
  ut_buf_add_string(out, marks);
  ut_grid_add_safe(g, out, ut_text_of(text));
  ut_buf_format(out, "%s\n\n", marks);
}

static void add_notes(const struct ut_grid *g, const struct ut_frame *frame, struct ut_buf *out)
{
  for (size_t i = 0; i < frame->note_count; i++) {
    ut_buf_add_string(out, i == 0 || g->to == UT_MARKDOWN ? "\n" : "");
    ut_grid_add_safe(g, out, frame->notes[i]);
    ut_buf_add_string(out, "\n");
  }
}

static void decide_sides(struct ut_grid *g)
{
  for (size_t i = 0; i < g->count; i++) {
    struct ut_grid_side *c = &g->columns[i];
    bool numbers = c->kind == UT_GRID_NUMBER || (c->kind == UT_GRID_GUESS && c->has_number);
    c->right = c->kind == UT_GRID_YEAR || c->kind == UT_GRID_CELL || (numbers && !c->has_text);
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

const char *ut_grid_no_rows(const struct ut_grid *g)
{
  return g->language == UT_SWEDISH ? "Inga rader" : "No rows";
}

static enum ut_status write_lines(const struct ut_grid *g, struct ut_output *o, struct ut_error *err)
{
  size_t cells = ut_texts_count(&g->cells);
  const struct edges edges = g->count > 0 ? edges_of(g) : (struct edges){"", "", "\n"};
  for (size_t cell = 0; cell < cells; cell += g->count) {
    add_line(g, cell, &o->buf);
    if (cell == 0)
      add_rule(g, &o->buf);
    if (o->buf.failed)
      return ut_error_nomem(err);
    UT_TRY(ut_output_drain(o, err));
  }
  if (cells == g->count)
    ut_buf_format(&o->buf, "%s%s%s", edges.first, ut_grid_no_rows(g), edges.last);
  return UT_OK;
}

/* Puts the turned cells, which are ready to be shown, in place of the others. */
static enum ut_status take_turned(struct ut_grid *g, const struct ut_turn *t)
{
  size_t count = ut_turn_columns(t);
  struct ut_grid turned = {.to = g->to, .count = count, .columns = calloc(count + 1, sizeof *turned.columns)};
  enum ut_status status = turned.columns ? UT_OK : UT_NOMEM;
  bool right = false;
  for (size_t i = t->stub; i < g->count; i++)
    right = right || g->columns[i].right;
  for (size_t i = 0; i < count && turned.columns; i++)
    turned.columns[i] = (struct ut_grid_side){.right = i > 0 && right, .width = g->to == UT_MARKDOWN ? 3 : 0};
  for (size_t i = 0; i < (ut_turn_rows(t) + 1) * count && status == UT_OK; i++) {
    ut_buf_add_text(&turned.cells.bytes, ut_turn_cell(t, i / count, i % count));
    status = end_cell(&turned, &turned.columns[i % count]);
  }
  free(g->columns);
  ut_texts_clear(&g->cells);
  g->columns = turned.columns;
  g->cells = turned.cells;
  g->count = count;
  return status;
}

static enum ut_status turn(struct ut_grid *g)
{
  struct ut_turn t;
  enum ut_status status = ut_turn_init(&t, &g->cells, g->count, g->stub);
  if (status == UT_OK)
    status = take_turned(g, &t);
  ut_turn_clear(&t);
  return status;
}

enum ut_status ut_grid_write(struct ut_grid *g, const struct ut_frame *frame, struct ut_output *o, struct ut_error *err)
{
  decide_sides(g);
  if (g->to == UT_HTML)
    return ut_html_write(g, frame, o, err);
  if (g->transpose && g->count > 0 && turn(g))
    return ut_error_nomem(err);
  add_above(g, frame->title, g->to == UT_MARKDOWN ? "**" : "", &o->buf);
  add_above(g, frame->caption, "", &o->buf);
  UT_TRY(write_lines(g, o, err));
  add_notes(g, frame, &o->buf);
  return o->buf.failed ? ut_error_nomem(err) : ut_output_drain(o, err);
}

void ut_grid_free(struct ut_grid *g)
{
  if (!g)
    return;
  free(g->columns);
  ut_texts_clear(&g->cells);
  ut_texts_clear(&g->paths);
  free(g);
}
