/* How money is read, whether from rows or from SIE files: what ledgers and plans have in common. */
#ifndef UTFALL_BOOKS_H
#define UTFALL_BOOKS_H

#include "base/distinct.h"
#include "budget/accounts.h"
#include "utfall/sie.h"

/* Zero-initialised: amounts as they are written, objects that are projects, strict. */
struct ut_books {
  struct ut_run *run;                 /* is told of doubts; NULL: nobody is */
  bool negate;                        /* what is no SIE writes costs as negative */
  const struct ut_accounts *accounts; /* gives a category to what has none; NULL: nothing does */
  /* The rest is of SIE: the dimension whose objects are insatser (0 for 6, projects), and what struct ut_sie_options
   * says of `lenient`. */
  int64_t dimension;
  bool lenient;
  const struct ut_distinct *known; /* names of insatser; NULL: none */
};

/* Is it an insats that is known? */
static inline bool ut_books_know(const struct ut_books *b, struct ut_text insats)
{
  uint32_t number;
  return b->known && ut_distinct_find(b->known, insats, &number);
}

/* What is said of money on accounts that are in no range. */
#define UT_UNPLACED "on accounts in no range of the chart, without a category"

#endif
