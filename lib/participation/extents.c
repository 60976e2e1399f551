/* Extents by file. */
#include "participation/extents.h"

enum { ONE_PERCENT = 100 };

enum ut_status ut_extents_end(struct ut_extents *e, const char *column, struct ut_run *run, struct ut_error *err)
{
  const struct ut_extents ended = *e;
  *e = (struct ut_extents){0};
  if (ended.most > ONE_PERCENT) {
    const struct ut_tally *small = &ended.small;
    ut_run_note(run, UT_NOTE_ANDEL_AV_ETT, small->count, small->source, small->line,
                "%s: extents of at most 1 percent beside larger ones: %zu, the first %s:%zu: parts of one (0.5 for 50 "
                "percent)?",
                column, small->count, small->source, small->line);
    return UT_OK;
  }
  if (ended.most == 0)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "no extent is above 1: they are parts of one (0.5 for 50 percent), not percent");
  ut_error_at(err, ended.source, ended.line, 0, column);
  return UT_BAD_INPUT;
}

enum ut_status ut_extents_see(struct ut_extents *e, const struct ut_list *list, const struct ut_row *row,
                              const char *column, struct ut_run *run, struct ut_error *err)
{
  if (list->most == 0)
    return UT_OK;
  if (e->source != row->source)
    UT_TRY(ut_extents_end(e, column, run, err));
  if (e->most == 0)
    *e = (struct ut_extents){.source = row->source, .line = row->line};
  e->most = list->most > e->most ? list->most : e->most;
  if (list->least <= ONE_PERCENT)
    ut_tally_add(&e->small, row->source, row->line);
  return UT_OK;
}
