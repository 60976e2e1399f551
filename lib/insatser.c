/* Names of insatser, of which there are dozens. */
#include "insatser.h"

#include <stdlib.h>

size_t ut_insatser_find(struct ut_insatser *list, struct ut_text name)
{
  if (list->latest < list->count && ut_text_equal(list->names[list->latest], name))
    return list->latest;
  for (size_t i = 0; i < list->count; i++)
    if (ut_text_equal(list->names[i], name))
      return list->latest = i;
  return list->count;
}

static void add(struct ut_insatser *list, struct ut_text name)
{
  if (ut_insatser_find(list, name) == list->count)
    list->names[list->count++] = name;
}

enum ut_status ut_insatser_gather(struct ut_insatser *list, const struct ut_decisions *decisions,
                                  const struct ut_plan *plan, struct ut_error *err)
{
  size_t decided = ut_decisions_count(decisions), planned = ut_plan_count(plan);
  *list = (struct ut_insatser){.names = calloc(decided + planned + 1, sizeof *list->names)};
  if (!list->names)
    return ut_error_nomem(err);
  for (size_t i = 0; i < decided; i++)
    add(list, ut_decisions_get(decisions, i)->insats);
  for (size_t i = 0; i < planned; i++)
    add(list, ut_plan_get(plan, i)->insats);
  return UT_OK;
}

void ut_insatser_clear(struct ut_insatser *list)
{
  free(list->names);
  *list = (struct ut_insatser){0};
}
