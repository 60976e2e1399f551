/* Totals, sums of values of a key, and totals under two names. */
#include "disclosure/totals.h"

#include <stdlib.h>

enum { DEEPEST = 16 /* levels of sums */ };

/* A tuple that is part of a total, which has `*` in the keys of `over` besides. */
struct part {
  uint32_t total, over, part;
};

/* What ut_totals_relate works with and frees. */
struct totals_work {
  struct ut_relations *r;
  const struct ut_figure_grid *g;
  struct ut_distinct sets; /* the sets of `*` that occur */
  struct ut_buf list;      /* struct part */
  uint32_t *tuples;        /* the parts of a relation, no more than there are tuples */
  size_t count;
};

static struct ut_text bytes_of(const uint32_t *ranks, size_t count)
{
  return (struct ut_text){(const char *)ranks, count * sizeof *ranks};
}

static int compare(uint32_t a, uint32_t b)
{
  return (a > b) - (a < b);
}

static const uint32_t *tuple_of(const struct ut_distinct *tuples, size_t index)
{
  return (const uint32_t *)(const void *)ut_texts_get(&tuples->texts, index).ptr;
}

/* ---- parts of one whole ---- */

static bool has_sums(const struct ut_figure_grid *g, uint32_t over)
{
  for (size_t k = 0; k < g->table->keys->count; k++)
    if ((over >> k & 1) && ut_key_sums_count(&g->table->sums[k]) > 0)
      return true;
  return false;
}

static int64_t sum_of(const struct ut_relations *r, const uint32_t *cells, size_t count)
{
  int64_t sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += ut_relations_value(r, cells[i]);
  return sum;
}

/* The parts in three ways: those that are part of no other, those that have no parts, all of them. */
enum { TOPMOST, LOWEST, ALL, WAYS };

struct division {
  uint32_t *cells[WAYS];
  size_t counts[WAYS];
};

/* Of each part: is it one of another part, has it parts itself? */
struct part_place {
  bool below, above;
};

/* The parts as they are looked for. */
struct tuple_parts {
  const struct ut_figure_grid *g;
  struct ut_distinct tuples; /* by place */
  uint32_t *tuple;
  struct part_place *places;
};

/* Marks the part, and those that are the same in all keys but one, in which they are its sum: the words in a row of
 * bits, 64 * `at` being the first. */
static void mark_wholes(struct tuple_parts *p, size_t part, size_t key, size_t at, uint64_t words)
{
  size_t keys = p->g->table->keys->count;
  uint32_t whole;
  for (; words; words &= words - 1) {
    p->tuple[key] = (uint32_t)(64 * at + (size_t)__builtin_ctzll(words));
    if (!ut_distinct_find(&p->tuples, bytes_of(p->tuple, keys), &whole))
      continue;
    p->places[part].below = true;
    p->places[whole].above = true;
  }
}

static void mark(struct tuple_parts *p, size_t part, uint32_t over)
{
  size_t keys = p->g->table->keys->count;
  memcpy(p->tuple, ut_distinct_get(&p->tuples, part).ptr, keys * sizeof *p->tuple);
  for (size_t key = 0; key < keys; key++) {
    const struct ut_key_sums *sums = &p->g->table->sums[key];
    uint32_t own = p->tuple[key];
    const uint64_t *above = over >> key & 1 ? ut_key_sums_above(sums, own) : NULL;
    for (size_t i = 0; above && i < sums->row; i++)
      mark_wholes(p, part, key, i, above[i]);
    p->tuple[key] = own;
  }
}

static enum ut_status mark_parts(struct tuple_parts *p, const uint32_t *parts, size_t count, uint32_t over)
{
  size_t keys = p->g->table->keys->count;
  uint32_t number;
  p->places = calloc(count + 1, sizeof *p->places);
  p->tuple = calloc(keys + 1, sizeof *p->tuple);
  if (!p->places || !p->tuple)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    UT_TRY(ut_distinct_add(&p->tuples, bytes_of(tuple_of(p->g->tuples, parts[i]), keys), &number));
  for (size_t i = 0; i < count; i++)
    mark(p, i, over);
  return UT_OK;
}

