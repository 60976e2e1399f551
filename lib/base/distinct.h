/* Many texts kept together, and distinct ones numbered by appearance. */
#ifndef UTFALL_DISTINCT_H
#define UTFALL_DISTINCT_H

#include "utfall/text.h"

/* Texts one after another; `ends` holds a size_t for each. Zero-initialised. */
struct ut_texts {
  struct ut_buf bytes, ends;
};

size_t ut_texts_count(const struct ut_texts *t);

/* Valid until the next ut_texts_add. */
struct ut_text ut_texts_get(const struct ut_texts *t, size_t index);

/* Copies the text behind the others. UT_NOMEM. */
enum ut_status ut_texts_add(struct ut_texts *t, struct ut_text text);

/* Frees and zeroes. */
void ut_texts_clear(struct ut_texts *t);

/* A set of texts: each has the number of its first appearance, from 0. Zero-initialised. */
struct ut_distinct {
  struct ut_texts texts;
  uint32_t *slots; /* number of a text + 1; 0 free */
  size_t slot_count;
};

/* The number of the text, which is new when it equals the count before the call. UT_NOMEM: also when there are as many
 * as numbers. */
enum ut_status ut_distinct_add(struct ut_distinct *d, struct ut_text text, uint32_t *number);

/* The number of a text that may not be there: false then. */
bool ut_distinct_find(const struct ut_distinct *d, struct ut_text text, uint32_t *number);

/* Frees and zeroes. */
void ut_distinct_clear(struct ut_distinct *d);

#endif
