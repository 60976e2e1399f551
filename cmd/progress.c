/* progress: what has become of answers and assessments between start and exit. */
#include "cli/cli.h"
#include "progress/overdue.h"
#include "progress/progress_report.h"

enum { SCALE_END = 1000000 };

struct options {
  struct ut_progress_options progress;
  struct ut_overdue_options overdue;
};

static const struct ut_choice kinds[] = {{"change", UT_PROGRESS_CHANGE},
                                         {"distribution", UT_PROGRESS_DISTRIBUTION},
                                         {"steps", UT_PROGRESS_STEPS},
                                         {"overdue", UT_PROGRESS_OVERDUE},
                                         {0}};
static const struct ut_choice months[] = {{"1m", 1}, {"2m", 2}, {"3m", 3}, {"4m", 4}, {"6m", 6}, {"12m", 12}, {0}};

static const struct ut_option option_table[] = {
    UT_RANGE(progress.answers.scale, "A..B", "the values that an answer may have", -SCALE_END, SCALE_END),
    UT_EITHER(progress.lower, "D", "which values are better: higher (default), lower", "higher", "lower",
              .name = "better"),
    UT_INTEGER(progress.agree, "N", "those who answer at least N agree", -SCALE_END, SCALE_END),
    UT_NAMES(progress.answers.by, "COLS", "for each group of these columns"),
    UT_FLAG(progress.totals, "add totals over every subset of --by"),
    UT_NAMES(progress.answers.dont_know, "CODES", "answers that say nothing (vet_ej)"),
    UT_CHOICE(overdue.every, "N", "when assessments fall due: every 1m, 2m, 3m (default), 4m, 6m, 12m", months),
    UT_DATE(overdue.as_of, "DATE", "the day by which they are due"),
    UT_TEXT(overdue.participations, "FILE", "who is to be assessed, the never assessed too"),
    UT_CHOICE(progress.kind, "R", "change (default), distribution, steps, overdue", kinds, .name = "report"),
    {0},
};

static enum ut_status check_codes(const struct ut_answer_options *o, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  int value;
  for (size_t i = 0; i < o->dont_know.count; i++) {
    struct ut_text code = o->dont_know.names[i];
    if (ut_scale_has(&o->scale, code, &value))
      return ut_error_set(err, UT_USAGE, "--dont-know: %s is on the scale", ut_quote(quoted, code.ptr, code.len));
  }
  return UT_OK;
}

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *all = options;
  const struct ut_progress_options *o = &all->progress;
  const struct ut_overdue_options *due = &all->overdue;
  const struct ut_range *scale = &o->answers.scale;
  bool scaled = ut_cli_given(cli, scale), agrees = ut_cli_given(cli, &o->agree), as_of = ut_cli_given(cli, &due->as_of);
  bool overdue = o->kind == UT_PROGRESS_OVERDUE,
       compares = o->kind == UT_PROGRESS_CHANGE || o->kind == UT_PROGRESS_STEPS;
  const struct ut_conflict conflicts[] = {
      {!scaled && !overdue, "--scale A..B says which values an answer may have"},
      {scale->high - scale->low >= UT_SCALE_VALUES, "--scale has more than 1001 values"},
      {agrees && o->kind != UT_PROGRESS_CHANGE, "--agree is for change"},
      {agrees && (o->agree < scale->low || o->agree > scale->high), "--agree is not a value of --scale"},
      {ut_cli_given(cli, &o->lower) && !compares, "--better is for change and steps"},
      {overdue && !as_of, "overdue needs --as-of: the day by which assessments are due"},
      {!overdue && (ut_cli_given(cli, &due->every) || as_of || due->participations),
       "--every, --as-of and --participations are for overdue"},
      {overdue && (o->answers.by.count > 0 || o->totals), "--by and --totals are for tables; overdue lists persons"},
      {!scaled && ut_cli_given(cli, &o->answers.dont_know), "--dont-know is for values on a --scale"},
      {0},
  };
  UT_TRY(ut_cli_check(conflicts, err));
  return check_codes(&o->answers, err);
}

static const struct ut_command command = {
    .name = "progress",
    .summary = "What has become of answers and assessments.",
    .operands = "[FILE...]",
    .example = "progress --scale 1..5 --by insats svar.csv",
    .options = option_table,
    .decimals = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_answers *answers;
  struct ut_progress *progress; /* one of these, by what was asked for */
  struct ut_overdue *overdue;
};

static enum ut_status open_all(struct run *r, struct ut_error *err)
{
  const struct ut_cli *cli = &r->cli;
  struct ut_progress_options *o = &r->o.progress;
  UT_TRY(ut_answers_open(&r->answers, cli->operands, cli->operand_count, &cli->reading, &o->answers, err));
  r->o.overdue.run = cli->reading.run;
  if (o->kind == UT_PROGRESS_OVERDUE)
    UT_TRY(ut_overdue_new(&r->overdue, &r->o.overdue, ut_answers_have_insats(r->answers), err));
  o->agrees = ut_cli_given(cli, &o->agree);
  if (o->kind != UT_PROGRESS_OVERDUE)
    UT_TRY(ut_progress_new(&r->progress, o, ut_answers_vocabularies(r->answers), err));
  if (r->overdue)
    ut_overdue_watch(r->overdue, r->answers);
  else
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
  static const char *const unlinked[] = {
      [UT_PROGRESS_CHANGE] = "answers on a day without an id, which are nobody's first or last",
      [UT_PROGRESS_STEPS] = "answers without an id, between which no steps are known",
  };
  ut_cli_note_count(&r->cli, UT_NOTE_ID_SAKNAS, unlinked[r->o.progress.kind], ut_progress_unlinked(r->progress));
  return ut_progress_write(r->progress, &r->cli.output, r->cli.to, r->cli.decimals, err);
}

static enum ut_status write_overdue(struct run *r, struct ut_error *err)
{
  struct ut_overdue_left left;
  UT_TRY(ut_overdue_write(r->overdue, &r->cli.output, r->cli.to, &left, err));
  ut_cli_note_count(&r->cli, UT_NOTE_EJ_KOPPLAD, "answers at start or exit, whose day is not known", left.undated);
  ut_cli_note_count(&r->cli, UT_NOTE_ID_SAKNAS, "answers without an id, which are nobody's", left.unlinked);
  ut_cli_note_count(&r->cli, UT_NOTE_ID_SAKNAS, "participations without an id, assessed or not", left.nobody);
  ut_cli_note_count(&r->cli, UT_NOTE_EJ_KOPPLAD, "courses of persons in no participation, left out", left.unregistered);
  return UT_OK;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  UT_TRY(open_all(r, err));
  ut_cli_confine(&r->cli);
  UT_TRY(ut_answers_each(r->answers, take, r, err));
  return r->overdue ? write_overdue(r, err) : write_progress(r, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o = {.progress.answers.dont_know = {.names = {{"vet_ej", 6}}, .count = 1}, .overdue.every = 3}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_progress_free(r.progress);
  ut_overdue_free(r.overdue);
  ut_answers_free(r.answers);
  return ut_cli_finish(&r.cli, status, &err);
}
