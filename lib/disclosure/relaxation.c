/* The linear relaxation of the choice, by cutting planes: a program chooses the cheapest parts of slots, each intruder
 * is asked how uncertain a cell is to him where others move no more than in part, and what is too certain tells by a
 * cut what the choice lacks. */
#include "disclosure/relaxation.h"

#include <math.h>
#include <stdlib.h>

#include "disclosure/cuts.h"
#include "disclosure/intruders.h"
#include "disclosure/lp.h"

enum { STEPS = 64 /* what is found is rounded to one of so many parts, the same on any machine */ };

/* What is less than so much of a cell is nothing. */
static const double NEAR = 1e-3;

/* A cut that is kept by so much more than it demands is forgotten. */
static const double SPARE = 0.05;

/* A bound that grows by no more in the last quarter of the work is settled. */
static const double SETTLED = 1.03;

/* Columns of the choice: of what is blanked whatever is chosen, and of what cannot be blanked. */
static const size_t ALWAYS = 0, NEVER = SIZE_MAX;

struct relaxation {
  struct ut_blanking blanking;
  struct ut_intruder intruders[UT_INTRUDERS];
  size_t intruder_count;
  const struct ut_cell_order *order;
  struct ut_lp *lp;
  size_t most;                 /* its work when no more is done */
  bool *lacking[UT_INTRUDERS]; /* by cell: was it too certain when it was last asked about? */
  struct ut_cuts cuts;
  double *parts;   /* by cell: how much of it the choice blanks */
  size_t *columns; /* by cell: in the choice */
  size_t *places;  /* by cell that is blanked, in part too: its column in the attack */
};

/* ---- the choice ---- */

/* A slot may be blanked, unless it is so already or not to be shown; a base is, as much as each of its slots. */
static void number_columns(struct relaxation *r)
{
  const struct ut_blanking *b = &r->blanking;
  size_t next = ALWAYS + 1;
  for (size_t i = 0; i < r->order->count; i++) {
    uint32_t cell = r->order->cells[i];
    bool open = ut_blanking_is_count(b, cell) ? ut_blanking_is_ours(b, cell) : ut_blanking_is_base(b, cell);
    r->columns[cell] = b->suppressed[cell] ? ALWAYS : open ? next++ : NEVER;
    r->parts[cell] = b->suppressed[cell];
  }
}

static enum ut_status add_columns(struct relaxation *r)
{
  const struct ut_blanking *b = &r->blanking;
  ut_lp_clear(r->lp);
  UT_TRY(ut_lp_add_column(r->lp, 1, 1, 0));
  for (size_t i = 0; i < r->order->count; i++) {
    uint32_t cell = r->order->cells[i];
    if (r->columns[cell] != ALWAYS && r->columns[cell] != NEVER)
      UT_TRY(ut_lp_add_column(r->lp, 0, 1, ut_blanking_is_count(b, cell) ? ut_blanking_cost(b, cell) : 0));
  }
  return UT_OK;
}

/* No more of a base is blanked than of each of its slots. */
static enum ut_status add_bases(struct relaxation *r, size_t *rows)
{
  for (size_t i = 0; i < r->blanking.slots; i++) {
    uint32_t base = r->blanking.figures->bases[i];
    if (base == UT_NO_CELL || r->columns[base] == ALWAYS || r->columns[base] == NEVER || r->columns[i] == ALWAYS)
      continue;
    UT_TRY(ut_lp_add_row(r->lp, 0, INFINITY));
    UT_TRY(ut_lp_add_entry(r->lp, *rows, r->columns[base], -1));
    if (r->columns[i] != NEVER)
      UT_TRY(ut_lp_add_entry(r->lp, *rows, r->columns[i], 1));
    (*rows)++;
  }
  return UT_OK;
}

/* ---- cuts ---- */

static size_t cut_count(const struct relaxation *r)
{
  return r->cuts.cuts.len / sizeof(struct ut_cut);
}

