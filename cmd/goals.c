/* goals: tables held against targets, a published table, or criteria. */
#include "cli/cli.h"
#include "goals/criteria.h"
#include "goals/goal.h"
#include "stream/apart.h"

enum { SCORE_MOST = 100 };

/* As the command line gives them; the defaults are in main. */
struct options {
  const char *targets, *published, *cols, *value, *classes, *criteria;
  struct ut_criteria_options answers;
  int64_t limit;
  bool targets_only, check;
};

static const struct ut_option option_table[] = {
    UT_TEXT(targets, "NAME|FILE", "what the results should be", .shared = "targets"),
    UT_TEXT(published, "FILE", "a published table that they should give"),
    UT_LABEL(cols, "COL", "the key column whose values its headings are"),
    UT_LABEL(value, "COL", "the column that holds its figures (antal)"),
    UT_TEXT(classes, "NAME|FILE", "the class rules that hold its labels of klass", .shared = "classes"),
    UT_TEXT(criteria, "NAME|FILE", "criteria to which the tables hold answers", .shared = "criteria"),
    UT_LABEL(answers.key, "COL", "the column that says who answers (kommun)"),
    UT_RANGE(answers.scale, "A..B", "answers are scores, of which the highest is wholly", 0, SCORE_MOST),
    UT_INTEGER(limit, "P", "percent of the criteria that is enough (100)", 1, 100),
    UT_FLAG(targets_only, "leave out results that have no target", .name = "targets-only"),
    UT_FLAG(check, "exit 1 when a target is not met or has no result"),
    {0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  bool value = ut_cli_given(cli, &o->value);
  const struct ut_conflict conflicts[] = {
      {!!o->targets + !!o->published + !!o->criteria != 1,
       "results are held against --targets, --published or --criteria, one of them"},
      {!o->published && (o->cols || value || o->classes), "--cols, --value and --classes are for --published"},
      {value && !o->cols, "--value is for --cols: without it the headings say which column holds the figures"},
      {o->criteria && o->targets_only, "--targets-only is for --targets and --published"},
      {ut_cli_given(cli, &o->limit) && !o->criteria, "--limit is for --criteria"},
      {(o->answers.key || ut_cli_given(cli, &o->answers.scale)) && !o->criteria,
       "--key and --scale are for --criteria"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "goals",
    .summary = "Holds results against targets.",
    .operands = "[TABLE...]",
    .example = "outcomes --by kon deltaganden.csv | goals --targets mal.csv",
    .options = option_table,
    .decimals = true,
    .check = check,
};

/* What is open while the filter runs, NULL where nothing is: main frees it all. */
struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_targets *targets;
  struct ut_classes *classes;
  struct ut_goals *goals;
  struct ut_criteria *criteria;
  bool all_met;
};

static enum ut_status load_targets(struct run *r, struct ut_error *err)
{
  if (r->o.published)
    return ut_targets_load_published(&r->targets, r->o.published, r->o.cols, r->o.value, r->cli.reading.run, err);
  UT_TRY(ut_cli_find(&r->cli, &r->o.targets, "targets", ".csv", "--targets", err));
  return ut_targets_load(&r->targets, r->o.targets, r->cli.reading.run, err);
}

static enum ut_status run_goals(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  UT_TRY(load_targets(r, err));
  UT_TRY(ut_cli_find(cli, &r->o.classes, "classes", ".csv", "--classes", err));
  if (r->o.classes)
    UT_TRY(ut_classes_load(&r->classes, r->o.classes, cli->reading.run, err));
  UT_TRY(ut_files_apart(cli->operands, cli->operand_count, 0, false, err));
  UT_TRY(ut_goals_new(&r->goals, r->targets, r->classes, err));
  ut_cli_confine(cli);
  for (size_t i = 0; i < cli->operand_count; i++)
    UT_TRY(ut_goals_add(r->goals, cli->operands[i], &cli->reading, err));
  UT_TRY(ut_goals_find(r->goals, err));
  return ut_goals_write(r->goals, &cli->output, cli->to, cli->decimals, !r->o.targets_only, &r->all_met, err);
}

static enum ut_status read_answers(struct run *r, struct ut_error *err)
{
  const struct ut_cli *cli = &r->cli;
  if (!ut_criteria_answered(r->criteria))
    return ut_criteria_answer(r->criteria, cli->operands, cli->operand_count, &cli->reading, err);
  if (cli->operand_count == 1 && strcmp(cli->operands[0], "-") == 0)
    return UT_OK;
  ut_error_set(err, UT_USAGE, "the file holds answers itself, so that no others are read");
  return ut_error_blame(UT_USAGE, "--criteria", err);
}

static enum ut_status run_criteria(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  UT_TRY(ut_cli_find(cli, &r->o.criteria, "criteria", ".csv", "--criteria", err));
  UT_TRY(ut_criteria_load(&r->criteria, r->o.criteria, &r->o.answers, cli->reading.run, err));
  ut_cli_confine(cli);
  UT_TRY(read_answers(r, err));
  return ut_criteria_write(r->criteria, &cli->output, cli->to, r->o.limit, cli->decimals, &r->all_met, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  UT_TRY(r->o.criteria ? run_criteria(r, err) : run_goals(r, err));
  r->cli.run.fell_short = r->o.check && !r->all_met;
  return UT_OK;
}

int main(int argc, char **argv)
{
  struct run r = {.o = {.value = "antal", .limit = 100}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_criteria_free(r.criteria);
  ut_goals_free(r.goals);
  ut_classes_free(r.classes);
  ut_targets_free(r.targets);
  return ut_cli_finish(&r.cli, status, &err);
}
