/* A tidy table held whole: the text of its rows, each row known by its keys, with its count and its base. */
#ifndef UTFALL_TIDY_TABLE_H
#define UTFALL_TIDY_TABLE_H

#include "stream/whole_table.h"
#include "utfall/column.h"
#include "utfall/suppress.h"

enum {
  UT_TIDY_TABLE_KEYS = 16 /* key columns at most */
};

/* Largest count, 10^9: the sum of as many as fit in memory stays in 64 bits, times 100 too. */
#define UT_TIDY_TABLE_COUNT INT64_C(1000000000)

struct ut_tidy_table_row {
  int64_t count;
  int64_t base; /* the cell of the column bas; -1 where there is none */
};

/* In place of its number, of a line that counts nobody. */
#define UT_TIDY_TABLE_NO_ROW UINT32_MAX

struct ut_tidy_table {
  struct ut_whole_table *whole; /* the lines as they were read */
  const struct ut_keys *keys;   /* of the rows: the lines that count somebody, in their order */
  size_t columns;
  const struct ut_text *names;   /* of the columns; live as long as the reader */
  bool antal;                    /* is there a column antal? */
  size_t count;                  /* index of the column of counts */
  ptrdiff_t base;                /* index of bas, or -1 */
  struct ut_buf rows;            /* struct ut_tidy_table_row */
  struct ut_buf lines;           /* uint32_t: the row of each line, or UT_TIDY_TABLE_NO_ROW */
  size_t unknown, first_unknown; /* lines of which it is not known how many they count, and the first of them */
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
  return ut_keys_tuple(t->keys, row);
}

static inline size_t ut_tidy_table_lines(const struct ut_tidy_table *t)
{
  return t->lines.len / sizeof(uint32_t);
}

/* The row of a line, or UT_TIDY_TABLE_NO_ROW. */
static inline uint32_t ut_tidy_table_row_of(const struct ut_tidy_table *t, size_t line)
{
  return ((const uint32_t *)(const void *)t->lines.ptr)[line];
}

/* A cell as it was read. */
static inline struct ut_text ut_tidy_table_cell(const struct ut_tidy_table *t, size_t line, size_t column)
{
  return ut_whole_table_cell(t->whole, line, column);
}

/* The role of a column in this table. */
static inline enum ut_role ut_tidy_table_role(const struct ut_tidy_table *t, size_t column)
{
  return ut_column_role(ut_column_of(t->names[column]), t->antal);
}

bool ut_tidy_table_is_key(const struct ut_tidy_table *t, size_t column);

/* UT_BAD_INPUT with its place: a value of a key that looks like another one, or like `*`. UT_NOMEM. */
enum ut_status ut_tidy_table_tell_keys_apart(const struct ut_tidy_table *t, struct ut_error *err);

/* UT_USAGE when a key is a column that utfall does not know and that holds numbers only, though not years alone: it
 * may be a figure. The message names the --keys for either. */
enum ut_status ut_tidy_table_doubt_keys(const struct ut_tidy_table *t, struct ut_error *err);

/* Is there `*` in a key of the row? */
bool ut_tidy_table_is_total(const struct ut_tidy_table *t, size_t row);

#endif
