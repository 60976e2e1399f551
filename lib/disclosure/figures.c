/* Cells and relations of a table. */
#include "disclosure/figures.h"

#include <stdlib.h>

#include "disclosure/cell_order.h"
#include "disclosure/changes.h"
#include "disclosure/guesses.h"
#include "disclosure/margins.h"
#include "disclosure/repeated_ties.h"
#include "disclosure/row_ties.h"
#include "disclosure/shared_ties.h"
#include "disclosure/totals.h"

/* A row in a class of rows, for sorting. */
struct member {
  uint32_t class, row;
};

/* What ut_figures_init works with and frees. */
struct work {
  struct ut_figures *f;
  const struct ut_tidy_table *t;
  struct ut_distinct groups; /* of rows with one base: their keys, the dividing ones all alike */
  struct ut_distinct sets;   /* the classes of rows */
  struct ut_buf list;        /* struct member */
  uint32_t *cells;           /* the parts of a relation, no more than there are rows */
  int64_t *bases;            /* by group */
  bool *missing;             /* by slot: its count is not known */
  int64_t *guesses;          /* by slot: of counts that are blanked in what was published */
};

static struct ut_text bytes_of(const uint32_t *ranks, size_t count)
{
  return (struct ut_text){(const char *)ranks, count * sizeof *ranks};
}

