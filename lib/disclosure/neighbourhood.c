/* Growing the part of a table around a cell. What moves in one relation must be made up for in all others of the same
 * cell, so a part is of use where its cells have their relations in common. */
#include "disclosure/neighbourhood.h"

#include <stdlib.h>

enum {
  BOX = 512, /* cells of a box whose relations come in whole */
  LOOK = 16, /* terms of a relation through which a cell is looked at */
  MANY = 16  /* cells taken of a longer one at most */
};

struct search {
  struct ut_neighbourhood *n;
  const struct ut_intruder *intruder;
  bool all, unbounded;
  size_t brief; /* terms of a relation that comes in whole */
  size_t few;   /* cells taken of a longer one */
  size_t seeds; /* the first relations, those of the cell that all is about */
};

struct candidate {
  int closeness;
  uint32_t cell;
};

/* ---- what may move ---- */

/* May the cell differ from its value? One that is shown may not, unless all may be suppressed. */
static bool can_move(const struct search *s, uint32_t cell)
{
  struct ut_cell_bounds bounds = s->intruder->bounds[cell];
  return (s->all || s->intruder->suppressed[cell]) && (bounds.low < 0 || bounds.high > 0);
}

/* Can the relation be broken by what may move? An exact one can. */
static bool can_bind(const struct search *s, const struct ut_relation *r)
{
  const struct ut_relation_term *terms = ut_relations_terms(s->n->table, r);
  int64_t reach = 0;
  for (size_t i = 0; i < r->count && !r->exact && reach <= r->slack; i++)
    if (can_move(s, terms[i].cell)) {
      struct ut_cell_bounds bounds = s->intruder->bounds[terms[i].cell];
      reach += terms[i].sign > 0 ? -bounds.low : bounds.high;
    }
  return r->exact || reach > r->slack;
}

/* ---- growing ---- */

static void take_relation(struct search *s, uint32_t index)
{
  struct ut_neighbourhood *n = s->n;
  if (n->rows[index] || !can_bind(s, ut_relations_at(n->table, index)))
    return;
  n->relations[n->relation_count++] = index;
  n->rows[index] = (uint32_t)n->relation_count;
}

static void take_cell(struct search *s, uint32_t cell)
{
  struct ut_neighbourhood *n = s->n;
  if (n->columns[cell])
    return;
  n->cells[n->cell_count++] = cell;
  n->columns[cell] = (uint32_t)n->cell_count;
  for (size_t i = n->table->first[cell]; i < n->table->first[cell + 1]; i++)
    take_relation(s, n->table->places[i].relation);
}

static void take_all(struct search *s, const struct ut_relation *r)
{
  const struct ut_relation_term *terms = ut_relations_terms(s->n->table, r);
  for (size_t i = 0; i < r->count; i++)
    if (can_move(s, terms[i].cell))
      take_cell(s, terms[i].cell);
}

/* How many relations of the cell are in the part. */
static int count_common(const struct search *s, uint32_t cell)
{
  const struct ut_relations *table = s->n->table;
  int common = 0;
  for (size_t i = table->first[cell]; i < table->first[cell + 1]; i++)
    common += s->n->rows[table->places[i].relation] != 0;
  return common;
}

/* Where all may be suppressed, a cell that is already suppressed is better. */
static int worth(const struct search *s, uint32_t cell)
{
  return s->all && s->intruder->suppressed[cell] ? 4 : 1;
}

/* How much the cell, and what would come with it, has in common with the part; below 0 where it could not move. */
static int closeness(const struct search *s, uint32_t cell)
{
  const struct ut_relations *table = s->n->table;
  int sum = 2 * count_common(s, cell) * worth(s, cell);
  for (size_t i = table->first[cell]; i < table->first[cell + 1]; i++) {
    const struct ut_relation *r = ut_relations_at(table, table->places[i].relation);
    const struct ut_relation_term *terms = ut_relations_terms(table, r);
    bool alone = r->exact;
    for (size_t k = 0; k < r->count && r->count <= LOOK; k++)
      if (terms[k].cell != cell && can_move(s, terms[k].cell)) {
        alone = false;
        sum += count_common(s, terms[k].cell) * worth(s, terms[k].cell);
      }
    if (alone && r->count <= LOOK)
      return -1;
  }
  return sum;
}

