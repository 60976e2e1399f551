/* Which assumption decides a payback: one moved at a time, the others as they are. */
#ifndef UTFALL_SENSITIVITY_H
#define UTFALL_SENSITIVITY_H

#include "payback/inputs.h"

/* Everything is moved by a fifth: rates, months and amounts by 20 percent of themselves, shares by 20 percentage points
 * (within 0-100), so that an assumption that nothing comes by itself, or that everything lasts, is tried as well. */
enum { UT_SENSITIVITY_PERCENT = 20 };

enum ut_assumption { UT_DISCOUNT, UT_DEADWEIGHT, UT_DECAY, UT_HORIZON, UT_PRICE };
extern const char *const ut_assumption_names[]; /* as antagande is written */

enum { UT_LOWER, UT_AS_IS, UT_HIGHER, UT_SETTINGS };

/* An assumption at its lower value, as it is and at its higher one, and the outcome of each: the net present value
 * to society at the horizon (present value of the gains less that of the cost), in öre; NAN where the cost is not
 * known. */
struct ut_sensitivity {
  enum ut_assumption assumption;
  size_t line;                /* UT_PRICE: of the prices' lines */
  double values[UT_SETTINGS]; /* discount: percent a year; deadweight: percent; decay: percent kept at its last point;
                                 horizon: months; price: percent of the line's amounts */
  double outcomes[UT_SETTINGS];
  double span; /* between the outermost outcomes */
};

/* Of a group of finished inputs. Moves discount, deadweight, decay (every point of it; without any, a single one at the
 * horizon), horizon and each price line that is worth something and that the group's units touch: all transfers of an
 * item move as one, so that they balance. By falling span, then in that order. The caller frees *out, after a failure
 * too. UT_NOMEM. */
enum ut_status ut_sensitivity_rank(struct ut_sensitivity **out, size_t *count, const struct ut_inputs *in, size_t group,
                                   struct ut_error *err);

/* UT_USAGE, with the option named, where a column grouped by has the name of one of the table's own. */
enum ut_status ut_sensitivity_table_apart(const struct ut_names *by, struct ut_error *err);

/* Writes the keys of the groups and what the assumptions do: rows for each group of finished inputs. `decimals` are
 * those of percentages. */
enum ut_status ut_sensitivity_table_write(const struct ut_inputs *in, int decimals, enum ut_format to,
                                          struct ut_output *output, struct ut_error *err);

#endif
