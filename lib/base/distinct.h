/* Many texts kept together, and distinct ones numbered by appearance. */
#ifndef UTFALL_DISTINCT_H
#define UTFALL_DISTINCT_H

#include "utfall/text.h"

/* Texts one after another; `ends` holds a size_t for each. Zero-initialised. */
struct ut_texts {
  struct ut_buf bytes, ends;
};

static inline size_t ut_texts_count(const struct ut_texts *t)
{
  return t->ends.len / sizeof(size_t);
}

/* Valid until the next ut_texts_add. */
struct ut_text ut_texts_get(const struct ut_texts *t, size_t index);

/* Copies the text behind the others. UT_NOMEM. */
enum ut_status ut_texts_add(struct ut_texts *t, struct ut_text text);

/* Frees and zeroes. */
void ut_texts_clear(struct ut_texts *t);

/* A copy of the texts in one block of memory, which the caller frees; NULL when out of memory. */
struct ut_text *ut_texts_copy(const struct ut_text *texts, size_t count);

/* A set of texts: each has the number of its first appearance, from 0. Zero-initialised. */
struct ut_distinct {
  struct ut_texts texts;
  struct ut_distinct_slot *slots;
  uint64_t seed;     /* of their hashes */
  size_t slot_count; /* a power of two, or 0; at most half of them are taken */
};

/* The number of the text, which is new when it equals the count before the call. UT_NOMEM: also when there are as many
 * as numbers. */
enum ut_status ut_distinct_add(struct ut_distinct *d, struct ut_text text, uint32_t *number);

/* The number of a text that may not be there: false then. */
bool ut_distinct_find(const struct ut_distinct *d, struct ut_text text, uint32_t *number);

static inline size_t ut_distinct_count(const struct ut_distinct *d)
{
  return ut_texts_count(&d->texts);
}

/* The text of a number; valid until the next ut_distinct_add. */
static inline struct ut_text ut_distinct_get(const struct ut_distinct *d, size_t number)
{
  return ut_texts_get(&d->texts, number);
}

/* Frees and zeroes. */
void ut_distinct_clear(struct ut_distinct *d);

#endif
