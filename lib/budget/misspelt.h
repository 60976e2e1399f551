/* Insatser of the register that are spelt otherwise than in the statement. */
#ifndef UTFALL_MISSPELT_H
#define UTFALL_MISSPELT_H

#include "base/chains.h"
#include "budget/statement_form.h"

/* The statement's insatser by how they are spelt, roughly; made when it is first asked for. Zero-initialised. */
struct ut_misspelt {
  struct ut_chains names;
  bool chained;
};

/* UT_BAD_INPUT: the insats of an entry of the register, which is none of the statement's, is one of them spelt
 * otherwise: it would be requisitioned once more. UT_NOMEM. */
enum ut_status ut_misspelt_refuse(struct ut_misspelt *m, const struct ut_statement *s, const struct ut_entry *entry,
                                  struct ut_error *err);

void ut_misspelt_clear(struct ut_misspelt *m);

#endif
