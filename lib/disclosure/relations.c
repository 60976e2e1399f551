/* Relations of cells. */
#include "disclosure/relations.h"

#include <stdlib.h>

#include "disclosure/tidy_table.h"

/* That a tuple is part of a total, which has `*` in the keys of `over` besides. */
struct part {
  uint32_t total, over, part;
};

/* ---- relations ---- */

static enum ut_status add_terms(struct ut_relations *s, const uint32_t *cells, size_t count, int32_t sign)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < count && status == UT_OK; i++)
    status = ut_buf_add(&s->terms, &(struct ut_term){cells[i], sign}, sizeof(struct ut_term));
  return status;
}

/* What is above less what is below is `slack`, and known to be 0 or more. */
static enum ut_status add_relation(struct ut_relations *s, const uint32_t *above, size_t above_count,
                                   const uint32_t *below, size_t below_count, int64_t slack, bool exact)
{
  struct ut_relation new = {s->terms.len / sizeof(struct ut_term), above_count + below_count, slack, exact};
  enum ut_status status = add_terms(s, above, above_count, 1);
  if (status == UT_OK)
    status = add_terms(s, below, below_count, -1);
  return status == UT_OK ? ut_buf_add(&s->relations, &new, sizeof new) : status;
}

enum ut_status ut_relations_add_cell(struct ut_relations *s, int64_t value)
{
  return ut_buf_add(&s->values, &value, sizeof value);
}

enum ut_status ut_relations_relate(struct ut_relations *s, uint32_t whole, const uint32_t *parts, size_t count)
{
  int64_t value = ut_relations_value(s, whole), sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += ut_relations_value(s, parts[i]);
  if (value >= sum)
    return add_relation(s, &whole, 1, parts, count, value - sum, value == sum);
  enum ut_status status = add_relation(s, parts, count, &whole, 1, sum - value, false);
  for (size_t i = 0; i < count && status == UT_OK; i++)
    status = ut_relations_bound(s, whole, parts[i]);
  return status;
}

enum ut_status ut_relations_bound(struct ut_relations *s, uint32_t whole, uint32_t part)
{
  int64_t rest = ut_relations_value(s, whole) - ut_relations_value(s, part);
  return rest < 0 ? UT_OK : add_relation(s, &whole, 1, &part, 1, rest, false);
}

/* ---- totals ---- */

static const uint32_t *tuple_of(const struct ut_distinct *tuples, size_t index)
{
  return (const uint32_t *)(const void *)ut_texts_get(&tuples->texts, index).ptr;
}

/* The set of keys that are `*`. */
static uint32_t stars_of(const uint32_t *tuple, size_t keys)
{
  uint32_t stars = 0;
  for (size_t i = 0; i < keys; i++)
    stars |= (uint32_t)(tuple[i] == UT_TIDY_TABLE_ALL) << i;
  return stars;
}

/* The sets of `*` that occur, each once: as texts of four bytes. */
static enum ut_status find_shapes(const struct ut_distinct *tuples, size_t keys, struct ut_distinct *shapes)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_texts_count(&tuples->texts) && status == UT_OK; i++) {
    uint32_t stars = stars_of(tuple_of(tuples, i), keys), number;
    status = ut_distinct_add(shapes, (struct ut_text){(const char *)&stars, sizeof stars}, &number);
  }
  return status;
}

/* Notes the totals that the tuple is part of. */
static enum ut_status find_totals(const struct ut_distinct *tuples, size_t keys, const struct ut_distinct *shapes,
                                  uint32_t part, struct ut_buf *parts)
{
  const uint32_t *tuple = tuple_of(tuples, part);
  uint32_t own = stars_of(tuple, keys), total[UT_TIDY_TABLE_KEYS];
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < ut_texts_count(&shapes->texts) && status == UT_OK; i++) {
    uint32_t stars = *tuple_of(shapes, i), number;
    if ((stars & own) != own || stars == own)
      continue;
    for (size_t k = 0; k < keys; k++)
      total[k] = stars >> k & 1 ? UT_TIDY_TABLE_ALL : tuple[k];
    if (ut_distinct_find(tuples, (struct ut_text){(const char *)total, keys * sizeof *total}, &number))
      status = ut_buf_add(parts, &(struct part){number, stars & ~own, part}, sizeof(struct part));
  }
  return status;
}

