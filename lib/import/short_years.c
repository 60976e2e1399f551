/* Years of two digits. */
#include "import/short_years.h"

#include <stdio.h>

enum { EMPTY_YEARS = 3 /* so many without a date set those on either side apart */ };

/* Years with dates and without a gap between them. */
struct year_run {
  size_t first, end, starts;
};

void ut_short_years_see(struct ut_short_years *s, struct ut_text cell, ut_date day, const char *source, size_t line)
{
  char digits[8];
  int year = ut_date_year(day);
  snprintf(digits, sizeof digits, "%d", year);
  if (memmem(cell.ptr, cell.len, digits, strlen(digits)))
    return;
  bool old = year < UT_SHORT_YEAR_FIRST, late = year >= UT_SHORT_YEAR_FIRST + UT_SHORT_YEARS;
  struct ut_tally *t = old ? &s->old : late ? &s->late : &s->shorts[year - UT_SHORT_YEAR_FIRST];
  ut_tally_add(t, source, line);
}

/* The next run from year `from` on; an empty one: there is none. */
static struct year_run next_run(const struct ut_short_years *s, size_t from)
{
  struct year_run g = {.first = from, .end = from};
  for (size_t year = from; year < UT_SHORT_YEARS && (g.end == from || year - g.end < EMPTY_YEARS); year++) {
    if (s->starts[year] == 0 && s->shorts[year].count == 0)
      continue;
    g.first = g.end == from ? year : g.first;
    g.end = year + 1;
    g.starts += s->starts[year];
  }
  return g;
}

static void note_apart(const struct ut_short_years *s, struct year_run g, struct ut_run *run)
{
  for (size_t year = g.first; year < g.end; year++) {
    const struct ut_tally *t = &s->shorts[year];
    ut_run_note(
        run, UT_NOTE_TVASIFFRIGT_AR, t->count, t->source, t->line,
        "years of two digits that are read as %zu, more than three years from most dates: %zu, the first %s:%zu",
        UT_SHORT_YEAR_FIRST + year, t->count, t->source, t->line);
  }
}

/* Most are in the run of most starts, the earliest of equal ones. */
static void note_all_apart(const struct ut_short_years *s, struct ut_run *run)
{
  struct year_run most = next_run(s, 0), g;
  for (size_t from = 0; (g = next_run(s, from)).end > from; from = g.end)
    most = g.starts > most.starts ? g : most;
  for (size_t from = 0; (g = next_run(s, from)).end > from; from = g.end)
    if (g.first != most.first)
      note_apart(s, g, run);
}

void ut_short_years_note(struct ut_short_years *s, struct ut_run *run)
{
  ut_run_note(run, UT_NOTE_TVASIFFRIGT_AR, s->old.count, s->old.source, s->old.line,
              "years of two digits above 40 are read as 19xx: %zu, the first %s:%zu", s->old.count, s->old.source,
              s->old.line);
  ut_run_note(run, UT_NOTE_TVASIFFRIGT_AR, s->late.count, s->late.source, s->late.line,
              "years of two digits from 31 to 40 are read as 20xx: %zu, the first %s:%zu", s->late.count,
              s->late.source, s->late.line);
  note_all_apart(s, run);
  *s = (struct ut_short_years){0};
}
