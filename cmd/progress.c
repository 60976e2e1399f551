/* progress: what has become of answers and assessments between start and exit. */
#include <stddef.h>

#include "progress/overdue.h"
#include "progress/progress_report.h"
#include "cli/cli.h"

enum { CHANGE, DISTRIBUTION, STEPS, OVERDUE };
enum { HIGHER, LOWER };
enum { SCALE_END = 1000000, NOT_GIVEN = INT32_MIN };

struct options {
  struct ut_range scale;
  int better, report, every;
  int64_t agree;
  struct ut_names by, dont_know;
  bool totals;
  ut_date as_of;
  const char *participations;
};

#define AT(member) offsetof(struct options, member)

static const char *const directions[] = {"higher", "lower", NULL};
static const char *const reports[] = {"change", "distribution", "steps", "overdue", NULL};
static const char *const intervals[] = {"1m", "2m", "3m", "4m", "6m", "12m", NULL};
static const int months[] = {1, 2, 3, 4, 6, 12};
enum { QUARTERLY = 2 };

static const struct ut_option option_table[] = {
    {"scale", UT_OPT_RANGE, AT(scale), "A..B", "the values that an answer may have", NULL, -SCALE_END, SCALE_END},
    {"better", UT_OPT_CHOICE, AT(better), "D", "which values are better: higher (default), lower", directions, 0, 0},
    {"agree", UT_OPT_INTEGER, AT(agree), "N", "those who answer at least N agree", NULL, -SCALE_END, SCALE_END},
    {"by", UT_OPT_NAMES, AT(by), "COLS", "for each group of these columns", NULL, 0, 0},
    {"totals", UT_OPT_FLAG, AT(totals), NULL, "add totals over every subset of --by", NULL, 0, 0},
    {"dont-know", UT_OPT_NAMES, AT(dont_know), "CODES", "answers that say nothing (vet_ej)", NULL, 0, 0},
    {"every", UT_OPT_CHOICE, AT(every), "N", "when assessments fall due: every 1m, 2m, 3m (default), 4m, 6m, 12m",
     intervals, 0, 0},
    {"as-of", UT_OPT_DATE, AT(as_of), "DATE", "the day by which they are due", NULL, 0, 0},
    {"participations", UT_OPT_TEXT, AT(participations), "FILE", "who is to be assessed, the never assessed too", NULL,
     0, 0},
    {"report", UT_OPT_CHOICE, AT(report), "R", "change (default), distribution, steps, overdue", reports, 0, 0},
};

static enum ut_status check_codes(const struct options *o, struct ut_error *err)
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
  const struct options *o = options;
  (void)cli;
  bool agrees = o->agree != NOT_GIVEN, scaled = o->scale.low != o->scale.high, overdue = o->report == OVERDUE;
  const struct ut_conflict conflicts[] = {
      {!scaled && !overdue, "--scale A..B says which values an answer may have"},
      {o->scale.high - o->scale.low >= UT_SCALE_VALUES, "--scale has more than 1001 values"},
      {agrees && o->report != CHANGE, "--agree is for change"},
      {agrees && (o->agree < o->scale.low || o->agree > o->scale.high), "--agree is not a value of --scale"},
      {o->better != NOT_GIVEN && (o->report == DISTRIBUTION || overdue), "--better is for change and steps"},
      {overdue && o->as_of == UT_DATE_NONE, "overdue needs --as-of: the day by which assessments are due"},
      {!overdue && (o->every != NOT_GIVEN || o->as_of != UT_DATE_NONE || o->participations),
       "--every, --as-of and --participations are for overdue"},
      {overdue && (o->by.count > 0 || o->totals), "--by and --totals are for tables; overdue lists persons"},
      {!scaled && o->dont_know.count > 0, "--dont-know is for values on a --scale"},
  };
  enum ut_status status = ut_cli_check_conflicts(conflicts, sizeof conflicts / sizeof *conflicts, err);
  return status == UT_OK ? check_codes(o, err) : status;
}

