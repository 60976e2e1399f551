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

enum { PRESUMES, RECKONS, MARKS, VIEWS };

enum {
  REACH = 1000, /* times what is asked for: how far from its value a cell is looked for, beyond what any table needs */
  DEPTH = 16,   /* steps of cost in a doubling of a count */
  TOTAL = 64    /* a total costs so many times more */
};

struct view {
  struct ut_audit_view *audit;
  struct ut_span *room;
  int64_t *targets; /* by cell: how widely it must be seen once it is hidden; 0: it need not be */
  bool *told;       /* by cell: it cannot be seen so widely, whatever is blanked */
};

/* For whom a row was blanked. */
struct cause {
  struct view *view;
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
  bool *hidden;          /* by cell */
  size_t *shown;         /* by cell: rows that are not blanked, of a base */
  double *cost;          /* by cell */
  bool *moved;           /* by cell */
  struct view views[VIEWS];
  struct ut_audit_view audited[VIEWS];
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

static bool has_small_rest(const struct ut_suppress *d, size_t row)
{
  const struct ut_tidy_table_row *r = ut_tidy_table_row(d->table, row);
  return d->o->complement && r->base >= r->count && is_small(d, r->base - r->count);
}

static enum ut_loss primary_loss(const struct ut_suppress *d, size_t row)
{
  int64_t count = ut_tidy_table_row(d->table, row)->count;
  if (is_small(d, count))
    return count == 0 ? UT_LOSS_ZERO : UT_LOSS_SMALL;
  return has_small_rest(d, row) ? UT_LOSS_COMPLEMENT : UT_LOSS_NONE;
}

/* ---- blanking ---- */

static void hide_row(struct ut_suppress *d, size_t row, enum ut_loss loss)
{
  uint32_t base = d->figures.bases[row], rest = d->figures.rests[row];
  if (d->losses[row] != UT_LOSS_NONE)
    return;
  d->losses[row] = (unsigned char)loss;
  d->blanked++;
  d->causes[row] = d->cause;
  d->hidden[row] = true;
  if (rest != UT_NO_CELL)
    d->hidden[rest] = true;
  if (base != UT_NO_CELL)
    d->hidden[base] = --d->shown[base] == 0;
}

/* Blanks every row that shows one of the cells. A base is shown by all its rows. */
static bool hide_cells(struct ut_suppress *d, const bool *cells)
{
  bool any = false;
  for (size_t i = 0; i < d->rows; i++) {
    uint32_t base = d->figures.bases[i], rest = d->figures.rests[i];
    bool shows = cells[i] || (base != UT_NO_CELL && cells[base]) || (rest != UT_NO_CELL && cells[rest]);
    if (!shows || d->losses[i] != UT_LOSS_NONE)
      continue;
    hide_row(d, i, UT_LOSS_SECONDARY);
    any = true;
  }
  return any;
}

/* The small counts, then the rows of small bases, which are counts of persons too. */
static void hide_primary(struct ut_suppress *d)
{
  for (size_t i = 0; i < d->rows; i++) {
    enum ut_loss loss = primary_loss(d, i);
    if (loss != UT_LOSS_NONE)
      hide_row(d, i, loss);
  }
  for (size_t i = d->rows; i < d->rows + d->figures.base_count; i++)
    d->moved[i] = is_small(d, ut_relations_value(&d->figures.relations, i));
  hide_cells(d, d->moved);
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
    if (d->figures.rests[i] != UT_NO_CELL)
      d->cost[d->figures.rests[i]] = cost;
  }
}

/* ---- one person and one cell ---- */

static int64_t width(const struct view *v, size_t cell)
{
  return v->audit->seen[cell].high - v->audit->seen[cell].low;
}

static bool is_safe(const struct view *v, size_t cell)
{
  return width(v, cell) >= v->targets[cell];
}

/* Sees how widely the cell can be, which is what takes time. */
static enum ut_status widen(struct ut_suppress *d, struct view *v, uint32_t cell, struct ut_error *err)
{
  const struct ut_tick *tick = d->o->tick;
  if (tick)
    tick->tick(tick->context, 0, 0, d->blanked);
  return ut_audit_widen(d->audit, v->audit, cell, v->targets[cell], err);
}

/* Blanks what lets the cell be elsewhere: above its value, by what is lacking when it can be all the way below too,
 * which the next round sees to; where there is no way so far up, below, or at least one up. */
static enum ut_status make_room(struct ut_suppress *d, struct view *v, uint32_t cell, bool *possible,
                                struct ut_error *err)
{
  const struct ut_seen *seen = &v->audit->seen[cell];
  int64_t lacking = v->targets[cell] - width(v, cell), below = seen->low - v->room[cell].low;
  const int64_t steps[] = {seen->high + (lacking > below ? lacking - below : 1), seen->low - 1, seen->high + 1};
  enum ut_status status = UT_OK;
  *possible = false;
  reckon_costs(d);
  for (size_t i = 0; i < sizeof steps / sizeof *steps && status == UT_OK && !*possible; i++)
    status = ut_audit_cheapest(d->audit, v->audit, cell, steps[i], d->cost, d->moved, possible, err);
  return status;
}

