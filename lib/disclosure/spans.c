/* Reading periods and age bands. */
#include "disclosure/spans.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, YEAR_DIGITS = 4, BAND_DIGITS = 3, MONTHS = 12, LONGEST = 40 };

/* What a word is made of, in capitals, dashes of any kind as -, and without blanks. */
struct plain {
  char text[LONGEST + 1];
  size_t len;
};

static bool is_dash(uint32_t c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static bool is_blank(uint32_t c)
{
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

/* å or ä, which no span needs to be told apart by. */
static bool is_a(uint32_t c)
{
  return c == 0xE5 || c == 0xC5 || c == 0xE4 || c == 0xC4;
}

/* False of what is too long, or has other characters than spans have. */
static bool make_plain(struct ut_text word, struct plain *out)
{
  out->len = 0;
  for (const char *p = word.ptr, *end = word.ptr + word.len; p < end;) {
    uint32_t c = ut_utf8_next(&p, end);
    bool lower = c >= 'a' && c <= 'z';
    if (is_blank(c))
      continue;
    c = is_dash(c) ? '-' : lower ? c - ('a' - 'A') : is_a(c) ? 'A' : c;
    if (c >= 0x80 || out->len == LONGEST)
      return false;
    out->text[out->len++] = (char)c;
  }
  out->text[out->len] = '\0';
  return out->len > 0;
}

static bool take_digits(const char **at, size_t least, size_t most, int64_t *out)
{
  size_t len = 0;
  while (ut_char_is_digit((*at)[len]))
    len++;
  if (len < least || len > most || !ut_text_integer((struct ut_text){*at, len}, out))
    return false;
  *at += len;
  return true;
}

static bool take(const char **at, const char *what)
{
  size_t len = strlen(what);
  if (strncmp(*at, what, len) != 0)
    return false;
  *at += len;
  return true;
}

/* ---- periods ---- */

static bool take_year(const char **at, int64_t *year)
{
  return take_digits(at, YEAR_DIGITS, YEAR_DIGITS, year) && *year >= FIRST_YEAR && *year <= LAST_YEAR;
}

/* H1, T1, Q1, K1: so many to a year. */
static bool take_part(const char **at, int64_t *part, int64_t *parts)
{
  static const struct {
    const char *sign;
    int parts;
  } signs[] = {{"HALV", 2},    {"HV", 2}, {"H", 2}, {"TERTIAL", 3}, {"T", 3},
               {"KVARTAL", 4}, {"KV", 4}, {"K", 4}, {"Q", 4},       {"M", 12}};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (take(at, signs[i].sign)) {
      *parts = signs[i].parts;
      return take_digits(at, 1, 2, part) && *part >= 1 && *part <= *parts;
    }
  return false;
}

static struct ut_span part_of_year(int64_t year, int64_t part, int64_t parts)
{
  int64_t months = MONTHS / parts, from = year * MONTHS + (part - 1) * months;
  return (struct ut_span){UT_SPAN_PERIOD, from, from + months};
}

/* What stands behind a year. */
static struct ut_span rest_of_period(const char *at, int64_t year)
{
  const struct ut_span none = {UT_SPAN_NONE, 0, 0};
  int64_t other, parts;
  bool dash = take(&at, "-");
  const char *part = at, *month = at, *last = at;
  if (*at == '\0')
    return dash ? none : part_of_year(year, 1, 1);
  if (take_part(&part, &other, &parts) && *part == '\0')
    return part_of_year(year, other, parts);
  if (dash && take_digits(&month, 2, 2, &other) && *month == '\0' && other >= 1 && other <= MONTHS)
    return part_of_year(year, other, MONTHS);
  if (dash && take_year(&last, &other) && *last == '\0' && other >= year)
    return (struct ut_span){UT_SPAN_PERIOD, year * MONTHS, (other + 1) * MONTHS};
  return none;
}

/* ---- bands ---- */

static bool is_among(const char *at, const char *const *list, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(at, list[i]) == 0)
      return true;
  return false;
}

static bool is_end(const char *at)
{
  static const char *const units[] = {"", "AR", "YEARS", "MAN", "MANADER", "MONTHS", "DAGAR", "DAYS"};
  return is_among(at, units, sizeof units / sizeof *units);
}

/* Does it say that there is no upper end? */
static bool is_open(const char *at)
{
  static const char *const ways[] = {"-",          "-AR",      "+",           "AR+",       "+AR",     "OCHALDRE",
                                     "AROCHALDRE", "OCHUPPAT", "ELLERMER",    "ELLERFLER", "ANDOVER", "MANADERELLERMER",
                                     "AROCHUPPAT", "ORMORE",   "MONTHSORMORE"};
  return is_among(at, ways, sizeof ways / sizeof *ways);
}

static struct ut_span band_from(const char *at, int64_t least)
{
  int64_t most;
  if (is_end(at))
    return (struct ut_span){UT_SPAN_NUMBER, least, least + 1};
  if (is_open(at))
    return (struct ut_span){UT_SPAN_BAND, least, INT64_MAX};
  if (take(&at, "-") && take_digits(&at, 1, BAND_DIGITS, &most) && is_end(at) && most >= least)
    return (struct ut_span){UT_SPAN_BAND, least, most + 1};
  return (struct ut_span){UT_SPAN_NONE, 0, 0};
}

static struct ut_span band_of(const char *at)
{
  const struct ut_span none = {UT_SPAN_NONE, 0, 0};
  int64_t number;
  if (take(&at, "-"))
    return take_digits(&at, 1, BAND_DIGITS, &number) && is_end(at) ? (struct ut_span){UT_SPAN_BAND, 0, number + 1}
                                                                   : none;
  if (take(&at, "<") || take(&at, "UNDER"))
    return take_digits(&at, 1, BAND_DIGITS, &number) && is_end(at) ? (struct ut_span){UT_SPAN_BAND, 0, number} : none;
  return take_digits(&at, 1, BAND_DIGITS, &number) ? band_from(at, number) : none;
}

/* ---- public ---- */

struct ut_span ut_span_of(struct ut_text word)
{
  struct plain plain = {.len = 0};
  int64_t year;
  if (!make_plain(word, &plain))
    return (struct ut_span){UT_SPAN_NONE, 0, 0};
  const char *at = plain.text;
  return take_year(&at, &year) ? rest_of_period(at, year) : band_of(plain.text);
}
