/* Participations held in memory, where an answer needs all of a person's: one row a person, the order of a person's stays. Layer: domain. */
#ifndef UTFALL_HELD_H
#define UTFALL_HELD_H

#include "utfall/participation.h"

struct ut_held;

/* Rows of `cells` texts each. */
enum ut_status ut_held_new(struct ut_held **out, size_t cells);

/* Keeps a copy of the row; only its place in the person's order where `cells` is NULL. */
enum ut_status ut_held_add(struct ut_held *h, struct ut_text id, struct ut_text insats, struct ut_participation when,
                           const struct ut_text *cells, struct ut_error *err);

/* Keeps a copy of the row if it is the person's latest so far: the latest start, then the latest slut (still in is latest), then the later row. Rows without id
 * are all kept. */
enum ut_status ut_held_keep_latest(struct ut_held *h, struct ut_text id, struct ut_participation when,
                                   const struct ut_text *cells, struct ut_error *err);

/* Numbers each person's participations in each insats in order of start, slut and row. Rows without id are each the first and last of their own. After the last
 * ut_held_add. */
enum ut_status ut_held_order(struct ut_held *h);

/* Rows in the order in which they came; the cells are NULL where a later row of the person has taken the place. */
size_t ut_held_count(const struct ut_held *h);
const struct ut_text *ut_held_cells(const struct ut_held *h, size_t index);
/* ordning, from 1, and whether a later one follows, as ut_held_order found them. */
size_t ut_held_ordning(const struct ut_held *h, size_t index);
bool ut_held_senaste(const struct ut_held *h, size_t index);

void ut_held_free(struct ut_held *h);

#endif
