/* goals: tables held against targets, a published table, or criteria. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "goals/criteria.h"
#include "goals/goal.h"
#include "base/share.h"
#include "cli/cli.h"

struct options {
  const char *targets, *published, *cols, *value, *classes, *criteria;
  int64_t limit; /* 0: not given */
  bool check;
};

#define AT(member) offsetof(struct options, member)

static const struct ut_option option_table[] = {
    {"targets", UT_OPT_TEXT, AT(targets), "NAME|FILE", "what the results should be", NULL, 0, 0},
    {"published", UT_OPT_TEXT, AT(published), "FILE", "a published table that they should give", NULL, 0, 0},
    {"cols", UT_OPT_TEXT, AT(cols), "COL", "the key column whose values its headings are", NULL, 0, 0},
    {"value", UT_OPT_TEXT, AT(value), "COL", "the column that holds its figures (antal)", NULL, 0, 0},
    {"classes", UT_OPT_TEXT, AT(classes), "NAME|FILE", "the class rules that hold its labels of klass", NULL, 0, 0},
    {"criteria", UT_OPT_TEXT, AT(criteria), "NAME|FILE", "criteria to which the tables hold answers", NULL, 0, 0},
    {"limit", UT_OPT_INTEGER, AT(limit), "P", "percent of the criteria that is enough (100)", NULL, 1, 100},
    {"check", UT_OPT_FLAG, AT(check), NULL, "exit 1 when a target is not met or has no result", NULL, 0, 0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  (void)cli;
  const struct ut_conflict conflicts[] = {
      {!!o->targets + !!o->published + !!o->criteria != 1,
       "results are held against --targets, --published or --criteria, one of them"},
      {!o->published && (o->cols || o->value || o->classes), "--cols, --value and --classes are for --published"},
      {o->value && !o->cols, "--value is for --cols: without it the headings say which column holds the figures"},
      {o->limit && !o->criteria, "--limit is for --criteria"},
  };
  return ut_cli_check_conflicts(conflicts, sizeof conflicts / sizeof *conflicts, err);
}

static const struct ut_command command = {.name = "goals",
                                          .summary = "Holds results against targets.",
                                          .operands = "[TABLE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  char *targets_path, *classes_path, *criteria_path;
  struct ut_targets *targets;
  struct ut_classes *classes;
  struct ut_goals *goals;
  struct ut_criteria *criteria;
  bool all_met;
};

static enum ut_status find_file(char **path, const char *kind, const char *name, const char *option,
                                struct ut_error *err)
{
  enum ut_status status = ut_share_find(path, kind, name, ".csv", err);
  if (status == UT_USAGE)
    ut_error_at(err, NULL, 0, 0, option);
  return status;
}

static enum ut_status load_targets(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  if (o->published)
    return ut_targets_load_published(&r->targets, o->published, o->cols, o->value ? o->value : "antal", err);
  enum ut_status status = find_file(&r->targets_path, "targets", o->targets, "--targets", err);
  return status == UT_OK ? ut_targets_load(&r->targets, r->targets_path, err) : status;
}

static enum ut_status load_classes(struct run *r, struct ut_error *err)
{
  if (!r->o->classes)
    return UT_OK;
  enum ut_status status = find_file(&r->classes_path, "classes", r->o->classes, "--classes", err);
  return status == UT_OK ? ut_classes_load(&r->classes, r->classes_path, err) : status;
}

static enum ut_status add_tables(struct run *r, struct ut_error *err)
{
  struct ut_reader_options reading = ut_cli_reading(r->cli);
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < r->cli->operand_count && status == UT_OK; i++)
    status = ut_goals_add(r->goals, r->cli->operands[i], &reading, err);
  return status;
}

static enum ut_status run_goals(struct run *r, struct ut_error *err)
{
  enum ut_status status = load_targets(r, err);
  if (status == UT_OK)
    status = load_classes(r, err);
  if (status == UT_OK)
    status = ut_goals_new(&r->goals, r->targets, r->classes, err);
  if (status == UT_OK)
    status = add_tables(r, err);
  if (status == UT_OK)
    status = ut_goals_find(r->goals, err);
  return status == UT_OK
             ? ut_goals_write(r->goals, &r->cli->output, r->cli->to, (int)r->cli->decimals, &r->all_met, err)
             : status;
}

static enum ut_status read_answers(struct run *r, struct ut_error *err)
{
  const struct ut_cli *cli = r->cli;
  struct ut_reader_options reading = ut_cli_reading(cli);
  if (!ut_criteria_answered(r->criteria))
    return ut_criteria_answer(r->criteria, cli->operands, cli->operand_count, &reading, err);
  if (cli->operand_count == 1 && strcmp(cli->operands[0], "-") == 0)
    return UT_OK;
  enum ut_status status = ut_error_set(err, UT_USAGE, "the file holds answers itself, so that no others are read");
  ut_error_at(err, NULL, 0, 0, "--criteria");
  return status;
}

static enum ut_status run_criteria(struct run *r, struct ut_error *err)
{
  const struct ut_cli *cli = r->cli;
  enum ut_status status = find_file(&r->criteria_path, "criteria", r->o->criteria, "--criteria", err);
  if (status == UT_OK)
    status = ut_criteria_load(&r->criteria, r->criteria_path, err);
  if (status == UT_OK)
    status = read_answers(r, err);
  return status == UT_OK ? ut_criteria_write(r->criteria, &r->cli->output, cli->to, r->o->limit ? r->o->limit : 100,
                                             (int)cli->decimals, &r->all_met, err)
                         : status;
}

int main(int argc, char **argv)
{
  struct options options = {0};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options, .all_met = true};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK)
    status = options.criteria ? run_criteria(&r, &err) : run_goals(&r, &err);
  if (status == UT_OK && options.check && !r.all_met)
    ut_cli_short(&cli);
  ut_criteria_free(r.criteria);
  ut_goals_free(r.goals);
  ut_targets_free(r.targets);
  ut_classes_free(r.classes);
  int code = ut_cli_finish(&cli, status, &err);
  free(r.targets_path);
  free(r.classes_path);
  free(r.criteria_path);
  return code;
}
