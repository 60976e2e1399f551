/* Relations of cells. */
#include "disclosure/relations.h"

#include <stdlib.h>

static enum ut_status add_terms(struct ut_relations *r, const uint32_t *cells, size_t count, int32_t sign)
{
  for (size_t i = 0; i < count; i++)
    UT_TRY(ut_buf_add(&r->terms, &(struct ut_relation_term){cells[i], sign}, sizeof(struct ut_relation_term)));
  return UT_OK;
}

/* The cells above less those below are `slack`, and known to be 0 or more. */
static enum ut_status add_relation(struct ut_relations *r, const uint32_t *above, size_t above_count,
                                   const uint32_t *below, size_t below_count, int64_t slack, bool exact)
{
  struct ut_relation new = {r->terms.len / sizeof(struct ut_relation_term), above_count + below_count, slack, exact};
  UT_TRY(add_terms(r, above, above_count, 1));
  UT_TRY(add_terms(r, below, below_count, -1));
  return ut_buf_add(&r->list, &new, sizeof new);
}

enum ut_status ut_relations_add_cell(struct ut_relations *r, int64_t value)
{
  return ut_buf_add(&r->values, &value, sizeof value);
}

enum ut_status ut_relations_relate(struct ut_relations *r, uint32_t whole, const uint32_t *parts, size_t count)
{
  int64_t value = ut_relations_value(r, whole), sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += ut_relations_value(r, parts[i]);
  if (value >= sum || r->open)
    return add_relation(r, &whole, 1, parts, count, value - sum, r->open || value == sum);
  UT_TRY(add_relation(r, parts, count, &whole, 1, sum - value, false));
  for (size_t i = 0; i < count; i++)
    UT_TRY(ut_relations_bound(r, whole, parts[i]));
  return UT_OK;
}

enum ut_status ut_relations_bound(struct ut_relations *r, uint32_t whole, uint32_t part)
{
  int64_t slack = ut_relations_value(r, whole) - ut_relations_value(r, part);
  return slack < 0 && !r->open ? UT_OK : add_relation(r, &whole, 1, &part, 1, slack, false);
}

static int64_t sum_of(const struct ut_relations *r, const uint32_t *cells, size_t count)
{
  int64_t sum = 0;
  for (size_t i = 0; i < count; i++)
    sum += ut_relations_value(r, cells[i]);
  return sum;
}

enum ut_status ut_relations_balance(struct ut_relations *r, const uint32_t *above, size_t above_count,
                                    const uint32_t *below, size_t below_count)
{
  bool equal = sum_of(r, above, above_count) == sum_of(r, below, below_count);
  return equal || r->open ? add_relation(r, above, above_count, below, below_count, 0, true) : UT_OK;
}

enum ut_status ut_relations_compare(struct ut_relations *r, const uint32_t *first, size_t first_count,
                                    const uint32_t *second, size_t second_count)
{
  int64_t slack = sum_of(r, first, first_count) - sum_of(r, second, second_count);
  if (slack < 0 && !r->open)
    return add_relation(r, second, second_count, first, first_count, -slack, false);
  return add_relation(r, first, first_count, second, second_count, slack, r->open || slack == 0);
}

enum ut_status ut_relations_tie(struct ut_relations *r, uint32_t whole, const uint32_t *parts, size_t count)
{
  int64_t slack = ut_relations_value(r, whole) - sum_of(r, parts, count);
  return add_relation(r, &whole, 1, parts, count, slack, true);
}

enum ut_status ut_relations_index(struct ut_relations *r)
{
  size_t cells = ut_relations_cells(r), count = r->terms.len / sizeof(struct ut_relation_term);
  const struct ut_relation_term *terms = (const void *)r->terms.ptr;
  r->first = calloc(cells + 2, sizeof *r->first);
  r->places = calloc(count + 1, sizeof *r->places);
  if (!r->first || !r->places)
    return UT_NOMEM;
  for (size_t i = 0; i < ut_relations_count(r); i++) {
    const struct ut_relation *one = ut_relations_at(r, i);
    for (const struct ut_relation_term *t = terms + one->first; t < terms + one->first + one->count; t++)
      r->first[t->cell + 2]++;
  }
  for (size_t i = 2; i < cells + 2; i++)
    r->first[i] += r->first[i - 1];
  /* first[i + 1] is where the next place of cell i goes; in the end it is where those of i + 1 begin. */
  for (uint32_t i = 0; i < ut_relations_count(r); i++) {
    const struct ut_relation *one = ut_relations_at(r, i);
    for (const struct ut_relation_term *t = terms + one->first; t < terms + one->first + one->count; t++)
      r->places[r->first[t->cell + 1]++] = (struct ut_relation_place){i, t->sign};
  }
  return UT_OK;
}

/* What relations are sorted by. */
struct arrangement {
  const struct ut_relations *relations;
  const uint32_t *ranks;
};

static int compare_terms(const void *a, const void *b, void *context)
{
  const struct ut_relation_term *x = a, *y = b;
  const uint32_t *ranks = context;
  if (x->cell != y->cell)
    return ranks[x->cell] < ranks[y->cell] ? -1 : 1;
  return (x->sign > y->sign) - (x->sign < y->sign);
}

static int compare_relations(const void *a, const void *b, void *context)
{
  const struct arrangement *by = context;
  const struct ut_relation *x = a, *y = b;
  const struct ut_relation_term *left = ut_relations_terms(by->relations, x);
  const struct ut_relation_term *right = ut_relations_terms(by->relations, y);
  int order = (x->exact < y->exact) - (x->exact > y->exact);
  for (size_t i = 0; i < x->count && i < y->count && order == 0; i++)
    order = compare_terms(&left[i], &right[i], (void *)(uintptr_t)by->ranks);
  return order ? order : (x->count > y->count) - (x->count < y->count);
}

enum ut_status ut_relations_arrange(struct ut_relations *r, const uint32_t *ranks)
{
  struct arrangement by = {r, ranks};
  struct ut_relation_term *terms = (void *)r->terms.ptr;
  struct ut_relation *list = (void *)r->list.ptr;
  size_t count = ut_relations_count(r), kept = 0;
  for (size_t i = 0; i < count; i++)
    qsort_r(terms + list[i].first, list[i].count, sizeof *terms, compare_terms, (void *)(uintptr_t)ranks);
  if (count > 1)
    qsort_r(list, count, sizeof *list, compare_relations, &by);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || compare_relations(&list[kept - 1], &list[i], &by) != 0)
      list[kept++] = list[i];
  r->list.len = kept * sizeof *list;
  free(r->first);
  free(r->places);
  return ut_relations_index(r);
}

void ut_relations_clear(struct ut_relations *r)
{
  ut_buf_clear(&r->values);
  ut_buf_clear(&r->terms);
  ut_buf_clear(&r->list);
  free(r->first);
  free(r->places);
  *r = (struct ut_relations){0};
}
