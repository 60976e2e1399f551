/* What characters look like: Cyrillic o as Latin o, wide digits and ligatures as what they stand for. */
#ifndef UTFALL_LOOK_H
#define UTFALL_LOOK_H

#include "utfall/text.h"

/* Does it look like something else? False without memory. */
bool ut_look_is_of_another(uint32_t c);

/* What a character that stands for others is made of (NFKD), by their looks. Returns how many; 0 where there are more
 * than fit. */
enum { UT_LOOK_LETTERS = 4 };
size_t ut_look_letters(uint32_t c, uint32_t letters[UT_LOOK_LETTERS]);

/* Appends the text as it looks: composed, characters that stand for others written out (NFKC), without what is not
 * seen, letters of other scripts as the Latin ones that they look like. What is not UTF-8 is as it is. UT_NOMEM. */
enum ut_status ut_text_look(struct ut_text t, struct ut_buf *out);

#endif
