/* Slots are blanked until no intruder learns more than the options allow. What is uncertain remains so when more is
 * blanked, so that each cell is audited until it is safe, and not again. Then what is needless is shown, and what was
 * blanked for one cell is exchanged for what is cheaper. */
#include "disclosure/search.h"

#include <math.h>
#include <stdlib.h>

#include "disclosure/audit.h"
#include "disclosure/intruders.h"
#include "disclosure/lp.h"

/* For whom a slot is blanked. */
struct cause {
  struct ut_intruder *intruder;
  uint32_t cell;
};

/* A cell whose interval has been taken back, and what it was. */
struct question {
  struct ut_intruder *who;
  uint32_t cell, near; /* cells that may make up for it, in the shortest relation that it has in common with the slot */
  size_t number;
  struct ut_cell_interval before;
};

/* What can be gone back to. */
struct state {
  struct ut_blanking blanking;
  struct cause *causes;
  struct ut_cell_interval *intervals[UT_INTRUDERS];
  bool *exposed[UT_INTRUDERS];
  size_t solutions;
};

struct ut_search {
  struct ut_blanking blanking;
  const struct ut_cell_order *order;
  const double *parts;  /* by cell: how much of it is taken for blanked, for a first choice; NULL: nothing */
  struct cause *causes; /* by slot, of secondary ones */
  struct cause cause;   /* of what is being blanked */
  double *cost;         /* by cell */
  bool *moved;          /* by cell */
  uint32_t *near;       /* by cell: of a question, while they are sorted, else 0 */
  uint32_t *slots;      /* for work, by slot */
  struct ut_buf asked;  /* struct question */
  double limit;         /* what costs as much is given up */
  struct ut_intruder intruders[UT_INTRUDERS];
  size_t intruder_count;
  struct ut_audit *audit;
  const struct ut_lp *lp;
};

/* ---- blanking ---- */

static void blank_slot(struct ut_search *s, uint32_t slot)
{
  if (ut_blanking_blank(&s->blanking, slot, UT_LOSS_SECONDARY))
    s->causes[slot] = s->cause;
}

/* Blanks every slot that shows one of the cells; NULL: every slot. A base is shown by all its slots. */
static bool blank_cells(struct ut_search *s, const bool *cells)
{
  const struct ut_figures *f = s->blanking.figures;
  size_t before = s->blanking.blanked;
  for (uint32_t i = 0; i < s->blanking.slots; i++) {
    uint32_t base = f->bases[i], complement = f->complements[i];
    if (!cells || cells[i] || (base != UT_NO_CELL && cells[base]) || (complement != UT_NO_CELL && cells[complement]))
      blank_slot(s, i);
  }
  return s->blanking.blanked > before;
}

/* ---- what a blanked slot costs ---- */

/* Of slots that cost alike the first in the order goes first: a part of 1 more that is exact in binary, as sums of it
 * are. */
static double slot_cost(const struct ut_search *s, size_t slot)
{
  return ut_blanking_cost(&s->blanking, slot) + ldexp((double)s->order->ranks[slot], -22);
}

static void set_costs(struct ut_search *s)
{
  const struct ut_figures *f = s->blanking.figures;
  memset(s->cost, 0, s->blanking.cells * sizeof *s->cost);
  for (size_t i = 0; i < s->blanking.slots; i++) {
    bool shown = s->blanking.losses[i] == UT_LOSS_NONE && ut_blanking_is_ours(&s->blanking, i);
    double cost = shown ? slot_cost(s, i) * (s->parts ? 1 - s->parts[i] : 1) : 0;
    s->cost[i] = cost;
    if (f->bases[i] != UT_NO_CELL)
      s->cost[f->bases[i]] += cost;
    if (f->complements[i] != UT_NO_CELL)
      s->cost[f->complements[i]] = cost;
  }
}

/* ---- one intruder and one cell ---- */

static int64_t width_of(const struct ut_cell_interval *interval)
{
  return interval->high - interval->low;
}

static int64_t width(const struct ut_intruder *who, size_t cell)
{
  return width_of(&who->intervals[cell]);
}

