/* suppress: blanks small counts of a table, and as many others as it takes to keep them from being computed. */
#include <stddef.h>

#include "utfall/column.h"
#include "utfall/suppress.h"
#include "cli/cli.h"

enum { MIN = 5, MOST = 1000000 };

struct options {
  struct ut_suppress_options asked;
  struct ut_names keys;
  const char *count, *report;
};

#define AT(member) offsetof(struct options, member)

static const struct ut_option option_table[] = {
    {"min", UT_OPT_INTEGER, AT(asked.min), "N", "counts from 1 up to this one are small (5)", NULL, 2, MOST},
    {"zeros", UT_OPT_FLAG, AT(asked.zeros), NULL, "0 is small too", NULL, 0, 0},
    {"complement", UT_OPT_FLAG, AT(asked.complement), NULL, "a count is small too if bas less it is", NULL, 0, 0},
    {"keys", UT_OPT_NAMES, AT(keys), "COLS", "the key columns (those left of the count)", NULL, 0, 0},
    {"count", UT_OPT_TEXT, AT(count), "COL", "the column of counts (antal)", NULL, 0, 0},
    {"interval", UT_OPT_INTEGER, AT(asked.interval), "W", "leave no blanked count known more narrowly (as --min)", NULL,
     1, MOST},
    {"report", UT_OPT_TEXT, AT(report), "FILE", "write what was lost", NULL, 0, 0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  (void)cli;
  bool count = ut_names_have(&o->keys, o->count);
  if (!count && !ut_names_have(&o->keys, "bas"))
    return UT_OK;
  enum ut_status status = ut_error_set(err, UT_USAGE, "%s stands among the keys", count ? "the count" : "bas");
  ut_error_at(err, NULL, 0, 0, "--keys");
  return status;
}

static const struct ut_command command = {.name = "suppress",
                                          .summary = "Blanks what would give away small counts of a table.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_reader *reader;
  struct ut_tidy_table *table;
  struct ut_suppress *suppress;
};

/* ---- notes ---- */

static bool has(const struct run *r, const char *name)
{
  return ut_reader_find(r->reader, ut_text_of(name)) >= 0;
}

static void note_other_counts(const struct run *r)
{
  for (size_t i = 0; i < ut_reader_columns(r->reader); i++) {
    struct ut_text name = ut_reader_column(r->reader, i);
    if (ut_tidy_table_is_other_count(r->table, i))
      ut_cli_note(r->cli, "%.*s is blanked where %s is, and its own small counts stand", (int)name.len, name.ptr,
                  r->o->count);
  }
}

/* Shares of persons, and their limits, give away the count that they are shares of. */
static void note_shares(const struct run *r)
{
  for (size_t i = 0; i < ut_reader_columns(r->reader); i++) {
    const struct ut_column *c = ut_column_of(ut_reader_column(r->reader, i));
    if (c->whole && !has(r, c->whole) && ut_column_of(ut_text_of(c->whole))->persons)
      ut_cli_note(r->cli, "%s stands without %s: what it is a share of can be computed, and was not reckoned with",
                  c->name, c->whole);
  }
}

static void note_unknown(const struct run *r)
{
  const char *source;
  size_t line, rows = ut_tidy_table_unknown(r->table, &source, &line);
  if (rows > 0)
    ut_cli_note(r->cli, "%zu row%s without %s, the first %s:%zu, pass%s as %s: how many there are is not known", rows,
                rows == 1 ? "" : "s", r->o->count, source, line, rows == 1 ? "es" : "",
                rows == 1 ? "it is" : "they are");
}

static void note_exposed(const struct run *r)
{
  size_t by_marks = ut_suppress_exposed_by_marks(r->suppress), by_rows = ut_suppress_exposed_by_rows(r->suppress);
  if (by_marks > 0)
    ut_cli_note(r->cli, "%zu blanked count%s can be told from skyddad alone: leave that column out of what is shown",
                by_marks, by_marks == 1 ? "" : "s");
  if (by_rows > 0)
    ut_cli_note(r->cli, "%zu blanked figure%s can be told from which rows there are, whatever is blanked", by_rows,
                by_rows == 1 ? "" : "s");
}

/* ---- the steps ---- */

static enum ut_status write_report(const struct run *r, struct ut_error *err)
{
  struct ut_output *output;
  UT_TRY(ut_cli_open(r->cli, r->o->report, &output, err));
  return ut_suppress_report(r->suppress, output, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = r->cli;
  struct ut_reader_options reading = ut_cli_reading(cli);
  UT_TRY(ut_reader_open(&r->reader, cli->operands, cli->operand_count, &reading, err));
  UT_TRY(ut_tidy_table_new(&r->table, r->reader, &r->o->keys, r->o->count, err));
  UT_TRY(ut_suppress_new(&r->suppress, r->table, &r->o->asked, err));
  UT_TRY(ut_suppress_write(r->suppress, &cli->output, cli->to, err));
  if (r->o->report)
    UT_TRY(write_report(r, err));
  note_other_counts(r);
  note_shares(r);
  note_unknown(r);
  note_exposed(r);
  return UT_OK;
}

int main(int argc, char **argv)
{
  struct options options = {.asked.min = MIN, .count = "antal"};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK) {
    options.asked.tick = cli.tick;
    status = run(&r, &err);
  }
  ut_suppress_free(r.suppress);
  ut_tidy_table_free(r.table);
  ut_reader_free(r.reader);
  return ut_cli_finish(&cli, status, &err);
}
