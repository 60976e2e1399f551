/* Appraisals from literals, for tests. */
#ifndef APPRAISED_H
#define APPRAISED_H

#include "rows.h"

#include "payback/inputs.h"

#define PRICE_HEADER "kod,aktor,belopp_manad,typ,ar,kalla,lagst,hogst\n"

/* With persons and the idle, 60 months and no discount; `by` outlives it. Cleared by unappraise. */
static inline void appraise(struct ut_inputs *a, const char *prices, const char *rows, const char *cost,
                            const struct ut_names *by)
{
  char path[32];
  int fd = file_of(prices, path);
  struct ut_error err = {0};
  const struct ut_inputs_options options = {.prices = path,
                                            .cost = cost,
                                            .financing = "stat=50,region=25,kommun=25",
                                            .at = UT_EFTER,
                                            .persons = true,
                                            .idle = true,
                                            .horizon = 60,
                                            .by = by};
  struct ut_participations *p = participations_of(rows, UT_DATE_NONE);
  if (ut_inputs_open(a, p, &options, &err) || ut_participations_each(p, ut_inputs_take, a, &err) ||
      ut_inputs_finish(a, &err))
    fail_msg("%s: %s", err.field, err.text);
  close(fd);
}

static inline void unappraise(struct ut_inputs *a)
{
  ut_inputs_clear(a);
  ut_participations_free(a->p);
}

#endif
