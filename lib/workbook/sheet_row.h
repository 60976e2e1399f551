/* One row of a sheet while it is read: the texts of its cells by column. */
#ifndef UTFALL_SHEET_ROW_H
#define UTFALL_SHEET_ROW_H

#include "utfall/text.h"

struct ut_sheet_entry {
  size_t column;
  const char *ptr; /* NULL: what begins at `at` of the row's text */
  size_t at, len;
};

/* Zero-initialised. */
struct ut_sheet_row {
  size_t number; /* in the sheet, from 1 */
  bool hidden;
  struct ut_text *cells; /* by column, up to width, once the row is settled; empty: no cell */
  bool *taken;
  size_t width, room;
  struct ut_sheet_entry *entries;
  size_t count, entry_room;
  struct ut_buf text;
  enum ut_status problem; /* UT_BAD_ROW: a cell that has no value, in `why` */
  struct ut_error why;
};

/* Empties it. */
void ut_sheet_row_begin(struct ut_sheet_row *r, size_t number, bool hidden);

/* A cell whose text outlives the row. UT_END: the row has a cell in that column already; UT_NOMEM. */
enum ut_status ut_sheet_row_add(struct ut_sheet_row *r, size_t column, struct ut_text text);

/* A cell whose text was appended to r->text from `at` on. */
enum ut_status ut_sheet_row_add_new(struct ut_sheet_row *r, size_t column, size_t at);

/* Fills `cells`. Does the row hold more than blanks, or a problem? */
bool ut_sheet_row_settle(struct ut_sheet_row *r);

void ut_sheet_row_clear(struct ut_sheet_row *r);

#endif
