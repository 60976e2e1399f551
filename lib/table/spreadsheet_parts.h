/* What a workbook that is written is made of, for those who lay its sheets out. */
#ifndef UTFALL_SPREADSHEET_PARTS_H
#define UTFALL_SPREADSHEET_PARTS_H

#include "table/libxlsxwriter.h"
#include "table/redirected.h"
#include "table/spreadsheet.h"
#include "workbook/cell_name.h"

enum {
  UT_SHEET_NAME = 31,
  UT_SHEET_TEXT = 32767, /* characters of a cell, as UTF-16 counts them */
  UT_SHEET_DIGITS = 15   /* of a number, which is a double */
};

/* How a cell looks. What is apart stands to the left in a column whose neighbour stands to the right. */
enum ut_sheet_style {
  UT_SHEET_TITLE,
  UT_SHEET_CAPTION,
  UT_SHEET_HEAD,
  UT_SHEET_HEAD_APART,
  UT_SHEET_HEAD_RIGHT,
  UT_SHEET_HEAD_GROUP, /* above several columns */
  UT_SHEET_PLAIN,
  UT_SHEET_PLAIN_APART,
  UT_SHEET_DATE,
  UT_SHEET_DATE_APART,
  UT_SHEET_RIGHT,
  UT_SHEET_NOTE,
  UT_SHEET_NUMBER,                                        /* with none to fifteen decimals and thousands apart */
  UT_SHEET_AS_IS = UT_SHEET_NUMBER + UT_SHEET_DIGITS + 1, /* and not apart */
  UT_SHEET_STYLES = UT_SHEET_AS_IS + UT_SHEET_DIGITS + 1
};

struct ut_sheet_width {
  size_t body, head, word; /* columns of the widest cell, of the heading, and of its longest word */
  bool apart;              /* the column before it stands to the right */
};

/* The sheet at hand. */
struct ut_written_sheet {
  lxw_worksheet *sheet;
  size_t row;           /* the next one */
  size_t count, stub;   /* columns */
  size_t top, headings; /* the last row of the headings, and the first */
  size_t numbers;       /* cells that are numbers */
  bool named;           /* it has a stub, which stands fast beside what is scrolled */
  struct ut_sheet_width *widths;
};

struct ut_spreadsheet {
  struct ut_libxlsxwriter lib;
  struct ut_output *output;
  enum ut_language language;
  int memory;                 /* a file of the kernel's for what is no file itself, or -1 */
  struct ut_redirected calls; /* of libxlsxwriter */
  lxw_workbook *book;
  lxw_format *styles[UT_SHEET_STYLES]; /* made when they are needed */
  struct ut_written_sheet at;
  char (*names)[4 * UT_SHEET_NAME + 1]; /* of the sheets */
  size_t name_count;
  struct ut_buf text; /* of a cell */
  struct ut_buf commands;
};

/* Before libxlsxwriter is called: where it is left when memory has run out, and what there is to say then. */
jmp_buf *ut_sheet_guard(struct ut_spreadsheet *s);
enum ut_status ut_sheet_left(struct ut_spreadsheet *s, struct ut_error *err);

/* Begins a sheet, as ut_spreadsheet_add does, which guards it. */
enum ut_status ut_sheet_begin(struct ut_spreadsheet *s, const char *operand, struct ut_error *err);

/* What libxlsxwriter says. */
enum ut_status ut_sheet_status(const struct ut_spreadsheet *s, lxw_error code, struct ut_error *err);

/* NULL: out of memory. */
lxw_format *ut_sheet_format(struct ut_spreadsheet *s, size_t style);

/* The text without what disturbs XML, a screen or Excel; until the next. NULL: out of memory. */
const char *ut_sheet_safe(struct ut_spreadsheet *s, struct ut_text text);

/* A text into a cell of the row at hand, over as many columns. UT_BAD_INPUT: it is too long. */
enum ut_status ut_sheet_text(struct ut_spreadsheet *s, size_t column, size_t across, struct ut_text text, size_t style,
                             struct ut_error *err);

/* Does what is in such a column stand to the right? */
bool ut_sheet_is_right(enum ut_grid_kind kind);

/* A field of a column. */
enum ut_status ut_sheet_field(struct ut_spreadsheet *s, size_t column, enum ut_grid_kind kind, struct ut_text field,
                              struct ut_error *err);

/* Goes on to the next row. UT_BAD_INPUT: a sheet holds no more. */
enum ut_status ut_sheet_next(struct ut_spreadsheet *s, struct ut_error *err);

/* How the sheet at hand is printed. */
enum ut_status ut_sheet_page(struct ut_spreadsheet *s, struct ut_error *err);

/* A chart of the table below it. */
enum ut_status ut_sheet_chart(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err);

#endif
