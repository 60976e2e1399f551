/* Follow-ups of participations. */
#include "participation/due.h"

#include <stdio.h>

enum { NAME = 32 };

enum ut_status ut_due_init(struct ut_due *d, struct ut_participations *p, enum ut_occasion at, struct ut_run *run,
                           struct ut_error *err)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  const struct ut_reader *reader = ut_participations_reader(p);
  const char *when = ut_occasion_names[at];
  char day[NAME];
  *d = (struct ut_due){.at = at};
  ut_participations_exits(p);
  for (size_t i = 0; i < count && d->asked_count < UT_DUE_ASKED; i++) {
    struct ut_text name = ut_text_of(columns[i].name);
    if (columns[i].type == UT_TYPE_LIST && columns[i].occasion == at && ut_reader_find(reader, name) >= 0)
      UT_TRY(ut_participations_slot(p, name, &d->asked[d->asked_count++], NULL, err));
  }
  snprintf(day, sizeof day, "uppfoljd_%s", when);
  d->dated = ut_reader_find(reader, ut_text_of(day)) >= 0;
  if (d->dated)
    return ut_participations_slot(p, ut_text_of(day), &d->day_of, NULL, err);
  if (d->asked_count == 0 && !ut_reader_is_empty(reader))
    ut_run_note(run, UT_NOTE_UPPFOLJNING_EJ_GJORD, 1, NULL, 0,
                "there is no column sysselsattning_%s or forsorjning_%s: no follow-up counts as made", when, when);
  return UT_OK;
}

bool ut_due_now(const struct ut_due *d, const struct ut_participations *p, struct ut_follow_up *out)
{
  const struct ut_value *values = ut_participations_values(p);
  ut_date due = ut_participation_due(ut_participations_current(p), ut_occasion_months(d->at));
  *out = (struct ut_follow_up){.due = due, .day = UT_DATE_NONE};
  if (d->dated && !values[d->day_of].missing)
    out->day = (ut_date)values[d->day_of].number;
  out->done = out->day != UT_DATE_NONE;
  for (size_t i = 0; i < d->asked_count; i++)
    out->done |= !values[d->asked[i]].missing;
  return due != UT_DATE_NONE && due <= ut_participations_as_of(p);
}
