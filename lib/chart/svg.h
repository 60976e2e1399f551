/* Shapes and texts of a picture, as SVG. Coordinates are pixels, written to a tenth. A failure sticks in the buffer. */
#ifndef UTFALL_SVG_H
#define UTFALL_SVG_H

#include "utfall/text.h"

struct ut_svg {
  struct ut_buf body;
  const char *id; /* what ids in the picture begin with */
  bool hatched;   /* something is */
};

enum ut_svg_anchor { UT_SVG_START, UT_SVG_MIDDLE, UT_SVG_END };

struct ut_svg_type {
  double size;
  const char *fill;
  enum ut_svg_anchor anchor;
  bool bold, turned; /* turned: it reads upwards */
};

struct ut_svg_pen {
  const char *colour;
  double width;
  const char *dash; /* NULL: none */
};

/* A text on a base line; `behind` goes after it (an ellipsis, a unit), NULL: nothing does. */
void ut_svg_text(struct ut_svg *s, double x, double y, struct ut_text text, const char *behind,
                 const struct ut_svg_type *type);

void ut_svg_rect(struct ut_svg *s, double x, double y, double width, double height, const char *fill);

/* What stands for a figure that is blanked: its size says nothing. */
void ut_svg_hatch(struct ut_svg *s, double x, double y, double width, double height);

void ut_svg_line(struct ut_svg *s, double x1, double y1, double x2, double y2, const struct ut_svg_pen *pen);

/* `fill` NULL: hollow. */
void ut_svg_dot(struct ut_svg *s, double x, double y, double radius, const char *fill, const char *stroke);

/* A path of straight lines: begin, points, and end with a pen, or with a fill that lets the ground through. */
void ut_svg_path(struct ut_svg *s);
void ut_svg_point(struct ut_svg *s, double x, double y, bool first);
void ut_svg_stroke(struct ut_svg *s, const struct ut_svg_pen *pen);
void ut_svg_fill(struct ut_svg *s, const char *fill, const char *opacity);

/* What a picture is called and holds, for whoever does not see it. */
struct ut_svg_frame {
  double width, height;
  struct ut_text title, desc;
  const char *language; /* sv, en */
};

/* Appends the whole picture. UT_NOMEM. */
enum ut_status ut_svg_write(const struct ut_svg *s, const struct ut_svg_frame *frame, struct ut_buf *out);

void ut_svg_clear(struct ut_svg *s);

#endif