static const struct ut_cut *cut_at(const struct relaxation *r, size_t index)
{
  return (const struct ut_cut *)(const void *)r->cuts.cuts.ptr + index;
}

/* NULL where it has none. */
static const struct ut_cut_term *terms_of(const struct relaxation *r, const struct ut_cut *cut)
{
  const struct ut_cut_term *terms = (const void *)r->cuts.terms.ptr;
  return cut->count > 0 ? terms + cut->first : NULL;
}

/* Whether a cell may be chosen for the cut: not its own cell, nor what is blanked whatever is chosen, or never. */
static bool is_choice(const struct relaxation *r, const struct ut_cut *cut, uint32_t cell)
{
  return cell != cut->cell && r->columns[cell] != ALWAYS && r->columns[cell] != NEVER;
}

/* What the cells that may be chosen must add up to where the cut's own cell is blanked. */
static int64_t lacking_of(const struct relaxation *r, const struct ut_cut *cut)
{
  const struct ut_cut_term *terms = terms_of(r, cut);
  int64_t lacking = cut->lacking;
  for (size_t i = 0; i < cut->count; i++)
    if (terms[i].cell == cut->cell || r->columns[terms[i].cell] == ALWAYS)
      lacking -= terms[i].width;
  return lacking;
}

/* How much of that one adds, no more than all of it. */
static double share_of(const struct ut_cut_term *term, int64_t lacking)
{
  return term->width < lacking ? (double)term->width / (double)lacking : 1;
}

/* How much of what the cut demands is there, from 0 to 1 and more; of a cut that no choice keeps, all of it. */
static double kept_of(const struct relaxation *r, const struct ut_cut *cut)
{
  const struct ut_cut_term *terms = terms_of(r, cut);
  int64_t lacking = lacking_of(r, cut);
  double parts = 0, all = 0;
  for (size_t i = 0; i < cut->count && lacking > 0; i++)
    if (is_choice(r, cut, terms[i].cell)) {
      all += share_of(&terms[i], lacking);
      parts += share_of(&terms[i], lacking) * r->parts[terms[i].cell];
    }
  return lacking <= 0 || all < 1 ? 1 : parts;
}

static enum ut_status add_cut(struct relaxation *r, const struct ut_cut *cut, size_t row)
{
  const struct ut_cut_term *terms = terms_of(r, cut);
  int64_t lacking = lacking_of(r, cut);
  UT_TRY(ut_lp_add_row(r->lp, 0, INFINITY));
  UT_TRY(ut_lp_add_entry(r->lp, row, r->columns[cut->cell], -1));
  for (size_t i = 0; i < cut->count; i++)
    if (is_choice(r, cut, terms[i].cell))
      UT_TRY(ut_lp_add_entry(r->lp, row, r->columns[terms[i].cell], share_of(&terms[i], lacking)));
  return UT_OK;
}

/* Cuts that the choice keeps with some to spare are made again if need be. */
static void drop_spare(struct relaxation *r)
{
  struct ut_cut *cuts = (void *)r->cuts.cuts.ptr;
  size_t kept = 0;
  for (size_t i = 0; i < cut_count(r); i++)
    if (kept_of(r, &cuts[i]) < r->parts[cuts[i].cell] + SPARE)
      cuts[kept++] = cuts[i];
  r->cuts.cuts.len = kept * sizeof *cuts;
}

/* Chooses the cheapest parts that keep all cuts; as they were, where the solver fails. */
static enum ut_status choose(struct relaxation *r)
{
  enum ut_lp_result result;
  size_t rows = 0;
  UT_TRY(add_columns(r));
  UT_TRY(add_bases(r, &rows));
  for (size_t i = 0; i < cut_count(r); i++)
    UT_TRY(add_cut(r, cut_at(r, i), rows + i));
  UT_TRY(ut_lp_solve(r->lp, ALWAYS, &result));
  for (size_t i = 0; i < r->order->count && result == UT_LP_OPTIMAL; i++)
    if (r->columns[i] != ALWAYS && r->columns[i] != NEVER)
      r->parts[i] = ut_lp_value(r->lp, r->columns[i]);
  drop_spare(r);
  return UT_OK;
}

