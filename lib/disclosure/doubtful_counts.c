/* Columns that may be counts of persons though nobody guards them. */
#include "base/fraction.h"
#include "disclosure/column_sums.h"
#include "disclosure/spread_sums.h"
#include "disclosure/tidy_table.h"
#include "model/total_words.h"

enum {
  FIRST_YEAR = 1900,
  LAST_YEAR = 2100,
  COLUMNS = 24, /* that are looked at */
  ROWS = 3      /* in so many the sum of some columns is no chance */
};

/* The counts, and the columns that may be. */
struct candidates {
  const struct ut_tidy_table *t;
  size_t columns[COLUMNS], count;
  size_t guarded; /* the first so many are */
  bool summed;    /* a column is the sum of others, */
  bool spread;    /* or of another one over several rows: */
  size_t whole;
  uint32_t parts;
};

static bool is_year(int64_t number)
{
  return number >= FIRST_YEAR && number <= LAST_YEAR;
}

/* Is the cell a whole number, however it is written (1 362, 12.0)? */
static bool read_number(struct ut_text cell, int64_t *number)
{
  struct ut_fraction fraction;
  int decimals;
  for (size_t i = 0; i < cell.len; i++)
    if ((unsigned char)cell.ptr[i] < 0x80 && !ut_char_is_digit(cell.ptr[i]) && !strchr(" .,", cell.ptr[i]))
      return false;
  if (!ut_fraction_parse(cell, &fraction, &decimals) || fraction.denominator != 1)
    return false;
  *number = fraction.numerator;
  return *number >= 0 && *number <= UT_TIDY_TABLE_COUNT;
}

/* Does the column hold whole numbers and nothing else, and not years alone? */
static bool holds_counts(const struct ut_tidy_table *t, size_t column)
{
  bool any = false;
  for (size_t line = 0; line < ut_tidy_table_lines(t); line++) {
    struct ut_text cell = ut_tidy_table_cell(t, line, column);
    int64_t number;
    if (ut_text_is_no_figure(cell))
      continue;
    if (!read_number(cell, &number))
      return false;
    any = any || !is_year(number);
  }
  return any;
}

/* Is it a year or another number over a column of a wide table, which counts as those beside it do? */
static bool is_number(struct ut_text name)
{
  int64_t number;
  return ut_text_integer(name, &number);
}

/* A column called a total is of kronor among kronor, and beside counts perhaps of persons. */
static enum ut_status may_count(const struct ut_tidy_table *t, size_t column, bool *may)
{
  struct ut_text name = t->names[column];
  UT_TRY(ut_total_word_is(name, may));
  *may = (*may || ut_column_of(name)->role == UT_ROLE_UNKNOWN || is_number(name)) && !ut_tidy_table_is_key(t, column) &&
         !ut_tidy_table_is_count(t, column) && holds_counts(t, column);
  return UT_OK;
}

static enum ut_status find_candidates(struct candidates *c)
{
  bool may;
  for (size_t i = 0; i < c->t->count_count && c->count < COLUMNS; i++)
    c->columns[c->count++] = c->t->counts[i];
  c->guarded = c->count;
  for (size_t i = 0; i < c->t->columns && c->count < COLUMNS; i++) {
    UT_TRY(may_count(c->t, i, &may));
    if (may)
      c->columns[c->count++] = i;
  }
  return UT_OK;
}

/* ---- messages ---- */

/* The names of the columns, or of the keys where there are none. */
static void add_names(const struct ut_tidy_table *t, const size_t *columns, size_t count, struct ut_buf *out)
{
  bool plain = true;
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < t->names[columns[i]].len; k++)
      plain = plain && !strchr(" \t\"'$&|;<>()*?[]#~`\\!{}", t->names[columns[i]].ptr[k]);
  ut_buf_add_string(out, plain ? "" : "\"");
  for (size_t i = 0; i < count; i++) {
    char shown[UT_QUOTED];
    struct ut_text name = t->names[columns[i]];
    ut_buf_format(out, "%s%s", i > 0 ? "," : "", ut_quote_name(shown, name.ptr, name.len));
  }
  ut_buf_add_string(out, plain ? "" : "\"");
}

static enum ut_status say(const struct ut_tidy_table *t, struct ut_buf *text, struct ut_error *err)
{
  const char *string = ut_buf_string(text);
  enum ut_status status = string ? ut_error_set(err, UT_USAGE, "%s", string) : ut_error_nomem(err);
  if (ut_tidy_table_rows(t) > 0)
    ut_error_at(err, ut_whole_table_row_source(t->whole, ut_whole_table_entered(t->whole, 0)), 0, 0, NULL);
  ut_buf_clear(text);
  return status;
}

