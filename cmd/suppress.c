/* suppress: blanks small counts of a table, and as many others as it takes to keep them from being computed. */
#include "cli/cli.h"
#include "disclosure/suppress_notes.h"
#include "utfall/suppress.h"

enum { MOST = 1000000 };

struct options {
  struct ut_suppress_options suppress;
  struct ut_names keys, count, hierarchy, earlier, within;
  const char *report, *into;
};

static const struct ut_option option_table[] = {
    UT_INTEGER(suppress.min, "N", "counts from 1 up to this one are small (5)", 2, MOST),
    UT_FLAG(suppress.zeros, "0 is small too"),
    UT_FLAG(suppress.complement, "a count is small too if bas less it is"),
    UT_NAMES(keys, "COLS", "the key columns (those left of the count)"),
    UT_NAMES(count, "COLS", "the columns of counts; all, as without it: those that count persons"),
    UT_VALUES(hierarchy, "COL=FILE", "which codes of a key are part of which (kod, del_av)"),
    UT_INTEGER(suppress.interval, "W", "leave no blanked count known more narrowly (as --min)", 1, MOST),
    UT_TEXT(into, "DIR", "the operands are linked tables: write each to this directory"),
    UT_VALUES(earlier, "FILE", "what was published before, of counts that grow"),
    UT_VALUES(within, "FILE", "what was published of all of whom these are some"),
    UT_EITHER(suppress.no_marks, "KIND", "what skyddad says of blanked counts: kind (default), none", "kind", "none",
              .name = "mark"),
    UT_TEXT(report, "FILE", "write what was lost", .written = true),
    {0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  bool count = false;
  for (size_t i = 0; i < o->count.count; i++)
    for (size_t k = 0; k < o->keys.count; k++)
      count = count || ut_text_equal(o->count.names[i], o->keys.names[k]);
  const struct ut_conflict conflicts[] = {
      {count || (o->count.count == 0 && ut_names_have(&o->keys, "antal")), "--keys: the count stands among the keys"},
      {ut_names_have(&o->keys, "bas"), "--keys: bas stands among the keys"},
      {0},
  };
  (void)cli;
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "suppress",
    .summary = "Blanks what would give away small counts of a table.",
    .operands = "[FILE...]",
    .example = "outcomes --by kon --totals deltaganden.csv | suppress --min 5",
    .options = option_table,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_reader *reader;
  struct ut_tidy_table *table;
  struct ut_suppress *suppress;
  struct ut_buf paths; /* char *: of all that is read */
};

static enum ut_status add_files(struct run *r, const struct ut_names *files)
{
  for (size_t i = 0; i < files->count; i++)
    UT_TRY(ut_buf_add(&r->paths, &files->names[i].ptr, sizeof(char *)));
  return UT_OK;
}

/* The operands, then what was published earlier, then what these are some of. */
static enum ut_status list_tables(struct run *r)
{
  UT_TRY(ut_buf_add(&r->paths, r->cli.operands, r->cli.operand_count * sizeof(char *)));
  UT_TRY(add_files(r, &r->o.earlier));
  return add_files(r, &r->o.within);
}

static enum ut_status write_tables(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  if (!r->o.into)
    return ut_suppress_write(r->suppress, &cli->output, cli->to, err);
  for (size_t i = 0; i < cli->operand_count; i++)
    UT_TRY(ut_suppress_write_file(r->suppress, i, ut_cli_into(cli, i), cli->to, err));
  return UT_OK;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_output *report;
  r->o.suppress.run = cli->reading.run;
  if (list_tables(r) != UT_OK)
    return ut_error_nomem(err);
  cli->reading.mixed = true; /* what was published before is protected */
  UT_TRY(ut_reader_open(&r->reader, (char **)(void *)r->paths.ptr, r->paths.len / sizeof(char *), &cli->reading, err));
  UT_TRY(ut_cli_open(cli, r->o.report, &report, err));
  UT_TRY(ut_cli_open_into(cli, r->o.into, err));
  ut_cli_confine(cli);
  const struct ut_tidy_table_options table = {
      .keys = &r->o.keys,
      .counts = &r->o.count,
      .hierarchies = &r->o.hierarchy,
      .run = cli->reading.run,
      .linked = r->o.into,
      .earlier = r->o.earlier.count,
      .within = r->o.within.count,
  };
  UT_TRY(ut_tidy_table_new(&r->table, r->reader, &table, err));
  UT_TRY(ut_suppress_new(&r->suppress, r->table, &r->o.suppress, err));
  UT_TRY(write_tables(r, err));
  if (report)
    UT_TRY(ut_suppress_report(r->suppress, report, err));
  return ut_suppress_note(r->suppress, cli->reading.run, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o = {.suppress.min = 5}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_suppress_free(r.suppress);
  ut_tidy_table_free(r.table);
  ut_reader_free(r.reader);
  ut_buf_clear(&r.paths);
  return ut_cli_finish(&r.cli, status, &err);
}
