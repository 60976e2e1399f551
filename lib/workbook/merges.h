/* Cells of a sheet that are merged: their value is that of the first, at top left. */
#ifndef UTFALL_MERGES_H
#define UTFALL_MERGES_H

#include "workbook/cell_name.h"
#include "workbook/sheet_row.h"

/* What becomes of those below the header. */
enum ut_merge_rule {
  UT_MERGED_REFUSED,
  UT_MERGED_FILLED, /* each of the cells has the value */
  UT_MERGED_KEPT    /* the others are empty */
};

struct ut_merge {
  struct ut_cell_range range;
  struct ut_text value; /* owned; once its first row was there */
};

/* Zero-initialised but for the rule. */
struct ut_merges {
  enum ut_merge_rule rule;
  struct ut_merge *list;
  size_t count, room;
  bool sorted;
  bool settled;        /* it is known which row is the header: */
  size_t header;       /* 0: none is */
  size_t begun, first; /* of the list, sorted by row: those whose rows have begun; before `first` all have ended */
};

/* UT_BAD_INPUT: it reaches below the header, and is refused there; the error has its range, of this sheet. */
enum ut_status ut_merges_add(struct ut_merges *m, struct ut_cell_range range, struct ut_text sheet,
                             struct ut_error *err);

/* The same of those known by now, once it is known which row is the header. */
enum ut_status ut_merges_settle(struct ut_merges *m, size_t header, struct ut_text sheet, struct ut_error *err);

/* Fills the cells of a row, which is not settled yet, from those above and to the left. */
enum ut_status ut_merges_fill(struct ut_merges *m, struct ut_sheet_row *row, struct ut_error *err);

void ut_merges_clear(struct ut_merges *m);

#endif
