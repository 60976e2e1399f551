/* Which category of cost an account is of, by ranges of a chart of accounts. */
#ifndef UTFALL_ACCOUNTS_H
#define UTFALL_ACCOUNTS_H

#include "utfall/run.h"

struct ut_accounts;

/* Reads a stream of fran, till and kategori, a range a row, by a path or by the name of a file that is shared
 * (accounts/kommunbas.csv). An account is in a range by its first digits: 50..52 and 5000..5299 are both of 5010, 52999
 * and 501020. UT_USAGE: no such file, a column is missing. UT_BAD_INPUT with its place: an end that is no account
 * number, ends the wrong way round, a range that overlaps another, a kategori that is empty or `*`. The caller frees
 * what a failure leaves. */
enum ut_status ut_accounts_load(struct ut_accounts **out, const char *name, struct ut_run *run, struct ut_error *err);

/* The category of an account; empty: no range has it with all its sub-accounts. What follows the digits at its front is
 * not looked at. Lives as long as `a`. */
struct ut_text ut_accounts_category(const struct ut_accounts *a, struct ut_text account);

void ut_accounts_free(struct ut_accounts *a);

#endif
