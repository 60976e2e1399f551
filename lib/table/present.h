/* A stream shown: as it is, or turned into rows and columns; with labels, as text, Markdown, HTML, a sheet of a
 * workbook, CSV or JSON. */
#ifndef UTFALL_PRESENT_H
#define UTFALL_PRESENT_H

#include "table/sink.h"

struct ut_present_options {
  /* Where rows or columns are named, the table is made of them, with `value` in its cells; else it is the stream. */
  struct ut_names rows, cols;
  const char *value;
  const char *cell;            /* instead of a value: several columns, with marks among them; NULL: none */
  struct ut_names columns;     /* of a stream, the columns that are shown; of rows and columns, instead of a value */
  bool transpose;              /* rows become columns */
  bool base;                   /* a row with what shares are of */
  int64_t marks;               /* what suppress called small is below it, and shown so; 0: as all that is hidden */
  bool excel;                  /* CSV as a Swedish Excel opens it */
  bool page;                   /* HTML as a whole page, or */
  bool part;                   /* as part of one that has the styles */
  struct ut_spreadsheet *book; /* of UT_XLSX, whose last sheet the table goes to; else NULL */
  enum ut_sheet_chart chart;   /* of a workbook, below the table of rows and columns */
  const char *title, *caption; /* valid UTF-8, or NULL */
  struct ut_names notes;       /* valid UTF-8 */
  bool labels;                 /* labels for codes; column names are kept in CSV and JSON */
  enum ut_language language;
};

/* UT_USAGE: options that do not go together; `value` says that it was asked for. */
enum ut_status ut_present_check(const struct ut_present_options *options, bool value, struct ut_error *err);

/* Shows the rows of the reader, from which nothing has been read, with the labels that `classes` give to klass. A
 * stream as it is goes through row by row in CSV, JSON and a workbook. An empty stream has no columns and gives an
 * empty one. A cell that has no row is 0 where the value is a count; otherwise, and where a total was not computed, it
 * is UT_NO_FIGURE for people and nothing in CSV and JSON. A figure blanked to protect persons is `..` (nothing in
 * JSON). UT_USAGE: there is no such column. UT_BAD_INPUT: a row that does not parse, two rows for one cell, two equal
 * headings, a column of figures that has several bases where one is asked for. */
enum ut_status ut_present(struct ut_reader *reader, const struct ut_present_options *options,
                          struct ut_label_list classes, struct ut_output *output, enum ut_format to,
                          struct ut_error *err);

/* Shows the sheets of a workbook instead: the title and the page of the options count. Errors as of ut_sheet_list. */
enum ut_status ut_present_sheets(const char *path, const struct ut_reader_options *reading,
                                 const struct ut_present_options *options, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err);

#endif
