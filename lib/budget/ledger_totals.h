/* Rows of a ledger that are totals of rows before them, as exports for people have them. */
#ifndef UTFALL_LEDGER_TOTALS_H
#define UTFALL_LEDGER_TOTALS_H

#include "budget/ledger.h"

/* Rows that were counted, and what they sum to. */
struct ut_ledger_sum {
  size_t rows;
  ut_money amount;
};

/* Zero-initialised: nothing was read. */
struct ut_ledger_totals {
  char *source;                                    /* owned */
  struct ut_buf insats;                            /* of the last row */
  struct ut_ledger_sum file, insats_so_far, since; /* of the file; of this insats, in one run; since the last total */
};

enum ut_ledger_total {
  UT_TOTAL_NOT,
  UT_TOTAL_BY_NAME, /* its text may be that of an entry */
  UT_TOTAL          /* it is called a total, and sums to the rows before it */
};

/* Says what a row is, and counts it among those that are summed: by its account, or by its text where it has no
 * voucher. `known`: an earlier file has it. UT_BAD_INPUT, with its place: it can be nothing but a total, and is not
 * that of the rows before it. */
enum ut_status ut_ledger_totals_take(struct ut_ledger_totals *t, const struct ut_entry *entry, bool known,
                                     enum ut_ledger_total *what, struct ut_error *err);

void ut_ledger_totals_clear(struct ut_ledger_totals *t);

#endif
