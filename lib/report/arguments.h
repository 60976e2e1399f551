/* The options of tabulate in a directive: rows=klass cols=kon note="As of June". */
#ifndef UTFALL_ARGUMENTS_H
#define UTFALL_ARGUMENTS_H

#include "report/directive.h"
#include "table/present.h"

/* How a table is shown; what it holds is the directive's. */
struct ut_shown_table {
  struct ut_present_options present;
  const char *classes; /* the file that has the labels of klass; NULL: none */
};

/* UT_USAGE: an argument that there is not, or that has no value of its kind, or arguments that do not go together. */
enum ut_status ut_shown_table_read(struct ut_shown_table *s, const struct ut_directive *d, struct ut_error *err);

#endif
