/* Values of participations that other rows may have written otherwise. */
#include "progress/linked.h"

#include "model/alike.h"

static enum ut_status see(struct ut_run *run, const char *column, struct ut_text value, struct ut_alike_place place)
{
  const struct ut_text name = ut_text_of(column);
  enum ut_status status = ut_alike_see_one_of_many(run, name, value, place);
  return status == UT_OK ? ut_alike_meet(run, name, value) : status;
}

enum ut_status ut_linked_see(struct ut_participations *p, struct ut_run *run, struct ut_text id, struct ut_text insats,
                             struct ut_error *err)
{
  const struct ut_row *row = ut_participations_row(p);
  const struct ut_alike_place place = {row->source, row->line};
  enum ut_status status = see(run, "id", id, place);
  if (status == UT_OK && insats.ptr)
    status = see(run, "insats", insats, place);
  return status == UT_OK ? UT_OK : ut_error_nomem(err);
}
