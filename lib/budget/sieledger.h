/* A ledger that is a SIE file: its records as entries. */
#ifndef UTFALL_SIELEDGER_H
#define UTFALL_SIELEDGER_H

#include "stream/source.h"
#include "budget/ledger.h"

struct ut_sie_ledger;

/* Takes the input over; `books` is borrowed. */
enum ut_status ut_sie_ledger_open(struct ut_sie_ledger **out, struct ut_opened *input, const struct ut_books *books,
                                  const struct ut_tick *tick, struct ut_error *err);
/* As ut_ledger_next. */
enum ut_status ut_sie_ledger_next(struct ut_sie_ledger *l, struct ut_entry *entry, struct ut_error *err);
void ut_sie_ledger_free(struct ut_sie_ledger *l);

#endif
