/* progress: what has become of answers and assessments between start and exit, and how activity plans hold. */
#include "cli/cli.h"
#include "progress/overdue.h"
#include "progress/part_report.h"
#include "progress/progress_report.h"

enum { SCALE_END = 1000000 };

/* Those of lib/progress/progress_report.h, then others of their own. */
enum report { OVERDUE = UT_PROGRESS_KINDS, STAGES, PLAN, REPORTS };

struct options {
  enum report report;
  struct ut_progress_options progress;
  struct ut_overdue_options overdue; /* with the day and the participations of the others too */
  const char *every, *schedule, *stages;
  int over; /* the report instead of steps; 0: none */
  bool who;
};

static const struct ut_choice reports[] = {{"change", UT_PROGRESS_CHANGE},
                                           {"distribution", UT_PROGRESS_DISTRIBUTION},
                                           {"steps", UT_PROGRESS_STEPS},
                                           {"overdue", OVERDUE},
                                           {"stages", STAGES},
                                           {"plan", PLAN},
                                           {0}};

static const struct ut_choice over[] = {{"matt", UT_PROGRESS_STEPS_OVER}, {0}};

static const struct ut_option option_table[] = {
    UT_RANGE(progress.answers.scale, "A..B", "the values that an answer may have", -SCALE_END, SCALE_END),
    UT_EITHER(progress.lower, "D", "which values are better: higher (default), lower", "higher", "lower",
              .name = "better"),
    UT_INTEGER(progress.agree, "N", "those who answer at least N agree", -SCALE_END, SCALE_END),
    UT_NAMES(progress.answers.by, "COLS", "for each group of these columns"),
    UT_FLAG(progress.totals, "add totals over every subset of --by"),
    UT_NAMES(progress.answers.dont_know, "CODES", "answers that say nothing (vet_ej)"),
    UT_CHOICE(over, "matt", "steps of a person over all measures together", over),
    UT_FLAG(who, "list who has not moved, or is late, instead"),
    UT_TEXT(every, "N", "when assessments fall due: every 3m (default), 8w, 10d"),
    UT_TEXT(schedule, "N,N", "or so long after the start, and at exit: 8w,slut"),
    UT_DATE(overdue.as_of, "DATE", "the day by which they are due, or on which plans are looked at"),
    UT_TEXT(overdue.participations, "FILE",
            "who takes part: --by takes their columns, and the never assessed are found"),
    UT_TEXT(stages, "FILE", "the parts of plans in order, and how long each should take", .defines = true),
    UT_CHOICE(report, "R", "change (default), distribution, steps, overdue, stages, plan", reports),
    {0},
};

#define OF_ANSWERS "report by totals dont-know participations "
static const struct ut_mode modes[REPORTS] = {
    [UT_PROGRESS_CHANGE] = {"change", "scale", OF_ANSWERS "better agree"},
    [UT_PROGRESS_DISTRIBUTION] = {"distribution", "scale", OF_ANSWERS},
    [UT_PROGRESS_STEPS] = {"steps", "scale", OF_ANSWERS "better over who"},
    [OVERDUE] = {"overdue", "as-of", "report every schedule participations scale dont-know"},
    [STAGES] = {"stages", "stages as-of", "report who"},
    [PLAN] = {"plan", "participations as-of", "report stages by totals"},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  const struct ut_answer_options *answers = &o->progress.answers;
  const struct ut_range *scale = &answers->scale;
  bool scaled = ut_cli_given(cli, scale), agrees = ut_cli_given(cli, &o->progress.agree);
  bool lists = o->progress.answers.by.count > 0 || o->progress.totals || o->over;
  const struct ut_conflict conflicts[] = {
      {scale->high - scale->low >= UT_SCALE_VALUES, "--scale has more than 1001 values"},
      {agrees && (o->progress.agree < scale->low || o->progress.agree > scale->high),
       "--agree is not a value of --scale"},
      {o->who && lists, "--who lists persons; it does not go with --by, --totals or --over"},
      {o->every && o->schedule, "--every and --schedule exclude each other"},
      {cli->partial && (o->who || o->report == OVERDUE), "--partial is for counts; --who and overdue list persons"},
      {!scaled && ut_cli_given(cli, &answers->dont_know), "--dont-know is for values on a --scale"},
      {0},
  };
  UT_TRY(ut_cli_check_mode(cli, &modes[o->report], NULL, err));
  UT_TRY(ut_cli_check(conflicts, err));
  return ut_answer_options_check(answers, err);
}

