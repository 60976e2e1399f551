/* Which slots are blanked. Three intruders compute with what is printed:
 *   KNOWS_ZEROS knows where nobody is, and must not learn the small counts;
 *   KNOWS_FIGURES knows what is printed and nothing else, and must learn nothing that is blanked;
 *   KNOWS_MARKS reads the marks too: primar is a small count, sekundar none.
 * Slots are blanked until none of them learns more than the options allow. What is uncertain remains so when more is
 * blanked, so that each cell is audited until it is safe, and not again. */
#include "utfall/suppress.h"

#include <stdlib.h>

#include "disclosure/audit.h"
#include "disclosure/figures.h"

enum { KNOWS_ZEROS, KNOWS_FIGURES, KNOWS_MARKS, INTRUDERS };

enum {
  REACH = 1000, /* times the interval: how far from its value a cell can be, farther than any table needs */
  DEPTH = 16,   /* steps of cost in a doubling of a count */
  TOTAL = 64    /* a total costs so many times more */
};

/* For whom a slot is blanked. */
struct cause {
  struct ut_intruder *intruder;
  uint32_t cell;
};

struct ut_suppress {
  const struct ut_tidy_table *table;
  struct ut_suppress_options o;
  struct ut_figures figures;
  size_t slots, cells;
  size_t blanked;        /* slots */
  unsigned char *losses; /* enum ut_loss by slot */
  struct cause *causes;  /* by slot, of secondary ones */
  struct cause cause;    /* of what is being blanked */
  bool *suppressed;      /* by cell */
  size_t *shown;         /* by cell: slots that are not blanked, of a base */
  double *cost;          /* by cell */
  bool *moved;           /* by cell */
  struct ut_intruder intruders[INTRUDERS];
  struct ut_audit *audit;
};

/* ---- what is small ---- */

/* A cell is, by its number, a count, a base or a complement. */
static bool is_count(const struct ut_suppress *s, size_t cell)
{
  return cell < s->slots;
}

static bool is_base(const struct ut_suppress *s, size_t cell)
{
  return cell >= s->slots && cell < s->slots + s->figures.base_count;
}

/* A count that two others tell, and nobody prints. */
static bool is_change(const struct ut_suppress *s, size_t cell)
{
  return cell >= s->figures.first_change;
}

static int64_t least_small(const struct ut_suppress *s)
{
  return s->o.zeros ? 0 : 1;
}

static bool is_small(const struct ut_suppress *s, int64_t count)
{
  return count >= least_small(s) && count < s->o.min;
}

static bool has_small_base(const struct ut_suppress *s, uint32_t slot)
{
  uint32_t base = s->figures.bases[slot];
  return base != UT_NO_CELL && is_small(s, ut_relations_value(&s->figures.relations, base));
}

static enum ut_loss primary_loss(const struct ut_suppress *s, size_t slot)
{
  int64_t count = ut_tidy_table_slot(s->table, slot)->count;
  if (is_small(s, count))
    return count == 0 ? UT_LOSS_ZERO : UT_LOSS_SMALL;
  return s->figures.complements[slot] != UT_NO_CELL ? UT_LOSS_COMPLEMENT : UT_LOSS_NONE;
}

static enum ut_figure_known known_of(const struct ut_suppress *s, size_t cell)
{
  return (enum ut_figure_known)s->figures.known[cell];
}

/* Is there a count at all, that is to be shown? */
static bool is_ours(const struct ut_suppress *s, size_t slot)
{
  return ut_tidy_table_slot(s->table, slot)->count >= 0 && known_of(s, slot) == UT_FIGURE_OWN;
}

/* ---- blanking ---- */

