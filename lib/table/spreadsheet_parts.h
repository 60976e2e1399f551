/* What a workbook that is written is made of, for those who lay its sheets out. */
#ifndef UTFALL_SPREADSHEET_PARTS_H
#define UTFALL_SPREADSHEET_PARTS_H

#include "table/spreadsheet.h"
#include "workbook/cell_name.h"
#include "workbook/zip_writer.h"

enum {
  UT_SHEET_NAME = 31,
  UT_SHEET_TEXT = 32767, /* characters of a cell, as UTF-16 counts them */
  UT_SHEET_DIGITS = 15,  /* of a number, which is a double */
  UT_SHEET_LINE = 15,    /* points that a line of text is high */
  UT_SHEET_WIDE = 60,    /* characters that a column is wide at most, where what stands there decides */
  UT_SHEET_CHART = 720   /* pixels that a chart is wide */
};

/* How a cell looks. What is apart stands to the left in a column whose neighbour stands to the right. */
enum ut_sheet_style {
  UT_SHEET_STANDARD, /* of cells that are not written */
  UT_SHEET_TITLE,
  UT_SHEET_CAPTION,
  UT_SHEET_HEAD,
  UT_SHEET_HEAD_APART,
  UT_SHEET_HEAD_RIGHT,
  UT_SHEET_HEAD_GROUP, /* above several columns */
  UT_SHEET_PLAIN,
  UT_SHEET_PLAIN_APART,
  UT_SHEET_RIGHT,
  UT_SHEET_DATE,
  UT_SHEET_DATE_APART,
  UT_SHEET_NOTE,
  UT_SHEET_NUMBER,                                        /* with none to fifteen decimals and thousands apart */
  UT_SHEET_AS_IS = UT_SHEET_NUMBER + UT_SHEET_DIGITS + 1, /* and not apart */
  UT_SHEET_STYLES = UT_SHEET_AS_IS + UT_SHEET_DIGITS + 1
};

struct ut_sheet_width {
  size_t body, head, word; /* columns of the widest cell, of the heading, and of its longest word */
  size_t fixed;            /* or what it is whatever stands there; 0: not */
  bool apart;              /* the column before it stands to the right */
  bool numbers;            /* it holds them */
};

/* A cell that is no number where one could be; rows count from 1, columns from 0. */
struct ut_sheet_gap {
  size_t row, column;
};

/* The sheet at hand. */
struct ut_written_sheet {
  size_t row;            /* the next one, from 0 on */
  size_t lines;          /* that it is high; 0: one */
  size_t high, head;     /* lines of all rows before it, and of the headings */
  size_t count, stub;    /* columns */
  size_t headings, fast; /* rows above the headings, and with them; `fast` 0: there are none */
  size_t end;            /* rows down to the last of the table */
  size_t numbers;        /* cells that are numbers */
  size_t width;          /* of all columns, once the sheet is open */
  struct ut_sheet_width *widths;
  bool named; /* it has a stub, which stands fast beside what is scrolled */
  bool drawn; /* there is a chart of it */
  bool open;  /* what stands before its rows is written */
};

struct ut_spreadsheet {
  struct ut_output *output;
  enum ut_language language;
  struct ut_zip_writer zip;
  struct ut_written_sheet at;
  char (*names)[4 * UT_SHEET_NAME + 1]; /* of the sheets */
  size_t name_count;
  struct ut_buf text;           /* of a cell */
  struct ut_buf cells, rows;    /* of the row at hand, and those that wait for others */
  struct ut_buf merges, gaps;   /* of the sheet at hand; struct ut_sheet_gap, for its chart */
  struct ut_buf xml;            /* of the part at hand */
  struct ut_buf types, defined; /* what each sheet adds to the parts that list them, at the end */
  struct ut_buf commands;
};

/* ---- parts of the package ---- */

/* Begins a part, which is what is added to s->xml; ends it. */
enum ut_status ut_sheet_part(struct ut_spreadsheet *s, const char *name, struct ut_error *err);
enum ut_status ut_sheet_part_end(struct ut_spreadsheet *s, struct ut_error *err);

/* Moves what is there of a part to the output. */
enum ut_status ut_sheet_move(struct ut_spreadsheet *s, struct ut_buf *xml, struct ut_error *err);

/* Begins a part of the sheet at hand, whose number its drawing and its chart have too. */
enum ut_status ut_sheet_own_part(struct ut_spreadsheet *s, const char *part, const char *type, struct ut_error *err);

/* Adds the part that says what one of these, `of` in a folder, refers to: a drawing, a chart. */
enum ut_status ut_sheet_relation(struct ut_spreadsheet *s, const char *folder, const char *of, const char *to,
                                 struct ut_error *err);

/* The part that says how cells look. */
enum ut_status ut_sheet_styles(struct ut_spreadsheet *s, struct ut_error *err);

/* Appends the text as XML writes it. */
void ut_sheet_escape(struct ut_buf *out, struct ut_text text);

/* Append the name of the sheet at hand, 'Tabell'!, and a range of it or one cell, $A$2:$B$9, as formulas have them. */
void ut_sheet_quote_name(const struct ut_spreadsheet *s, struct ut_buf *out);
void ut_sheet_add_range(struct ut_buf *out, const struct ut_cell_range *range);

/* Chooses the name of the next sheet. */
enum ut_status ut_sheet_choose_name(struct ut_spreadsheet *s, const char *operand, struct ut_error *err);

/* ---- the sheet at hand ---- */

/* Writes what stands before its rows, once; `whole`: none come that are not there. */
enum ut_status ut_sheet_open(struct ut_spreadsheet *s, bool whole, struct ut_error *err);

/* Writes the rest of it. A chart, or NULL, that does not fit below the table begins a page when it is printed. */
enum ut_status ut_sheet_close(struct ut_spreadsheet *s, const struct ut_chart_range *chart, struct ut_error *err);

/* Pixels of the sheet, which has a chart, from top to bottom of a printed page, below the headings. */
size_t ut_sheet_page_height(const struct ut_spreadsheet *s);

static inline size_t ut_sheet_larger(size_t a, size_t b)
{
  return a > b ? a : b;
}

/* How many lines a text takes in such a width. */
size_t ut_sheet_lines(struct ut_text text, size_t width);

/* How many characters wide a heading has to be. */
size_t ut_sheet_heading_width(const struct ut_sheet_width *w);

/* The text without what disturbs XML or a screen, in s->text; until the next. */
struct ut_text ut_sheet_safe(struct ut_spreadsheet *s, struct ut_text text);

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

/* Pixels that a chart of the table is high. */
size_t ut_sheet_chart_height(const struct ut_spreadsheet *s, const struct ut_chart_range *range);

/* A chart of the table, with its parts. */
enum ut_status ut_sheet_chart(struct ut_spreadsheet *s, const struct ut_frame *frame, struct ut_error *err);

#endif
