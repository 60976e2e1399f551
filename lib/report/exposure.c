/* Tables that are not for the public, told from their columns. */
#include "report/exposure.h"

#include "base/personnummer.h"
#include "table/figure.h"
#include "table/render.h"
#include "utfall/column.h"

struct exposed_table {
  const struct ut_whole_table *t;
  const struct ut_text *names;
  size_t columns, rows;
  bool antal, money, figures;
};

static struct exposed_table table_of(const struct ut_whole_table *t)
{
  const struct ut_reader *header = ut_whole_table_header(t);
  struct exposed_table table = {
      t, ut_reader_names(header), ut_whole_table_columns(t), ut_whole_table_rows(t), false, false, false};
  table.antal = ut_reader_find(header, ut_text_of("antal")) >= 0;
  for (size_t i = 0; i < table.columns; i++) {
    enum ut_role role = ut_column_role(ut_column_of(table.names[i]), table.antal);
    table.money = table.money || role == UT_ROLE_MONEY;
    table.figures = table.figures || ut_role_is_figure(role);
  }
  return table;
}

/* The results of goals are of the columns that their rows name. */
static bool names_counts(const struct exposed_table *t, size_t column)
{
  if (!ut_column_of(t->names[column])->names_columns)
    return false;
  for (size_t row = 0; row < t->rows; row++) {
    const struct ut_column *c = ut_column_of(ut_whole_table_cell(t->t, row, column));
    if (ut_column_counts_persons(c, c->role))
      return true;
  }
  return false;
}

static size_t digits(struct ut_text t, size_t from)
{
  size_t at = from;
  while (at < t.len && ut_char_is_digit(t.ptr[at]))
    at++;
  return at - from;
}

/* A number as people read it, alone or with more behind it: 12, 1 234, 41,2 %, 12 (41.2 %); and no day or ordinal. */
static bool begins_with_number(struct ut_text cell)
{
  size_t whole = digits(cell, 0), at = whole;
  if (at < cell.len && strchr(".,", cell.ptr[at]))
    at += digits(cell, at + 1) ? 1 + digits(cell, at + 1) : 0;
  bool ends = at == cell.len || strchr(" (%", cell.ptr[at]) || (unsigned char)cell.ptr[at] >= 0x80;
  return whole > 0 && ends;
}

static bool holds_numbers(const struct exposed_table *t, size_t column)
{
  for (size_t row = 0; row < t->rows; row++) {
    struct ut_text cell = ut_whole_table_cell(t->t, row, column);
    if (ut_figure_is(cell) || begins_with_number(cell) || ut_text_is(cell, ut_hidden))
      return true;
  }
  return false;
}

/* A heading that is no name of ours, or the year over an amount in a table without amounts. */
static bool is_unknown(const struct exposed_table *t, size_t column)
{
  const struct ut_column *c = ut_column_of(t->names[column]);
  bool year = c->role == UT_ROLE_FIGURE && ut_char_is_digit(t->names[column].ptr[0]) && !t->money;
  return !*c->name && (c->role == UT_ROLE_UNKNOWN || c->role == UT_ROLE_SHARE || year);
}

/* Is the column one that only a row for each person, or each of their stays, has? */
static bool is_of_one_person(const struct exposed_table *t, size_t column)
{
  const struct ut_column *c = ut_column_of(t->names[column]);
  return ut_text_is(t->names[column], "id") || (!t->figures && *c->name && c->origin != UT_RESULT);
}

static enum ut_status refuse(const struct exposed_table *t, size_t column, const char *what, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  struct ut_text name = t->names[column];
  return ut_error_set(err, UT_SHORT, "%s %s (column %s) and has not been through suppress (or --not-for-publication)",
                      ut_whole_table_source(t->t), what, ut_quote_name(quoted, name.ptr, name.len));
}

static enum ut_status check_persons(const struct exposed_table *t, struct ut_error *err)
{
  for (size_t i = 0; i < t->columns; i++) {
    struct ut_personnummer_found found;
    for (size_t row = 0; row < t->rows; row++) {
      if (!ut_personnummer_find(ut_whole_table_cell(t->t, row, i), &found) || !found.certain)
        continue;
      enum ut_status status = ut_error_set(err, UT_BAD_INPUT, "a personnummer, which no report shows");
      ut_whole_table_blame(t->t, row, i, err);
      return status;
    }
  }
  return UT_OK;
}

enum ut_status ut_exposure_check(const struct ut_whole_table *t, struct ut_error *err)
{
  const struct exposed_table table = table_of(t);
  UT_TRY(check_persons(&table, err));
  /* Of participations, skyddad would be who has a protected identity. */
  for (size_t i = 0; i < table.columns; i++)
    if (is_of_one_person(&table, i))
      return refuse(&table, i, "has a row for each person", err);
  if (ut_whole_table_mark(t) >= 0)
    return UT_OK;
  for (size_t i = 0; i < table.columns; i++) {
    const struct ut_column *c = ut_column_of(table.names[i]);
    if (ut_column_counts_persons(c, ut_column_role(c, table.antal)) || names_counts(&table, i))
      return refuse(&table, i, "counts persons", err);
  }
  for (size_t i = 0; i < table.columns; i++)
    if (is_unknown(&table, i) && holds_numbers(&table, i))
      return refuse(&table, i, "has numbers that may count persons", err);
  return UT_OK;
}