static const struct ut_command command = {
    .name = "progress",
    .summary = "What has become of answers and assessments.",
    .operands = "[FILE...]",
    .example = "progress --scale 1..5 --by insats svar.csv",
    .options = option_table,
    .decimals = true,
    .merges = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_part_report *parts; /* of parts of plans; else */
  struct ut_answers *answers;   /* with one of the reports of them */
  struct ut_registered_persons *registered;
  struct ut_progress *progress;
  struct ut_overdue *overdue;
};

static enum ut_status run_parts(struct run *r, struct ut_error *err)
{
  const struct options *o = &r->o;
  struct ut_cli *cli = &r->cli;
  const struct ut_part_report_options parts = {
      .kind = o->report == PLAN ? UT_PARTS_PLANNED
              : o->who          ? UT_PARTS_LATE
                                : UT_PARTS_BY_STAGE,
      .stages = o->stages,
      .participations = o->overdue.participations,
      .by = o->progress.answers.by,
      .totals = o->progress.totals,
      .as_of = o->overdue.as_of,
      .part = cli->merging ? cli->parts[0] : NULL,
  };
  struct ut_partial part = {0};
  bool written;
  UT_TRY(ut_part_report_open(&r->parts, cli->operands, cli->operand_count, &cli->reading, &parts, err));
  ut_cli_confine(cli);
  UT_TRY(ut_part_report_close(r->parts, &part, err));
  UT_TRY(ut_cli_part(cli, &part, &written, err));
  return written ? UT_OK : ut_part_report_write(r->parts, &cli->output, cli->to, cli->decimals, err);
}

static enum ut_status open_overdue(struct run *r, struct ut_error *err)
{
  struct ut_overdue_options *o = &r->o.overdue;
  o->run = r->cli.reading.run;
  UT_TRY(ut_error_blame(ut_due_days_parse(r->o.every, r->o.schedule, &o->due, err),
                        r->o.schedule ? "--schedule" : "--every", err));
  UT_TRY(ut_overdue_new(&r->overdue, o, ut_answers_have_insats(r->answers), err));
  ut_overdue_watch(r->overdue, r->answers);
  return UT_OK;
}

static enum ut_status open_progress(struct run *r, struct ut_error *err)
{
  struct ut_progress_options *o = &r->o.progress;
  o->kind = (enum ut_progress_kind)(r->o.over ? r->o.over : (int)r->o.report);
  o->agrees = ut_cli_given(&r->cli, &o->agree);
  if (o->answers.linked) {
    UT_TRY(ut_registered_load(&r->registered, r->o.overdue.participations, &o->answers.by,
                              ut_answers_have_insats(r->answers), r->cli.reading.run, err));
    ut_answers_link(r->answers, r->registered);
  }
  UT_TRY(ut_progress_new(&r->progress, o, ut_answers_vocabularies(r->answers), err));
  ut_progress_watch(r->progress, r->answers);
  return UT_OK;
}

static enum ut_status take(void *context, const struct ut_answer *answer, struct ut_error *err)
{
  struct run *r = context;
  return r->overdue ? ut_overdue_take(r->overdue, answer, err) : ut_progress_take(r->progress, answer, err);
}

static enum ut_status write_progress(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_partial part = {0};
  bool written;
  ut_progress_note_unlinked(r->progress, cli->reading.run);
  ut_answers_note_left(r->answers);
  if (r->o.who)
    return ut_progress_write_unmoved(r->progress, &cli->output, cli->to, err);
  UT_TRY(ut_progress_close(r->progress, &part, err));
  UT_TRY(ut_cli_part(cli, &part, &written, err));
  return written ? UT_OK : ut_progress_write(r->progress, &cli->output, cli->to, cli->decimals, err);
}

static enum ut_status run_answers(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_answer_options *o = &r->o.progress.answers;
  o->linked = r->o.overdue.participations && r->o.report != OVERDUE;
  o->over_all = r->o.over != 0;
  UT_TRY(ut_answers_open(&r->answers, cli->operands, cli->operand_count, &cli->reading, o, err));
  UT_TRY(r->o.report == OVERDUE ? open_overdue(r, err) : open_progress(r, err));
  ut_cli_confine(cli);
  UT_TRY(ut_answers_each(r->answers, take, r, err));
  return r->overdue ? ut_overdue_write(r->overdue, &cli->output, cli->to, err) : write_progress(r, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o.progress.answers.dont_know = {.names = {{"vet_ej", 6}}, .count = 1}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = r.o.report >= STAGES ? run_parts(&r, &err) : run_answers(&r, &err);
  ut_part_report_free(r.parts);
  ut_progress_free(r.progress);
  ut_overdue_free(r.overdue);
  ut_answers_free(r.answers);
  ut_registered_free(r.registered);
  return ut_cli_finish(&r.cli, status, &err);
}
