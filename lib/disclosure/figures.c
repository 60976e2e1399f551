/* Cells and relations of a table. */
#include "disclosure/figures.h"

#include <stdlib.h>

/* A row in a class of rows, for sorting. */
struct member {
  uint32_t class, row;
};

/* The keys of a row as bytes, those of the set all alike. */
static struct ut_text keys_without(const struct ut_tidy_table *t, size_t row, uint32_t set,
                                   uint32_t tuple[UT_TIDY_TABLE_KEYS])
{
  memcpy(tuple, ut_tidy_table_tuple(t, row), t->key_count * sizeof *tuple);
  for (size_t i = 0; i < t->key_count; i++)
    if (set >> i & 1)
      tuple[i] = 0;
  return (struct ut_text){(const char *)tuple, t->key_count * sizeof *tuple};
}

/* ---- bases ---- */

/* Numbers the groups of rows that differ in no key but those of the set, with the base of each; *constant is false, and
 * not all is numbered, where one has two. */
static enum ut_status find_groups(const struct ut_tidy_table *t, uint32_t set, struct ut_distinct *groups,
                                  int64_t *bases, bool *constant)
{
  enum ut_status status = UT_OK;
  uint32_t tuple[UT_TIDY_TABLE_KEYS], number;
  size_t count = 0;
  *constant = true;
  for (size_t i = 0; i < ut_tidy_table_rows(t) && *constant; i++) {
    int64_t base = ut_tidy_table_row(t, i)->base;
    if (base < 0)
      continue;
    status = ut_distinct_add(groups, keys_without(t, i, set, tuple), &number);
    if (status != UT_OK)
      return status;
    if (number == count)
      bases[count++] = base;
    *constant = bases[number] == base;
  }
  return UT_OK;
}

/* The keys over which the base never changes though they do; the last one is asked first. */
static enum ut_status find_dividing(const struct ut_tidy_table *t, int64_t *bases, uint32_t *set)
{
  enum ut_status status = UT_OK;
  size_t before = ut_tidy_table_rows(t);
  *set = 0;
  for (size_t k = t->key_count; k-- > 0 && status == UT_OK;) {
    struct ut_distinct groups = {0};
    bool constant;
    status = find_groups(t, *set | UINT32_C(1) << k, &groups, bases, &constant);
    size_t count = ut_texts_count(&groups.texts);
    if (status == UT_OK && constant && count < before) {
      *set |= UINT32_C(1) << k;
      before = count;
    }
    ut_distinct_clear(&groups);
  }
  return status;
}

/* A cell for the base of each group, and which rows have it: those without one of their own too. */
static enum ut_status add_bases(struct ut_figures *f, const struct ut_tidy_table *t, uint32_t set,
                                struct ut_distinct *groups, int64_t *bases)
{
  uint32_t tuple[UT_TIDY_TABLE_KEYS], number;
  bool constant;
  enum ut_status status = find_groups(t, set, groups, bases, &constant);
  f->base_count = ut_texts_count(&groups->texts);
  for (size_t i = 0; i < f->base_count && status == UT_OK; i++)
    status = ut_relations_add_cell(&f->relations, bases[i]);
  for (size_t i = 0; i < f->rows && status == UT_OK; i++)
    if (ut_distinct_find(groups, keys_without(t, i, set, tuple), &number))
      f->bases[i] = (uint32_t)f->rows + number;
  return status;
}

/* ---- what divides them ---- */

static bool has_star(const struct ut_tidy_table *t, size_t row, uint32_t set)
{
  const uint32_t *tuple = ut_tidy_table_tuple(t, row);
  for (size_t i = 0; i < t->key_count; i++)
    if (set >> i & 1 && tuple[i] == UT_TIDY_TABLE_ALL)
      return true;
  return false;
}

