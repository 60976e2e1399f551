/* Which rows of a table of counts must be blanked before it is shown, so that no small count can be computed. */
#ifndef UTFALL_SUPPRESS_H
#define UTFALL_SUPPRESS_H

#include "disclosure/tidy_table.h"

UT_BEGIN_C

struct ut_disclosure_options {
  int64_t min;                /* counts from 1 up to it are small; 2 or more */
  int64_t interval;           /* no blanked count is known more narrowly, 1 or more */
  bool zeros;                 /* 0 is small too */
  bool complement;            /* a base less its count may be small */
  const struct ut_tick *tick; /* is told how many rows are blanked so far; NULL: nobody watches */
};

/* Why a row is blanked. */
enum ut_loss {
  UT_KEPT,
  UT_SMALL,     /* its count is 1..min-1 */
  UT_ZERO,      /* its count is 0, which was to be hidden */
  UT_REST,      /* its base less its count is small */
  UT_SECONDARY, /* it would give away another */
  UT_LOSSES
};

struct ut_disclosure;

/* Decides. Everything that stays printed is reckoned with: counts, bases, and how totals and bases hang together with
 * their parts. UT_NOMEM. Cube and options are borrowed. Freed by the caller, after a failure too. */
enum ut_status ut_disclosure_new(struct ut_disclosure **out, const struct ut_cube *cube,
                                 const struct ut_disclosure_options *options, struct ut_error *err);

enum ut_loss ut_disclosure_loss(const struct ut_disclosure *d, size_t row);

/* How many counts the marks primar and sekundar give away by themselves, with every other number gone: a total of 4 of
 * four primary parts can only be 4. They are safe from who does not see the marks. */
size_t ut_disclosure_told(const struct ut_disclosure *d);

/* How many figures no blanking makes as uncertain as asked for, because of which rows there are: where 2 of 2 are known
 * to be in one part, the other holds nobody. */
size_t ut_disclosure_open(const struct ut_disclosure *d);

/* NULL is allowed. */
void ut_disclosure_free(struct ut_disclosure *d);

UT_END_C

#endif