static const struct ut_command command = {.name = "progress",
                                          .summary = "What has become of answers and assessments.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  const struct ut_names *dont_know;
  struct ut_answers *measures;
  struct ut_progress *progress; /* one of these, by what was asked for */
  struct ut_overdue *overdue;
};

static enum ut_status open_measures(struct run *r, struct ut_error *err)
{
  const struct ut_answer_options options = {
      .reading = ut_cli_reading(r->cli), .scale = r->o->scale, .dont_know = r->dont_know, .by = &r->o->by};
  return ut_answers_open(&r->measures, r->cli->operands, r->cli->operand_count, &options, err);
}

static enum ut_status open_progress(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  const struct ut_progress_options options = {.kind = (enum ut_progress_kind)o->report,
                                              .scale = o->scale,
                                              .lower = o->better == LOWER,
                                              .agree = o->agree == NOT_GIVEN ? NULL : &o->agree,
                                              .by = &o->by,
                                              .orders = ut_answers_vocabularies(r->measures),
                                              .dont_know = r->dont_know,
                                              .totals = o->totals,
                                              .decimals = (int)r->cli->decimals,
                                              .to = r->cli->to};
  return ut_progress_new(&r->progress, &options, err);
}

static enum ut_status open_overdue(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  const struct ut_overdue_options options = {.every = months[o->every == NOT_GIVEN ? QUARTERLY : o->every],
                                             .as_of = o->as_of,
                                             .participations = o->participations,
                                             .by_insats = ut_answers_have_insats(r->measures),
                                             .to = r->cli->to};
  return ut_overdue_new(&r->overdue, &options, err);
}

static enum ut_status take_answers(struct run *r, struct ut_error *err)
{
  struct ut_answer answer;
  enum ut_status status;
  while ((status = ut_answers_next(r->measures, &answer, err)) == UT_OK) {
    status = r->overdue ? ut_overdue_take(r->overdue, &answer, err) : ut_progress_take(r->progress, &answer, err);
    if (status == UT_BAD_INPUT)
      ut_answers_blame(r->measures, err);
    if (status != UT_OK)
      return status;
  }
  return status == UT_END ? UT_OK : status;
}

static void note(struct run *r, const char *what, size_t n)
{
  if (n > 0)
    ut_cli_note(r->cli, "%s: %zu", what, n);
}

static enum ut_status write_progress(struct run *r, struct ut_error *err)
{
  static const char *const unlinked[] = {
      [CHANGE] = "answers on a day without an id, which are nobody's first or last",
      [STEPS] = "answers without an id, between which no steps are known",
  };
  note(r, unlinked[r->o->report], ut_progress_unlinked(r->progress));
  return ut_progress_write(r->progress, &r->cli->output, err);
}

static enum ut_status write_overdue(struct run *r, struct ut_error *err)
{
  struct ut_overdue_left left;
  UT_TRY(ut_overdue_write(r->overdue, &r->cli->output, &left, err));
  note(r, "answers at start or exit, whose day is not known", left.undated);
  note(r, "answers without an id, which are nobody's", left.unlinked);
  note(r, "participations without an id, assessed or not", left.nobody);
  note(r, "courses of persons in no participation, left out", left.unregistered);
  return UT_OK;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  bool overdue = r->o->report == OVERDUE;
  enum ut_status status = open_measures(r, err);
  if (status == UT_OK)
    status = overdue ? open_overdue(r, err) : open_progress(r, err);
  if (status == UT_OK)
    status = take_answers(r, err);
  if (status != UT_OK)
    return status;
  return overdue ? write_overdue(r, err) : write_progress(r, err);
}

int main(int argc, char **argv)
{
  const struct ut_names dont_know = {.names = {{"vet_ej", 6}}, .count = 1};
  struct options options = {.better = NOT_GIVEN, .every = NOT_GIVEN, .agree = NOT_GIVEN};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK) {
    r.dont_know = options.dont_know.count > 0 ? &options.dont_know : &dont_know;
    status = run(&r, &err);
  }
  ut_progress_free(r.progress);
  ut_overdue_free(r.overdue);
  ut_answers_free(r.measures);
  return ut_cli_finish(&cli, status, &err);
}
