/* What one participation changed, in units of what is priced. */
#ifndef UTFALL_EFFECTS_H
#define UTFALL_EFFECTS_H

#include "payback/groups.h"

enum { UT_CHANGE_NAME = 32 };

struct ut_effect_kind {
  size_t before, after; /* slots */
  bool there;           /* both columns are */
  char names[2][UT_CHANGE_NAME];
  int lacks; /* which of the names is no column though the other is; -1 neither */
};

struct ut_year_items; /* items of the codes of the vocabularies in a year */

struct ut_effects {
  struct ut_payback_group_options o;
  int only_year; /* that prices are of; 0: the year of exit */
  struct ut_effect_kind kinds[UT_GAIN_KINDS];
  struct ut_year_items *years;
  size_t year_count, year_last;
  int64_t *units; /* of the participation last taken, one per item */
  size_t unit_count;
  struct ut_unpriced *unpriced; /* the codes are owned */
  int64_t *unpriced_seen;       /* the number of the participation that was counted last */
  size_t unpriced_count;
  int64_t taken;
};

/* Cleared by ut_effects_clear, after a failure too. */
enum ut_status ut_effects_init(struct ut_effects *c, struct ut_participations *p,
                               const struct ut_payback_group_options *options, struct ut_error *err);

/* Has the participation both measurements? */
bool ut_effects_measured(const struct ut_effects *c, const struct ut_value *values);

/* Fills c->units with what the current participation, which has both measurements, changed. */
enum ut_status ut_effects_take(struct ut_effects *c, const struct ut_participations *p, struct ut_error *err);

/* With the option idle: is the current participation, which has both measurements, not in work after? *idle is false
 * where its occupation is not known. If so, fills c->units with what would change further if it went from all that it
 * is in after to full-time work: a month of arbete and, where forsorjning is compared and lon is priced, of lon. */
enum ut_status ut_effects_to_work(struct ut_effects *c, const struct ut_participations *p, bool *idle,
                                  struct ut_error *err);

/* Fills c->units with nothing. */
void ut_effects_none(struct ut_effects *c);

void ut_effects_clear(struct ut_effects *c);

#endif
