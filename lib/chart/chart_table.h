/* What of a table a chart shows: which columns, which keys in which order, and the figures where they meet. */
#ifndef UTFALL_CHART_TABLE_H
#define UTFALL_CHART_TABLE_H

#include "chart/chart.h"
#include "table/label.h"
#include "utfall/column.h"

enum { UT_CHART_VALUES = 12, UT_CHART_NO_COLUMN = -1 };

/* The columns that a kind of chart looks for where none are named: names with blanks between, the first that the table
 * has; of values, sets of names with | between, the first that it has whole. NULL: keys in order. */
struct ut_chart_columns {
  const char *x, *series, *value;
  const char *passed; /* keys that say something else than which row it is */
  bool pair;          /* two values, no more and no less */
  bool one;           /* one value */
  bool many;          /* a second key may have any number of values, for colours do not tell them apart */
  bool numbers;       /* the keys of x are numbers, and in their order */
};

enum ut_chart_state {
  UT_CHART_NONE,    /* no row */
  UT_CHART_MISSING, /* an empty cell */
  UT_CHART_HIDDEN,  /* blanked to protect persons */
  UT_CHART_FIGURE
};

struct ut_chart_figure {
  enum ut_chart_state state;
  struct ut_text text; /* as the table has it */
  double number;
};

struct ut_chart_key {
  struct ut_text value, label;
};

struct ut_chart_axis {
  ptrdiff_t column; /* or -1: there is one key, without a name */
  struct ut_chart_key *keys;
  size_t count;
};

struct ut_chart_table {
  const struct ut_whole_table *whole;
  const struct ut_chart_options *options;
  size_t columns;
  struct ut_text *names;
  struct ut_labels *labels;
  ptrdiff_t mark; /* skyddad */
  struct ut_chart_axis x, series;
  size_t values[UT_CHART_VALUES], value_count;
  bool by_value; /* the series are the values */
  bool of_share; /* the results are those of a share */
  size_t *rows;  /* x.count by the keys of series; SIZE_MAX: none */
  struct ut_buf scratch;
};

/* Finds all of it; the caller clears, after a failure too. An empty stream has neither columns nor keys. */
enum ut_status ut_chart_table_init(struct ut_chart_table *c, const struct ut_whole_table *whole,
                                   const struct ut_chart_options *options, const struct ut_chart_columns *wanted,
                                   struct ut_error *err);

/* The row of two keys; SIZE_MAX: none. Where series are values, they have one row. */
size_t ut_chart_row(const struct ut_chart_table *c, size_t x, size_t series);

/* The cell of a row and column, of which none (SIZE_MAX, -1) has no figure. UT_BAD_INPUT: it is no number. */
enum ut_status ut_chart_cell(const struct ut_chart_table *c, size_t row, ptrdiff_t column, struct ut_chart_figure *out,
                             struct ut_error *err);

/* The figure that is drawn for two keys: in the column of the value, or of the series where these are values. */
enum ut_status ut_chart_value(const struct ut_chart_table *c, size_t x, size_t series, struct ut_chart_figure *out,
                              struct ut_error *err);

/* The column of the name, of the first of `names` (blanks between) where that is NULL; -1: none. UT_USAGE: a name that
 * was asked for, and is not there. */
enum ut_status ut_chart_column(const struct ut_chart_table *c, const char *asked, const char *names, ptrdiff_t *out,
                               struct ut_error *err);

/* The column that was asked for, or else of this name. UT_USAGE: there is none. */
enum ut_status ut_chart_need(const struct ut_chart_table *c, const char *asked, const char *name, ptrdiff_t *out,
                             struct ut_error *err);

/* What a column is called for people. */
struct ut_text ut_chart_heading(const struct ut_chart_table *c, size_t column);

/* Is the column a share, so that its figures are percent? */
bool ut_chart_is_percent(const struct ut_chart_table *c, size_t column);

/* A number as people read it, of that column; until the next call. */
struct ut_text ut_chart_number(struct ut_chart_table *c, size_t column, struct ut_text number);

/* UT_BAD_INPUT at a cell, whose text it is about. */
enum ut_status ut_chart_refuse(const struct ut_chart_table *c, size_t row, size_t column, struct ut_error *err,
                               const char *format, ...) __attribute__((format(printf, 5, 6)));

void ut_chart_table_clear(struct ut_chart_table *c);

#endif
