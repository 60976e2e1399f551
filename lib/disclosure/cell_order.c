/* Orders of cells: rows are sorted by the text of their keys, and cells by the first row that shows them. Changes are
 * shown by none, and sorted by the counts that tell them. */
#include "disclosure/cell_order.h"

#include <stdlib.h>

#include "stats/random.h"
#include "stream/keys.h"

/* A cell, and what it is sorted by. */
struct placed {
  int64_t by;
  uint32_t cell;
  uint32_t then;
};

static int compare_placed(const void *a, const void *b)
{
  const struct placed *x = a, *y = b;
  if (x->by != y->by)
    return x->by < y->by ? -1 : 1;
  return (x->then > y->then) - (x->then < y->then);
}

static int compare_texts(struct ut_text a, struct ut_text b)
{
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Totals come last. */
static int compare_rows(const void *a, const void *b, void *context)
{
  const struct ut_tidy_table *table = context;
  const struct ut_keys *keys = table->keys;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  int order = 0;
  for (size_t i = 0; i < keys->count && order == 0; i++) {
    uint32_t left = ut_keys_tuple(keys, x)[i], right = ut_keys_tuple(keys, y)[i];
    bool left_is_total = ut_tidy_table_names_total(table, i, left);
    order = left_is_total - ut_tidy_table_names_total(table, i, right);
    if (left != right && order == 0)
      order = compare_texts(ut_keys_value(keys, i, left), ut_keys_value(keys, i, right));
  }
  return order;
}

/* Places a change by the count that it is part of, and then by the other part. */
static void place_change(struct placed *places, const struct ut_figures *figures, uint32_t cell)
{
  const struct ut_relations *r = &figures->relations;
  const struct ut_relation *one = ut_relations_at(r, r->places[r->first[cell]].relation);
  for (size_t i = 0; i < one->count; i++) {
    struct ut_relation_term term = ut_relations_terms(r, one)[i];
    if (term.sign > 0)
      places[cell].by = (int64_t)(3 * figures->slots) + places[term.cell].by;
    else if (term.cell != cell)
      places[cell].then = (uint32_t)places[term.cell].by;
  }
}

/* Places the cells: counts by row and column, bases and complements behind them by the first of their slots, changes
 * last. */
static void place(struct placed *places, const uint32_t *rows, const struct ut_tidy_table *table,
                  const struct ut_figures *figures, size_t cells)
{
  for (uint32_t i = 0; i < cells; i++)
    places[i] = (struct placed){INT64_MAX, i, i};
  for (size_t i = 0; i < figures->slots; i++) {
    uint32_t slot = (uint32_t)(rows[i / table->count_count] * table->count_count + i % table->count_count);
    uint32_t base = figures->bases[slot], complement = figures->complements[slot];
    places[slot].by = (int64_t)i;
    if (base != UT_NO_CELL && places[base].by == INT64_MAX)
      places[base].by = (int64_t)(figures->slots + i);
    if (complement != UT_NO_CELL)
      places[complement].by = (int64_t)(2 * figures->slots + i);
  }
  for (uint32_t i = (uint32_t)figures->first_change; i < cells; i++)
    place_change(places, figures, i);
}

static void set_ranks(struct ut_cell_order *o)
{
  for (uint32_t i = 0; i < o->count; i++)
    o->ranks[o->cells[i]] = i;
}

static void sort(struct ut_cell_order *o, struct placed *places)
{
  if (o->count > 1)
    qsort(places, o->count, sizeof *places, compare_placed);
  for (size_t i = 0; i < o->count; i++)
    o->cells[i] = places[i].cell;
  set_ranks(o);
}

static enum ut_status allocate(struct ut_cell_order *o, size_t count)
{
  *o = (struct ut_cell_order){.count = count};
  o->cells = calloc(count + 1, sizeof *o->cells);
  o->ranks = calloc(count + 1, sizeof *o->ranks);
  return o->cells && o->ranks ? UT_OK : UT_NOMEM;
}

enum ut_status ut_cell_order_init(struct ut_cell_order *o, const struct ut_tidy_table *table,
                                  const struct ut_figures *figures)
{
  size_t cells = ut_relations_cells(&figures->relations), row_count = ut_tidy_table_rows(table);
  UT_TRY(allocate(o, cells));
  uint32_t *rows = calloc(row_count + 1, sizeof *rows);
  struct placed *places = calloc(cells + 1, sizeof *places);
  bool enough = rows && places;
  for (uint32_t i = 0; enough && i < row_count; i++)
    rows[i] = i;
  if (enough && row_count > 1)
    qsort_r(rows, row_count, sizeof *rows, compare_rows, (void *)(uintptr_t)table);
  if (enough) {
    place(places, rows, table, figures, cells);
    sort(o, places);
  }
  free(rows);
  free(places);
  return enough ? UT_OK : UT_NOMEM;
}

/* ---- the other orders ---- */

static int64_t key_of(unsigned which, int64_t value, uint32_t rank, struct ut_random *random)
{
  switch (which) {
  case 1:
    return -(int64_t)rank;
  case 2:
    return value;
  case 3:
    return -value;
  default:
    return (int64_t)(ut_random_word(random) >> 1);
  }
}

enum ut_status ut_cell_order_vary(struct ut_cell_order *o, const struct ut_cell_order *sorted,
                                  const struct ut_relations *values, unsigned which)
{
  struct ut_random random;
  UT_TRY(allocate(o, sorted->count));
  struct placed *places = calloc(o->count + 1, sizeof *places);
  if (!places)
    return UT_NOMEM;
  ut_random_init(&random, which);
  for (uint32_t i = 0; i < o->count; i++) {
    uint32_t cell = sorted->cells[i];
    places[i] = (struct placed){key_of(which, ut_relations_value(values, cell), i, &random), cell, i};
  }
  sort(o, places);
  free(places);
  return UT_OK;
}

void ut_cell_order_clear(struct ut_cell_order *o)
{
  free(o->cells);
  free(o->ranks);
  *o = (struct ut_cell_order){0};
}
