/* Words that stand for all values of a key together. */
#ifndef UTFALL_TOTAL_WORDS_H
#define UTFALL_TOTAL_WORDS_H

#include "utfall/text.h"

/* Is it `*`, or a name of a total in whatever case and with whatever stands around it (Totalt, SUMMA:, Samtliga, Alla,
 * Båda könen, Totalt antal)? UT_NOMEM. */
enum ut_status ut_total_word_is(struct ut_text word, bool *total);

/* The same of what is nothing else, as the name of an insats is: not `*`, and no word such as Alla by itself. UT_NOMEM.
 */
enum ut_status ut_total_word_is_sure(struct ut_text word, bool *total);

/* Appends the slug of what the word is a total of: bron for `Bron totalt` and `Summa Bron:`; nothing where it does not
 * say that it is one. UT_NOMEM. */
enum ut_status ut_total_word_of(struct ut_text word, struct ut_buf *out);

/* Does it begin as the sums of a budget do: Summa lokaler, Netto, Totalt? UT_NOMEM. */
enum ut_status ut_total_word_heads(struct ut_text word, bool *total);

/* Does it begin as what counts some of another row again: Därav kvinnor? UT_NOMEM. */
enum ut_status ut_total_word_is_of_which(struct ut_text word, bool *part);

#endif
