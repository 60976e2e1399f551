/* Måluppfyllelse: a result for each target, and what it says. */
#include "goals/goal.h"

#include <stdlib.h>

#include "base/grow.h"
#include "goals/of_one.h"
#include "goals/results.h"
#include "model/alike.h"
#include "table/share_of_one.h"
#include "utfall/column.h"

enum { KOLUMN, OP, MAL, RESULTAT, AVVIKELSE, UPPFYLLT, KALLA, SKYDDAD, COLUMNS };
static const char *const column_names[COLUMNS] = {"kolumn",    "op",       "mal",   "resultat",
                                                  "avvikelse", "uppfyllt", "kalla", "skyddad"};

/* Where a target's result is. */
struct found {
  struct ut_results *in; /* NULL: nowhere */
  size_t row;
};

struct ut_goals {
  const struct ut_targets *targets;
  const struct ut_classes *classes;
  struct ut_results *tables;
  size_t table_count;
  struct found *found;        /* one per target */
  struct ut_distinct columns; /* that targets are about */
  struct ut_run *run;
  bool of_one; /* targets of shares that are at most 1 are parts of one */
};

/* What is known of a result, ready to be shown. */
struct verdict {
  const char *met;
  char goal[UT_RATIO_SIZE], result[UT_RATIO_SIZE], deviation[UT_RATIO_SIZE];
};

/* ---- finding ---- */

enum ut_status ut_goals_new(struct ut_goals **out, const struct ut_targets *targets, const struct ut_classes *classes,
                            struct ut_error *err)
{
  struct ut_goals *g = *out = calloc(1, sizeof *g);
  uint32_t number;
  if (!g)
    return ut_error_nomem(err);
  g->targets = targets;
  g->classes = classes;
  g->found = calloc(targets->count + 1, sizeof *g->found);
  if (!g->found)
    return ut_error_nomem(err);
  for (size_t i = 0; i < targets->count; i++)
    if (ut_distinct_add(&g->columns, targets->targets[i].column, &number) != UT_OK)
      return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_goals_add(struct ut_goals *g, const char *path, const struct ut_reader_options *options,
                            struct ut_error *err)
{
  g->run = options->run;
  struct ut_results *new = ut_grow_add(&g->tables, &g->table_count, sizeof *new);
  return new ? ut_results_load(new, path, options, g->targets, g->classes, err) : ut_error_nomem(err);
}

static bool any_has_key(const struct ut_goals *g, size_t key)
{
  for (size_t i = 0; i < g->table_count; i++)
    if (g->tables[i].keys[key] >= 0 || ut_reader_is_empty(ut_whole_table_header(g->tables[i].table)))
      return true;
  return false;
}

/* Says what the tables have instead. */
static enum ut_status refuse_key(const struct ut_goals *g, struct ut_text key, struct ut_error *err)
{
  struct ut_buf known = {0};
  char quoted[UT_QUOTED];
  for (size_t i = 0; i < g->table_count; i++) {
    ut_buf_format(&known, "%s%s has ", i ? "; " : ": ", ut_whole_table_source(g->tables[i].table));
    ut_reader_list(ut_whole_table_header(g->tables[i].table), &known);
  }
  const char *list = ut_buf_string(&known);
  enum ut_status status = ut_error_set(err, UT_USAGE, "the key column %s is in none of the tables%s",
                                       ut_quote(quoted, key.ptr, key.len), list ? list : "");
  ut_buf_clear(&known);
  ut_error_at(err, ut_whole_table_source(g->targets->table), 0, 0, NULL);
  return status;
}

static enum ut_status check_keys(const struct ut_goals *g, struct ut_error *err)
{
  for (size_t i = 0; i < g->targets->key_count; i++)
    if (!any_has_key(g, i))
      return refuse_key(g, g->targets->key_names[i], err);
  return UT_OK;
}

static enum ut_status refuse_two(const struct ut_target *target, struct found a, struct found b, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_INPUT, "two results for this target: %s:%zu and %s:%zu (another key, or a total, is needed)",
               ut_whole_table_source(a.in->table), ut_whole_table_line(a.in->table, a.row),
               ut_whole_table_source(b.in->table), ut_whole_table_line(b.in->table, b.row));
  ut_error_at(err, target->source, target->line, 0, NULL);
  return UT_BAD_INPUT;
}

