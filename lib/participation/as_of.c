/* The world as it was on an earlier day. */
#include "participation/as_of.h"

#include <stdlib.h>

#include "utfall/column.h"

enum { ALWAYS_KNOWN = -1, MONTHS_LAST = 24, DAYS_LAST = 731 };

/* How many months after exit is a column known? What is derived is known when the last of its sources is. */
static int months_after(const struct ut_column *column)
{
  int months = column->at_exit ? 0 : ALWAYS_KNOWN;
  if (column->occasion >= UT_EFTER)
    return ut_occasion_months(column->occasion);
  for (size_t i = 0; i < 2 && column->from[i]; i++) {
    int source = months_after(ut_column_of(ut_text_of(column->from[i])));
    months = source > months ? source : months;
  }
  return months;
}

enum ut_status ut_as_of_init(struct ut_as_of *a, const struct ut_reader *reader, ut_date day)
{
  size_t count = ut_reader_columns(reader);
  *a = (struct ut_as_of){.day = day, .months = calloc(count + 1, sizeof *a->months), .most = ALWAYS_KNOWN};
  if (!a->months)
    return UT_NOMEM;
  for (size_t i = 0; i < count; i++) {
    a->months[i] = months_after(ut_column_of(ut_reader_column(reader, i)));
    if (a->months[i] > a->most)
      a->most = a->months[i];
  }
  return UT_OK;
}

int ut_as_of_known(const struct ut_as_of *a, ut_date slut)
{
  static const int steps[] = {MONTHS_LAST, 12, 6, 0};
  if ((int64_t)slut + DAYS_LAST <= a->day)
    return MONTHS_LAST;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    ut_date due = ut_date_add_months(slut, steps[i]);
    if (due != UT_DATE_NONE && due <= a->day)
      return steps[i];
  }
  return ALWAYS_KNOWN;
}

enum ut_status ut_as_of_hide(const struct ut_as_of *a, int known, struct ut_reader *reader, struct ut_row *row,
                             struct ut_error *err)
{
  UT_TRY(ut_reader_split(reader, row, err));
  for (size_t i = 0; i < ut_reader_columns(reader); i++)
    if (a->months[i] > known && row->fields[i].len > 0) {
      row->fields[i] = (struct ut_text){"", 0};
      row->raw.ptr = NULL;
    }
  return UT_OK;
}

enum ut_status ut_as_of_blank(struct ut_reader *reader, struct ut_row *row, size_t column, struct ut_error *err)
{
  UT_TRY(ut_reader_split(reader, row, err));
  row->fields[column] = (struct ut_text){"", 0};
  row->raw.ptr = NULL;
  return UT_OK;
}

void ut_as_of_clear(struct ut_as_of *a)
{
  free(a->months);
  *a = (struct ut_as_of){.day = UT_DATE_NONE};
}
