/* How much room a text takes, from a table of advances, so that a layout depends on no font that is installed. The
 * advances are those of DejaVu Sans, the widest of the fonts that a chart may be shown in: in Arial there is room left.
 */
#ifndef UTFALL_TEXT_SIZE_H
#define UTFALL_TEXT_SIZE_H

#include "utfall/text.h"

/* Pixels that valid UTF-8 takes at a size. */
double ut_text_size(struct ut_text t, double size, bool bold);

enum { UT_WRAP_MAX = 4 };

/* A text in lines, borrowed from it. */
struct ut_wrapped {
  struct ut_text lines[UT_WRAP_MAX];
  size_t count;
  bool cut; /* the last line ends in an ellipsis, which is not in its text and has room */
};

/* Breaks at blanks and behind - and /, and within a word that is wider than `width`. At most `most` lines, of
 * UT_WRAP_MAX, are made. */
void ut_text_wrap(struct ut_wrapped *w, struct ut_text t, double size, bool bold, double width, size_t most);

#endif
