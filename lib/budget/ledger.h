/* The ledger: what was paid and received, one entry at a time, from rows or from SIE files. */
#ifndef UTFALL_LEDGER_H
#define UTFALL_LEDGER_H

#include "budget/books.h"
#include "budget/note.h"
#include "utfall/date.h"
#include "utfall/stream.h"

struct ut_entry {
  ut_date datum;
  ut_money belopp; /* a cost is positive, an income negative */
  /* May be empty; a kategori that is comes from the account, where there is a chart of accounts. */
  struct ut_text insats, konto, kategori, text, verifikat;
  const char *source; /* the file */
  size_t line;        /* 1-based, of the entry in it */
};

/* The files of a ledger. */
struct ut_ledger_files {
  char *const *paths; /* "-" is standard input */
  size_t count;
  struct ut_reader_options reading; /* of what is no SIE; `run` of all */
};

struct ut_ledger;

/* Opens the files, which are read in that order; which of them are SIE is seen by how they begin. The paths are
 * borrowed, the books copied. The caller frees what a failure leaves. UT_USAGE: datum, insats or belopp is no column of
 * the first; of the ones after it ut_ledger_next may say so. */
enum ut_status ut_ledger_open(struct ut_ledger **out, const struct ut_ledger_files *files, const struct ut_books *books,
                              struct ut_error *err);

/* The next entry, whose texts and source are borrowed until the next call. UT_END after the last. UT_BAD_INPUT or
 * UT_BAD_ROW with its place: what is no date, no amount, no row; a fault of SIE. What two files both hold is an
 * entry once, as of overlap.h, whose errors are passed on. What is on the account of the year's result is none. Of
 * SIE, only result accounts count. Type 4 gives its transactions, type 3 the months of objects of the dimension in
 * the financial year, by their last day. An object's insats is as of ut_sie_book_insats; a transaction without an
 * object has an empty one. UT_BAD_INPUT at the end of a file of types 1 or 2, which have no objects, and of type 3
 * without any of the dimension. */
enum ut_status ut_ledger_next(struct ut_ledger *l, struct ut_entry *entry, struct ut_error *err);

/* Says what the reader should know of: entries on accounts that are in no range of the chart, or of the year's result;
 * what several files hold. */
void ut_ledger_say_notes(const struct ut_ledger *l, struct ut_run *run);

void ut_ledger_free(struct ut_ledger *l);

#endif
