/* A SIE file as the money of insatser, which its objects of one dimension are. */
#ifndef UTFALL_SIEBOOK_H
#define UTFALL_SIEBOOK_H

#include "budget/books.h"
#include "sie/siefile.h"

/* Zero-initialised. */
struct ut_sie_book {
  struct ut_sie_file file;
  const struct ut_books *books;
  int dimension;
  bool ledger; /* it is read for its entries, and else for its budgets, with no notes but on how it is written */
};

/* Takes the input over; `books` is borrowed, and its run is told of findings. The caller clears the file in every
 * case; until then the book stays where it is. */
enum ut_status ut_sie_book_open(struct ut_sie_book *b, struct ut_opened *input, const struct ut_books *books,
                                bool ledger, struct ut_error *err);

/* The insats of a record: the name of its object, or the number when that is known and the name is not, or where it has
 * no name. Empty: it has no object of the dimension. */
struct ut_text ut_sie_book_insats(const struct ut_sie_book *b, const struct ut_sie_record *record);

#endif
