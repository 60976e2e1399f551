/* Entries of a ledger as rows of a stream, and entries that are kept. */
#ifndef UTFALL_ENTRY_H
#define UTFALL_ENTRY_H

#include <limits.h>

#include "budget/ledger.h"
#include "stream/fields.h"

/* The columns of a stream of entries, the first three of them needed. */
#define UT_LEDGER_NAMES "datum", "insats", "belopp", "konto", "kategori", "text", "verifikat"
enum { UT_LEDGER_NEEDED = 3, UT_LEDGER_COLUMNS = 7 };

/* The entry of the current row of `f`, which was opened with those columns first. It borrows from the row. UT_BAD_INPUT
 * with its place: what is no date or amount. */
enum ut_status ut_entry_read(const struct ut_fields *f, bool negate, struct ut_entry *entry, struct ut_error *err);

/* The columns that show an entry: where it is, then what it says. */
#define UT_ENTRY_FACTS "insats", "datum", "konto", "kategori", "text", "verifikat", "belopp"
#define UT_ENTRY_COLUMNS "fil", "rad", UT_ENTRY_FACTS
enum {
  UT_FIL,
  UT_RAD,
  UT_INSATS,
  UT_DATUM,
  UT_KONTO,
  UT_KATEGORI,
  UT_TEXT_CELL,
  UT_VERIFIKAT,
  UT_BELOPP,
  UT_ENTRY_CELLS
};

struct ut_entry_row {
  struct ut_text cells[UT_ENTRY_CELLS]; /* of the entry, and of the buffers below */
  char line[24], datum[11], belopp[UT_MONEY_SIZE];
  char fil[PATH_MAX]; /* the name of the source, as it is shown */
};

/* Fills `row` from an entry, whose texts it borrows. */
void ut_entry_row_fill(struct ut_entry_row *row, const struct ut_entry *entry);

/* A copy of an entry: *block, which the caller frees, holds its texts and source. */
enum ut_status ut_entry_copy(const struct ut_entry *entry, struct ut_entry *copy, char **block, struct ut_error *err);

#endif