/* Totals over one key first. */
static int compare_parts(const void *a, const void *b)
{
  const struct part *x = a, *y = b;
  int keys = __builtin_popcount(x->over), others = __builtin_popcount(y->over);
  if (keys != others)
    return keys < others ? -1 : 1;
  if (x->total != y->total)
    return x->total < y->total ? -1 : 1;
  if (x->over != y->over)
    return x->over < y->over ? -1 : 1;
  return (x->part > y->part) - (x->part < y->part);
}

/* Relates a total to the run of its parts over the same keys. */
static enum ut_status relate_run(struct ut_relations *s, const struct part *run, size_t count, uint32_t first)
{
  uint32_t *cells = malloc(count * sizeof *cells);
  if (!cells)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    cells[i] = first + run[i].part;
  enum ut_status status = ut_relations_relate(s, first + run->total, cells, count);
  free(cells);
  return status;
}

/* Does every part stand in a total over all keys of the run but the first? Where totals over one key are sums, that one
 * over them all is the sum of those says nothing new. */
static bool is_implied(const struct ut_distinct *tuples, size_t keys, const struct part *run, size_t count)
{
  uint32_t others = run->over & (run->over - 1), total[UT_TIDY_TABLE_KEYS], number;
  bool found = true;
  for (size_t i = 0; i < count && found; i++) {
    memcpy(total, tuple_of(tuples, run[i].part), keys * sizeof *total);
    for (size_t k = 0; k < keys; k++)
      total[k] = others >> k & 1 ? UT_TIDY_TABLE_ALL : total[k];
    found = ut_distinct_find(tuples, (struct ut_text){(const char *)total, keys * sizeof *total}, &number);
  }
  return found;
}

static enum ut_status relate_parts(struct ut_relations *s, struct part *parts, size_t count,
                                   const struct ut_distinct *tuples, size_t keys, uint32_t first)
{
  enum ut_status status = UT_OK;
  bool exact = true;
  if (count > 1)
    qsort(parts, count, sizeof *parts, compare_parts);
  for (size_t from = 0, to; from < count && status == UT_OK; from = to) {
    for (to = from + 1; to < count && parts[to].total == parts[from].total && parts[to].over == parts[from].over;)
      to++;
    bool single = (parts[from].over & (parts[from].over - 1)) == 0;
    if (!single && exact && is_implied(tuples, keys, parts + from, to - from))
      continue;
    status = relate_run(s, parts + from, to - from, first);
    if (status == UT_OK)
      exact = exact && ut_relations_at(s, ut_relations_count(s) - 1)->exact;
  }
  return status;
}

enum ut_status ut_relations_add_totals(struct ut_relations *s, const struct ut_distinct *tuples, size_t keys,
                                       uint32_t first)
{
  struct ut_distinct shapes = {0};
  struct ut_buf parts = {0};
  enum ut_status status = find_shapes(tuples, keys, &shapes);
  for (uint32_t i = 0; i < ut_texts_count(&tuples->texts) && status == UT_OK; i++)
    status = find_totals(tuples, keys, &shapes, i, &parts);
  if (status == UT_OK)
    status = relate_parts(s, (struct part *)(void *)parts.ptr, parts.len / sizeof(struct part), tuples, keys, first);
  ut_distinct_clear(&shapes);
  ut_buf_clear(&parts);
  return status;
}

/* ---- index ---- */

enum ut_status ut_relations_index(struct ut_relations *s)
{
  size_t cells = ut_relations_cells(s), relations = ut_relations_count(s);
  const struct ut_term *terms = (const void *)s->terms.ptr;
  size_t count = s->terms.len / sizeof *terms;
  s->first = calloc(cells + 2, sizeof *s->first);
  s->places = calloc(count + 1, sizeof *s->places);
  if (!s->first || !s->places)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++)
    s->first[terms[i].cell + 2]++;
  for (size_t i = 2; i < cells + 2; i++)
    s->first[i] += s->first[i - 1];
  /* first[i + 1] is where the next place of cell i goes; in the end it is where those of i + 1 begin. */
  for (uint32_t i = 0; i < relations; i++) {
    const struct ut_relation *r = ut_relations_at(s, i);
    for (const struct ut_term *t = terms + r->first; t < terms + r->first + r->count; t++)
      s->places[s->first[t->cell + 1]++] = (struct ut_place){i, t->sign};
  }
  return UT_OK;
}

void ut_relations_clear(struct ut_relations *s)
{
  ut_buf_clear(&s->values);
  ut_buf_clear(&s->terms);
  ut_buf_clear(&s->relations);
  free(s->first);
  free(s->places);
  *s = (struct ut_relations){0};
}
