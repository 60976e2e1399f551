/* Which rows are blanked. Three people reckon with what is printed:
 *   one who presumes that nobody is where nobody was, before whom the small counts stand;
 *   one who presumes nothing, before whom all that is blanked stands;
 *   one who reads the marks: primar is a small count, sekundar none.
 * Rows are blanked until none of them learns more than is promised. What was hidden from one stays hidden when more is
 * blanked, so that each cell is asked about until it is safe, and not again. */
#include "utfall/suppress.h"

#include <stdlib.h>

#include "disclosure/audit.h"
#include "disclosure/figures.h"

enum { KNOWS_ZEROS, KNOWS_FIGURES, KNOWS_MARKS, INTRUDERS };

enum {
  REACH = 1000, /* times what is asked for: how far from its value a cell is looked for, beyond what any table needs */
  DEPTH = 16,   /* steps of cost in a doubling of a count */
  TOTAL = 64    /* a total costs so many times more */
};

struct intruder {
  struct ut_intruder *audit;
  struct ut_cell_bounds *bounds;
  int64_t *targets; /* by cell: how widely it must be known once it is suppressed; 0: it need not be */
  bool *exposed;    /* by cell: its interval cannot be so wide, whatever is blanked */
};

/* For whom a row was blanked. */
struct cause {
  struct intruder *intruder;
  uint32_t cell;
};

struct ut_suppress {
  const struct ut_tidy_table *table;
  const struct ut_suppress_options *o;
  struct ut_figures figures;
  size_t rows, cells;
  size_t blanked;        /* rows */
  unsigned char *losses; /* enum ut_loss by row */
  struct cause *causes;  /* by row, of secondary ones */
  struct cause cause;    /* of what is being blanked */
  bool *suppressed;      /* by cell */
  size_t *shown;         /* by cell: rows that are not blanked, of a base */
  double *cost;          /* by cell */
  bool *moved;           /* by cell */
  struct intruder intruders[INTRUDERS];
  struct ut_intruder audited[INTRUDERS];
  struct ut_audit *audit;
};

/* ---- what is small ---- */

/* What a cell is by its number: a count, a base, a rest. */
static bool is_count(const struct ut_suppress *d, size_t cell)
{
  return cell < d->rows;
}

static bool is_base(const struct ut_suppress *d, size_t cell)
{
  return cell >= d->rows && cell < d->rows + d->figures.base_count;
}

static bool is_small(const struct ut_suppress *d, int64_t count)
{
  return count == 0 ? d->o->zeros : count < d->o->min;
}

static bool has_small_complement(const struct ut_suppress *d, size_t row)
{
  const struct ut_tidy_table_row *r = ut_tidy_table_row(d->table, row);
  return d->o->complement && r->base >= r->count && is_small(d, r->base - r->count);
}

static enum ut_loss primary_loss(const struct ut_suppress *d, size_t row)
{
  int64_t count = ut_tidy_table_row(d->table, row)->count;
  if (is_small(d, count))
    return count == 0 ? UT_LOSS_ZERO : UT_LOSS_SMALL;
  return has_small_complement(d, row) ? UT_LOSS_COMPLEMENT : UT_LOSS_NONE;
}

/* ---- blanking ---- */

static void blank_row(struct ut_suppress *d, size_t row, enum ut_loss loss)
{
  uint32_t base = d->figures.bases[row], complement = d->figures.complements[row];
  if (d->losses[row] != UT_LOSS_NONE)
    return;
  d->losses[row] = (unsigned char)loss;
  d->blanked++;
  d->causes[row] = d->cause;
  d->suppressed[row] = true;
  if (complement != UT_NO_CELL)
    d->suppressed[complement] = true;
  if (base != UT_NO_CELL)
    d->suppressed[base] = --d->shown[base] == 0;
}

/* Blanks every row that shows one of the cells. A base is shown by all its rows. */
static bool blank_cells(struct ut_suppress *d, const bool *cells)
{
  bool any = false;
  for (size_t i = 0; i < d->rows; i++) {
    uint32_t base = d->figures.bases[i], complement = d->figures.complements[i];
    bool shows = cells[i] || (base != UT_NO_CELL && cells[base]) || (complement != UT_NO_CELL && cells[complement]);
    if (!shows || d->losses[i] != UT_LOSS_NONE)
      continue;
    blank_row(d, i, UT_LOSS_SECONDARY);
    any = true;
  }
  return any;
}

