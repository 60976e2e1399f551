/* A table as HTML. A fragment that stands alone carries its few styles on its cells, since it has no place for others;
 * a page has a style sheet, a heading, and a box that a narrow screen scrolls and a keyboard reaches. */
#include "table/html.h"

static const char page_head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"%s\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\"/>\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
    "<title>";

static const char page_style[] =
    "</title>\n"
    "<style>\n"
    ":root { color-scheme: light dark; }\n"
    "body { margin: 1rem; font: 1rem/1.5 system-ui, sans-serif; }\n"
    "div { overflow-x: auto; }\n"
    "table { border-collapse: collapse; font-variant-numeric: tabular-nums; }\n"
    "caption { padding-bottom: .5rem; text-align: left; }\n"
    "h1 { margin: 0; font-size: 1.25rem; }\n"
    "th, td { padding: .25rem .75rem; border-bottom: 1px solid #8888; text-align: left; vertical-align: top; }\n"
    "thead th { vertical-align: bottom; }\n"
    ".n { text-align: right; white-space: nowrap; }\n"
    "abbr { text-decoration: none; }\n"
    "tfoot td { border: 0; font-size: .875rem; }\n"
    "@media print { div { overflow: visible; } tr { break-inside: avoid; } }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n"
    "<main>\n"
    "<div role=\"region\" aria-labelledby=\"rubrik\" tabindex=\"0\">\n";

static const char page_end[] = "</div>\n"
                               "</main>\n"
                               "</body>\n"
                               "</html>\n";

struct html {
  const struct ut_grid *g;
  const struct ut_frame *frame;
  struct ut_buf *out;
  /* As it is laid out: figures in `across` columns and `down` rows, `levels` of headings above them, and `names` to
   * their left. */
  size_t across, down, levels, names;
  bool right; /* some figures go to the right */
};

struct html_cell {
  const char *tag, *scope; /* scope NULL: it is none of a heading */
  size_t across, down;     /* how many columns and rows it fills */
  bool right;
  struct ut_text shown;
};

void ut_html_add_hidden(struct ut_buf *out, enum ut_language language)
{
  const char *meaning = language == UT_SWEDISH ? "skyddad uppgift" : "protected figure";
  ut_buf_format(out, "<abbr title=\"%s\">%s</abbr>", meaning, ut_hidden);
}

void ut_html_add_text(struct ut_buf *out, struct ut_text t)
{
  const struct ut_grid grid = {.to = UT_HTML};
  ut_grid_add_safe(&grid, out, t);
}

void ut_html_begin_box(struct ut_buf *out, const char *label)
{
  ut_buf_add_string(out, "<div class=\"box\" role=\"region\" tabindex=\"0\"");
  if (label) {
    ut_buf_add_string(out, " aria-label=\"");
    ut_html_add_text(out, ut_text_of(label));
    ut_buf_add_string(out, "\"");
  }
  ut_buf_add_string(out, ">\n");
}

static const char *language_of(const struct html *h)
{
  return h->g->language == UT_SWEDISH ? "sv" : "en";
}

static const char *side(const struct html *h, bool right)
{
  if (h->frame->page || h->frame->part)
    return right ? " class=\"n\"" : "";
  return right ? " style=\"text-align:right\"" : " style=\"text-align:left\"";
}

static void add_cell(const struct html *h, const struct html_cell *c)
{
  ut_buf_format(h->out, "<%s", c->tag);
  if (c->scope)
    ut_buf_format(h->out, " scope=\"%s\"", c->scope);
  if (c->across > 1)
    ut_buf_format(h->out, " colspan=\"%zu\"", c->across);
  if (c->down > 1)
    ut_buf_format(h->out, " rowspan=\"%zu\"", c->down);
  ut_buf_format(h->out, "%s>", side(h, c->right));
  ut_buf_add_text(h->out, c->shown);
  ut_buf_format(h->out, "</%s>", c->tag);
}

static void add_text(const struct html *h, const char *before, const char *text, const char *after)
{
  ut_buf_add_string(h->out, before);
  ut_grid_add_safe(h->g, h->out, ut_text_of(text));
  ut_buf_add_string(h->out, after);
}

