/* What each intruder takes for possible, and what must be uncertain to him. */
#include "disclosure/intruders.h"

#include <stdlib.h>

enum { REACH = 1000 /* times the interval: how far from its value a cell can be, farther than any table needs */ };

static int64_t clip(int64_t n, int64_t reach)
{
  return n < -reach ? -reach : n > reach ? reach : n;
}

/* A base has no mark; a complement is only a cell where it is small. */
static struct ut_cell_bounds bounds_of(const struct ut_blanking *b, size_t which, size_t cell, int64_t value)
{
  int64_t reach = REACH * (b->o->interval > b->o->min ? b->o->interval : b->o->min);
  int64_t least = 0, most = INT64_MAX;
  if (value == 0 && !b->o->zeros && which != UT_KNOWS_FIGURES)
    return (struct ut_cell_bounds){0, 0};
  if (which == UT_KNOWS_MARKS && !ut_blanking_is_base(b, cell)) {
    bool small = !ut_blanking_is_count(b, cell) || ut_blanking_is_small(b, value);
    bool complement = !small && b->losses[cell] == UT_LOSS_COMPLEMENT;
    least = small ? ut_blanking_least_small(b->o) : complement ? 0 : b->o->min;
    most = small ? b->o->min - 1 : INT64_MAX;
  }
  return (struct ut_cell_bounds){clip(least - value, reach), clip(most - value, reach)};
}

static int64_t target_of(const struct ut_blanking *b, size_t which, size_t cell, int64_t value)
{
  bool small = ut_blanking_is_small(b, value), base = ut_blanking_is_base(b, cell);
  if (which == UT_KNOWS_ZEROS)
    return small ? b->o->interval : 0;
  if (which == UT_KNOWS_FIGURES)
    return small || base ? 0 : b->o->interval;
  return small && !base ? 1 : 0;
}

enum ut_status ut_intruders_init(struct ut_intruder *who, size_t which, const struct ut_blanking *b)
{
  who->suppressed = b->suppressed;
  who->bounds = calloc(b->cells + 1, sizeof *who->bounds);
  who->intervals = calloc(b->cells + 1, sizeof *who->intervals);
  who->targets = calloc(b->cells + 1, sizeof *who->targets);
  who->exposed = calloc(b->cells + 1, sizeof *who->exposed);
  if (!who->bounds || !who->intervals || !who->targets || !who->exposed)
    return UT_NOMEM;
  for (size_t i = 0; i < b->cells; i++) {
    int64_t value = ut_relations_value(&b->figures->relations, i);
    who->bounds[i] = bounds_of(b, which, i, value);
    who->targets[i] = target_of(b, which, i, value);
  }
  return UT_OK;
}

void ut_intruders_clear(struct ut_intruder *who)
{
  free(who->bounds);
  free(who->intervals);
  free(who->targets);
  free(who->exposed);
}