/* Blanks all that is left. */
static bool hide_all(struct ut_suppress *d)
{
  for (size_t i = 0; i < d->rows; i++)
    d->moved[i] = true;
  return hide_cells(d, d->moved);
}

/* Blanks what makes room for the cell. Should there be a way that numbers cannot prove, everything goes; where there is
 * none, and of the marks, that is no cure. */
static enum ut_status blank_for(struct ut_suppress *d, struct view *v, uint32_t cell, bool *changed,
                                struct ut_error *err)
{
  bool possible;
  int64_t before = width(v, cell);
  d->cause = (struct cause){v, cell};
  enum ut_status status = make_room(d, v, cell, &possible, err);
  if (status != UT_OK)
    return status;
  bool more = possible && hide_cells(d, d->moved);
  bool stuck = !more && width(v, cell) == before;
  if (stuck && possible && v != &d->views[MARKS]) {
    more = hide_all(d);
    stuck = !more;
  }
  v->told[cell] = stuck;
  *changed = *changed || more;
  return UT_OK;
}

/* Goes on until the cell is safe. */
static enum ut_status protect(struct ut_suppress *d, struct view *v, uint32_t cell, bool *changed, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  while (status == UT_OK && !is_safe(v, cell) && !v->told[cell]) {
    status = widen(d, v, cell, err);
    if (status == UT_OK && !is_safe(v, cell))
      status = blank_for(d, v, cell, changed, err);
  }
  return status;
}

