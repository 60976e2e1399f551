/* The ledger: what was paid and received, one entry at a time, wherever it comes from. Layer: domain. */
#ifndef UTFALL_LEDGER_H
#define UTFALL_LEDGER_H

#include "utfall/date.h"
#include "utfall/money.h"
#include "utfall/stream.h"

struct ut_entry {
  ut_date datum;
  ut_money belopp;                                         /* a cost is positive, an income negative */
  struct ut_text insats, konto, kategori, text, verifikat; /* may be empty */
  const char *source;                                      /* the file; lives as long as the ledger */
  size_t line;                                             /* 1-based, where the entry stands in it */
};

struct ut_ledger;

/* Opens the ledgers ("-" is standard input). `negate`: they write costs as negative. UT_USAGE: datum, insats or
 * belopp is no column. */
enum ut_status ut_ledger_open(struct ut_ledger **out, char *const *paths, size_t count,
                              const struct ut_reader_options *options, bool negate, struct ut_error *err);

/* The next entry, whose texts are borrowed until the next call. UT_END after the last. UT_BAD_INPUT or UT_BAD_ROW
 * with its place: what is no date, no amount, no row. */
enum ut_status ut_ledger_next(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err);

void ut_ledger_free(struct ut_ledger *l);

#endif
