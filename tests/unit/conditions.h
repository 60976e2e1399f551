/* What tests of conditions share: the columns that there are, and texts of any length. */
#ifndef UTFALL_CONDITIONS_H
#define UTFALL_CONDITIONS_H

#include <string.h>

#include "utfall/expr.h"

enum { SLOTS = 20 };

/* The columns of the test's rows: known ones by name, and two that utfall does not know. */
static const char *const names[SLOTS] = {
    "kon",     "alder",  "avslutsorsak",         "dagar",           "slut",       "start",   "insats",
    "manader", "kommun", "sysselsattning_efter", "aldersgrupp",     "andel",      "id",      "senaste",
    "in",      "kod",    "forsorjning_fore",     "tid_forsorjning", "Intern anm", "fritext",
};

static inline enum ut_status find_column(void *context, struct ut_text name, size_t *slot,
                                         const struct ut_column **column, struct ut_error *err)
{
  char shown[UT_QUOTED];
  (void)context;
  for (size_t i = 0; i < SLOTS; i++)
    if (ut_text_is(name, names[i])) {
      *slot = i;
      *column = ut_column_find(name) ? ut_column_find(name) : &ut_column_unknown;
      return UT_OK;
    }
  return ut_error_set(err, UT_USAGE, "no column %s", ut_quote(shown, name.ptr, name.len));
}

static const struct ut_scope scope = {.column = find_column};

static inline char *repeat(char *out, const char *what, int times)
{
  *out = '\0';
  for (int i = 0; i < times; i++)
    out = stpcpy(out, what);
  return out;
}

#endif
