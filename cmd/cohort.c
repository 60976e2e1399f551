/* cohort: selects participations, or counts them. */
#include <stddef.h>

#include "participation/flow_table.h"
#include "participation/rows.h"
#include "participation/selection.h"
#include "participation/count.h"
#include "cli/cli.h"

static const char *const statuses[] = {"active", "started", "ended", "open", NULL};
enum { DELTAGANDE, PERSON };
static const char *const units[] = {"deltagande", "person", NULL};
static const char *const flows[] = {"year", "quarter", "month", NULL};
static const enum ut_unit flow_units[] = {UT_YEAR, UT_QUARTER, UT_MONTH};
static const char *const dues[] = {"6m", "12m", "24m", NULL};
static const enum ut_occasion due_occasions[] = {UT_6M, UT_12M, UT_24M};

struct options {
  const char *insats, *age, *where, *insatser;
  struct ut_period period;
  int status, unit, flow, due; /* -1: not given */
  ut_date as_of;
  struct ut_names derive, by;
  bool count, totals;
};

#define AT(member) offsetof(struct options, member)

static const struct ut_option option_table[] = {
    {"insats", UT_OPT_TEXT, AT(insats), "GLOB", "only insatser whose name matches", NULL, 0, 0},
    {"period", UT_OPT_PERIOD, AT(period), "P", "only participations of this period (2019, 2019Q3, A..B)", NULL, 0, 0},
    {"status", UT_OPT_CHOICE, AT(status), "S", "in that period: active (default), started, ended, open", statuses, 0,
     0},
    {"as-of", UT_OPT_DATE, AT(as_of), "DATE", "as the world was that day", NULL, 0, 0},
    {"age", UT_OPT_TEXT, AT(age), "A..B", "only these ages", NULL, 0, 0},
    {"where", UT_OPT_TEXT, AT(where), "EXPR", "only rows for which this holds", NULL, 0, 0},
    {"unit", UT_OPT_CHOICE, AT(unit), "U", "deltagande (default), or person: the latest row of each", units, 0, 0},
    {"derive", UT_OPT_NAMES, AT(derive), "COLS", "add derived columns", NULL, 0, 0},
    {"count", UT_OPT_FLAG, AT(count), NULL, "count them instead", NULL, 0, 0},
    {"by", UT_OPT_NAMES, AT(by), "COLS", "count by these columns", NULL, 0, 0},
    {"totals", UT_OPT_FLAG, AT(totals), NULL, "add totals over every subset of --by", NULL, 0, 0},
    {"flow", UT_OPT_CHOICE, AT(flow), "UNIT", "in, out, still in and active per year, quarter or month", flows, 0, 0},
    {"insatser", UT_OPT_TEXT, AT(insatser), "FILE", "the catalogue, for places used of those planned", NULL, 0, 0},
    {"due", UT_OPT_CHOICE, AT(due), "T", "those whose follow-up 6m, 12m or 24m after is due", dues, 0, 0},
};

static enum ut_status check(const void *options, const struct ut_cli *cli, struct ut_error *err)
{
  const struct options *o = options;
  (void)cli;
  bool flow = o->flow >= 0, due = o->due >= 0;
  bool numbers = ut_names_have(&o->derive, "ordning") || ut_names_have(&o->derive, "senaste");
  const struct ut_conflict conflicts[] = {
      {o->count + flow + due > 1, "--count, --flow and --due exclude each other"},
      {o->status >= 0 && o->period.first == UT_DATE_NONE, "--status needs --period"},
      {(o->by.count > 0 || o->totals) && !o->count && !flow, "--by and --totals need --count or --flow"},
      {o->insatser && !flow, "--insatser needs --flow"},
      {o->derive.count > 0 && (o->count || flow),
       "--derive adds columns to rows; --count and --flow take derived columns in --by"},
      {flow && o->unit == PERSON, "--flow counts participations, not persons"},
      {o->unit == PERSON && numbers, "--unit person keeps one row a person; ordning and senaste number them all"},
      {due && o->as_of == UT_DATE_NONE, "--due needs --as-of"},
  };
  return ut_cli_check_conflicts(conflicts, sizeof conflicts / sizeof *conflicts, err);
}

