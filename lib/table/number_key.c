/* Numbers, and words that stand in columns of numbers. */
#include "table/number_key.h"

#include "base/fraction.h"
#include "model/total_words.h"
#include "utfall/column.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

/* The 1.5 of 1.5e+05, as R and others write large numbers. */
static struct ut_text without_power(struct ut_text cell)
{
  size_t len = cell.len;
  while (len > 0 && ut_char_is_digit(cell.ptr[len - 1]))
    len--;
  bool power = len > 2 && len < cell.len && strchr("+-", cell.ptr[len - 1]) && (cell.ptr[len - 2] | 0x20) == 'e';
  return power ? (struct ut_text){cell.ptr, len - 2} : cell;
}

/* 12, 45.0, 45,0 %, 1 362 250,50 kr, 4,000, 1e+05; but neither 16-29 nor 2019-07. */
static bool is_number(struct ut_text cell)
{
  struct ut_fraction figure;
  int decimals;
  bool digit = false, plain = true;
  cell = without_power(cell);
  for (size_t i = 0; i < cell.len; i++) {
    digit = digit || ut_char_is_digit(cell.ptr[i]);
    plain = plain && (ut_char_is_digit(cell.ptr[i]) || strchr(".,' ", cell.ptr[i]));
  }
  return digit && (plain || ut_fraction_parse(cell, &figure, &decimals));
}

static bool is_year(struct ut_text cell)
{
  int64_t year;
  return cell.len == 4 && ut_text_integer(cell, &year) && year >= FIRST_YEAR && year <= LAST_YEAR;
}

enum ut_status ut_key_holds_numbers(const struct ut_whole_table *t, size_t column, bool *out)
{
  bool numbers = false;
  *out = false;
  if (ut_column_of(ut_reader_column(ut_whole_table_header(t), column))->role != UT_ROLE_UNKNOWN)
    return UT_OK;
  for (size_t row = 0; row < ut_whole_table_rows(t); row++) {
    struct ut_text cell = ut_whole_table_cell(t, row, column);
    bool number = is_number(cell), total = false;
    if (!number)
      UT_TRY(ut_total_word_is(cell, &total));
    if (!number && !total && !ut_text_is_no_figure(cell))
      return UT_OK;
    numbers = numbers || (number && !is_year(cell));
  }
  *out = numbers;
  return UT_OK;
}
