/* Tables with blanked rows, and what that costs. */
#include "utfall/suppress.h"

#include <stdlib.h>

#include "utfall/table.h"

#include "disclosure/tidy_table.h"
#include "table/tidy.h"

static const char *const marks[UT_LOSSES] = {[UT_LOSS_NONE] = "",
                                             [UT_LOSS_SMALL] = "primar",
                                             [UT_LOSS_ZERO] = "primar",
                                             [UT_LOSS_COMPLEMENT] = "primar",
                                             [UT_LOSS_SECONDARY] = "sekundar"};

static const char *const reasons[UT_LOSSES] = {[UT_LOSS_SMALL] = "litet_antal",
                                               [UT_LOSS_ZERO] = "noll",
                                               [UT_LOSS_COMPLEMENT] = "liten_rest",
                                               [UT_LOSS_SECONDARY] = "sekundar"};

/* ---- the table ---- */

/* A number however it is written: 12, 45.0, 45,0 %, 3-5. */
static bool looks_numeric(struct ut_text t)
{
  bool digit = false;
  for (size_t i = 0; i < t.len; i++) {
    unsigned char c = (unsigned char)t.ptr[i], lower = c | 0x20;
    if (lower >= 'a' && lower <= 'z')
      return false;
    digit = digit || (c >= '0' && c <= '9');
  }
  return digit;
}

static bool is_lost(const struct ut_tidy_table *table, size_t column, struct ut_text cell)
{
  if (ut_tidy_table_is_key(table, column))
    return false;
  return column == table->count || ut_role_is_figure(ut_tidy_table_role(table, column)) ||
         ut_column_is_number(ut_column_of(table->names[column])) || looks_numeric(cell);
}

static enum ut_status write_rows(const struct ut_suppress *s, struct ut_writer *w, struct ut_text *fields,
                                 struct ut_error *err)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  enum ut_status status = UT_OK;
  for (size_t line = 0; line < ut_tidy_table_lines(table) && status == UT_OK; line++) {
    uint32_t row = ut_tidy_table_row_of(table, line);
    enum ut_loss loss = row == UT_TIDY_TABLE_NO_ROW ? UT_LOSS_NONE : ut_suppress_loss(s, row);
    for (size_t i = 0; i < table->columns; i++) {
      fields[i] = ut_tidy_table_cell(table, line, i);
      if (loss != UT_LOSS_NONE && is_lost(table, i, fields[i]))
        fields[i] = (struct ut_text){"", 0};
    }
    fields[table->columns] = ut_text_of(marks[loss]);
    status = ut_writer_row(w, fields, err);
  }
  return status;
}

enum ut_status ut_suppress_write(const struct ut_suppress *s, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  struct ut_writer *writer = NULL;
  struct ut_text *fields = calloc(table->columns + 1, sizeof *fields);
  if (!fields)
    return ut_error_nomem(err);
  for (size_t i = 0; i < table->columns; i++)
    fields[i] = table->names[i];
  fields[table->columns] = ut_text_of(UT_SUPPRESS_MARK);
  size_t columns = table->columns ? table->columns + 1 : 0; /* an empty stream has none to add to */
  enum ut_status status = ut_writer_open(&writer, output, to, fields, columns, NULL, err);
  if (status == UT_OK)
    status = write_rows(s, writer, fields, err);
  enum ut_status closed = ut_writer_close(writer, status == UT_OK, err);
  free(fields);
  return status == UT_OK ? closed : status;
}

/* ---- what it cost ---- */

struct loss {
  int64_t rows, sum;
};

static void add_loss(struct loss *to, const struct ut_tidy_table *table, size_t row)
{
  to->rows++;
  if (!ut_tidy_table_is_total(table, row))
    to->sum += ut_tidy_table_row(table, row)->count;
}

static enum ut_status write_loss(struct ut_tidy *t, const char *reason, const struct loss *lost,
                                 const struct loss *whole, struct ut_error *err)
{
  struct ut_text key = ut_text_of(reason);
  if (lost->rows == 0)
    return UT_OK;
  ut_tidy_begin(t, &key, 1);
  ut_tidy_share(t, lost->rows, whole->rows);
  ut_tidy_count(t, lost->sum);
  ut_tidy_ratio(t, 100 * lost->sum, whole->sum);
  return ut_tidy_end(t, err);
}

enum ut_status ut_suppress_report(const struct ut_suppress *s, struct ut_output *output, struct ut_error *err)
{
  const struct ut_tidy_table *table = ut_suppress_table(s);
  static const char *const names[] = {"skal", "antal", "bas", "andel", "deltagare", "andel_deltagare"};
  enum { COLUMNS = sizeof names / sizeof *names };
  struct ut_tidy tidy = {.decimals = 1};
  struct loss lost[UT_LOSSES] = {0}, all = {0}, whole = {0};
  for (size_t row = 0; row < ut_tidy_table_rows(table); row++) {
    enum ut_loss loss = ut_suppress_loss(s, row);
    add_loss(&lost[loss], table, row);
    add_loss(&whole, table, row);
    if (loss != UT_LOSS_NONE)
      add_loss(&all, table, row);
  }
  enum ut_status status = ut_tidy_open(&tidy, output, UT_CSV, names, COLUMNS, err);
  for (size_t i = UT_LOSS_NONE + 1; i < UT_LOSSES && status == UT_OK; i++)
    status = write_loss(&tidy, reasons[i], &lost[i], &whole, err);
  if (status == UT_OK)
    status = write_loss(&tidy, UT_ALL, &all, &whole, err);
  return ut_tidy_close(&tidy, status, err);
}
