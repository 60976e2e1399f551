/* Participations kept in memory, where an answer needs all of a person's: one row a person, or the order of a person's
 * stays. Rows without id, and anonymous ones, are never linked to others. */
#ifndef UTFALL_PERSONS_H
#define UTFALL_PERSONS_H

#include "utfall/participation.h"

struct ut_persons;

/* Rows of `cells` texts each. Either ut_persons_add or ut_persons_keep_latest is called for the rows, not both. */
enum ut_status ut_persons_new(struct ut_persons **out, size_t cells);

/* Before the first row: ut_persons_before will be asked for. */
void ut_persons_follow(struct ut_persons *p);

/* Sees ids, and insatser, that look alike, and ids that several persons share, as the rows of `from` come;
 * ut_persons_meet is due after the last. UT_NOMEM. */
enum ut_status ut_persons_watch(struct ut_persons *p, struct ut_participations *from);
enum ut_status ut_persons_meet(const struct ut_persons *p, struct ut_error *err);

/* Keeps a copy of the row; only its place in the person's order where `cells` is NULL. UT_BAD_INPUT: a
 * literal `*` as id or insats. */
enum ut_status ut_persons_add(struct ut_persons *p, struct ut_text id, struct ut_text insats,
                              struct ut_participation when, const struct ut_text *cells, struct ut_error *err);

/* Keeps a copy of the row if it is the person's latest so far: the latest start, then the latest slut (still in is
 * latest), then the later row. It takes the place of the one before it, so that memory grows with persons. Rows that
 * are not linked are all kept. */
enum ut_status ut_persons_keep_latest(struct ut_persons *p, struct ut_text id, struct ut_participation when,
                                      const struct ut_text *cells, struct ut_error *err);

/* After the last row, before any of what follows: numbers each person's participations in each insats in order
 * of start, slut and row (each one that is not linked is the first and last of its own), and the rows in the
 * order in which they came. */
enum ut_status ut_persons_order(struct ut_persons *p);

/* The participation that the same person ended last before this one began, in any insats: on that day at the latest,
 * and begun before it; the later start of two that ended on a day. */
struct ut_before {
  struct ut_text insats; /* valid until the persons are freed; empty: there is none */
  ut_date days;          /* from its slut to the start of this one */
};

size_t ut_persons_count(const struct ut_persons *p);
/* The row's cells, valid until the next call; NULL where it was given none. */
const struct ut_text *ut_persons_cells(const struct ut_persons *p, size_t index);
/* ordning, from 1, and whether no later one follows. */
size_t ut_persons_ordning(const struct ut_persons *p, size_t index);
bool ut_persons_senaste(const struct ut_persons *p, size_t index);

struct ut_before ut_persons_before(const struct ut_persons *p, size_t index);

void ut_persons_free(struct ut_persons *p);

#endif
