/* Formats of numbers in workbooks, as ECMA-376 part 1, 18.8.31, describes them and Excel writes them. */
#include "workbook/number_format.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  NUMBER_LONGEST = 128,     /* of a stored number */
  EXACT_DIGITS = 15,        /* that Excel keeps */
  DAY = 86400,              /* seconds */
  DAYS_TO_1970 = 25569,     /* from 1899-12-30 */
  DAYS_1900_TO_1904 = 1462, /* from there to 1904-01-01 */
  LAST_DAY = 2958465,       /* 9999-12-31 */
  NO_SUCH_DAY = 60          /* 1900-02-29, which Excel has from Lotus */
};

/* What stands in a section, while it is read. */
struct format_reading {
  const char *p, *end;
  size_t zeros, others; /* digits to fill with zeros; # ? . , / and E */
  bool percent, text, day, time, duration, month, general;
  char before;  /* the last letter of a time, other than m */
  bool perhaps; /* m that is minutes if seconds follow */
};

static char lower(char c)
{
  return (char)tolower((unsigned char)c);
}

/* Is the word here, whatever its case? */
static bool is_word(const struct format_reading *r, const char *word)
{
  size_t len = strlen(word);
  return (size_t)(r->end - r->p) >= len && strncasecmp(r->p, word, len) == 0;
}

/* [h], [mm] and [ss], and [t] in Swedish, which [Magenta] is not. */
static bool is_elapsed(struct ut_text inner)
{
  char unit = inner.len > 0 ? lower(inner.ptr[0]) : '\0';
  if (unit != 'h' && unit != 't' && unit != 'm' && unit != 's')
    return false;
  for (size_t i = 1; i < inner.len; i++)
    if (lower(inner.ptr[i]) != unit)
      return false;
  return true;
}

/* [<=1] */
static void read_test(struct ut_number_section *s, struct ut_text inner)
{
  static const struct {
    const char *sign;
    enum ut_number_test test;
  } tests[] = {{"<=", UT_NUMBER_MOST}, {">=", UT_NUMBER_LEAST}, {"<>", UT_NUMBER_OTHER},
               {"<", UT_NUMBER_LESS},  {">", UT_NUMBER_MORE},   {"=", UT_NUMBER_EQUAL}};
  char number[NUMBER_LONGEST], *end;
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
    size_t len = strlen(tests[i].sign);
    if (inner.len <= len || inner.len - len >= sizeof number || memcmp(inner.ptr, tests[i].sign, len) != 0)
      continue;
    snprintf(number, sizeof number, "%.*s", (int)(inner.len - len), inner.ptr + len);
    double limit = strtod(number, &end);
    if (end == number || isnan(limit))
      return;
    s->test = tests[i].test;
    s->limit = limit;
    return;
  }
}

/* What stands between brackets: a unit that runs on, a condition, or what a number does not depend on: a colour, a
 * language. */
static void read_brackets(struct format_reading *r, struct ut_number_section *s)
{
  const char *open = ++r->p;
  while (r->p < r->end && *r->p != ']')
    r->p++;
  struct ut_text inner = ut_text_between(open, r->p);
  r->p += r->p < r->end;
  if (is_elapsed(inner)) {
    r->duration = true;
    r->before = lower(inner.ptr[0]) == 't' ? 'h' : lower(inner.ptr[0]);
  }
  read_test(s, inner);
}

/* A run of m: months, or minutes after hours and before seconds. */
static void read_m(struct format_reading *r)
{
  const char *begin = r->p;
  while (r->p < r->end && lower(*r->p) == 'm')
    r->p++;
  if (r->p - begin > 2)
    r->month = true;
  else if (r->before == 'h')
    r->time = true;
  else
    r->perhaps = true;
  r->before = 'm';
}

static void read_letter(struct format_reading *r)
{
  char c = lower(*r->p++);
  r->day = r->day || c == 'y' || c == 'd';
  r->time = r->time || c == 'h' || c == 's';
  if (c == 's' && r->perhaps) {
    r->time = true;
    r->perhaps = false;
  }
  r->month = r->month || (c != 's' && r->perhaps);
  r->perhaps = false;
  r->before = c;
}