static void blank_slot(struct ut_suppress *s, size_t slot, enum ut_loss loss)
{
  uint32_t base = s->figures.bases[slot], complement = s->figures.complements[slot];
  if (s->losses[slot] != UT_LOSS_NONE || !is_ours(s, slot))
    return;
  s->losses[slot] = (unsigned char)loss;
  s->blanked++;
  s->causes[slot] = s->cause;
  s->suppressed[slot] = true;
  if (complement != UT_NO_CELL)
    s->suppressed[complement] = true;
  if (base != UT_NO_CELL)
    s->suppressed[base] = --s->shown[base] == 0;
}

/* Blanks every slot that shows one of the cells. A base is shown by all its slots. */
static bool blank_cells(struct ut_suppress *s, const bool *cells)
{
  bool any = false;
  for (size_t i = 0; i < s->slots; i++) {
    uint32_t base = s->figures.bases[i], complement = s->figures.complements[i];
    bool shows = cells[i] || (base != UT_NO_CELL && cells[base]) || (complement != UT_NO_CELL && cells[complement]);
    if (!shows || s->losses[i] != UT_LOSS_NONE)
      continue;
    blank_slot(s, i, UT_LOSS_SECONDARY);
    any = true;
  }
  return any;
}

/* The small counts, then the slots of small bases, which are counts of persons too. */
static void blank_primary(struct ut_suppress *s)
{
  for (size_t i = 0; i < s->slots; i++) {
    enum ut_loss loss = primary_loss(s, i);
    if (loss != UT_LOSS_NONE)
      blank_slot(s, i, loss);
  }
  for (uint32_t i = 0; i < s->slots; i++)
    if (has_small_base(s, i))
      blank_slot(s, i, UT_LOSS_SECONDARY);
}

/* Blanks all slots that are left. */
static bool blank_all(struct ut_suppress *s)
{
  size_t before = s->blanked;
  for (size_t i = 0; i < s->slots; i++)
    blank_slot(s, i, UT_LOSS_SECONDARY);
  return s->blanked > before;
}

/* ---- what a blanked slot costs ---- */

/* Grows with the logarithm of the count: the same loss to each doubling. */
static double count_cost(int64_t count)
{
  uint64_t n = (uint64_t)count + 1;
  unsigned doublings = 63 - (unsigned)__builtin_clzll(n);
  uint64_t over = n - (UINT64_C(1) << doublings);
  return (double)(DEPTH * (1 + (uint64_t)doublings) + (DEPTH * over >> doublings));
}

/* Of slots that cost alike the first goes first. */
static double slot_cost(const struct ut_suppress *s, size_t slot)
{
  double cost = count_cost(ut_tidy_table_slot(s->table, slot)->count) + (double)slot / (2 * (double)s->slots);
  return ut_tidy_table_is_total(s->table, slot / s->table->count_count) ? TOTAL * cost : cost;
}

static void set_costs(struct ut_suppress *s)
{
  memset(s->cost, 0, s->cells * sizeof *s->cost);
  for (size_t i = 0; i < s->slots; i++) {
    double cost = s->losses[i] == UT_LOSS_NONE && is_ours(s, i) ? slot_cost(s, i) : 0;
    s->cost[i] = cost;
    if (s->figures.bases[i] != UT_NO_CELL)
      s->cost[s->figures.bases[i]] += cost;
    if (s->figures.complements[i] != UT_NO_CELL)
      s->cost[s->figures.complements[i]] = cost;
  }
}

/* ---- one intruder and one cell ---- */

static int64_t width(const struct ut_intruder *who, size_t cell)
{
  return who->intervals[cell].high - who->intervals[cell].low;
}

static bool is_safe(const struct ut_intruder *who, size_t cell)
{
  return width(who, cell) >= who->targets[cell];
}

/* Must the cell, as it is now, be uncertain to him? */
static bool is_protected(const struct ut_suppress *s, const struct ut_intruder *who, size_t cell)
{
  return s->suppressed[cell] && who->targets[cell] > 0;
}

