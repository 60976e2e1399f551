/* The table of payback: what each actor gets back, for each group. */
#ifndef UTFALL_RETURNS_H
#define UTFALL_RETURNS_H

#include "payback/inputs.h"

/* UT_USAGE, with the option named, where a column grouped by has the name of one of the table's own. */
enum ut_status ut_returns_apart(const struct ut_names *by, struct ut_error *err);

/* Writes the keys of the groups, aktor and the figures: a row for each actor of each group of finished inputs. `decimals`
 * are those of percentages.
 * Errors of ut_draws_run. */
enum ut_status ut_returns_write(const struct ut_inputs *in, int decimals, enum ut_format to, struct ut_output *output,
                                struct ut_error *err);

#endif
