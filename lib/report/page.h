/* The frame of a report: one page of HTML, with its styles, and nothing from outside. */
#ifndef UTFALL_PAGE_H
#define UTFALL_PAGE_H

#include "utfall/vocabulary.h"

struct ut_front {
  enum ut_language language;
  struct ut_text title;
  bool banner; /* says that it is not for publication */
};

/* Appends all that stands before the text of the report, and all behind it. */
void ut_page_begin(const struct ut_front *page, struct ut_buf *out);
void ut_page_end(struct ut_buf *out);

#endif