static int compare(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

/* The slot of a row for the count that bas belongs to. */
static uint32_t based_slot(const struct ut_tidy_table *t, size_t row)
{
  return (uint32_t)(row * t->count_count + ut_tidy_table_based(t, row));
}

static const struct ut_tidy_table_slot *based_slot_of(const struct ut_tidy_table *t, size_t row)
{
  return ut_tidy_table_slot(t, based_slot(t, row));
}

/* The cells of one column of counts. */
static struct ut_figure_grid grid_of(const struct work *w, size_t which)
{
  return (struct ut_figure_grid){.table = w->t,
                                 .tuples = &w->t->tuples,
                                 .first = (uint32_t)which,
                                 .stride = (uint32_t)w->t->count_count,
                                 .missing = w->missing,
                                 .flow = ut_column_of(w->t->names[w->t->counts[which]])->flow};
}

/* ---- totals under two names ---- */

/* Lists the rows that are no totals in the keys of the set, and as the row in all others. */
static size_t list_divided(const struct work *w, const struct ut_figure_grid *g, uint32_t row, uint32_t set)
{
  const uint32_t *own = ut_tidy_table_tuple(w->t, row);
  size_t count = 0;
  for (uint32_t i = 0; i < ut_tidy_table_rows(w->t); i++) {
    const uint32_t *tuple = ut_tidy_table_tuple(w->t, i);
    bool same = ut_figure_grid_has(g, i) && !(ut_tidy_table_totals(w->t, i) & set);
    for (size_t k = 0; k < w->t->keys->count && same; k++)
      same = (set >> k & 1) || tuple[k] == own[k];
    if (same)
      w->cells[count++] = i;
  }
  return count;
}

/* The lesser of two totals that is what the greater has beside the other parts is none: an insats is called Alla. */
static enum ut_status relate_lesser(struct work *w, uint32_t one, uint32_t other, size_t count)
{
  struct ut_relations *r = &w->f->relations;
  bool one_is_less = ut_relations_value(r, one) < ut_relations_value(r, other);
  uint32_t whole = one_is_less ? other : one;
  int64_t rest = ut_relations_value(r, whole);
  w->cells[count++] = one_is_less ? one : other;
  for (size_t i = 0; i < count; i++)
    rest -= ut_relations_value(r, w->cells[i]);
  return rest == 0 && !r->open ? ut_relations_relate(r, whole, w->cells, count) : UT_OK;
}

/* One that is not the other is a total of its own, or a part. */
static enum ut_status relate_twin(struct work *w, const struct ut_figure_grid *g, struct ut_tidy_table_twin twin)
{
  struct ut_relations *r = &w->f->relations;
  uint32_t cell = ut_figure_grid_cell(g, twin.row), first = ut_figure_grid_cell(g, twin.first), set = 0;
  if (!ut_figure_grid_has(g, twin.row) || !ut_figure_grid_has(g, twin.first))
    return UT_OK;
  if (ut_relations_value(r, cell) == ut_relations_value(r, first))
    return ut_relations_relate(r, cell, &first, 1);
  for (size_t k = 0; k < w->t->keys->count; k++)
    set |= (uint32_t)(ut_tidy_table_tuple(w->t, twin.row)[k] != ut_tidy_table_tuple(w->t, twin.first)[k]) << k;
  size_t count = list_divided(w, g, twin.row, set);
  UT_TRY(relate_lesser(w, cell, first, count));
  return count > 0 ? ut_totals_divide(r, g, cell, w->cells, count, set) : UT_OK;
}

/* A total over several keys that only its count tells. */
static enum ut_status relate_corner(struct work *w, const struct ut_figure_grid *g, struct ut_corner corner)
{
  uint32_t cell = ut_figure_grid_cell(g, corner.row);
  size_t count = list_divided(w, g, corner.row, corner.set), kept = 0;
  for (size_t i = 0; i < count; i++)
    if (w->cells[i] != corner.row)
      w->cells[kept++] = w->cells[i];
  return kept > 0 && ut_figure_grid_has(g, corner.row)
             ? ut_totals_divide(&w->f->relations, g, cell, w->cells, kept, corner.set)
             : UT_OK;
}

static enum ut_status relate_count(struct work *w, size_t which)
{
  const struct ut_figure_grid grid = grid_of(w, which);
  UT_TRY(ut_totals_relate(&w->f->relations, &grid));
  for (size_t i = 0; i < w->t->twins.len / sizeof(struct ut_tidy_table_twin); i++)
    UT_TRY(relate_twin(w, &grid, ((const struct ut_tidy_table_twin *)(const void *)w->t->twins.ptr)[i]));
  for (size_t i = 0; i < w->t->corners.len / sizeof(struct ut_corner); i++)
    UT_TRY(relate_corner(w, &grid, ((const struct ut_corner *)(const void *)w->t->corners.ptr)[i]));
  return UT_OK;
}

/* ---- bases ---- */

/* The keys of a row as bytes, those of the set all alike. */
static struct ut_text keys_without(const struct ut_tidy_table *t, size_t row, uint32_t set,
                                   uint32_t tuple[UT_TIDY_TABLE_KEYS])
{
  memcpy(tuple, ut_tidy_table_tuple(t, row), t->keys->count * sizeof *tuple);
  for (size_t i = 0; i < t->keys->count; i++)
    if (set >> i & 1)
      tuple[i] = 0;
  return bytes_of(tuple, t->keys->count);
}

/* Numbers the groups of rows that differ in no key but those of the set, with the base of each; *constant is false, and
 * not all are numbered, where one has two. */
static enum ut_status find_groups(struct work *w, uint32_t set, bool *constant)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS], number;
  size_t count = 0;
  ut_distinct_clear(&w->groups);
  *constant = true;
  for (size_t i = 0; i < ut_tidy_table_rows(w->t) && *constant; i++) {
    int64_t base = based_slot_of(w->t, i)->base;
    if (base < 0)
      continue;
    UT_TRY(ut_distinct_add(&w->groups, keys_without(w->t, i, set, tuple), &number));
    if (number == count)
      w->bases[count++] = base;
    *constant = w->bases[number] == base;
  }
  return UT_OK;
}

/* The keys over which the base never changes though they do; the last one is tried first. */
static enum ut_status find_dividing(struct work *w, uint32_t *set)
{
  size_t before = ut_tidy_table_rows(w->t);
  *set = 0;
  for (size_t k = ut_tidy_table_named_keys(w->t); k-- > 0;) {
    bool constant;
    UT_TRY(find_groups(w, *set | UINT32_C(1) << k, &constant));
    size_t count = ut_texts_count(&w->groups.texts);
    if (!constant || count >= before)
      continue;
    *set |= UINT32_C(1) << k;
    before = count;
  }
  return UT_OK;
}

