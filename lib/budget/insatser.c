/* Names of insatser, of which there are dozens. */
#include "budget/insatser.h"

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

enum ut_status ut_insatser_add(struct ut_insatser *list, struct ut_text name, struct ut_error *err)
{
  if (ut_insatser_find(list, name) < list->count)
    return UT_OK;
  struct ut_text *grown = reallocarray(list->names, list->count + 1, sizeof *grown);
  if (!grown)
    return ut_error_nomem(err);
  list->names = grown;
  grown[list->count++] = name;
  return UT_OK;
}

enum ut_status ut_insatser_gather(struct ut_insatser *list, const struct ut_decisions *decisions,
                                  const struct ut_plan *plan, struct ut_error *err)
{
  size_t decided = ut_decisions_count(decisions), planned = plan ? ut_plan_count(plan) : 0;
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < decided && status == UT_OK; i++)
    status = ut_insatser_add(list, ut_decisions_get(decisions, i)->insats, err);
  for (size_t i = 0; i < planned && status == UT_OK; i++)
    status = ut_insatser_add(list, ut_plan_get(plan, i)->insats, err);
  return status;
}

void ut_insatser_clear(struct ut_insatser *list)
{
  free(list->names);
  *list = (struct ut_insatser){0};
}
