/* Exact figures: what a target demands and a table holds, compared without rounding. */
#ifndef UTFALL_FRACTION_H
#define UTFALL_FRACTION_H

#include "utfall/text.h"

/* numerator / denominator in lowest terms, the denominator above 0; both below 2^62 in magnitude. */
struct ut_fraction {
  int64_t numerator, denominator;
};

enum { UT_DECIMALS_MAX = 9 }; /* what ut_ratio_format writes */

/* A number as ut_number_parse reads it, or as people print it: 12,5 %, 0,0352, 1 362 250,50 kr
 * (ut_money_parse, at most two decimals). 12,345 might be thousands and is none. Blank ends are ignored.
 * *decimals: how many it was written with. False for anything else, and for what does not fit. */
bool ut_fraction_parse(struct ut_text t, struct ut_fraction *out, int *decimals);

/* 100 x part / whole, which is not 0, and a - b. False when the result does not fit. */
bool ut_fraction_percent(struct ut_fraction part, struct ut_fraction whole, struct ut_fraction *out);
bool ut_fraction_subtract(struct ut_fraction a, struct ut_fraction b, struct ut_fraction *out);

/* <0, 0, >0. */
int ut_fraction_compare(struct ut_fraction a, struct ut_fraction b);

/* Rounded to `decimals` digits (0 to UT_DECIMALS_MAX), half away from zero. False when the result does not fit. */
bool ut_fraction_round(struct ut_fraction f, int decimals, struct ut_fraction *out);

/* With `decimals` digits, half away from zero. Returns buf, terminated. */
char *ut_fraction_format(struct ut_fraction f, int decimals, char buf[UT_RATIO_SIZE]);

#endif
