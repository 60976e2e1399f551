/* The years of dates, and gaps between them. */
#include "import/years.h"

#include <stdio.h>

enum {
  CENTURY = 2000 - UT_YEARS_FIRST,
  LATE = 2031 - UT_YEARS_FIRST, /* years of two digits from here on are doubtful by themselves */
  SHORT_GAP = 3,                /* so many years without a date set those on either side apart */
  GAP = 10
};

/* What there is of a year; lines: of the first ones. */
struct handed_year {
  size_t year, starts, dates, dates_line, shorts, shorts_line;
};

/* Years with dates and without such a gap between them. */
struct year_run {
  size_t first, end, starts;
};

void ut_years_see_short(struct ut_years *y, struct ut_text cell, ut_date day, const char *source, size_t line)
{
  char digits[8];
  int year = ut_date_year(day);
  snprintf(digits, sizeof digits, "%d", year);
  if (!memmem(cell.ptr, cell.len, digits, strlen(digits)))
    ut_tally_add(&y->shorts[year - UT_YEARS_FIRST], source, line);
}

/* The next run from year `from` on; an empty one: there is none before `to`. */
static struct year_run next_run(const struct ut_years *y, size_t from, size_t to, size_t gap)
{
  struct year_run run = {.first = from, .end = from};
  for (size_t year = from; year < to && (run.end == from || year - run.end < gap); year++) {
    if (y->dates[year].count == 0 && y->shorts[year].count == 0)
      continue;
    run.first = run.end == from ? year : run.first;
    run.end = year + 1;
    run.starts += y->starts[year];
  }
  return run;
}

/* The run between two years that most dates are in: that of most starts, the earliest of equal ones. */
static struct year_run find_most(const struct ut_years *y, size_t from, size_t to, size_t gap)
{
  struct year_run most = next_run(y, from, to, gap), run;
  for (; (run = next_run(y, from, to, gap)).end > from; from = run.end)
    most = run.starts > most.starts ? run : most;
  return most;
}

/* Adds up tallies, in the order of the years. */
static struct ut_tally add_up(const struct ut_tally *tallies, size_t first, size_t end)
{
  struct ut_tally sum = {0};
  for (size_t year = first; year < end; year++) {
    if (sum.count == 0)
      sum = tallies[year];
    else
      sum.count += tallies[year].count;
  }
  return sum;
}

static void note_century(const struct ut_years *y, struct ut_run *run)
{
  struct ut_tally old = add_up(y->shorts, 0, CENTURY), late = add_up(y->shorts, LATE, UT_YEARS);
  ut_run_note(run, UT_NOTE_TVASIFFRIGT_AR, old.count, old.source, old.line,
              "years of two digits above 40 are read as 19xx: %zu, the first %s:%zu", old.count, old.source, old.line);
  ut_run_note(run, UT_NOTE_TVASIFFRIGT_AR, late.count, late.source, late.line,
              "years of two digits from 31 to 40 are read as 20xx: %zu, the first %s:%zu", late.count, late.source,
              late.line);
}

static void note_short(const struct ut_years *y, struct ut_run *run)
{
  struct year_run most = find_most(y, CENTURY, LATE, SHORT_GAP);
  for (size_t year = CENTURY; year < LATE; year++) {
    const struct ut_tally *t = &y->shorts[year];
    if (year < most.first || year >= most.end)
      ut_run_note(run, UT_NOTE_TVASIFFRIGT_AR, t->count, t->source, t->line,
                  "years of two digits that are read as %zu, more than three years from most dates: %zu, the first "
                  "%s:%zu",
                  UT_YEARS_FIRST + year, t->count, t->source, t->line);
  }
}

/* Those of two digits are told already. */
static void note_far(const struct ut_years *y, struct ut_run *run)
{
  struct year_run most = find_most(y, 0, UT_YEARS, GAP);
  struct ut_tally far = {0};
  for (size_t year = 0; year < UT_YEARS; year++) {
    const struct ut_tally *t = &y->dates[year];
    if ((year >= most.first && year < most.end) || t->count == 0 || y->shorts[year].count > 0)
      continue;
    ut_tally_add(&far, t->source, t->line);
    far.count += t->count - 1;
  }
  ut_run_note(run, UT_NOTE_DATUM_AVVIKER, far.count, far.source, far.line,
              "dates more than ten years from most others: %zu, the earliest %s:%zu", far.count, far.source, far.line);
}

void ut_years_note(struct ut_years *y, struct ut_run *run)
{
  note_century(y, run);
  note_short(y, run);
  note_far(y, run);
  *y = (struct ut_years){0};
}

enum ut_status ut_years_hand(struct ut_years *y, struct ut_buf *to)
{
  for (size_t year = 0; year < UT_YEARS; year++) {
    const struct ut_tally *dates = &y->dates[year], *shorts = &y->shorts[year];
    const struct handed_year of = {year, y->starts[year], dates->count, dates->line, shorts->count, shorts->line};
    if (dates->count + shorts->count > 0)
      UT_TRY(ut_buf_add(to, (const char *)&of, sizeof of));
  }
  *y = (struct ut_years){0};
  return UT_OK;
}

void ut_years_add(struct ut_years *y, struct ut_text handed, const char *source, size_t lines_before)
{
  struct handed_year of;
  for (size_t at = 0; at + sizeof of <= handed.len; at += sizeof of) {
    memcpy(&of, handed.ptr + at, sizeof of);
    y->starts[of.year] += of.starts;
    ut_tally_join(&y->dates[of.year], (struct ut_tally){of.dates, source, of.dates_line}, lines_before);
    ut_tally_join(&y->shorts[of.year], (struct ut_tally){of.shorts, source, of.shorts_line}, lines_before);
  }
}
