/* Parts that are late, written as they come. */
#include "progress/late.h"

#include "progress/stages.h"

enum ut_status ut_late_open(struct ut_late *l, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  static const char *const columns[] = {"insats", "id", "del", "forfallodag"};
  return ut_tidy_open(&l->row, output, to, columns, sizeof columns / sizeof *columns, err);
}

enum ut_status ut_late_take(struct ut_late *l, const struct ut_plan_part *part, struct ut_error *err)
{
  char day[11];
  size_t stage = ut_stages_find(l->stages, part->del);
  if (stage == l->stages->count)
    return ut_parts_no_stage(l->parts, err);
  ut_date due = ut_stage_late(&l->stages->at[stage], part, l->as_of);
  if (due == UT_DATE_NONE)
    return UT_OK;
  const struct ut_text cells[] = {part->insats, part->id, part->del, ut_text_of(ut_date_format(due, day))};
  ut_tidy_begin(&l->row, cells, sizeof cells / sizeof *cells);
  return ut_tidy_end(&l->row, err);
}

enum ut_status ut_late_close(struct ut_late *l, enum ut_status status, struct ut_error *err)
{
  return ut_tidy_close(&l->row, status, err);
}
