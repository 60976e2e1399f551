/* cohort: selects participations, or counts them. */
#include <stddef.h>
#include <stdio.h>

#include "utfall/flow.h"
#include "utfall/grouping.h"
#include "utfall/held.h"
#include "utfall/selection.h"

enum { CELLS_MAX = 512 };

static const char *const statuses[] = {"active", "started", "ended", "open", NULL};
enum { DELTAGANDE, PERSON };
static const char *const units[] = {"deltagande", "person", NULL};
static const char *const flows[] = {"year", "quarter", "month", NULL};
static const enum ut_unit flow_units[] = {UT_YEAR, UT_QUARTER, UT_MONTH};
static const char *const dues[] = {"6m", "12m", "24m", NULL};

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

static const struct ut_command command = {.name = "cohort",
                                          .summary = "Selects participations, or counts them.",
                                          .operands = "[FILE...]",
                                          .options = option_table,
                                          .count = sizeof option_table / sizeof *option_table,
                                          .decimals = true};

struct run {
  struct ut_cli *cli;
  const struct options *o;
  struct ut_participations *p;
  struct ut_reader *reader;
  struct ut_selection *selection;
  struct ut_grouping by;
  struct ut_table *table;
  struct ut_flow *flow;
  struct ut_writer *writer;
  struct ut_held *held;
  bool holds; /* all rows, because of --derive; else, with --unit person, one row a person */
  size_t id, insats, derived[UT_NAMES_MAX], followed[2], follow_count;
  struct ut_text cells[CELLS_MAX]; /* of a row to be written or counted */
  size_t own, count;               /* columns of the stream; cells with what is added */
  char due_date[11];
};

static bool is_held(struct ut_text name)
{
  const struct ut_column *column = ut_column_find(name);
  return column && column->origin == UT_HELD;
}

static const char *conflict(const struct options *o)
{
  bool flow = o->flow >= 0, due = o->due >= 0;
  if (o->count + flow + due > 1)
    return "--count, --flow and --due exclude each other";
  if (o->status >= 0 && o->period.first == UT_DATE_NONE)
    return "--status needs --period";
  if ((o->by.count > 0 || o->totals) && !o->count && !flow)
    return "--by and --totals need --count or --flow";
  if (o->insatser && !flow)
    return "--insatser needs --flow";
  if (o->derive.count > 0 && (o->count || flow))
    return "--derive adds columns to rows; --count and --flow take derived columns in --by";
  if (flow && o->unit == PERSON)
    return "--flow counts participations, not persons";
  for (size_t i = 0; i < o->derive.count && o->unit == PERSON; i++)
    if (is_held(o->derive.names[i]))
      return "--unit person keeps one row a person; ordning and senaste number them all";
  return due && o->as_of == UT_DATE_NONE ? "--due needs --as-of" : NULL;
}

static enum ut_status add_cell(struct run *r, struct ut_text name, struct ut_error *err)
{
  if (r->count == CELLS_MAX)
    return ut_error_set(err, UT_BAD_INPUT, "more than %d columns", CELLS_MAX);
  for (size_t i = 0; i < r->count; i++)
    if (ut_text_equal(r->cells[i], name))
      return ut_error_set(err, UT_USAGE, "the stream has a column %.*s already", (int)name.len, name.ptr);
  r->cells[r->count++] = name;
  return UT_OK;
}

static enum ut_status add_derived(struct run *r, size_t i, struct ut_error *err)
{
  struct ut_text name = r->o->derive.names[i];
  const struct ut_column *column = ut_column_find(name);
  enum ut_status status = add_cell(r, name, err);
  if (status == UT_OK && (!column || (column->origin != UT_DERIVED && column->origin != UT_HELD)))
    status = ut_error_set(err, UT_USAGE, "%.*s is no derived column", (int)name.len, name.ptr);
  if (status == UT_OK && !is_held(name))
    status = ut_participations_slot(r->p, name, &r->derived[i], &column, err);
  r->holds |= is_held(name);
  return status == UT_OK ? UT_OK : ut_error_at(err, NULL, 0, 0, "--derive");
}

/* A follow-up is done when occupation or support was asked; a stream need have only one of them. */
static enum ut_status add_due(struct run *r, struct ut_error *err)
{
  static const char *const lists[] = {"sysselsattning", "forsorjning"};
  enum ut_status status = add_cell(r, ut_text_of("forfallodag"), err);
  if (status == UT_OK)
    status = add_cell(r, ut_text_of("gjord"), err);
  for (size_t i = 0; i < 2 && status == UT_OK; i++) {
    char name[32];
    const struct ut_column *column;
    snprintf(name, sizeof name, "%s_%s", lists[i], dues[r->o->due]);
    if (ut_reader_find(r->reader, ut_text_of(name)) >= 0 || (i == 1 && r->follow_count == 0))
      status = ut_participations_slot(r->p, ut_text_of(name), &r->followed[r->follow_count++], &column, err);
  }
  return status;
}