static bool is_safe(const struct ut_intruder *who, size_t cell)
{
  return width(who, cell) >= who->targets[cell];
}

/* Must the cell, as it is now, be uncertain to him? */
static bool is_protected(const struct ut_search *s, const struct ut_intruder *who, size_t cell)
{
  return s->blanking.suppressed[cell] && who->targets[cell] > 0;
}

/* Proves how uncertain the cell is, which is what takes time. */
static enum ut_status widen(struct ut_search *s, struct ut_intruder *who, uint32_t cell)
{
  ut_run_tick(s->blanking.o->run, 0, 0, s->blanking.blanked);
  return ut_audit_widen(s->audit, who, cell, who->targets[cell]);
}

/* Finds what must be blanked for a wider interval: above the value, by as much as is missing once the cell can be all
 * the way below too, which the next round sees to; where there is no way so far up, below, or at least one up. */
static enum ut_status find_room(struct ut_search *s, struct ut_intruder *who, uint32_t cell, bool *possible)
{
  const struct ut_cell_interval *interval = &who->intervals[cell];
  int64_t missing = who->targets[cell] - width(who, cell), below = interval->low - who->bounds[cell].low;
  const int64_t steps[] = {interval->high + (missing > below ? missing - below : 1), interval->low - 1,
                           interval->high + 1};
  *possible = false;
  set_costs(s);
  for (size_t i = 0; i < sizeof steps / sizeof *steps && !*possible; i++)
    UT_TRY(ut_audit_cheapest(s->audit, who, cell, steps[i], s->cost, s->moved, possible));
  return UT_OK;
}

/* Blanks what makes room for the cell. Should there be a way that numbers cannot prove, everything goes; where there is
 * none, and against the marks, that is no cure. */
static enum ut_status blank_for(struct ut_search *s, struct ut_intruder *who, uint32_t cell, bool *changed)
{
  bool possible;
  int64_t before = width(who, cell);
  s->cause = (struct cause){who, cell};
  UT_TRY(find_room(s, who, cell, &possible));
  bool more = possible && blank_cells(s, s->moved);
  bool stuck = !more && width(who, cell) == before;
  if (stuck && possible && who != &s->intruders[UT_KNOWS_MARKS]) {
    more = blank_cells(s, NULL);
    stuck = !more;
  }
  who->exposed[cell] = stuck;
  *changed = *changed || more;
  return UT_OK;
}

static bool is_given_up(const struct ut_search *s)
{
  return s->blanking.cost >= s->limit;
}

/* Goes on until the cell is safe. */
static enum ut_status protect(struct ut_search *s, struct ut_intruder *who, uint32_t cell, bool *changed)
{
  while (!is_safe(who, cell) && !who->exposed[cell] && !is_given_up(s)) {
    UT_TRY(widen(s, who, cell));
    if (!is_safe(who, cell))
      UT_TRY(blank_for(s, who, cell, changed));
  }
  return UT_OK;
}

static enum ut_status protect_all(struct ut_search *s)
{
  for (bool changed = true; changed;) {
    changed = false;
    for (struct ut_intruder *who = s->intruders; who < s->intruders + s->intruder_count; who++)
      for (uint32_t i = 0; i < s->blanking.cells; i++)
        if (is_protected(s, who, s->order->cells[i]))
          UT_TRY(protect(s, who, s->order->cells[i], &changed));
  }
  return UT_OK;
}

/* ---- what need not be blanked ---- */

static bool relies(const struct ut_search *s, const struct ut_cell_interval *interval, uint32_t slot)
{
  uint32_t base = s->blanking.figures->bases[slot];
  return ut_audit_relies(s->audit, interval, slot) || (base != UT_NO_CELL && ut_audit_relies(s->audit, interval, base));
}

