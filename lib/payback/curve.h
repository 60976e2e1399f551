/* The table that a chart of payback is drawn from: what has been gained and what it cost, month by month. */
#ifndef UTFALL_CURVE_H
#define UTFALL_CURVE_H

#include "payback/inputs.h"

/* UT_USAGE, with the option named, where a column grouped by has the name of one of the table's own. */
enum ut_status ut_curve_apart(const struct ut_names *by, struct ut_error *err);

/* Writes the keys of the groups, aktor, manad, vinst_ack and kostnad_ack: a row for each month from 0 to the horizon of
 * each actor of each group of finished inputs. Neither is discounted, and the gain is the one that repays the actor's
 * own share, so that they meet at its payback; a cost that is written off falls evenly over those months. */
enum ut_status ut_curve_write(const struct ut_inputs *in, enum ut_format to, struct ut_output *output,
                              struct ut_error *err);

#endif