/* The small counts, then the rows of small bases, which are counts of persons too. */
static void blank_primary(struct ut_suppress *d)
{
  for (size_t i = 0; i < d->rows; i++) {
    enum ut_loss loss = primary_loss(d, i);
    if (loss != UT_LOSS_NONE)
      blank_row(d, i, loss);
  }
  for (size_t i = d->rows; i < d->rows + d->figures.base_count; i++)
    d->moved[i] = is_small(d, ut_relations_value(&d->figures.relations, i));
  blank_cells(d, d->moved);
}

/* ---- what a blanked row costs ---- */

/* Grows with the logarithm of the count: the same loss to each doubling. */
static double count_cost(int64_t count)
{
  uint64_t n = (uint64_t)count + 1;
  unsigned doublings = 63 - (unsigned)__builtin_clzll(n);
  uint64_t over = n - (UINT64_C(1) << doublings);
  return (double)(DEPTH * (1 + (uint64_t)doublings) + (DEPTH * over >> doublings));
}

/* Of rows that cost alike the first goes first. */
static double row_cost(const struct ut_suppress *d, size_t row)
{
  double cost = count_cost(ut_tidy_table_row(d->table, row)->count) + (double)row / (2 * (double)d->rows);
  return ut_tidy_table_is_total(d->table, row) ? TOTAL * cost : cost;
}

static void reckon_costs(struct ut_suppress *d)
{
  memset(d->cost, 0, d->cells * sizeof *d->cost);
  for (size_t i = 0; i < d->rows; i++) {
    double cost = d->losses[i] == UT_LOSS_NONE ? row_cost(d, i) : 0;
    d->cost[i] = cost;
    if (d->figures.bases[i] != UT_NO_CELL)
      d->cost[d->figures.bases[i]] += cost;
    if (d->figures.complements[i] != UT_NO_CELL)
      d->cost[d->figures.complements[i]] = cost;
  }
}

/* ---- one person and one cell ---- */

static int64_t width(const struct intruder *who, size_t cell)
{
  return who->audit->intervals[cell].high - who->audit->intervals[cell].low;
}

static bool is_safe(const struct intruder *who, size_t cell)
{
  return width(who, cell) >= who->targets[cell];
}

/* Sees how widely the cell can be, which is what takes time. */
static enum ut_status widen(struct ut_suppress *d, struct intruder *who, uint32_t cell, struct ut_error *err)
{
  const struct ut_tick *tick = d->o->tick;
  if (tick)
    tick->tick(tick->context, 0, 0, d->blanked);
  return ut_audit_widen(d->audit, who->audit, cell, who->targets[cell], err);
}

/* Blanks what lets the cell be elsewhere: above its value, by what is lacking when it can be all the way below too,
 * which the next round sees to; where there is no way so far up, below, or at least one up. */
static enum ut_status make_room(struct ut_suppress *d, struct intruder *who, uint32_t cell, bool *possible,
                                struct ut_error *err)
{
  const struct ut_cell_interval *interval = &who->audit->intervals[cell];
  int64_t lacking = who->targets[cell] - width(who, cell), below = interval->low - who->bounds[cell].low;
  const int64_t steps[] = {interval->high + (lacking > below ? lacking - below : 1), interval->low - 1,
                           interval->high + 1};
  enum ut_status status = UT_OK;
  *possible = false;
  reckon_costs(d);
  for (size_t i = 0; i < sizeof steps / sizeof *steps && status == UT_OK && !*possible; i++)
    status = ut_audit_cheapest(d->audit, who->audit, cell, steps[i], d->cost, d->moved, possible, err);
  return status;
}

/* Blanks all that is left. */
static bool blank_all(struct ut_suppress *d)
{
  for (size_t i = 0; i < d->rows; i++)
    d->moved[i] = true;
  return blank_cells(d, d->moved);
}

/* Blanks what makes room for the cell. Should there be a way that numbers cannot prove, everything goes; where there is
 * none, and of the marks, that is no cure. */
static enum ut_status blank_for(struct ut_suppress *d, struct intruder *who, uint32_t cell, bool *changed,
                                struct ut_error *err)
{
  bool possible;
  int64_t before = width(who, cell);
  d->cause = (struct cause){who, cell};
  enum ut_status status = make_room(d, who, cell, &possible, err);
  if (status != UT_OK)
    return status;
  bool more = possible && blank_cells(d, d->moved);
  bool stuck = !more && width(who, cell) == before;
  if (stuck && possible && who != &d->intruders[KNOWS_MARKS]) {
    more = blank_all(d);
    stuck = !more;
  }
  who->exposed[cell] = stuck;
  *changed = *changed || more;
  return UT_OK;
}

