/* A tidy table held whole: the text of its rows, each row known by its keys, with its count and its base. */
#ifndef UTFALL_TIDY_TABLE_H
#define UTFALL_TIDY_TABLE_H

#include "base/distinct.h"
#include "utfall/suppress.h"

enum {
  UT_TIDY_TABLE_KEYS = 16 /* key columns at most */
};

/* Largest count, 10^9: the sum of as many as fit in memory stays in 64 bits, times 100 too. */
#define UT_TIDY_TABLE_COUNT INT64_C(1000000000)

/* The rank of the key `*`, which stands for all values together. */
#define UT_TIDY_TABLE_ALL UINT32_MAX

struct ut_tidy_table_row {
  int64_t count;
  int64_t base;       /* the cell of the column bas; -1 where there is none */
  const char *source; /* for messages; lives as long as the reader */
  size_t line;
};

struct ut_tidy_table {
  size_t columns;
  struct ut_text *names; /* of the columns; live as long as the reader */
  size_t keys[UT_TIDY_TABLE_KEYS];
  size_t key_count;
  size_t count;                                  /* index of the column of counts */
  ptrdiff_t base;                                /* index of bas, or -1 */
  struct ut_distinct values[UT_TIDY_TABLE_KEYS]; /* of each key; its number is its rank */
  struct ut_distinct tuples; /* the ranks of the keys of each row; a row has the number of its tuple */
  struct ut_buf rows;        /* struct ut_tidy_table_row */
  struct ut_texts cells;     /* of all rows, column by column */
};

static inline size_t ut_tidy_table_rows(const struct ut_tidy_table *t)
{
  return t->rows.len / sizeof(struct ut_tidy_table_row);
}

static inline const struct ut_tidy_table_row *ut_tidy_table_row(const struct ut_tidy_table *t, size_t row)
{
  return (const struct ut_tidy_table_row *)(const void *)t->rows.ptr + row;
}

/* The ranks of the keys of a row, one per key. */
static inline const uint32_t *ut_tidy_table_tuple(const struct ut_tidy_table *t, size_t row)
{
  return (const uint32_t *)(const void *)ut_texts_get(&t->tuples.texts, row).ptr;
}

/* A cell as it was read. */
static inline struct ut_text ut_tidy_table_cell(const struct ut_tidy_table *t, size_t row, size_t column)
{
  return ut_texts_get(&t->cells, row * t->columns + column);
}

bool ut_tidy_table_is_key(const struct ut_tidy_table *t, size_t column);

/* Is there `*` in a key of the row? */
bool ut_tidy_table_is_total(const struct ut_tidy_table *t, size_t row);

#endif
