/* A file that says which codes of a key are part of which: kod, del_av. */
#ifndef UTFALL_HIERARCHY_H
#define UTFALL_HIERARCHY_H

#include "disclosure/key_sums.h"
#include "utfall/stream.h"

/* Adds the sums that the file tells to those of the words of a key, which are not closed yet. A code with nothing in
 * del_av, or with the name of a total there, is part of nothing; one of several rows is part of several. A code that no
 * row of the table has is what its own parts are.
 * UT_BAD_INPUT: what ut_fields_read refuses; a code that is part of itself; a del_av that is neither a code of the file
 * nor a word of the key. *unknown is the first word of the key that the file has not, the names of totals and the empty
 * one apart; UINT32_MAX: it has all. */
enum ut_status ut_hierarchy_add(struct ut_key_sums *sums, const struct ut_distinct *words, const char *path,
                                struct ut_run *run, uint32_t *unknown, struct ut_error *err);

#endif
