/* Personnummer: digits are collected over whatever stands between them, then the date and the check digit tested. */
#include "base/personnummer.h"

#include <utf8proc.h>

#include "base/compose.h"

enum {
  SHORT_FORM = 10,
  LONG_FORM = 12,
  LAST_PART = 4,     /* the serial number and the check digit */
  FEWEST_LEFT = 7,   /* digits of a number of the year 2000 that lost its zeros */
  COORDINATION = 60, /* added to the day of a samordningsnummer */
  TELLING = 3,       /* so many digits of a number tell something of it */
  LATEST = 157419    /* 2400-12-31 */
};

static const char interim_letters[] = "TRSUWXJKLMNtrsuwxjklmn";

/* The digits of a number, before anything is known of them. */
struct number {
  char digits[LONG_FORM];
  size_t count;
  bool earlier; /* written with + */
  bool interim; /* a letter stands in place of the first of the last four */
};

/* ---- characters ---- */

/* The character at *p, which is moved past it; U+FFFD for a byte that is not UTF-8. */
static uint32_t next_character(const char **p, const char *end)
{
  unsigned char lead = (unsigned char)**p;
  size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (len <= (size_t)(end - *p) && ut_utf8_valid(*p, len) == len)
    return ut_utf8_next(p, end);
  ++*p;
  return 0xFFFD;
}

