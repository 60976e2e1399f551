/* How long results last, as points between which it is linear. */
#include "payback/retention.h"

#include <math.h>
#include <stdio.h>

#include "base/fraction.h"
#include "base/whole.h"
#include "stream/fields.h"

enum { MANAD, MONTH, ANDEL, SHARE, COLUMNS, SPELLINGS = 2 };
enum { MONTHS_MOST = 1200, NAME = 32 };

static const char *const column_names[COLUMNS] = {"manad", "month", "andel", "share"};

double ut_retention_at(const struct ut_retention *r, int month)
{
  struct ut_retention_point before = {0, 100};
  for (size_t i = 0; i < r->count; i++) {
    const struct ut_retention_point *p = &r->points[i];
    if (month <= p->month) {
      double way = (double)(month - before.month) / (p->month - before.month);
      return (before.share + way * (p->share - before.share)) / 100;
    }
    before = *p;
  }
  return before.share / 100;
}

/* ---- from a file ---- */

static const struct ut_fraction percent = {100, 1}, one = {1, 1};

struct retention_reading {
  struct ut_retention *to;
  struct ut_fraction whole; /* what all is: percent, unless month 0 says one */
  double most;              /* the largest share, that of month 0 too */
};

static enum ut_status read_month(const struct ut_retention *r, const struct ut_fields *f, int *month,
                                 struct ut_error *err)
{
  size_t column;
  int64_t number;
  int least = r->count > 0 ? r->points[r->count - 1].month + 1 : 0;
  UT_TRY(ut_fields_one_of(f, MANAD, SPELLINGS, &column, err));
  if (!ut_number_whole(f->cells[column], &number) || number < 0 || number > MONTHS_MOST)
    return ut_fields_not(f, column, err, "a month (expected 0-1200)");
  if (number < least)
    return ut_fields_not(f, column, err, "after the month above it");
  if (r->count == UT_RETENTION_POINTS)
    return ut_fields_refuse(f, column, err, "more than %d points", UT_RETENTION_POINTS);
  *month = (int)number;
  return UT_OK;
}

static enum ut_status read_share(struct retention_reading *reading, const struct ut_fields *f, int month, double *out,
                                 struct ut_error *err)
{
  size_t column;
  struct ut_fraction share;
  int decimals;
  UT_TRY(ut_fields_one_of(f, ANDEL, SPELLINGS, &column, err));
  if (!ut_fraction_parse(f->cells[column], &share, &decimals) || share.numerator < 0 ||
      ut_fraction_compare(share, percent) > 0)
    return ut_fields_not(f, column, err, "a share (expected 0-100 percent)");
  if (ut_fraction_compare(share, reading->whole) > 0)
    return ut_fields_not(f, column, err, "a part of the 1 at month 0 (expected 0-1)");
  bool all_is_one = ut_fraction_compare(share, one) == 0;
  if (month == 0 && !all_is_one && ut_fraction_compare(share, percent) != 0)
    return ut_fields_not(f, column, err, "what is left at month 0 (expected 100)");
  if (month == 0)
    reading->whole = all_is_one ? one : percent;
  *out = (double)share.numerator / (double)share.denominator;
  return UT_OK;
}

static enum ut_status add_point(void *context, const struct ut_fields *f, struct ut_error *err)
{
  struct retention_reading *reading = context;
  struct ut_retention *r = reading->to;
  int month = 0;
  double share = 0;
  UT_TRY(read_month(r, f, &month, err));
  UT_TRY(read_share(reading, f, month, &share, err));
  reading->most = fmax(share, reading->most);
  if (share > 0 && share <= 1)
    ut_tally_add(&r->small, NULL, f->row.line);
  if (month > 0)
    r->points[r->count++] = (struct ut_retention_point){month, share};
  return UT_OK;
}

