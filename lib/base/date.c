/* Dates as day numbers. Years are counted from a March so that the leap day is the last of its year; 400 years have
 * 146097 days and then everything comes again. */
#include "utfall/date.h"

#include <stddef.h>

enum {
  FIRST_YEAR = 1600,
  LAST_YEAR = 2400,
  DAYS_UNTIL_1970 = 719163, /* 1969 years of 365 days, 477 leap days, and the day itself, which is 0 */
  FIRST_DATE = -135140,     /* 1600-01-01: 370 years of 365 days and 90 leap days before 1970-01-01 */
  LAST_DATE = 157419,       /* 2400-12-31 */
  CYCLE_YEARS = 400,
  CYCLE_DAYS = 146097,
  MARCH_1200 = -281177 /* 1200-03-01: a March with which a cycle begins, before every date */
};

/* A unit of whole months and its letter in names: 2019Q3. */
static const struct {
  int months;
  char letter;
} units[] = {[UT_DAY] = {0, 0},     [UT_MONTH] = {1, 0},  [UT_QUARTER] = {3, 'Q'},
             [UT_THIRD] = {4, 'T'}, [UT_HALF] = {6, 'H'}, [UT_YEAR] = {12, 0}};

static bool is_leap(int year)
{
  return year % 25 == 0 ? year % 16 == 0 : year % 4 == 0;
}

