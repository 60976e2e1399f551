/* Decisions and a plan from literals, for tests. */
#ifndef BOOKS_H
#define BOOKS_H

#include "rows.h"

#include "budget/decision.h"
#include "budget/plan.h"

static inline struct ut_decisions *decisions_of(const char *text)
{
  char path[32];
  struct ut_decisions *d;
  int fd = file_of(text, path);
  assert_int_equal(ut_decisions_load(&d, path, NULL), UT_OK);
  close(fd);
  return d;
}

static inline struct ut_plan *plan_of(const char *text)
{
  char path[32];
  struct ut_plan *p;
  int fd = file_of(text, path);
  assert_int_equal(ut_plan_load(&p, path, NULL, NULL), UT_OK);
  close(fd);
  return p;
}

#endif