static enum ut_status find_result(const struct ut_goals *g, size_t index, struct ut_error *err)
{
  const struct ut_target *target = &g->targets->targets[index];
  struct found *found = &g->found[index];
  for (size_t i = 0; i < g->table_count; i++) {
    struct ut_results *in = &g->tables[i];
    size_t count = ut_results_find(in, target);
    for (size_t k = 0; k < count; k++) {
      struct found next = {in, in->rows[k]};
      if (found->in)
        return refuse_two(target, *found, next, err);
      *found = next;
      in->aimed[next.row] = true;
    }
  }
  return UT_OK;
}

/* Headings of a published table are held against codes however they are spelt. */
static enum ut_status see(const struct ut_goals *g, size_t key, struct ut_text value, struct ut_alike_place place)
{
  struct ut_text name = g->targets->key_names[key];
  return g->targets->published ? ut_alike_see_look(g->run, name, value, place)
                               : ut_alike_see(g->run, name, value, place);
}

/* Keys of results, of which each is held against those of targets. */
static enum ut_status see_results(const struct ut_goals *g, const struct ut_results *in, size_t key)
{
  for (size_t row = 0; row < ut_whole_table_rows(in->table) && in->keys[key] >= 0; row++)
    UT_TRY(
        see(g, key, ut_whole_table_cell(in->table, row, (size_t)in->keys[key]),
            (struct ut_alike_place){ut_whole_table_row_source(in->table, row), ut_whole_table_line(in->table, row)}));
  return UT_OK;
}

static enum ut_status see_keys(const struct ut_goals *g)
{
  for (size_t key = 0; key < g->targets->key_count; key++) {
    for (size_t i = 0; i < g->targets->count; i++) {
      const struct ut_target *target = &g->targets->targets[i];
      UT_TRY(see(g, key, target->keys[key], (struct ut_alike_place){target->source, target->line}));
    }
    for (size_t i = 0; i < g->table_count; i++)
      UT_TRY(see_results(g, &g->tables[i], key));
  }
  return UT_OK;
}

/* Where a result is a percentage and no target of a share is one, these are parts of one, as a spreadsheet keeps
 * them. */
static enum ut_status settle_scale(struct ut_goals *g, struct ut_error *err)
{
  struct ut_goals_of_one doubt = {0};
  struct ut_figure figure;
  for (size_t i = 0; i < g->targets->count; i++) {
    const struct found *found = &g->found[i];
    bool tells = ut_goals_of_one_add(&doubt, g->targets, i);
    figure = (struct ut_figure){.missing = true};
    if (tells && found->in)
      UT_TRY(ut_results_figure(found->in, found->row, g->targets->targets[i].column, &figure, err));
    ut_goals_of_one_hold(&doubt, &figure);
  }
  for (size_t i = 0; i < g->table_count; i++)
    UT_TRY(ut_shares_of_one_check(g->tables[i].table, g->run, err));
  g->of_one = ut_goals_of_one_settle(&doubt, g->run);
  return UT_OK;
}

enum ut_status ut_goals_find(struct ut_goals *g, struct ut_error *err)
{
  UT_TRY(check_keys(g, err));
  if (see_keys(g))
    return ut_error_nomem(err);
  for (size_t i = 0; i < g->targets->count; i++)
    UT_TRY(find_result(g, i, err));
  for (size_t i = 0; i < g->table_count; i++)
    ut_results_rest(&g->tables[i]);
  return settle_scale(g, err);
}

/* ---- judging ---- */

static int at_most(int decimals)
{
  return decimals < UT_DECIMALS_MAX ? decimals : UT_DECIMALS_MAX;
}

/* `=` compares what would have been printed; the others compare exactly. */
static bool is_met(enum ut_operator op, int order)
{
  return op == UT_EQUALS ? order == 0 : op == UT_AT_LEAST ? order >= 0 : order <= 0;
}

/* A bound against the goal: <0, 0, >0, as `=` sees it or exactly. False when it is too large to be held against it. */
static bool compare_bound(const struct ut_target *target, struct ut_fraction bound, int shown, int *order)
{
  if (target->op == UT_EQUALS && !ut_fraction_round(bound, shown, &bound))
    return false;
  *order = ut_fraction_compare(bound, target->goal);
  return true;
}

/* ja where the target is met whatever is not known, nej where it cannot be met; else nobody can tell. */
static bool judge_bounds(const struct ut_target *target, const struct ut_bounds *bounds, int shown, const char **met)
{
  int least, most;
  if (!compare_bound(target, bounds->least.exact, shown, &least) ||
      !compare_bound(target, bounds->most.exact, shown, &most))
    return false;
  bool possible = target->op == UT_AT_LEAST  ? most >= 0
                  : target->op == UT_AT_MOST ? least <= 0
                                             : least <= 0 && most >= 0;
  *met = is_met(target->op, least) && is_met(target->op, most) ? "ja" : possible ? "oklart" : "nej";
  return true;
}