static enum ut_status protect_all(struct ut_suppress *d, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  for (bool changed = true; changed && status == UT_OK;) {
    changed = false;
    for (size_t v = 0; v < VIEWS; v++)
      for (uint32_t i = 0; i < d->cells && status == UT_OK; i++)
        if (d->hidden[i] && d->views[v].targets[i] > 0)
          status = protect(d, &d->views[v], i, &changed, err);
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
  d->hidden[row] = false;
  if (base == UT_NO_CELL)
    return;
  d->shown[base]++;
  d->hidden[base] = false;
}

static bool relies(const struct ut_suppress *d, const struct view *v, uint32_t cell, uint32_t row)
{
  const struct ut_seen *seen = &v->audit->seen[cell];
  uint32_t base = d->figures.bases[row];
  if (!d->hidden[cell] || v->targets[cell] == 0)
    return false;
  return ut_audit_relies(d->audit, seen, row) || (base != UT_NO_CELL && ut_audit_relies(d->audit, seen, base));
}

/* Is a cell that relied on the row as safe as it was, or as is asked for, now that this is shown? What was seen of it
 * begins again. */
static enum ut_status ask_again(struct ut_suppress *d, struct view *v, uint32_t cell, uint32_t row, bool *safe,
                                struct ut_error *err)
{
  struct ut_seen before = v->audit->seen[cell];
  int64_t was = width(v, cell);
  if (!relies(d, v, cell, row))
    return UT_OK;
  v->audit->seen[cell] = (struct ut_seen){0};
  enum ut_status status = widen(d, v, cell, err);
  *safe = is_safe(v, cell) || width(v, cell) >= was;
  if (!*safe)
    v->audit->seen[cell] = before;
  return status;
}

/* Asks all whose safety relied on the row or its base. */
static enum ut_status ask_all(struct ut_suppress *d, struct view *v, uint32_t row, bool *safe, struct ut_error *err)
{
  uint32_t base = d->figures.bases[row];
  struct ut_buf cells = {0};
  enum ut_status status = ut_audit_reliant(d->audit, v->audit, row, &cells);
  if (status == UT_OK && base != UT_NO_CELL)
    status = ut_audit_reliant(d->audit, v->audit, base, &cells);
  if (status != UT_OK)
    ut_error_nomem(err);
  const uint32_t *first = (const void *)cells.ptr;
  for (size_t i = 0; i < cells.len / sizeof *first && status == UT_OK && *safe; i++)
    status = ask_again(d, v, first[i], row, safe, err);
  ut_buf_clear(&cells);
  return status;
}

/* Shows the row, unless somebody needs it blanked: most likely the one it was blanked for. */
static enum ut_status show_needless(struct ut_suppress *d, uint32_t row, struct ut_error *err)
{
  struct cause first = d->causes[row];
  bool safe = true;
  show_row(d, row);
  enum ut_status status = ask_again(d, first.view, first.cell, row, &safe, err);
  for (struct view *v = d->views; v < d->views + VIEWS && status == UT_OK; v++)
    status = ask_all(d, v, row, &safe, err);
  if (!safe) {
    d->cause = first;
    hide_row(d, row, UT_LOSS_SECONDARY);
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
  for (struct view *v = d->views; v < d->views + VIEWS; v++)
    for (uint32_t i = 0; i < d->cells; i++)
      if (d->hidden[i] && v->targets[i] > 0 && !ut_audit_holds(d->audit, v->audit, i))
        v->audit->seen[i] = (struct ut_seen){0};
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

static struct ut_span room_between(int64_t value, int64_t least, int64_t most, int64_t reach)
{
  return (struct ut_span){clip(least - value, reach), clip(most - value, reach)};
}

/* A base has no mark, a rest is only there where it is small. */
static struct ut_span marked_room(const struct ut_suppress *d, size_t cell, int64_t value, int64_t reach)
{
  if (is_base(d, cell))
    return room_between(value, 0, INT64_MAX, reach);
  if (!is_count(d, cell) || is_small(d, value))
    return room_between(value, !d->o->zeros, d->o->min - 1, reach);
  bool rest = d->losses[cell] == UT_LOSS_COMPLEMENT;
  return room_between(value, rest ? 0 : d->o->min, INT64_MAX, reach);
}

static void set_view(struct ut_suppress *d, size_t which, size_t cell)
{
  struct view *v = &d->views[which];
  int64_t value = ut_relations_value(&d->figures.relations, cell), interval = d->o->interval, min = d->o->min;
  int64_t reach = REACH * (interval > min ? interval : min);
  bool small = is_small(d, value), presumed = value == 0 && !d->o->zeros && which != RECKONS;
  if (presumed)
    v->room[cell] = (struct ut_span){0, 0};
  else if (which == MARKS)
    v->room[cell] = marked_room(d, cell, value, reach);
  else
    v->room[cell] = room_between(value, 0, INT64_MAX, reach);
  const int64_t targets[VIEWS] = {[PRESUMES] = small ? interval : 0,
                                  [RECKONS] = small || is_base(d, cell) ? 0 : interval,
                                  [MARKS] = small && !is_base(d, cell) ? 1 : 0};
  v->targets[cell] = targets[which];
}

static bool alloc_view(struct view *v, const bool *hidden, size_t cells)
{
  v->room = calloc(cells + 1, sizeof *v->room);
  v->targets = calloc(cells + 1, sizeof *v->targets);
  v->told = calloc(cells + 1, sizeof *v->told);
  *v->audit = (struct ut_audit_view){.hidden = hidden, .room = v->room};
  v->audit->seen = calloc(cells + 1, sizeof *v->audit->seen);
  return v->room && v->targets && v->told && v->audit->seen;
}

/* ---- public ---- */

static enum ut_status find_figures(struct ut_suppress *d)
{
  bool *rest = calloc(d->rows + 1, sizeof *rest);
  if (!rest)
    return UT_NOMEM;
  for (size_t i = 0; i < d->rows; i++)
    rest[i] = has_small_rest(d, i);
  enum ut_status status = ut_figures_init(&d->figures, d->table, rest);
  free(rest);
  d->cells = ut_relations_cells(&d->figures.relations);
  return status;
}

static enum ut_status alloc_cells(struct ut_suppress *d)
{
  d->losses = calloc(d->rows + 1, sizeof *d->losses);
  d->causes = calloc(d->rows + 1, sizeof *d->causes);
  d->hidden = calloc(d->cells + 1, sizeof *d->hidden);
  d->shown = calloc(d->cells + 1, sizeof *d->shown);
  d->cost = calloc(d->cells + 1, sizeof *d->cost);
  d->moved = calloc(d->cells + 1, sizeof *d->moved);
  bool all = d->losses && d->causes && d->hidden && d->shown && d->cost && d->moved;
  for (size_t v = 0; v < VIEWS; v++) {
    d->views[v].audit = &d->audited[v];
    all = alloc_view(&d->views[v], d->hidden, d->cells) && all;
  }
  return all ? UT_OK : UT_NOMEM;
}

static enum ut_status decide(struct ut_suppress *d, struct ut_error *err)
{
  for (size_t i = 0; i < d->rows; i++)
    if (d->figures.bases[i] != UT_NO_CELL)
      d->shown[d->figures.bases[i]]++;
  hide_primary(d);
  for (size_t v = 0; v < VIEWS; v++)
    for (size_t i = 0; i < d->cells; i++)
      set_view(d, v, i);
  enum ut_status status = ut_audit_new(&d->audit, &d->figures.relations, d->audited, VIEWS, err);
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
  return d->hidden[cell] && (d->views[PRESUMES].told[cell] || d->views[RECKONS].told[cell]);
}

size_t ut_suppress_exposed_by_marks(const struct ut_suppress *d)
{
  size_t told = 0;
  for (size_t i = 0; i < d->cells; i++)
    told += d->views[MARKS].told[i] && !is_open(d, i);
  return told;
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
  for (size_t v = 0; v < VIEWS; v++) {
    free(d->views[v].room);
    free(d->views[v].targets);
    free(d->views[v].told);
    free(d->audited[v].seen);
  }
  ut_audit_free(d->audit);
  ut_figures_clear(&d->figures);
  free(d->losses);
  free(d->causes);
  free(d->hidden);
  free(d->shown);
  free(d->cost);
  free(d->moved);
  free(d);
}
