/* tabulate: a stream as a table for people, turned into rows and columns where asked, or in another format. */
#include <stdlib.h>

#include "cli/cli.h"
#include "table/present.h"
#include "table/sink.h"
#include "table/spreadsheet.h"
#include "utfall/classes.h"

struct options {
  struct ut_present_options present;
  const char *classes, *about;
  bool sheets;
};

static const struct ut_choice languages[] = {{"sv", UT_SWEDISH}, {"en", UT_ENGLISH}, {0}};

static const struct ut_choice charts[] = {
    {"bars", UT_SHEET_CHART_BARS}, {"stack", UT_SHEET_CHART_STACK}, {"lines", UT_SHEET_CHART_LINES}, {0}};

static const struct ut_option option_table[] = {
    UT_NAMES(present.rows, "COLS", "columns whose values tell the rows apart"),
    UT_NAMES(present.cols, "COLS", "columns whose values become columns, the outermost first"),
    UT_LABEL(present.value, "COL", "column that fills the cells (antal)"),
    UT_LABEL(present.cell, "TEMPLATE", "columns that fill a cell together, as 'antal (andel %)'"),
    UT_NAMES(present.columns, "COLS", "columns that are shown, in this order"),
    UT_FLAG(present.transpose, "rows become columns"),
    UT_FLAG(present.base, "a last row with what the shares are of"),
    UT_LABEL(present.title, "TEXT", "a line above the table"),
    UT_LABEL(present.caption, "TEXT", "what the table shows, below the title"),
    UT_LABELS(present.notes, "TEXT", "a line below the table; may be given again", .name = "note"),
    UT_INTEGER(present.marks, "N", "counts that were blanked as small are shown as <N; suppress --min", 2, 1000000),
    UT_FLAG(present.page, "of html, a whole page and no fragment"),
    UT_FLAG(present.excel, "of csv, as a Swedish Excel opens it"),
    UT_CHOICE(present.chart, "KIND", "of xlsx, a chart of the table: bars, stack or lines", charts),
    UT_TEXT(about, "FILE", "of xlsx, a last sheet: sources, and the command lines in FILE"),
    UT_FLAG(present.labels, "labels instead of codes"),
    UT_TEXT(classes, "NAME|FILE", "the class rules that hold the labels of klass", .shared = "classes"),
    UT_CHOICE(present.language, "sv|en", "language of labels and numbers (sv)", languages, .name = "lang"),
    UT_FLAG(sheets, "which sheets the workbook has, instead of their rows"),
    {0},
};

