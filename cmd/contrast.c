/* contrast: two groups of a table against each other, one against the others, or each beside the limits of chance. */
#include "cli/cli.h"
#include "contrast/difference.h"
#include "contrast/funnel.h"
#include "utfall/column.h"

struct options {
  const char *key, *funnel;
  struct ut_difference_options sides;
  struct ut_members_options members;
};

static const struct ut_option option_table[] = {
    UT_TEXT(key, "COL", "the key column that has the two groups"),
    UT_TEXT(sides.of, "VALUE", "the group that is compared"),
    UT_TEXT(sides.against, "VALUE|rest", "the group that it is compared with; all others together"),
    UT_TEXT(funnel, "COL", "each value of this key beside the limits of chance"),
    UT_TEXT(members.count, "COL", "the column of counts (antal)"),
    UT_TEXT(members.base, "COL", "the column of their bases (bas)", .name = "of-base"),
    UT_TEXT(members.mean, "COL", "compare the means of this column instead, so many as the count says"),
    UT_TEXT(members.deviation, "COL", "the column of their standard deviations (sd_ for medel_)", .name = "spread"),
    UT_NAMES(members.keys, "COLS", "the other key columns (those left of the count)"),
    {0},
};

static bool is_all(const char *value)
{
  return value && strcmp(value, "*") == 0;
}

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  const struct ut_difference_options *s = &o->sides;
  const struct ut_members_options *m = &o->members;
  const struct ut_conflict conflicts[] = {
      {!o->key == !o->funnel, "either --key, with --of and --against, or --funnel says what is compared"},
      {o->key && (!s->of || !s->against), "--key needs --of and --against"},
      {o->funnel && (s->of || s->against), "--of and --against are for --key"},
      {s->of && s->against && strcmp(s->of, s->against) == 0, "--of and --against are the same group"},
      {is_all(s->of) || is_all(s->against), "* is all together: --against rest is all others"},
      {m->mean && o->funnel, "--mean is for --key: a funnel has shares"},
      {m->mean && ut_cli_given(cli, &m->base), "--mean has means of so many as --count says, and no --of-base"},
      {m->deviation && !m->mean, "--spread is for --mean"},
      {!m->mean && strcmp(m->count, m->base) == 0, "--count and --of-base are the same column"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "contrast",
    .summary = "Compares groups of a table: differences with limits, and funnels.",
    .operands = "[FILE...]",
    .options = option_table,
    .decimals = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_reader *reader;
  struct ut_members *members;
};

/* Whoever comes back is in two years; a table does not say who. */
static void note_period(struct run *r)
{
  if (ut_column_of(ut_text_of(r->o.members.key))->period)
    ut_run_note(&r->cli.run, UT_NOTE_SAMMA_PERSONER, 1, NULL, 0,
                "%s is a period: whoever is in two counts as two, and all need the same base and as-of",
                r->o.members.key);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct options *o = &r->o;
  o->members.key = o->key ? o->key : o->funnel;
  o->members.option = o->key ? "--key" : "--funnel";
  UT_TRY(ut_reader_open(&r->reader, cli->operands, cli->operand_count, &cli->reading, err));
  ut_cli_confine(cli);
  UT_TRY(ut_members_load(&r->members, r->reader, &o->members, err));
  note_period(r);
  if (!o->members.mean)
    ut_members_doubt_parts(r->members, &cli->run);
  if (o->funnel)
    return ut_funnel_write(r->members, o->funnel, &cli->output, cli->to, cli->decimals, &cli->run, err);
  return ut_difference_write(r->members, &o->sides, &cli->output, cli->to, cli->decimals, &cli->run, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o = {.members = {.count = "antal", .base = "bas"}}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_members_free(r.members);
  ut_reader_free(r.reader);
  return ut_cli_finish(&r.cli, status, &err);
}
