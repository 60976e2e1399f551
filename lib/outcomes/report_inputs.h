/* What some reports of outcomes need beside participations: conditions, and the files of those who pay. */
#ifndef UTFALL_REPORT_INPUTS_H
#define UTFALL_REPORT_INPUTS_H

#include "outcomes/report.h"

/* NULL: not given. */
struct ut_report_input_options {
  const char *event;              /* condition, of time and effect */
  const char *months;             /* of time */
  const char *treated;            /* condition, of effect */
  const char *payments, *covered; /* a file; a period or a file; of paid */
};

/* Zero-initialised. */
struct ut_report_inputs {
  struct ut_expr *event, *treated;
  struct ut_payments *payments;
  struct ut_covered *covered;
};

/* Reads and opens what a report of that kind needs and names it in `report`, which borrows it. UT_USAGE, with the
 * option or the file named; ut_report_inputs_clear is due in every case. */
enum ut_status ut_report_inputs_open(struct ut_report_inputs *in, struct ut_participations *p,
                                     const struct ut_report_input_options *options, struct ut_report_options *report,
                                     struct ut_error *err);

void ut_report_inputs_clear(struct ut_report_inputs *in);

#endif
