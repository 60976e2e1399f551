/* Trying sets of columns, one column more at a time, all rows at once. */
#include "disclosure/column_sums.h"

#include <stdlib.h>

enum { VISITS = 1 << 16 /* sets that are tried for a column */ };

#define NOTHING_SAID INT64_MIN

struct column_search {
  const int64_t *numbers;
  size_t columns, rows;
  size_t least;  /* rows in which the sum of some columns is no chance */
  int64_t *rest; /* by depth and row: what is left of the whole */
  size_t whole, visits;
  uint32_t parts;
  ut_column_sum *each;
  void *context;
  bool done;
};

static int64_t number_at(const struct column_search *s, size_t column, size_t row)
{
  return s->numbers[column * s->rows + row];
}

static bool holds_somebody(const struct column_search *s, size_t column)
{
  for (size_t row = 0; row < s->rows; row++)
    if (number_at(s, column, row) > 0)
      return true;
  return false;
}

static bool is_sum(const struct column_search *s, size_t depth)
{
  size_t positive = 0, parts = 0, others = 0;
  for (size_t row = 0; row < s->rows; row++) {
    int64_t rest = s->rest[depth * s->rows + row];
    if (rest != 0 && rest != NOTHING_SAID)
      return false;
    positive += rest == 0 && number_at(s, s->whole, row) > 0;
  }
  for (size_t i = 0; i < s->columns; i++) {
    bool part = s->parts >> i & 1, holds = holds_somebody(s, i);
    parts += part && holds;
    others += !part && holds && i != s->whole;
  }
  return parts > 1 && positive > 0 && (positive >= s->least || others == 0);
}

/* Takes the column for a part besides those there are; false where it is more than what is left. */
static bool take(struct column_search *s, size_t column, size_t depth)
{
  const int64_t *before = s->rest + depth * s->rows;
  int64_t *after = s->rest + (depth + 1) * s->rows;
  for (size_t row = 0; row < s->rows; row++) {
    int64_t number = number_at(s, column, row);
    after[row] = before[row] == NOTHING_SAID || number < 0 ? NOTHING_SAID : before[row] - number;
    if (after[row] < 0 && after[row] != NOTHING_SAID)
      return false;
  }
  return true;
}

static enum ut_status try_parts(struct column_search *s, size_t from, size_t depth)
{
  for (size_t i = from; i < s->columns && s->visits > 0 && !s->done; i++) {
    if (i == s->whole || !take(s, i, depth))
      continue;
    s->visits--;
    s->parts |= UINT32_C(1) << i;
    if (is_sum(s, depth + 1))
      UT_TRY(s->each(s->context, s->whole, s->parts, &s->done));
    UT_TRY(try_parts(s, i + 1, depth + 1));
    s->parts &= ~(UINT32_C(1) << i);
  }
  return UT_OK;
}

static enum ut_status find(struct column_search *s)
{
  for (s->whole = 0; s->whole < s->columns && !s->done; s->whole++) {
    s->visits = VISITS;
    s->parts = 0;
    for (size_t row = 0; row < s->rows; row++) {
      int64_t number = number_at(s, s->whole, row);
      s->rest[row] = number < 0 ? NOTHING_SAID : number;
    }
    UT_TRY(try_parts(s, 0, 0));
  }
  return UT_OK;
}

enum ut_status ut_column_sums_find(const int64_t *numbers, size_t columns, size_t rows, size_t least,
                                   ut_column_sum *each, void *context)
{
  struct column_search s = {numbers, columns, rows, least, .each = each, .context = context};
  if (rows == 0 || columns < 3)
    return UT_OK;
  s.rest = calloc((columns + 1) * rows, sizeof *s.rest);
  enum ut_status status = s.rest ? find(&s) : UT_NOMEM;
  free(s.rest);
  return status;
}
