/* A run of outcomes: what becomes of its participations and payments, whether they are counted in one report, in one
 * for each of several windows, or passed on with what decided about them. */
#ifndef UTFALL_REPORTING_H
#define UTFALL_REPORTING_H

#include "outcomes/assignment.h"
#include "outcomes/report_base.h"
#include "outcomes/report_inputs.h"
#include "outcomes/rolling.h"
#include "outcomes/traced.h"

/* Zero-initialised; the owner opens participations, base and inputs, and makes the windows. */
struct ut_reporting {
  struct ut_participations *p;
  ut_date as_of;
  struct ut_report_base base;
  struct ut_report_inputs in;
  struct ut_assignment *assignment; /* passes participations on, instead of counting them in the report */
  struct ut_traced *traced;         /* passes payments on, beside a report */
  struct ut_report *report;
  struct ut_windows windows;
  struct ut_rolling *rolling;
  const struct ut_classes *classes; /* of shares; borrowed */
};

/* Opens what takes them in: a report, one for each window where there are windows, or with `assign` what passes the
 * rows on to the output. The options are borrowed. */
enum ut_status ut_reporting_open(struct ut_reporting *r, const struct ut_report_options *o, bool assign,
                                 struct ut_output *output, enum ut_format to, struct ut_error *err);

/* Takes in all participations, then all payments. */
enum ut_status ut_reporting_read(struct ut_reporting *r, struct ut_error *err);

/* After that: names what is counted in, and the classes in their order. */
enum ut_status ut_reporting_close(struct ut_reporting *r, struct ut_partial *part, struct ut_error *err);

/* Writes the table, or ends the stream of what was passed on. */
enum ut_status ut_reporting_write(struct ut_reporting *r, struct ut_output *output, enum ut_format to, int decimals,
                                  struct ut_error *err);

void ut_reporting_clear(struct ut_reporting *r);

#endif
