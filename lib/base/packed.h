/* Rows of texts in little memory: each text is kept once, however many cells hold it, and a row is the numbers of its
 * texts, a byte or a few each. */
#ifndef UTFALL_PACKED_H
#define UTFALL_PACKED_H

#include "base/distinct.h"

#define UT_NOT_PACKED SIZE_MAX

/* Zero-initialised. */
struct ut_packed {
  struct ut_distinct texts; /* but empty ones */
  struct ut_buf rows;
};

/* Keeps a copy of `count` cells. *at, where the row is, is UT_NOT_PACKED, or a row of as many cells whose place is
 * taken. UT_NOMEM; the rows are as they were then. */
enum ut_status ut_packed_put(struct ut_packed *p, const struct ut_text *cells, size_t count, size_t *at);

/* The cells of a row, which are valid until the next ut_packed_put. */
void ut_packed_get(const struct ut_packed *p, size_t at, struct ut_text *cells, size_t count);

/* Frees and zeroes. */
void ut_packed_clear(struct ut_packed *p);

#endif
