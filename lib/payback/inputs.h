/* Everything that payback is figured from: prices, costs, assumptions, and what participations changed. Every table of
 * payback starts from one of these. */
#ifndef UTFALL_INPUTS_H
#define UTFALL_INPUTS_H

#include "payback/cost.h"
#include "payback/deadweight.h"
#include "payback/draws.h"

struct ut_inputs_options {
  struct ut_run *run;     /* NULL: nobody listens */
  const char *prices;     /* name or file */
  const char *index;      /* name or file; NULL: none */
  const char *cost;       /* amount or file */
  const char *deadweight; /* percent or file; NULL: none */
  const char *decay;      /* file, or "observed"; NULL: everything lasts */
  const char *financing;  /* as ut_financing_parse reads it */
  enum ut_occasion at;
  enum ut_missing missing;
  bool unpriced_zero;        /* as in ut_payback_group_options */
  int64_t price_year;        /* 0: not given */
  double discount;           /* percent */
  int64_t horizon, writeoff; /* months; writeoff 0: none */
  struct ut_names by;
  /* Of the table of returns: */
  double target;                /* months; NAN: none */
  bool required;                /* add how many more must be in work for it */
  bool net;                     /* add what is left of the gain when the cost is paid, and of what it might be */
  struct ut_draw_options draws; /* add what they give; 0 of them: none */
};

struct ut_inputs {
  struct ut_inputs_options o;
  struct ut_participations *p; /* borrowed */
  struct ut_prices *prices;
  struct ut_costs *costs;
  struct ut_payback_groups *groups;
  bool observed; /* decay is that of the follow-ups */
  struct ut_followups followups;
  struct ut_deadweight deadweight;
  struct ut_assumptions assumptions; /* with the decay observed after ut_inputs_finish; deadweight that of everybody */
  double *deadweights;               /* percent, one per group, after ut_inputs_finish; NULL: that of everybody */
  ut_money *shares;                  /* of the costs, one per group; UT_COST_UNKNOWN; after ut_inputs_finish */
};

/* Loads what the options name and names the columns that are needed. The options are copied. Errors of what an option
 * names have its file, or else the option. Cleared by ut_inputs_clear, after a failure too. */
enum ut_status ut_inputs_open(struct ut_inputs *in, struct ut_participations *p,
                              const struct ut_inputs_options *options, struct ut_error *err);

/* Takes in the current participation; `context` is the inputs (for ut_participations_each). */
enum ut_status ut_inputs_take(void *context, struct ut_error *err);

/* Once, after the last participation. */
enum ut_status ut_inputs_finish(struct ut_inputs *in, struct ut_error *err);

/* Percent of the gains of a group that would have come anyway. */
static inline double ut_inputs_deadweight(const struct ut_inputs *in, size_t group)
{
  return in->deadweights ? in->deadweights[group] : in->assumptions.deadweight;
}

/* After that: notes what the figures lack, or take for nothing. */
void ut_inputs_note(const struct ut_inputs *in);

void ut_inputs_clear(struct ut_inputs *in);

#endif
