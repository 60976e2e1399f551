/* What the report of payments is asked, and what it keeps beside its table. */
#ifndef UTFALL_PAID_H
#define UTFALL_PAID_H

#include "base/distinct.h"
#include "model/tally.h"
#include "outcomes/covered.h"
#include "utfall/table.h"

enum { UT_PAID_YEARS = 100, UT_PAID_WINDOW = 120 };

enum ut_paid_unit { UT_PAID_OCCASION, UT_PAID_YEAR };

struct ut_paying {
  const struct ut_covered *covered; /* borrowed */
  bool employment;                  /* before, during and after is of the employment, not of the stay */
  enum ut_paid_unit unit;           /* before, during and after, or calendar years */
  int64_t window;                   /* months before, and after, 1..UT_PAID_WINDOW */
};

struct ut_paid_person;

struct ut_paid {
  size_t id, insats, employed, left; /* slots */
  int first_year, passed;            /* of the slots, if they are years; the last month that has passed */
  struct ut_table *ids;              /* counter: 1 + the number of the person */
  struct ut_one_person *one;
  struct ut_distinct insatser;
  struct ut_paid_person *persons;
  size_t count, room;
  uint32_t *paid; /* by person and slot: the codes that something was paid of; NULL: more persons may come */
  struct ut_tally unlinked, repeated, unknown, uncovered;
};

void ut_paid_clear(struct ut_paid *d);

/* Where a payment belongs. */
enum ut_paid_place {
  UT_PAID_COUNTED,
  UT_PAID_NOBODY,    /* to nobody in the base */
  UT_PAID_ELSEWHERE, /* for another insats than the one that counts */
  UT_PAID_LATER,     /* for a month that has not passed */
  UT_PAID_UNCOVERED, /* for one of which nothing should be known */
  UT_PAID_OUTSIDE,   /* for one that is in no window, or in one that is not all known */
  UT_PAID_PLACES
};

/* fore, under, efter: as the slots of occasions are written. */
extern const char *const ut_paid_occasions[];

struct ut_report;

/* Of a report of payments, once all participations are in. *index, of the person, and *slot, an occasion or a year from
 * the first, are those that it is counted in. */
enum ut_paid_place ut_paid_place(const struct ut_report *r, const struct ut_payment *payment, size_t *index,
                                 size_t *slot);

#endif
