/* suppress: blanks small counts of a table, and as many others as it takes to keep them from being computed. */
#include <stddef.h>

#include "disclosure/blanked.h"
#include "table/pivot.h"
#include "cli/cli.h"

enum { MIN = 5, MOST = 1000000 };

struct options {
  int64_t min, interval; /* interval 0: not given */
  bool zeros, complement;
  struct ut_names keys;
  const char *count, *report;
};

#define AT(member) offsetof(struct options, member)

static const struct ut_option option_table[] = {
    {"min", UT_OPT_INTEGER, AT(min), "N", "counts from 1 up to this one are small (5)", NULL, 2, MOST},
    {"zeros", UT_OPT_FLAG, AT(zeros), NULL, "0 is small too", NULL, 0, 0},
    {"complement", UT_OPT_FLAG, AT(complement), NULL, "a count is small too if bas less it is", NULL, 0, 0},
    {"keys", UT_OPT_NAMES, AT(keys), "COLS", "the key columns (those left of the count)", NULL, 0, 0},
    {"count", UT_OPT_TEXT, AT(count), "COL", "the column of counts (antal)", NULL, 0, 0},
    {"interval", UT_OPT_INTEGER, AT(interval), "W", "leave no blanked count known more narrowly (as --min)", NULL, 1,
     MOST},
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
  struct ut_tidy_table table;
  struct ut_suppress_options asked;
  struct ut_suppress *disclosure;
};

/* ---- notes ---- */

static bool has(const struct run *r, const char *name)
{
  return ut_reader_find(r->reader, ut_text_of(name)) >= 0;
}

static void note_other_counts(const struct run *r)
{
  const struct ut_tidy_table *c = &r->table;
  for (size_t i = 0; i < c->columns; i++) {
    struct ut_text name = c->names[i];
    bool other = i != c->count && (ptrdiff_t)i != c->base && !ut_tidy_table_is_key(c, i) && ut_pivot_is_count(name);
    if (other)
      ut_cli_note(r->cli, "%.*s is blanked where %s is, and its own small counts stand", (int)name.len, name.ptr,
                  r->o->count);
  }
}

static void tell(const struct run *r)
{
  size_t told = ut_suppress_exposed_by_marks(r->disclosure), open = ut_suppress_exposed_by_rows(r->disclosure);
  note_other_counts(r);
  if (has(r, "andel") && !has(r, "bas"))
    ut_cli_note(r->cli, "andel stands without bas: what it is a share of can be computed, and was not reckoned with");
  if (told > 0)
    ut_cli_note(r->cli, "%zu blanked count%s can be told from skyddad alone: leave that column out of what is shown",
                told, told == 1 ? "" : "s");
  if (open > 0)
    ut_cli_note(r->cli, "%zu blanked figure%s can be told from which rows there are, whatever is blanked", open,
                open == 1 ? "" : "s");
}

/* ---- the steps ---- */

static enum ut_status read_table(struct run *r, struct ut_error *err)
{
  struct ut_reader_options reading = ut_cli_reading(r->cli);
  enum ut_status status = ut_reader_open(&r->reader, r->cli->operands, r->cli->operand_count, &reading, err);
  if (status == UT_OK && has(r, UT_BLANKED_MARK))
    return ut_error_set(err, UT_USAGE, "there is a column skyddad: the table has been protected, and lacks counts");
  return status == UT_OK ? ut_tidy_table_read(&r->table, r->reader, &r->o->keys, r->o->count, err) : status;
}

static enum ut_status write_report(const struct run *r, struct ut_error *err)
{
  struct ut_output file;
  enum ut_status status = ut_output_open(&file, r->o->report, err);
  if (status != UT_OK)
    return status;
  status = ut_blanked_report(&r->table, r->disclosure, &file, err);
  if (status == UT_OK)
    return ut_output_commit(&file, err);
  ut_output_abandon(&file);
  return status;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  enum ut_status status = read_table(r, err);
  if (status == UT_OK)
    status = ut_suppress_new(&r->disclosure, &r->table, &r->asked, err);
  if (status == UT_OK)
    status = ut_blanked_write(&r->table, r->disclosure, &r->cli->output, r->cli->to, err);
  if (status == UT_OK && r->o->report)
    status = write_report(r, err);
  if (status == UT_OK)
    tell(r);
  return status;
}

int main(int argc, char **argv)
{
  struct options options = {.min = MIN, .count = "antal"};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK) {
    r.asked = (struct ut_suppress_options){.min = options.min,
                                           .interval = options.interval ? options.interval : options.min,
                                           .zeros = options.zeros,
                                           .complement = options.complement,
                                           .tick = cli.tick};
    status = run(&r, &err);
  }
  ut_suppress_free(r.disclosure);
  ut_tidy_table_clear(&r.table);
  ut_reader_free(r.reader);
  return ut_cli_finish(&cli, status, &err);
}
