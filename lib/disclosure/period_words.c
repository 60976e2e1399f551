/* Reading periods: a point of time as long as a day or a year, or from one to another. */
#include "disclosure/period_words.h"

#include "utfall/date.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, NO_YEAR = 1604, YEAR_DIGITS = 4, MONTHS = 12, WEEKS = 53, WEEK = 7 };

/* A year, where `parts` is 1, or the part-th of so many parts of one; a day of the month where `day` is above 0. Months
 * and quarters without a year, which another column tells, are of one that is in no table. */
struct point {
  int64_t year, parts, part, day;
};

bool ut_take_digits(const char **at, size_t least, size_t most, int64_t *out)
{
  size_t len = 0;
  while (ut_char_is_digit((*at)[len]))
    len++;
  if (len < least || len > most || !ut_text_integer((struct ut_text){*at, len}, out))
    return false;
  *at += len;
  return true;
}

bool ut_take(const char **at, const char *what)
{
  size_t len = strlen(what);
  if (strncmp(*at, what, len) != 0)
    return false;
  *at += len;
  return true;
}

static bool take_year(const char **at, int64_t *year)
{
  const char *from = *at;
  if (ut_take_digits(at, YEAR_DIGITS, YEAR_DIGITS, year) && *year >= FIRST_YEAR && *year <= LAST_YEAR)
    return true;
  *at = from;
  return false;
}

/* One or two digits, which a year may follow: Q12019, as blanks are gone. */
static bool take_number(const char **at, int64_t *out)
{
  size_t len = 0;
  while (ut_char_is_digit((*at)[len]))
    len++;
  len -= len > YEAR_DIGITS ? YEAR_DIGITS : 0;
  if (len < 1 || len > 2 || !ut_text_integer((struct ut_text){*at, len}, out))
    return false;
  *at += len;
  return true;
}

/* H1, T1, Q1, K1, M1, W1: so many to a year. Those of one letter are none without a year, but for Q. */
static bool take_part(const char **at, bool dated, struct point *p)
{
  static const struct {
    const char *sign;
    int parts;
  } signs[] = {{"HALVAR", 2},    {"HALV", 2}, {"HV", 2}, {"TERTIAL", 3}, {"KVARTAL", 4}, {"KV", 4},    {"Q", 4},
               {"VECKA", WEEKS}, {"H", 2},    {"T", 3},  {"K", 4},       {"M", MONTHS},  {"V", WEEKS}, {"W", WEEKS}};
  enum { UNDATED = 8 };
  for (size_t i = 0; i < (dated ? sizeof signs / sizeof *signs : UNDATED); i++) {
    const char *from = *at;
    p->parts = signs[i].parts;
    if (ut_take(at, signs[i].sign) && take_number(at, &p->part) && p->part >= 1 && p->part <= p->parts)
      return true;
    *at = from;
  }
  return false;
}

