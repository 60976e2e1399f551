/* Payments with their place. */
#include "outcomes/traced.h"

#include <stdio.h>
#include <stdlib.h>

#include "outcomes/added.h"

struct ut_traced {
  struct ut_report *report;
  struct ut_payments *payments;
  struct ut_writer *writer;
};

enum ut_status ut_traced_new(struct ut_traced **out, struct ut_report *report, struct ut_payments *payments,
                             struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  static const char *const least[] = {"id", "manad", "kod", "belopp", NULL};
  const char *added[] = {report->o.paying.unit == UT_PAID_YEAR ? "ar" : "tidpunkt", "regel", NULL};
  struct ut_traced *t = *out = calloc(1, sizeof *t);
  if (!t)
    return ut_error_nomem(err);
  t->report = report;
  t->payments = payments;
  return ut_added_open(&t->writer, ut_payments_reader(payments), least, added, output, to, err);
}

enum ut_status ut_traced_take(struct ut_traced *t, const struct ut_payment *payment, struct ut_error *err)
{
  static const char *const rules[UT_PAID_PLACES] = {
      [UT_PAID_COUNTED] = "",          [UT_PAID_NOBODY] = "utanfor_bas", [UT_PAID_ELSEWHERE] = "annan_insats",
      [UT_PAID_LATER] = "efter_as_of", [UT_PAID_UNCOVERED] = "ej_tackt", [UT_PAID_OUTSIDE] = "utanfor_fonstret"};
  char year[16];
  size_t person, slot = 0;
  UT_TRY(ut_report_take_payment(t->report, payment, err));
  enum ut_paid_place place = ut_paid_place(t->report, payment, &person, &slot);
  snprintf(year, sizeof year, "%d", t->report->paid.first_year + (int)slot);
  const char *when = t->report->o.paying.unit == UT_PAID_YEAR ? year : ut_paid_occasions[slot];
  const struct ut_text added[] = {ut_text_of(place == UT_PAID_COUNTED ? when : ""), ut_text_of(rules[place])};
  return ut_writer_pass(t->writer, ut_payments_reader(t->payments), payment->row, added, err);
}

enum ut_status ut_traced_finish(struct ut_traced *t, struct ut_error *err)
{
  struct ut_writer *writer = t->writer;
  t->writer = NULL;
  return ut_writer_close(writer, true, err);
}

void ut_traced_free(struct ut_traced *t)
{
  if (!t)
    return;
  ut_writer_close(t->writer, false, NULL);
  free(t);
}
