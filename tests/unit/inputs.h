/* What payback is figured from, out of literals, for tests. */
#ifndef INPUTS_H
#define INPUTS_H

#include "rows.h"

#include "payback/inputs.h"

#define PRICE_HEADER "kod,aktor,belopp_manad,typ,ar,kalla,lagst,hogst\n"

/* With persons and the idle, 60 months and no discount. Cleared by close_inputs. */
static inline void open_inputs(struct ut_inputs *in, const char *prices, const char *rows, const char *cost,
                               const struct ut_names *by)
{
  char path[32];
  int fd = file_of(prices, path);
  struct ut_error err = {0};
  const struct ut_inputs_options options = {.prices = path,
                                            .cost = cost,
                                            .financing = "stat=50,region=25,kommun=25",
                                            .at = UT_EFTER,
                                            .draws.draws = 1,
                                            .required = true,
                                            .horizon = 60,
                                            .by = *by};
  struct ut_participations *p = participations_of(rows, UT_DATE_NONE);
  if (ut_inputs_open(in, p, &options, &err) || ut_participations_each(p, ut_inputs_take, in, &err) ||
      ut_inputs_finish(in, &err))
    fail_msg("%s: %s", err.field, err.text);
  close(fd);
}

static inline void close_inputs(struct ut_inputs *in)
{
  ut_inputs_clear(in);
  ut_participations_free(in->p);
}

#endif