/* Names the columns of rows that are passed on, in r->cells, and begins to write them. */
static enum ut_status open_rows(struct run *r, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_reader_columns(r->reader) && status == UT_OK; i++)
    status = add_cell(r, ut_reader_column(r->reader, i), err);
  if (ut_reader_is_empty(r->reader)) {
    r->cells[r->count++] = ut_text_of("insats");
    r->cells[r->count++] = ut_text_of("start");
  }
  r->own = r->count;
  for (size_t i = 0; i < r->o->derive.count && status == UT_OK; i++)
    status = add_derived(r, i, err);
  if (status == UT_OK && r->o->due >= 0)
    status = add_due(r, err);
  if (status != UT_OK)
    return status;
  return ut_writer_open(&r->writer, &r->cli->output, r->cli->to, r->cells, r->count, NULL, err);
}

static enum ut_status open_run(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  const struct ut_column *column;
  struct ut_selection_options asked = {
      o->insats, o->period, o->status < 0 ? UT_ACTIVE : (enum ut_selection_status)o->status, o->age, o->where};
  enum ut_status status = ut_selection_new(&r->selection, r->p, &asked, err);
  if (status == UT_OK)
    status = ut_grouping_init(&r->by, r->p, &o->by, err);
  if (status == UT_OK && o->count && ut_table_new(&r->table, r->by.vocabularies, o->by.count, 1) != UT_OK)
    status = ut_error_nomem(err);
  if (status == UT_OK && o->flow >= 0 &&
      ut_flow_new(&r->flow, flow_units[o->flow], r->by.vocabularies, o->by.count, o->as_of) != UT_OK)
    status = ut_error_nomem(err);
  if (status == UT_OK && !o->count && o->flow < 0)
    status = open_rows(r, err);
  if (status != UT_OK || (!r->holds && o->unit != PERSON))
    return status;
  status = ut_participations_slot(r->p, ut_text_of("id"), &r->id, &column, err);
  if (status == UT_OK)
    status = ut_participations_slot(r->p, ut_text_of("insats"), &r->insats, &column, err);
  if (status == UT_OK && ut_held_new(&r->held, o->count ? o->by.count : r->count) != UT_OK)
    status = ut_error_nomem(err);
  return status;
}

/* Is the follow-up asked about due? Then the cells that say so are filled. */
static bool is_due(struct run *r, struct ut_participation now, const struct ut_value *values)
{
  static const int months[] = {6, 12, 24};
  if (now.anonymous || now.slut == UT_DATE_NONE)
    return false;
  ut_date due = ut_date_add_months(now.slut, months[r->o->due]);
  bool done = false;
  for (size_t i = 0; i < r->follow_count; i++)
    done |= !values[r->followed[i]].missing;
  r->cells[r->count - 2] = ut_text_of(ut_date_format(due, r->due_date));
  r->cells[r->count - 1] = ut_text_of(done ? "ja" : "nej");
  return due != UT_DATE_NONE && due <= r->o->as_of;
}

static enum ut_status count_row(struct run *r, const struct ut_text *keys, struct ut_error *err)
{
  int64_t *counters;
  enum ut_status status = ut_table_find(r->table, keys, &counters, err);
  if (status == UT_OK)
    ++*counters;
  return status;
}

static enum ut_status hold_row(struct run *r, bool selected, const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  struct ut_participation now = ut_participations_current(r->p);
  if (r->holds)
    return ut_held_add(r->held, values[r->id].text, values[r->insats].text, now, selected ? cells : NULL, err);
  return ut_held_keep_latest(r->held, values[r->id].text, now, cells, err);
}

static enum ut_status take_row(struct run *r, bool selected, struct ut_error *err)
{
  const struct ut_value *values = ut_participations_values(r->p);
  struct ut_row *row = ut_participations_row(r->p);
  if (r->flow)
    return ut_flow_add(r->flow, ut_grouping_keys(&r->by, values), ut_participations_current(r->p), err);
  if (r->table && !r->held)
    return count_row(r, ut_grouping_keys(&r->by, values), err);
  if (r->table)
    return hold_row(r, selected, ut_grouping_keys(&r->by, values), err);
  for (size_t i = 0; i < r->o->derive.count; i++)
    r->cells[r->own + i] = is_held(r->o->derive.names[i]) ? (struct ut_text){"", 0} : values[r->derived[i]].text;
  if (!r->held)
    return ut_writer_pass(r->writer, r->reader, row, r->cells + r->own, err);
  enum ut_status status = ut_reader_split(r->reader, row, err);
  if (status != UT_OK)
    return status;
  memcpy(r->cells, row->fields, r->own * sizeof *r->cells);
  return hold_row(r, selected, r->cells, err);
}