/* Proves how uncertain the cell is, which is what takes time. */
static enum ut_status widen(struct ut_suppress *s, struct ut_intruder *who, uint32_t cell)
{
  ut_run_tick(s->o.run, 0, 0, s->blanked);
  return ut_audit_widen(s->audit, who, cell, who->targets[cell]);
}

/* Finds what must be blanked for a wider interval: above the value, by as much as is missing once the cell can be all
 * the way below too, which the next round sees to; where there is no way so far up, below, or at least one up. */
static enum ut_status find_room(struct ut_suppress *s, struct ut_intruder *who, uint32_t cell, bool *possible)
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
static enum ut_status blank_for(struct ut_suppress *s, struct ut_intruder *who, uint32_t cell, bool *changed)
{
  bool possible;
  int64_t before = width(who, cell);
  s->cause = (struct cause){who, cell};
  UT_TRY(find_room(s, who, cell, &possible));
  bool more = possible && blank_cells(s, s->moved);
  bool stuck = !more && width(who, cell) == before;
  if (stuck && possible && who != &s->intruders[KNOWS_MARKS]) {
    more = blank_all(s);
    stuck = !more;
  }
  who->exposed[cell] = stuck;
  *changed = *changed || more;
  return UT_OK;
}

/* Goes on until the cell is safe. */
static enum ut_status protect(struct ut_suppress *s, struct ut_intruder *who, uint32_t cell, bool *changed)
{
  while (!is_safe(who, cell) && !who->exposed[cell]) {
    UT_TRY(widen(s, who, cell));
    if (!is_safe(who, cell))
      UT_TRY(blank_for(s, who, cell, changed));
  }
  return UT_OK;
}

static enum ut_status protect_all(struct ut_suppress *s)
{
  for (bool changed = true; changed;) {
    changed = false;
    for (struct ut_intruder *who = s->intruders; who < s->intruders + INTRUDERS; who++)
      for (uint32_t i = 0; i < s->cells; i++)
        if (is_protected(s, who, i))
          UT_TRY(protect(s, who, i, &changed));
  }
  return UT_OK;
}

/* ---- what need not be blanked ---- */

/* Slots that were blanked for one cell may be more than enough once others have been blanked for other cells. */
static void show_slot(struct ut_suppress *s, uint32_t slot)
{
  uint32_t base = s->figures.bases[slot];
  s->losses[slot] = UT_LOSS_NONE;
  s->blanked--;
  s->suppressed[slot] = false;
  if (base == UT_NO_CELL)
    return;
  s->shown[base]++;
  s->suppressed[base] = false;
}

static bool relies(const struct ut_suppress *s, const struct ut_intruder *who, uint32_t cell, uint32_t slot)
{
  const struct ut_cell_interval *interval = &who->intervals[cell];
  uint32_t base = s->figures.bases[slot];
  return is_protected(s, who, cell) && (ut_audit_relies(s->audit, interval, slot) ||
                                        (base != UT_NO_CELL && ut_audit_relies(s->audit, interval, base)));
}

/* Is a cell that relied on the slot as safe as it was, or as it must be, now that the slot is shown? Its interval
 * begins again. */
static enum ut_status audit_without(struct ut_suppress *s, struct ut_intruder *who, uint32_t cell, uint32_t slot,
                                    bool *safe)
{
  struct ut_cell_interval before = who->intervals[cell];
  int64_t was = width(who, cell);
  if (!relies(s, who, cell, slot))
    return UT_OK;
  who->intervals[cell] = (struct ut_cell_interval){0};
  UT_TRY(widen(s, who, cell));
  *safe = is_safe(who, cell) || width(who, cell) >= was;
  if (!*safe)
    who->intervals[cell] = before;
  return UT_OK;
}

