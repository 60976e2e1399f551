/* suppress: blanks small counts of a table, and as many others as it takes to keep them from being computed. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "utfall/column.h"
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
    UT_TEXT(report, "FILE", "write what was lost", .written = true),
    {0},
};

static bool reads_standard_input(const struct ut_cli *cli)
{
  for (size_t i = 0; i < cli->operand_count; i++)
    if (strcmp(cli->operands[i], "-") == 0)
      return true;
  return false;
}

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
      {o->into && cli->output.path, "--into: --output is for one table"},
      {o->into && reads_standard_input(cli), "--into: standard input has no name"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "suppress",
    .summary = "Blanks what would give away small counts of a table.",
    .operands = "[FILE...]",
    .options = option_table,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_reader *reader;
  struct ut_tidy_table *table;
  struct ut_suppress *suppress;
  struct ut_buf paths, names;   /* char *: what is read, and what is written with --into */
  struct ut_output **tables; /* with --into, one for each operand */
};

static void note_other_counts(struct run *r, const char *counts)
{
  for (size_t i = 0; i < ut_reader_columns(r->reader); i++) {
    struct ut_text name = ut_reader_column(r->reader, i);
    if (ut_tidy_table_is_other_count(r->table, i))
      ut_run_note(&r->cli.run, UT_NOTE_ANTAL_OSKYDDADE, 1, NULL, 0,
                  "%.*s is blanked where %s is, and its own small counts stand", (int)name.len, name.ptr, counts);
  }
}

/* A share that no page names, of what is anybody's guess. */
static bool is_unknown_share(struct ut_text name)
{
  bool limit = name.len > 3 && memcmp(name.ptr, "ki_", 3) == 0;
  return !limit && !ut_column_find(name) && ut_column_of(name)->role == UT_ROLE_SHARE;
}

/* Shares of persons, and their limits, give away the count that they are shares of. */
static void note_shares(struct run *r)
{
  for (size_t i = 0; i < ut_reader_columns(r->reader); i++) {
    char shown[UT_QUOTED];
    struct ut_text name = ut_reader_column(r->reader, i);
    const struct ut_column *c = ut_column_of(name);
    struct ut_text whole = ut_text_of(c->whole ? c->whole : "");
    bool lacks = c->whole && ut_reader_find(r->reader, whole) < 0 && ut_column_of(whole)->persons &&
                 !ut_tidy_table_counts_group(r->table);
    if (lacks || is_unknown_share(name))
      ut_run_note(&r->cli.run, UT_NOTE_ANDEL_UTAN_BAS, 1, NULL, 0,
                  "%s stands without %s: what it is a share of can be computed, and was not reckoned with",
                  ut_quote_name(shown, name.ptr, name.len), lacks ? c->whole : "its base");
  }
}

static void note_unknown(struct run *r, const char *counts)
{
  const char *source;
  size_t line, rows = ut_tidy_table_unknown(r->table, &source, &line);
  ut_run_note(&r->cli.run, UT_NOTE_ANTAL_OSKYDDADE, rows, source, line,
              "%zu row%s without %s, the first %s:%zu, pass%s as %s: how many there are is not known", rows,
              rows == 1 ? "" : "s", counts, source, line, rows == 1 ? "es" : "", rows == 1 ? "it is" : "they are");
}

static void note_exposed(struct run *r)
{
  size_t by_marks = ut_suppress_exposed_by_marks(r->suppress), by_rows = ut_suppress_exposed_by_rows(r->suppress);
  ut_run_note(&r->cli.run, UT_NOTE_RAKNAS_UT, by_marks, NULL, 0,
              "%zu blanked count%s can be told from skyddad alone: leave that column out of what is shown", by_marks,
              by_marks == 1 ? "" : "s");
  ut_run_note(&r->cli.run, UT_NOTE_RAKNAS_UT, by_rows, NULL, 0,
              "%zu blanked figure%s can be told from which rows there are, whatever is blanked", by_rows,
              by_rows == 1 ? "" : "s");
}

