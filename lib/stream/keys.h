/* The keys of the rows of a table: what tells the rows apart, by number and in words. */
#ifndef UTFALL_KEYS_H
#define UTFALL_KEYS_H

#include "base/distinct.h"
#include "utfall/stream.h"

/* The rank of the key `*`, which stands for all values together. */
#define UT_KEY_ALL UINT32_MAX

/* An index by key columns: each value of a key has its rank of appearance, and each row the number of its ranks.
 * Zero-initialised. */
struct ut_keys {
  size_t *columns;
  size_t count;
  struct ut_distinct *ranks; /* of the values of each key */
  struct ut_distinct tuples; /* of `count` ranks each */
  uint32_t *tuple;           /* of the row entered last */
};

/* `columns` is copied. UT_NOMEM; ut_keys_clear is due in every case. */
enum ut_status ut_keys_init(struct ut_keys *k, const size_t *columns, size_t count);

/* The number of the row's keys, which are new when it equals the count before the call. UT_NOMEM. */
enum ut_status ut_keys_enter(struct ut_keys *k, const struct ut_text *fields, uint32_t *number);

/* How many different keys have been entered. */
static inline size_t ut_keys_entered(const struct ut_keys *k)
{
  return ut_distinct_count(&k->tuples);
}

/* The ranks of a number, one per key column. Valid until the next ut_keys_enter. */
static inline const uint32_t *ut_keys_tuple(const struct ut_keys *k, size_t number)
{
  return (const uint32_t *)(const void *)ut_distinct_get(&k->tuples, number).ptr;
}

/* The value of a rank, `*` of UT_KEY_ALL. Valid until the next ut_keys_enter. */
struct ut_text ut_keys_value(const struct ut_keys *k, size_t key, uint32_t rank);

/* Frees and zeroes. */
void ut_keys_clear(struct ut_keys *k);

/* Appends `kon "K", klass "arbete"`: the columns at these indexes with their values among the fields. UT_NOMEM. */
enum ut_status ut_keys_describe(struct ut_buf *out, const struct ut_text *names, const size_t *columns, size_t count,
                                const struct ut_text *fields);

#endif