/* The name of a month, or three letters of it or more. */
static bool take_month(const char **at, struct point *p)
{
  static const char *const names[] = {"JANUARI", "FEBRUARI", "MARS",      "APRIL",   "MAJ",      "JUNI",
                                      "JULI",    "AUGUSTI",  "SEPTEMBER", "OKTOBER", "NOVEMBER", "DECEMBER",
                                      "JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
                                      "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
  size_t len = 0;
  while ((*at)[len] >= 'A' && (*at)[len] <= 'Z')
    len++;
  for (size_t i = 0; i < sizeof names / sizeof *names && len >= 3; i++)
    if (len <= strlen(names[i]) && strncmp(*at, names[i], len) == 0) {
      *at += len;
      p->parts = MONTHS;
      p->part = (int64_t)(i % MONTHS) + 1;
      return true;
    }
  return false;
}

/* -03 or -03-15 behind a year. */
static bool take_numbers(const char **at, struct point *p)
{
  const char *next = *at;
  int64_t month, day;
  if (!ut_take(&next, "-") || !ut_take_digits(&next, 2, 2, &month) || month < 1 || month > MONTHS)
    return false;
  p->parts = MONTHS;
  p->part = month;
  *at = next;
  if (ut_take(&next, "-") && ut_take_digits(&next, 2, 2, &day)) {
    p->day = day;
    *at = next;
  }
  return true;
}

/* What may stand behind a year: 2019-03, 2019-Q1, 2019 mars. */
static void take_rest(const char **at, struct point *p)
{
  struct point rest = *p;
  const char *next = *at;
  if (take_numbers(at, p))
    return;
  ut_take(&next, "-");
  if (take_part(&next, true, &rest) || take_month(&next, &rest)) {
    *at = next;
    *p = rest;
  }
}

/* `year` is 0 where none is said. */
static bool take_point(const char **at, struct point *p)
{
  *p = (struct point){0, 1, 1, 0};
  if (take_year(at, &p->year)) {
    take_rest(at, p);
    return true;
  }
  if (ut_take(at, "HELAR"))
    return true;
  if (!take_month(at, p) && !take_part(at, false, p))
    return false;
  ut_take(at, ".");
  const char *next = *at;
  ut_take(&next, "-");
  if (take_year(&next, &p->year))
    *at = next;
  return true;
}

/* The Monday with which the week of the year begins: week 1 has 4 January. */
static ut_date week_begins(int year, int64_t week)
{
  ut_date fourth = ut_date_make(year, 1, 4);
  int weekday = ((fourth + 3) % WEEK + WEEK) % WEEK; /* day 0 is a Thursday */
  return fourth - weekday + (ut_date)((week - 1) * WEEK);
}

static struct ut_span span_of(const struct point *p)
{
  const struct ut_span none = {UT_SPAN_NONE, 0, 0};
  int year = p->year ? (int)p->year : NO_YEAR;
  if (p->parts == WEEKS) {
    ut_date monday = week_begins(year, p->part);
    return (struct ut_span){UT_SPAN_PERIOD, monday, monday + WEEK};
  }
  int months = (int)(MONTHS / p->parts);
  ut_date from = ut_date_make(year, (int)(p->part - 1) * months + 1, p->day ? (int)p->day : 1);
  if (from == UT_DATE_NONE)
    return none;
  return (struct ut_span){UT_SPAN_PERIOD, from, p->day ? from + 1 : ut_date_add_months(from, months)};
}

static bool take_separator(const char **at)
{
  return ut_take(at, "..") || ut_take(at, "--") || ut_take(at, "-") || ut_take(at, "TILL") || ut_take(at, "TO");
}

/* The end of what began with `from`: 2019Q1-2, 2019 jan-mar and jan-mar 2019 share their year. */
static bool take_end(const char **at, struct point *from, struct point *to)
{
  *to = *from;
  if (from->parts > 1 && from->day == 0 && ut_take_digits(at, 1, 2, &to->part))
    return to->part <= to->parts;
  if (!take_point(at, to))
    return false;
  if (to->year == 0)
    to->year = from->year;
  if (from->year == 0)
    from->year = to->year;
  return true;
}

struct ut_span ut_period_word(const char *plain)
{
  const struct ut_span none = {UT_SPAN_NONE, 0, 0};
  struct point from, to;
  const char *at = plain;
  if (!take_point(&at, &from))
    return none;
  if (*at == '\0')
    return span_of(&from);
  if (!take_separator(&at) || !take_end(&at, &from, &to) || *at != '\0')
    return none;
  struct ut_span first = span_of(&from), last = span_of(&to);
  if (first.kind == UT_SPAN_NONE || last.kind == UT_SPAN_NONE || last.to <= first.from)
    return none;
  return (struct ut_span){UT_SPAN_PERIOD, first.from, last.to};
}

static bool has_no_year(const struct ut_span *span)
{
  return span->kind == UT_SPAN_PERIOD && ut_date_year((ut_date)span->from) == NO_YEAR;
}

/* Which year all that say one are in: 0 where none does, NO_YEAR where there are several. */
static int find_year(const struct ut_span *spans, size_t count)
{
  int year = 0;
  for (size_t i = 0; i < count; i++) {
    if (spans[i].kind != UT_SPAN_PERIOD || has_no_year(&spans[i]))
      continue;
    int first = ut_date_year((ut_date)spans[i].from), last = ut_date_year((ut_date)spans[i].to - 1);
    year = first == last && (year == 0 || year == first) ? first : NO_YEAR;
  }
  return year;
}

void ut_period_words_date(struct ut_span *spans, size_t count)
{
  int year = find_year(spans, count), later = MONTHS * (year - NO_YEAR);
  for (size_t i = 0; i < count && year > 0; i++)
    if (has_no_year(&spans[i]))
      spans[i] = (struct ut_span){year == NO_YEAR ? UT_SPAN_NONE : UT_SPAN_PERIOD,
                                  ut_date_add_months((ut_date)spans[i].from, later),
                                  ut_date_add_months((ut_date)spans[i].to, later)};
}
