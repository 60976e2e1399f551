/* Counts that a group of rows has in common. */
#include "disclosure/repeated_ties.h"

#include <stdlib.h>

#include "utfall/column.h"

#define NO_ROW UINT32_MAX

struct repeated_ties_work {
  struct ut_relations *r;
  const struct ut_tidy_table *t;
  const bool *missing;
  struct ut_distinct groups;
  uint32_t *heads, *next; /* the rows of each group, in order */
  uint32_t *parts;        /* of a relation, no more than there are rows */
};

static const struct ut_column *column_of(const struct repeated_ties_work *w, size_t which)
{
  return ut_column_of(w->t->names[w->t->counts[which]]);
}

static uint32_t slot_of(const struct repeated_ties_work *w, size_t row, size_t which)
{
  return (uint32_t)(row * w->t->count_count + which);
}

static int64_t count_of(const struct repeated_ties_work *w, uint32_t slot)
{
  return ut_tidy_table_slot(w->t, slot)->count;
}

/* Chains the rows that differ in the key alone. */
static enum ut_status chain_rows(struct repeated_ties_work *w, size_t key)
{
  size_t rows = ut_tidy_table_rows(w->t), keys = w->t->keys->count;
  ut_distinct_clear(&w->groups);
  for (size_t i = 0; i < rows; i++)
    w->heads[i] = NO_ROW;
  for (size_t row = rows; row-- > 0;) {
    uint32_t tuple[UT_TIDY_TABLE_KEYS], group;
    if (ut_tidy_table_totals(w->t, row) >> key & 1)
      continue;
    memcpy(tuple, ut_tidy_table_tuple(w->t, row), keys * sizeof *tuple);
    tuple[key] = 0;
    UT_TRY(ut_distinct_add(&w->groups, (struct ut_text){(const char *)tuple, keys * sizeof *tuple}, &group));
    w->next[row] = w->heads[group];
    w->heads[group] = (uint32_t)row;
  }
  return UT_OK;
}

/* The first row from this one on that has the count; NO_ROW: none. */
static uint32_t find_row(const struct repeated_ties_work *w, uint32_t row, size_t which)
{
  while (row != NO_ROW && w->missing[slot_of(w, row, which)])
    row = w->next[row];
  return row;
}

/* Is the count the same in all rows of every group, and are there some of several rows? */
static bool is_repeated(const struct repeated_ties_work *w, size_t which)
{
  bool repeated = false;
  for (size_t group = 0; group < ut_distinct_count(&w->groups); group++) {
    uint32_t first = find_row(w, w->heads[group], which), row = first;
    while (row != NO_ROW && (row = find_row(w, w->next[row], which)) != NO_ROW) {
      if (count_of(w, slot_of(w, row, which)) != count_of(w, slot_of(w, first, which)))
        return false;
      repeated = true;
    }
  }
  return repeated;
}

static enum ut_status relate_to_itself(struct repeated_ties_work *w, uint32_t head, size_t which)
{
  uint32_t first = find_row(w, head, which), row = first;
  while (row != NO_ROW && (row = find_row(w, w->next[row], which)) != NO_ROW) {
    const uint32_t slot = slot_of(w, first, which);
    UT_TRY(ut_relations_relate(w->r, slot_of(w, row, which), &slot, 1));
  }
  return UT_OK;
}

static enum ut_status relate_to_parts(struct repeated_ties_work *w, uint32_t head, size_t whole, size_t part)
{
  uint32_t first = find_row(w, head, whole);
  size_t count = 0;
  int64_t sum = 0;
  for (uint32_t row = find_row(w, head, part); row != NO_ROW; row = find_row(w, w->next[row], part)) {
    w->parts[count++] = slot_of(w, row, part);
    sum += count_of(w, slot_of(w, row, part));
  }
  if (first == NO_ROW || count == 0 || sum > count_of(w, slot_of(w, first, whole)))
    return UT_OK;
  return ut_relations_relate(w->r, slot_of(w, first, whole), w->parts, count);
}

/* The row that counts those who are not known says nothing of them but their number. */
static enum ut_status relate_to_unknown(struct repeated_ties_work *w, uint32_t head, size_t which)
{
  uint32_t first = find_row(w, head, which);
  for (uint32_t row = head; row != NO_ROW && first != NO_ROW; row = w->next[row]) {
    const uint32_t slot = slot_of(w, first, which), own = slot_of(w, row, ut_tidy_table_based(w->t, row));
    if (w->missing[slot_of(w, row, which)] && !w->missing[own] && count_of(w, own) == count_of(w, slot))
      UT_TRY(ut_relations_relate(w->r, own, &slot, 1));
  }
  return UT_OK;
}

static enum ut_status relate_groups(struct repeated_ties_work *w, size_t which)
{
  for (size_t group = 0; group < ut_distinct_count(&w->groups); group++) {
    UT_TRY(relate_to_itself(w, w->heads[group], which));
    for (size_t part = 0; part < w->t->count_count; part++)
      if (ut_column_is_within(column_of(w, part), w->t->names[w->t->counts[which]]))
        UT_TRY(relate_to_parts(w, w->heads[group], which, part));
    if (column_of(w, which)->unknown)
      UT_TRY(relate_to_unknown(w, w->heads[group], which));
  }
  return UT_OK;
}

/* Is it a count that others are some of, or that of those who are not known? */
static bool may_repeat(const struct repeated_ties_work *w, size_t which)
{
  bool may = column_of(w, which)->unknown;
  for (size_t part = 0; part < w->t->count_count && !may; part++)
    may = ut_column_is_within(column_of(w, part), w->t->names[w->t->counts[which]]);
  return may;
}

static enum ut_status relate_key(struct repeated_ties_work *w, size_t key)
{
  UT_TRY(chain_rows(w, key));
  for (size_t which = 0; which < w->t->count_count; which++)
    if (may_repeat(w, which) && is_repeated(w, which))
      UT_TRY(relate_groups(w, which));
  return UT_OK;
}

static enum ut_status relate_keys(struct repeated_ties_work *w)
{
  bool any = false;
  for (size_t which = 0; which < w->t->count_count; which++)
    any = any || may_repeat(w, which);
  for (size_t key = 0; key < ut_tidy_table_named_keys(w->t) && any; key++)
    UT_TRY(relate_key(w, key));
  return UT_OK;
}

enum ut_status ut_repeated_ties_relate(struct ut_relations *r, const struct ut_tidy_table *t, const bool *missing)
{
  size_t rows = ut_tidy_table_rows(t);
  struct repeated_ties_work w = {.r = r, .t = t, .missing = missing};
  w.heads = calloc(rows + 1, sizeof *w.heads);
  w.next = calloc(rows + 1, sizeof *w.next);
  w.parts = calloc(rows + 1, sizeof *w.parts);
  enum ut_status status = w.heads && w.next && w.parts ? relate_keys(&w) : UT_NOMEM;
  ut_distinct_clear(&w.groups);
  free(w.heads);
  free(w.next);
  free(w.parts);
  return status;
}
