/* Names of columns out of several rows of headings, or out of none. */
#ifndef UTFALL_HEADING_ROWS_H
#define UTFALL_HEADING_ROWS_H

#include "utfall/text.h"

enum { UT_HEADING_ROWS_MOST = 10 };

/* Zero-initialised. */
struct ut_heading_rows {
  struct ut_text *rows[UT_HEADING_ROWS_MOST]; /* copies */
  size_t counts[UT_HEADING_ROWS_MOST], count;
  size_t columns; /* of the widest row */
  struct ut_buf text;
  struct ut_text *names;
};

/* The next row, the topmost first. UT_NOMEM. */
enum ut_status ut_heading_rows_add(struct ut_heading_rows *h, const struct ut_text *cells, size_t count);

/* Numbers instead, from 1 on. UT_NOMEM. */
enum ut_status ut_heading_rows_number(struct ut_heading_rows *h, size_t count);

/* "Vid avslut / Sysselsättning": each heading behind the titles above it. A title stands over its column and those to
 * the right of it that have a heading and no title of their own, as a merged cell is exported. They live as long as the
 * rows. UT_NOMEM. */
enum ut_status ut_heading_rows_join(struct ut_heading_rows *h, struct ut_text **names, size_t *count);
void ut_heading_rows_clear(struct ut_heading_rows *h);

#endif
