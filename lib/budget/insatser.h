/* The insatser that decisions and a plan speak of. */
#ifndef UTFALL_INSATSER_H
#define UTFALL_INSATSER_H

#include "budget/decision.h"
#include "budget/plan.h"

struct ut_insatser {
  struct ut_text *names; /* those of the decisions, in their order, then those of the plan alone; borrowed from them */
  size_t count;
  size_t latest; /* the one found last: a ledger names one insats many times in a row */
};

/* Gathers them into `list`, which holds none. `plan` may be NULL. */
enum ut_status ut_insatser_gather(struct ut_insatser *list, const struct ut_decisions *decisions,
                                  const struct ut_plan *plan, struct ut_error *err);

/* One name more, where it is new. */
enum ut_status ut_insatser_add(struct ut_insatser *list, struct ut_text name, struct ut_error *err);

/* The place of a name; `count` where it is not. */
size_t ut_insatser_find(struct ut_insatser *list, struct ut_text name);

void ut_insatser_clear(struct ut_insatser *list);

#endif
