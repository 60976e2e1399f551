/* Blanked slots. A base is shown by all its slots, and is known until the last of them is blanked. */
#include "disclosure/blanking.h"

#include <stdlib.h>

enum {
  DEPTH = 16, /* steps of cost in a doubling of a count */
  TOTAL = 64  /* a total costs so many times more */
};

static bool has_small_base(const struct ut_blanking *b, uint32_t slot)
{
  uint32_t base = b->figures->bases[slot];
  return base != UT_NO_CELL && ut_blanking_is_small(b, ut_relations_value(&b->figures->relations, base));
}

static enum ut_loss primary_loss(const struct ut_blanking *b, size_t slot)
{
  int64_t count = ut_tidy_table_slot(b->table, slot)->count;
  if (ut_blanking_is_small(b, count))
    return count == 0 ? UT_LOSS_ZERO : UT_LOSS_SMALL;
  return b->figures->complements[slot] != UT_NO_CELL ? UT_LOSS_COMPLEMENT : UT_LOSS_NONE;
}

bool ut_blanking_blank(struct ut_blanking *b, uint32_t slot, enum ut_loss loss)
{
  uint32_t base = b->figures->bases[slot], complement = b->figures->complements[slot];
  if (b->losses[slot] != UT_LOSS_NONE || !ut_blanking_is_ours(b, slot))
    return false;
  b->losses[slot] = (unsigned char)loss;
  b->blanked++;
  b->cost += loss == UT_LOSS_SECONDARY ? ut_blanking_cost(b, slot) : 0;
  b->suppressed[slot] = true;
  if (complement != UT_NO_CELL)
    b->suppressed[complement] = true;
  if (base != UT_NO_CELL)
    b->suppressed[base] = --b->shown[base] == 0;
  return true;
}

void ut_blanking_show(struct ut_blanking *b, uint32_t slot)
{
  uint32_t base = b->figures->bases[slot];
  b->losses[slot] = UT_LOSS_NONE;
  b->blanked--;
  b->cost -= ut_blanking_cost(b, slot);
  b->suppressed[slot] = false;
  if (base == UT_NO_CELL)
    return;
  b->shown[base]++;
  b->suppressed[base] = false;
}

void ut_blanking_primary(struct ut_blanking *b)
{
  for (uint32_t i = 0; i < b->slots; i++) {
    enum ut_loss loss = primary_loss(b, i);
    if (loss != UT_LOSS_NONE)
      ut_blanking_blank(b, i, loss);
  }
  for (uint32_t i = 0; i < b->slots; i++)
    if (has_small_base(b, i))
      ut_blanking_blank(b, i, UT_LOSS_SECONDARY);
}

bool ut_blanking_is_secondary(const struct ut_blanking *b, uint32_t slot)
{
  return b->losses[slot] == UT_LOSS_SECONDARY && !has_small_base(b, slot);
}

/* Grows with the logarithm of the count. */
static uint64_t count_cost(int64_t count)
{
  uint64_t n = (uint64_t)count + 1;
  unsigned doublings = 63 - (unsigned)__builtin_clzll(n);
  uint64_t over = n - (UINT64_C(1) << doublings);
  return DEPTH * (1 + (uint64_t)doublings) + (DEPTH * over >> doublings);
}

double ut_blanking_cost(const struct ut_blanking *b, size_t slot)
{
  uint64_t cost = count_cost(ut_tidy_table_slot(b->table, slot)->count);
  return (double)(ut_tidy_table_is_total(b->table, slot / b->table->count_count) ? TOTAL * cost : cost);
}

enum ut_status ut_blanking_init(struct ut_blanking *b, const struct ut_tidy_table *table,
                                const struct ut_figures *figures, const struct ut_suppress_options *options)
{
  size_t slots = ut_tidy_table_slots(table), cells = ut_relations_cells(&figures->relations);
  *b = (struct ut_blanking){.table = table, .figures = figures, .o = options, .slots = slots, .cells = cells};
  b->losses = calloc(slots + 1, sizeof *b->losses);
  b->suppressed = calloc(cells + 1, sizeof *b->suppressed);
  b->shown = calloc(cells + 1, sizeof *b->shown);
  if (!b->losses || !b->suppressed || !b->shown)
    return UT_NOMEM;
  for (size_t i = 0; i < cells; i++)
    b->suppressed[i] = ut_blanking_is_change(b, i) || ut_blanking_known(b, i) == UT_FIGURE_GUESSED;
  for (size_t i = 0; i < slots; i++)
    if (figures->bases[i] != UT_NO_CELL)
      b->shown[figures->bases[i]]++;
  return UT_OK;
}

void ut_blanking_copy(struct ut_blanking *to, const struct ut_blanking *from)
{
  to->blanked = from->blanked;
  to->cost = from->cost;
  memcpy(to->losses, from->losses, from->slots * sizeof *from->losses);
  memcpy(to->suppressed, from->suppressed, from->cells * sizeof *from->suppressed);
  memcpy(to->shown, from->shown, from->cells * sizeof *from->shown);
}

void ut_blanking_clear(struct ut_blanking *b)
{
  free(b->losses);
  free(b->suppressed);
  free(b->shown);
  *b = (struct ut_blanking){0};
}
