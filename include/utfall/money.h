/* Kronor as whole öre. */
#ifndef UTFALL_MONEY_H
#define UTFALL_MONEY_H

#include "utfall/text.h"

UT_BEGIN_C

typedef int64_t ut_money; /* öre */

/* 1362250, 1 362 250,00 (blanks, no-break, narrow no-break and thin spaces between groups of three), -1 362 250,
 * 1362250-, (1 362 250), U+2212 as minus, an ending "kr". One decimal separator, comma or point, and one or two
 * decimals (1,5 is 1 krona 50), and any number of zeros behind them, unless they look like thousands: 100.0000, but not
 * 100.000. UT_BAD_INPUT with what was found and why, without a place: more than two decimals, mixed or misplaced
 * separators (1,362,250 and 1.362 are not guessed at), no digits, or more than int64 holds. Blank ends are ignored; an
 * empty text is UT_BAD_INPUT (missing is not zero: the caller asks first). */
enum ut_status ut_money_parse(struct ut_text t, ut_money *out, struct ut_error *err);

enum { UT_MONEY_SIZE = 24 };
/* 1362250 or 1362250.50: a point, two decimals only when there are öre, minus first. Returns buf. */
char *ut_money_format(ut_money m, char buf[UT_MONEY_SIZE]);

/* UT_BAD_INPUT when the sum does not fit; *sum is then unchanged. */
enum ut_status ut_money_add(ut_money *sum, ut_money m, struct ut_error *err);

/* *difference = a - b. UT_BAD_INPUT when it does not fit; *difference is then unchanged. */
enum ut_status ut_money_subtract(ut_money a, ut_money b, ut_money *difference, struct ut_error *err);

/* amount x numerator / denominator, rounded to whole öre half away from zero. The denominator is not 0. UT_BAD_INPUT
 * when the result does not fit; *out is then unchanged. */
enum ut_status ut_money_scale(ut_money amount, int64_t numerator, int64_t denominator, ut_money *out,
                              struct ut_error *err);

/* Rounds each of `count` amounts to whole kronor in such a way that they sum to *total, their sum rounded half away
 * from zero: down to the krona below it, and then one krona more to those that have the most öre above it, the first of
 * equals first, until the total is reached (largest remainder; Hamilton's method of apportionment). No amount moves by
 * a whole krona. Negative amounts too. UT_BAD_INPUT: more than int64 holds. */
enum ut_status ut_money_round(const ut_money *parts, size_t count, ut_money *rounded, ut_money *total,
                              struct ut_error *err);

UT_END_C

#endif
