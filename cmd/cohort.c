/* cohort: selects participations, or counts them. */
#include "cli/divide.h"
#include "cli/spread.h"
#include "participation/count.h"
#include "participation/due_count.h"
#include "participation/flow_table.h"
#include "participation/returning.h"
#include "participation/rows.h"
#include "participation/selection.h"
#include "participation/variety.h"
#include "table/partial.h"

struct options {
  struct ut_selection_options selection;
  struct ut_rows_options rows;
  struct ut_flow_options flow;           /* by and totals are those of --count too */
  struct ut_returning_options returning; /* with by and totals of those */
  const char *distinct;
  ut_date as_of;
  int64_t threads;
  bool count;
};

static const struct ut_choice statuses[] = {
    {"active", UT_ACTIVE}, {"started", UT_STARTED}, {"ended", UT_ENDED}, {"open", UT_OPEN}, {0}};
static const struct ut_choice units[] = {{"year", UT_YEAR},       {"half", UT_HALF},   {"tertial", UT_THIRD},
                                         {"quarter", UT_QUARTER}, {"month", UT_MONTH}, {0}};
static const struct ut_choice dues[] = {{"6m", UT_6M}, {"12m", UT_12M}, {"24m", UT_24M}, {0}};

enum { GAP_MOST = 3650 };

static const struct ut_option option_table[] = {
    UT_TEXT(selection.insats, "GLOB", "only insatser whose name matches"),
    UT_PERIOD(selection.period, "P", "only participations of this period (2019, 2019Q3, A..B)"),
    UT_CHOICE(selection.status, "S", "in that period: active (default), started, ended, open", statuses),
    UT_DATE(as_of, "DATE", "as the world was that day"),
    UT_TEXT(selection.age, "A..B", "only these ages"),
    UT_TEXT(selection.where, "EXPR", "only rows for which this holds"),
    UT_TEXT(selection.shard, "K/N", "only the persons of the Kth of N shards", .parts = true),
    UT_EITHER(rows.persons, "U", "deltagande (default), or person: the latest row of each", "deltagande", "person",
              .name = "unit"),
    UT_NAMES(rows.derive, "COLS", "add derived columns"),
    UT_FLAG(count, "count them instead"),
    UT_TEXT(distinct, "COL", "count the different values of a column instead"),
    UT_NAMES(flow.by, "COLS", "count by these columns"),
    UT_FLAG(flow.totals, "add totals over every subset of --by"),
    UT_CHOICE(flow.unit, "UNIT", "in, out, still in and active per year, half, tertial, quarter or month", units,
              .name = "flow"),
    UT_TEXT(flow.insatser, "FILE", "the catalogue, for places used of those planned", .defines = true, .again = true),
    UT_TEXT(returning.returns, "M,M", "of those who left, how many have begun again M months later"),
    UT_TEXT(returning.from, "EXPR", "--returns: of the exits for which this holds", .with = "returns"),
    UT_TEXT(returning.to, "GLOB", "--returns: begun in an insats whose name matches", .with = "returns"),
    UT_INTEGER(returning.gap, "DAYS", "--returns: and more than DAYS after the exit (14)", 0, GAP_MOST),
    UT_FLAG(returning.who, "--returns: list these persons, and after how many days they came back"),
    UT_CHOICE(rows.due, "T", "those whose follow-up 6m, 12m or 24m after is due", dues),
    UT_INTEGER(threads, "N", "by so many processes at once", 1, UT_WORKERS_MOST, .parts = true),
    {0},
};

/* May spans of a file be counted, and what was counted be added? */
static bool spreads(const struct options *o)
{
  bool count = o->count && !o->rows.persons && o->rows.due == UT_NO_OCCASION;
  return !o->selection.shard && (count || (o->flow.unit && !o->flow.insatser));
}

