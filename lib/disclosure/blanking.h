/* Which slots of a table are blanked, and what that costs. */
#ifndef UTFALL_BLANKING_H
#define UTFALL_BLANKING_H

#include "disclosure/figures.h"

/* What is blanked of a table, which it borrows with its figures and the options. */
struct ut_blanking {
  const struct ut_tidy_table *table;
  const struct ut_figures *figures;
  const struct ut_suppress_options *o;
  size_t slots, cells;
  size_t blanked;        /* slots */
  double cost;           /* of the secondary ones; whole */
  unsigned char *losses; /* enum ut_loss by slot */
  bool *suppressed;      /* by cell */
  size_t *shown;         /* by cell: slots that are not blanked, of a base */
};

/* A cell is, by its number, a count, a base, a complement or a change. */
static inline bool ut_blanking_is_count(const struct ut_blanking *b, size_t cell)
{
  return cell < b->slots;
}

static inline bool ut_blanking_is_base(const struct ut_blanking *b, size_t cell)
{
  return cell >= b->slots && cell < b->slots + b->figures->base_count;
}

/* A count that two others tell, and nobody prints. */
static inline bool ut_blanking_is_change(const struct ut_blanking *b, size_t cell)
{
  return cell >= b->figures->first_change;
}

/* That nobody came, or left, is no small count, unless zeros are. */
static inline bool ut_blanking_is_no_change(const struct ut_blanking *b, size_t cell)
{
  return ut_blanking_is_change(b, cell) && ut_relations_value(&b->figures->relations, cell) == 0 && !b->o->zeros;
}

static inline enum ut_figure_known ut_blanking_known(const struct ut_blanking *b, size_t cell)
{
  return (enum ut_figure_known)b->figures->known[cell];
}

/* Is there a count at all, that is to be shown? */
static inline bool ut_blanking_is_ours(const struct ut_blanking *b, size_t slot)
{
  return ut_tidy_table_slot(b->table, slot)->count >= 0 && ut_blanking_known(b, slot) == UT_FIGURE_OWN;
}

static inline int64_t ut_blanking_least_small(const struct ut_suppress_options *o)
{
  return o->zeros ? 0 : 1;
}

static inline bool ut_blanking_is_small(const struct ut_blanking *b, int64_t count)
{
  return count >= ut_blanking_least_small(b->o) && count < b->o->min;
}

/* Nothing is blanked at first but what nobody prints: changes, and what was blanked before. UT_NOMEM. Cleared by the
 * caller, after a failure too. */
enum ut_status ut_blanking_init(struct ut_blanking *b, const struct ut_tidy_table *table,
                                const struct ut_figures *figures, const struct ut_suppress_options *options);

/* Blanks the small counts, and the slots of small bases, which are counts of persons too. */
void ut_blanking_primary(struct ut_blanking *b);

/* Blanks a slot; false where it is blanked already, or its count is not known or not to be shown. */
bool ut_blanking_blank(struct ut_blanking *b, uint32_t slot, enum ut_loss loss);

/* Shows a secondary slot again. */
void ut_blanking_show(struct ut_blanking *b, uint32_t slot);

/* Is the slot blanked only because others would be told by it? */
bool ut_blanking_is_secondary(const struct ut_blanking *b, uint32_t slot);

/* What blanking the slot costs: to each doubling of the count the same, and of a total many times that. Whole. */
double ut_blanking_cost(const struct ut_blanking *b, size_t slot);

/* Makes one the same as another of the same table. */
void ut_blanking_copy(struct ut_blanking *to, const struct ut_blanking *from);

void ut_blanking_clear(struct ut_blanking *b);

#endif