/* Of common and of leap years. */
static const signed char month_lengths[2][12] = {{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
                                                 {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}};

static int month_length(int year, int month)
{
  return month_lengths[is_leap(year)][month - 1];
}

ut_date ut_date_make(int year, int month, int day)
{
  static const short days_before[2][12] = {{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334},
                                           {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335}};
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
    return UT_DATE_NONE;
  bool leap = is_leap(year);
  if (day < 1 || day > month_lengths[leap][month - 1])
    return UT_DATE_NONE;
  int before = year - 1, century = before / 100;
  return 365 * before + before / 4 - century + century / 4 + days_before[leap][month - 1] + day - DAYS_UNTIL_1970;
}

/* Year and month lengths are spread so evenly that the k-th of them begins at floor of k times their mean, give or take
 * a constant: centuries have 146097/4 days, years 1461/4, and from March on five months 153. Solving for k gives each
 * quotient. */
struct ut_ymd ut_date_split(ut_date d)
{
  uint32_t rest = (uint32_t)d - (uint32_t)MARCH_1200; /* unsigned, because that divides faster */
  uint32_t cycle = rest / CYCLE_DAYS;
  rest %= CYCLE_DAYS;
  uint32_t century = (4 * rest + 3) / CYCLE_DAYS;
  rest -= CYCLE_DAYS * century / 4;
  uint32_t year = (4 * rest + 3) / 1461;
  rest -= 1461 * year / 4;
  uint32_t month = (5 * rest + 2) / 153; /* 0 is March */
  uint32_t day = rest - (153 * month + 2) / 5 + 1;
  uint32_t turn = month >= 10; /* January and February belong to the next year */
  return (struct ut_ymd){(int)(1200 + CYCLE_YEARS * cycle + 100 * century + year + turn), (int)(month + 3 - 12 * turn),
                         (int)day};
}

int ut_date_year(ut_date d)
{
  return ut_date_split(d).year;
}

/* The first eight bytes are checked at once. After the exclusive or a digit is 0-9 and a dash 0; adding 6 to a digit
 * and 15 to a dash sets a bit of the upper half when it is more. A carry into a neighbour comes only from a byte that
 * fails by itself. */
ut_date ut_date_parse(struct ut_text t)
{
  if (t.len != 10)
    return UT_DATE_NONE;
  const char *p = t.ptr;
  uint64_t word, zeros, slack;
  memcpy(&word, p, 8);
  memcpy(&zeros, "0000-00-", 8);
  memcpy(&slack, "\6\6\6\6\17\6\6\17", 8);
  word ^= zeros;
  unsigned tens = (unsigned char)p[8] - (unsigned)'0', ones = (unsigned char)p[9] - (unsigned)'0';
  if ((((word + slack) | word) & UINT64_C(0xF0F0F0F0F0F0F0F0)) | (tens > 9) | (ones > 9))
    return UT_DATE_NONE;
  int year = p[0] * 1000 + p[1] * 100 + p[2] * 10 + p[3] - '0' * 1111, month = p[5] * 10 + p[6] - '0' * 11;
  return ut_date_make(year, month, (int)(tens * 10 + ones));
}

/* Takes `min` to `max` digits off the front of *t; -1 when there are fewer. */
static int take_digits(struct ut_text *t, size_t min, size_t max)
{
  int value = 0;
  size_t n = 0;
  for (; n < max && n < t->len && ut_char_is_digit(t->ptr[n]); n++)
    value = value * 10 + (t->ptr[n] - '0');
  if (n < min)
    return -1;
  t->ptr += n;
  t->len -= n;
  return value;
}

static bool take_char(struct ut_text *t, char c)
{
  if (t->len == 0 || t->ptr[0] != c)
    return false;
  t->ptr++;
  t->len--;
  return true;
}

/* Midnight, as HH:MM[:SS[.f]]. */
static bool is_midnight(struct ut_text t)
{
  int hour = take_digits(&t, 2, 2), minute = take_char(&t, ':') ? take_digits(&t, 2, 2) : -1, second = 0, fraction = 0;
  if (take_char(&t, ':')) {
    second = take_digits(&t, 2, 2);
    if (second >= 0 && take_char(&t, '.'))
      fraction = take_digits(&t, 1, 9);
  }
  return t.len == 0 && (hour | minute | second | fraction) == 0;
}

/* Takes a word in either case. */
static bool take_word(struct ut_text *t, const char *word)
{
  size_t len = strlen(word);
  if (t->len < len || strncasecmp(t->ptr, word, len) != 0)
    return false;
  t->ptr += len;
  t->len -= len;
  return true;
}

/* Z, +01:00, CET, GMT+1, or nothing. */
static bool is_zone(struct ut_text t)
{
  static const char *const zones[] = {"Z", "CEST", "CET", "GMT", "UTC"};
  take_char(&t, ' ');
  for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
    if (take_word(&t, zones[i]))
      break;
  if (t.len == 0)
    return true;
  int hour = take_char(&t, '+') || take_char(&t, '-') ? take_digits(&t, 1, 2) : -1, minute = 0;
  if (t.len > 0) {
    take_char(&t, ':');
    minute = take_digits(&t, 2, 2);
  }
  return t.len == 0 && hour >= 0 && hour <= 14 && minute >= 0 && minute <= 59;
}

/* The half of the day as Swedish and English forms write it. */
static bool take_half(struct ut_text *t)
{
  static const char *const halves[] = {"fm", "em", "f.m.", "e.m.", "am", "pm"};
  struct ut_text rest = *t;
  take_char(&rest, ' ');
  for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
    if (take_word(&rest, halves[i])) {
      *t = rest;
      return true;
    }
  return false;
}

/* H:MM[:SS[.f]], or with points, perhaps with the half of the day and the zone. */
static bool is_any_time(struct ut_text t)
{
  int hour = take_digits(&t, 1, 2), minute = -1, second = 0, fraction = 0;
  char mark = t.len > 0 && t.ptr[0] == '.' ? '.' : ':';
  minute = take_char(&t, mark) ? take_digits(&t, 2, 2) : -1;
  if (take_char(&t, mark)) {
    second = take_digits(&t, 2, 2);
    if (second >= 0 && (take_char(&t, '.') || take_char(&t, ',')))
      fraction = take_digits(&t, 1, 9);
  }
  bool half = take_half(&t);
  return hour >= 0 && hour <= (half ? 12 : 23) && minute >= 0 && minute <= 59 && second >= 0 && second <= 59 &&
         fraction >= 0 && is_zone(t);
}

/* A blank or T, then a time and nothing after it; with `any` false only midnight. */
static bool is_time(struct ut_text t, bool any)
{
  if (!take_char(&t, ' ') && !take_char(&t, 'T'))
    return false;
  return any ? is_any_time(t) : is_midnight(t);
}

/* The format without a closing %T and the blank or T before it. */
static struct ut_text strip_time(const char *format, bool *timed)
{
  struct ut_text f = ut_text_of(format);
  *timed = f.len >= 2 && memcmp(f.ptr + f.len - 2, "%T", 2) == 0;
  if (*timed)
    f.len -= 2;
  if (*timed && f.len > 0 && (f.ptr[f.len - 1] == ' ' || f.ptr[f.len - 1] == 'T'))
    f.len--;
  return f;
}

/* A month or day may be one digit only where neither neighbour is a number too. */
static size_t least_digits(struct ut_text format, size_t at)
{
  bool after_number = at >= 2 && format.ptr[at - 2] == '%';
  bool before_number = at + 2 < format.len && format.ptr[at + 2] == '%';
  return after_number || before_number ? 2 : 1;
}

/* What a directive stands for: the part of the date that it gives, in how many digits. */
static const struct directive {
  char letter;
  size_t part; /* offset into struct ut_ymd */
  size_t min, max;
} directives[] = {{'Y', offsetof(struct ut_ymd, year), 4, 4},
                  {'y', offsetof(struct ut_ymd, year), 2, 2},
                  {'m', offsetof(struct ut_ymd, month), 1, 2},
                  {'b', offsetof(struct ut_ymd, month), 0, 0},
                  {'d', offsetof(struct ut_ymd, day), 1, 2}};

static const struct directive *find_directive(char letter)
{
  for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
    if (directives[i].letter == letter)
      return &directives[i];
  return NULL;
}

/* Swedish names of months; what is cut off after three letters or more is one, too, perhaps with a point. */
static const char *const month_names[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                                          "juli",    "augusti",  "september", "oktober", "november", "december"};

/* How many letters of a name the text begins with, in either case. */
static size_t shared_letters(struct ut_text t, const char *name)
{
  size_t n = 0;
  while (n < t.len && name[n] != '\0' && (t.ptr[n] | 0x20) == name[n])
    n++;
  return n;
}

static bool is_letter(char c)
{
  return (c & 0x80) != 0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The number of the month whose name the text begins with; -1: none. */
static int take_month(struct ut_text *t)
{
  for (int i = 0; i < 12; i++) {
    size_t n = shared_letters(*t, month_names[i]);
    if (n < 3 || (n < t->len && is_letter(t->ptr[n])))
      continue;
    t->ptr += n;
    t->len -= n;
    if (month_names[i][n] != '\0')
      take_char(t, '.');
    return i + 1;
  }
  return -1;
}

/* Reads what the directive at format[at] stands for into ymd; each part once. */
static bool take_directive(struct ut_text *t, struct ut_text format, size_t at, int pivot_year, struct ut_ymd *ymd)
{
  const struct directive *d = at + 1 < format.len ? find_directive(format.ptr[at + 1]) : NULL;
  if (!d)
    return false;
  int *part = (int *)(void *)((char *)ymd + d->part);
  int value =
      d->letter == 'b' ? take_month(t) : take_digits(t, d->min == d->max ? d->min : least_digits(format, at), d->max);
  if (d->letter == 'y' && value >= 0)
    value = pivot_year - ((pivot_year - value) % 100 + 100) % 100;
  if (*part != 0 || value <= 0)
    return false;
  *part = value;
  return true;
}

bool ut_date_parse_parts(struct ut_text t, const char *format, int pivot_year, struct ut_ymd *out)
{
  bool timed;
  struct ut_text f = strip_time(format, &timed);
  *out = (struct ut_ymd){0};
  for (size_t at = 0; at < f.len; at++) {
    if (f.ptr[at] == '%') {
      if (!take_directive(&t, f, at++, pivot_year, out))
        return false;
    } else if (!take_char(&t, f.ptr[at])) {
      return false;
    }
  }
  return t.len == 0 || is_time(t, timed);
}

ut_date ut_date_parse_format(struct ut_text t, const char *format, int pivot_year)
{
  struct ut_ymd ymd;
  return ut_date_parse_parts(t, format, pivot_year, &ymd) ? ut_date_make(ymd.year, ymd.month, ymd.day) : UT_DATE_NONE;
}

static char *put_two(char *to, int value)
{
  unsigned tens = (unsigned)value * 103 / 1024; /* a tenth, for values under 100 */
  to[0] = (char)('0' + tens);
  to[1] = (char)('0' + (unsigned)value - 10 * tens);
  return to + 2;
}

static char *put_year(char *to, int year)
{
  int century = (int)((unsigned)year / 100);
  return put_two(put_two(to, century), year - 100 * century);
}

static bool is_date(ut_date d)
{
  return d >= FIRST_DATE && d <= LAST_DATE;
}

char *ut_date_format(ut_date d, char buf[11])
{
  if (!is_date(d)) {
    buf[0] = '\0';
    return buf;
  }
  struct ut_ymd ymd = ut_date_split(d);
  char *month = put_year(buf, ymd.year), *day = put_two(month + 1, ymd.month);
  *month = *day = '-';
  *put_two(day + 1, ymd.day) = '\0';
  return buf;
}

ut_date ut_date_add_months(ut_date d, int n)
{
  if (!is_date(d) || n < -12 * LAST_YEAR || n > 12 * LAST_YEAR)
    return UT_DATE_NONE;
  struct ut_ymd ymd = ut_date_split(d);
  int months = ymd.year * 12 + ymd.month - 1 + n, year = months / 12, month = months % 12 + 1;
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return UT_DATE_NONE;
  int length = month_length(year, month);
  return ut_date_make(year, month, ymd.day < length ? ymd.day : length);
}

int ut_date_months_between(ut_date a, ut_date b)
{
  struct ut_ymd from = ut_date_split(a), to = ut_date_split(b);
  int months = (to.year - from.year) * 12 + to.month - from.month;
  return ut_date_add_months(a, months) > b ? months - 1 : months;
}

int ut_date_years_between(ut_date a, ut_date b)
{
  int months = ut_date_months_between(a, b);
  return months >= 0 ? months / 12 : -((11 - months) / 12);
}

static struct ut_period period_of_months(int year, int month, int months)
{
  int last = month + months - 1;
  return (struct ut_period){ut_date_make(year, month, 1), ut_date_make(year, last, month_length(year, last))};
}

struct ut_period ut_period_of(ut_date d, enum ut_unit unit)
{
  if (!is_date(d))
    return (struct ut_period){UT_DATE_NONE, UT_DATE_NONE};
  if (unit == UT_DAY)
    return (struct ut_period){d, d};
  struct ut_ymd ymd = ut_date_split(d);
  int months = units[unit].months;
  return period_of_months(ymd.year, (ymd.month - 1) / months * months + 1, months);
}

bool ut_period_unit(struct ut_period p, enum ut_unit *unit)
{
  for (enum ut_unit u = UT_DAY; u <= UT_YEAR; u++) {
    struct ut_period whole = ut_period_of(p.first, u);
    *unit = u;
    if (whole.first == p.first && whole.last == p.last && p.first != UT_DATE_NONE)
      return true;
  }
  return false;
}

struct ut_period ut_period_next(struct ut_period p, enum ut_unit unit)
{
  return ut_period_of(is_date(p.last) ? p.last + 1 : UT_DATE_NONE, unit);
}

char *ut_period_format(ut_date d, enum ut_unit unit, char buf[11])
{
  ut_date_format(d, buf);
  if (unit == UT_DAY || buf[0] == '\0')
    return buf;
  char *to = buf + (unit == UT_MONTH ? 7 : 4); /* the length of 2019-07, or of 2019 */
  if (units[unit].letter) {
    *to++ = units[unit].letter;
    *to++ = (char)('1' + (ut_date_split(d).month - 1) / units[unit].months);
  }
  *to = '\0';
  return buf;
}

/* What follows the year in 2019Q3: a unit's letter and a number that it has. */
static bool parse_part(struct ut_text t, int year, struct ut_period *out)
{
  for (size_t unit = 0; unit < sizeof units / sizeof *units; unit++) {
    int months = units[unit].months, index = t.len == 2 ? t.ptr[1] - '1' : -1;
    if (units[unit].letter && t.len == 2 && t.ptr[0] == units[unit].letter && index >= 0 && index < 12 / months) {
      *out = period_of_months(year, index * months + 1, months);
      return true;
    }
  }
  return false;
}

/* One name, without the two points. */
static bool parse_name(struct ut_text t, struct ut_period *out)
{
  if (t.len == 10) {
    out->first = out->last = ut_date_parse(t);
    return out->first != UT_DATE_NONE;
  }
  int year = take_digits(&t, 4, 4);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return false;
  if (t.len == 0) {
    *out = period_of_months(year, 1, 12);
    return true;
  }
  if (!take_char(&t, '-'))
    return parse_part(t, year, out);
  int month = take_digits(&t, 2, 2);
  if (t.len > 0 || month < 1 || month > 12)
    return false;
  *out = period_of_months(year, month, 1);
  return true;
}

/* The end of the range that t names, or what an empty one means. */
static bool parse_end(struct ut_text t, ut_date open, struct ut_period *out)
{
  *out = (struct ut_period){open, open};
  return t.len == 0 || parse_name(t, out);
}

enum ut_status ut_period_parse(struct ut_text t, struct ut_period *out, struct ut_error *err)
{
  char quoted[UT_QUOTED];
  const char *points = t.len > 2 ? memmem(t.ptr, t.len, "..", 2) : NULL;
  size_t before = points ? (size_t)(points - t.ptr) : t.len;
  struct ut_period from, to;
  bool good = points ? parse_end((struct ut_text){t.ptr, before}, FIRST_DATE, &from) &&
                           parse_end((struct ut_text){points + 2, t.len - before - 2}, LAST_DATE, &to)
                     : parse_name(t, &from);
  if (!good)
    return ut_error_set(err, UT_USAGE,
                        "%s is not a period (expected 2019, 2019H1, 2019T1, 2019Q1, 2019-07, 2019-07-15 or A..B)",
                        ut_quote(quoted, t.ptr, t.len));
  if (points && from.first > to.last)
    return ut_error_set(err, UT_USAGE, "the period %s ends before it begins", ut_quote(quoted, t.ptr, t.len));
  *out = (struct ut_period){from.first, points ? to.last : from.last};
  return UT_OK;
}
