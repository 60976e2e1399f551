/* A tidy table drawn as one SVG. What is drawn, named or described is in the table: no figure is computed. */
#ifndef UTFALL_CHART_H
#define UTFALL_CHART_H

#include "stream/whole_table.h"
#include "utfall/vocabulary.h"

enum ut_chart_kind {
  UT_CHART_STACK,
  UT_CHART_LINES,
  UT_CHART_CHANGE,
  UT_CHART_TARGET,
  UT_CHART_INTERVAL,
  UT_CHART_PAYBACK,
  UT_CHART_CURVE,
  UT_CHART_HEAT,
  UT_CHART_FUNNEL,
  UT_CHART_BARS,
  UT_CHARTS
};

/* stack lines change target interval payback curve heat funnel bars */
extern const char *const ut_chart_names[UT_CHARTS];

/* Their names with commas between, for messages. */
#define UT_CHART_LIST "stack, lines, change, target, interval, payback, curve, heat, funnel, bars"

enum { UT_CHART_WIDTH = 720, UT_CHART_WIDTH_LEAST = 320, UT_CHART_WIDTH_MOST = 1600 };

/* Zero-initialised but for width and language; texts are NULL where they are not given, all are borrowed. Columns that
 * are not named are those that the kind of chart has by default, as chart(1) says. */
struct ut_chart_options {
  const char *x, *y, *series;
  struct ut_names value; /* several columns are a series each; of change, before and after */
  const char *low, *high;
  const char *target;                   /* a column of the table */
  const struct ut_whole_table *targets; /* or targets as goals(1) reads them; NULL: none */
  const char *title, *subtitle;         /* valid UTF-8 */
  const char *id;                       /* what ids in the picture begin with: a letter, then letters, digits, - or _ */
  struct ut_label_list classes;         /* the labels of klass */
  int64_t width;                        /* pixels */
  enum ut_language language;
  bool labels; /* labels for codes, headings for names of columns */
  bool totals; /* rows of `*` are drawn beside others */
};

/* The kind of a name. False: there is none. */
bool ut_chart_kind_find(struct ut_text name, enum ut_chart_kind *kind);

/* What only some kinds have. */
enum ut_chart_feature { UT_CHART_HAS_INTERVAL, UT_CHART_HAS_TARGET };
bool ut_chart_has(enum ut_chart_kind kind, enum ut_chart_feature feature);

/* Sets an option that a text names: x y series value low high target title subtitle width id labels totals. Of labels
 * and totals the value is empty. `value` outlives the options. UT_USAGE: no such option, or not a value of it. */
enum ut_status ut_chart_set(struct ut_chart_options *o, struct ut_text name, const char *value, struct ut_error *err);

/* Is it an id? */
bool ut_chart_is_id(const char *text);

/* Appends the picture of a table that has been read to its end. An empty one gives a picture that says so. UT_USAGE: a
 * column that there is not. UT_BAD_INPUT, with its place: a cell that is no number, two rows for one figure, a key with
 * more than one value that the picture does not show, parts of a stack that are no whole. UT_NOMEM. */
enum ut_status ut_chart_write(const struct ut_whole_table *t, enum ut_chart_kind kind, const struct ut_chart_options *o,
                              struct ut_buf *out, struct ut_error *err);

#endif