static void read_sign(struct format_reading *r)
{
  char c = *r->p++;
  r->zeros += c == '0';
  r->percent = r->percent || c == '%';
  r->text = r->text || c == '@';
  r->others += c && strchr("#?.,/Ee", c) != NULL;
}

/* tt, or t before a colon, and åå: h and y as they are called in Swedish, which some programs write into a workbook as
 * they were typed. */
static bool read_swedish(struct format_reading *r)
{
  bool hour = is_word(r, "tt") || is_word(r, "t:");
  bool year = is_word(r, "\xC3\xA5\xC3\xA5") || is_word(r, "\xC3\x85\xC3\x85");
  if (!hour && !year)
    return false;
  r->time = r->time || hour;
  r->day = r->day || year;
  r->month = r->month || r->perhaps;
  r->perhaps = false;
  r->before = hour ? 'h' : 'y';
  r->p += hour ? (is_word(r, "tt") ? strlen("tt") : 1) : 4;
  return true;
}

/* A character that stands for itself, and what Excel leaves a blank for or fills up with. */
static void skip_literal(struct format_reading *r)
{
  bool quoted = *r->p++ == '"';
  while (quoted && r->p < r->end && *r->p != '"')
    r->p++;
  r->p += r->p < r->end;
}

static void read_next(struct format_reading *r, struct ut_number_section *s)
{
  char c = lower(*r->p);
  if (c == '[')
    read_brackets(r, s);
  else if (c && strchr("\"\\_*", c))
    skip_literal(r);
  else if (is_word(r, "general") || is_word(r, "standard")) {
    r->general = true;
    r->p += is_word(r, "general") ? strlen("general") : strlen("standard");
  } else if (is_word(r, "am/pm") || is_word(r, "a/p")) {
    r->time = true;
    r->p += is_word(r, "am/pm") ? strlen("am/pm") : strlen("a/p");
  } else if (c == 'm')
    read_m(r);
  else if (c && strchr("ydhs", c))
    read_letter(r);
  else if (!read_swedish(r))
    read_sign(r);
}

static void read_section(struct ut_number_section *s, struct ut_text code, bool *text)
{
  struct format_reading r = {.p = code.ptr, .end = code.ptr + code.len};
  s->code = code;
  while (r.p < r.end)
    read_next(&r, s);
  r.month = r.month || r.perhaps;
  *text = r.text;
  if (r.duration)
    s->kind = UT_NUMBER_DURATION;
  else if (r.day || r.month)
    s->kind = UT_NUMBER_DATE;
  else if (r.time)
    s->kind = UT_NUMBER_TIME;
  else if (r.percent)
    s->kind = UT_NUMBER_PERCENT;
  else if (r.zeros > 1 && r.others == 0 && !r.text && !r.general)
    s->kind = UT_NUMBER_PADDED;
}

/* Where the section ends: at a semicolon that is no literal. */
static const char *section_end(const char *p, const char *end)
{
  struct format_reading r = {.p = p, .end = end};
  struct ut_number_section none = {0};
  while (r.p < r.end && *r.p != ';') {
    if (*r.p == '[')
      read_brackets(&r, &none);
    else if (*r.p && strchr("\"\\_*", *r.p))
      skip_literal(&r);
    else
      r.p++;
  }
  return r.p;
}

/* Sections without a condition of their own have that of their place. */
static void fill_tests(struct ut_number_format *f)
{
  struct ut_number_section *s = f->sections;
  bool second = f->count > 1 && s[1].test != UT_NUMBER_ANY;
  if (f->count > 1 && s[0].test == UT_NUMBER_ANY) {
    s[0].test = f->count > 2 || second ? UT_NUMBER_MORE : UT_NUMBER_LEAST;
    s[0].limit = 0;
  }
  if (f->count > 2 && !second) {
    s[1].test = UT_NUMBER_LESS;
    s[1].limit = 0;
  }
}

