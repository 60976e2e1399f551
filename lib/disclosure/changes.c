/* Changes of counts. */
#include "disclosure/changes.h"

#include <stdlib.h>

#include "utfall/column.h"

/* A row at a mark of its group, which is the same in all keys but those of marks. */
struct marked {
  uint32_t group, row;
  int64_t mark;
};

struct changes_work {
  struct ut_relations *r;
  const struct ut_tidy_table *t;
  const bool *missing;
  uint32_t marks; /* the set of keys that are marks */
  struct ut_distinct groups;
  struct ut_buf rows; /* struct marked */
};

static uint32_t slot_of(const struct changes_work *w, const struct marked *at, size_t which)
{
  return (uint32_t)(at->row * w->t->count_count + which);
}

static int64_t count_of(const struct changes_work *w, uint32_t slot)
{
  return ut_relations_value(w->r, slot);
}

/* ---- rows in the order of their marks ---- */

/* The set of keys by whose order counts add up. */
static uint32_t find_marks(const struct ut_tidy_table *t)
{
  uint32_t marks = 0;
  for (size_t k = 0; k < ut_tidy_table_named_keys(t); k++)
    marks |= (uint32_t)ut_tidy_table_accumulates(t, k) << k;
  return marks;
}

/* The mark of a row: of several the one that is last and filled, as days are where months need not be. */
static bool find_mark(const struct changes_work *w, uint32_t row, int64_t *mark)
{
  const uint32_t *tuple = ut_tidy_table_tuple(w->t, row);
  for (size_t k = w->t->keys->count; k-- > 0;)
    if ((w->marks >> k & 1) && !ut_tidy_table_names_total(w->t, k, tuple[k]) &&
        ut_text_integer(ut_keys_value(w->t->keys, k, tuple[k]), mark))
      return true;
  return false;
}

static enum ut_status add_row(struct changes_work *w, uint32_t row)
{
  struct marked new = {.row = row};
  uint32_t tuple[UT_TIDY_TABLE_KEYS];
  size_t keys = w->t->keys->count;
  if (!find_mark(w, row, &new.mark))
    return UT_OK;
  for (size_t k = 0; k < keys; k++)
    tuple[k] = w->marks >> k & 1 ? 0 : ut_tidy_table_tuple(w->t, row)[k];
  UT_TRY(ut_distinct_add(&w->groups, (struct ut_text){(const char *)tuple, keys * sizeof *tuple}, &new.group));
  return ut_buf_add(&w->rows, &new, sizeof new);
}

static int compare_marked(const void *a, const void *b)
{
  const struct marked *x = a, *y = b;
  int order = (x->group > y->group) - (x->group < y->group);
  if (order == 0)
    order = (x->mark > y->mark) - (x->mark < y->mark);
  return order ? order : (x->row > y->row) - (x->row < y->row);
}

static size_t row_count(const struct changes_work *w)
{
  return w->rows.len / sizeof(struct marked);
}

/* The row of this place and the next one; NULL where that is of another group. */
static const struct marked *pair_at(const struct changes_work *w, size_t place)
{
  const struct marked *rows = (const struct marked *)(const void *)w->rows.ptr;
  return place + 1 < row_count(w) && rows[place].group == rows[place + 1].group ? rows + place : NULL;
}

/* ---- from one mark to the next ---- */

/* Of a count, whether it grows from mark to mark in all groups (1), falls (-1), or neither (0). */
static int direction_of(const struct changes_work *w, size_t which)
{
  bool grows = true, falls = true;
  for (size_t i = 0; i < row_count(w); i++) {
    const struct marked *pair = pair_at(w, i);
    if (!pair || w->missing[slot_of(w, pair, which)] || w->missing[slot_of(w, pair + 1, which)])
      continue;
    int64_t change = count_of(w, slot_of(w, pair + 1, which)) - count_of(w, slot_of(w, pair, which));
    grows = grows && change >= 0;
    falls = falls && change <= 0;
  }
  return grows ? 1 : falls ? -1 : 0;
}

/* The larger count is the smaller one and the change. */
static enum ut_status add_change(struct ut_relations *r, uint32_t larger, uint32_t smaller)
{
  uint32_t change = (uint32_t)ut_relations_cells(r);
  UT_TRY(ut_relations_add_cell(r, ut_relations_value(r, larger) - ut_relations_value(r, smaller)));
  return ut_relations_relate(r, larger, (const uint32_t[]){smaller, change}, 2);
}