/* Audits all cells whose safety relied on the slot or its base. `cells` is for work. */
static enum ut_status audit_all_without(struct ut_suppress *s, struct ut_intruder *who, uint32_t slot,
                                        struct ut_buf *cells, bool *safe)
{
  uint32_t base = s->figures.bases[slot];
  cells->len = 0;
  UT_TRY(ut_audit_reliant(s->audit, who, slot, cells));
  if (base != UT_NO_CELL)
    UT_TRY(ut_audit_reliant(s->audit, who, base, cells));
  for (size_t i = 0; i < cells->len / sizeof(uint32_t) && *safe; i++)
    UT_TRY(audit_without(s, who, ((const uint32_t *)(const void *)cells->ptr)[i], slot, safe));
  return UT_OK;
}

/* Shows the slot, unless a cell needs it blanked: most likely the one it was blanked for. */
static enum ut_status show_needless(struct ut_suppress *s, uint32_t slot, struct ut_buf *cells)
{
  struct cause first = s->causes[slot];
  bool safe = true;
  show_slot(s, slot);
  UT_TRY(audit_without(s, first.intruder, first.cell, slot, &safe));
  for (struct ut_intruder *who = s->intruders; who < s->intruders + INTRUDERS && safe; who++)
    UT_TRY(audit_all_without(s, who, slot, cells, &safe));
  if (!safe) {
    s->cause = first;
    blank_slot(s, slot, UT_LOSS_SECONDARY);
  }
  return UT_OK;
}

static int compare_costs(const void *a, const void *b, void *context)
{
  const struct ut_suppress *s = context;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  if (s->cost[x] != s->cost[y])
    return s->cost[x] > s->cost[y] ? -1 : 1;
  return (x > y) - (x < y);
}

/* Shows again what need not be blanked, what cost most first. The slots of a small base must be. */
static enum ut_status show_all_needless(struct ut_suppress *s, uint32_t *slots, struct ut_buf *cells)
{
  size_t count = 0;
  for (uint32_t i = 0; i < s->slots; i++) {
    if (s->losses[i] != UT_LOSS_SECONDARY || has_small_base(s, i))
      continue;
    s->cost[i] = slot_cost(s, i);
    slots[count++] = i;
  }
  if (count > 1)
    qsort_r(slots, count, sizeof *slots, compare_costs, s);
  for (size_t i = 0; i < count; i++)
    UT_TRY(show_needless(s, slots[i], cells));
  return UT_OK;
}

static enum ut_status thin_out(struct ut_suppress *s)
{
  struct ut_buf cells = {0};
  uint32_t *slots = calloc(s->slots + 1, sizeof *slots);
  enum ut_status status = slots ? show_all_needless(s, slots, &cells) : UT_NOMEM;
  ut_buf_clear(&cells);
  free(slots);
  return status;
}

/* An interval whose proofs do not hold for the table as it is now counts no more. */
static void forget_unproven(struct ut_suppress *s)
{
  for (struct ut_intruder *who = s->intruders; who < s->intruders + INTRUDERS; who++)
    for (uint32_t i = 0; i < s->cells; i++)
      if (is_protected(s, who, i) && !ut_audit_holds(s->audit, who, i))
        who->intervals[i] = (struct ut_cell_interval){0};
}

/* The proofs that each cell is safe are checked once more against the table as it will be written. Where one does not
 * hold, the search goes on, and all that is blanked then is checked in its turn. */
static enum ut_status audit_again(struct ut_suppress *s)
{
  for (size_t before = SIZE_MAX; before != s->blanked;) {
    before = s->blanked;
    forget_unproven(s);
    UT_TRY(protect_all(s));
  }
  return UT_OK;
}

/* ---- the intruders ---- */

static bool has_mark(const struct ut_suppress *s, size_t cell)
{
  return !is_base(s, cell) && !is_change(s, cell);
}

static int64_t clip(int64_t n, int64_t reach)
{
  return n < -reach ? -reach : n > reach ? reach : n;
}

