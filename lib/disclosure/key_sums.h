/* Values of a key that are sums of others: a year of its quarters, an age band of narrower ones, what a file says. */
#ifndef UTFALL_KEY_SUMS_H
#define UTFALL_KEY_SUMS_H

#include "base/distinct.h"
#include "disclosure/spans.h"

/* Of one whole and what it is made of, as ranks of the key. */
struct ut_key_sum {
  uint32_t whole;
  size_t first, count; /* its parts */
  bool partial;        /* others may lack: it is no less than their sum */
};

/* Of one key. Zero-initialised: nothing is a sum. */
struct ut_key_sums {
  size_t words;
  struct ut_buf sums;  /* struct ut_key_sum */
  struct ut_buf parts; /* uint32_t */
  struct ut_buf spans; /* struct ut_span of each word */
  uint64_t *above;     /* after ut_key_sums_close: a row of bits for each word, those of which it is part, however */
  size_t row;          /* far down; so many words of bits a row */
};

static inline size_t ut_key_sums_count(const struct ut_key_sums *s)
{
  return s->sums.len / sizeof(struct ut_key_sum);
}

static inline const struct ut_key_sum *ut_key_sums_at(const struct ut_key_sums *s, size_t index)
{
  return (const struct ut_key_sum *)(const void *)s->sums.ptr + index;
}

static inline const uint32_t *ut_key_sums_parts(const struct ut_key_sums *s, const struct ut_key_sum *sum)
{
  return (const uint32_t *)(const void *)s->parts.ptr + sum->first;
}

static inline const struct ut_span *ut_key_sums_span(const struct ut_key_sums *s, uint32_t word)
{
  return (const struct ut_span *)(const void *)s->spans.ptr + word;
}

/* The words that the value is part of, however far down: s->row words of bits. NULL: a rank that is no word of the key,
 * or nothing is a sum. */
static inline const uint64_t *ut_key_sums_above(const struct ut_key_sums *s, uint32_t part)
{
  return s->above && part < s->words ? s->above + part * s->row : NULL;
}

/* Adds a sum that is not there yet. UT_NOMEM. */
enum ut_status ut_key_sums_add(struct ut_key_sums *s, uint32_t whole, const uint32_t *parts, size_t count,
                               bool partial);

/* Begins with the words of a key, adding the periods and bands among them that others tile, and those within which
 * there are others, of one length or without anything in common. UT_NOMEM; cleared after a
 * failure too. */
enum ut_status ut_key_sums_init(struct ut_key_sums *s, const struct ut_distinct *words);

/* Finds what is below what, once there are no more sums to come. UT_NOMEM. */
enum ut_status ut_key_sums_close(struct ut_key_sums *s);

void ut_key_sums_clear(struct ut_key_sums *s);

#endif
