/* A table whose rows become columns. */
#ifndef UTFALL_TURN_H
#define UTFALL_TURN_H

#include "base/distinct.h"

/* Of a table of `count` columns, headings first. Its first `stub` columns, at least one, say what a row is of. */
struct ut_turn {
  const struct ut_texts *cells;
  size_t count, stub;
  struct ut_texts keys; /* the stub of each row in one; empty at first */
};

/* Gathers the keys. UT_NOMEM; ut_turn_clear is due in every case. */
enum ut_status ut_turn_init(struct ut_turn *t, const struct ut_texts *cells, size_t count, size_t stub);

/* How many columns and rows, the headings not among them, the table has when it is turned. */
size_t ut_turn_columns(const struct ut_turn *t);
size_t ut_turn_rows(const struct ut_turn *t);

/* A cell of it, of the headings where `row` is 0. Lives as long as both. */
struct ut_text ut_turn_cell(const struct ut_turn *t, size_t row, size_t column);

void ut_turn_clear(struct ut_turn *t);

#endif