/* What was blanked before may be anything, but for what its mark says. */
static struct ut_cell_bounds bounds_of_guess(const struct ut_suppress *s, size_t which, size_t cell, int64_t value)
{
  int64_t reach = REACH * (s->o.interval > s->o.min ? s->o.interval : s->o.min);
  enum ut_blank blank = cell < s->slots ? ut_tidy_table_slot(s->table, cell)->blank : UT_BLANK_ANY;
  bool small = which == KNOWS_MARKS && blank == UT_BLANK_SMALL;
  bool large = which == KNOWS_MARKS && blank == UT_BLANK_LARGE && value >= s->o.min;
  int64_t least = small ? least_small(s) : large ? s->o.min : 0, most = small ? s->o.min - 1 : INT64_MAX;
  return (struct ut_cell_bounds){clip(least - value, reach), clip(most - value, reach)};
}

/* A base and a change have no mark; a complement is only a cell where it is small. */
static struct ut_cell_bounds bounds_of(const struct ut_suppress *s, size_t which, size_t cell, int64_t value)
{
  int64_t reach = REACH * (s->o.interval > s->o.min ? s->o.interval : s->o.min);
  int64_t least = 0, most = INT64_MAX;
  if (known_of(s, cell) == UT_FIGURE_PRINTED)
    return (struct ut_cell_bounds){0, 0};
  if (known_of(s, cell) == UT_FIGURE_GUESSED)
    return bounds_of_guess(s, which, cell, value);
  if (value == 0 && !s->o.zeros && which != KNOWS_FIGURES)
    return (struct ut_cell_bounds){0, 0};
  if (which == KNOWS_MARKS && has_mark(s, cell)) {
    bool small = !is_count(s, cell) || is_small(s, value);
    bool complement = !small && s->losses[cell] == UT_LOSS_COMPLEMENT;
    least = small ? least_small(s) : complement ? 0 : s->o.min;
    most = small ? s->o.min - 1 : INT64_MAX;
  }
  return (struct ut_cell_bounds){clip(least - value, reach), clip(most - value, reach)};
}

static bool may_be_small(const struct ut_suppress *s, size_t cell)
{
  return cell >= s->slots || ut_tidy_table_slot(s->table, cell)->blank != UT_BLANK_LARGE;
}

static int64_t target_of(const struct ut_suppress *s, size_t which, size_t cell, int64_t value)
{
  bool guessed = known_of(s, cell) == UT_FIGURE_GUESSED, marked = has_mark(s, cell);
  bool small = guessed ? may_be_small(s, cell) : is_small(s, value);
  if (which == KNOWS_ZEROS)
    return small ? s->o.interval : 0;
  if (which == KNOWS_FIGURES)
    return small || !marked ? 0 : s->o.interval;
  return small && !is_base(s, cell) ? 1 : 0;
}

static enum ut_status set_intruder(struct ut_suppress *s, size_t which)
{
  struct ut_intruder *who = &s->intruders[which];
  who->suppressed = s->suppressed;
  who->bounds = calloc(s->cells + 1, sizeof *who->bounds);
  who->intervals = calloc(s->cells + 1, sizeof *who->intervals);
  who->targets = calloc(s->cells + 1, sizeof *who->targets);
  who->exposed = calloc(s->cells + 1, sizeof *who->exposed);
  if (!who->bounds || !who->intervals || !who->targets || !who->exposed)
    return UT_NOMEM;
  for (size_t i = 0; i < s->cells; i++) {
    int64_t value = ut_relations_value(&s->figures.relations, i);
    who->bounds[i] = bounds_of(s, which, i, value);
    who->targets[i] = target_of(s, which, i, value);
  }
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status set_cells(struct ut_suppress *s)
{
  const struct ut_figure_sizes sizes = {least_small(s), s->o.min, least_small(s), s->o.complement ? s->o.min - 1 : -1};
  UT_TRY(ut_figures_init(&s->figures, s->table, &sizes));
  s->cells = ut_relations_cells(&s->figures.relations);
  s->losses = calloc(s->slots + 1, sizeof *s->losses);
  s->causes = calloc(s->slots + 1, sizeof *s->causes);
  s->suppressed = calloc(s->cells + 1, sizeof *s->suppressed);
  s->shown = calloc(s->cells + 1, sizeof *s->shown);
  s->cost = calloc(s->cells + 1, sizeof *s->cost);
  s->moved = calloc(s->cells + 1, sizeof *s->moved);
  if (!s->losses || !s->causes || !s->suppressed || !s->shown || !s->cost || !s->moved)
    return UT_NOMEM;
  for (size_t i = 0; i < s->cells; i++)
    s->suppressed[i] = is_change(s, i) || known_of(s, i) == UT_FIGURE_GUESSED;
  for (size_t i = 0; i < s->slots; i++)
    if (s->figures.bases[i] != UT_NO_CELL)
      s->shown[s->figures.bases[i]]++;
  return UT_OK;
}

static enum ut_status refuse_published(struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT,
                      "no whole numbers agree with what was published, so that it cannot be reckoned "
                      "with");
}