/* Nobody assumes at most one percent throughout: such shares are parts of one, and become percent. */
static void settle_unit(const struct retention_reading *reading)
{
  struct ut_retention *r = reading->to;
  r->of_one = reading->most > 0 && reading->most <= 1;
  if (r->of_one)
    r->small.count = 0;
  for (size_t i = 0; i < r->count && r->of_one; i++)
    r->points[i].share *= 100;
}

enum ut_status ut_retention_load(struct ut_retention *out, const char *path, struct ut_run *run, struct ut_error *err)
{
  struct retention_reading reading = {.to = out, .whole = percent};
  out->count = 0;
  out->small = (struct ut_tally){0};
  UT_TRY(ut_fields_read(path, run, column_names, COLUMNS, 0, add_point, &reading, err));
  settle_unit(&reading);
  if (out->count > 0)
    return UT_OK;
  ut_error_set(err, UT_BAD_INPUT, "there are no points");
  ut_error_at(err, path, 0, 0, NULL);
  return UT_BAD_INPUT;
}

/* ---- as observed ---- */

/* The column of an occasion; one that need not be there, and is not, is passed over. */
static enum ut_status want(struct ut_followups *f, struct ut_participations *p, enum ut_occasion at, bool needed,
                           struct ut_error *err)
{
  char name[NAME];
  snprintf(name, sizeof name, "sysselsattning_%s", ut_occasion_names[at]);
  f->there[at] = needed || ut_reader_find(ut_participations_reader(p), ut_text_of(name)) >= 0;
  return f->there[at] ? ut_participations_slot(p, ut_text_of(name), &f->slots[at], NULL, err) : UT_OK;
}

enum ut_status ut_followups_init(struct ut_followups *f, struct ut_participations *p, enum ut_occasion from,
                                 struct ut_error *err)
{
  *f = (struct ut_followups){.from = from,
                             .work = ut_vocabulary_flagged(&ut_vocabularies[UT_SYSSELSATTNING], UT_CODE_WORK)};
  UT_TRY(want(f, p, UT_FORE, true, err));
  UT_TRY(want(f, p, from, true, err));
  bool some = ut_reader_is_empty(ut_participations_reader(p));
  for (enum ut_occasion at = from + 1; at < UT_OCCASIONS; at++) {
    UT_TRY(want(f, p, at, false, err));
    some = some || f->there[at];
  }
  return some ? UT_OK
              : ut_error_set(err, UT_USAGE,
                             "there is no follow-up later than %s (sysselsattning_6m, sysselsattning_12m, "
                             "sysselsattning_24m)",
                             ut_occasion_names[from]);
}

static bool works(const struct ut_followups *f, const struct ut_value *value)
{
  return (value->list->has & f->work) != 0;
}

void ut_followups_add(struct ut_followups *f, struct ut_participations *p)
{
  const struct ut_value *values = ut_participations_values(p);
  const struct ut_value *before = &values[f->slots[UT_FORE]], *after = &values[f->slots[f->from]];
  if (ut_participations_current(p).anonymous || before->missing || after->missing || works(f, before) ||
      !works(f, after))
    return;
  for (enum ut_occasion at = f->from + 1; at < UT_OCCASIONS; at++) {
    const struct ut_value *then = &values[f->slots[at]];
    if (!f->there[at] || then->missing)
      continue;
    f->base[at]++;
    f->still[at] += works(f, then);
  }
}

enum ut_status ut_followups_points(const struct ut_followups *f, struct ut_retention *out, struct ut_error *err)
{
  out->count = 0;
  for (enum ut_occasion at = f->from + 1; at < UT_OCCASIONS; at++)
    if (f->base[at] > 0)
      out->points[out->count++] =
          (struct ut_retention_point){.month = ut_occasion_months(at) - ut_occasion_months(f->from),
                                      .share = 100 * (double)f->still[at] / (double)f->base[at]};
  return out->count > 0 ? UT_OK
                        : ut_error_set(err, UT_BAD_INPUT, "nobody who began to work or study has been followed up");
}