/* Goes on until the cell is safe. */
static enum ut_status protect(struct ut_suppress *d, struct intruder *who, uint32_t cell, bool *changed,
                              struct ut_error *err)
{
  enum ut_status status = UT_OK;
  while (status == UT_OK && !is_safe(who, cell) && !who->exposed[cell]) {
    status = widen(d, who, cell, err);
    if (status == UT_OK && !is_safe(who, cell))
      status = blank_for(d, who, cell, changed, err);
  }
  return status;
}

static enum ut_status protect_all(struct ut_suppress *d, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (bool changed = true; changed && status == UT_OK;) {
    changed = false;
    for (size_t who = 0; who < INTRUDERS; who++)
      for (uint32_t i = 0; i < d->cells && status == UT_OK; i++)
        if (d->suppressed[i] && d->intruders[who].targets[i] > 0)
          status = protect(d, &d->intruders[who], i, &changed, err);
  }
  return status;
}

/* ---- what was blanked in vain ---- */

/* Rows that were blanked for one cell may be more than enough once others have been blanked for other cells. */
static void show_row(struct ut_suppress *d, uint32_t row)
{
  uint32_t base = d->figures.bases[row];
  d->losses[row] = UT_LOSS_NONE;
  d->blanked--;
  d->suppressed[row] = false;
  if (base == UT_NO_CELL)
    return;
  d->shown[base]++;
  d->suppressed[base] = false;
}

static bool relies(const struct ut_suppress *d, const struct intruder *who, uint32_t cell, uint32_t row)
{
  const struct ut_cell_interval *interval = &who->audit->intervals[cell];
  uint32_t base = d->figures.bases[row];
  if (!d->suppressed[cell] || who->targets[cell] == 0)
    return false;
  return ut_audit_relies(d->audit, interval, row) || (base != UT_NO_CELL && ut_audit_relies(d->audit, interval, base));
}

/* Is a cell that relied on the row as safe as it was, or as is asked for, now that this is shown? What was seen of it
 * begins again. */
static enum ut_status ask_again(struct ut_suppress *d, struct intruder *who, uint32_t cell, uint32_t row, bool *safe,
                                struct ut_error *err)
{
  struct ut_cell_interval before = who->audit->intervals[cell];
  int64_t was = width(who, cell);
  if (!relies(d, who, cell, row))
    return UT_OK;
  who->audit->intervals[cell] = (struct ut_cell_interval){0};
  enum ut_status status = widen(d, who, cell, err);
  *safe = is_safe(who, cell) || width(who, cell) >= was;
  if (!*safe)
    who->audit->intervals[cell] = before;
  return status;
}

/* Asks all whose safety relied on the row or its base. */
static enum ut_status ask_all(struct ut_suppress *d, struct intruder *who, uint32_t row, bool *safe,
                              struct ut_error *err)
{
  uint32_t base = d->figures.bases[row];
  struct ut_buf cells = {0};
  enum ut_status status = ut_audit_reliant(d->audit, who->audit, row, &cells);
  if (status == UT_OK && base != UT_NO_CELL)
    status = ut_audit_reliant(d->audit, who->audit, base, &cells);
  if (status != UT_OK)
    ut_error_nomem(err);
  const uint32_t *first = (const void *)cells.ptr;
  for (size_t i = 0; i < cells.len / sizeof *first && status == UT_OK && *safe; i++)
    status = ask_again(d, who, first[i], row, safe, err);
  ut_buf_clear(&cells);
  return status;
}

/* Shows the row, unless somebody needs it blanked: most likely the one it was blanked for. */
static enum ut_status show_needless(struct ut_suppress *d, uint32_t row, struct ut_error *err)
{
  struct cause first = d->causes[row];
  bool safe = true;
  show_row(d, row);
  enum ut_status status = ask_again(d, first.intruder, first.cell, row, &safe, err);
  for (struct intruder *who = d->intruders; who < d->intruders + INTRUDERS && status == UT_OK; who++)
    status = ask_all(d, who, row, &safe, err);
  if (!safe) {
    d->cause = first;
    blank_row(d, row, UT_LOSS_SECONDARY);
  }
  return status;
}

