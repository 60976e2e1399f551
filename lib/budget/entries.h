/* The trace of a money figure: every entry of a ledger with where it was counted or why not. */
#ifndef UTFALL_ENTRIES_H
#define UTFALL_ENTRIES_H

#include "budget/balance.h"

struct ut_entries;

/* Begins the columns fil, rad (where the entry stands), insats, datum, konto, kategori, text, verifikat, belopp,
 * rakning (the columns of the balance that hold it, joined by |) and skal (as of struct ut_counted). */
enum ut_status ut_entries_open(struct ut_entries **out, struct ut_output *output, enum ut_format to,
                               struct ut_error *err);

enum ut_status ut_entries_add(struct ut_entries *t, const struct ut_entry *entry, const struct ut_counted *counted,
                              struct ut_error *err);

/* Ends the stream and frees; `complete` false only frees. NULL is allowed. */
enum ut_status ut_entries_close(struct ut_entries *t, bool complete, struct ut_error *err);

#endif
