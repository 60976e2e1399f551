/* What each intruder takes for possible, and what must be uncertain to him. */
#include "disclosure/intruders.h"

#include <stdlib.h>

enum { REACH = 1000 /* times the interval: how far from its value a cell can be, farther than any table needs */ };

size_t ut_intruders_count(const struct ut_blanking *b)
{
  bool marks = !b->o->no_marks;
  for (size_t i = 0; i < b->slots && !marks; i++) {
    enum ut_blank blank = ut_tidy_table_slot(b->table, i)->blank;
    marks = blank == UT_BLANK_SMALL || blank == UT_BLANK_LARGE;
  }
  return marks ? UT_INTRUDERS : UT_KNOWS_MARKS;
}

static bool has_mark(const struct ut_blanking *b, size_t cell)
{
  return !ut_blanking_is_base(b, cell) && !ut_blanking_is_change(b, cell);
}

static int64_t clip(int64_t n, int64_t reach)
{
  return n < -reach ? -reach : n > reach ? reach : n;
}

/* What was blanked before may be anything, but for what its mark says. */
static struct ut_cell_bounds bounds_of_guess(const struct ut_blanking *b, size_t which, size_t cell, int64_t value)
{
  int64_t reach = REACH * (b->o->interval > b->o->min ? b->o->interval : b->o->min);
  enum ut_blank blank = cell < b->slots ? ut_tidy_table_slot(b->table, cell)->blank : UT_BLANK_ANY;
  bool small = which == UT_KNOWS_MARKS && blank == UT_BLANK_SMALL;
  bool large = which == UT_KNOWS_MARKS && blank == UT_BLANK_LARGE && value >= b->o->min;
  int64_t least = small ? ut_blanking_least_small(b->o) : large ? b->o->min : 0;
  int64_t most = small ? b->o->min - 1 : INT64_MAX;
  return (struct ut_cell_bounds){clip(least - value, reach), clip(most - value, reach)};
}

/* A base and a change have no mark; a complement is only a cell where it is small. */
static struct ut_cell_bounds bounds_of(const struct ut_blanking *b, size_t which, size_t cell, int64_t value)
{
  int64_t reach = REACH * (b->o->interval > b->o->min ? b->o->interval : b->o->min);
  int64_t least = 0, most = INT64_MAX;
  if (ut_blanking_known(b, cell) == UT_FIGURE_PRINTED)
    return (struct ut_cell_bounds){0, 0};
  if (ut_blanking_known(b, cell) == UT_FIGURE_GUESSED)
    return bounds_of_guess(b, which, cell, value);
  if (value == 0 && !b->o->zeros && which != UT_KNOWS_FIGURES)
    return (struct ut_cell_bounds){0, 0};
  if (which == UT_KNOWS_MARKS && !b->o->no_marks && has_mark(b, cell)) {
    bool small = !ut_blanking_is_count(b, cell) || ut_blanking_is_small(b, value);
    bool complement = !small && b->losses[cell] == UT_LOSS_COMPLEMENT;
    least = small ? ut_blanking_least_small(b->o) : complement ? 0 : b->o->min;
    most = small ? b->o->min - 1 : INT64_MAX;
  }
  return (struct ut_cell_bounds){clip(least - value, reach), clip(most - value, reach)};
}

static bool may_be_small(const struct ut_blanking *b, size_t cell)
{
  return cell >= b->slots || ut_tidy_table_slot(b->table, cell)->blank != UT_BLANK_LARGE;
}

static int64_t target_of(const struct ut_blanking *b, size_t which, size_t cell, int64_t value)
{
  bool guessed = ut_blanking_known(b, cell) == UT_FIGURE_GUESSED;
  bool small = guessed ? may_be_small(b, cell) : ut_blanking_is_small(b, value);
  if (which == UT_KNOWS_ZEROS)
    return small ? b->o->interval : 0;
  if (which == UT_KNOWS_FIGURES)
    return small || !has_mark(b, cell) ? 0 : b->o->interval;
  return small && !ut_blanking_is_base(b, cell) ? 1 : 0;
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
