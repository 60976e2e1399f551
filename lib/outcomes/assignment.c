/* Participations with what they are counted as. */
#include "outcomes/assignment.h"

#include <stdio.h>
#include <stdlib.h>

#include "outcomes/added.h"

struct ut_assignment {
  struct ut_report *report;
  bool days;
  struct ut_writer *writer;
  struct ut_trace trace;
};

enum ut_status ut_assignment_new(struct ut_assignment **out, struct ut_report *report, struct ut_output *output,
                                 enum ut_format to, struct ut_error *err)
{
  static const char *const least[] = {"insats", "start", NULL}, *const added[] = {"efter_dagar", "klass", "regel",
                                                                                  NULL};
  struct ut_assignment *a = *out = calloc(1, sizeof *a);
  if (!a)
    return ut_error_nomem(err);
  a->report = report;
  a->days = report->o.kind == UT_TIME;
  return ut_added_open(&a->writer, ut_participations_reader(report->p), least, added + !a->days, output, to, err);
}

enum ut_status ut_assignment_add(struct ut_assignment *a, const char *left_out, struct ut_error *err)
{
  struct ut_participations *p = a->report->p;
  struct ut_trace *t = &a->trace;
  char days[24] = "";
  t->klass.len = 0;
  t->rule = left_out;
  if (!left_out)
    a->report->kind->trace(a->report, t);
  if (t->klass.failed)
    return ut_error_nomem(err);
  if (!left_out)
    snprintf(days, sizeof days, "%lld", (long long)t->days);
  const struct ut_text added[] = {ut_text_of(days), ut_buf_text(&t->klass), ut_text_of(t->rule)};
  return ut_writer_pass(a->writer, ut_participations_reader(p), ut_participations_row(p), added + !a->days, err);
}

enum ut_status ut_assignment_finish(struct ut_assignment *a, struct ut_error *err)
{
  struct ut_writer *writer = a->writer;
  a->writer = NULL;
  return ut_writer_close(writer, true, err);
}

void ut_assignment_free(struct ut_assignment *a)
{
  if (!a)
    return;
  ut_writer_close(a->writer, false, NULL);
  ut_buf_clear(&a->trace.klass);
  free(a);
}
