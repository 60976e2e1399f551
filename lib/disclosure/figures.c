/* Cells and relations of a table. */
#include "disclosure/figures.h"

#include <stdlib.h>

/* A tuple that is part of a total, which has `*` in the keys of `over` besides. */
struct part {
  uint32_t total, over, part;
};

/* A row in a class of rows, for sorting. */
struct member {
  uint32_t class, row;
};

/* What ut_figures_init works with and frees. */
struct work {
  struct ut_figures *f;
  const struct ut_tidy_table *t;
  struct ut_distinct groups; /* of rows with one base: their keys, the dividing ones all alike */
  struct ut_distinct sets;   /* the sets of `*` that occur, or the classes of rows */
  struct ut_buf list;        /* struct part or struct member */
  uint32_t *cells;           /* the parts of a relation, no more than there are rows */
  int64_t *bases;            /* by group */
};

static struct ut_text bytes_of(const uint32_t *ranks, size_t count)
{
  return (struct ut_text){(const char *)ranks, count * sizeof *ranks};
}

static int compare(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

/* ---- totals ---- */

static const uint32_t *tuple_of(const struct ut_distinct *tuples, size_t index)
{
  return (const uint32_t *)(const void *)ut_texts_get(&tuples->texts, index).ptr;
}

/* The set of keys that are `*`. */
static uint32_t stars_of(const uint32_t *tuple, size_t keys)
{
  uint32_t stars = 0;
  for (size_t i = 0; i < keys; i++)
    stars |= (uint32_t)(tuple[i] == UT_KEY_ALL) << i;
  return stars;
}

/* Is there the tuple with `*` in the keys of the set besides? */
static bool find_total(const struct work *w, const struct ut_distinct *tuples, uint32_t part, uint32_t set,
                       uint32_t *number)
{
  const uint32_t *tuple = tuple_of(tuples, part);
  size_t keys = w->t->keys->count;
  uint32_t total[UT_TIDY_TABLE_KEYS];
  for (size_t k = 0; k < keys; k++)
    total[k] = set >> k & 1 ? UT_KEY_ALL : tuple[k];
  return ut_distinct_find(tuples, bytes_of(total, keys), number);
}

/* Lists the totals that the tuple is part of. */
static enum ut_status list_totals(struct work *w, const struct ut_distinct *tuples, uint32_t part)
{
  uint32_t own = stars_of(tuple_of(tuples, part), w->t->keys->count), number;
  for (size_t i = 0; i < ut_texts_count(&w->sets.texts); i++) {
    uint32_t stars = *tuple_of(&w->sets, i);
    if ((stars & own) == own && stars != own && find_total(w, tuples, part, stars, &number))
      UT_TRY(ut_buf_add(&w->list, &(struct part){number, stars & ~own, part}, sizeof(struct part)));
  }
  return UT_OK;
}

static enum ut_status list_parts(struct work *w, const struct ut_distinct *tuples)
{
  size_t count = ut_texts_count(&tuples->texts);
  ut_distinct_clear(&w->sets);
  for (size_t i = 0; i < count; i++) {
    uint32_t stars = stars_of(tuple_of(tuples, i), w->t->keys->count), number;
    UT_TRY(ut_distinct_add(&w->sets, bytes_of(&stars, 1), &number));
  }
  w->list.len = 0;
  for (uint32_t i = 0; i < count; i++)
    UT_TRY(list_totals(w, tuples, i));
  return UT_OK;
}

/* Totals over one key first. */
static int compare_parts(const void *a, const void *b)
{
  const struct part *x = a, *y = b;
  int order = compare((uint32_t)__builtin_popcount(x->over), (uint32_t)__builtin_popcount(y->over));
  if (order == 0)
    order = compare(x->total, y->total);
  if (order == 0)
    order = compare(x->over, y->over);
  return order ? order : compare(x->part, y->part);
}

/* Is every part in a total over all keys of the run but the first? Where totals over one key are sums, the sums of
 * those totals imply that of the run. */
static bool is_implied(const struct work *w, const struct ut_distinct *tuples, const struct part *run, size_t count)
{
  uint32_t number;
  for (size_t i = 0; i < count; i++)
    if (!find_total(w, tuples, run[i].part, run->over & (run->over - 1), &number))
      return false;
  return true;
}

/* Relates the totals among the tuples, which are the cells from `first` on, to the tuples with values where they have
 * `*` and the same in all other keys. A relation over several keys that those over each of them imply is left out. */
static enum ut_status relate_totals(struct work *w, const struct ut_distinct *tuples, uint32_t first)
{
  struct ut_relations *r = &w->f->relations;
  bool exact = true;
  UT_TRY(list_parts(w, tuples));
  struct part *parts = (void *)w->list.ptr;
  size_t count = w->list.len / sizeof *parts;
  if (count > 1)
    qsort(parts, count, sizeof *parts, compare_parts);
  for (size_t from = 0, to; from < count; from = to) {
    const struct part *run = parts + from;
    for (to = from; to < count && parts[to].total == run->total && parts[to].over == run->over; to++)
      w->cells[to - from] = first + parts[to].part;
    bool single = (run->over & (run->over - 1)) == 0;
    if (!single && exact && is_implied(w, tuples, run, to - from))
      continue;
    UT_TRY(ut_relations_relate(r, first + run->total, w->cells, to - from));
    exact = exact && ut_relations_at(r, ut_relations_count(r) - 1)->exact;
  }
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
  for (size_t i = 0; i < w->f->rows && *constant; i++) {
    int64_t base = ut_tidy_table_row(w->t, i)->base;
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
  size_t before = w->f->rows;
  *set = 0;
  for (size_t k = w->t->keys->count; k-- > 0;) {
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
  for (size_t i = 0; i < f->rows; i++)
    if (ut_distinct_find(&w->groups, keys_without(w->t, i, set, tuple), &number))
      f->bases[i] = (uint32_t)f->rows + number;
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
  int64_t base = ut_relations_value(&w->f->relations, w->f->bases[rows[0]]), own = 0, all = 0;
  size_t left = 0;
  for (size_t i = 0; i < count; i++) {
    const struct ut_tidy_table_row *row = ut_tidy_table_row(w->t, rows[i]);
    all += row->count;
    own += row->base >= 0 ? row->count : 0;
  }
  if (own != base || all == base)
    return count;
  for (size_t i = 0; i < count; i++)
    if (ut_tidy_table_row(w->t, rows[i])->base >= 0)
      rows[left++] = rows[i];
  return left;
}

static enum ut_status list_members(struct work *w, uint32_t set)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  ut_distinct_clear(&w->sets);
  w->list.len = 0;
  for (uint32_t i = 0; i < w->f->rows; i++) {
    struct member member = {.row = i};
    if (w->f->bases[i] == UT_NO_CELL || stars_of(ut_tidy_table_tuple(w->t, i), w->t->keys->count) & set)
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
    UT_TRY(ut_relations_relate(&w->f->relations, w->f->bases[members[from].row], w->cells, parts));
  }
  return UT_OK;
}

/* A total over all that divides a base is part of no division, and still no more than the base. */
static enum ut_status bound_wholes(struct work *w, uint32_t set)
{
  for (uint32_t i = 0; i < w->f->rows; i++) {
    uint32_t stars = stars_of(ut_tidy_table_tuple(w->t, i), w->t->keys->count);
    if (w->f->bases[i] != UT_NO_CELL && (stars & set) == set)
      UT_TRY(ut_relations_bound(&w->f->relations, w->f->bases[i], i));
  }
  return UT_OK;
}

static enum ut_status relate_bases(struct work *w)
{
  uint32_t all, set = 0;
  UT_TRY(find_dividing(w, &all));
  UT_TRY(add_bases(w, all));
  UT_TRY(relate_totals(w, &w->groups, (uint32_t)w->f->rows));
  UT_TRY(bound_wholes(w, all));
  while (set != all) {
    set = (set - all) & all; /* the next subset of `all`, which is the last */
    UT_TRY(divide(w, set));
  }
  return UT_OK;
}

/* ---- public ---- */

static enum ut_status add_complements(struct ut_figures *f, const struct ut_tidy_table *t, int64_t least, int64_t most)
{
  for (uint32_t i = 0; i < f->rows; i++) {
    const struct ut_tidy_table_row *row = ut_tidy_table_row(t, i);
    int64_t complement = row->base - row->count;
    if (complement < least || complement > most)
      continue;
    f->complements[i] = (uint32_t)ut_relations_cells(&f->relations);
    UT_TRY(ut_relations_add_cell(&f->relations, complement));
    UT_TRY(ut_relations_relate(&f->relations, f->bases[i], (const uint32_t[]){i, f->complements[i]}, 2));
  }
  return UT_OK;
}

static enum ut_status find_figures(struct work *w, int64_t least, int64_t most)
{
  struct ut_figures *f = w->f;
  const struct ut_tidy_table *t = w->t;
  f->bases = malloc((f->rows + 1) * sizeof *f->bases);
  f->complements = malloc((f->rows + 1) * sizeof *f->complements);
  w->cells = malloc((f->rows + 1) * sizeof *w->cells);
  w->bases = malloc((f->rows + 1) * sizeof *w->bases);
  if (!f->bases || !f->complements || !w->cells || !w->bases)
    return UT_NOMEM;
  for (size_t i = 0; i < f->rows; i++) {
    f->bases[i] = f->complements[i] = UT_NO_CELL;
    UT_TRY(ut_relations_add_cell(&f->relations, ut_tidy_table_row(t, i)->count));
  }
  UT_TRY(relate_totals(w, &t->keys->tuples, 0));
  if (t->base >= 0)
    UT_TRY(relate_bases(w));
  UT_TRY(add_complements(f, t, least, most));
  return ut_relations_index(&f->relations);
}

enum ut_status ut_figures_init(struct ut_figures *f, const struct ut_tidy_table *table, int64_t least, int64_t most)
{
  struct work w = {.f = f, .t = table};
  *f = (struct ut_figures){.rows = ut_tidy_table_rows(table)};
  enum ut_status status = find_figures(&w, least, most);
  ut_distinct_clear(&w.groups);
  ut_distinct_clear(&w.sets);
  ut_buf_clear(&w.list);
  free(w.cells);
  free(w.bases);
  return status;
}

void ut_figures_clear(struct ut_figures *f)
{
  ut_relations_clear(&f->relations);
  free(f->bases);
  free(f->complements);
  *f = (struct ut_figures){0};
}
