/* progress: what has become of answers and assessments between start and exit. */
#include <stddef.h>

#include "utfall/progress.h"

enum { CHANGE, DISTRIBUTION, STEPS };
enum { HIGHER, LOWER };
enum { SCALE_END = 1000000, NOT_GIVEN = INT32_MIN };

struct options {
  struct ut_range scale;
  int better, report;
  int64_t agree;
  struct ut_names by, dont_know;
  bool totals;
};

#define AT(member) offsetof(struct options, member)

static const char *const directions[] = {"higher", "lower", NULL};
static const char *const reports[] = {"change", "distribution", "steps", NULL};

static const struct ut_option option_table[] = {
    {"scale", UT_OPT_RANGE, AT(scale), "A..B", "the values that an answer may have", NULL, -SCALE_END, SCALE_END},
    {"better", UT_OPT_CHOICE, AT(better), "D", "which values are better: higher (default), lower", directions, 0, 0},
    {"agree", UT_OPT_INTEGER, AT(agree), "N", "those who answer at least N agree", NULL, -SCALE_END, SCALE_END},
    {"by", UT_OPT_NAMES, AT(by), "COLS", "for each group of these columns", NULL, 0, 0},
    {"totals", UT_OPT_FLAG, AT(totals), NULL, "add totals over every subset of --by", NULL, 0, 0},
    {"dont-know", UT_OPT_NAMES, AT(dont_know), "CODES", "answers that say nothing (vet_ej)", NULL, 0, 0},
    {"report", UT_OPT_CHOICE, AT(report), "R", "change (default), distribution, steps", reports, 0, 0},
};

/* What does not go together; NULL when all is well. */
static const char *conflict(const struct options *o)
{
  bool agrees = o->agree != NOT_GIVEN;
  const struct {
    bool holds;
    const char *text;
  } conflicts[] = {
      {o->scale.low == o->scale.high, "--scale A..B says which values an answer may have"},
      {o->scale.high - o->scale.low >= UT_SCALE_VALUES, "--scale has more than 1001 values"},
      {agrees && o->report != CHANGE, "--agree is for change"},
      {agrees && (o->agree < o->scale.low || o->agree > o->scale.high), "--agree is not a value of --scale"},
      {o->better == LOWER && o->report == DISTRIBUTION, "a distribution is neither better nor worse: no --better"},
  };
  for (size_t i = 0; i < sizeof conflicts / sizeof *conflicts; i++)
    if (conflicts[i].holds)
      return conflicts[i].text;
  return NULL;
}

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const char *reason = conflict(options);
  (void)cli;
  return reason ? ut_error_set(err, UT_USAGE, "%s", reason) : UT_OK;
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
  struct ut_measures *measures;
  struct ut_progress *progress;
};

static enum ut_status open_measures(struct run *r, struct ut_error *err)
{
  const struct ut_measure_options options = {
      .reading = ut_reader_options_of(r->cli), .scale = r->o->scale, .dont_know = r->dont_know, .by = &r->o->by};
  return ut_measures_open(&r->measures, r->cli->operands, r->cli->operand_count, &options, err);
}

static enum ut_status open_progress(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  const struct ut_progress_options options = {.kind = (enum ut_progress_kind)o->report,
                                              .scale = o->scale,
                                              .lower = o->better == LOWER,
                                              .agree = o->agree == NOT_GIVEN ? NULL : &o->agree,
                                              .by = &o->by,
                                              .orders = ut_measures_vocabularies(r->measures),
                                              .dont_know = r->dont_know,
                                              .totals = o->totals,
                                              .decimals = (int)r->cli->decimals,
                                              .to = r->cli->to};
  return ut_progress_new(&r->progress, &options, err);
}

static enum ut_status take_answers(struct run *r, struct ut_error *err)
{
  struct ut_answer answer;
  enum ut_status status;
  while ((status = ut_measures_next(r->measures, &answer, err)) == UT_OK) {
    status = ut_progress_take(r->progress, &answer, err);
    if (status == UT_BAD_INPUT)
      ut_measures_blame(r->measures, err);
    if (status != UT_OK)
      return status;
  }
  return status == UT_END ? UT_OK : status;
}

static void note_unlinked(struct run *r)
{
  static const char *const left[] = {
      [CHANGE] = "answers on a day without an id, which are nobody's first or last: %zu",
      [STEPS] = "answers without an id, between which no steps are known: %zu",
  };
  size_t n = ut_progress_unlinked(r->progress);
  if (n > 0)
    ut_cli_note(r->cli, left[r->o->report], n);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  enum ut_status status = open_measures(r, err);
  if (status == UT_OK)
    status = open_progress(r, err);
  if (status == UT_OK)
    status = take_answers(r, err);
  if (status != UT_OK)
    return status;
  note_unlinked(r);
  return ut_progress_write(r->progress, &r->cli->output, err);
}

int main(int argc, char **argv)
{
  const struct ut_names dont_know = {.names = {{"vet_ej", 6}}, .count = 1};
  struct options options = {.agree = NOT_GIVEN};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK) {
    r.dont_know = options.dont_know.count > 0 ? &options.dont_know : &dont_know;
    status = run(&r, &err);
  }
  ut_progress_free(r.progress);
  ut_measures_free(r.measures);
  return ut_cli_finish(&cli, status, &err);
}