/* May the row have the base of its group, as one of a table that has bases? */
static bool has_base(const struct work *w, size_t row)
{
  size_t line = ut_whole_table_entered(w->t->whole, row);
  return !w->missing[based_slot(w->t, row)] &&
         (!w->t->several || ut_tidy_table_has(w->t, ut_tidy_table_origin(w->t, line), (size_t)w->t->base));
}

/* A cell for the base of each group, and which rows have it: those without one of their own too. */
static enum ut_status add_bases(struct work *w, uint32_t set)
{
  struct ut_figures *f = w->f;
  uint32_t tuple[UT_TIDY_TABLE_KEYS], number;
  bool constant;
  UT_TRY(find_groups(w, set, &constant));
  f->base_count = ut_texts_count(&w->groups.texts);
  for (size_t i = 0; i < f->base_count; i++)
    UT_TRY(ut_relations_add_cell(&f->relations, w->bases[i]));
  for (size_t i = 0; i < ut_tidy_table_rows(w->t); i++)
    if (has_base(w, i) && ut_distinct_find(&w->groups, keys_without(w->t, i, set, tuple), &number))
      f->bases[based_slot(w->t, i)] = (uint32_t)f->slots + number;
  return UT_OK;
}

/* ---- what divides them ---- */

static int compare_members(const void *a, const void *b)
{
  const struct member *x = a, *y = b;
  int order = compare(x->class, y->class);
  return order ? order : compare(x->row, y->row);
}

/* Where the counts with a base of their own add up to it and the others are too much, as of those who did not answer,
 * the others are outside: leaves them out of the rows, and returns how many remain. */
static size_t leave_outsiders(const struct work *w, uint32_t *rows, size_t count)
{
  int64_t base = ut_relations_value(&w->f->relations, w->f->bases[based_slot(w->t, rows[0])]), own = 0, all = 0;
  size_t left = 0;
  for (size_t i = 0; i < count; i++) {
    const struct ut_tidy_table_slot *row = based_slot_of(w->t, rows[i]);
    all += row->count;
    own += row->base >= 0 ? row->count : 0;
  }
  if (own != base || all == base)
    return count;
  for (size_t i = 0; i < count; i++)
    if (based_slot_of(w->t, rows[i])->base >= 0)
      rows[left++] = rows[i];
  return left;
}

static enum ut_status list_members(struct work *w, uint32_t set)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  ut_distinct_clear(&w->sets);
  w->list.len = 0;
  for (uint32_t i = 0; i < ut_tidy_table_rows(w->t); i++) {
    struct member member = {.row = i};
    if (w->f->bases[based_slot(w->t, i)] == UT_NO_CELL || ut_tidy_table_totals(w->t, i) & set)
      continue;
    UT_TRY(ut_distinct_add(&w->sets, keys_without(w->t, i, set, tuple), &member.class));
    UT_TRY(ut_buf_add(&w->list, &member, sizeof member));
  }
  return UT_OK;
}

/* Relates the bases to the rows that differ in the keys of the set alone, totals over these left out. */
static enum ut_status divide(struct work *w, uint32_t set)
{
  UT_TRY(list_members(w, set));
  struct member *members = (void *)w->list.ptr;
  size_t count = w->list.len / sizeof *members;
  if (count > 1)
    qsort(members, count, sizeof *members, compare_members);
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from; to < count && members[to].class == members[from].class; to++)
      w->cells[to - from] = members[to].row;
    size_t parts = leave_outsiders(w, w->cells, to - from);
    uint32_t base = w->f->bases[based_slot(w->t, members[from].row)];
    struct ut_figure_grid grid = grid_of(w, ut_tidy_table_based(w->t, members[from].row));
    UT_TRY(ut_totals_divide(&w->f->relations, &grid, base, w->cells, parts, set));
  }
  return UT_OK;
}

