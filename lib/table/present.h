/* A stream shown: as it is, or turned into rows and columns; with labels, as text, Markdown, CSV or JSON. */
#ifndef UTFALL_PRESENT_H
#define UTFALL_PRESENT_H

#include "table/sink.h"

struct ut_present {
  struct ut_reader *reader; /* opened, nothing read */
  struct ut_output *output; /* the caller commits it */
  enum ut_format to;
  enum ut_language language;
  bool labels;                  /* labels for codes; column names are kept in CSV and JSON */
  struct ut_label_list classes; /* of klass; none: the common labels alone */
  const char *title;            /* valid UTF-8, or NULL */
};

/* What is shown where rows and columns are made. */
struct ut_present_pivot {
  const struct ut_names *rows;
  const char *col; /* NULL: the value is the only column */
  const char *value;
};

/* Shows the stream as it is (`pivot` NULL), in CSV and JSON row by row, or turned. An empty stream has no columns and
 * gives an empty one. Where there is no row for a cell stands 0 if the value is a count, else, and for a total that was
 * not computed, UT_NO_FIGURE for people and nothing in CSV and JSON; a figure blanked to protect persons
 * is `..` (nothing in JSON).
 * UT_USAGE: there is no such column. UT_BAD_INPUT: a row that does not parse, two rows for one cell, two headings that
 * are alike. */
enum ut_status ut_present(const struct ut_present *options, const struct ut_present_pivot *pivot, struct ut_error *err);

#endif