/* Is each row passed on by itself? */
static bool passes(const struct options *o)
{
  return !o->count && !o->flow.unit && !o->distinct && !o->returning.returns && !o->rows.persons &&
         !ut_rows_hold(&o->rows.derive);
}

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  const struct ut_names *derive = &o->rows.derive;
  bool flow = ut_cli_given(cli, &o->flow.unit), due = ut_cli_given(cli, &o->rows.due);
  bool returns = o->returning.returns, who = o->returning.who, by = o->flow.by.count > 0 || o->flow.totals;
  bool others = o->count || flow || due || ut_cli_given(cli, &o->rows.persons) || derive->count > 0;
  const struct ut_conflict conflicts[] = {
      {flow && (o->count || due), "--flow goes neither with --count nor with --due"},
      {o->distinct && (others || returns),
       "--distinct does not go with --count, --flow, --due, --returns, --unit or --derive"},
      {returns && others, "--returns does not go with --count, --flow, --due, --unit or --derive"},
      {returns && !o->returning.from, "--returns needs --from: which exits"},
      {returns && !ut_cli_given(cli, &o->as_of),
       "--returns needs --as-of: only exits whose time has passed are counted"},
      {(ut_cli_given(cli, &o->returning.gap) || who) && !returns, "--gap and --who need --returns"},
      {who && (by || cli->partial), "--who lists persons; it goes without --by, --totals and --partial"},
      {ut_cli_given(cli, &o->selection.status) && !ut_cli_given(cli, &o->selection.period), "--status needs --period"},
      {by && !o->count && !flow && !returns && !o->distinct, "--by and --totals need --count or --flow"},
      {o->flow.insatser && !flow, "--insatser needs --flow"},
      {derive->count > 0 && (o->count || flow),
       "--derive adds columns to rows; --count and --flow take derived columns in --by"},
      {flow && o->rows.persons, "--flow counts participations, not persons"},
      {o->rows.persons && ut_rows_hold(derive),
       "--unit person keeps one row a person; ordning, senaste, foregaende and dagar_sedan look at them all"},
      {due && o->count && o->rows.persons, "--due --count counts follow-ups, not persons"},
      {due && !ut_cli_given(cli, &o->as_of), "--due needs --as-of"},
      {ut_cli_given(cli, &o->threads) && !spreads(o) && !passes(o),
       "--threads is for what each row tells by itself, and for --count and --flow without --due, --shard and "
       "--insatser"},
      {cli->partial && !o->count && !flow && !o->distinct && !returns,
       "--partial needs --count, --flow, --distinct or --returns"},
      {0},
  };
  return ut_cli_check(conflicts, err);
}

static const struct ut_command command = {
    .name = "cohort",
    .summary = "Selects participations, or counts them.",
    .operands = "[FILE...]",
    .example = "cohort --period 2019 --as-of 2019-12-31 --count --by insats,kon deltaganden.csv",
    .options = option_table,
    .decimals = true,
    .merges = true,
    .check = check,
};

struct run {
  struct ut_cli cli;
  struct options o;
  struct ut_participations *p;
  struct ut_selection *selection;
  /* one of these, by what was asked for */
  struct ut_rows *rows;
  struct ut_count *count;
  struct ut_due_count *due;
  struct ut_flow_table *flow;
  struct ut_returning *returning;
  struct ut_variety *variety;
  struct ut_row_blocks blocks; /* of rows */
};

static enum ut_status open_all(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct options *o = &r->o;
  o->flow.run = o->rows.run = cli->reading.run;
  UT_TRY(
      ut_participations_open_files(&r->p, cli->operands, cli->operand_count, &cli->reading, o->as_of, UT_EFTER, err));
  UT_TRY(ut_selection_new(&r->selection, r->p, &o->selection, err));
  if (o->count && o->rows.due != UT_NO_OCCASION)
    return ut_due_count_new(&r->due, r->p, o->rows.due, &o->flow.by, cli->reading.run, err);
  if (o->count)
    return ut_count_new(&r->count, r->p, &o->flow.by, o->rows.persons, err);
  if (ut_cli_given(cli, &o->flow.unit))
    return ut_flow_table_new(&r->flow, r->p, &o->flow, &o->selection, err);
  if (o->distinct)
    return ut_variety_new(&r->variety, r->p, o->distinct, &o->flow.by, err);
  if (o->returning.returns)
    return ut_returning_new(&r->returning, r->p, &o->returning, &o->flow.by, err);
  return ut_rows_new(&r->rows, r->p, &o->rows, &cli->output, cli->to, err);
}

