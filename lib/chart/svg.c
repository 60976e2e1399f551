/* Elements of SVG. */
#include "chart/svg.h"

#include <math.h>
#include <stdlib.h>

#include "chart/palette.h"
#include "table/grid.h"

/* A coordinate to a tenth of a pixel, without a decimal that says nothing. */
static void add_number(struct ut_buf *out, double value)
{
  long long tenths = llround(value * 10);
  const char *sign = tenths < 0 ? "-" : "";
  tenths = llabs(tenths);
  if (tenths % 10 == 0)
    ut_buf_format(out, "%s%lld", sign, tenths / 10);
  else
    ut_buf_format(out, "%s%lld.%lld", sign, tenths / 10, tenths % 10);
}

static void add_attribute(struct ut_buf *out, const char *name, double value)
{
  ut_buf_format(out, " %s=\"", name);
  add_number(out, value);
  ut_buf_add_string(out, "\"");
}

/* In one line, without what disturbs a screen. */
static void add_escaped(struct ut_buf *out, struct ut_text text)
{
  struct ut_buf line = {0};
  ut_grid_add_safe_as(UT_TEXT, &line, text);
  for (size_t i = 0; i < line.len; i++) {
    const char *c = line.ptr + i;
    if (*c == '&')
      ut_buf_add_string(out, "&amp;");
    else if (*c == '<' || *c == '>')
      ut_buf_add_string(out, *c == '<' ? "&lt;" : "&gt;");
    else
      ut_buf_add(out, c, 1);
  }
  out->failed = out->failed || line.failed;
  ut_buf_clear(&line);
}

void ut_svg_text(struct ut_svg *s, double x, double y, struct ut_text text, const char *behind,
                 const struct ut_svg_type *type)
{
  static const char *const anchors[] = {[UT_SVG_MIDDLE] = "middle", [UT_SVG_END] = "end"};
  struct ut_buf *out = &s->body;
  ut_buf_add_string(out, "<text");
  add_attribute(out, "x", x);
  add_attribute(out, "y", y);
  add_attribute(out, "font-size", type->size);
  if (type->bold)
    ut_buf_add_string(out, " font-weight=\"bold\"");
  if (type->anchor != UT_SVG_START)
    ut_buf_format(out, " text-anchor=\"%s\"", anchors[type->anchor]);
  if (type->fill != ut_ink)
    ut_buf_format(out, " fill=\"%s\"", type->fill);
  if (type->turned) {
    ut_buf_add_string(out, " transform=\"rotate(-90 ");
    add_number(out, x);
    ut_buf_add_string(out, " ");
    add_number(out, y);
    ut_buf_add_string(out, ")\"");
  }
  ut_buf_add_string(out, ">");
  add_escaped(out, text);
  ut_buf_format(out, "%s</text>\n", behind ? behind : "");
}

static void add_rect(struct ut_svg *s, double x, double y, double width, double height)
{
  ut_buf_add_string(&s->body, "<rect");
  add_attribute(&s->body, "x", x);
  add_attribute(&s->body, "y", y);
  add_attribute(&s->body, "width", width);
  add_attribute(&s->body, "height", height);
}

void ut_svg_rect(struct ut_svg *s, double x, double y, double width, double height, const char *fill)
{
  add_rect(s, x, y, width, height);
  ut_buf_format(&s->body, " fill=\"%s\"/>\n", fill);
}

void ut_svg_hatch(struct ut_svg *s, double x, double y, double width, double height)
{
  s->hatched = true;
  add_rect(s, x + 0.5, y + 0.5, width - 1, height - 1);
  ut_buf_format(&s->body, " fill=\"url(#%s-hatch)\" stroke=\"%s\"/>\n", s->id, ut_faint);
}

static void add_pen(struct ut_svg *s, const struct ut_svg_pen *pen)
{
  ut_buf_format(&s->body, " stroke=\"%s\"", pen->colour);
  if (pen->width != 1)
    add_attribute(&s->body, "stroke-width", pen->width);
  if (pen->dash)
    ut_buf_format(&s->body, " stroke-dasharray=\"%s\"", pen->dash);
}

void ut_svg_line(struct ut_svg *s, double x1, double y1, double x2, double y2, const struct ut_svg_pen *pen)
{
  ut_buf_add_string(&s->body, "<line");
  add_attribute(&s->body, "x1", x1);
  add_attribute(&s->body, "y1", y1);
  add_attribute(&s->body, "x2", x2);
  add_attribute(&s->body, "y2", y2);
  add_pen(s, pen);
  ut_buf_add_string(&s->body, "/>\n");
}

void ut_svg_dot(struct ut_svg *s, double x, double y, double radius, const char *fill, const char *stroke)
{
  ut_buf_add_string(&s->body, "<circle");
  add_attribute(&s->body, "cx", x);
  add_attribute(&s->body, "cy", y);
  add_attribute(&s->body, "r", radius);
  ut_buf_format(&s->body, " fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>\n", fill ? fill : ut_paper, stroke);
}

void ut_svg_path(struct ut_svg *s)
{
  ut_buf_add_string(&s->body, "<path d=\"");
}

void ut_svg_point(struct ut_svg *s, double x, double y, bool first)
{
  ut_buf_add_string(&s->body, first ? "M" : "L");
  add_number(&s->body, x);
  ut_buf_add_string(&s->body, " ");
  add_number(&s->body, y);
}

void ut_svg_stroke(struct ut_svg *s, const struct ut_svg_pen *pen)
{
  ut_buf_add_string(&s->body, "\" fill=\"none\"");
  add_pen(s, pen);
  ut_buf_add_string(&s->body, "/>\n");
}

void ut_svg_fill(struct ut_svg *s, const char *fill, const char *opacity)
{
  ut_buf_format(&s->body, "Z\" fill=\"%s\" fill-opacity=\"%s\"/>\n", fill, opacity);
}

static void add_head(const struct ut_svg *s, const struct ut_svg_frame *f, struct ut_buf *out)
{
  ut_buf_add_string(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
  ut_buf_format(out, " id=\"%s\" aria-labelledby=\"%s-title %s-desc\" lang=\"%s\"", s->id, s->id, s->id, f->language);
  add_attribute(out, "width", f->width);
  add_attribute(out, "height", f->height);
  ut_buf_add_string(out, " viewBox=\"0 0 ");
  add_number(out, f->width);
  ut_buf_add_string(out, " ");
  add_number(out, f->height);
  ut_buf_format(out, "\" font-family=\"Arial, Helvetica, sans-serif\" fill=\"%s\">\n<title id=\"%s-title\">", ut_ink,
                s->id);
  add_escaped(out, f->title);
  ut_buf_format(out, "</title>\n<desc id=\"%s-desc\">", s->id);
  add_escaped(out, f->desc);
  ut_buf_add_string(out, "</desc>\n");
}

enum ut_status ut_svg_write(const struct ut_svg *s, const struct ut_svg_frame *frame, struct ut_buf *out)
{
  if (s->body.failed)
    return UT_NOMEM;
  add_head(s, frame, out);
  if (s->hatched)
    ut_buf_format(out,
                  "<defs><pattern id=\"%s-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
                  "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"%s\"/>"
                  "<rect width=\"1.5\" height=\"6\" fill=\"%s\"/></pattern></defs>\n",
                  s->id, ut_paper, ut_faint);
  ut_buf_format(out, "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", ut_paper);
  ut_buf_add_text(out, ut_buf_text(&s->body));
  return ut_buf_add_string(out, "</svg>\n");
}

void ut_svg_clear(struct ut_svg *s)
{
  ut_buf_clear(&s->body);
}
