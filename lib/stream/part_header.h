/* The first columns of a part of a result, by which it is told from a table. */
#ifndef UTFALL_PART_HEADER_H
#define UTFALL_PART_HEADER_H

#include "utfall/text.h"

#define UT_PART_OF "del_av" /* what it was counted by */
#define UT_PART_FIELD "falt"

static inline bool ut_names_are_of_part(const struct ut_text *names, size_t count)
{
  return count >= 2 && ut_text_is(names[0], UT_PART_OF) && ut_text_is(names[1], UT_PART_FIELD);
}

#endif