static enum ut_status sort_parts(const struct ut_figure_grid *g, const uint32_t *parts, size_t count, uint32_t over,
                                 struct division *d)
{
  struct tuple_parts p = {.g = g};
  enum ut_status status = mark_parts(&p, parts, count, over);
  for (size_t i = 0; i < count && status == UT_OK; i++) {
    uint32_t cell = ut_figure_grid_cell(g, parts[i]);
    d->cells[ALL][d->counts[ALL]++] = cell;
    if (!p.places[i].below)
      d->cells[TOPMOST][d->counts[TOPMOST]++] = cell;
    if (!p.places[i].above)
      d->cells[LOWEST][d->counts[LOWEST]++] = cell;
  }
  ut_distinct_clear(&p.tuples);
  free(p.places);
  free(p.tuple);
  return status;
}

/* A division that adds up is known to; where none does, the first two are what there is to say. */
static enum ut_status relate_division(struct ut_relations *r, uint32_t whole, const struct division *d)
{
  bool any = false;
  for (size_t i = 0; i < WAYS; i++)
    if (sum_of(r, d->cells[i], d->counts[i]) == ut_relations_value(r, whole)) {
      UT_TRY(ut_relations_relate(r, whole, d->cells[i], d->counts[i]));
      any = true;
    }
  for (size_t i = 0; i < ALL && !any; i++)
    UT_TRY(ut_relations_relate(r, whole, d->cells[i], d->counts[i]));
  return UT_OK;
}

enum ut_status ut_totals_divide(struct ut_relations *r, const struct ut_figure_grid *g, uint32_t whole, uint32_t *parts,
                                size_t count, uint32_t over)
{
  struct division d = {.counts = {0}};
  uint32_t *room = NULL;
  if (!has_sums(g, over)) {
    for (size_t i = 0; i < count; i++)
      parts[i] = ut_figure_grid_cell(g, parts[i]);
    return ut_relations_relate(r, whole, parts, count);
  }
  room = calloc(WAYS * count + 1, sizeof *room);
  if (!room)
    return UT_NOMEM;
  for (size_t i = 0; i < WAYS; i++)
    d.cells[i] = room + i * count;
  enum ut_status status = sort_parts(g, parts, count, over, &d);
  if (status == UT_OK)
    status =
        d.counts[TOPMOST] < count ? relate_division(r, whole, &d) : ut_relations_relate(r, whole, d.cells[ALL], count);
  free(room);
  return status;
}

/* ---- totals ---- */

/* The set of keys that are `*`. */
static uint32_t stars_of(const uint32_t *tuple, size_t keys)
{
  uint32_t stars = 0;
  for (size_t i = 0; i < keys; i++)
    stars |= (uint32_t)(tuple[i] == UT_KEY_ALL) << i;
  return stars;
}

/* Is there the tuple with `*` in the keys of the set besides? */
static bool find_total(const struct totals_work *w, uint32_t part, uint32_t set, uint32_t *number)
{
  const uint32_t *tuple = tuple_of(w->g->tuples, part);
  size_t keys = w->g->table->keys->count;
  uint32_t total[UT_TIDY_TABLE_KEYS];
  for (size_t k = 0; k < keys; k++)
    total[k] = set >> k & 1 ? UT_KEY_ALL : tuple[k];
  return ut_distinct_find(w->g->tuples, bytes_of(total, keys), number) && ut_figure_grid_has(w->g, *number);
}

/* The keys in which the tuple is a total under another name: of these it is no part. */
static uint32_t named_of(const struct totals_work *w, const uint32_t *tuple)
{
  uint32_t named = 0;
  for (size_t k = 0; k < w->g->table->keys->count; k++)
    named |= (uint32_t)ut_tidy_table_names_total(w->g->table, k, tuple[k]) << k;
  return named;
}

