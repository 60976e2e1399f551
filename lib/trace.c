/* Entries with where they were counted, one row each, as they come. */
#include "utfall/trace.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const column_names[] = {"fil",  "rad",       "insats", "datum",   "konto", "kategori",
                                           "text", "verifikat", "belopp", "rakning", "skal"};
enum { COLUMNS = sizeof column_names / sizeof *column_names, LINE = 24 };

struct ut_trace {
  struct ut_writer *writer;
};

enum ut_status ut_trace_open(struct ut_trace **out, struct ut_output *output, enum ut_format to, struct ut_error *err)
{
  struct ut_text names[COLUMNS];
  *out = calloc(1, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  for (size_t i = 0; i < COLUMNS; i++)
    names[i] = ut_text_of(column_names[i]);
  return ut_writer_open(&(*out)->writer, output, to, names, COLUMNS, NULL, err);
}

enum ut_status ut_trace_add(struct ut_trace *t, const struct ut_entry *entry, const struct ut_counted *counted,
                            struct ut_error *err)
{
  static const char *const where[2][2] = {{"", "utbetalt_totalt"}, {"utbetalt_ar", "utbetalt_ar|utbetalt_totalt"}};
  char line[LINE], day[11], money[UT_MONEY_SIZE];
  snprintf(line, sizeof line, "%zu", entry->line);
  const struct ut_text cells[COLUMNS] = {ut_text_of(entry->source),
                                         ut_text_of(line),
                                         entry->insats,
                                         ut_text_of(ut_date_format(entry->datum, day)),
                                         entry->konto,
                                         entry->kategori,
                                         entry->text,
                                         entry->verifikat,
                                         ut_text_of(ut_money_format(entry->belopp, money)),
                                         ut_text_of(where[counted->year][counted->total]),
                                         ut_text_of(counted->reason)};
  return ut_writer_row(t->writer, cells, err);
}

enum ut_status ut_trace_close(struct ut_trace *t, bool complete, struct ut_error *err)
{
  if (!t)
    return UT_OK;
  enum ut_status status = ut_writer_close(t->writer, complete, err);
  free(t);
  return status;
}
