/* What is at hand while a stream is shown. */
#ifndef UTFALL_VIEW_H
#define UTFALL_VIEW_H

#include "table/figure.h"
#include "table/label.h"
#include "table/pivot.h"
#include "table/present.h"
#include "table/share_of_one.h"
#include "table/template.h"

/* What an empty cell of a column means. */
struct ut_view_empty {
  bool key;         /* a key that is not known */
  bool figure;      /* in a blanked row, a figure that is hidden */
  ptrdiff_t target; /* the column without which it is not there, or -1 */
};

/* The base of a column of figures, over its rows. */
struct ut_view_base {
  enum { UT_BASE_NONE, UT_BASE_HIDDEN, UT_BASE_ONE, UT_BASE_SEVERAL } state;
  struct ut_text text, other; /* of one; of several, another one too */
};

struct ut_view {
  const struct ut_present_options *options;
  struct ut_reader *reader;
  struct ut_label_list classes;
  struct ut_output *output;
  enum ut_format to;
  bool people, json;
  struct ut_figure_style style;
  struct ut_text *names; /* of the reader's columns */
  size_t count;
  struct ut_shares_of_one shares;
  struct ut_labels *labels; /* NULL: none are asked for */
  struct ut_sink *sink;
  struct ut_grid_column *columns; /* of the sink */
  struct ut_text *fields;         /* of a row of it */
  struct ut_template cell;        /* of --cell */
  bool hidden;                    /* a figure was */
  bool small;                     /* a count was shown as `below` */
  char below[UT_RATIO_SIZE];      /* what a small count is shown as */
  ptrdiff_t only_count;           /* the column that a mark of the row is of, or -1 */
  const size_t *figures;          /* the columns that are shown, keys apart in rows and columns; borrowed */
  size_t figure_count;
  ptrdiff_t base; /* the column that shares among them are of, or -1 */
  /* of a stream */
  struct ut_view_empty *empty; /* of each column */
  ptrdiff_t mark;              /* the column skyddad, or -1 */
  size_t *picked;              /* the columns that are shown */
  size_t picked_count;
  /* of rows and columns */
  struct ut_pivot *pivot;
  size_t rows[UT_NAMES_MAX], cols[UT_NAMES_MAX], values[UT_NAMES_MAX + 1]; /* the last may be the base */
  size_t row_count, col_count;
  size_t body;           /* the columns of figures of each head */
  struct ut_text *paths; /* of the sink */
  size_t levels;
  struct ut_texts headings;   /* that are put together */
  struct ut_buf *cells;       /* that are put together, by column */
  struct ut_view_base *bases; /* by head */
  struct ut_chart_range chart;
  size_t shown_rows;   /* so far */
  struct ut_buf notes; /* that come by themselves */
};

/* Column names are for programs, headings for people. */
struct ut_text ut_view_heading(const struct ut_view *s, size_t column);

/* Room for the columns of the sink. */
enum ut_status ut_view_make_room(struct ut_view *s, size_t count, struct ut_error *err);

/* What stands for a figure that is blanked, of which `mark` is what skyddad says. */
struct ut_text ut_view_hide(struct ut_view *s, size_t column, struct ut_text mark);

/* Opens the sink. */
enum ut_status ut_view_open(struct ut_view *s, size_t count, size_t stub, struct ut_error *err);

/* Finds the column that figures are shares of: the first share's, or that of bases. */
void ut_view_find_base(struct ut_view *s);

/* Is the figure of this number a share of it? */
bool ut_view_is_share(const struct ut_view *s, size_t figure);

/* Appends a number as the format has it, and any other text as it is. */
void ut_view_add_figure(const struct ut_view *s, struct ut_buf *out, struct ut_text figure);

/* The label of a column key of a head. A column needs a name: that of an empty key is the code for it. */
struct ut_text ut_view_head(const struct ut_view *s, size_t head, size_t level);

/* The stream, turned into rows and columns. */
enum ut_status ut_view_pivot(struct ut_view *s, struct ut_error *err);
void ut_view_pivot_clear(struct ut_view *s);

/* Ends the table, with the notes that were asked for and those that come by themselves. */
enum ut_status ut_view_close(struct ut_view *s, struct ut_error *err);

#endif
