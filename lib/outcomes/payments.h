/* The stream of payments, utfall-streams(5): who was paid how much of which support for a month. */
#ifndef UTFALL_PAYMENTS_H
#define UTFALL_PAYMENTS_H

#include "stream/fields.h"

/* Months are counted from the year 0, so that they can be added to: 12 a year. */
static inline int ut_month_of(ut_date day)
{
  struct ut_ymd d = ut_date_split(day);
  return 12 * d.year + d.month - 1;
}

/* The first whole month that does not begin before the day, and the last that does not end after it. */
static inline int ut_month_from(ut_date day)
{
  return ut_month_of(day) + (ut_date_split(day).day > 1);
}
static inline int ut_month_until(ut_date day)
{
  return ut_month_of(day + 1) - 1;
}

struct ut_payment {
  struct ut_text id;     /* empty: nobody's; valid until the next payment, */
  struct ut_text insats; /* as this is; empty: of any */
  int month;
  int code; /* index in the vocabulary forsorjning */
  ut_money amount;
  struct ut_row *row; /* in ut_payments_reader, valid as long */
};

struct ut_payments;

/* UT_USAGE: a column is missing. After a failure, too, the caller frees *out. */
enum ut_status ut_payments_open(struct ut_payments **out, const char *path, struct ut_run *run, struct ut_error *err);

/* Hands every payment to `take`, once. UT_BAD_INPUT with its place: what is no month, code of support or amount. */
typedef enum ut_status ut_payment_take(void *context, const struct ut_payment *payment, struct ut_error *err);
enum ut_status ut_payments_each(struct ut_payments *p, ut_payment_take *take, void *context, struct ut_error *err);

/* Of the rows. */
struct ut_reader *ut_payments_reader(const struct ut_payments *p);

void ut_payments_free(struct ut_payments *p);

#endif