static int compare_members(const void *a, const void *b)
{
  const struct member *x = a, *y = b;
  if (x->class != y->class)
    return x->class < y->class ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* Where the counts with a base of their own are all of it and the others too much, as of those who did not answer, the
 * others are outside: leaves them out of the rows, and returns how many stay. */
static size_t leave_outsiders(const struct ut_figures *f, const struct ut_tidy_table *t, uint32_t *rows, size_t count)
{
  int64_t base = ut_relations_value(&f->relations, f->bases[rows[0]]), own = 0, all = 0;
  size_t stay = 0;
  for (size_t i = 0; i < count; i++) {
    const struct ut_tidy_table_row *row = ut_tidy_table_row(t, rows[i]);
    all += row->count;
    own += row->base >= 0 ? row->count : 0;
  }
  if (own != base || all == base)
    return count;
  for (size_t i = 0; i < count; i++)
    if (ut_tidy_table_row(t, rows[i])->base >= 0)
      rows[stay++] = rows[i];
  return stay;
}

static enum ut_status relate_classes(struct ut_figures *f, const struct ut_tidy_table *t, struct member *members,
                                     size_t count)
{
  uint32_t *cells = malloc((count + 1) * sizeof *cells);
  enum ut_status status = cells ? UT_OK : UT_NOMEM;
  if (count > 1)
    qsort(members, count, sizeof *members, compare_members);
  for (size_t from = 0, to; from < count && status == UT_OK; from = to) {
    for (to = from; to < count && members[to].class == members[from].class; to++)
      cells[to - from] = members[to].row;
    status =
        ut_relations_relate(&f->relations, f->bases[members[from].row], cells, leave_outsiders(f, t, cells, to - from));
  }
  free(cells);
  return status;
}

/* Relates the bases to the rows that differ in the keys of the set alone, totals over these left out. */
static enum ut_status divide(struct ut_figures *f, const struct ut_tidy_table *t, uint32_t set)
{
  struct ut_distinct classes = {0};
  struct ut_buf members = {0};
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  enum ut_status status = UT_OK;
  for (uint32_t i = 0; i < f->rows && status == UT_OK; i++) {
    struct member member = {.row = i};
    if (f->bases[i] == UT_NO_CELL || has_star(t, i, set))
      continue;
    status = ut_distinct_add(&classes, keys_without(t, i, set, tuple), &member.class);
    if (status == UT_OK)
      status = ut_buf_add(&members, &member, sizeof member);
  }
  if (status == UT_OK)
    status = relate_classes(f, t, (struct member *)(void *)members.ptr, members.len / sizeof(struct member));
  ut_distinct_clear(&classes);
  ut_buf_clear(&members);
  return status;
}

/* A total over all that divides a base is part of no division, and still no more than the base. */
static enum ut_status bound_wholes(struct ut_figures *f, const struct ut_tidy_table *t, uint32_t set)
{
  enum ut_status status = UT_OK;
  for (uint32_t i = 0; i < f->rows && status == UT_OK; i++) {
    bool whole = f->bases[i] != UT_NO_CELL;
    for (size_t k = 0; k < t->key_count; k++)
      whole = whole && (!(set >> k & 1) || ut_tidy_table_tuple(t, i)[k] == UT_TIDY_TABLE_ALL);
    if (whole)
      status = ut_relations_bound(&f->relations, f->bases[i], i);
  }
  return status;
}

static enum ut_status relate_bases(struct ut_figures *f, const struct ut_tidy_table *t)
{
  struct ut_distinct groups = {0};
  uint32_t all = 0, set = 0;
  int64_t *bases = calloc(f->rows + 1, sizeof *bases);
  enum ut_status status = bases ? find_dividing(t, bases, &all) : UT_NOMEM;
  if (status == UT_OK)
    status = add_bases(f, t, all, &groups, bases);
  if (status == UT_OK)
    status = ut_relations_add_totals(&f->relations, &groups, t->key_count, (uint32_t)f->rows);
  if (status == UT_OK)
    status = bound_wholes(f, t, all);
  /* The next subset of `all`, until it is `all` that has been. */
  while (status == UT_OK && set != all) {
    set = (set - all) & all;
    status = divide(f, t, set);
  }
  ut_distinct_clear(&groups);
  free(bases);
  return status;
}

/* ---- rests ---- */

static enum ut_status add_complements(struct ut_figures *f, const struct ut_tidy_table *t, const bool *complement)
{
  enum ut_status status = UT_OK;
  for (uint32_t i = 0; i < f->rows && status == UT_OK; i++) {
    const struct ut_tidy_table_row *row = ut_tidy_table_row(t, i);
    if (!complement[i])
      continue;
    f->complements[i] = (uint32_t)ut_relations_cells(&f->relations);
    status = ut_relations_add_cell(&f->relations, row->base - row->count);
    if (status == UT_OK)
      status = ut_relations_relate(&f->relations, f->bases[i], (const uint32_t[]){i, f->complements[i]}, 2);
  }
  return status;
}

enum ut_status ut_figures_init(struct ut_figures *f, const struct ut_tidy_table *table, const bool *complement)
{
  *f = (struct ut_figures){.rows = ut_tidy_table_rows(table)};
  f->bases = malloc((f->rows + 1) * sizeof *f->bases);
  f->complements = malloc((f->rows + 1) * sizeof *f->complements);
  enum ut_status status = f->bases && f->complements ? UT_OK : UT_NOMEM;
  if (status == UT_OK) {
    memset(f->bases, 0xFF, f->rows * sizeof *f->bases); /* UT_NO_CELL */
    memset(f->complements, 0xFF, f->rows * sizeof *f->complements);
  }
  for (size_t i = 0; i < f->rows && status == UT_OK; i++)
    status = ut_relations_add_cell(&f->relations, ut_tidy_table_row(table, i)->count);
  if (status == UT_OK)
    status = ut_relations_add_totals(&f->relations, &table->tuples, table->key_count, 0);
  if (status == UT_OK && table->base >= 0)
    status = relate_bases(f, table);
  if (status == UT_OK)
    status = add_complements(f, table, complement);
  return status == UT_OK ? ut_relations_index(&f->relations) : status;
}

void ut_figures_clear(struct ut_figures *f)
{
  ut_relations_clear(&f->relations);
  free(f->bases);
  free(f->complements);
  *f = (struct ut_figures){0};
}