/* ---- the attack ---- */

/* How far what is blanked in part can be from its value. */
static void set_column(struct relaxation *r, const struct ut_intruder *who, uint32_t cell, double cost)
{
  struct ut_cell_bounds bounds = who->bounds[cell];
  ut_lp_set_column(r->lp, r->places[cell], (double)bounds.low * r->parts[cell], (double)bounds.high * r->parts[cell],
                   cost);
}

static enum ut_status add_attacked(struct relaxation *r, const struct ut_intruder *who, uint32_t cell)
{
  const struct ut_relations *relations = &r->blanking.figures->relations;
  UT_TRY(ut_lp_add_column(r->lp, 0, 0, 0));
  set_column(r, who, cell, 0);
  for (size_t i = relations->first[cell]; i < relations->first[cell + 1]; i++)
    UT_TRY(ut_lp_add_entry(r->lp, relations->places[i].relation, r->places[cell], relations->places[i].sign));
  return UT_OK;
}

/* The program of what an intruder takes for possible. */
static enum ut_status build_attack(struct relaxation *r, const struct ut_intruder *who)
{
  const struct ut_relations *relations = &r->blanking.figures->relations;
  size_t next = 0;
  ut_lp_clear(r->lp);
  for (size_t i = 0; i < r->order->count; i++)
    if (r->parts[r->order->cells[i]] >= NEAR) {
      r->places[r->order->cells[i]] = next++;
      UT_TRY(add_attacked(r, who, r->order->cells[i]));
    }
  for (size_t i = 0; i < ut_relations_count(relations); i++) {
    const struct ut_relation *one = ut_relations_at(relations, i);
    double low = one->exact ? 0 : -(double)one->slack, high = one->exact ? 0 : INFINITY;
    UT_TRY(ut_lp_add_row(r->lp, low, high));
  }
  return UT_OK;
}

/* How far the cell can be to that side, and why no further, for the cut that is being made. */
static enum ut_status ask_side(struct relaxation *r, const struct ut_intruder *who, uint32_t cell, int side,
                               double *width)
{
  enum ut_lp_result result;
  set_column(r, who, cell, -side);
  UT_TRY(ut_lp_solve(r->lp, UT_LP_LAST, &result));
  for (uint32_t i = 0; i < ut_relations_count(&r->blanking.figures->relations) && result == UT_LP_OPTIMAL; i++)
    UT_TRY(ut_cuts_multiply(&r->cuts, i, llround(-ut_lp_dual(r->lp, i) * UT_CUTS_UNIT)));
  *width += result == UT_LP_OPTIMAL ? side * ut_lp_value(r->lp, r->places[cell]) : INFINITY;
  set_column(r, who, cell, 0);
  return ut_cuts_end_side(&r->cuts, who, cell, side);
}

/* Keeps a cut that the choice does not keep, where the cell is too certain. */
static enum ut_status ask(struct relaxation *r, const struct ut_intruder *who, uint32_t cell, bool *lacks)
{
  double width = 0;
  *lacks = false;
  ut_cuts_begin(&r->cuts);
  UT_TRY(ask_side(r, who, cell, 1, &width));
  UT_TRY(ask_side(r, who, cell, -1, &width));
  if (width >= ((double)who->targets[cell] - NEAR) * r->parts[cell])
    return UT_OK;
  UT_TRY(ut_cuts_keep(&r->cuts, cell, who->targets[cell]));
  const struct ut_cut *cut = cut_at(r, cut_count(r) - 1);
  if (kept_of(r, cut) < r->parts[cell] - NEAR)
    *lacks = true;
  else
    r->cuts.cuts.len -= sizeof *cut;
  return UT_OK;
}

