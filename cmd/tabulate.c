/* tabulate: a stream as a table for people, turned into rows and columns where asked, or in another format. */
#include <stdio.h>

#include "cli/cli.h"
#include "stream/sheet_list.h"
#include "table/present.h"
#include "table/sink.h"
#include "utfall/classes.h"

struct options {
  struct ut_present_options present;
  const char *classes;
  bool sheets;
};

static const struct ut_choice languages[] = {{"sv", UT_SWEDISH}, {"en", UT_ENGLISH}, {0}};

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
    UT_FLAG(present.page, "of html, a whole page and no fragment"),
    UT_FLAG(present.excel, "of csv, as a Swedish Excel opens it"),
    UT_FLAG(present.labels, "labels instead of codes"),
    UT_TEXT(classes, "NAME|FILE", "the class rules that hold the labels of klass"),
    UT_CHOICE(present.language, "sv|en", "language of labels and numbers (sv)", languages, .name = "lang"),
    UT_FLAG(sheets, "which sheets the workbook has, instead of their rows"),
    {0},
};

/* NULL is none. */
static bool is_text(const char *text)
{
  return !text || ut_utf8_valid(text, strlen(text)) == strlen(text);
}

static bool are_texts(const struct ut_names *texts)
{
  for (size_t i = 0; i < texts->count; i++)
    if (ut_utf8_valid(texts->names[i].ptr, texts->names[i].len) != texts->names[i].len)
      return false;
  return true;
}

/* What stands around a table, and in which formats. */
static enum ut_status check_frame(const struct options *all, const struct ut_cli *cli, struct ut_error *err)
{
  const struct ut_present_options *o = &all->present;
  bool people = ut_sink_for_people(cli->to);
  const struct ut_conflict conflicts[] = {
      {o->title && !people, "--title: only text, markdown and html have a title"},
      {!is_text(o->title), "--title: not valid UTF-8"},
      {o->caption && !people, "--caption: only text, markdown and html have a caption"},
      {!is_text(o->caption), "--caption: not valid UTF-8"},
      {o->notes.count > 0 && !people, "--note: only text, markdown and html have notes"},
      {!are_texts(&o->notes), "--note: not valid UTF-8"},
      {!is_text(o->cell), "--cell: not valid UTF-8"},
      {o->page && cli->to != UT_HTML, "--page: only html has pages"},
      {o->excel && cli->to != UT_CSV, "--excel: only csv is made for Excel"},
      {o->base && !people && !o->excel, "--base: the row is for people: text, markdown, html, or csv with --excel"},
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
                       o->base || o->caption || o->notes.count > 0 || o->excel),
       "--sheets: lists sheets, not rows"},
      {all->classes && !o->labels, "--classes: has labels, which are shown with --labels only"},
      {0},
  };
  UT_TRY(ut_cli_check(conflicts, err));
  UT_TRY(ut_present_check(o, value, err));
  return check_frame(all, cli, err);
}

static const struct ut_command command = {
    .name = "tabulate",
    .summary = "Show a table, or any stream, as text, Markdown, HTML, CSV or JSON.",
    .operands = "[FILE...]",
    .options = option_table,
    .shows = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_classes *classes;
  struct ut_reader *reader;
};

static enum ut_status take_sheet(void *sink, struct ut_text name, size_t rows, bool hidden, struct ut_error *err)
{
  char count[24];
  snprintf(count, sizeof count, "%zu", rows);
  const struct ut_text fields[] = {name, ut_text_of(count), ut_text_of(hidden ? "ja" : "nej")};
  return ut_sink_row(sink, fields, err);
}

static enum ut_status list_sheets(struct run *r, struct ut_error *err)
{
  const struct ut_grid_column columns[] = {{ut_text_of("blad"), UT_GRID_TEXT, false},
                                           {ut_text_of("rader"), UT_GRID_NUMBER, true},
                                           {ut_text_of("dold"), UT_GRID_TEXT, false}};
  struct ut_cli *cli = &r->cli;
  struct ut_sink *sink;
  ut_cli_confine(cli);
  const struct ut_present_options *o = &r->o.present;
  const struct ut_grid_shape shape = {
      .to = cli->to, .language = o->language, .columns = columns, .count = 3, .stub = 1};
  const struct ut_frame frame = {.title = o->title, .page = o->page};
  enum ut_status status = ut_sink_open(&sink, &cli->output, &shape, err);
  if (status == UT_OK)
    status = ut_sheet_list(cli->operands[0], &cli->reading, take_sheet, sink, err);
  if (status == UT_OK)
    status = ut_sink_close(sink, &frame, err);
  ut_sink_free(sink);
  return status;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  if (r->o.sheets)
    return list_sheets(r, err);
  UT_TRY(ut_cli_find(cli, &r->o.classes, "classes", ".csv", NULL, err));
  if (r->o.classes)
    UT_TRY(ut_classes_load(&r->classes, r->o.classes, cli->reading.run, err));
  UT_TRY(ut_reader_open(&r->reader, cli->operands, cli->operand_count, &cli->reading, err));
  ut_cli_confine(cli);
  return ut_present(r->reader, &r->o.present, ut_classes_labels(r->classes), &cli->output, cli->to, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o.present.value = "antal"};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_reader_free(r.reader);
  ut_classes_free(r.classes);
  return ut_cli_finish(&r.cli, status, &err);
}
