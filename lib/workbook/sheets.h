/* The sheets of a workbook, of whatever format. */
#ifndef UTFALL_SHEETS_H
#define UTFALL_SHEETS_H

#include "workbook/merges.h"

struct ut_sheet {
  char *name; /* owned */
  bool hidden;
  size_t part;  /* of the archive, that holds it; for ods its number among the tables */
  bool counted; /* how many rows with a cell it has is known: */
  size_t rows;
};

struct ut_sheets {
  struct ut_sheet *list;
  size_t count;
};

/* How a sheet is read. */
struct ut_sheet_options {
  bool visible; /* neither hidden rows nor hidden columns */
  bool only;    /* nobody can say which sheet */
  enum ut_merge_rule merges;
  size_t skip; /* so many rows are passed over */
};

/* Columns that are hidden. Zero-initialised: none. */
struct ut_hidden_columns {
  bool *columns; /* UT_COLUMNS_MOST of them; NULL: none is */
};

static inline bool ut_column_is_hidden(const struct ut_hidden_columns *h, size_t column)
{
  return h->columns && column < UT_COLUMNS_MOST && h->columns[column];
}

/* Hides those from first to last, as far as a sheet goes. UT_NOMEM. */
enum ut_status ut_column_hide(struct ut_hidden_columns *h, size_t first, size_t last);

/* A sheet that is read, as either format fills it. */
struct ut_sheet_state {
  struct ut_text name; /* borrowed */
  struct ut_sheet_options options;
  struct ut_sheet_row row;
  struct ut_merges merges;
  struct ut_hidden_columns hidden;
  struct ut_hidden_columns spared; /* of which nobody wants to know what stands there: what has no value is empty */
  size_t doubtful; /* formulas of value 0 below the header, in a workbook that says it is to be calculated anew */
  size_t doubtful_row;
  size_t cut; /* whole numbers below the header of more digits than are kept of a number */
  size_t cut_row;
};

/* Is the cell read at all? Only of those that are does it matter what they hold. */
static inline bool ut_sheet_reads(const struct ut_sheet_state *s, size_t column)
{
  return s->row.number > s->options.skip && !(s->options.visible && ut_column_is_hidden(&s->hidden, column));
}

/* Notes, of the row, that what stands in a cell has no value: in the words of `why` (NULL: of the row's own error), and
 * with its place. The first of a row stays. */
enum ut_status ut_sheet_refuse_cell(struct ut_sheet_state *s, size_t column, const char *why, struct ut_error *err);

/* Looks at a number whose text was appended to the row's from `at` on: ids of 16 digits may have become one. */
void ut_sheet_see_number(struct ut_sheet_state *s, size_t column, size_t at);

void ut_sheet_state_clear(struct ut_sheet_state *s);

#endif
