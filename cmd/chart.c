/* chart: a tidy table drawn as one SVG. */
#include "chart/chart.h"
#include "cli/cli.h"
#include "utfall/classes.h"

struct options {
  struct ut_chart_options chart;
  const char *target; /* a column, or a file */
  const char *classes;
};

static const struct ut_choice languages[] = {{"sv", UT_SWEDISH}, {"en", UT_ENGLISH}, {0}};

static const struct ut_option option_table[] = {
    UT_LABEL(chart.x, "COL", "the key column whose values are rows, or stand along the axis"),
    UT_LABEL(chart.y, "COL", "of heat, the key column whose values are columns"),
    UT_LABEL(chart.series, "COL", "the key column whose values have a colour each"),
    UT_NAMES(chart.value, "COLS", "the column that is drawn; several are a series each"),
    UT_LABEL(chart.low, "COL", "the lower limits of intervals"),
    UT_LABEL(chart.high, "COL", "the upper limits of intervals"),
    UT_TEXT(target, "FILE|COL", "targets as goals reads them, or a column of the table"),
    UT_LABEL(chart.title, "TEXT", "a line above the chart"),
    UT_LABEL(chart.subtitle, "TEXT", "a line below the title"),
    UT_FLAG(chart.labels, "labels instead of codes"),
    UT_TEXT(classes, "NAME|FILE", "the class rules that hold the labels of klass", .shared = "classes"),
    UT_CHOICE(chart.language, "sv|en", "language of words and numbers (sv)", languages, .name = "lang"),
    UT_FLAG(chart.totals, "draw the rows of * beside the others"),
    UT_INTEGER(chart.width, "PX", "width of the picture (720)", UT_CHART_WIDTH_LEAST, UT_CHART_WIDTH_MOST),
    UT_LABEL(chart.id, "ID", "what ids in the picture begin with (chart)"),
    {0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *all = options;
  const struct ut_chart_options *o = &all->chart;
  enum ut_chart_kind kind = UT_CHART_BARS;
  bool found = ut_chart_kind_find(ut_text_of(cli->operands[0]), &kind);
  const struct ut_conflict conflicts[] = {
      {!found, "the first operand is the kind of chart: " UT_CHART_LIST},
      {o->y && kind != UT_CHART_HEAT, "--y: only heat has columns"},
      {o->series && kind == UT_CHART_HEAT, "--series: heat has --x and --y"},
      {!o->low != !o->high, "--low and --high: an interval has both"},
      {o->low && !ut_chart_has(kind, UT_CHART_HAS_INTERVAL), "--low and --high: this kind of chart has no intervals"},
      {all->target && !ut_chart_has(kind, UT_CHART_HAS_TARGET), "--target: only target and interval have one"},
      {all->classes && !o->labels, "--classes: has labels, which are shown with --labels only"},
      {o->id && !ut_chart_is_id(o->id), "--id: a letter, then letters, digits, - or _"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_first_operand first = {ut_chart_names, UT_CHARTS, NULL};

static const struct ut_command command = {
    .name = "chart",
    .summary = "Draws a table as a picture, SVG.",
    .operands = "KIND [FILE...]",
    .first = &first,
    .example = "outcomes --by kon deltaganden.csv | chart bars --labels -o utfall.svg",
    .options = option_table,
    .draws = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_classes *classes;
  struct ut_reader *reader;
  struct ut_whole_table *table, *targets;
};

/* The operands behind the kind, or standard input. */
static enum ut_status open_table(struct run *r, struct ut_error *err)
{
  static char standard[] = "-";
  struct ut_cli *cli = &r->cli;
  char *none[] = {standard};
  bool named = cli->operand_count > 1;
  UT_TRY(ut_reader_open(&r->reader, named ? cli->operands + 1 : none, named ? cli->operand_count - 1 : 1, &cli->reading,
                        err));
  return ut_whole_table_new(&r->table, r->reader, err);
}

/* A column where the table has one of that name, else a file. */
static enum ut_status open_target(struct run *r, struct ut_error *err)
{
  const char *target = r->o.target;
  const struct ut_reader_options reading = {.run = r->cli.reading.run};
  if (!target)
    return UT_OK;
  if (ut_reader_find(r->reader, ut_text_of(target)) >= 0) {
    r->o.chart.target = target;
    return UT_OK;
  }
  enum ut_status status = ut_whole_table_load(&r->targets, target, &reading, err);
  r->o.chart.targets = r->targets;
  return status;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  enum ut_chart_kind kind;
  ut_chart_kind_find(ut_text_of(cli->operands[0]), &kind);
  UT_TRY(ut_cli_find(cli, &r->o.classes, "classes", ".csv", NULL, err));
  if (r->o.classes)
    UT_TRY(ut_classes_load(&r->classes, r->o.classes, cli->reading.run, err));
  r->o.chart.classes = ut_classes_labels(r->classes);
  UT_TRY(open_table(r, err));
  UT_TRY(open_target(r, err));
  ut_cli_confine(cli);
  enum ut_status status;
  while (!(status = ut_whole_table_next(r->table, err)))
    continue;
  if (status != UT_END)
    return status;
  UT_TRY(ut_chart_write(r->table, kind, &r->o.chart, &cli->output.buf, err));
  return UT_OK;
}

int main(int argc, char **argv)
{
  struct run r = {.o.chart.width = UT_CHART_WIDTH};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_whole_table_free(r.targets);
  ut_whole_table_free(r.table);
  ut_reader_free(r.reader);
  ut_classes_free(r.classes);
  return ut_cli_finish(&r.cli, status, &err);
}