static const struct ut_command command = {.name = "cohort",
                                          .summary = "Selects participations, or counts them.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true,
                                          .check = check};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_participations *p;
  struct ut_selection *selection;
  /* one of these, by what was asked for */
  struct ut_rows *roster;
  struct ut_count *tally;
  struct ut_flow_table *flow;
};

static enum ut_status open_selection(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  struct ut_selection_options asked = {.insats = o->insats,
                                       .period = o->period,
                                       .status = o->status < 0 ? UT_ACTIVE : (enum ut_selection_status)o->status,
                                       .age = o->age,
                                       .where = o->where};
  return ut_selection_new(&r->selection, r->p, &asked, err);
}

static enum ut_status open_flow(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  struct ut_flow_options asked = {.unit = flow_units[o->flow],
                                  .range = o->period,
                                  .as_of = o->as_of,
                                  .by = &o->by,
                                  .totals = o->totals,
                                  .catalogue = o->insatser,
                                  .insats = o->insats,
                                  .decimals = (int)r->cli->decimals};
  return ut_flow_table_new(&r->flow, r->p, &asked, err);
}

static enum ut_status open_roster(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  struct ut_rows_options asked = {.derive = &o->derive,
                                  .due = o->due < 0 ? UT_NO_OCCASION : due_occasions[o->due],
                                  .as_of = o->as_of,
                                  .persons = o->unit == PERSON};
  return ut_rows_new(&r->roster, r->p, &asked, &r->cli->output, r->cli->to, err);
}

static enum ut_status open_run(struct run *r, struct ut_error *err)
{
  const struct ut_cli *cli = r->cli;
  const struct ut_reader_options reading = ut_cli_reading(cli);
  enum ut_status status =
      ut_participations_open_files(&r->p, cli->operands, cli->operand_count, &reading, r->o->as_of, UT_EFTER, err);
  if (status == UT_OK)
    status = open_selection(r, err);
  if (status != UT_OK)
    return status;
  if (r->o->count)
    return ut_count_new(&r->tally, r->p, &r->o->by, r->o->unit == PERSON, err);
  return r->o->flow >= 0 ? open_flow(r, err) : open_roster(r, err);
}

static enum ut_status take_row(void *context, struct ut_error *err)
{
  struct run *r = context;
  bool selected = ut_selection_has(r->selection, r->p);
  if (r->roster)
    return ut_rows_add(r->roster, selected, err);
  if (!selected)
    return UT_OK;
  return r->tally ? ut_count_add(r->tally, err) : ut_flow_table_add(r->flow, err);
}

static void note_unplanned(struct run *r)
{
  size_t n = ut_flow_table_unplanned(r->flow);
  if (n > 0)
    ut_cli_note(r->cli, "participations in insatser for which the catalogue has no places: %zu", n);
}

static enum ut_status finish_run(struct run *r, struct ut_error *err)
{
  struct ut_output *output = &r->cli->output;
  if (r->roster)
    return ut_rows_finish(r->roster, err);
  if (r->tally)
    return ut_count_write(r->tally, r->o->totals, output, r->cli->to, err);
  note_unplanned(r);
  return ut_flow_table_write(r->flow, output, r->cli->to, err);
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  enum ut_status status = open_run(r, err);
  if (status == UT_OK)
    status = ut_participations_each(r->p, take_row, r, err);
  return status == UT_OK ? finish_run(r, err) : status;
}

int main(int argc, char **argv)
{
  struct options options = {.status = -1, .flow = -1, .due = -1};
  struct ut_cli cli;
  struct run r = {.cli = &cli, .o = &options};
  struct ut_error err = {0};
  enum ut_status status = UT_OK;
  if (ut_cli_parse(&cli, &command, &options, argc, argv, 1, 2) == UT_OK)
    status = run(&r, &err);
  ut_rows_free(r.roster);
  ut_count_free(r.tally);
  ut_flow_table_free(r.flow);
  ut_selection_free(r.selection);
  ut_participations_free(r.p);
  return ut_cli_finish(&cli, status, &err);
}