/* Takes back the sides of the interval that rely on the slot. */
static enum ut_status take_back(struct ut_search *s, struct ut_intruder *who, uint32_t cell, uint32_t slot)
{
  struct ut_cell_interval *interval = &who->intervals[cell];
  struct question question = {.who = who, .cell = cell, .before = *interval};
  struct ut_cell_interval low = {.low = interval->low, .low_proof = interval->low_proof};
  struct ut_cell_interval high = {.high = interval->high, .high_proof = interval->high_proof};
  if (!is_protected(s, who, cell))
    return UT_OK;
  if (relies(s, &low, slot))
    interval->low = 0;
  if (relies(s, &high, slot))
    interval->high = 0;
  return width_of(interval) < width_of(&question.before) ? ut_buf_add(&s->asked, &question, sizeof question) : UT_OK;
}

/* Takes back all that relies on the slot or its base, of the cell that it was blanked for first. */
static enum ut_status take_back_all(struct ut_search *s, uint32_t slot)
{
  struct ut_buf cells = {0};
  uint32_t base = s->blanking.figures->bases[slot];
  enum ut_status status = take_back(s, s->causes[slot].intruder, s->causes[slot].cell, slot);
  for (struct ut_intruder *who = s->intruders; who < s->intruders + s->intruder_count && status == UT_OK; who++) {
    cells.len = 0;
    status = ut_audit_reliant(s->audit, who, slot, &cells);
    if (base != UT_NO_CELL && status == UT_OK)
      status = ut_audit_reliant(s->audit, who, base, &cells);
    for (size_t i = 0; i < cells.len / sizeof(uint32_t) && status == UT_OK; i++)
      status = take_back(s, who, ((const uint32_t *)(const void *)cells.ptr)[i], slot);
  }
  ut_buf_clear(&cells);
  return status;
}

/* Notes, of the cells in the relations of one that is shown, how many could make up for each: the fewer there are, the
 * more likely it is no longer safe. */
static void set_near(struct ut_search *s, uint32_t cell, bool clear)
{
  const struct ut_relations *r = &s->blanking.figures->relations;
  for (size_t i = r->first[cell]; i < r->first[cell + 1]; i++) {
    const struct ut_relation *one = ut_relations_at(r, r->places[i].relation);
    const struct ut_relation_term *terms = ut_relations_terms(r, one);
    uint32_t count = 0;
    for (size_t k = 0; k < one->count && !clear; k++)
      count += s->blanking.suppressed[terms[k].cell];
    for (size_t k = 0; k < one->count; k++) {
      uint32_t *near = &s->near[terms[k].cell];
      *near = clear ? 0 : *near == 0 || count < *near ? count : *near;
    }
  }
}

static int compare_questions(const void *a, const void *b)
{
  const struct question *x = a, *y = b;
  if (x->near != y->near)
    return x->near < y->near ? -1 : 1;
  return (x->number > y->number) - (x->number < y->number);
}

/* First the cells that are the most likely not to be safe. */
static void sort_questions(struct ut_search *s, uint32_t slot)
{
  struct question *questions = (void *)s->asked.ptr;
  size_t count = s->asked.len / sizeof *questions;
  uint32_t base = s->blanking.figures->bases[slot];
  set_near(s, slot, false);
  if (base != UT_NO_CELL)
    set_near(s, base, false);
  for (size_t i = 0; i < count; i++) {
    uint32_t near = s->near[questions[i].cell];
    questions[i].near = near ? near : UINT32_MAX;
    questions[i].number = i;
  }
  set_near(s, slot, true);
  if (base != UT_NO_CELL)
    set_near(s, base, true);
  if (count > 1)
    qsort(questions, count, sizeof *questions, compare_questions);
}

/* Is each cell that was asked about, unless it is shown now, as safe as it was, or as it must be? */
static enum ut_status answer(struct ut_search *s, bool *safe)
{
  for (size_t i = 0; i < s->asked.len / sizeof(struct question) && *safe; i++) {
    const struct question *q = (const struct question *)(const void *)s->asked.ptr + i;
    if (!is_protected(s, q->who, q->cell))
      continue;
    if (!is_safe(q->who, q->cell))
      UT_TRY(widen(s, q->who, q->cell));
    *safe = is_safe(q->who, q->cell) || width(q->who, q->cell) >= width_of(&q->before);
  }
  return UT_OK;
}

