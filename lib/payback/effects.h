/* What one participation changed: units of each priced code after less before.
 * A unit is a month of a code at 100 percent, or a unit of service a month, in parts of UT_WHOLE_UNIT. */
#ifndef UTFALL_EFFECTS_H
#define UTFALL_EFFECTS_H

#include "model/tally.h"
#include "payback/prices.h"
#include "utfall/participation.h"

/* What becomes of participations without a measurement before and one after. */
enum ut_missing { UT_MISSING_UNCHANGED, UT_MISSING_DROP, UT_MISSING_ERROR };

struct ut_payback_group_options {
  struct ut_prices *prices; /* asked for the items that occur */
  enum ut_occasion at;      /* when after is */
  enum ut_missing missing;
  bool unpriced_zero;        /* a code without a price is worth nothing, and is counted */
  int price_year;            /* 0: the only year of the list, else the year of exit */
  bool persons;              /* keep what ut_payback_group.profiles is made of; memory grows with persons */
  bool idle;                 /* keep what ut_payback_group.idle and to_work are made of */
  bool full;                 /* keep ut_payback_group.to_full */
  bool insatser;             /* keep ut_payback_group.of_insats */
  const struct ut_names *by; /* borrowed */
};

/* A number for each item (or insats, or profile) up to the last that has occurred. Zero-initialised; the owner frees
 * `at`. */
struct ut_numbers {
  int64_t *at;
  size_t count;
};

/* There are at least `count` of them, the new ones 0. UT_NOMEM. */
enum ut_status ut_numbers_widen(struct ut_numbers *n, size_t count, struct ut_error *err);

/* UT_BAD_INPUT: the sum is too large. */
static inline enum ut_status ut_units_add(int64_t *sum, int64_t units, struct ut_error *err)
{
  bool fits = !__builtin_add_overflow(*sum, units, sum);
  return fits ? UT_OK : ut_error_set(err, UT_BAD_INPUT, "a sum of units is too large");
}

/* The kinds of cells that are compared: sysselsattning, forsorjning, resurs. */
enum { UT_EFFECT_KINDS = 3, UT_EFFECT_NAME = 32 };

struct ut_effect_kind {
  size_t before, after; /* slots */
  bool there;           /* both columns are */
  char names[2][UT_EFFECT_NAME];
  const char
      *unpaired; /* the name that is no column though the other is, so that the kind is left out; NULL: neither */
};

/* A code without a price that was taken for nothing. */
struct ut_unpriced {
  struct ut_text code;    /* owned */
  int64_t participations; /* that have it before or after */
  int64_t seen;           /* the last of them */
};

struct ut_year_items; /* items of the codes of the vocabularies in a year */

struct ut_effects {
  struct ut_payback_group_options o;
  int only_year; /* that prices are of; 0: the year of exit */
  struct ut_effect_kind kinds[UT_EFFECT_KINDS];
  struct ut_year_items *years;
  size_t year_count;
  struct ut_numbers units;      /* of the participation last taken, one per item */
  struct ut_unpriced *unpriced; /* in the order in which they first occurred */
  size_t unpriced_count;
  int64_t taken;             /* participations so far */
  struct ut_tally part_time; /* those with wages without an extent, taken for the extent of the work, */
  int64_t part_timed;        /* and the last of them */
};

/* Names the columns that it needs: of the kinds those that are there both as _fore and at `at`, at least one pair. The
 * options are copied. UT_USAGE: there is no such pair, or none of sysselsattning though the idle are asked for. Cleared
 * by ut_effects_clear, after a failure too. */
enum ut_status ut_effects_init(struct ut_effects *e, struct ut_participations *p,
                               const struct ut_payback_group_options *options, struct ut_error *err);

/* Has the participation both measurements: does every kind that says something of it say it both before and after, and
 * does one? */
bool ut_effects_measured(const struct ut_effects *e, const struct ut_value *values);

/* Fills e->units with what the current participation changed; with nothing where a measurement is missing. Wages (lon)
 * without an extent that come with part-time work are taken for the extent of the work, and counted. */
enum ut_status ut_effects_take(struct ut_effects *e, struct ut_participations *p, struct ut_error *err);

/* With the option idle: is the current participation, which has both measurements, not in work after? *idle is false
 * where its occupation is not known. If so, fills e->units with what would change further if it went from all that it
 * is in after to full-time work: a month of arbete and, where forsorjning is compared and lon is priced, of lon. */
enum ut_status ut_effects_to_work(struct ut_effects *e, struct ut_participations *p, bool *idle, struct ut_error *err);

/* Are occupations compared? Then ut_effects_to_full fills e->units with what would change further if the current
 * participation, which has both measurements, went from all that it is in after to full-time work, whatever it is. */
bool ut_effects_of_work(const struct ut_effects *e);
enum ut_status ut_effects_to_full(struct ut_effects *e, struct ut_participations *p, struct ut_error *err);

void ut_effects_clear(struct ut_effects *e);

#endif
