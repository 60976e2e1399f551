/* Cuts, found again by the cells that are in them. */
#include "disclosure/cuts.h"

#include <stdlib.h>

static const uint32_t *touched(const struct ut_cuts *c, size_t *count)
{
  *count = c->touched.len / sizeof(uint32_t);
  return (const uint32_t *)(const void *)c->touched.ptr;
}

enum ut_status ut_cuts_init(struct ut_cuts *c, const struct ut_relations *relations)
{
  size_t cells = ut_relations_cells(relations);
  *c = (struct ut_cuts){.relations = relations};
  c->last = calloc(cells + 1, sizeof *c->last);
  c->factors = calloc(cells + 1, sizeof *c->factors);
  c->widths = calloc(cells + 1, sizeof *c->widths);
  return c->last && c->factors && c->widths ? UT_OK : UT_NOMEM;
}

void ut_cuts_begin(struct ut_cuts *c)
{
  size_t count;
  const uint32_t *cells = touched(c, &count);
  for (size_t i = 0; i < count; i++)
    c->factors[cells[i]] = c->widths[cells[i]] = 0;
  c->touched.len = 0;
  c->slack = 0;
}

static enum ut_status add_factor(struct ut_cuts *c, uint32_t cell, int64_t factor)
{
  c->factors[cell] += factor;
  return ut_buf_add(&c->touched, &cell, sizeof cell);
}

enum ut_status ut_cuts_multiply(struct ut_cuts *c, uint32_t relation, int64_t multiplier)
{
  const struct ut_relation *r = ut_relations_at(c->relations, relation);
  const struct ut_relation_term *terms = ut_relations_terms(c->relations, r);
  if (multiplier == 0 || (!r->exact && multiplier > 0))
    return UT_OK;
  c->slack -= r->exact ? 0 : multiplier * r->slack;
  for (size_t i = 0; i < r->count; i++)
    UT_TRY(add_factor(c, terms[i].cell, -multiplier * terms[i].sign));
  return UT_OK;
}

enum ut_status ut_cuts_end_side(struct ut_cuts *c, const struct ut_intruder *who, uint32_t cell, int side)
{
  UT_TRY(add_factor(c, cell, (int64_t)side * UT_CUTS_UNIT));
  size_t count;
  const uint32_t *cells = touched(c, &count);
  for (size_t i = 0; i < count; i++) {
    struct ut_cell_bounds bounds = who->bounds[cells[i]];
    int64_t *factor = &c->factors[cells[i]];
    c->widths[cells[i]] += *factor * (*factor > 0 ? bounds.high : bounds.low);
    *factor = 0;
  }
  return UT_OK;
}

enum ut_status ut_cuts_keep(struct ut_cuts *c, uint32_t cell, int64_t enough)
{
  struct ut_cut new = {.first = c->terms.len / sizeof(struct ut_cut_term), .cell = cell};
  size_t count, number = c->cuts.len / sizeof new;
  const uint32_t *cells = touched(c, &count);
  new.lacking = enough *UT_CUTS_UNIT - c->slack;
  for (size_t i = 0; i < count; i++) {
    struct ut_cut_term term = {c->widths[cells[i]], cells[i], number, c->last[cells[i]]};
    if (term.width == 0)
      continue;
    UT_TRY(ut_buf_add(&c->terms, &term, sizeof term));
    c->last[term.cell] = new.first + ++new.count;
    c->widths[term.cell] = 0;
  }
  return ut_buf_add(&c->cuts, &new, sizeof new);
}

static bool is_violated(const struct ut_cuts *c, const bool *suppressed, size_t number)
{
  const struct ut_cut *cut = (const struct ut_cut *)(const void *)c->cuts.ptr + number;
  const struct ut_cut_term *terms = (const struct ut_cut_term *)(const void *)c->terms.ptr + cut->first;
  int64_t lacking = cut->lacking;
  for (size_t i = 0; i < cut->count && lacking > 0; i++)
    lacking -= suppressed[terms[i].cell] ? terms[i].width : 0;
  return lacking > 0 && suppressed[cut->cell];
}

bool ut_cuts_refute(const struct ut_cuts *c, const bool *suppressed, uint32_t cell)
{
  const struct ut_cut_term *terms = (const struct ut_cut_term *)(const void *)c->terms.ptr;
  for (size_t i = c->last[cell]; i > 0; i = terms[i - 1].earlier)
    if (is_violated(c, suppressed, terms[i - 1].cut))
      return true;
  return false;
}

void ut_cuts_clear(struct ut_cuts *c)
{
  ut_buf_clear(&c->cuts);
  ut_buf_clear(&c->terms);
  ut_buf_clear(&c->touched);
  free(c->last);
  free(c->factors);
  free(c->widths);
  *c = (struct ut_cuts){0};
}
