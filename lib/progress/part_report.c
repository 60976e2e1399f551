/* Parts handed to the report that is asked for. */
#include "progress/part_report.h"

#include <stdlib.h>

#include "model/tally.h"
#include "progress/late.h"
#include "progress/planned.h"
#include "progress/stages.h"

struct ut_part_report {
  struct ut_part_report_options o;
  struct ut_run *run;
  struct ut_stages stages;
  struct ut_parts *parts;
  /* one of these */
  struct ut_stage_report *by_stage;
  struct ut_late late;
  struct ut_planned_options planning;
  struct ut_planned *planned;
};

static enum ut_status open_kind(struct ut_part_report *r, struct ut_error *err)
{
  ut_date as_of = r->o.as_of;
  if (r->o.kind == UT_PARTS_BY_STAGE)
    return ut_stage_report_new(&r->by_stage, &r->stages, r->parts, as_of, err);
  if (r->o.kind == UT_PARTS_PLANNED) {
    r->planning = (struct ut_planned_options){r->o.participations, &r->o.by, r->o.totals, as_of, r->run};
    return ut_planned_new(&r->planned, &r->planning, r->parts, err);
  }
  r->late = (struct ut_late){.stages = &r->stages, .parts = r->parts, .as_of = as_of};
  return UT_OK;
}

enum ut_status ut_part_report_open(struct ut_part_report **out, char *const *paths, size_t count,
                                   const struct ut_reader_options *reading,
                                   const struct ut_part_report_options *options, struct ut_error *err)
{
  struct ut_part_report *r = *out = calloc(1, sizeof *r);
  if (!r)
    return ut_error_nomem(err);
  r->o = *options;
  r->run = reading->run;
  if (options->part)
    UT_TRY(ut_stages_take(&r->stages, options->part, err));
  else if (options->stages)
    UT_TRY(ut_stages_load(&r->stages, options->stages, r->run, err));
  UT_TRY(ut_parts_open(&r->parts, paths, count, reading, options->as_of, err));
  return open_kind(r, err);
}

/* A part that no stage is called like is misspelled, whatever is counted. */
static enum ut_status take(void *context, const struct ut_plan_part *part, struct ut_error *err)
{
  struct ut_part_report *r = context;
  if (r->by_stage)
    return ut_stage_report_take(r->by_stage, part, err);
  if (!r->planned)
    return ut_late_take(&r->late, part, err);
  if (r->stages.count > 0 && ut_stages_find(&r->stages, part->del) == r->stages.count)
    return ut_parts_no_stage(r->parts, err);
  return ut_planned_take(r->planned, part, err);
}

static enum ut_status close_by_stage(struct ut_part_report *r, struct ut_partial *part, struct ut_error *err)
{
  struct ut_stage_left left;
  UT_TRY(ut_stage_report_close(r->by_stage, &left, part, err));
  ut_run_note_count(r->run, UT_NOTE_ID_SAKNAS, "parts without an id, of which nobody knows who went on", left.unlinked);
  ut_run_note_count(r->run, UT_NOTE_AVSLUT_UTAN_UTFALL,
                    "parts that ended without a result, neither completed nor broken off", left.unresolved);
  return ut_stages_list(&r->stages, part, err);
}

static enum ut_status close_planned(struct ut_part_report *r, struct ut_partial *part, struct ut_error *err)
{
  struct ut_planned_left left;
  UT_TRY(ut_planned_close(r->planned, &left, part, err));
  ut_run_note_count(r->run, UT_NOTE_ID_SAKNAS, "active participations without an id, with a plan or not, left out",
                    left.nobody);
  ut_run_note_count(r->run, UT_NOTE_ID_SAKNAS, "planned parts without an id, which are nobody's", left.unlinked);
  ut_run_note_count(r->run, UT_NOTE_EJ_KOPPLAD, "plans of persons in no participation, left out", left.unregistered);
  return UT_OK;
}

enum ut_status ut_part_report_close(struct ut_part_report *r, struct ut_partial *part, struct ut_error *err)
{
  if (r->o.kind == UT_PARTS_LATE)
    return UT_OK;
  UT_TRY(ut_parts_each(r->parts, take, r, err));
  return (r->by_stage ? close_by_stage : close_planned)(r, part, err);
}

static enum ut_status write_late(struct ut_part_report *r, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  enum ut_status status = ut_late_open(&r->late, output, to, err);
  if (status == UT_OK)
    status = ut_parts_each(r->parts, take, r, err);
  return ut_late_close(&r->late, status, err);
}

enum ut_status ut_part_report_write(struct ut_part_report *r, struct ut_output *output, enum ut_format to, int decimals,
                                    struct ut_error *err)
{
  if (r->o.kind == UT_PARTS_LATE)
    return write_late(r, output, to, err);
  return r->by_stage ? ut_stage_report_write(r->by_stage, output, to, decimals, err)
                     : ut_planned_write(r->planned, output, to, decimals, err);
}

void ut_part_report_free(struct ut_part_report *r)
{
  if (!r)
    return;
  ut_stage_report_free(r->by_stage);
  ut_planned_free(r->planned);
  ut_parts_free(r->parts);
  ut_stages_clear(&r->stages);
  free(r);
}