/* Is it known already that the slot, which is shown now, must be blanked? */
static bool is_refuted(const struct ut_search *s, uint32_t slot)
{
  uint32_t base = s->blanking.figures->bases[slot];
  return ut_audit_refutes(s->audit, slot) || (base != UT_NO_CELL && ut_audit_refutes(s->audit, base));
}

/* Shows the slot, unless a cell needs it blanked. */
static enum ut_status show_needless(struct ut_search *s, uint32_t slot)
{
  ut_blanking_show(&s->blanking, slot);
  bool safe = !is_refuted(s, slot);
  s->asked.len = 0;
  if (safe) {
    UT_TRY(take_back_all(s, slot));
    sort_questions(s, slot);
    UT_TRY(answer(s, &safe));
  }
  if (safe)
    return UT_OK;
  ut_blanking_blank(&s->blanking, slot, UT_LOSS_SECONDARY);
  for (size_t i = s->asked.len / sizeof(struct question); i-- > 0;) {
    const struct question *q = (const struct question *)(const void *)s->asked.ptr + i;
    q->who->intervals[q->cell] = q->before;
  }
  return UT_OK;
}

static int compare_costs(const void *a, const void *b, void *context)
{
  const struct ut_search *s = context;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  if (s->cost[x] != s->cost[y])
    return s->cost[x] > s->cost[y] ? -1 : 1;
  return (x > y) - (x < y);
}

/* Lists the secondary slots, what costs most first. */
static size_t list_secondary(struct ut_search *s, uint32_t *slots)
{
  size_t count = 0;
  for (uint32_t i = 0; i < s->blanking.slots; i++)
    if (ut_blanking_is_secondary(&s->blanking, i)) {
      s->cost[i] = slot_cost(s, i);
      slots[count++] = i;
    }
  if (count > 1)
    qsort_r(slots, count, sizeof *slots, compare_costs, s);
  return count;
}

/* Shows again what need not be blanked, what cost most first, with so much work. */
static enum ut_status thin_out(struct ut_search *s, size_t work)
{
  size_t count = list_secondary(s, s->slots), most = ut_lp_work(s->lp) + work;
  for (size_t i = 0; i < count && ut_lp_work(s->lp) < most; i++)
    UT_TRY(show_needless(s, s->slots[i]));
  return UT_OK;
}

/* ---- other ways ---- */

static bool init_intruder(struct state *to, size_t intruder, size_t cells)
{
  to->intervals[intruder] = calloc(cells + 1, sizeof **to->intervals);
  to->exposed[intruder] = calloc(cells + 1, sizeof **to->exposed);
  return to->intervals[intruder] && to->exposed[intruder];
}

static enum ut_status init_state(struct state *to, const struct ut_search *s)
{
  const struct ut_blanking *b = &s->blanking;
  UT_TRY(ut_blanking_init(&to->blanking, b->table, b->figures, b->o));
  to->causes = calloc(b->slots + 1, sizeof *to->causes);
  bool enough = to->causes != NULL;
  for (size_t i = 0; i < s->intruder_count && enough; i++)
    enough = init_intruder(to, i, b->cells);
  return enough ? UT_OK : UT_NOMEM;
}

static void clear_state(struct state *state)
{
  ut_blanking_clear(&state->blanking);
  free(state->causes);
  for (size_t i = 0; i < UT_INTRUDERS; i++) {
    free(state->intervals[i]);
    free(state->exposed[i]);
  }
}

static void save(const struct ut_search *s, struct state *to)
{
  size_t cells = s->blanking.cells;
  ut_blanking_copy(&to->blanking, &s->blanking);
  memcpy(to->causes, s->causes, s->blanking.slots * sizeof *to->causes);
  for (size_t i = 0; i < s->intruder_count; i++) {
    memcpy(to->intervals[i], s->intruders[i].intervals, cells * sizeof **to->intervals);
    memcpy(to->exposed[i], s->intruders[i].exposed, cells * sizeof **to->exposed);
  }
  to->solutions = ut_audit_solutions(s->audit);
}

