/* Tables for people: aligned text, Markdown and HTML.
 * The cells are gathered, since the widest one decides a column's width. */
#ifndef UTFALL_RENDER_H
#define UTFALL_RENDER_H

#include "utfall/stream.h"
#include "utfall/vocabulary.h"

#define UT_NO_FIGURE "–" /* shown where there is no figure */

#define UT_GRID_BETWEEN " / " /* between headings or keys that are put into one */

/* What a figure is shown as that is blanked to protect persons. A field that is this very text, and not one that reads
 * like it, is such a figure. */
extern const char ut_hidden[];

enum ut_grid_kind {
  UT_GRID_TEXT,  /* as it is, to the left */
  UT_GRID_DATE,  /* the same, but for a workbook, which knows days */
  UT_GRID_GUESS, /* as it is; to the right when the cells are numbers */
  UT_GRID_YEAR,  /* as it is, to the right */
  UT_GRID_CELL,  /* figures that are put together, as they are, to the right */
  UT_GRID_NUMBER /* as it is written for people, an empty one as UT_NO_FIGURE; to the right when cells are numbers */
};

struct ut_grid_column {
  struct ut_text heading;
  enum ut_grid_kind kind;
  bool numeric; /* a number in JSON; nothing to the grid */
};

struct ut_grid_shape {
  enum ut_format to; /* of a grid: UT_TEXT, UT_MARKDOWN or UT_HTML */
  enum ut_language language;
  const struct ut_grid_column *columns;
  size_t count;
  size_t stub; /* the first columns, which say what a row is of */
  /* HTML has the headings of the other columns in levels, the outermost first: `levels` for each column. NULL: one
   * level, the headings. */
  const struct ut_text *paths;
  size_t levels;
  bool transpose; /* rows become columns; there is a stub then */
  bool excel;     /* of CSV; nothing to the grid */
  /* Of a workbook, which is written from its top: it, and what stands above the table. */
  struct ut_spreadsheet *book;
  const char *title, *caption;
};

/* What a chart in a workbook draws: the first rows and columns of figures, behind the stub. */
struct ut_chart_range {
  enum ut_sheet_chart { UT_SHEET_CHART_NONE, UT_SHEET_CHART_BARS, UT_SHEET_CHART_STACK, UT_SHEET_CHART_LINES } kind;
  size_t rows, columns;
  size_t unknown;      /* the column of what is not known, from 1 on; 0: there is none */
  bool share;          /* figures are percent of a whole */
  struct ut_text unit; /* what they are; valid UTF-8 */
};

/* What stands around a table. Texts are valid UTF-8; NULL: none. */
struct ut_frame {
  const char *title, *caption;
  const struct ut_text *notes; /* below it */
  size_t note_count;
  bool page;                          /* of HTML: a whole page; else the table alone, or */
  bool part;                          /* part of a page that has the styles */
  const struct ut_chart_range *chart; /* of a workbook; NULL: none */
};

struct ut_grid;

/* A table of this shape (the headings are copied). */
enum ut_status ut_grid_new(struct ut_grid **out, const struct ut_grid_shape *shape);

/* One row: `fields` has one text per column, valid UTF-8; they are copied. */
enum ut_status ut_grid_row(struct ut_grid *g, const struct ut_text *fields);

/* How many rows there are, and a cell of one, as it is shown; until the next row. */
size_t ut_grid_rows(const struct ut_grid *g);
struct ut_text ut_grid_cell(const struct ut_grid *g, size_t row, size_t column);

/* Writes what the frame holds, the headings and the rows. A line ends in no blanks and holds no control character: line
 * ends and tabs in a cell become a space (line ends <br> in Markdown and HTML), other controls U+FFFD. No columns:
 * nothing is written, but for HTML. */
enum ut_status ut_grid_write(struct ut_grid *g, const struct ut_frame *frame, struct ut_output *o,
                             struct ut_error *err);
void ut_grid_free(struct ut_grid *g);

#endif
