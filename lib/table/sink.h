/* What a filter shows: a table for people or a stream for programs, as --to asks. Layer: analysis. */
#ifndef UTFALL_SHEET_H
#define UTFALL_SHEET_H

#include "table/render.h"
#include "utfall/stream.h"

struct ut_sheet_column {
  struct ut_text heading;
  enum ut_grid_kind kind; /* for people */
  bool numeric;           /* a number in JSON */
};

/* How a column of this name is shown to people; a heading in a published table (Totalt)
 * counts as the name it spells. */
enum ut_grid_kind ut_sheet_kind(struct ut_text name);

/* Is the format for people, text or Markdown? */
bool ut_sheet_for_people(enum ut_format to);

struct ut_sheet;

/* Begins a table of these columns (the headings are copied) on an output that the caller commits and that outlives the
 * sheet. */
enum ut_status ut_sheet_open(struct ut_sheet **out, struct ut_output *output, enum ut_format to,
                             enum ut_language language, const struct ut_sheet_column *columns, size_t count,
                             struct ut_error *err);

/* One row: `fields` has one text per column. */
enum ut_status ut_sheet_row(struct ut_sheet *s, const struct ut_text *fields, struct ut_error *err);

/* The row of a reader with exactly the sheet's columns, as it stands. */
enum ut_status ut_sheet_pass(struct ut_sheet *s, struct ut_reader *r, struct ut_row *row, struct ut_error *err);

/* Ends the table; a title (NULL: none) is shown to people alone. */
enum ut_status ut_sheet_close(struct ut_sheet *s, const char *title, struct ut_error *err);
void ut_sheet_free(struct ut_sheet *s);

#endif
