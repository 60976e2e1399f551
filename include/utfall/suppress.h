/* Which rows of a table of counts must be blanked before it is shown, so that no small count can be computed. */
#ifndef UTFALL_SUPPRESS_H
#define UTFALL_SUPPRESS_H

#include "disclosure/tidy_table.h"

UT_BEGIN_C

struct ut_suppress_options {
  int64_t min;                /* counts from 1 up to it are small; 2 or more */
  int64_t interval;           /* no blanked count is known more narrowly, 1 or more */
  bool zeros;                 /* 0 is small too */
  bool complement;            /* a base less its count may be small */
  const struct ut_tick *tick; /* is told how many rows are blanked so far; NULL: nobody watches */
};

/* Why a row is blanked. */
enum ut_loss {
  UT_LOSS_NONE,
  UT_LOSS_SMALL,      /* its count is 1..min-1 */
  UT_LOSS_ZERO,       /* its count is 0, which was to be hidden */
  UT_LOSS_COMPLEMENT, /* its base less its count is small */
  UT_LOSS_SECONDARY,  /* it would give away another */
  UT_LOSSES
};

struct ut_suppress;

/* Decides. Everything that stays printed is reckoned with: counts, bases, and how totals and bases hang together with
 * their parts. UT_NOMEM. Table and options are borrowed. Freed by the caller, after a failure too. */
enum ut_status ut_suppress_new(struct ut_suppress **out, const struct ut_tidy_table *table,
                               const struct ut_suppress_options *options, struct ut_error *err);

enum ut_loss ut_suppress_loss(const struct ut_suppress *d, size_t row);

/* How many counts the marks primar and sekundar give away by themselves, with every other number gone: a total of 4 of
 * four primary parts can only be 4. They are safe from who does not see the marks. */
size_t ut_suppress_exposed_by_marks(const struct ut_suppress *d);

/* How many figures no blanking makes as uncertain as asked for, because of which rows there are: where 2 of 2 are known
 * to be in one part, the other holds nobody. */
size_t ut_suppress_exposed_by_rows(const struct ut_suppress *d);

/* NULL is allowed. */
void ut_suppress_free(struct ut_suppress *d);

UT_END_C

#endif
