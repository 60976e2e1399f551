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
  struct ut_neighbourhood *v;
  const struct ut_audit_view *view;
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

/* May the cell be elsewhere? One that is shown may not, unless all may be hidden. */
static bool can_move(const struct search *s, uint32_t cell)
{
  struct ut_span room = s->view->room[cell];
  return (s->all || s->view->hidden[cell]) && (room.low < 0 || room.high > 0);
}

/* Can the relation be broken by what may move? An exact one can. */
static bool can_bind(const struct search *s, const struct ut_relation *r)
{
  const struct ut_term *terms = ut_relations_terms(s->v->table, r);
  int64_t reach = 0;
  for (size_t i = 0; i < r->count && !r->exact && reach <= r->slack; i++)
    if (can_move(s, terms[i].cell)) {
      struct ut_span room = s->view->room[terms[i].cell];
      reach += terms[i].sign > 0 ? -room.low : room.high;
    }
  return r->exact || reach > r->slack;
}

/* ---- growing ---- */

static void take_relation(struct search *s, uint32_t index)
{
  struct ut_neighbourhood *v = s->v;
  if (v->rows[index] || !can_bind(s, ut_relations_at(v->table, index)))
    return;
  v->relations[v->relation_count++] = index;
  v->rows[index] = (uint32_t)v->relation_count;
}

static void take_cell(struct search *s, uint32_t cell)
{
  struct ut_neighbourhood *v = s->v;
  if (v->columns[cell])
    return;
  v->cells[v->cell_count++] = cell;
  v->columns[cell] = (uint32_t)v->cell_count;
  for (size_t i = v->table->first[cell]; i < v->table->first[cell + 1]; i++)
    take_relation(s, v->table->places[i].relation);
}

static void take_all(struct search *s, const struct ut_relation *r)
{
  const struct ut_term *terms = ut_relations_terms(s->v->table, r);
  for (size_t i = 0; i < r->count; i++)
    if (can_move(s, terms[i].cell))
      take_cell(s, terms[i].cell);
}

/* How many relations of the cell are in the part. */
static int count_common(const struct search *s, uint32_t cell)
{
  const struct ut_relations *table = s->v->table;
  int common = 0;
  for (size_t i = table->first[cell]; i < table->first[cell + 1]; i++)
    common += s->v->rows[table->places[i].relation] != 0;
  return common;
}

/* Where all may be hidden, what is hidden already is better. */
static int worth(const struct search *s, uint32_t cell)
{
  return s->all && s->view->hidden[cell] ? 4 : 1;
}

/* How much the cell, and what would come with it, has in common with the part; below 0 where it could not move. */
static int closeness(const struct search *s, uint32_t cell)
{
  const struct ut_relations *table = s->v->table;
  int sum = 2 * count_common(s, cell) * worth(s, cell);
  for (size_t i = table->first[cell]; i < table->first[cell + 1]; i++) {
    const struct ut_relation *r = ut_relations_at(table, table->places[i].relation);
    const struct ut_term *terms = ut_relations_terms(table, r);
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
  s->v->whole = s->v->whole && list->count < s->few;
}

/* Takes the few cells of the relation that are closest; where it is no seed, of those that close something. */
static void take_closest(struct search *s, const struct ut_relation *r, bool seed)
{
  const struct ut_term *terms = ut_relations_terms(s->v->table, r);
  struct shortlist list = {.count = 0};
  for (size_t i = 0; i < r->count; i++) {
    uint32_t cell = terms[i].cell;
    int close;
    if (s->v->columns[cell] || !can_move(s, cell))
      continue;
    if (!seed && count_common(s, cell) < 2)
      s->v->whole = false;
    else if ((close = closeness(s, cell)) >= 0)
      offer(s, &list, (struct candidate){close, cell});
  }
  for (size_t i = 0; i < list.count; i++)
    take_cell(s, list.best[i].cell);
}

/* So many of each relation that a box of them, with the cell in its corner, has about `most` cells. */
static size_t reckon_few(size_t most, size_t relations)
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

static void begin(struct ut_neighbourhood *v)
{
  for (size_t i = 0; i < v->cell_count; i++)
    v->columns[v->cells[i]] = 0;
  for (size_t i = 0; i < v->relation_count; i++)
    v->rows[v->relations[i]] = 0;
  v->cell_count = v->relation_count = 0;
  v->whole = true;
}

/* ---- public ---- */

enum ut_status ut_neighbourhood_init(struct ut_neighbourhood *v, const struct ut_relations *table)
{
  size_t cells = ut_relations_cells(table), relations = ut_relations_count(table);
  *v = (struct ut_neighbourhood){.table = table};
  v->cells = calloc(cells + 1, sizeof *v->cells);
  v->columns = calloc(cells + 1, sizeof *v->columns);
  v->relations = calloc(relations + 1, sizeof *v->relations);
  v->rows = calloc(relations + 1, sizeof *v->rows);
  return v->cells && v->columns && v->relations && v->rows ? UT_OK : UT_NOMEM;
}

/* Brief relations come in whole at once, longer ones in their turn: those of the cell bring in what is closest, others
 * only what closes. */
void ut_neighbourhood_find(struct ut_neighbourhood *v, const struct ut_audit_view *view, bool all, uint32_t cell,
                           size_t most)
{
  struct search s = {.v = v, .view = view, .all = all, .unbounded = most >= ut_relations_cells(v->table)};
  size_t next_short = 0, next_long = 0;
  begin(v);
  take_cell(&s, cell);
  s.seeds = v->relation_count;
  s.few = reckon_few(most, s.seeds);
  s.brief = reckon_few(BOX, s.seeds) + 1;
  while (v->cell_count < most && next_long < v->relation_count) {
    bool is_next_short = next_short < v->relation_count;
    const struct ut_relation *r = ut_relations_at(v->table, v->relations[is_next_short ? next_short++ : next_long++]);
    bool is_short = r->count <= s.brief || s.unbounded;
    if (is_next_short && is_short)
      take_all(&s, r);
    else if (!is_next_short && !is_short)
      take_closest(&s, r, next_long <= s.seeds);
  }
  v->whole = v->whole && next_long == v->relation_count;
}

void ut_neighbourhood_clear(struct ut_neighbourhood *v)
{
  free(v->cells);
  free(v->columns);
  free(v->relations);
  free(v->rows);
  *v = (struct ut_neighbourhood){0};
}