/* What stands around a table, and in which formats. */
static enum ut_status check_frame(const struct options *all, const struct ut_cli *cli, struct ut_error *err)
{
  const struct ut_present_options *o = &all->present;
  bool people = ut_sink_for_people(cli->to);
  const struct ut_conflict conflicts[] = {
      {o->title && !people, "--title: only text, markdown, html and xlsx have a title"},
      {o->caption && !people, "--caption: only text, markdown, html and xlsx have a caption"},
      {o->notes.count > 0 && !people, "--note: only text, markdown, html and xlsx have notes"},
      {o->chart && cli->to != UT_XLSX, "--chart: only xlsx has charts"},
      {all->about && cli->to != UT_XLSX, "--about: only xlsx has a sheet for it"},
      {o->marks && (cli->to == UT_JSON || cli->to == UT_JSONL), "--marks: JSON has null for what is protected"},
      {o->page && cli->to != UT_HTML, "--page: only html has pages"},
      {o->excel && cli->to != UT_CSV, "--excel: only csv is made for Excel"},
      {o->base && !people && !o->excel,
       "--base: the row is for people: text, markdown, html, xlsx, or csv with --excel"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

/* Nothing that was asked for is left out in silence. */
static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *all = options;
  const struct ut_present_options *o = &all->present;
  bool turned = o->rows.count > 0 || o->cols.count > 0, value = ut_cli_given(cli, &o->value);
  const struct ut_conflict conflicts[] = {
      {all->sheets && cli->operand_count > 1, "--sheets: is of one workbook"},
      {all->sheets && (cli->reading.sheet || turned || value || o->cell || o->columns.count > 0 || o->transpose ||
                       o->base || o->marks || o->caption || o->notes.count > 0 || o->excel || o->chart || all->about),
       "--sheets: lists sheets, not rows"},
      {all->classes && !o->labels, "--classes: has labels, which are shown with --labels only"},
      {o->chart && (o->rows.count == 0 || o->transpose || o->cell || o->columns.count > 1),
       "--chart: draws the rows of --rows, with one figure in a cell"},
      {0},
  };
  UT_TRY(ut_cli_check(conflicts, err));
  UT_TRY(ut_present_check(o, value, err));
  return check_frame(all, cli, err);
}

static const struct ut_command command = {
    .name = "tabulate",
    .summary = "Shows a table, or any stream, as text, Markdown, HTML, a workbook, CSV or JSON.",
    .operands = "[FILE...]",
    .example = "outcomes --by kon --totals deltaganden.csv | tabulate --rows klass --cols kon --labels",
    .options = option_table,
    .shows = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_classes *classes;
  struct ut_reader **readers;
  size_t reader_count;
};

/* Where one is asked for. */
static enum ut_status open_book(struct run *r, struct ut_error *err)
{
  struct ut_present_options *o = &r->o.present;
  if (r->cli.to != UT_XLSX)
    return UT_OK;
  UT_TRY(ut_spreadsheet_open(&o->book, &r->cli.output, o->language, err));
  return r->o.about ? ut_spreadsheet_commands(o->book, r->o.about, err) : UT_OK;
}

static enum ut_status list_sheets(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  const struct ut_present_options *o = &r->o.present;
  UT_TRY(open_book(r, err));
  ut_cli_confine(cli);
  if (o->book)
    UT_TRY(ut_spreadsheet_add(o->book, cli->operands[0], err));
  return ut_present_sheets(cli->operands[0], &cli->reading, o, &cli->output, cli->to, err);
}

/* A sheet for each operand; else they are one stream. */
static enum ut_status open_readers(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  size_t each = cli->to == UT_XLSX ? 1 : cli->operand_count;
  r->readers = calloc(cli->operand_count, sizeof(struct ut_reader *));
  if (!r->readers)
    return ut_error_nomem(err);
  cli->run.lists = cli->run.lists || r->o.about;
  for (size_t i = 0; i < cli->operand_count; i += each)
    UT_TRY(ut_reader_open(&r->readers[r->reader_count++], cli->operands + i, each, &cli->reading, err));
  return UT_OK;
}

static enum ut_status show_tables(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  const struct ut_present_options *o = &r->o.present;
  for (size_t i = 0; i < r->reader_count; i++) {
    if (o->book)
      UT_TRY(ut_spreadsheet_add(o->book, cli->operands[i], err));
    UT_TRY(ut_present(r->readers[i], o, ut_classes_labels(r->classes), &cli->output, cli->to, err));
  }
  return r->o.about ? ut_spreadsheet_about(o->book, &cli->run, err) : UT_OK;
}

static enum ut_status show(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  UT_TRY(ut_cli_find(cli, &r->o.classes, "classes", ".csv", NULL, err));
  if (r->o.classes)
    UT_TRY(ut_classes_load(&r->classes, r->o.classes, cli->reading.run, err));
  UT_TRY(open_readers(r, err));
  UT_TRY(open_book(r, err));
  ut_cli_confine(cli);
  return show_tables(r, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  UT_TRY(r->o.sheets ? list_sheets(r, err) : show(r, err));
  return r->o.present.book ? ut_spreadsheet_save(r->o.present.book, err) : UT_OK;
}

int main(int argc, char **argv)
{
  struct run r = {.o.present.value = "antal"};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  for (size_t i = 0; i < r.reader_count; i++)
    ut_reader_free(r.readers[i]);
  free(r.readers);
  ut_classes_free(r.classes);
  ut_spreadsheet_free(r.o.present.book);
  return ut_cli_finish(&r.cli, status, &err);
}
