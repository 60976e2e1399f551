/* The pseudonym of a person under a key, which utfall/import.h describes. */
#ifndef UTFALL_PSEUDONYM_H
#define UTFALL_PSEUDONYM_H

#include "base/personnummer.h"
#include "utfall/import.h"

enum { UT_PSEUDONYM_LETTERS = 32 };

/* `letters` is not terminated. */
void ut_key_pseudonym(const struct ut_key *key, const struct ut_personnummer *person,
                      char letters[UT_PSEUDONYM_LETTERS]);

#endif