/* Asks about all cells, or those that lacked something when they were last asked about; *lacks: one did. */
static enum ut_status attack(struct relaxation *r, size_t which, bool all, bool *lacks)
{
  const struct ut_intruder *who = &r->intruders[which];
  bool *lacking = r->lacking[which];
  UT_TRY(build_attack(r, who));
  for (size_t i = 0; i < r->order->count && ut_lp_work(r->lp) < r->most; i++) {
    uint32_t cell = r->order->cells[i];
    if (who->targets[cell] == 0 || r->parts[cell] < NEAR || !(all || lacking[cell]))
      continue;
    UT_TRY(ask(r, who, cell, &lacking[cell]));
    *lacks = *lacks || lacking[cell];
  }
  return UT_OK;
}

/* What the choice costs. */
static double cost_of(const struct relaxation *r)
{
  double cost = 0;
  for (size_t i = 0; i < r->blanking.slots; i++)
    if (r->columns[i] != ALWAYS && r->columns[i] != NEVER)
      cost += r->parts[i] * ut_blanking_cost(&r->blanking, i);
  return cost;
}

/* All cells are asked about at first, and when none of the others lacks anything any more. */
static enum ut_status find(struct relaxation *r, size_t work, bool *settled)
{
  double before = 0;
  for (bool all = true, lacks = true; (lacks || !all) && ut_lp_work(r->lp) < r->most;) {
    all = !lacks || before == 0;
    lacks = false;
    for (size_t i = 0; i < r->intruder_count; i++)
      UT_TRY(attack(r, i, all, &lacks));
    if (lacks)
      UT_TRY(choose(r));
    if (ut_lp_work(r->lp) < r->most - work / 4)
      before = cost_of(r);
  }
  *settled = cost_of(r) <= SETTLED * before;
  return UT_OK;
}

static enum ut_status init_intruder(struct relaxation *r, size_t which)
{
  r->lacking[which] = calloc(r->blanking.cells + 1, sizeof **r->lacking);
  return r->lacking[which] ? ut_intruders_init(&r->intruders[which], which, &r->blanking) : UT_NOMEM;
}

static enum ut_status init(struct relaxation *r, const struct ut_tidy_table *table, const struct ut_figures *figures,
                           const struct ut_suppress_options *options)
{
  UT_TRY(ut_cuts_init(&r->cuts, &figures->relations));
  UT_TRY(ut_blanking_init(&r->blanking, table, figures, options));
  ut_blanking_primary(&r->blanking);
  r->intruder_count = ut_intruders_count(&r->blanking);
  for (size_t i = 0; i < r->intruder_count; i++)
    UT_TRY(init_intruder(r, i));
  r->columns = calloc(r->blanking.cells + 1, sizeof *r->columns);
  r->places = calloc(r->blanking.cells + 1, sizeof *r->places);
  r->parts = calloc(r->blanking.cells + 1, sizeof *r->parts);
  return r->columns && r->places && r->parts ? UT_OK : UT_NOMEM;
}

static void clear(struct relaxation *r)
{
  for (size_t i = 0; i < UT_INTRUDERS; i++) {
    ut_intruders_clear(&r->intruders[i]);
    free(r->lacking[i]);
  }
  ut_blanking_clear(&r->blanking);
  ut_cuts_clear(&r->cuts);
  free(r->columns);
  free(r->places);
  free(r->parts);
}

/* ---- public ---- */

enum ut_status ut_relaxation_find(double *parts, bool *settled, const struct ut_tidy_table *table,
                                  const struct ut_figures *figures, const struct ut_suppress_options *options,
                                  const struct ut_cell_order *order, struct ut_lp *lp, size_t work)
{
  struct relaxation r = {.order = order, .lp = lp, .most = ut_lp_work(lp) + work};
  enum ut_status status = init(&r, table, figures, options);
  if (status == UT_OK) {
    number_columns(&r);
    status = find(&r, work, settled);
    for (size_t i = 0; i < order->count; i++)
      parts[i] = floor(r.parts[i] * STEPS + 0.5) / STEPS;
  }
  clear(&r);
  return status;
}
