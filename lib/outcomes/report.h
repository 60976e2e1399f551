/* The reports of outcomes: what is counted of each participation in the base, and the table that
 * comes of it. Layer: domain. */
#ifndef UTFALL_REPORT_H
#define UTFALL_REPORT_H

#include "participation/grouping.h"
#include "utfall/classes.h"

enum ut_report_kind { UT_SHARES, UT_CHANGE, UT_GAINED, UT_SUPPORT, UT_MATRIX, UT_DURATION, UT_REASONS, UT_REPORTS };
extern const char *const ut_report_names[UT_REPORTS + 1]; /* as on the command line; ends with NULL */

struct ut_report_options {
  enum ut_report_kind kind;
  enum ut_occasion at;
  ut_date as_of;                    /* UT_DATE_NONE: none */
  const struct ut_classes *classes; /* compiled; of shares only */
  const struct ut_names *by;
  bool totals;
  bool multiple;     /* shares: every class that matches */
  double confidence; /* percent */
  int decimals;
  enum ut_format to;
};

struct ut_report;

/* Names the columns that it needs. The options are copied, what they point at is borrowed. */
enum ut_status ut_report_new(struct ut_report **out, struct ut_participations *p,
                             const struct ut_report_options *options, struct ut_error *err);

/* Counts the current participation. */
enum ut_status ut_report_take(struct ut_report *r, struct ut_error *err);

/* Writes the table; once, after the last participation. */
enum ut_status ut_report_write(struct ut_report *r, struct ut_output *output, struct ut_error *err);

void ut_report_free(struct ut_report *r);

#endif
