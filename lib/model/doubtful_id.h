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

/* A number without the zeros in front, which a spreadsheet takes; any other id as it is. */
struct ut_text ut_id_strip_zeros(struct ut_text id);
static inline struct ut_text ut_id_bare(struct ut_text id)
{
  return id.len > 1 && id.ptr[0] == '0' ? ut_id_strip_zeros(id) : id;
}

#endif