static bool is_decimal(uint32_t c)
{
  return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

/* Ten decimal digits stand in a row in every script, those of mathematics five times ten. */
static int digit_value(uint32_t c)
{
  if (c < 0x80)
    return c >= '0' && c <= '9' ? (int)c - '0' : -1;
  if (c >= 0x1D7CE && c <= 0x1D7FF)
    return (int)((c - 0x1D7CE) % 10);
  if (!is_decimal(c))
    return -1;
  int value = 0;
  while (value < 9 && is_decimal(c - (uint32_t)value - 1))
    value++;
  return value;
}

static bool is_letter(uint32_t c)
{
  if (c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool is_sign(uint32_t c)
{
  return ut_is_dash(c) || c == '+' || c == 0xFE63 || c == 0xFF0D;
}

int ut_digit_next(const char **p, const char *end)
{
  return digit_value(next_character(p, end));
}

/* ---- date and check digit ---- */

static int two_digits(const char *p)
{
  return (p[0] - '0') * 10 + (p[1] - '0');
}

/* Every other of the ten digits counts double, with its own digits added; the sum is a multiple of ten. */
static bool luhn_holds(const char *ten)
{
  int sum = 0;
  for (int i = 0; i < SHORT_FORM; i++) {
    int value = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

/* The first day on which somebody with such a number can be born: what is not known counts as 1. */
static ut_date earliest_birth(int year, int month, int day)
{
  return ut_date_make(year, month > 0 ? month : 1, day > 0 ? day : 1);
}

/* The year of ten digits: the last one that ends in the two, unless the birth would be after `latest` in it. */
static int choose_year(const struct number *n, int month, int day, ut_date latest)
{
  int last = ut_date_year(latest), year = last - (last - two_digits(n->digits)) % 100;
  /* from the parts, because 29 February need not exist in the year that it is compared in */
  struct ut_ymd limit = ut_date_split(latest);
  if (year == last && month * 32 + day > limit.month * 32 + limit.day)
    year -= 100;
  return n->earlier ? year - 100 : year;
}

static enum ut_pnr check(const struct number *n, ut_date latest, struct ut_personnummer *out)
{
  const char *ten = n->digits + n->count - SHORT_FORM;
  int month = two_digits(ten + 2), day = two_digits(ten + 4);
  if (day >= COORDINATION)
    day -= COORDINATION;
  bool whole = n->count == LONG_FORM;
  int year = whole ? two_digits(n->digits) * 100 + two_digits(ten) : choose_year(n, month, day, latest);
  ut_date birth = earliest_birth(year, month, day);
  if (birth == UT_DATE_NONE)
    return UT_PNR_BAD_DATE;
  if (memcmp(ten + 6, "000", 3) == 0)
    return UT_PNR_NOBODY;
  if (!luhn_holds(ten))
    return UT_PNR_BAD_CHECK;
  if (birth > latest)
    return UT_PNR_FUTURE;
  out->digits[0] = (char)('0' + year / 1000);
  out->digits[1] = (char)('0' + year / 100 % 10);
  memcpy(out->digits + 2, ten, SHORT_FORM);
  out->birth_year = year;
  out->sex = (ten[8] - '0') % 2 == 0 ? 'K' : 'M';
  return month > 0 && day > 0 ? UT_PNR_VALID : UT_PNR_UNKNOWN_DAY;
}

/* ---- one number ---- */

/* A number of a spreadsheet may end in a decimal that says nothing. */
static struct ut_text without_decimals(struct ut_text t)
{
  size_t len = t.len;
  while (len > 0 && t.ptr[len - 1] == '0')
    len--;
  bool decimals = len > FEWEST_LEFT && len < t.len && (t.ptr[len - 1] == '.' || t.ptr[len - 1] == ',');
  for (size_t i = 0; i + 1 < len && decimals; i++)
    decimals = ut_char_is_digit(t.ptr[i]);
  return decimals ? (struct ut_text){t.ptr, len - 1} : t;
}

/* All digits of the text; false when there are more than a number has, or letters. `bare`: nothing but blanks stands
 * between them. */
static bool collect(struct ut_text t, struct number *n, bool *bare)
{
  *n = (struct number){.count = 0};
  *bare = true;
  size_t plus = SIZE_MAX;
  for (const char *p = t.ptr, *end = t.len > 0 ? p + t.len : p; p < end;) {
    uint32_t c = next_character(&p, end);
    int value = digit_value(c);
    if (value >= 0 && n->count < LONG_FORM) {
      n->digits[n->count++] = (char)('0' + value);
    } else if (value >= 0) {
      return false;
    } else if (is_letter(c)) {
      if (n->interim || c >= 0x80 || !strchr(interim_letters, (int)c) || (n->count != 6 && n->count != 8))
        return false;
      n->interim = true;
    } else {
      *bare = *bare && ut_is_blank(c);
      plus = c == '+' ? n->count : plus;
    }
  }
  n->earlier = plus + LAST_PART == n->count;
  return true;
}

/* Seven to nine digits as the ten that they were before the zeros in front were lost. */
static enum ut_pnr pad(struct number *n, ut_date latest, struct ut_personnummer *out)
{
  size_t lost = SHORT_FORM - n->count;
  memmove(n->digits + lost, n->digits, n->count);
  memset(n->digits, '0', lost);
  n->count = SHORT_FORM;
  enum ut_pnr result = check(n, latest, out);
  out->padded = result == UT_PNR_VALID;
  if (result == UT_PNR_VALID)
    return result;
  memset(out, 0, sizeof *out);
  return UT_PNR_NOT_ONE;
}

enum ut_pnr ut_personnummer_parse(struct ut_text t, ut_date latest, struct ut_personnummer *out)
{
  struct number n;
  bool bare;
  memset(out, 0, sizeof *out);
  latest = latest == UT_DATE_NONE ? LATEST : latest;
  if (!collect(without_decimals(ut_text_trim(t)), &n, &bare))
    return UT_PNR_NOT_ONE;
  if (n.interim)
    return n.count == SHORT_FORM - 1 || n.count == LONG_FORM - 1 ? UT_PNR_INTERIM : UT_PNR_NOT_ONE;
  if (bare && n.count >= FEWEST_LEFT && n.count < SHORT_FORM)
    return pad(&n, latest, out);
  return n.count == SHORT_FORM || n.count == LONG_FORM ? check(&n, latest, out) : UT_PNR_NOT_ONE;
}

const char *ut_personnummer_reason(enum ut_pnr result)
{
  static const char *const reasons[] = {
      [UT_PNR_VALID] = "the number is valid",
      [UT_PNR_NOT_ONE] = "not 10 or 12 digits, with - or + before the last four or without",
      [UT_PNR_BAD_DATE] = "the date of birth does not exist",
      [UT_PNR_BAD_CHECK] = "the check digit is wrong",
      [UT_PNR_UNKNOWN_DAY] = "the month or day of birth is not known",
      [UT_PNR_FUTURE] = "the date of birth is too late",
      [UT_PNR_NOBODY] = "the serial number 000 is nobody's",
      [UT_PNR_INTERIM] = "an interim number: it has no check digit",
  };
  return reasons[result];
}

/* ---- numbers in text ---- */

/* What stands behind some digits and is neither letter nor digit. */
struct gap {
  const char *end;
  uint32_t only;  /* the character, where it is one; else 0 */
  bool blank;     /* nothing but blanks, or nothing */
  uint32_t after; /* the character behind it; 0 at the end of the text */
};

/* What has been seen of a number that begins somewhere in a text. */
struct window {
  const char *begin, *end; /* the last digit ends there */
  struct number n;
  size_t groups;      /* runs of digits without anything between them */
  size_t first, last; /* digits of the first and of the last group */
  struct gap gap;     /* before the last group */
  size_t date;        /* bytes of the date with which it begins; 0 none */
  bool letter;        /* one touches the first digit */
};

enum day { NO_DAY, KNOWN_DAY, UNKNOWN_DAY };

/* Could somebody be born on what the first six or eight digits say? A samordningsnummer's day may be one that the month
 * does not have. */
static enum day day_of(const char *digits, size_t count)
{
  const char *six = digits + count - 6;
  int year = (count == 8 ? two_digits(digits) * 100 : 2000) + two_digits(six);
  int month = two_digits(six + 2), day = two_digits(six + 4);
  bool coordination = day >= COORDINATION;
  if (coordination)
    day -= COORDINATION;
  if (day > 31 || earliest_birth(year, month, coordination ? 1 : day) == UT_DATE_NONE)
    return NO_DAY;
  return month > 0 && day > 0 ? KNOWN_DAY : UNKNOWN_DAY;
}

/* Up to `most` digits at *p, which is moved past them. */
static size_t take_digits(const char **p, const char *end, size_t most, int *value)
{
  size_t count = 0;
  for (*value = 0; *p < end && ut_char_is_digit(**p) && count < most; ++*p, count++)
    *value = *value * 10 + (**p - '0');
  return count;
}

static bool is_part(int value, int most)
{
  return value >= 1 && value <= most;
}

static bool is_year(int value)
{
  return value >= 1900 && value <= 2100;
}

/* Bytes of the date that begins at p, a digit that none stands before: 2019-03-04, 4/3/2019, 4.3.2019, or 2019-03; 0
 * when there is none. */
static size_t date_length(const char *p, const char *end)
{
  const char *start = p, *second_end;
  int first, second, third = 0;
  size_t head = take_digits(&p, end, 5, &first), middle, tail = 0;
  char separator = p < end ? *p++ : ' ';
  if (separator != '-' && separator != '/' && separator != '.')
    return 0;
  middle = take_digits(&p, end, 3, &second);
  second_end = p;
  if (middle == 3)
    return 0;
  if (p < end && *p == separator) {
    p++;
    tail = take_digits(&p, end, 5, &third);
  }
  bool forwards = head == 4 && (tail == 1 || tail == 2) && is_year(first) && is_part(second, 12) && is_part(third, 31);
  bool backwards = head <= 2 && tail == 4 && is_year(third) && is_part(second, 31) && is_part(first, 31);
  bool month = head == 4 && tail == 0 && separator == '-' && middle == 2 && is_year(first) && is_part(second, 12);
  return forwards || backwards ? (size_t)(p - start) : month ? (size_t)(second_end - start) : 0;
}

/* Does another date begin behind the last group, and not the last parts of 90-01-01-1980? */
static bool another_date(const struct gap *gap, const char *end)
{
  const char *p = gap->end;
  int ignored;
  if (!ut_char_is_digit(*p) || date_length(p, end) == 0)
    return false;
  take_digits(&p, end, 4, &ignored);
  return gap->only != (unsigned char)*p;
}

/* 190101-190331: two dates of six digits. */
static bool is_period(const struct window *w)
{
  return w->groups == 2 && w->first == 6 && w->last == 6 && day_of(w->n.digits, 6) == KNOWN_DAY &&
         day_of(w->n.digits + 6, 6) == KNOWN_DAY;
}

/* A date with a time, or with what is too short to be anything. */
static bool is_moment(const struct window *w)
{
  bool time = w->last == 2 && (w->gap.only == ':' || w->gap.only == '.');
  return w->date > 0 ? w->n.count != LONG_FORM || time : w->groups == 3 && w->first == 8 && time;
}

/* Is what has been collected a number? */
static bool judge(const struct window *w, bool letter_after)
{
  static const char zeros[] = "000000000000";
  size_t count = w->n.count;
  enum day day = day_of(w->n.digits, count - LAST_PART);
  bool halves = w->groups == 2 && w->last == LAST_PART && w->gap.only;
  bool signed_form = halves && is_sign(w->gap.only), blank_form = halves && ut_is_blank(w->gap.only);
  bool telephone = count == SHORT_FORM && w->n.digits[0] == '0';
  bool bare = w->groups == 1 && !w->letter && !letter_after && !telephone;
  if (day == NO_DAY || memcmp(w->n.digits, zeros, count) == 0)
    return false;
  if (signed_form || ((blank_form || bare) && day == KNOWN_DAY))
    return true;
  return !is_period(w) && !is_moment(w) && luhn_holds(w->n.digits + count - SHORT_FORM);
}

/* The digits without anything between them at p; false when they are more than a number can have. */
static bool take_group(struct window *w, const char *p, const char *end)
{
  w->groups++;
  w->last = 0;
  while (p < end) {
    const char *next = p;
    int value = ut_digit_next(&next, end);
    if (value < 0)
      break;
    if (w->n.count == LONG_FORM)
      return false;
    w->n.digits[w->n.count++] = (char)('0' + value);
    w->last++;
    w->end = p = next;
  }
  w->first = w->groups == 1 ? w->last : w->first;
  return true;
}

static struct gap gap_at(const char *p, const char *end)
{
  struct gap gap = {p, 0, true, 0};
  for (size_t count = 0; p < end; gap.end = p) {
    uint32_t c = next_character(&p, end);
    if (is_letter(c) || digit_value(c) >= 0) {
      gap.after = c;
      break;
    }
    gap.only = count++ == 0 ? c : 0;
    gap.blank = gap.blank && ut_is_blank(c);
  }
  return gap;
}

/* Six or eight digits with a date, an interim letter at p and three digits more. */
static bool is_interim(struct window *w, const char *p, const char *end)
{
  struct window rest = {.end = p + 1};
  if ((w->n.count != 6 && w->n.count != 8) || day_of(w->n.digits, w->n.count) != KNOWN_DAY ||
      !strchr(interim_letters, *p) || !take_group(&rest, p + 1, end) || rest.n.count != 3)
    return false;
  w->end = p = rest.end;
  return p == end || !is_letter(next_character(&p, end));
}

/* The number that begins with the digit at p. */
static bool find_at(struct window *w, const char *p, const char *end, bool letter)
{
  *w = (struct window){.begin = p, .end = p, .letter = letter, .date = date_length(p, end)};
  while (take_group(w, p, end)) {
    struct gap gap = gap_at(w->end, end);
    bool letter_after = gap.after && is_letter(gap.after), touches = letter_after && gap.end == w->end;
    if ((w->n.count == SHORT_FORM || w->n.count == LONG_FORM) && judge(w, touches))
      return true;
    if (letter_after)
      return gap.after < 0x80 && is_interim(w, gap.end, end);
    if (!gap.after || (w->end >= w->begin + w->date && another_date(&gap, end)))
      return false;
    w->gap = gap;
    p = gap.end;
  }
  return false;
}

/* A quick no for what has too few digits: those of ASCII, and bytes that begin digits of other scripts. */
static bool may_hold(struct ut_text t)
{
  const uint64_t high = UINT64_C(0xC0C0C0C0C0C0C0C0), letters = UINT64_C(0x4040404040404040);
  size_t digits = 0, i = 0;
  if (t.len < SHORT_FORM)
    return false;
  for (uint64_t word; i + sizeof word <= t.len; i += sizeof word) {
    memcpy(&word, t.ptr + i, sizeof word);
    if ((word & high) != letters)
      break;
  }
  for (; i < t.len; i++)
    digits += ut_char_is_digit(t.ptr[i]) || (unsigned char)t.ptr[i] >= 0xD9;
  return digits >= SHORT_FORM - 1;
}

bool ut_personnummer_find(struct ut_text t, struct ut_personnummer_found *found)
{
  struct window w;
  if (!may_hold(t))
    return false;
  const char *p = t.ptr, *end = p + t.len;
  bool letter = false, in_digits = false;
  while (p < end) {
    const char *here = p;
    uint32_t c = next_character(&p, end);
    bool digit = digit_value(c) >= 0;
    if (digit && !in_digits) {
      if (find_at(&w, here, end, letter)) {
        bool halves = w.groups == 2 && w.last == LAST_PART && !w.gap.blank;
        *found = (struct ut_personnummer_found){ut_text_between(w.begin, w.end), w.n.count != SHORT_FORM || halves};
        return true;
      }
      p += w.date > 0 ? w.date - 1 : 0;
    }
    in_digits = digit;
    letter = is_letter(c);
  }
  return false;
}

/* Where the next run of digits begins, behind the one at p. */
static const char *next_run(const char *p, const char *end)
{
  const char *here = p;
  while (p < end && ut_digit_next(&p, end) >= 0)
    here = p;
  for (p = here; p < end; here = p)
    if (ut_digit_next(&p, end) >= 0)
      return here;
  return end;
}

/* Of 2019-01-02 640814-9802 more than one reading is a number. */
struct ut_text ut_personnummer_span(struct ut_text t)
{
  struct ut_personnummer_found found;
  if (!ut_personnummer_find(t, &found))
    return (struct ut_text){NULL, 0};
  const char *begin = found.text.ptr, *stop = begin + found.text.len, *p = begin, *end = t.ptr + t.len;
  while ((p = next_run(p, stop)) < stop && ut_personnummer_find(ut_text_between(p, end), &found) &&
         found.text.ptr < stop) {
    p = found.text.ptr;
    stop = p + found.text.len > stop ? p + found.text.len : stop;
  }
  return ut_text_between(begin, stop);
}

/* Makes x's of the digits of the run wherever it is in the text, in any script. */
static void hide_run(char *text, struct ut_text run)
{
  for (char *at; (at = memmem(text, strlen(text), run.ptr, run.len));) {
    char *to = at, *end = at + run.len;
    for (const char *p = at; p < end; *to++ = 'x')
      ut_digit_next(&p, end);
    memmove(to, end, strlen(end) + 1);
  }
}

static void hide_runs(char *text, struct ut_text person)
{
  for (const char *p = person.ptr, *end = p + person.len; p < end; p = next_run(p, end)) {
    const char *q = p, *after = p;
    size_t digits = 0;
    for (; q < end && ut_digit_next(&q, end) >= 0; digits++)
      after = q;
    if (digits >= TELLING)
      hide_run(text, ut_text_between(p, after));
  }
}

void ut_personnummer_hide(struct ut_error *err, struct ut_text whole)
{
  const char *end = whole.ptr + whole.len;
  struct ut_text person;
  if (!err || whole.len == 0)
    return;
  for (const char *from = whole.ptr; (person = ut_personnummer_span(ut_text_between(from, end))).ptr;
       from = person.ptr + person.len)
    hide_runs(err->text, person);
}
