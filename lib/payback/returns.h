/* The table of payback: what each actor gets back, for each group. */
#ifndef UTFALL_RETURNS_H
#define UTFALL_RETURNS_H

#include "payback/inputs.h"
#include "payback/draws.h"

struct ut_returns_options {
  int decimals;                        /* of percentages */
  double target;                       /* months; NAN: none */
  bool required;                       /* add how many more must be in work; the groups know the idle */
  const struct ut_draw_options *draws; /* add what they give; the groups know persons. NULL: no draws */
};

/* UT_USAGE, with the option named, where a column grouped by has the name of one of the table's own. */
enum ut_status ut_returns_apart(const struct ut_names *by, struct ut_error *err);

/* Writes the keys of the groups, aktor and the figures: a row for each actor of each group of finished inputs.
 * Errors of ut_draws_run. */
enum ut_status ut_returns_write(const struct ut_inputs *in, const struct ut_returns_options *options, enum ut_format to,
                                struct ut_output *output, struct ut_error *err);

#endif