static void add_caption(const struct html *h)
{
  const struct ut_frame *f = h->frame;
  if (!f->title && !f->caption)
    return;
  ut_buf_add_string(h->out, "<caption>");
  if (f->title && f->page)
    add_text(h, "<h1 id=\"rubrik\">", f->title, "</h1>");
  else if (f->title)
    add_text(h, "", f->title, f->caption ? "<br/>" : "");
  if (f->caption)
    add_text(h, "", f->caption, "");
  ut_buf_add_string(h->out, "</caption>\n");
}

/* ---- where what stands ---- */

static struct ut_text path(const struct html *h, size_t column, size_t level)
{
  return ut_texts_get(&h->g->paths, column * h->g->levels + level);
}

static struct ut_text heading_at(const struct html *h, size_t level, size_t at)
{
  return h->g->transpose ? ut_grid_cell(h->g, at, level) : path(h, at, level);
}

static struct ut_text name_at(const struct html *h, size_t row, size_t level)
{
  return h->g->transpose ? path(h, row, level) : ut_grid_cell(h->g, row, level);
}

static struct html_cell figure_at(const struct html *h, size_t row, size_t column)
{
  size_t source = h->g->stub + (h->g->transpose ? row : column);
  struct ut_text shown = ut_grid_cell(h->g, h->g->transpose ? column : row, source);
  return (struct html_cell){"td", NULL, 1, 1, h->g->columns[source].right, shown};
}

/* ---- headings ---- */

/* How many columns from this one on have the same headings down to this level. */
static size_t run_of(const struct html *h, size_t level, size_t column)
{
  size_t end = column + 1;
  bool same = level + 1 < h->levels;
  while (same && end < h->across) {
    for (size_t i = 0; i <= level; i++)
      same = same && ut_text_equal(heading_at(h, i, column), heading_at(h, i, end));
    end += same;
  }
  return end - column;
}

/* What the names, or the headings of a table that is turned, are of. */
static void add_corner(const struct html *h, size_t level)
{
  const struct ut_grid *g = h->g;
  if (g->transpose)
    add_cell(h, &(struct html_cell){"th", "row", h->names, 1, false, ut_texts_get(&g->cells, level)});
  for (size_t i = 0; i < h->names && level == 0 && !g->transpose; i++)
    add_cell(h, &(struct html_cell){"th", "col", 1, h->levels, g->columns[i].right, ut_texts_get(&g->cells, i)});
}

static void add_level(const struct html *h, size_t level)
{
  bool last = level + 1 == h->levels;
  ut_buf_add_string(h->out, "<tr>");
  add_corner(h, level);
  for (size_t i = 0, run; i < h->across; i += run) {
    run = run_of(h, level, i);
    bool right = last && (h->g->transpose ? h->right : h->g->columns[h->g->stub + i].right);
    add_cell(h, &(struct html_cell){"th", last ? "col" : "colgroup", run, 1, right, heading_at(h, level, i)});
  }
  ut_buf_add_string(h->out, "</tr>\n");
}

static void add_headings(const struct html *h)
{
  if (h->g->count == 0)
    return;
  ut_buf_add_string(h->out, "<thead>\n");
  for (size_t level = 0; level < h->levels; level++)
    add_level(h, level);
  ut_buf_add_string(h->out, "</thead>\n");
}

/* ---- rows ---- */

static void add_row(const struct html *h, size_t row)
{
  ut_buf_add_string(h->out, "<tr>");
  for (size_t i = 0; i < h->names; i++) {
    bool right = !h->g->transpose && h->g->columns[i].right;
    add_cell(h, &(struct html_cell){"th", "row", 1, 1, right, name_at(h, row, i)});
  }
  for (size_t i = 0; i < h->across; i++) {
    const struct html_cell cell = figure_at(h, row, i);
    add_cell(h, &cell);
  }
  ut_buf_add_string(h->out, "</tr>\n");
}