static void go_back(struct ut_search *s, const struct state *to)
{
  size_t cells = s->blanking.cells;
  ut_blanking_copy(&s->blanking, &to->blanking);
  memcpy(s->causes, to->causes, s->blanking.slots * sizeof *to->causes);
  for (size_t i = 0; i < s->intruder_count; i++) {
    memcpy(s->intruders[i].intervals, to->intervals[i], cells * sizeof **to->intervals);
    memcpy(s->intruders[i].exposed, to->exposed[i], cells * sizeof **to->exposed);
  }
  ut_audit_forget(s->audit, to->solutions);
}

/* Shows what was blanked for a cell, protects in another way what relied on it, and goes back unless that is cheaper
 * and what can never be safe is as uncertain as before. What costs no less at once seldom does so once it is thinned
 * out. */
static enum ut_status try_without(struct ut_search *s, struct cause cause, const uint32_t *slots, size_t count,
                                  struct state *before)
{
  bool changed = false, safe = true;
  save(s, before);
  s->limit = s->blanking.cost;
  s->asked.len = 0;
  for (size_t i = 0; i < count; i++) {
    ut_blanking_show(&s->blanking, slots[i]);
    UT_TRY(take_back_all(s, slots[i]));
  }
  if (is_protected(s, cause.intruder, cause.cell))
    UT_TRY(protect(s, cause.intruder, cause.cell, &changed));
  UT_TRY(protect_all(s));
  if (!is_given_up(s))
    UT_TRY(answer(s, &safe));
  if (is_given_up(s) || !safe)
    go_back(s, before);
  s->limit = INFINITY;
  return UT_OK;
}

/* Lists the slots that were blanked for the same cell. */
static size_t list_path(const struct ut_search *s, struct cause cause, uint32_t *slots)
{
  size_t count = 0;
  for (size_t i = 0; i < s->order->count; i++) {
    uint32_t cell = s->order->cells[i];
    if (ut_blanking_is_count(&s->blanking, cell) && ut_blanking_is_secondary(&s->blanking, cell) &&
        s->causes[cell].intruder == cause.intruder && s->causes[cell].cell == cause.cell)
      slots[count++] = cell;
  }
  return count;
}

/* Tries each path once, the dearest slots first. `slots` and `path` are for work. */
static enum ut_status try_paths(struct ut_search *s, struct state *before, uint32_t *slots, uint32_t *path, size_t most)
{
  size_t count = list_secondary(s, slots);
  for (size_t i = 0; i < count && ut_lp_work(s->lp) < most; i++) {
    struct cause cause = s->causes[slots[i]];
    if (!ut_blanking_is_secondary(&s->blanking, slots[i]))
      continue;
    size_t length = list_path(s, cause, path);
    UT_TRY(try_without(s, cause, path, length, before));
  }
  return UT_OK;
}

static enum ut_status improve(struct ut_search *s, struct state *before, uint32_t *slots, size_t most, size_t needless)
{
  uint32_t *path = slots + s->blanking.slots;
  for (double was = INFINITY; s->blanking.cost < was && ut_lp_work(s->lp) < most;) {
    was = s->blanking.cost;
    UT_TRY(try_paths(s, before, slots, path, most));
    if (s->blanking.cost < was)
      UT_TRY(thin_out(s, needless));
  }
  return UT_OK;
}

static bool exposes(const struct ut_search *s, size_t intruder, size_t cell)
{
  const struct ut_intruder *who = &s->intruders[intruder];
  return who->exposed[cell] && !(width(who, cell) == 0 && ut_blanking_is_no_change(&s->blanking, cell));
}

/* Is the cell exposed without the marks, from which, where they are shown, one learns what need not be? One that is
 * shown again does not matter. */
static bool is_exposed(const struct ut_search *s, size_t cell)
{
  bool exposed = false;
  for (size_t i = 0; i < s->intruder_count; i++)
    exposed = exposed || ((i != UT_KNOWS_MARKS || s->blanking.o->no_marks) && exposes(s, i, cell));
  return s->blanking.suppressed[cell] && exposed;
}

/* ---- checking ---- */