static enum ut_status refuse_unguarded(const struct candidates *c, struct ut_error *err)
{
  struct ut_buf text = {0};
  size_t others = c->count - c->guarded;
  add_names(c->t, c->columns + c->guarded, others, &text);
  ut_buf_add_string(&text, others == 1 ? " holds" : " hold");
  ut_buf_add_string(&text, " whole numbers that nothing guards: give --count ");
  add_names(c->t, c->columns, c->count, &text);
  ut_buf_add_string(&text, others == 1 ? " if it counts persons, --keys " : " if they count persons, --keys ");
  add_names(c->t, c->t->keys->columns, ut_tidy_table_named_keys(c->t), &text);
  ut_buf_add_string(&text, others == 1 ? " if it is a figure" : " if they are figures");
  return say(c->t, &text, err);
}

static enum ut_status refuse_sum(const struct candidates *c, struct ut_error *err)
{
  struct ut_buf text = {0};
  size_t parts[COLUMNS], count = 0, guarded[COLUMNS], all = 0;
  for (size_t i = 0; i < c->count; i++) {
    if (c->parts >> i & 1)
      parts[count++] = c->columns[i];
    if (i < c->guarded || (c->parts >> i & 1) || i == c->whole)
      guarded[all++] = c->columns[i];
  }
  add_names(c->t, c->columns + c->whole, 1, &text);
  ut_buf_add_string(&text, c->spread ? " holds sums of " : " is the sum of ");
  add_names(c->t, parts, count, &text);
  ut_buf_add_string(&text, c->spread ? " over several rows: give --count " : " in every row: give --count ");
  add_names(c->t, guarded, all, &text);
  return say(c->t, &text, err);
}

/* ---- sums of columns ---- */

static enum ut_status read_numbers(const struct candidates *c, struct ut_buf *numbers)
{
  for (size_t i = 0; i < c->count; i++)
    for (size_t row = 0; row < ut_tidy_table_rows(c->t); row++) {
      int64_t number;
      if (!read_number(ut_tidy_table_cell(c->t, ut_whole_table_entered(c->t->whole, row), c->columns[i]), &number))
        number = -1;
      UT_TRY(ut_buf_add(numbers, &number, sizeof number));
    }
  return UT_OK;
}

/* A sum matters in which a count that is guarded is held against a column that is not. */
static enum ut_status take_sum(void *context, size_t whole, uint32_t parts, bool *done)
{
  struct candidates *c = context;
  uint32_t all = parts | UINT32_C(1) << whole, guarded = (UINT32_C(1) << c->guarded) - 1;
  *done = c->summed = (all & guarded) && (all & ~guarded);
  if (*done) {
    c->whole = whole;
    c->parts = parts;
  }
  return UT_OK;
}

/* The same count again is blanked with its row. */
static enum ut_status take_spread(void *context, const struct ut_spread_sum *sum)
{
  struct candidates *c = context;
  bool matters = (sum->whole < c->guarded) != (sum->part < c->guarded), again = sum->before == UT_SPREAD_SUMS_NO_ROW;
  if (c->summed || !matters || (again && sum->count == 1 && sum->rows[0] == sum->row))
    return UT_OK;
  c->summed = c->spread = true;
  c->whole = sum->whole;
  c->parts = UINT32_C(1) << sum->part;
  return UT_OK;
}

static enum ut_status doubt_sums(struct candidates *c, struct ut_error *err)
{
  struct ut_buf numbers = {0};
  enum ut_status status = read_numbers(c, &numbers);
  if (status == UT_OK)
    status = ut_column_sums_find((const int64_t *)(const void *)numbers.ptr, c->count, ut_tidy_table_rows(c->t), ROWS,
                                 take_sum, c);
  if (status == UT_OK && !c->summed)
    status =
        ut_spread_sums_find(c->t, (const int64_t *)(const void *)numbers.ptr, c->count, UINT32_MAX, 0, take_spread, c);
  ut_buf_clear(&numbers);
  if (status != UT_OK)
    return ut_error_nomem(err);
  return c->summed ? refuse_sum(c, err) : UT_OK;
}

/* ---- public ---- */

enum ut_status ut_tidy_table_doubt_counts(const struct ut_tidy_table *t, bool keys_named, struct ut_error *err)
{
  struct candidates c = {.t = t};
  if (find_candidates(&c))
    return ut_error_nomem(err);
  if (c.count == c.guarded)
    return UT_OK;
  UT_TRY(doubt_sums(&c, err));
  return keys_named ? UT_OK : refuse_unguarded(&c, err);
}
