/* Days that can be months, and days that cannot. */
#include "import/swapped_days.h"

enum {
  MONTHS = 12,
  YEAR_DIGITS = 4,
  ENOUGH = 4 /* of either: by chance one column in several hundred has so many apart */
};

/* As 13/04/2019 has them. A name of a month is never taken for a day, nor is what stands behind a year. */
static bool has_day_and_month_in_digits(struct ut_text cell, ut_date day)
{
  int year = 0;
  for (size_t i = 0; i < cell.len; i++)
    if (((unsigned char)cell.ptr[i] | 0x20) >= 'a')
      return false;
  for (size_t i = 0; i < cell.len && i < YEAR_DIGITS; i++)
    year = 10 * year + (cell.ptr[i] - '0');
  return year != ut_date_year(day);
}

void ut_swapped_days_see(struct ut_swapped_days *s, const struct ut_map *map, struct ut_text cell, ut_date day,
                         const char *source, size_t line)
{
  bool late = ut_date_split(day).day > MONTHS;
  if (!ut_map_is_serial(map, cell) && has_day_and_month_in_digits(cell, day))
    ++*(late ? &s->late : &s->early);
  else if (late)
    s->read_late++;
  else
    ut_tally_add(&s->suspect, source, line);
}

void ut_swapped_days_join(struct ut_swapped_days *s, const struct ut_swapped_days *more, size_t lines_before)
{
  s->early += more->early;
  s->late += more->late;
  s->read_late += more->read_late;
  ut_tally_join(&s->suspect, more->suspect, lines_before);
}

void ut_swapped_days_note(const struct ut_swapped_days *s, const char *heading, struct ut_run *run)
{
  if (s->early > 0 || s->read_late > 0 || s->late < ENOUGH || s->suspect.count < ENOUGH)
    return;
  ut_run_note(run, UT_NOTE_DATUM_TVETYDIGT, s->suspect.count, s->suspect.source, s->suspect.line,
              "%s: dates of which a spreadsheet may have taken the day for the month, for all their days are 1 to 12, "
              "and those of the dates that it left as text are above: %zu, the first %s:%zu",
              heading, s->suspect.count, s->suspect.source, s->suspect.line);
}
