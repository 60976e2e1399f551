/* What the sheets of an Office Open XML workbook share: which there are, formats of numbers, texts. */
#ifndef UTFALL_XLSX_BOOK_H
#define UTFALL_XLSX_BOOK_H

#include "base/distinct.h"
#include "workbook/number_format.h"
#include "workbook/sheets.h"
#include "workbook/xml.h"

/* Zero-initialised. */
struct ut_xlsx_book {
  struct ut_archive *archive;
  bool from_1904;
  bool recalculated;              /* it says that it is to be calculated anew */
  ptrdiff_t styles, strings;      /* parts; -1: none */
  struct ut_xlsx_style *numbered; /* the formats that the book gives a number */
  size_t numbered_count, numbered_room;
  struct ut_number_format *formats; /* by the number that cells name */
  size_t format_count, format_room;
  struct ut_texts texts; /* shared ones */
  bool loaded;
};

struct ut_xlsx_style {
  size_t number;
  char *code; /* owned */
};

/* Reads the list of sheets. UT_BAD_INPUT: it is no workbook. */
enum ut_status ut_xlsx_book_open(struct ut_xlsx_book *b, struct ut_archive *a, struct ut_sheets *sheets,
                                 struct ut_error *err);

/* Reads formats and shared texts, once. */
enum ut_status ut_xlsx_book_load(struct ut_xlsx_book *b, struct ut_error *err);

void ut_xlsx_book_clear(struct ut_xlsx_book *b);

#endif
