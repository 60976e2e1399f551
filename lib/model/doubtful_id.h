/* Ids that are none: words for nothing, and numbers that a spreadsheet cut off. */
#ifndef UTFALL_DOUBTFUL_ID_H
#define UTFALL_DOUBTFUL_ID_H

#include "utfall/text.h"

/* Does a trimmed text stand where there is no id: signs, zeros or x's alone, the same digit throughout a personnummer,
 * or a word such as saknas, okänt, NULL, N/A, #SAKNAS!? Cheap for whatever holds a digit from 1 to 9. */
bool ut_id_is_placeholder(struct ut_text id);

/* Is it a number in scientific notation, 1,98805E+11, whose last digits are gone? */
bool ut_id_is_cut(struct ut_text id);

/* Is it nobody's: either of them, so that strangers would be one person? */
static inline bool ut_id_is_nobodys(struct ut_text id)
{
  return ut_id_is_placeholder(id) || ut_id_is_cut(id);
}

#endif
