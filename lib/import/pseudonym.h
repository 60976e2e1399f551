/* Pseudonyms: a keyed hash of a personnummer, and the key file that makes it.
 *
 * A key file is the key: 32 bytes, as ut_key_create draws them, or the same written as 64 hexadecimal digits; a newline
 * may follow either. Nobody but its owner may read or write it. The pseudonym is BLAKE2b with that key and 16 bytes of
 * output over the twelve digits, written as 32 letters a-p (a nibble each, the high one first), so that no pseudonym
 * can be taken for a number. */
#ifndef UTFALL_PSEUDONYM_H
#define UTFALL_PSEUDONYM_H

#include "model/personnummer.h"

enum { UT_PSEUDONYM_LETTERS = 32 };

struct ut_key;

/* Draws a key and writes it to a new file of mode 0600. UT_USAGE: the file is there already;
 * UT_IO: it cannot be made. */
enum ut_status ut_key_create(const char *path, struct ut_error *err);

/* Reads a key into memory that is locked, guarded and never dumped, and turns core dumps of the process off.
 * UT_BAD_INPUT: others than its owner have access to the file, or it is no key. */
enum ut_status ut_key_open(struct ut_key **out, const char *path, struct ut_error *err);

/* The pseudonym of one person; `letters` is not terminated. */
void ut_key_pseudonym(const struct ut_key *key, const struct ut_personnummer *person,
                      char letters[UT_PSEUDONYM_LETTERS]);

/* Wipes and frees. NULL is allowed. */
void ut_key_free(struct ut_key *key);

#endif