/* A total over all that divides a base is part of no division, and still no more than the base. */
static enum ut_status bound_wholes(struct work *w, uint32_t set)
{
  for (uint32_t i = 0; i < ut_tidy_table_rows(w->t); i++) {
    uint32_t slot = based_slot(w->t, i);
    if (w->f->bases[slot] != UT_NO_CELL && (ut_tidy_table_totals(w->t, i) & set) == set)
      UT_TRY(ut_relations_bound(&w->f->relations, w->f->bases[slot], slot));
  }
  return UT_OK;
}

/* What another table counts by the keys of a base, but for those that divide it, are those of the base, or more, or
 * fewer. */
static enum ut_status relate_elsewhere(struct work *w, uint32_t set)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS], number;
  for (uint32_t i = 0; i < ut_tidy_table_rows(w->t) && w->t->several; i++) {
    uint32_t slot = based_slot(w->t, i);
    if (w->missing[slot] || has_base(w, i) || (ut_tidy_table_totals(w->t, i) & set) != set ||
        !ut_distinct_find(&w->groups, keys_without(w->t, i, set, tuple), &number))
      continue;
    uint32_t base = (uint32_t)w->f->slots + number;
    bool more = ut_relations_value(&w->f->relations, slot) > ut_relations_value(&w->f->relations, base);
    UT_TRY(ut_relations_relate(&w->f->relations, more ? slot : base, more ? &base : &slot, 1));
  }
  return UT_OK;
}

/* Two tables that have a row in common have its base in common. */
static enum ut_status relate_twin_bases(struct work *w)
{
  for (size_t i = 0; i < w->t->twins.len / sizeof(struct ut_tidy_table_twin); i++) {
    struct ut_tidy_table_twin twin = ((const struct ut_tidy_table_twin *)(const void *)w->t->twins.ptr)[i];
    uint32_t base = w->f->bases[based_slot(w->t, twin.row)], first = w->f->bases[based_slot(w->t, twin.first)];
    if (base != UT_NO_CELL && first != UT_NO_CELL && base != first)
      UT_TRY(ut_relations_balance(&w->f->relations, &base, 1, &first, 1));
  }
  return UT_OK;
}

static enum ut_status relate_bases(struct work *w)
{
  uint32_t all, set = 0;
  const struct ut_figure_grid bases = {
      .table = w->t, .tuples = &w->groups, .first = (uint32_t)w->f->slots, .stride = 1};
  UT_TRY(find_dividing(w, &all));
  UT_TRY(add_bases(w, all));
  UT_TRY(ut_totals_relate(&w->f->relations, &bases));
  UT_TRY(bound_wholes(w, all));
  UT_TRY(relate_elsewhere(w, all));
  UT_TRY(relate_twin_bases(w));
  while (set != all) {
    set = (set - all) & all; /* the next subset of `all`, which is the last */
    UT_TRY(divide(w, set));
  }
  return UT_OK;
}

/* ---- counts of one row ---- */

/* Who is counted and who is not known are some of the base. */
static enum ut_status relate_unknown(struct work *w, size_t row)
{
  uint32_t own = based_slot(w->t, row), base = w->f->bases[own];
  for (size_t i = 0; i < w->t->count_count && base != UT_NO_CELL && !w->missing[own]; i++) {
    uint32_t slot = (uint32_t)(row * w->t->count_count + i);
    if (ut_column_of(w->t->names[w->t->counts[i]])->unknown && !w->missing[slot])
      UT_TRY(ut_relations_relate(&w->f->relations, base, (const uint32_t[]){own, slot}, 2));
  }
  return UT_OK;
}

