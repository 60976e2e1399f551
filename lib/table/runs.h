/* A sorted table whose last keys are values, such as days: the groups that agree in the keys before them follow one
 * another. */
#ifndef UTFALL_RUNS_H
#define UTFALL_RUNS_H

#include "utfall/table.h"

/* Is there a group `index`, and are its first `count` keys these? */
static inline bool ut_table_begins(const struct ut_table *t, size_t index, const struct ut_text *keys, size_t count)
{
  if (index == ut_table_groups(t))
    return false;
  const struct ut_text *own = ut_table_group(t, index).keys;
  for (size_t i = 0; i < count; i++)
    if (!ut_text_equal(own[i], keys[i]))
      return false;
  return true;
}

#endif