static void add_notes(const struct html *h)
{
  size_t width = h->names + h->across;
  if (h->frame->note_count == 0 || h->frame->part)
    return;
  ut_buf_add_string(h->out, "<tfoot>\n");
  for (size_t i = 0; i < h->frame->note_count; i++) {
    ut_buf_format(h->out, "<tr><td colspan=\"%zu\"%s>", width ? width : 1, side(h, false));
    ut_grid_add_safe(h->g, h->out, h->frame->notes[i]);
    ut_buf_add_string(h->out, "</td></tr>\n");
  }
  ut_buf_add_string(h->out, "</tfoot>\n");
}

/* Of a part of a page, the box and what stands below it, where a narrow screen does not cut it off. */
static void open_part(const struct html *h)
{
  ut_buf_add_string(h->out, "<figure>\n");
  ut_html_begin_box(h->out, h->frame->caption);
}

static void close_part(const struct html *h)
{
  ut_buf_add_string(h->out, "</div>\n");
  for (size_t i = 0; i < h->frame->note_count; i++) {
    ut_buf_add_string(h->out, "<p class=\"note\">");
    ut_grid_add_safe(h->g, h->out, h->frame->notes[i]);
    ut_buf_add_string(h->out, "</p>\n");
  }
  ut_buf_add_string(h->out, "</figure>\n");
}

static enum ut_status drain(const struct html *h, struct ut_output *o, struct ut_error *err)
{
  return h->out->failed ? ut_error_nomem(err) : ut_output_drain(o, err);
}

static enum ut_status add_body(const struct html *h, struct ut_output *o, struct ut_error *err)
{
  ut_buf_add_string(h->out, "<tbody>\n");
  size_t across = h->names + h->across;
  if (h->down == 0)
    ut_buf_format(h->out, "<tr><td colspan=\"%zu\"%s>%s</td></tr>\n", across > 0 ? across : 1, side(h, false),
                  ut_grid_no_rows(h->g));
  for (size_t row = 0; row < h->down; row++) {
    add_row(h, row);
    UT_TRY(drain(h, o, err));
  }
  ut_buf_add_string(h->out, "</tbody>\n");
  return UT_OK;
}

static void open_page(const struct html *h)
{
  ut_buf_format(h->out, page_head, language_of(h));
  ut_grid_add_safe(h->g, h->out, ut_text_of(h->frame->title));
  ut_buf_add_string(h->out, page_style);
}

static void lay_out(struct html *h)
{
  const struct ut_grid *g = h->g;
  size_t columns = g->count - g->stub, rows = ut_grid_rows(g);
  h->across = g->transpose ? rows : columns;
  h->down = g->transpose ? columns : rows;
  h->levels = g->transpose ? g->stub : g->levels;
  h->names = g->transpose ? g->levels : g->stub;
  for (size_t i = g->stub; i < g->count; i++)
    h->right = h->right || g->columns[i].right;
}

/* A page needs a heading: its title, or its caption. */
static struct ut_frame frame_of(const struct ut_grid *g, const struct ut_frame *given)
{
  struct ut_frame frame = *given;
  if (!frame.page || frame.title)
    return frame;
  frame.title = frame.caption ? frame.caption : g->language == UT_SWEDISH ? "Tabell" : "Table";
  frame.caption = NULL;
  return frame;
}

enum ut_status ut_html_write(const struct ut_grid *g, const struct ut_frame *given, struct ut_output *o,
                             struct ut_error *err)
{
  const struct ut_frame frame = frame_of(g, given);
  struct html h = {.g = g, .frame = &frame, .out = &o->buf};
  lay_out(&h);
  if (frame.page)
    open_page(&h);
  if (frame.part)
    open_part(&h);
  ut_buf_format(h.out, "<table lang=\"%s\"%s>\n", language_of(&h),
                frame.page || frame.part ? "" : " style=\"font-variant-numeric:tabular-nums\"");
  add_caption(&h);
  add_headings(&h);
  UT_TRY(add_body(&h, o, err));
  add_notes(&h);
  ut_buf_format(h.out, "</table>\n%s", frame.page ? page_end : "");
  if (frame.part)
    close_part(&h);
  return drain(&h, o, err);
}