/* Would the deviation be 0.0, with room for more digits? */
static bool shows_nothing(struct ut_fraction deviation, int decimals)
{
  struct ut_fraction rounded;
  return decimals < UT_DECIMALS_MAX && ut_fraction_round(deviation, decimals, &rounded) && rounded.numerator == 0;
}

/* The result with as many digits as were asked for; the deviation is taken before it is rounded, so that its sign is
 * right, and with as many as it takes for a miss not to look like none. False when the figures are too large to be held
 * against each other. */
static bool judge(const struct ut_target *target, const struct ut_figure *figure, const struct ut_bounds *bounds,
                  int decimals, struct verdict *v)
{
  struct ut_fraction result = figure->exact, deviation;
  bool said = target->decimals >= 0;
  int shown = said ? target->decimals : figure->share ? decimals : at_most(figure->decimals);
  int finest = said || figure->share || shown > target->goal_decimals ? shown : target->goal_decimals;
  if (target->op == UT_EQUALS && !ut_fraction_round(result, shown, &result))
    return false;
  if (!ut_fraction_subtract(result, target->goal, &deviation))
    return false;
  v->met = is_met(target->op, ut_fraction_compare(result, target->goal)) ? "ja" : "nej";
  ut_fraction_format(result, shown, v->result);
  while (*v->met == 'n' && shows_nothing(deviation, finest))
    finest++;
  ut_fraction_format(deviation, finest, v->deviation);
  return bounds->missing || judge_bounds(target, bounds, shown, &v->met);
}

static enum ut_status judge_target(const struct ut_goals *g, size_t index, int decimals, struct verdict *v,
                                   struct ut_error *err)
{
  struct ut_target target = g->targets->targets[index];
  struct found found = g->found[index];
  struct ut_figure figure = {.missing = true};
  bool fits = !g->of_one || !ut_target_is_of_one(&target) || ut_target_to_percent(&target);
  struct ut_bounds bounds = {.missing = true};
  *v = (struct verdict){.met = "saknas"};
  ut_fraction_format(target.goal, target.goal_decimals, v->goal);
  if (found.in) {
    UT_TRY(ut_results_figure(found.in, found.row, target.column, &figure, err));
    UT_TRY(ut_results_bounds(found.in, found.row, target.column, &bounds, err));
  }
  if (figure.missing || (fits && judge(&target, &figure, &bounds, decimals, v)))
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "the result at %s:%zu is too large to be held against this",
               ut_whole_table_source(found.in->table), ut_whole_table_line(found.in->table, found.row));
  ut_error_at(err, target.source, target.line, 0, "mal");
  return UT_BAD_INPUT;
}

/* ---- writing ---- */

struct goal_writing {
  const struct ut_goals *g;
  struct ut_writer *writer;
  int decimals;
  bool rest; /* results without a target, too */
  size_t keys;
  struct ut_text *cells; /* keys, then COLUMNS */
};

/* Are the results protected: is there a mark in a table, and in each that counts persons? */
static bool are_protected(const struct ut_goals *g)
{
  bool any = false;
  for (size_t i = 0; i < g->table_count; i++) {
    const struct ut_whole_table *t = g->tables[i].table;
    const struct ut_reader *header = ut_whole_table_header(t);
    bool antal = ut_reader_find(header, ut_text_of("antal")) >= 0, mark = ut_whole_table_mark(t) >= 0;
    any = any || mark;
    for (size_t k = 0; k < ut_whole_table_columns(t) && !mark; k++) {
      const struct ut_column *c = ut_column_of(ut_reader_column(header, k));
      if (ut_column_counts_persons(c, ut_column_role(c, antal)))
        return false;
    }
  }
  return any;
}

/* The mark of a result that is missing because it is protected. */
static struct ut_text mark_of(const struct ut_results *in, size_t row, bool missing)
{
  ptrdiff_t mark = ut_whole_table_mark(in->table);
  return missing && mark >= 0 ? ut_whole_table_cell(in->table, row, (size_t)mark) : (struct ut_text){"", 0};
}

/* A row about no target yet. */
static struct ut_text *begin_row(struct goal_writing *w, struct ut_text column)
{
  struct ut_text *rest = w->cells + w->keys;
  for (size_t i = 0; i < COLUMNS; i++)
    rest[i] = (struct ut_text){"", 0};
  rest[KOLUMN] = column;
  return rest;
}