static enum ut_status relate_count(struct changes_work *w, size_t which)
{
  int direction = direction_of(w, which);
  for (size_t i = 0; i < row_count(w) && direction != 0; i++) {
    const struct marked *pair = pair_at(w, i);
    if (!pair || w->missing[slot_of(w, pair, which)] || w->missing[slot_of(w, pair + 1, which)])
      continue;
    uint32_t before = slot_of(w, pair, which), after = slot_of(w, pair + 1, which);
    UT_TRY(direction > 0 ? add_change(w->r, after, before) : add_change(w->r, before, after));
  }
  return UT_OK;
}

/* Those who split a group are the group at every mark. */
static enum ut_status relate_group(struct changes_work *w, const struct marked *pair)
{
  uint32_t before[UT_TIDY_TABLE_COUNTS], after[UT_TIDY_TABLE_COUNTS];
  size_t count = 0;
  for (size_t i = 0; i < w->t->count_count; i++) {
    if (!ut_column_of(w->t->names[w->t->counts[i]])->splits_group)
      continue;
    if (w->missing[slot_of(w, pair, i)] || w->missing[slot_of(w, pair + 1, i)])
      return UT_OK;
    before[count] = slot_of(w, pair, i);
    after[count++] = slot_of(w, pair + 1, i);
  }
  return count > 0 ? ut_relations_balance(w->r, before, count, after, count) : UT_OK;
}

static enum ut_status relate_marks(struct changes_work *w)
{
  for (uint32_t row = 0; row < ut_tidy_table_rows(w->t); row++)
    UT_TRY(add_row(w, row));
  if (row_count(w) > 1)
    qsort(w->rows.ptr, row_count(w), sizeof(struct marked), compare_marked);
  for (size_t which = 0; which < w->t->count_count; which++)
    UT_TRY(relate_count(w, which));
  for (size_t i = 0; i < row_count(w); i++)
    if (pair_at(w, i))
      UT_TRY(relate_group(w, pair_at(w, i)));
  return UT_OK;
}

/* ---- from one table to another ---- */

static bool is_blanked(const struct changes_work *w, uint32_t slot)
{
  return ut_tidy_table_slot(w->t, slot)->blank != UT_BLANK_NONE;
}

/* Those who came since a count was published, or are left out of it. What was published of both is known already. */
static enum ut_status relate_rows(struct changes_work *w, uint32_t own, uint32_t known, bool within)
{
  bool published = !ut_tidy_table_shows_slot(w->t, own) && !is_blanked(w, own) && !is_blanked(w, known);
  if (w->missing[own] || w->missing[known] || published)
    return UT_OK;
  return within ? add_change(w->r, known, own) : add_change(w->r, own, known);
}

static enum ut_status relate_file(struct changes_work *w, size_t file, size_t later, size_t which)
{
  bool within = ut_tidy_table_file(w->t, file)->kind == UT_TIDY_WITHIN;
  size_t counts = w->t->count_count;
  if (!ut_tidy_table_grows(w->t, file, later, which))
    return UT_OK;
  for (uint32_t row = 0; row < ut_tidy_table_rows(w->t); row++) {
    uint32_t other;
    if (ut_tidy_table_is_of(w->t, row, later) && ut_tidy_table_find_in(w->t, row, file, &other))
      UT_TRY(relate_rows(w, (uint32_t)(row * counts + which), (uint32_t)(other * counts + which), within));
  }
  return UT_OK;
}

static enum ut_status relate_files(struct changes_work *w)
{
  size_t files = ut_tidy_table_files(w->t);
  for (size_t file = 0; file < files; file++)
    for (size_t later = UT_TIDY_TABLE_SHOWN; later < files; later++)
      for (size_t which = 0; which < w->t->count_count && ut_tidy_table_precedes(w->t, file, later); which++)
        UT_TRY(relate_file(w, file, later, which));
  return UT_OK;
}

/* ---- public ---- */

enum ut_status ut_changes_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing)
{
  struct changes_work w = {.r = r, .t = t, .missing = missing, .marks = find_marks(t)};
  enum ut_status status = w.marks ? relate_marks(&w) : UT_OK;
  if (status == UT_OK)
    status = relate_files(&w);
  ut_distinct_clear(&w.groups);
  ut_buf_clear(&w.rows);
  return status;
}
