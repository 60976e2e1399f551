/* Personnummer: collected as digits, then the century, the date and the check digit in turn. */
#include "model/personnummer.h"

enum {
  SHORT_FORM = 10,
  LONG_FORM = 12,
  LAST_PART = 4,     /* the serial number and the check digit */
  COORDINATION = 60, /* added to the day of a samordningsnummer */
  LATEST = 157419    /* 2400-12-31 */
};

/* The digits of a number, before anything is known of them. */
struct number {
  char digits[LONG_FORM];
  size_t count;
  bool earlier; /* written with + */
};

static bool add_digits(struct number *n, const char *ptr, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    if (!ut_char_is_digit(ptr[i]) || n->count == LONG_FORM)
      return false;
    n->digits[n->count++] = ptr[i];
  }
  return true;
}

/* 10 or 12 digits, with - or + before the last four or without. */
static bool collect(struct ut_text t, struct number *n)
{
  *n = (struct number){.count = 0};
  if (t.len < SHORT_FORM)
    return false;
  size_t last = t.len - LAST_PART, sign = t.ptr[last - 1] == '-' || t.ptr[last - 1] == '+';
  n->earlier = t.ptr[last - 1] == '+';
  return add_digits(n, t.ptr, last - sign) && add_digits(n, t.ptr + last, LAST_PART) &&
         (n->count == SHORT_FORM || n->count == LONG_FORM);
}

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
  int last = ut_date_year(latest), year = last - (last - two_digits(n->digits) + 100) % 100;
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

enum ut_pnr ut_personnummer_parse(struct ut_text t, ut_date latest, struct ut_personnummer *out)
{
  struct number n;
  memset(out, 0, sizeof *out);
  if (!collect(ut_text_trim(t), &n))
    return UT_PNR_NOT_ONE;
  return check(&n, latest == UT_DATE_NONE ? LATEST : latest, out);
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
  };
  return reasons[result];
}

/* Bytes of the sign or blank that may stand before the last four digits in running text; 0 when there is none. */
static size_t separator_length(const char *p, const char *end)
{
  static const char *const separators[] = {"-", "+", " ", "\u00A0", "\u202F", "\u2010", "\u2011", "\u2013", "\u2212"};
  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
    size_t len = strlen(separators[i]);
    if (len <= (size_t)(end - p) && memcmp(p, separators[i], len) == 0)
      return len;
  }
  return 0;
}

static size_t run_length(const char *p, const char *end)
{
  const char *start = p;
  while (p < end && ut_char_is_digit(*p))
    p++;
  return (size_t)(p - start);
}

/* Is the run of `len` digits at p, alone or with the four after a separator, somebody's number? */
static bool is_number_at(const char *p, size_t len, const char *end)
{
  struct number n = {.count = 0};
  struct ut_personnummer ignored;
  bool signed_form = p + len < end && (p[len] == '-' || p[len] == '+');
  if (len + LAST_PART == SHORT_FORM || len + LAST_PART == LONG_FORM) {
    const char *last = p + len + separator_length(p + len, end);
    if (last == p + len || run_length(last, end) != LAST_PART)
      return false;
    add_digits(&n, p, len);
    add_digits(&n, last, LAST_PART);
  } else if (len == SHORT_FORM || len == LONG_FORM) {
    add_digits(&n, p, len);
  } else {
    return false;
  }
  enum ut_pnr result = check(&n, LATEST, &ignored);
  return result == UT_PNR_VALID || result == UT_PNR_UNKNOWN_DAY || (result == UT_PNR_BAD_CHECK && signed_form);
}

bool ut_personnummer_in(struct ut_text t)
{
  if (t.len < SHORT_FORM)
    return false;
  const char *end = t.ptr + t.len;
  for (const char *p = t.ptr; end - p >= SHORT_FORM; p++) {
    if (!ut_char_is_digit(*p))
      continue;
    size_t len = run_length(p, end);
    if (is_number_at(p, len, end))
      return true;
    p += len - 1;
  }
  return false;
}