static int compare_costs(const void *a, const void *b, void *context)
{
  const struct ut_suppress *d = context;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  if (d->cost[x] != d->cost[y])
    return d->cost[x] > d->cost[y] ? -1 : 1;
  return (x > y) - (x < y);
}

/* Shows again what need not be blanked, what cost most first. The rows of a small base must be. */
static enum ut_status show_all_needless(struct ut_suppress *d, struct ut_error *err)
{
  uint32_t *rows = calloc(d->rows + 1, sizeof *rows);
  size_t count = 0;
  enum ut_status status = UT_OK;
  if (!rows)
    return ut_error_nomem(err);
  for (uint32_t i = 0; i < d->rows; i++) {
    uint32_t base = d->figures.bases[i];
    if (d->losses[i] != UT_LOSS_SECONDARY ||
        (base != UT_NO_CELL && is_small(d, ut_relations_value(&d->figures.relations, base))))
      continue;
    d->cost[i] = row_cost(d, i);
    rows[count++] = i;
  }
  if (count > 1)
    qsort_r(rows, count, sizeof *rows, compare_costs, d);
  for (size_t i = 0; i < count && status == UT_OK; i++)
    status = show_needless(d, rows[i], err);
  free(rows);
  return status;
}

/* Where what was seen of a cell is not shown by a solution that holds for the table as it is now, it counts no more. */
static void forget_unproven(struct ut_suppress *d)
{
  for (struct intruder *who = d->intruders; who < d->intruders + INTRUDERS; who++)
    for (uint32_t i = 0; i < d->cells; i++)
      if (d->suppressed[i] && who->targets[i] > 0 && !ut_audit_holds(d->audit, who->audit, i))
        who->audit->intervals[i] = (struct ut_cell_interval){0};
}

/* The solutions that show each cell to be safe are checked once more against the table as it will be written. Where one
 * should not hold, the search goes on, and all that is blanked then is checked in its turn. */
static enum ut_status audit_again(struct ut_suppress *d, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (size_t before = SIZE_MAX; before != d->blanked && status == UT_OK;) {
    before = d->blanked;
    forget_unproven(d);
    status = protect_all(d, err);
  }
  return status;
}

/* ---- the three ---- */

static int64_t clip(int64_t n, int64_t reach)
{
  return n < -reach ? -reach : n > reach ? reach : n;
}

static struct ut_cell_bounds bounds_between(int64_t value, int64_t least, int64_t most, int64_t reach)
{
  return (struct ut_cell_bounds){clip(least - value, reach), clip(most - value, reach)};
}

/* A base has no mark, a rest is only there where it is small. */
static struct ut_cell_bounds marked_bounds(const struct ut_suppress *d, size_t cell, int64_t value, int64_t reach)
{
  if (is_base(d, cell))
    return bounds_between(value, 0, INT64_MAX, reach);
  if (!is_count(d, cell) || is_small(d, value))
    return bounds_between(value, !d->o->zeros, d->o->min - 1, reach);
  bool complement = d->losses[cell] == UT_LOSS_COMPLEMENT;
  return bounds_between(value, complement ? 0 : d->o->min, INT64_MAX, reach);
}

static void set_intruder(struct ut_suppress *d, size_t which, size_t cell)
{
  struct intruder *who = &d->intruders[which];
  int64_t value = ut_relations_value(&d->figures.relations, cell), interval = d->o->interval, min = d->o->min;
  int64_t reach = REACH * (interval > min ? interval : min);
  bool small = is_small(d, value), presumed = value == 0 && !d->o->zeros && which != KNOWS_FIGURES;
  if (presumed)
    who->bounds[cell] = (struct ut_cell_bounds){0, 0};
  else if (which == KNOWS_MARKS)
    who->bounds[cell] = marked_bounds(d, cell, value, reach);
  else
    who->bounds[cell] = bounds_between(value, 0, INT64_MAX, reach);
  const int64_t targets[INTRUDERS] = {[KNOWS_ZEROS] = small ? interval : 0,
                                      [KNOWS_FIGURES] = small || is_base(d, cell) ? 0 : interval,
                                      [KNOWS_MARKS] = small && !is_base(d, cell) ? 1 : 0};
  who->targets[cell] = targets[which];
}

static bool alloc_intruder(struct intruder *who, const bool *suppressed, size_t cells)
{
  who->bounds = calloc(cells + 1, sizeof *who->bounds);
  who->targets = calloc(cells + 1, sizeof *who->targets);
  who->exposed = calloc(cells + 1, sizeof *who->exposed);
  *who->audit = (struct ut_intruder){.suppressed = suppressed, .bounds = who->bounds};
  who->audit->intervals = calloc(cells + 1, sizeof *who->audit->intervals);
  return who->bounds && who->targets && who->exposed && who->audit->intervals;
}

