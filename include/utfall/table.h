/* Groups of rows by key columns, with counters, totals over any of them, in a stable order.
 * Memory is bounded by groups: keys are copied once per group. */
#ifndef UTFALL_TABLE_H
#define UTFALL_TABLE_H

#include "utfall/vocabulary.h"

UT_BEGIN_C

#define UT_ALL "*" /* in a key: all values together */

struct ut_table;

struct ut_group {
  const struct ut_text *keys; /* one per key column; owned by the table */
  int64_t *counters;          /* one per counter; the caller adds to them */
};

/* `vocabularies`: one per key column, NULL for natural order; the array is copied. No key columns means one group that
 * always exists. */
enum ut_status ut_table_new(struct ut_table **out, const struct ut_vocabulary *const *vocabularies, size_t keys,
                            size_t counters);

/* The group of these keys, made with zero counters if it is new. The hot path: one hash and one comparison per row.
 * UT_BAD_INPUT, without a place: a key is a literal `*`. *counters is valid until the table is freed. */
enum ut_status ut_table_find(struct ut_table *t, const struct ut_text *keys, int64_t **counters, struct ut_error *err);

/* Counters of a group that is there; NULL when it is not. */
const int64_t *ut_table_get(const struct ut_table *t, const struct ut_text *keys);

/* Adds, for every non-empty subset of the first `over` key columns (at most 16), groups with `*` in those columns and
 * the sums of what they stand for. When `over` is not 0, a table without groups gets the group of all `*` with zero
 * counters. Called once, after the last row. Overflow is UT_BAD_INPUT. */
enum ut_status ut_table_add_totals(struct ut_table *t, size_t over, struct ut_error *err);

/* Sorts by the key columns in turn, ut_vocabulary_compare each. */
void ut_table_sort(struct ut_table *t);

size_t ut_table_groups(const struct ut_table *t);
struct ut_group ut_table_group(const struct ut_table *t, size_t index);
void ut_table_free(struct ut_table *t);

UT_END_C

#endif
