/* The options of tabulate and chart in a directive: rows=klass cols=kon note="As of June". */
#ifndef UTFALL_ARGUMENTS_H
#define UTFALL_ARGUMENTS_H

#include "chart/chart.h"
#include "report/directive.h"
#include "table/present.h"

/* How a table is shown; what it holds is the directive's. */
struct ut_shown_table {
  struct ut_present_options present;
  const char *classes; /* the file that has the labels of klass; NULL: none */
};

/* How a chart is drawn; its language and the labels of its classes are its user's to add. */
struct ut_shown_chart {
  enum ut_chart_kind kind;
  struct ut_chart_options options;
  const char *classes;
};

/* UT_USAGE: no such kind of chart, or what ut_chart_set refuses. */
enum ut_status ut_shown_chart_read(struct ut_shown_chart *s, const struct ut_directive *d, struct ut_error *err);

/* UT_USAGE: an argument that there is not, or that has no value of its kind, or arguments that do not go together. */
enum ut_status ut_shown_table_read(struct ut_shown_table *s, const struct ut_directive *d, struct ut_error *err);

#endif
