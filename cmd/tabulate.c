/* tabulate: a stream as a table for people, turned into rows and columns where asked, or in another format. */
#include "table/present.h"
#include "utfall/classes.h"
#include "base/share.h"
#include "cli/cli.h"

#include <stdlib.h>

struct tabulate {
  struct ut_names rows;
  const char *cols, *value, *title, *classes;
  bool labels;
  int language; /* enum ut_language */
};

/* What is open while the filter runs. Messages point into it. */
struct job {
  struct ut_reader *reader;
  char *classes_path;
  struct ut_classes *classes;
};

static const char *const languages[] = {"sv", "en", NULL};

#define AT(member) offsetof(struct tabulate, member)

static const struct ut_option options[] = {
    {"rows", UT_OPT_NAMES, AT(rows), "COLS", "columns whose values tell the rows apart", NULL, 0, 0},
    {"cols", UT_OPT_TEXT, AT(cols), "COL", "column whose values become columns", NULL, 0, 0},
    {"value", UT_OPT_TEXT, AT(value), "COL", "column that fills the cells (antal)", NULL, 0, 0},
    {"title", UT_OPT_TEXT, AT(title), "TEXT", "a line above the table", NULL, 0, 0},
    {"labels", UT_OPT_FLAG, AT(labels), NULL, "labels instead of codes", NULL, 0, 0},
    {"classes", UT_OPT_TEXT, AT(classes), "NAME|FILE", "the class rules that hold the labels of klass", NULL, 0, 0},
    {"lang", UT_OPT_CHOICE, AT(language), "sv|en", "language of labels and numbers (sv)", languages, 0, 0},
};

static enum ut_status misuse(struct ut_error *err, const char *option, const char *text)
{
  enum ut_status status = ut_error_set(err, UT_USAGE, "%s", text);
  ut_error_at(err, NULL, 0, 0, option);
  return status;
}

/* A table is made to be looked at. */
static enum ut_format format_of(const struct ut_cli *cli)
{
  return cli->to == UT_AUTO ? UT_TEXT : cli->to;
}

/* Nothing that was asked for is left out in silence. */
static enum ut_status check(const void *asked, const struct ut_cli *cli, struct ut_error *err)
{
  const struct tabulate *t = asked;
  bool pivot = t->rows.count > 0 || t->cols;
  const char *value = t->value ? t->value : "antal";
  if (t->title && !ut_sink_for_people(format_of(cli)))
    return misuse(err, "--title", "only text and markdown have a title");
  if (t->title && ut_utf8_valid(t->title, strlen(t->title)) != strlen(t->title))
    return misuse(err, "--title", "not valid UTF-8");
  if (t->classes && !t->labels)
    return misuse(err, "--classes", "has labels, which are shown with --labels only");
  if (t->value && !pivot)
    return misuse(err, "--value", "fills cells, which --rows or --cols must make");
  if (t->cols && ut_names_have(&t->rows, t->cols))
    return misuse(err, "--cols", "the column stands in --rows too");
  if (pivot && (ut_names_have(&t->rows, value) || (t->cols && strcmp(t->cols, value) == 0)))
    return misuse(err, "--value", "the column stands in --rows or --cols too");
  return UT_OK;
}

static const struct ut_command command = {
    .name = "tabulate",
    .summary = "Show a table, or any stream, as text, Markdown, CSV or JSON.",
    .operands = "[FILE...]",
    .options = options,
    .count = sizeof options / sizeof *options,
    .last_to = UT_MARKDOWN,
    .check = check,
};

static enum ut_status open_classes(struct job *job, const char *name, struct ut_error *err)
{
  if (!name)
    return UT_OK;
  enum ut_status status = ut_share_find(&job->classes_path, "classes", name, ".csv", err);
  return status ? status : ut_classes_load(&job->classes, job->classes_path, err);
}

static enum ut_status run(struct job *job, struct ut_cli *cli, const struct tabulate *t, struct ut_error *err)
{
  struct ut_reader_options reading = ut_cli_reading(cli);
  enum ut_status status = open_classes(job, t->classes, err);
  if (!status)
    status = ut_reader_open(&job->reader, cli->operands, cli->operand_count, &reading, err);
  if (status)
    return status;
  struct ut_present_pivot pivot = {&t->rows, t->cols, t->value ? t->value : "antal"};
  struct ut_present present = {
      .reader = job->reader,
      .output = &cli->output,
      .to = format_of(cli),
      .language = (enum ut_language)t->language,
      .labels = t->labels,
      .classes = ut_classes_labels(job->classes),
      .title = t->title,
  };
  return ut_present(&present, t->rows.count > 0 || t->cols ? &pivot : NULL, err);
}

int main(int argc, char **argv)
{
  struct tabulate asked = {0};
  struct job job = {0};
  struct ut_error err = {0};
  struct ut_cli cli;
  if (ut_cli_parse(&cli, &command, &asked, argc, argv, 1, 2) != UT_OK)
    return ut_cli_finish(&cli, UT_OK, NULL);
  enum ut_status status = run(&job, &cli, &asked, &err);
  int code = ut_cli_finish(&cli, status, &err);
  ut_reader_free(job.reader);
  ut_classes_free(job.classes);
  free(job.classes_path);
  return code;
}
