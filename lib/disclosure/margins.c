/* Sums of linked tables, over the keys that only one of two tables has. */
#include "disclosure/margins.h"

#include <stdlib.h>

#include "disclosure/figures.h"

/* A row of one of the two tables that is a total over none of the keys that it has alone. */
struct margin_part {
  uint32_t group, row; /* the rows of a group are alike in the keys that both have */
  size_t file;
};

struct margins_work {
  struct ut_relations *r;
  const struct ut_tidy_table *t;
  const bool *missing;
  const uint32_t *bases;
  struct ut_distinct groups;
  struct ut_buf parts, above, below; /* struct margin_part; uint32_t: cells */
};

static bool lacks(const struct margins_work *w, size_t file, size_t key)
{
  return ut_tidy_table_lacks_key(w->t, file, w->t->keys->columns[key]);
}

/* Adds the row to the parts, unless a key that the other table lacks has a total there. */
static enum ut_status add_part(struct margins_work *w, uint32_t row, size_t file, size_t other)
{
  struct margin_part new = {.row = row, .file = file};
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  size_t keys = ut_tidy_table_named_keys(w->t);
  memcpy(tuple, ut_tidy_table_tuple(w->t, row), keys * sizeof *tuple);
  for (size_t k = 0; k < keys; k++) {
    if (lacks(w, file, k) || !lacks(w, other, k))
      continue;
    if (ut_tidy_table_is_whole(w->t, k, tuple[k]))
      return UT_OK;
    tuple[k] = UT_KEY_ALL;
  }
  UT_TRY(ut_distinct_add(&w->groups, (struct ut_text){(const char *)tuple, keys * sizeof *tuple}, &new.group));
  return ut_buf_add(&w->parts, &new, sizeof new);
}

static int compare_parts(const void *a, const void *b)
{
  const struct margin_part *x = a, *y = b;
  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* The cell of a count of the row, or of the base of that; UT_NO_CELL: there is none. */
static uint32_t cell_of(const struct margins_work *w, const struct margin_part *part, size_t which, bool base)
{
  uint32_t slot = (uint32_t)(part->row * w->t->count_count + which);
  return base ? w->bases[slot] : w->missing[slot] ? UT_NO_CELL : slot;
}

static enum ut_status relate_group(struct margins_work *w, const struct margin_part *parts, size_t count, size_t which,
                                   bool base)
{
  w->above.len = w->below.len = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t cell = cell_of(w, &parts[i], which, base);
    if (cell == UT_NO_CELL)
      return UT_OK;
    UT_TRY(ut_buf_add(parts[i].file == parts[0].file ? &w->above : &w->below, &cell, sizeof cell));
  }
  if (w->below.len == 0)
    return UT_OK;
  return ut_relations_compare(w->r, (const uint32_t *)(const void *)w->above.ptr, w->above.len / sizeof(uint32_t),
                              (const uint32_t *)(const void *)w->below.ptr, w->below.len / sizeof(uint32_t));
}

static enum ut_status relate_groups(struct margins_work *w)
{
  struct margin_part *parts = (void *)w->parts.ptr;
  size_t count = w->parts.len / sizeof *parts, next;
  if (count > 1)
    qsort(parts, count, sizeof *parts, compare_parts);
  for (size_t i = 0; i < count; i = next) {
    for (next = i + 1; next < count && parts[next].group == parts[i].group;)
      next++;
    for (size_t which = 0; which < w->t->count_count; which++) {
      UT_TRY(relate_group(w, parts + i, next - i, which, false));
      UT_TRY(relate_group(w, parts + i, next - i, which, true));
    }
  }
  return UT_OK;
}

/* Are both about the same persons, and has each a key that the other lacks? Else one of them prints what the other adds
 * up to. What was published of two may have been published at once. */
static bool are_related(const struct margins_work *w, size_t file, size_t other)
{
  enum ut_tidy_kind kind = ut_tidy_table_file(w->t, file)->kind;
  bool own = false, its = false;
  for (size_t k = 0; k < ut_tidy_table_named_keys(w->t); k++) {
    own = own || (lacks(w, other, k) && !lacks(w, file, k));
    its = its || (lacks(w, file, k) && !lacks(w, other, k));
  }
  return own && its && ut_tidy_table_file(w->t, other)->kind == kind && (kind != UT_TIDY_SHOWN || w->t->linked);
}

static enum ut_status relate_tables(struct margins_work *w, size_t file, size_t other)
{
  ut_distinct_clear(&w->groups);
  w->parts.len = 0;
  for (uint32_t row = 0; row < ut_tidy_table_rows(w->t); row++) {
    size_t own = ut_tidy_table_origin(w->t, ut_whole_table_entered(w->t->whole, row));
    if (own == file || own == other)
      UT_TRY(add_part(w, row, own, own == file ? other : file));
  }
  return relate_groups(w);
}

static enum ut_status relate_all(struct margins_work *w)
{
  size_t files = ut_tidy_table_files(w->t);
  for (size_t file = 0; file < files; file++)
    for (size_t other = file + 1; other < files; other++)
      if (are_related(w, file, other))
        UT_TRY(relate_tables(w, file, other));
  return UT_OK;
}

enum ut_status ut_margins_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing,
                                 const uint32_t *bases)
{
  struct margins_work w = {.r = r, .t = t, .missing = missing, .bases = bases};
  enum ut_status status = relate_all(&w);
  ut_distinct_clear(&w.groups);
  ut_buf_clear(&w.parts);
  ut_buf_clear(&w.above);
  ut_buf_clear(&w.below);
  return status;
}