static enum ut_status decide(struct ut_suppress *s)
{
  UT_TRY(set_cells(s));
  blank_primary(s);
  for (size_t i = 0; i < INTRUDERS; i++)
    UT_TRY(set_intruder(s, i));
  UT_TRY(ut_audit_new(&s->audit, &s->figures.relations, s->intruders, INTRUDERS));
  UT_TRY(protect_all(s));
  UT_TRY(thin_out(s));
  return audit_again(s);
}

enum ut_status ut_suppress_new(struct ut_suppress **out, const struct ut_tidy_table *table,
                               const struct ut_suppress_options *options, struct ut_error *err)
{
  struct ut_suppress *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->table = table;
  s->slots = ut_tidy_table_slots(table);
  s->o = *options;
  if (s->o.interval == 0)
    s->o.interval = s->o.min;
  enum ut_status status = decide(s);
  return status == UT_OK ? UT_OK : status == UT_BAD_INPUT ? refuse_published(err) : ut_error_nomem(err);
}

const struct ut_tidy_table *ut_suppress_table(const struct ut_suppress *s)
{
  return s->table;
}

size_t ut_suppress_rows(const struct ut_suppress *s)
{
  return ut_tidy_table_rows(s->table);
}

enum ut_loss ut_suppress_loss(const struct ut_suppress *s, size_t row, size_t which)
{
  return (enum ut_loss)s->losses[row * s->table->count_count + which];
}

/* Is the cell exposed without the marks? One that is shown again does not matter. */
static bool is_exposed(const struct ut_suppress *s, size_t cell)
{
  return s->suppressed[cell] && (s->intruders[KNOWS_ZEROS].exposed[cell] || s->intruders[KNOWS_FIGURES].exposed[cell]);
}

size_t ut_suppress_exposed_by_marks(const struct ut_suppress *s)
{
  size_t exposed = 0;
  for (size_t i = 0; i < s->cells; i++)
    exposed += s->intruders[KNOWS_MARKS].exposed[i] && !is_exposed(s, i);
  return exposed;
}

size_t ut_suppress_exposed_by_rows(const struct ut_suppress *s)
{
  size_t exposed = 0;
  for (size_t i = 0; i < s->cells; i++)
    exposed += is_exposed(s, i);
  return exposed;
}

void ut_suppress_free(struct ut_suppress *s)
{
  if (!s)
    return;
  for (struct ut_intruder *who = s->intruders; who < s->intruders + INTRUDERS; who++) {
    free(who->bounds);
    free(who->intervals);
    free(who->targets);
    free(who->exposed);
  }
  ut_audit_free(s->audit);
  ut_figures_clear(&s->figures);
  free(s->losses);
  free(s->causes);
  free(s->suppressed);
  free(s->shown);
  free(s->cost);
  free(s->moved);
  free(s);
}