/* ---- public ---- */

static enum ut_status find_figures(struct ut_suppress *d)
{
  bool *complement = calloc(d->rows + 1, sizeof *complement);
  if (!complement)
    return UT_NOMEM;
  for (size_t i = 0; i < d->rows; i++)
    complement[i] = has_small_complement(d, i);
  enum ut_status status = ut_figures_init(&d->figures, d->table, complement);
  free(complement);
  d->cells = ut_relations_cells(&d->figures.relations);
  return status;
}

static enum ut_status alloc_cells(struct ut_suppress *d)
{
  d->losses = calloc(d->rows + 1, sizeof *d->losses);
  d->causes = calloc(d->rows + 1, sizeof *d->causes);
  d->suppressed = calloc(d->cells + 1, sizeof *d->suppressed);
  d->shown = calloc(d->cells + 1, sizeof *d->shown);
  d->cost = calloc(d->cells + 1, sizeof *d->cost);
  d->moved = calloc(d->cells + 1, sizeof *d->moved);
  bool all = d->losses && d->causes && d->suppressed && d->shown && d->cost && d->moved;
  for (size_t who = 0; who < INTRUDERS; who++) {
    d->intruders[who].audit = &d->audited[who];
    all = alloc_intruder(&d->intruders[who], d->suppressed, d->cells) && all;
  }
  return all ? UT_OK : UT_NOMEM;
}

static enum ut_status decide(struct ut_suppress *d, struct ut_error *err)
{
  for (size_t i = 0; i < d->rows; i++)
    if (d->figures.bases[i] != UT_NO_CELL)
      d->shown[d->figures.bases[i]]++;
  blank_primary(d);
  for (size_t who = 0; who < INTRUDERS; who++)
    for (size_t i = 0; i < d->cells; i++)
      set_intruder(d, who, i);
  enum ut_status status = ut_audit_new(&d->audit, &d->figures.relations, d->audited, INTRUDERS, err);
  if (status == UT_OK)
    status = protect_all(d, err);
  if (status == UT_OK)
    status = show_all_needless(d, err);
  return status == UT_OK ? audit_again(d, err) : status;
}

enum ut_status ut_suppress_new(struct ut_suppress **out, const struct ut_tidy_table *table,
                               const struct ut_suppress_options *options, struct ut_error *err)
{
  struct ut_suppress *d = *out = calloc(1, sizeof *d);
  if (!d)
    return ut_error_nomem(err);
  d->table = table;
  d->o = options;
  d->rows = ut_tidy_table_rows(table);
  if (find_figures(d) != UT_OK || alloc_cells(d) != UT_OK)
    return ut_error_nomem(err);
  return decide(d, err);
}

enum ut_loss ut_suppress_loss(const struct ut_suppress *d, size_t row)
{
  return (enum ut_loss)d->losses[row];
}

/* Can the cell be told without the marks? One that is shown again is no matter. */
static bool is_open(const struct ut_suppress *d, size_t cell)
{
  return d->suppressed[cell] && (d->intruders[KNOWS_ZEROS].exposed[cell] || d->intruders[KNOWS_FIGURES].exposed[cell]);
}

size_t ut_suppress_exposed_by_marks(const struct ut_suppress *d)
{
  size_t exposed = 0;
  for (size_t i = 0; i < d->cells; i++)
    exposed += d->intruders[KNOWS_MARKS].exposed[i] && !is_open(d, i);
  return exposed;
}

size_t ut_suppress_exposed_by_rows(const struct ut_suppress *d)
{
  size_t open = 0;
  for (size_t i = 0; i < d->cells; i++)
    open += is_open(d, i);
  return open;
}

void ut_suppress_free(struct ut_suppress *d)
{
  if (!d)
    return;
  for (size_t who = 0; who < INTRUDERS; who++) {
    free(d->intruders[who].bounds);
    free(d->intruders[who].targets);
    free(d->intruders[who].exposed);
    free(d->audited[who].intervals);
  }
  ut_audit_free(d->audit);
  ut_figures_clear(&d->figures);
  free(d->losses);
  free(d->causes);
  free(d->suppressed);
  free(d->shown);
  free(d->cost);
  free(d->moved);
  free(d);
}
