/* A tidy table, one row per cell, turned into rows and columns.
 * Memory grows with the cells and the distinct keys. Values are text and are never computed with. */
#ifndef UTFALL_PIVOT_H
#define UTFALL_PIVOT_H

#include "utfall/stream.h"

struct ut_pivot;

struct ut_pivot_spec {
  const struct ut_text *names; /* of the columns of the rows that will be added; borrowed while the pivot lives */
  size_t columns;
  const size_t *rows; /* indexes of the columns whose values tell the rows apart; copied */
  size_t row_count;
  const size_t *cols;   /* indexes of the columns whose values become columns, the outermost first; copied */
  size_t col_count;     /* 0: there is one column, of the values */
  const size_t *values; /* indexes of the columns that fill the cells; copied */
  size_t value_count;
  struct ut_run *run; /* sees values that look alike; NULL: nobody does */
};

enum ut_cell_state {
  UT_CELL_NONE,    /* no row was added for it, nor for any part of it */
  UT_CELL_UNKNOWN, /* a total that was not computed: no row for it (`*` in a key), but rows for its parts */
  UT_CELL_VALUE,   /* text is its value, which may be empty */
  UT_CELL_HIDDEN   /* blanked to protect persons: the value is empty and the row's column skyddad is not */
};

struct ut_pivot_cell {
  struct ut_text text;
  enum ut_cell_state state;
  struct ut_text mark; /* of a hidden one, what skyddad says */
};

/* Borrowed until the next call. */
struct ut_pivot_row {
  const struct ut_text *keys;        /* one per row column */
  const struct ut_pivot_cell *cells; /* for each head one per value */
};

enum ut_status ut_pivot_new(struct ut_pivot **out, const struct ut_pivot_spec *spec);

/* Adds a row with every field filled. UT_BAD_INPUT: the cell has been added before; the message names it, the place of
 * the first row and the columns in which the two differ, counts, shares and skyddad apart. */
enum ut_status ut_pivot_add(struct ut_pivot *p, const struct ut_row *row, struct ut_error *err);

/* Orders rows and heads by appearance: a row by its first key's first appearance in the stream, then by its second
 * key's, and so on; `*` is last everywhere. Keys that have a total, a row with `*` in every other key, come first, in
 * the order of these: every key occurs there, which it need not in the rows before. Called once, after the last row. */
enum ut_status ut_pivot_sort(struct ut_pivot *p);

/* Column keys in order, those that occur together; without any there is one head. `level` is the number of the column
 * key. After ut_pivot_sort. */
size_t ut_pivot_heads(const struct ut_pivot *p);
struct ut_text ut_pivot_head(const struct ut_pivot *p, size_t index, size_t level);

/* The next row of cells, in order; false after the last. */
bool ut_pivot_next(struct ut_pivot *p, struct ut_pivot_row *row);

void ut_pivot_free(struct ut_pivot *p);

#endif