static enum ut_status read_rows(struct run *r, struct ut_error *err)
{
  enum ut_status status;
  while ((status = ut_participations_next(r->p, err)) == UT_OK) {
    bool selected = ut_selection_has(r->selection, r->p);
    if (selected && r->o->due >= 0)
      selected = is_due(r, ut_participations_current(r->p), ut_participations_values(r->p));
    if ((selected || r->holds) && (status = take_row(r, selected, err)) != UT_OK)
      return status;
  }
  return status == UT_END ? UT_OK : status;
}

/* What was held is counted or written now. */
static enum ut_status release_rows(struct run *r, struct ut_error *err)
{
  enum ut_status status = r->holds && ut_held_order(r->held) != UT_OK ? ut_error_nomem(err) : UT_OK;
  for (size_t i = 0; i < ut_held_count(r->held) && status == UT_OK; i++) {
    const struct ut_text *cells = ut_held_cells(r->held, i);
    char number[24];
    if (!cells)
      continue;
    if (r->table) {
      status = count_row(r, cells, err);
      continue;
    }
    memcpy(r->cells, cells, r->count * sizeof *cells);
    snprintf(number, sizeof number, "%zu", ut_held_ordning(r->held, i));
    for (size_t j = 0; j < r->o->derive.count; j++)
      if (ut_text_is(r->o->derive.names[j], "ordning"))
        r->cells[r->own + j] = ut_text_of(number);
      else if (ut_text_is(r->o->derive.names[j], "senaste"))
        r->cells[r->own + j] = ut_text_of(ut_held_senaste(r->held, i) ? "ja" : "nej");
    status = ut_writer_row(r->writer, r->cells, err);
  }
  return status;
}

static enum ut_status write_counts(struct run *r, struct ut_error *err)
{
  size_t keys = r->o->by.count;
  memcpy(r->cells, r->o->by.names, keys * sizeof *r->cells);
  r->cells[keys] = ut_text_of("antal");
  enum ut_status status = r->o->totals ? ut_table_add_totals(r->table, keys, err) : UT_OK;
  if (status == UT_OK)
    status = ut_writer_open(&r->writer, &r->cli->output, r->cli->to, r->cells, keys + 1, NULL, err);
  ut_table_sort(r->table);
  for (size_t i = 0; i < ut_table_groups(r->table) && status == UT_OK; i++) {
    struct ut_group group = ut_table_group(r->table, i);
    char number[24];
    memcpy(r->cells, group.keys, keys * sizeof *r->cells);
    snprintf(number, sizeof number, "%lld", (long long)*group.counters);
    r->cells[keys] = ut_text_of(number);
    status = ut_writer_row(r->writer, r->cells, err);
  }
  return status;
}

static enum ut_status write_flow(struct run *r, struct ut_error *err)
{
  const struct options *o = r->o;
  struct ut_catalogue *catalogue = NULL;
  enum ut_status status = o->insatser ? ut_catalogue_load(&catalogue, o->insatser, err) : UT_OK;
  struct ut_flow_table table = {o->period, o->totals,  o->by.names,          o->by.count,
                                catalogue, r->cli->to, (int)r->cli->decimals};
  if (status == UT_OK)
    status = ut_flow_write(r->flow, &table, &r->cli->output, err);
  ut_catalogue_free(catalogue);
  return status;
}

static enum ut_status run(struct run *r, struct ut_error *err)
{
  struct ut_reader_options options = ut_reader_options_of(r->cli);
  const char *reason = conflict(r->o);
  if (reason)
    return ut_error_set(err, UT_USAGE, "%s", reason);
  enum ut_status status = ut_reader_open(&r->reader, r->cli->operands, r->cli->operand_count, &options, err);
  if (status == UT_OK)
    status = ut_participations_open(&r->p, r->reader, r->o->as_of, UT_EFTER, err);
  if (status == UT_OK)
    status = open_run(r, err);
  if (status == UT_OK)
    status = read_rows(r, err);
  if (status == UT_OK && r->held)
    status = release_rows(r, err);
  if (status == UT_OK && r->table)
    status = write_counts(r, err);
  if (status == UT_OK && r->flow)
    status = write_flow(r, err);
  return status == UT_OK ? ut_writer_close(r->writer, true, err) : status;
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
  ut_table_free(r.table);
  ut_flow_free(r.flow);
  ut_held_free(r.held);
  ut_selection_free(r.selection);
  ut_participations_free(r.p);
  return ut_cli_finish(&cli, status, &err);
}
