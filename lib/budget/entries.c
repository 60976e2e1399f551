/* Entries with where they were counted, one row each, as they come. */
#include "budget/entries.h"

#include <stdlib.h>

#include "budget/entry.h"

enum { RAKNING = UT_ENTRY_CELLS, SKAL, COLUMNS };

struct ut_entries {
  struct ut_writer *writer;
};

enum ut_status ut_entries_open(struct ut_entries **out, struct ut_output *output, enum ut_format to,
                               struct ut_error *err)
{
  struct ut_text names[COLUMNS];
  *out = calloc(1, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  for (size_t i = 0; i < UT_ENTRY_CELLS; i++)
    names[i] = ut_text_of(ut_entry_columns[i]);
  names[RAKNING] = ut_text_of("rakning");
  names[SKAL] = ut_text_of("skal");
  return ut_writer_open(&(*out)->writer, output, to, names, COLUMNS, NULL, err);
}

enum ut_status ut_entries_add(struct ut_entries *t, const struct ut_entry *entry, const struct ut_counted *counted,
                              struct ut_error *err)
{
  static const char *const where[2][2] = {{"", "utbetalt_totalt"}, {"utbetalt_ar", "utbetalt_ar|utbetalt_totalt"}};
  struct ut_entry_row row = {0};
  ut_entry_row_fill(&row, entry);
  struct ut_text cells[COLUMNS];
  memcpy(cells, row.cells, sizeof row.cells);
  cells[RAKNING] = ut_text_of(where[counted->year][counted->total]);
  cells[SKAL] = ut_text_of(counted->reason);
  return ut_writer_row(t->writer, cells, err);
}

enum ut_status ut_entries_close(struct ut_entries *t, bool complete, struct ut_error *err)
{
  if (!t)
    return UT_OK;
  enum ut_status status = ut_writer_close(t->writer, complete, err);
  free(t);
  return status;
}