static enum ut_status note_all(struct run *r, struct ut_error *err)
{
  struct ut_buf names = {0};
  const char *counts = ut_tidy_table_name_counts(r->table, &names) == UT_OK ? ut_buf_string(&names) : NULL;
  if (counts && ut_tidy_table_note_sums(r->table, &r->cli.run) != UT_OK)
    counts = NULL;
  if (counts) {
    note_other_counts(r, counts);
    note_shares(r);
    note_unknown(r, counts);
    note_exposed(r);
  }
  ut_buf_clear(&names);
  return counts ? UT_OK : ut_error_nomem(err);
}

/* ---- files ---- */

static enum ut_status add_path(struct ut_buf *to, const char *directory, struct ut_text name)
{
  char *path = NULL;
  if (asprintf(&path, "%s%s%.*s", directory, *directory ? "/" : "", (int)name.len, name.ptr) < 0)
    return UT_NOMEM;
  enum ut_status status = ut_buf_add(to, &path, sizeof path);
  if (status != UT_OK)
    free(path);
  return status;
}

static char **paths_of(const struct ut_buf *paths)
{
  return (char **)(void *)paths->ptr;
}

static void free_paths(struct ut_buf *paths)
{
  for (size_t i = 0; i < paths->len / sizeof(char *); i++)
    free(paths_of(paths)[i]);
  ut_buf_clear(paths);
}

/* The operands, then what was published earlier, then what these are some of. */
static enum ut_status open_tables(struct run *r, struct ut_error *err)
{
  const struct ut_names *known[] = {&r->o.earlier, &r->o.within};
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < r->cli.operand_count && status == UT_OK; i++)
    status = add_path(&r->paths, "", ut_text_of(r->cli.operands[i]));
  for (size_t k = 0; k < sizeof known / sizeof *known; k++)
    for (size_t i = 0; i < known[k]->count && status == UT_OK; i++)
      status = add_path(&r->paths, "", known[k]->names[i]);
  if (status != UT_OK)
    return ut_error_nomem(err);
  return ut_reader_open(&r->reader, paths_of(&r->paths), r->paths.len / sizeof(char *), &r->cli.reading, err);
}

/* A table is written under the last part of its name. */
static struct ut_text base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return ut_text_of(slash ? slash + 1 : path);
}

static enum ut_status refuse_alike(const char *a, const char *b, struct ut_error *err)
{
  return ut_error_set(err, UT_USAGE, "--into: %s and %s would be one file", a, b);
}

static enum ut_status open_into(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  r->tables = calloc(cli->operand_count, sizeof(struct ut_output *));
  if (!r->tables)
    return ut_error_nomem(err);
  for (size_t i = 0; i < cli->operand_count; i++) {
    struct ut_text name = base_name(cli->operands[i]);
    for (size_t k = 0; k < i; k++)
      if (ut_text_equal(base_name(cli->operands[k]), name))
        return refuse_alike(cli->operands[k], cli->operands[i], err);
    if (add_path(&r->names, r->o.into, name) != UT_OK)
      return ut_error_nomem(err);
    UT_TRY(ut_cli_open(cli, paths_of(&r->names)[i], &r->tables[i], err));
  }
  return UT_OK;
}

static enum ut_status write_tables(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  if (!r->o.into)
    return ut_suppress_write(r->suppress, &cli->output, cli->to, err);
  for (size_t i = 0; i < cli->operand_count; i++)
    UT_TRY(ut_suppress_write_file(r->suppress, i, r->tables[i], cli->to, err));
  return UT_OK;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_output *report;
  r->o.suppress.run = cli->reading.run;
  UT_TRY(open_tables(r, err));
  UT_TRY(ut_cli_open(cli, r->o.report, &report, err));
  if (r->o.into)
    UT_TRY(open_into(r, err));
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
  return note_all(r, err);
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
  int code = ut_cli_finish(&r.cli, status, &err);
  free_paths(&r.paths);
  free_paths(&r.names);
  free(r.tables);
  return code;
}
