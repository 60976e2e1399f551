/* Kronor as whole öre. Layer: base. */
#ifndef UTFALL_MONEY_H
#define UTFALL_MONEY_H

#include "utfall/text.h"

typedef int64_t ut_money; /* öre */

/* 1362250, 1 362 250,00 (blanks, no-break and narrow no-break spaces between groups of three), -1 362 250, 1362250-,
 * (1 362 250), U+2212 as minus, an ending "kr". One decimal separator, comma or point, and one or two decimals (1,5 is
 * 1 krona 50). UT_BAD_INPUT with what was found and why, without a place: more than two decimals, mixed or misplaced
 * separators (1,362,250 and 1.362 are not guessed at), no digits, or more than int64 holds. Blank ends are ignored; an
 * empty text is UT_BAD_INPUT (missing is not zero: the caller asks first). */
enum ut_status ut_money_parse(struct ut_text t, ut_money *out, struct ut_error *err);

enum { UT_MONEY_SIZE = 24 };
/* 1362250 or 1362250.50: a point, two decimals only when there are öre, minus first. Returns buf. */
char *ut_money_format(ut_money m, char buf[UT_MONEY_SIZE]);

/* UT_BAD_INPUT when the sum does not fit; *sum is then unchanged. */
enum ut_status ut_money_add(ut_money *sum, ut_money m, struct ut_error *err);

#endif