/* The keys of a row of a table, which are codes where a target's may be labels. */
static void take_keys(struct goal_writing *w, const struct ut_results *in, size_t row, const struct ut_target *target)
{
  for (size_t i = 0; i < w->keys; i++) {
    bool applies = in->keys[i] >= 0 && (target ? target->keys[i].len > 0 : in->applies[in->keys[i]]);
    w->cells[i] = applies ? ut_whole_table_cell(in->table, row, (size_t)in->keys[i]) : (struct ut_text){"", 0};
  }
}

static enum ut_status write_target(struct goal_writing *w, size_t index, bool *met, struct ut_error *err)
{
  const struct ut_target *target = &w->g->targets->targets[index];
  struct found found = w->g->found[index];
  struct verdict v;
  UT_TRY(judge_target(w->g, index, w->decimals, &v, err));
  struct ut_text *rest = begin_row(w, target->column);
  memcpy(w->cells, target->keys, w->keys * sizeof *w->cells);
  if (found.in)
    take_keys(w, found.in, found.row, target);
  rest[OP] = ut_text_of(ut_operator_names[target->op]);
  rest[MAL] = ut_text_of(v.goal);
  rest[RESULTAT] = ut_text_of(v.result);
  rest[AVVIKELSE] = ut_text_of(v.deviation);
  rest[UPPFYLLT] = ut_text_of(v.met);
  rest[KALLA] = target->origin;
  if (found.in)
    rest[SKYDDAD] = mark_of(found.in, found.row, rest[RESULTAT].len == 0);
  *met = ut_text_is(rest[UPPFYLLT], "ja");
  return ut_writer_row(w->writer, w->cells, err);
}

static enum ut_status write_result(struct goal_writing *w, const struct ut_results *in, size_t row,
                                   struct ut_text column, struct ut_error *err)
{
  struct ut_figure figure;
  char shown[UT_RATIO_SIZE];
  UT_TRY(ut_results_figure(in, row, column, &figure, err));
  struct ut_text *rest = begin_row(w, column);
  take_keys(w, in, row, NULL);
  rest[SKYDDAD] = mark_of(in, row, figure.missing);
  int decimals = figure.share ? w->decimals : at_most(figure.decimals);
  if (!figure.missing)
    rest[RESULTAT] = ut_text_of(ut_fraction_format(figure.exact, decimals, shown));
  return ut_writer_row(w->writer, w->cells, err);
}

/* Of each result, every column that targets are about. */
static enum ut_status write_rest(struct goal_writing *w, const struct ut_results *in, struct ut_error *err)
{
  for (size_t row = 0; row < ut_whole_table_rows(in->table); row++)
    for (size_t i = 0; i < ut_distinct_count(&w->g->columns) && in->rest[row]; i++)
      if (ut_results_have(in, ut_distinct_get(&w->g->columns, i)))
        UT_TRY(write_result(w, in, row, ut_distinct_get(&w->g->columns, i), err));
  return UT_OK;
}

static enum ut_status write_all(struct goal_writing *w, bool *all_met, struct ut_error *err)
{
  *all_met = true;
  for (size_t i = 0; i < w->g->targets->count; i++) {
    bool met = false;
    UT_TRY(write_target(w, i, &met, err));
    *all_met &= met;
  }
  for (size_t i = 0; i < w->g->table_count && w->rest; i++)
    UT_TRY(write_rest(w, &w->g->tables[i], err));
  return UT_OK;
}

enum ut_status ut_goals_write(const struct ut_goals *g, struct ut_output *output, enum ut_format to, int decimals,
                              bool rest, bool *all_met, struct ut_error *err)
{
  size_t keys = g->targets->key_count;
  struct goal_writing w = {
      .g = g, .decimals = decimals, .rest = rest, .keys = keys, .cells = calloc(keys + COLUMNS, sizeof *w.cells)};
  if (!w.cells)
    return ut_error_nomem(err);
  memcpy(w.cells, g->targets->key_names, keys * sizeof *w.cells);
  for (size_t i = 0; i < COLUMNS; i++)
    w.cells[keys + i] = ut_text_of(column_names[i]);
  enum ut_status status =
      ut_writer_open(&w.writer, output, to, w.cells, keys + (are_protected(g) ? COLUMNS : SKYDDAD), NULL, err);
  if (status == UT_OK)
    status = write_all(&w, all_met, err);
  enum ut_status closed = ut_writer_close(w.writer, status == UT_OK, err);
  free(w.cells);
  return status == UT_OK ? closed : status;
}

void ut_goals_free(struct ut_goals *g)
{
  if (!g)
    return;
  for (size_t i = 0; i < g->table_count; i++)
    ut_results_clear(&g->tables[i]);
  free(g->tables);
  free(g->found);
  ut_distinct_clear(&g->columns);
  free(g);
}
