/* The base of a report: the participations of which it counts outcomes, by default or as --base and --exclude say. */
#ifndef UTFALL_REPORT_BASE_H
#define UTFALL_REPORT_BASE_H

#include "model/tally.h"
#include "outcomes/report.h"

struct ut_report_base_options {
  const char *base, *exclude; /* conditions: who is in it instead of the default, who is taken from it; NULL: none */
  bool not_due;               /* with `base`: those whose follow-up is not due yet, too */
};

/* Zero-initialised. */
struct ut_report_base {
  struct ut_report_base_options o;
  enum ut_report_kind kind;
  enum ut_occasion at;
  struct ut_participations *p;
  struct ut_expr *base, *exclude;
  struct ut_tally early; /* in it before their follow-up is due */
  bool is_early;         /* the current one is, on one day or another */
};

/* For reports of such a kind and occasion. UT_USAGE, with the option named: a condition that does not compile. */
enum ut_status ut_report_base_open(struct ut_report_base *b, struct ut_participations *p,
                                   const struct ut_report_base_options *options, const struct ut_report_options *report,
                                   struct ut_error *err);

/* To be called for every participation, before it is asked whether it is in the base. */
static inline void ut_report_base_begin(struct ut_report_base *b)
{
  b->is_early = false;
}

/* Why the current participation, as it is shown now, is not in the base as of that day, a word for regel; NULL when it
 * is. */
const char *ut_report_base_lacks(struct ut_report_base *b, ut_date as_of);

/* After the last: notes those who are in it before their follow-up is due. */
void ut_report_base_note(const struct ut_report_base *b, struct ut_run *run);

void ut_report_base_clear(struct ut_report_base *b);

#endif