/* Lists the totals that the tuple is part of. */
static enum ut_status list_totals(struct totals_work *w, uint32_t part)
{
  const uint32_t *tuple = tuple_of(w->g->tuples, part);
  uint32_t own = stars_of(tuple, w->g->table->keys->count), number;
  for (size_t i = 0; i < ut_texts_count(&w->sets.texts) && ut_figure_grid_has(w->g, part); i++) {
    uint32_t stars = *tuple_of(&w->sets, i), over = stars & ~own;
    bool is_part = (stars & own) == own && over != 0 && !(named_of(w, tuple) & over);
    if (is_part && find_total(w, part, stars, &number))
      UT_TRY(ut_buf_add(&w->list, &(struct part){number, over, part}, sizeof(struct part)));
  }
  return UT_OK;
}

static enum ut_status list_parts(struct totals_work *w)
{
  for (size_t i = 0; i < w->count; i++) {
    uint32_t stars = stars_of(tuple_of(w->g->tuples, i), w->g->table->keys->count), number;
    UT_TRY(ut_distinct_add(&w->sets, bytes_of(&stars, 1), &number));
  }
  for (uint32_t i = 0; i < w->count; i++)
    UT_TRY(list_totals(w, i));
  return UT_OK;
}

/* Totals over one key first. */
static int compare_parts(const void *a, const void *b)
{
  const struct part *x = a, *y = b;
  int order = compare((uint32_t)__builtin_popcount(x->over), (uint32_t)__builtin_popcount(y->over));
  if (order == 0)
    order = compare(x->total, y->total);
  if (order == 0)
    order = compare(x->over, y->over);
  return order ? order : compare(x->part, y->part);
}

/* Is every part in a total over all keys of the run but the first? Where totals over one key are sums, the sums of
 * those totals imply that of the run. */
static bool is_implied(const struct totals_work *w, const struct part *run, size_t count)
{
  uint32_t number;
  for (size_t i = 0; i < count; i++)
    if (!find_total(w, run[i].part, run->over & (run->over - 1), &number))
      return false;
  return true;
}

/* How many are left at the end of all periods is how many are at the end of the last: the cell of the last, where the
 * run is over a key of periods. */
static bool find_last(const struct totals_work *w, const struct part *run, size_t count, uint32_t *last)
{
  size_t key = (size_t)__builtin_ctz(run->over);
  const struct ut_key_sums *sums = &w->g->table->sums[key];
  int64_t end = INT64_MIN;
  if (w->g->flow != UT_FLOW_LEFT || (run->over & (run->over - 1)))
    return false;
  for (size_t i = 0; i < count; i++) {
    const struct ut_span *span = ut_key_sums_span(sums, tuple_of(w->g->tuples, run[i].part)[key]);
    if (span->kind != UT_SPAN_PERIOD)
      return false;
    if (span->to > end) {
      end = span->to;
      *last = ut_figure_grid_cell(w->g, run[i].part);
    }
  }
  return true;
}

static enum ut_status relate_run(struct totals_work *w, const struct part *run, size_t count)
{
  uint32_t last = 0, total = ut_figure_grid_cell(w->g, run->total);
  if (find_last(w, run, count, &last))
    return ut_relations_relate(w->r, total, &last, 1);
  return ut_totals_divide(w->r, w->g, total, w->tuples, count, run->over);
}

static bool last_is_exact(const struct ut_relations *r)
{
  return ut_relations_at(r, ut_relations_count(r) - 1)->exact;
}

/* Relates the totals to the tuples with values where they have `*` and the same in all other keys. A relation over
 * several keys that those over each of them imply is left out. */
static enum ut_status relate_runs(struct totals_work *w)
{
  bool exact = true;
  UT_TRY(list_parts(w));
  struct part *parts = (void *)w->list.ptr;
  size_t count = w->list.len / sizeof *parts;
  if (count > 1)
    qsort(parts, count, sizeof *parts, compare_parts);
  for (size_t from = 0, to; from < count; from = to) {
    const struct part *run = parts + from;
    for (to = from; to < count && parts[to].total == run->total && parts[to].over == run->over; to++)
      w->tuples[to - from] = parts[to].part;
    bool single = (run->over & (run->over - 1)) == 0;
    if (!single && exact && !has_sums(w->g, run->over) && is_implied(w, run, to - from))
      continue;
    UT_TRY(relate_run(w, run, to - from));
    exact = exact && last_is_exact(w->r);
  }
  return UT_OK;
}

/* ---- sums of values ---- */

