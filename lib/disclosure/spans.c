/* Reading periods and age bands. */
#include "disclosure/spans.h"

#include "base/compose.h"
#include "disclosure/period_words.h"

enum { BAND_DIGITS = 3, LONGEST = 40 };

/* What a word is made of, in capitals, dashes of any kind as -, without blanks, å, ä and ö as A and O. */
struct plain {
  char text[LONGEST + 1];
  size_t len;
};

/* å or ä, which no span needs to be told apart by. */
static bool is_a(uint32_t c)
{
  return c == 0xE5 || c == 0xC5 || c == 0xE4 || c == 0xC4;
}

static bool is_o(uint32_t c)
{
  return c == 0xF6 || c == 0xD6;
}

/* False of what is too long, or has other characters than spans have. */
static bool make_plain(struct ut_text word, struct plain *out)
{
  out->len = 0;
  for (const char *p = word.ptr, *end = word.ptr + word.len; p < end;) {
    uint32_t c = ut_utf8_next(&p, end);
    bool lower = c >= 'a' && c <= 'z';
    if (ut_is_blank(c))
      continue;
    c = ut_is_dash(c) ? '-' : lower ? c - ('a' - 'A') : is_a(c) ? 'A' : is_o(c) ? 'O' : c;
    if (c >= 0x80 || out->len == LONGEST)
      return false;
    out->text[out->len++] = (char)c;
  }
  out->text[out->len] = '\0';
  return out->len > 0;
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
  static const char *const ways[] = {"-",          "-AR",        "+",          "AR+",          "+AR",
                                     "OCHALDRE",   "AROCHALDRE", "ELLERALDRE", "ARELLERALDRE", "OCHUPPAT",
                                     "OCHOVER",    "AROCHOVER",  "OCHMER",     "ELLERMER",     "ARELLERMER",
                                     "OCHFLER",    "ELLERFLER",  "ANDOVER",    "ANDOLDER",     "MANADERELLERMER",
                                     "AROCHUPPAT", "ORMORE",     "OROLDER",    "MONTHSORMORE"};
  return is_among(at, ways, sizeof ways / sizeof *ways);
}

/* Does it say that there is no lower end? */
static bool is_open_below(const char *at)
{
  static const char *const ways[] = {"OCHYNGRE", "AROCHYNGRE", "ELLERYNGRE",  "ARELLERYNGRE",
                                     "OCHUNDER", "AROCHUNDER", "ELLERMINDRE", "ELLERFARRE",
                                     "ANDUNDER", "ANDYOUNGER", "ORYOUNGER",   "ARELLERMINDRE"};
  return is_among(at, ways, sizeof ways / sizeof *ways);
}

static bool take_to(const char **at)
{
  ut_take(at, "AR");
  return ut_take(at, "-") || ut_take(at, "TILLOCHMED") || ut_take(at, "TILL") || ut_take(at, "TO") || ut_take(at, "..");
}

static struct ut_span band_from(const char *at, int64_t least)
{
  int64_t most;
  if (is_end(at))
    return (struct ut_span){UT_SPAN_NUMBER, least, least + 1};
  if (is_open(at))
    return (struct ut_span){UT_SPAN_BAND, least, INT64_MAX};
  if (is_open_below(at))
    return (struct ut_span){UT_SPAN_BAND, 0, least + 1};
  if (take_to(&at) && ut_take_digits(&at, 1, BAND_DIGITS, &most) && is_end(at) && most >= least)
    return (struct ut_span){UT_SPAN_BAND, least, most + 1};
  return (struct ut_span){UT_SPAN_NONE, 0, 0};
}

/* What stands before the number of a band with one end, which is the upper one or the lower, and whether it is in. */
static const struct {
  const char *sign;
  bool upper, in;
} signs[] = {{"<=", true, true},       {"<", true, false},      {"-", true, true},      {"UNDER", true, false},
             {"YNGREAN", true, false}, {"UPPTILL", true, true}, {"HOGST", true, true},  {"MAX", true, true},
             {">=", false, true},      {">", false, false},     {"OVER", false, false}, {"ALDREAN", false, false},
             {"MINST", false, true},   {"MIN", false, true},    {"FRAN", false, true}};

static struct ut_span band_of(const char *at)
{
  const struct ut_span none = {UT_SPAN_NONE, 0, 0};
  int64_t number;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (ut_take(&at, signs[i].sign)) {
      if (!ut_take_digits(&at, 1, BAND_DIGITS, &number) || !is_end(at))
        return none;
      number += signs[i].upper == signs[i].in;
      return signs[i].upper ? (struct ut_span){UT_SPAN_BAND, 0, number}
                            : (struct ut_span){UT_SPAN_BAND, number, INT64_MAX};
    }
  return ut_take_digits(&at, 1, BAND_DIGITS, &number) ? band_from(at, number) : none;
}

/* ---- public ---- */

struct ut_span ut_span_of(struct ut_text word)
{
  struct plain plain = {.len = 0};
  if (!make_plain(word, &plain))
    return (struct ut_span){UT_SPAN_NONE, 0, 0};
  struct ut_span period = ut_period_word(plain.text);
  return period.kind != UT_SPAN_NONE ? period : band_of(plain.text);
}