static enum ut_status relate_counts(struct work *w)
{
  UT_TRY(ut_row_ties_relate(&w->f->relations, w->t, w->missing));
  UT_TRY(ut_repeated_ties_relate(&w->f->relations, w->t, w->missing));
  UT_TRY(ut_shared_ties_relate(&w->f->relations, w->t, w->missing));
  for (size_t row = 0; row < ut_tidy_table_rows(w->t); row++)
    UT_TRY(relate_unknown(w, row));
  return UT_OK;
}

/* ---- public ---- */

/* The cell of what a count of a row is some of, and its number: its base, or another count of the row. -1: none. */
static int64_t find_whole(const struct ut_figures *f, const struct ut_tidy_table *t, uint32_t first, size_t which,
                          uint32_t *cell)
{
  int64_t whole = ut_tidy_table_slot(t, first + which)->base;
  const struct ut_column *part = ut_column_of(t->names[t->counts[which]]);
  *cell = f->bases[first + which];
  for (uint32_t i = 0; whole < 0 && i < t->count_count; i++)
    if (ut_column_is_within(part, t->names[t->counts[i]]) && ut_tidy_table_shows_slot(t, first + i)) {
      whole = ut_tidy_table_slot(t, first + i)->count;
      *cell = first + i;
    }
  return whole;
}

static enum ut_status add_complement(struct ut_figures *f, const struct ut_tidy_table *t, uint32_t first, size_t which,
                                     const struct ut_figure_sizes *sizes)
{
  uint32_t cell, slot = first + (uint32_t)which;
  int64_t count = ut_tidy_table_slot(t, slot)->count, whole = find_whole(f, t, first, which, &cell);
  int64_t complement = whole - count;
  if (whole < 0 || count < 0 || complement < sizes->complement_low || complement > sizes->complement_high ||
      !ut_tidy_table_shows_slot(t, slot))
    return UT_OK;
  f->complements[slot] = (uint32_t)ut_relations_cells(&f->relations);
  UT_TRY(ut_relations_add_cell(&f->relations, complement));
  return ut_relations_relate(&f->relations, cell, (const uint32_t[]){slot, f->complements[slot]}, 2);
}

static enum ut_status add_complements(struct ut_figures *f, const struct ut_tidy_table *t,
                                      const struct ut_figure_sizes *sizes)
{
  for (size_t row = 0; row < ut_tidy_table_rows(t); row++)
    for (size_t i = 0; i < t->count_count; i++)
      UT_TRY(add_complement(f, t, (uint32_t)(row * t->count_count), i, sizes));
  return UT_OK;
}

static enum ut_status add_slots(struct work *w)
{
  struct ut_figures *f = w->f;
  for (size_t i = 0; i < f->slots; i++) {
    const struct ut_tidy_table_slot *slot = ut_tidy_table_slot(w->t, i);
    f->bases[i] = f->complements[i] = UT_NO_CELL;
    w->missing[i] = slot->count < 0 && slot->blank == UT_BLANK_NONE;
    UT_TRY(ut_relations_add_cell(&f->relations, slot->count < 0 ? w->guesses[i] : slot->count));
  }
  return UT_OK;
}

/* ---- what is known besides ---- */

static enum ut_figure_known known_slot(const struct ut_tidy_table *t, size_t slot)
{
  if (ut_tidy_table_slot(t, slot)->blank != UT_BLANK_NONE)
    return UT_FIGURE_GUESSED;
  return ut_tidy_table_shows_slot(t, slot) ? UT_FIGURE_OWN : UT_FIGURE_PRINTED;
}

