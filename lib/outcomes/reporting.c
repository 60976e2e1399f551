/* Participations and payments, handed to whatever asks for them. */
#include "outcomes/reporting.h"

#include "outcomes/named_classes.h"

enum ut_status ut_reporting_open(struct ut_reporting *r, const struct ut_report_options *o, bool assign,
                                 struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  r->as_of = o->as_of;
  r->classes = o->classes;
  if (r->windows.count > 0) {
    ut_participations_exits(r->p);
    return ut_rolling_new(&r->rolling, r->p, o, &r->windows, err);
  }
  UT_TRY(ut_report_new(&r->report, r->p, o, err));
  if (!assign)
    return UT_OK;
  if (r->in.payments)
    return ut_traced_new(&r->traced, r->report, r->in.payments, output, to, err);
  return ut_assignment_new(&r->assignment, r->report, output, to, err);
}

static bool in_window(void *context, ut_date as_of)
{
  return !ut_report_base_lacks(context, as_of);
}

static enum ut_status take_row(void *context, struct ut_error *err)
{
  struct ut_reporting *r = context;
  ut_report_base_begin(&r->base);
  if (r->rolling)
    return ut_rolling_take(r->rolling, in_window, &r->base, err);
  const char *lacks = ut_report_base_lacks(&r->base, r->as_of);
  if (r->assignment)
    return ut_assignment_add(r->assignment, lacks, err);
  return lacks ? UT_OK : ut_report_take(r->report, err);
}

static enum ut_status take_payment(void *context, const struct ut_payment *payment, struct ut_error *err)
{
  struct ut_reporting *r = context;
  if (r->rolling)
    return ut_rolling_take_payment(r->rolling, payment, err);
  return r->traced ? ut_traced_take(r->traced, payment, err) : ut_report_take_payment(r->report, payment, err);
}

enum ut_status ut_reporting_read(struct ut_reporting *r, struct ut_error *err)
{
  UT_TRY(ut_participations_each(r->p, take_row, r, err));
  ut_report_base_note(&r->base, ut_reader_run(ut_participations_reader(r->p)));
  return r->in.payments ? ut_payments_each(r->in.payments, take_payment, r, err) : UT_OK;
}

enum ut_status ut_reporting_close(struct ut_reporting *r, struct ut_partial *part, struct ut_error *err)
{
  if (r->traced)
    return UT_OK;
  if (r->classes)
    UT_TRY(ut_named_classes_list(r->classes, part, err));
  return r->rolling ? ut_rolling_close(r->rolling, part, err) : ut_report_close(r->report, "antal", part, err);
}

enum ut_status ut_reporting_write(struct ut_reporting *r, struct ut_output *output, enum ut_format to, int decimals,
                                  struct ut_error *err)
{
  if (r->assignment)
    return ut_assignment_finish(r->assignment, err);
  if (r->traced)
    return ut_traced_finish(r->traced, err);
  if (r->rolling)
    return ut_rolling_write(r->rolling, output, to, decimals, err);
  return ut_report_write(r->report, output, to, decimals, err);
}

void ut_reporting_clear(struct ut_reporting *r)
{
  ut_assignment_free(r->assignment);
  ut_traced_free(r->traced);
  ut_report_free(r->report);
  ut_rolling_free(r->rolling);
  ut_report_base_clear(&r->base);
  ut_report_inputs_clear(&r->in);
  ut_participations_free(r->p);
}
