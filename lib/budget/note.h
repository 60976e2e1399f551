/* Notes on money: entries or rows of one kind, how many, how much, where the first of them is. */
#ifndef UTFALL_NOTE_H
#define UTFALL_NOTE_H

#include "utfall/money.h"
#include "utfall/run.h"

/* Zero-initialised: nothing yet. */
struct ut_note {
  size_t rows;
  ut_money amount;
  char *source; /* the file of the first row; owned */
  size_t line;
  char *stranger; /* of ut_note_add_stranger: the first name; owned; NULL: no row had one */
};

/* Counts a row. UT_BAD_INPUT: a sum that is too large. */
enum ut_status ut_note_add(struct ut_note *n, ut_money amount, const char *source, size_t line, struct ut_error *err);

/* The same of an insats in neither plan nor decisions, whose name may be empty. UT_NOMEM too. */
enum ut_status ut_note_add_stranger(struct ut_note *n, struct ut_text insats, ut_money amount, const char *source,
                                    size_t line, struct ut_error *err);

void ut_note_clear(struct ut_note *n);

/* Says "Steget": 1200 kr in 3 rows, the first ledger.csv:4: TEXT. An empty insats is left out, and so are the rows
 * where there are none. */
void ut_note_say(const struct ut_note *n, struct ut_text insats, enum ut_note_code code, const char *text,
                 struct ut_run *run);

/* Says what ut_note_add_stranger has counted, if anything: 7 kr in 1 row, the first ledger.csv:4: of insatser in
 * neither plan nor decisions, such as "Steget", ignored. */
void ut_note_say_strangers(const struct ut_note *n, struct ut_run *run);

#endif
