/* Cells that are sums of one another, as a printed table shows them.
 * A relation is a sum of cells with signs that is 0, or at least 0; all of them hold for the values of the cells. They
 * are what a reader of the table can compute with, so one more is never wrong: it protects more, and loses more. */
#ifndef UTFALL_RELATIONS_H
#define UTFALL_RELATIONS_H

#include "utfall/text.h"

struct ut_relation_term {
  uint32_t cell;
  int32_t sign; /* 1 or -1 */
};

/* Where a cell is a term. */
struct ut_relation_place {
  uint32_t relation;
  int32_t sign; /* of the cell there */
};

struct ut_relation {
  size_t first, count; /* its terms */
  int64_t slack;       /* the sum: not looked at when exact */
  bool exact;          /* known to be what it is, not only to be no less than 0 */
};

/* Zero-initialised. */
struct ut_relations {
  struct ut_buf values; /* int64_t per cell */
  struct ut_buf terms;  /* struct ut_relation_term */
  struct ut_buf list;   /* struct ut_relation */
  bool open; /* some values are not known yet: a relation is added whatever the sum, exact where it may be 0 */
  /* after ut_relations_index: cell i is a term at places[first[i]] up to places[first[i + 1]] */
  size_t *first;
  struct ut_relation_place *places;
};

static inline size_t ut_relations_cells(const struct ut_relations *r)
{
  return r->values.len / sizeof(int64_t);
}

static inline int64_t ut_relations_value(const struct ut_relations *r, size_t cell)
{
  return ((const int64_t *)(const void *)r->values.ptr)[cell];
}

static inline size_t ut_relations_count(const struct ut_relations *r)
{
  return r->list.len / sizeof(struct ut_relation);
}

static inline const struct ut_relation *ut_relations_at(const struct ut_relations *r, size_t index)
{
  return (const struct ut_relation *)(const void *)r->list.ptr + index;
}

static inline const struct ut_relation_term *ut_relations_terms(const struct ut_relations *r,
                                                                const struct ut_relation *one)
{
  return (const struct ut_relation_term *)(const void *)r->terms.ptr + one->first;
}

/* A new cell, numbered from 0. The sum of all values fits in 64 bits. UT_NOMEM. */
enum ut_status ut_relations_add_cell(struct ut_relations *r, int64_t value);

/* Adds what a whole and its parts (at least one) say of each other. Where the whole equals their sum, it is known as
 * that. Where it is more, there are other parts, and it is known to be no less than the sum. Where it is less, the
 * parts overlap: it is known to be no more than the sum and no less than each of them. UT_NOMEM. */
enum ut_status ut_relations_relate(struct ut_relations *r, uint32_t whole, const uint32_t *parts, size_t count);

/* Adds only that a whole is known to be no less than its part; nothing where it is less. UT_NOMEM. */
enum ut_status ut_relations_bound(struct ut_relations *r, uint32_t whole, uint32_t part);

/* Adds that two sums are known to be equal; nothing where they are not. UT_NOMEM. */
enum ut_status ut_relations_balance(struct ut_relations *r, const uint32_t *above, size_t above_count,
                                    const uint32_t *below, size_t below_count);

/* Adds that two sums are known to be equal, or which of them is known to be no less. UT_NOMEM. */
enum ut_status ut_relations_compare(struct ut_relations *r, const uint32_t *first, size_t first_count,
                                    const uint32_t *second, size_t second_count);

/* Adds that a whole and the sum of its parts (at least one) are known to differ by so much as they do. UT_NOMEM. */
enum ut_status ut_relations_tie(struct ut_relations *r, uint32_t whole, const uint32_t *parts, size_t count);

/* Finds the places of each cell, once there are no more to come. UT_NOMEM. */
enum ut_status ut_relations_index(struct ut_relations *r);

/* Sorts the relations by the ranks of their cells, once each, whatever order they were added in; and finds the places
 * again. UT_NOMEM. */
enum ut_status ut_relations_arrange(struct ut_relations *r, const uint32_t *ranks);

void ut_relations_clear(struct ut_relations *r);

#endif
