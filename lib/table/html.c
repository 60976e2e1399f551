/* A table as HTML. A fragment carries its few styles on its cells, since it has no place for others; a page has a style
 * sheet, a heading, and a box that a narrow screen scrolls and a keyboard reaches. */
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
};

struct cell {
  const char *tag, *scope; /* scope NULL: it is none of a heading */
  bool right;
  struct ut_text shown;
};

void ut_html_add_hidden(struct ut_buf *out, enum ut_language language)
{
  const char *meaning = language == UT_SWEDISH ? "skyddad uppgift" : "protected figure";
  ut_buf_format(out, "<abbr title=\"%s\">%s</abbr>", meaning, ut_hidden);
}

static const char *language_of(const struct html *h)
{
  return h->g->language == UT_SWEDISH ? "sv" : "en";
}

static const char *side(const struct html *h, bool right)
{
  if (h->frame->page)
    return right ? " class=\"n\"" : "";
  return right ? " style=\"text-align:right\"" : " style=\"text-align:left\"";
}

static void add_cell(const struct html *h, const struct cell *c)
{
  ut_buf_format(h->out, "<%s", c->tag);
  if (c->scope)
    ut_buf_format(h->out, " scope=\"%s\"", c->scope);
  ut_buf_format(h->out, "%s>", side(h, c->right));
  ut_buf_add_text(h->out, c->shown);
  ut_buf_format(h->out, "</%s>", c->tag);
}

static void add_caption(const struct html *h)
{
  const struct ut_frame *f = h->frame;
  if (!f->title)
    return;
  ut_buf_add_string(h->out, f->page ? "<caption><h1 id=\"rubrik\">" : "<caption>");
  ut_grid_add_safe(h->g, h->out, ut_text_of(f->title));
  ut_buf_add_string(h->out, f->page ? "</h1></caption>\n" : "</caption>\n");
}

static void add_headings(const struct html *h)
{
  if (h->g->count == 0)
    return;
  ut_buf_add_string(h->out, "<thead>\n<tr>");
  for (size_t i = 0; i < h->g->count; i++)
    add_cell(h, &(struct cell){"th", "col", h->g->columns[i].right, ut_texts_get(&h->g->cells, i)});
  ut_buf_add_string(h->out, "</tr>\n</thead>\n");
}

static void add_row(const struct html *h, size_t row)
{
  ut_buf_add_string(h->out, "<tr>");
  for (size_t i = 0; i < h->g->count; i++) {
    bool names = i < h->g->stub;
    add_cell(h, &(struct cell){names ? "th" : "td", names ? "row" : NULL, h->g->columns[i].right,
                               ut_grid_cell(h->g, row, i)});
  }
  ut_buf_add_string(h->out, "</tr>\n");
}

static enum ut_status drain(const struct html *h, struct ut_output *o, struct ut_error *err)
{
  return h->out->failed ? ut_error_nomem(err) : ut_output_drain(o, err);
}

static enum ut_status add_body(const struct html *h, struct ut_output *o, struct ut_error *err)
{
  ut_buf_add_string(h->out, "<tbody>\n");
  for (size_t row = 0; row < ut_grid_rows(h->g); row++) {
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

enum ut_status ut_html_write(const struct ut_grid *g, const struct ut_frame *frame, struct ut_output *o,
                             struct ut_error *err)
{
  const struct html h = {g, frame, &o->buf};
  if (frame->page)
    open_page(&h);
  ut_buf_format(h.out, "<table lang=\"%s\"%s>\n", language_of(&h),
                frame->page ? "" : " style=\"font-variant-numeric:tabular-nums\"");
  add_caption(&h);
  add_headings(&h);
  UT_TRY(add_body(&h, o, err));
  ut_buf_format(h.out, "</table>\n%s", frame->page ? page_end : "");
  return drain(&h, o, err);
}
