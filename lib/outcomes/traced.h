/* Payments passed on with what they are counted in, so that any sum of them can be traced. */
#ifndef UTFALL_TRACED_H
#define UTFALL_TRACED_H

#include "outcomes/report.h"

struct ut_traced;

/* Begins a stream of the columns of the payments and tidpunkt, or of a report by years ar, and regel on `output`. The
 * report, whose persons say where a payment belongs, and the payments are borrowed. UT_USAGE: one of the columns is
 * there already. */
enum ut_status ut_traced_new(struct ut_traced **out, struct ut_report *report, struct ut_payments *payments,
                             struct ut_output *output, enum ut_format to, struct ut_error *err);

/* Passes a payment on, once all participations are in the report. What is not counted has no tidpunkt, and a word for
 * why in regel. */
enum ut_status ut_traced_take(struct ut_traced *t, const struct ut_payment *payment, struct ut_error *err);

/* Ends the stream, after the last payment. */
enum ut_status ut_traced_finish(struct ut_traced *t, struct ut_error *err);

void ut_traced_free(struct ut_traced *t);

#endif