/* The candidates that are closest so far, closest first; of those alike, the first. */
struct shortlist {
  struct candidate best[MANY + 1];
  size_t count;
};

static void offer(struct search *s, struct shortlist *list, struct candidate new)
{
  size_t at = list->count;
  for (; at > 0 && list->best[at - 1].closeness < new.closeness; at--)
    list->best[at] = list->best[at - 1];
  list->best[at] = new;
  if (list->count < s->few)
    list->count++;
  s->n->whole = s->n->whole && list->count < s->few;
}

/* Takes the few cells of the relation that are closest; where it is no seed, of those that close something. */
static void take_closest(struct search *s, const struct ut_relation *r, bool seed)
{
  const struct ut_relation_term *terms = ut_relations_terms(s->n->table, r);
  struct shortlist list = {.count = 0};
  for (size_t i = 0; i < r->count; i++) {
    uint32_t cell = terms[i].cell;
    int close;
    if (s->n->columns[cell] || !can_move(s, cell))
      continue;
    if (!seed && count_common(s, cell) < 2)
      s->n->whole = false;
    else if ((close = closeness(s, cell)) >= 0)
      offer(s, &list, (struct candidate){close, cell});
  }
  for (size_t i = 0; i < list.count; i++)
    take_cell(s, list.best[i].cell);
}

/* So many of each relation that a box of them, with the cell in its corner, has about `most` cells. */
static size_t count_few(size_t most, size_t relations)
{
  size_t few = 0, cells;
  do {
    few++;
    cells = 1;
    for (size_t i = 0; i < relations && cells <= most; i++)
      cells *= few + 2;
  } while (cells <= most && few < MANY);
  return few;
}

static void begin(struct ut_neighbourhood *n)
{
  for (size_t i = 0; i < n->cell_count; i++)
    n->columns[n->cells[i]] = 0;
  for (size_t i = 0; i < n->relation_count; i++)
    n->rows[n->relations[i]] = 0;
  n->cell_count = n->relation_count = 0;
  n->whole = true;
}

/* ---- public ---- */

enum ut_status ut_neighbourhood_init(struct ut_neighbourhood *n, const struct ut_relations *table)
{
  size_t cells = ut_relations_cells(table), relations = ut_relations_count(table);
  *n = (struct ut_neighbourhood){.table = table};
  n->cells = calloc(cells + 1, sizeof *n->cells);
  n->columns = calloc(cells + 1, sizeof *n->columns);
  n->relations = calloc(relations + 1, sizeof *n->relations);
  n->rows = calloc(relations + 1, sizeof *n->rows);
  return n->cells && n->columns && n->relations && n->rows ? UT_OK : UT_NOMEM;
}

/* Brief relations come in whole at once, longer ones in their turn: those of the cell bring in what is closest, others
 * only what closes. */
void ut_neighbourhood_find(struct ut_neighbourhood *n, const struct ut_intruder *intruder, bool all, uint32_t cell,
                           size_t most)
{
  struct search s = {.n = n, .intruder = intruder, .all = all, .unbounded = most >= ut_relations_cells(n->table)};
  size_t next_short = 0, next_long = 0;
  begin(n);
  take_cell(&s, cell);
  s.seeds = n->relation_count;
  s.few = count_few(most, s.seeds);
  s.brief = count_few(BOX, s.seeds) + 1;
  while (n->cell_count < most && next_long < n->relation_count) {
    bool is_next_short = next_short < n->relation_count;
    const struct ut_relation *r = ut_relations_at(n->table, n->relations[is_next_short ? next_short++ : next_long++]);
    bool is_short = r->count <= s.brief || s.unbounded;
    if (is_next_short && is_short)
      take_all(&s, r);
    else if (!is_next_short && !is_short)
      take_closest(&s, r, next_long <= s.seeds);
  }
  n->whole = n->whole && next_long == n->relation_count;
}

void ut_neighbourhood_clear(struct ut_neighbourhood *n)
{
  free(n->cells);
  free(n->columns);
  free(n->relations);
  free(n->rows);
  *n = (struct ut_neighbourhood){0};
}
