/* The register of requisitions: every entry that was requisitioned, one row each. An entry is identified by insats,
 * datum, verifikat, konto, belopp and its occurrence: which one it is, from 1, of entries that are equal in these. It
 * does not matter which of these is which. */
#ifndef UTFALL_REGISTER_H
#define UTFALL_REGISTER_H

#include "budget/ledger.h"

struct ut_register;

/* Reads a stream of insats, datum, belopp and perhaps konto, kategori, text, verifikat, forekomst (the occurrence;
 * where it is empty, the next one), rekvisition (the period of the requisition) and sen (ja: it was late; borta: the
 * row takes an entry back, whose amount it has with the other sign). `path` NULL: an empty one. With `record`, which
 * may be NULL, a stream of all these columns begins there with the rows that were read; the output stays the caller's.
 * UT_USAGE: a needed column is missing. UT_BAD_INPUT with its place: what is no date, amount or occurrence; an entry
 * that is there twice, or that is taken back without being there; a row of the file that `record` replaces that `path`
 * has not. ut_register_close is due in every case. */
enum ut_status ut_register_open(struct ut_register **out, const char *path, struct ut_output *record,
                                struct ut_run *run, struct ut_error *err);

/* An entry that was requisitioned. */
struct ut_registered {
  struct ut_entry entry; /* its texts live as long as the register; `line` is that of the file */
  char *block;           /* of the texts */
  int64_t occurrence;
  bool back;  /* it was taken back: it is not requisitioned any more */
  bool found; /* ut_register_look has met the entry */
};

size_t ut_register_count(const struct ut_register *r);
const struct ut_registered *ut_register_get(const struct ut_register *r, size_t index);

/* Counts an entry of the ledger, says which occurrence it is and whether it is in the register.
 * UT_BAD_INPUT, without a place: a `*`. */
enum ut_status ut_register_look(struct ut_register *r, const struct ut_entry *entry, int64_t *occurrence,
                                bool *registered, struct ut_error *err);

/* Adds an entry to the record, if there is one. */
enum ut_status ut_register_add(struct ut_register *r, const char *requisition, const struct ut_entry *entry,
                               int64_t occurrence, bool late, struct ut_error *err);

/* Adds a row that takes the entry of that index back. */
enum ut_status ut_register_take_back(struct ut_register *r, const char *requisition, size_t index,
                                     struct ut_error *err);

/* Ends the record and frees; `complete` false only frees. NULL is allowed. */
enum ut_status ut_register_close(struct ut_register *r, bool complete, struct ut_error *err);

#endif