/* An interval whose proofs do not hold for the table as it is now counts no more. */
static void forget_unproven(struct ut_search *s)
{
  for (struct ut_intruder *who = s->intruders; who < s->intruders + s->intruder_count; who++)
    for (uint32_t i = 0; i < s->blanking.cells; i++)
      if (is_protected(s, who, i) && !ut_audit_holds(s->audit, who, i))
        who->intervals[i] = (struct ut_cell_interval){0};
}

/* ---- public ---- */

enum ut_status ut_search_new(struct ut_search **out, const struct ut_tidy_table *table,
                             const struct ut_figures *figures, const struct ut_suppress_options *options,
                             const struct ut_cell_order *order, const double *parts, struct ut_lp *lp)
{
  struct ut_search *s = *out = calloc(1, sizeof *s);
  if (!s)
    return UT_NOMEM;
  s->order = order;
  s->parts = parts;
  s->lp = lp;
  s->limit = INFINITY;
  UT_TRY(ut_blanking_init(&s->blanking, table, figures, options));
  s->intruder_count = ut_intruders_count(&s->blanking);
  s->causes = calloc(s->blanking.slots + 1, sizeof *s->causes);
  s->slots = calloc(s->blanking.slots + 1, sizeof *s->slots);
  s->cost = calloc(s->blanking.cells + 1, sizeof *s->cost);
  s->moved = calloc(s->blanking.cells + 1, sizeof *s->moved);
  s->near = calloc(s->blanking.cells + 1, sizeof *s->near);
  if (!s->causes || !s->slots || !s->cost || !s->moved || !s->near)
    return UT_NOMEM;
  ut_blanking_primary(&s->blanking);
  for (size_t i = 0; i < s->intruder_count; i++)
    UT_TRY(ut_intruders_init(&s->intruders[i], i, &s->blanking));
  return ut_audit_new(&s->audit, &figures->relations, s->intruders, s->intruder_count, lp);
}

enum ut_status ut_search_run(struct ut_search *s, size_t work)
{
  UT_TRY(protect_all(s));
  return thin_out(s, work);
}

enum ut_status ut_search_improve(struct ut_search *s, size_t work, size_t needless)
{
  struct state before = {0};
  uint32_t *slots = calloc(2 * s->blanking.slots + 1, sizeof *slots);
  s->parts = NULL;
  enum ut_status status = slots ? init_state(&before, s) : UT_NOMEM;
  if (status == UT_OK)
    status = improve(s, &before, slots, ut_lp_work(s->lp) + work, needless);
  clear_state(&before);
  free(slots);
  return status;
}

/* The proofs that each cell is safe are checked once more against the table as it will be written. Where one does not
 * hold, the search goes on, and all that is blanked then is checked in its turn. */
enum ut_status ut_search_verify(struct ut_search *s)
{
  for (size_t before = SIZE_MAX; before != s->blanking.blanked;) {
    before = s->blanking.blanked;
    forget_unproven(s);
    UT_TRY(protect_all(s));
  }
  return UT_OK;
}

const struct ut_blanking *ut_search_result(const struct ut_search *s)
{
  return &s->blanking;
}

size_t ut_search_exposed_by_marks(const struct ut_search *s)
{
  size_t exposed = 0;
  for (size_t i = 0; i < s->blanking.cells && !s->blanking.o->no_marks; i++)
    exposed += exposes(s, UT_KNOWS_MARKS, i) && !is_exposed(s, i);
  return exposed;
}

size_t ut_search_exposed_by_rows(const struct ut_search *s)
{
  size_t exposed = 0;
  for (size_t i = 0; i < s->blanking.cells; i++)
    exposed += is_exposed(s, i);
  return exposed;
}

void ut_search_free(struct ut_search *s)
{
  if (!s)
    return;
  for (size_t i = 0; i < UT_INTRUDERS; i++)
    ut_intruders_clear(&s->intruders[i]);
  ut_audit_free(s->audit);
  ut_blanking_clear(&s->blanking);
  ut_buf_clear(&s->asked);
  free(s->causes);
  free(s->cost);
  free(s->moved);
  free(s->near);
  free(s->slots);
  free(s);
}
