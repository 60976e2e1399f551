/* Conditions and files of reports. */
#include "outcomes/report_inputs.h"

static enum ut_status compile(struct ut_expr **out, const char *text, const char *option, struct ut_participations *p,
                              struct ut_error *err)
{
  struct ut_scope scope = ut_participations_scope(p);
  return text ? ut_error_blame(ut_expr_compile(out, text, &scope, err), option, err) : UT_OK;
}

static enum ut_status open_files(struct ut_report_inputs *in, const struct ut_report_input_options *o,
                                 struct ut_run *run, struct ut_error *err)
{
  enum ut_status status = ut_covered_load(&in->covered, o->covered, run, err);
  UT_TRY(err && *err->source ? status : ut_error_blame(status, "--covered", err));
  return ut_payments_open(&in->payments, o->payments, run, err);
}

enum ut_status ut_report_inputs_open(struct ut_report_inputs *in, struct ut_participations *p,
                                     const struct ut_report_input_options *options, struct ut_report_options *report,
                                     struct ut_error *err)
{
  if (report->kind == UT_TIME)
    UT_TRY(ut_error_blame(ut_waiting_marks(&report->waiting, options->months, err), "--months", err));
  if (report->kind == UT_PAID)
    UT_TRY(open_files(in, options, ut_reader_run(ut_participations_reader(p)), err));
  UT_TRY(compile(&in->event, options->event, "--event", p, err));
  UT_TRY(compile(&in->treated, options->treated, "--treated", p, err));
  report->waiting.event = report->comparing.event = in->event;
  report->comparing.treated = in->treated;
  report->paying.covered = in->covered;
  return UT_OK;
}

void ut_report_inputs_clear(struct ut_report_inputs *in)
{
  ut_expr_free(in->event);
  ut_expr_free(in->treated);
  ut_payments_free(in->payments);
  ut_covered_free(in->covered);
}
