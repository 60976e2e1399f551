/* Rows that are equal to an earlier one: of each no more is kept than a digest, and where it was last. */
#ifndef UTFALL_REPEATED_ROWS_H
#define UTFALL_REPEATED_ROWS_H

#include "base/distinct.h"
#include "base/hash.h"
#include "model/tally.h"

/* Zero-initialised, and cleared by ut_repeated_rows_clear. */
struct ut_repeated_rows {
  struct ut_distinct digests;
  struct ut_buf places;  /* uint64_t of each */
  struct ut_tally again; /* for the caller to count in */
};

/* Adds a row by its cells, at a place above 0. *before: that of the last equal one; 0: there is none. UT_NOMEM. */
static inline enum ut_status ut_repeated_rows_add(struct ut_repeated_rows *r, const struct ut_text *cells, size_t count,
                                                  uint64_t place, uint64_t *before)
{
  uint64_t digest[2] = {1, 2};
  uint32_t number;
  for (size_t i = 0; i < count; i++) {
    digest[0] = ut_hash_text(digest[0], cells[i]);
    digest[1] = ut_hash_text(digest[1], cells[i]);
  }
  *before = 0;
  UT_TRY(ut_distinct_add(&r->digests, (struct ut_text){(const char *)digest, sizeof digest}, &number));
  if (number == r->places.len / sizeof place)
    return ut_buf_add(&r->places, &place, sizeof place);
  uint64_t *last = (uint64_t *)(void *)r->places.ptr + number;
  *before = *last;
  *last = place;
  return UT_OK;
}

static inline void ut_repeated_rows_clear(struct ut_repeated_rows *r)
{
  ut_distinct_clear(&r->digests);
  ut_buf_clear(&r->places);
}

#endif
