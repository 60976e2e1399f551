/* Shares held against what they are shares of. */
#include "table/share_of_one.h"

#include <math.h>
#include <stdlib.h>

#include "base/fraction.h"
#include "utfall/column.h"

/* The index of the name; the count where it is none. */
static size_t find(const struct ut_text *names, size_t count, struct ut_text name)
{
  size_t i = 0;
  while (i < count && !ut_text_equal(names[i], name))
    i++;
  return i;
}

void ut_shares_of_one_init(struct ut_shares_of_one *s, const struct ut_text *names, size_t count)
{
  for (size_t i = 0; i < count && s->count < UT_SHARES_OF_ONE; i++) {
    const struct ut_column *c = ut_column_of(names[i]);
    if (c->role != UT_ROLE_SHARE || !c->part || !c->whole)
      continue;
    struct ut_share_of_one *column = &s->columns[s->count];
    *column = (struct ut_share_of_one){i, count, find(names, count, ut_text_of(c->whole))};
    for (struct ut_text rest = ut_text_of(c->part), part; column->part == count && ut_text_split(&rest, ' ', &part);)
      column->part = find(names, count, part);
    s->count += column->part < count && column->whole < count;
  }
}

/* Nearly every share is seen at once to be above 1. */
static bool may_be_part(struct ut_text cell)
{
  return cell.len > 0 &&
         (cell.ptr[0] == '0' || (cell.ptr[0] == '1' && (cell.len == 1 || !ut_char_is_digit(cell.ptr[1]))));
}

static bool rounds_to(struct ut_fraction exact, int decimals, struct ut_fraction shown)
{
  struct ut_fraction rounded;
  return ut_fraction_round(exact, decimals, &rounded) && ut_fraction_compare(rounded, shown) == 0;
}

/* A share as it is shown, and what the counts give, in percent and as a part of one. */
struct share_shown {
  struct ut_fraction shown, percent, of_one;
  int decimals;
};

/* False where there is nothing to hold it against. */
static bool read_share(struct ut_text cell, struct ut_text part, struct ut_text whole, struct share_shown *s)
{
  const struct ut_fraction percents = {10000, 1}; /* percent of which is a hundredth */
  struct ut_fraction p, w;
  int none;
  return cell.len > 0 && ut_fraction_parse(cell, &s->shown, &s->decimals) && ut_fraction_parse(part, &p, &none) &&
         ut_fraction_parse(whole, &w, &none) && w.numerator != 0 && ut_fraction_percent(p, w, &s->percent) &&
         ut_fraction_percent(s->percent, percents, &s->of_one);
}

/* Is it what part / whole is, and not what that is in percent? */
static bool is_part(struct ut_text cell, const struct share_shown *s)
{
  return may_be_part(cell) && !memchr(cell.ptr, '%', cell.len) && s->shown.numerator != 0 &&
         rounds_to(s->of_one, s->decimals, s->shown) && !rounds_to(s->percent, s->decimals, s->shown);
}

/* Is it further from what the counts give than rounding takes it, whichever way? */
static bool differs(const struct share_shown *s)
{
  double unit = 1;
  for (int i = 0; i < s->decimals; i++)
    unit /= 10;
  double shown = (double)s->shown.numerator / (double)s->shown.denominator;
  return fabs(shown - (double)s->percent.numerator / (double)s->percent.denominator) >= unit;
}

void ut_shares_of_one_look(struct ut_shares_of_one *s, const struct ut_text *fields, const char *source, size_t line)
{
  for (size_t i = 0; i < s->count; i++) {
    const struct ut_share_of_one *c = &s->columns[i];
    struct share_shown shown;
    if (!read_share(fields[c->cell], fields[c->part], fields[c->whole], &shown))
      continue;
    if (is_part(fields[c->cell], &shown)) {
      ut_tally_add(&s->rows, source, line);
      return;
    }
    if (differs(&shown))
      ut_tally_add(&s->differing, source, line);
  }
}

void ut_shares_of_one_note(const struct ut_shares_of_one *s, struct ut_run *run)
{
  const struct ut_tally *rows = &s->rows;
  ut_run_note(run, UT_NOTE_ANDEL_AV_ETT, rows->count, rows->source, rows->line,
              "%zu row%s with a share that is a part of one and no percentage, the first %s:%zu", rows->count,
              rows->count == 1 ? "" : "s", rows->source, rows->line);
  rows = &s->differing;
  ut_run_note(run, UT_NOTE_ANDEL_AVVIKER, rows->count, rows->source, rows->line,
              "%zu share%s that the counts of the row do not give, the first %s:%zu", rows->count,
              rows->count == 1 ? "" : "s", rows->source, rows->line);
}

enum ut_status ut_shares_of_one_check(const struct ut_whole_table *t, struct ut_run *run, struct ut_error *err)
{
  struct ut_shares_of_one shares = {0};
  size_t columns = ut_whole_table_columns(t);
  struct ut_text *fields = calloc(columns + 1, sizeof *fields);
  if (!fields)
    return ut_error_nomem(err);
  ut_shares_of_one_init(&shares, ut_reader_names(ut_whole_table_header(t)), columns);
  for (size_t row = 0; row < ut_whole_table_rows(t) && shares.count > 0; row++) {
    for (size_t i = 0; i < columns; i++)
      fields[i] = ut_whole_table_cell(t, row, i);
    ut_shares_of_one_look(&shares, fields, ut_whole_table_row_source(t, row), ut_whole_table_line(t, row));
  }
  free(fields);
  ut_shares_of_one_note(&shares, run);
  return UT_OK;
}