static enum ut_status take_row(void *context, struct ut_error *err)
{
  struct run *r = context;
  bool selected = ut_selection_has(r->selection, r->p);
  if (r->rows)
    return ut_rows_add(r->rows, selected, err);
  if (r->returning)
    return ut_returning_add(r->returning, selected, err);
  if (!selected)
    return UT_OK;
  if (r->due)
    return ut_due_count_add(r->due, err);
  if (r->variety)
    return ut_variety_add(r->variety, err);
  return r->count ? ut_count_add(r->count, err) : ut_flow_table_add(r->flow, err);
}

/* All rows are in: names what they are counted in. */
static enum ut_status close_counts(struct run *r, struct ut_partial *part, struct ut_error *err)
{
  if (r->count)
    return ut_count_close(r->count, part, err);
  if (r->due)
    return ut_due_count_close(r->due, part, err);
  if (r->variety)
    return ut_variety_close(r->variety, part, err);
  if (r->returning)
    return ut_returning_close(r->returning, part, err);
  return ut_flow_table_close(r->flow, part, err);
}

static enum ut_status finish(struct run *r, struct ut_error *err)
{
  struct ut_cli *cli = &r->cli;
  struct ut_partial part = {0};
  bool written = false;
  if (r->rows)
    return ut_rows_finish(r->rows, err);
  UT_TRY(close_counts(r, &part, err));
  UT_TRY(ut_cli_part(cli, &part, &written, err));
  if (written)
    return UT_OK;
  if (r->count)
    return ut_count_write(r->count, r->o.flow.totals, &cli->output, cli->to, err);
  if (r->due)
    return ut_due_count_write(r->due, r->o.flow.totals, &cli->output, cli->to, cli->decimals, err);
  if (r->variety)
    return ut_variety_write(r->variety, r->o.flow.totals, &cli->output, cli->to, err);
  if (r->returning)
    return ut_returning_write(r->returning, r->o.flow.totals, &cli->output, cli->to, cli->decimals, err);
  return ut_flow_table_write(r->flow, &cli->output, cli->to, cli->decimals, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  if (spreads(&r->o))
    ut_cli_spread(&r->cli, r->o.threads);
  UT_TRY(open_all(r, err));
  r->blocks.reader = ut_participations_reader(r->p);
  bool all = false;
  if (passes(&r->o))
    UT_TRY(ut_cli_blocks(&r->cli, &r->blocks, r->o.threads, &all, err));
  else
    ut_cli_confine(&r->cli);
  if (!all)
    UT_TRY(ut_participations_each(r->p, take_row, r, err));
  return finish(r, err);
}

int main(int argc, char **argv)
{
  struct run r = {.o = {.rows.due = UT_NO_OCCASION, .returning.gap = 14}};
  struct ut_error err = {0};
  enum ut_status status = ut_cli_parse(&r.cli, &command, &r.o, argc, argv, 1, 2);
  if (status == UT_OK)
    status = run(&r, &err);
  ut_rows_free(r.rows);
  ut_count_free(r.count);
  ut_flow_table_free(r.flow);
  ut_returning_free(r.returning);
  ut_due_count_free(r.due);
  ut_variety_free(r.variety);
  ut_selection_free(r.selection);
  ut_participations_free(r.p);
  return ut_cli_finish(&r.cli, status, &err);
}
