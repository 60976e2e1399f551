/* One field of a SIE line as a number, a day, a month or an amount. UT_BAD_ROW, without a place: what it is not. */
#ifndef UTFALL_SIEFIELD_H
#define UTFALL_SIEFIELD_H

#include "utfall/date.h"
#include "utfall/money.h"

/* UT_BAD_ROW: "FOUND" is not EXPECTED. */
enum ut_status sie_field_is_not(struct ut_text found, const char *expected, struct ut_error *err);

enum ut_status sie_integer(struct ut_text t, int64_t least, int64_t most, const char *expected, int *out,
                           struct ut_error *err);
enum ut_status sie_date(struct ut_text t, ut_date *out, struct ut_error *err);           /* YYYYMMDD */
enum ut_status sie_month(struct ut_text t, struct ut_period *out, struct ut_error *err); /* YYYYMM */
/* Kronor with at most two decimals after a point, as öre. */
enum ut_status sie_amount(struct ut_text t, ut_money *out, struct ut_error *err);

#endif