/* A base is printed with one of its rows; a change is a guess where what it is the change of is one. */
static enum ut_status find_known(struct work *w)
{
  struct ut_figures *f = w->f;
  size_t cells = ut_relations_cells(&f->relations);
  f->known = calloc(cells + 1, sizeof *f->known);
  if (!f->known)
    return UT_NOMEM;
  for (size_t i = 0; i < f->slots; i++) {
    f->known[i] = (unsigned char)known_slot(w->t, i);
    if (f->bases[i] != UT_NO_CELL && !ut_tidy_table_shows_slot(w->t, i))
      f->known[f->bases[i]] = UT_FIGURE_PRINTED;
  }
  for (size_t cell = f->first_change; cell < cells; cell++)
    for (size_t i = f->relations.first[cell]; i < f->relations.first[cell + 1]; i++) {
      const struct ut_relation *r = ut_relations_at(&f->relations, f->relations.places[i].relation);
      for (size_t k = 0; k < r->count; k++)
        if (f->known[ut_relations_terms(&f->relations, r)[k].cell] == UT_FIGURE_GUESSED)
          f->known[cell] = UT_FIGURE_GUESSED;
    }
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status relate_all(struct work *w, const struct ut_figure_sizes *sizes)
{
  struct ut_figures *f = w->f;
  UT_TRY(add_slots(w));
  for (size_t i = 0; i < w->t->count_count; i++)
    UT_TRY(relate_count(w, i));
  if (w->t->base >= 0)
    UT_TRY(relate_bases(w));
  UT_TRY(add_complements(f, w->t, sizes));
  UT_TRY(relate_counts(w));
  UT_TRY(ut_margins_relate(&f->relations, w->t, w->missing, f->bases));
  f->first_change = ut_relations_cells(&f->relations);
  UT_TRY(ut_changes_relate(&f->relations, w->t, w->missing));
  return ut_relations_index(&f->relations);
}

/* Counts that agree with what was published, by all that may hold of them. */
static enum ut_status guess(struct work *w, const struct ut_figure_sizes *sizes)
{
  struct ut_figures *f = w->f;
  struct ut_cell_order order = {0};
  f->relations.open = true;
  UT_TRY(relate_all(w, sizes));
  enum ut_status status = ut_cell_order_init(&order, w->t, f);
  if (status == UT_OK)
    status = ut_relations_arrange(&f->relations, order.ranks);
  if (status == UT_OK)
    status = ut_guesses_find(&f->relations, f->first_change, order.cells, w->t, sizes, w->guesses);
  ut_cell_order_clear(&order);
  ut_relations_clear(&f->relations);
  return status;
}

static enum ut_status find_figures(struct work *w, const struct ut_figure_sizes *sizes)
{
  struct ut_figures *f = w->f;
  bool guessed = false;
  f->bases = malloc((f->slots + 1) * sizeof *f->bases);
  f->complements = malloc((f->slots + 1) * sizeof *f->complements);
  w->cells = malloc((f->slots + 1) * sizeof *w->cells);
  w->bases = malloc((f->slots + 1) * sizeof *w->bases);
  w->missing = malloc((f->slots + 1) * sizeof *w->missing);
  w->guesses = calloc(f->slots + 1, sizeof *w->guesses);
  if (!f->bases || !f->complements || !w->cells || !w->bases || !w->missing || !w->guesses)
    return UT_NOMEM;
  for (size_t i = 0; i < f->slots; i++)
    guessed = guessed || ut_tidy_table_slot(w->t, i)->blank != UT_BLANK_NONE;
  if (guessed)
    UT_TRY(guess(w, sizes));
  UT_TRY(relate_all(w, sizes));
  return find_known(w);
}

enum ut_status ut_figures_init(struct ut_figures *f, const struct ut_tidy_table *table,
                               const struct ut_figure_sizes *sizes)
{
  struct work w = {.f = f, .t = table};
  *f = (struct ut_figures){.slots = ut_tidy_table_slots(table)};
  enum ut_status status = find_figures(&w, sizes);
  ut_distinct_clear(&w.groups);
  ut_distinct_clear(&w.sets);
  ut_buf_clear(&w.list);
  free(w.cells);
  free(w.bases);
  free(w.missing);
  free(w.guesses);
  return status;
}

void ut_figures_clear(struct ut_figures *f)
{
  ut_relations_clear(&f->relations);
  free(f->bases);
  free(f->complements);
  free(f->known);
  *f = (struct ut_figures){0};
}