/* The tuple with another value of the key. */
static bool find_with(const struct totals_work *w, uint32_t tuple, size_t key, uint32_t word, uint32_t *number)
{
  size_t keys = w->g->table->keys->count;
  uint32_t other[UT_TIDY_TABLE_KEYS];
  memcpy(other, tuple_of(w->g->tuples, tuple), keys * sizeof *other);
  other[key] = word;
  return ut_distinct_find(w->g->tuples, bytes_of(other, keys), number) && ut_figure_grid_has(w->g, *number);
}

/* Lists the part, or where it has no row, what it is made of in its turn; what has neither holds nobody. */
static void expand(struct totals_work *w, uint32_t tuple, size_t key, uint32_t word, size_t *count, size_t depth)
{
  const struct ut_key_sums *sums = &w->g->table->sums[key];
  uint32_t number;
  if (find_with(w, tuple, key, word, &number)) {
    if (*count < w->count)
      w->tuples[(*count)++] = number;
    return;
  }
  for (size_t i = 0; i < ut_key_sums_count(sums) && depth < DEEPEST; i++) {
    const struct ut_key_sum *sum = ut_key_sums_at(sums, i);
    if (sum->whole != word)
      continue;
    for (size_t k = 0; k < sum->count; k++)
      expand(w, tuple, key, ut_key_sums_parts(sums, sum)[k], count, depth + 1);
    return;
  }
}

/* How many are left at the end of a period is how many are at the end of its last part. */
static uint32_t last_part(const struct ut_key_sums *sums, const struct ut_key_sum *sum)
{
  const uint32_t *parts = ut_key_sums_parts(sums, sum);
  uint32_t last = parts[0];
  for (size_t i = 1; i < sum->count; i++)
    if (ut_key_sums_span(sums, parts[i])->to > ut_key_sums_span(sums, last)->to)
      last = parts[i];
  return last;
}

static enum ut_status relate_sum(struct totals_work *w, uint32_t tuple, size_t key, const struct ut_key_sum *sum)
{
  const struct ut_key_sums *sums = &w->g->table->sums[key];
  bool period = ut_key_sums_span(sums, sum->whole)->kind == UT_SPAN_PERIOD;
  size_t count = 0;
  if (period && w->g->flow == UT_FLOW_LEFT && sum->partial)
    return UT_OK;
  if (period && w->g->flow == UT_FLOW_LEFT)
    expand(w, tuple, key, last_part(sums, sum), &count, DEEPEST);
  else
    for (size_t i = 0; i < sum->count; i++)
      expand(w, tuple, key, ut_key_sums_parts(sums, sum)[i], &count, 0);
  for (size_t i = 0; i < count; i++)
    w->tuples[i] = ut_figure_grid_cell(w->g, w->tuples[i]);
  return count > 0 ? ut_relations_relate(w->r, ut_figure_grid_cell(w->g, tuple), w->tuples, count) : UT_OK;
}

static enum ut_status relate_sums(struct totals_work *w, size_t key)
{
  const struct ut_key_sums *sums = &w->g->table->sums[key];
  for (uint32_t i = 0; i < w->count && ut_key_sums_count(sums) > 0; i++)
    for (size_t k = 0; k < ut_key_sums_count(sums); k++)
      if (ut_figure_grid_has(w->g, i) && ut_key_sums_at(sums, k)->whole == tuple_of(w->g->tuples, i)[key])
        UT_TRY(relate_sum(w, i, key, ut_key_sums_at(sums, k)));
  return UT_OK;
}

/* ---- public ---- */

enum ut_status ut_totals_relate(struct ut_relations *r, const struct ut_figure_grid *g)
{
  struct totals_work w = {.r = r, .g = g, .count = ut_distinct_count(g->tuples)};
  w.tuples = calloc(w.count + 1, sizeof *w.tuples);
  enum ut_status status = w.tuples ? relate_runs(&w) : UT_NOMEM;
  for (size_t k = 0; k < g->table->keys->count && status == UT_OK; k++)
    status = relate_sums(&w, k);
  ut_distinct_clear(&w.sets);
  ut_buf_clear(&w.list);
  free(w.tuples);
  return status;
}