void ut_number_format_read(struct ut_number_format *f, struct ut_text code)
{
  const char *p = code.ptr, *end = p + code.len;
  bool text = false;
  *f = (struct ut_number_format){0};
  while (f->count < UT_NUMBER_SECTIONS && p < end) {
    const char *stop = section_end(p, end);
    read_section(&f->sections[f->count++], ut_text_between(p, stop), &text);
    p = stop < end ? stop + 1 : end;
  }
  if (text && f->count > 1)
    f->sections[--f->count] = (struct ut_number_section){0};
  fill_tests(f);
}

const char *ut_number_format_known(size_t number)
{
  static const struct {
    size_t first, last;
    const char *code;
  } known[] = {{9, 10, "0%"},         {14, 17, "yyyy-mm-dd"}, {18, 21, "h:mm:ss"},   {22, 22, "yyyy-mm-dd h:mm"},
               {27, 31, "y"},         {32, 35, "h:mm:ss"},    {36, 36, "y"},         {45, 45, "mm:ss"},
               {46, 46, "[h]:mm:ss"}, {47, 47, "mm:ss.0"},    {50, 58, "yyyy-mm-dd"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (number >= known[i].first && number <= known[i].last)
      return known[i].code;
  return "";
}

/* ---- numbers ---- */

/* Digits with a sign, a point and a power of ten, as XML Schema writes a double; what strtod takes beyond is none. */
static bool read_double(struct ut_text stored, double *out)
{
  char text[NUMBER_LONGEST], *end;
  int64_t whole;
  if (stored.len <= EXACT_DIGITS && ut_text_integer(stored, &whole)) {
    *out = (double)whole;
    return true;
  }
  if (stored.len == 0 || stored.len >= sizeof text)
    return false;
  for (size_t i = 0; i < stored.len; i++)
    if (!ut_char_is_digit(stored.ptr[i]) && !strchr("+-.eE", stored.ptr[i]))
      return false;
  snprintf(text, sizeof text, "%.*s", (int)stored.len, stored.ptr);
  *out = strtod(text, &end);
  return end == text + stored.len && isfinite(*out);
}

static enum ut_status no_number(struct ut_text stored, struct ut_error *err)
{
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_ROW, "%s is no number", ut_quote(shown, stored.ptr, stored.len));
}

/* Digits of a whole number, or with a point, as they would be written again: no more than are kept, and no zeros that
 * say nothing. */
static bool is_written_so(struct ut_text stored)
{
  size_t sign = stored.len > 0 && stored.ptr[0] == '-', digits = 0, point = 0;
  for (size_t i = sign; i < stored.len; i++) {
    bool digit = ut_char_is_digit(stored.ptr[i]);
    if (!digit && (stored.ptr[i] != '.' || point > 0 || i == sign))
      return false;
    point = digit ? point : i;
    digits += digit;
  }
  if (digits == 0 || digits > EXACT_DIGITS || (point > 0 && stored.ptr[stored.len - 1] == '0'))
    return false;
  bool zero = stored.ptr[sign] == '0'; /* 0 and 0.5, not 05 and not -0 */
  return (!zero || point == sign + 1 || stored.len == 1) && (point == 0 || point + 1 < stored.len);
}

/* The fifteen digits that are kept, with the point moved `shift` places to the right, without a power of ten. */
static void write_digits(double value, int shift, struct ut_buf *out)
{
  char text[NUMBER_LONGEST], digits[EXACT_DIGITS];
  snprintf(text, sizeof text, "%.*e", EXACT_DIGITS - 1, fabs(value));
  int count = EXACT_DIGITS, point = (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1 + shift;
  digits[0] = text[0];
  memcpy(digits + 1, text + 2, EXACT_DIGITS - 1);
  while (count > 1 && digits[count - 1] == '0')
    count--;
  if (digits[0] == '0') {
    ut_buf_add_string(out, "0");
    return;
  }
  ut_buf_add_string(out, value < 0 ? "-" : "");
  ut_buf_add_string(out, point > 0 ? "" : "0.");
  for (int i = point; i < 0; i++)
    ut_buf_add_string(out, "0");
  for (int i = 0; i < count || i < point; i++) {
    if (i == point && i > 0)
      ut_buf_add_string(out, ".");
    ut_buf_add(out, i < count ? &digits[i] : "0", 1);
  }
}

enum ut_status ut_number_plain(struct ut_text stored, bool percent, struct ut_buf *out, struct ut_error *err)
{
  double value;
  if (!percent && is_written_so(stored))
    ut_buf_add_text(out, stored);
  else if (!read_double(stored, &value))
    return no_number(stored, err);
  else
    write_digits(value, percent ? 2 : 0, out);
  if (percent)
    ut_buf_add_string(out, "%");
  return out->failed ? ut_error_nomem(err) : UT_OK;
}

/* A literal of the code from p on; returns where it ends. */
static const char *write_literal(const char *p, const char *end, struct ut_buf *out)
{
  struct format_reading r = {.p = p, .end = end};
  struct ut_number_section none = {0};
  if (*p == '[')
    read_brackets(&r, &none);
  else if (strchr("\"\\_*", *p))
    skip_literal(&r);
  else
    r.p++;
  if (*p == '"')
    ut_buf_add_text(out, ut_text_between(p + 1, r.p > p + 1 && r.p[-1] == '"' ? r.p - 1 : r.p));
  else if (*p == '\\')
    ut_buf_add_text(out, ut_text_between(p + 1, r.p));
  else if (*p != '[' && *p != '_' && *p != '*')
    ut_buf_add_text(out, ut_text_between(p, r.p));
  return r.p;
}

/* The digits in the places of the zeros, at the first of them all that there are more, and what stands between. */
static void write_padded(struct ut_text code, const char *digits, size_t zeros, struct ut_buf *out)
{
  size_t more = strlen(digits) - zeros;
  for (const char *p = code.ptr, *end = p + code.len; p < end;) {
    if (*p != '0') {
      p = write_literal(p, end, out);
      continue;
    }
    ut_buf_add(out, digits, 1 + more);
    digits += 1 + more;
    more = 0;
    p++;
  }
}

static size_t count_zeros(struct ut_text code)
{
  struct format_reading r = {.p = code.ptr, .end = code.ptr + code.len};
  struct ut_number_section none = {0};
  while (r.p < r.end)
    read_next(&r, &none);
  return r.zeros;
}

/* What is not whole, or has no such digits, is not padded. */
static enum ut_status pad(const struct ut_number_section *s, struct ut_text stored, double value, struct ut_buf *out,
                          struct ut_error *err)
{
  char digits[NUMBER_LONGEST];
  size_t zeros = count_zeros(s->code);
  if (value < 0 || value >= 1e15 || value > floor(value) || zeros >= sizeof digits)
    return ut_number_plain(stored, false, out, err);
  snprintf(digits, sizeof digits, "%0*.0f", (int)zeros, value);
  write_padded(s->code, digits, zeros, out);
  return out->failed ? ut_error_nomem(err) : UT_OK;
}

/* ---- dates and times ---- */

/* With zeros in front up to so many digits. */
static void add_digits(long long number, int least, struct ut_buf *out)
{
  char text[24], *p = text + sizeof text;
  for (int count = 0; number > 0 || count < least; count++, number /= 10)
    *--p = (char)('0' + number % 10);
  ut_buf_add(out, p, (size_t)(text + sizeof text - p));
}

/* The civil date of a day since 1970-01-01; Hinnant, "chrono-compatible low-level date algorithms". */
static void write_day(long long day, struct ut_buf *out)
{
  day += 719468;
  long long era = day / 146097, of_era = day % 146097;
  long long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  long long mday = of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  add_digits(year + era * 400 + (month <= 2), 4, out);
  ut_buf_add(out, "-", 1);
  add_digits(month, 2, out);
  ut_buf_add(out, "-", 1);
  add_digits(mday, 2, out);
}

static void write_time(long long seconds, struct ut_buf *out)
{
  add_digits(seconds / 3600, 2, out);
  ut_buf_add(out, ":", 1);
  add_digits(seconds / 60 % 60, 2, out);
  ut_buf_add(out, ":", 1);
  add_digits(seconds % 60, 2, out);
}

static enum ut_status no_date(struct ut_text stored, const char *why, struct ut_error *err)
{
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_ROW, "%s is no date: %s", ut_quote(shown, stored.ptr, stored.len), why);
}

/* A time that is less than a day where the format has no date; else the date, with the time unless it is midnight. */
static enum ut_status write_date(struct ut_text stored, double value, bool from_1904, bool time, struct ut_buf *out,
                                 struct ut_error *err)
{
  if (value < 0)
    return no_date(stored, "days are counted from 0", err);
  if (value > LAST_DAY + 1)
    return no_date(stored, "it is after 9999-12-31", err);
  long long seconds = llround(value * DAY), day = seconds / DAY;
  seconds %= DAY;
  if (time && day == 0) {
    write_time(seconds, out);
    return out->failed ? ut_error_nomem(err) : UT_OK;
  }
  if (!from_1904 && day == NO_SUCH_DAY)
    return no_date(stored, "it stands for 1900-02-29, which there never was", err);
  day += from_1904 ? DAYS_1900_TO_1904 : day < NO_SUCH_DAY;
  if (day > LAST_DAY)
    return no_date(stored, "it is after 9999-12-31", err);
  write_day(day - DAYS_TO_1970, out);
  if (seconds > 0) {
    ut_buf_add_string(out, "T");
    write_time(seconds, out);
  }
  return out->failed ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status write_duration(struct ut_text stored, double value, struct ut_buf *out, struct ut_error *err)
{
  char shown[UT_QUOTED];
  if (fabs(value) > LAST_DAY)
    return ut_error_set(err, UT_BAD_ROW, "%s is no duration", ut_quote(shown, stored.ptr, stored.len));
  ut_buf_add_string(out, value < 0 ? "-" : "");
  write_time(llround(fabs(value) * DAY), out);
  return out->failed ? ut_error_nomem(err) : UT_OK;
}

static bool holds(const struct ut_number_section *s, double value)
{
  switch (s->test) {
  case UT_NUMBER_LESS:
    return value < s->limit;
  case UT_NUMBER_MOST:
    return value <= s->limit;
  case UT_NUMBER_MORE:
    return value > s->limit;
  case UT_NUMBER_LEAST:
    return value >= s->limit;
  case UT_NUMBER_EQUAL:
    return value >= s->limit && value <= s->limit;
  case UT_NUMBER_OTHER:
    return value < s->limit || value > s->limit;
  default:
    return true;
  }
}

enum ut_status ut_number_write(const struct ut_number_format *f, struct ut_text stored, bool from_1904,
                               struct ut_buf *out, struct ut_error *err)
{
  static const struct ut_number_section plain = {.kind = UT_NUMBER_PLAIN};
  const struct ut_number_section *s = &plain;
  double value;
  if (!f || (f->count < 2 && f->sections[0].kind == UT_NUMBER_PLAIN))
    return ut_number_plain(stored, false, out, err);
  if (!read_double(stored, &value))
    return no_number(stored, err);
  for (size_t i = 0; i < f->count && s == &plain; i++)
    s = holds(&f->sections[i], value) ? &f->sections[i] : s;
  if (s->kind == UT_NUMBER_PADDED)
    return pad(s, stored, value, out, err);
  if (s->kind == UT_NUMBER_DATE || s->kind == UT_NUMBER_TIME)
    return write_date(stored, value, from_1904, s->kind == UT_NUMBER_TIME, out, err);
  if (s->kind == UT_NUMBER_DURATION)
    return write_duration(stored, value, out, err);
  return ut_number_plain(stored, s->kind == UT_NUMBER_PERCENT, out, err);
}
