/* Kronor as öre: an amount is taken apart from its two ends, and what is left in the middle must be its digits. */
#include "utfall/money.h"

#include <stdio.h>

#include "base/whole.h"

enum { GROUP = 3 };

/* What a person wrote, while it is taken apart. */
struct amount {
  struct ut_text rest; /* not yet looked at */
  bool negative;
  const char *why; /* not NULL: it cannot be read, and why */
};

static bool take_prefix(struct ut_text *t, const char *prefix)
{
  size_t len = strlen(prefix);
  if (t->len < len || memcmp(t->ptr, prefix, len) != 0)
    return false;
  t->ptr += len;
  t->len -= len;
  return true;
}

static bool take_suffix(struct ut_text *t, const char *suffix)
{
  size_t len = strlen(suffix);
  if (t->len < len || memcmp(t->ptr + t->len - len, suffix, len) != 0)
    return false;
  t->len -= len;
  return true;
}

/* What says that they are kronor: 100 kr, 100:-. */
static void take_unit(struct ut_text *t)
{
  static const char *const units[] = {"kr", ":-", ":\u2013"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (take_suffix(t, units[i])) {
      *t = ut_text_trim(*t);
      return;
    }
}

/* The unit at the end, and the sign: a minus before or after, or brackets; one of them. */
static void take_sign(struct amount *a)
{
  static const char minus[] = "\u2212";
  struct ut_text t = ut_text_trim(a->rest);
  take_unit(&t);
  bool opened = take_prefix(&t, "("), closed = take_suffix(&t, ")");
  bool before = take_prefix(&t, "-") || take_prefix(&t, minus), after = take_suffix(&t, "-") || take_suffix(&t, minus);
  if (opened != closed)
    a->why = "a bracket is missing";
  else if (opened + before + after > 1)
    a->why = "more than one sign";
  a->negative = opened || before || after;
  a->rest = ut_text_trim(t);
}

static bool is_separator(char c)
{
  return c == ',' || c == '.';
}

/* Splits off the decimals at the only separator: *decimals in öre. */
static void take_decimals(struct amount *a, int64_t *decimals)
{
  struct ut_text t = a->rest;
  size_t at = 0, separators = 0;
  for (size_t i = 0; i < t.len; i++)
    if (is_separator(t.ptr[i])) {
      at = i;
      separators++;
    }
  *decimals = 0;
  if (separators == 0)
    return;
  size_t count = t.len - at - 1;
  int64_t value = 0;
  while (count > 2 && t.ptr[at + count] == '0' && !ut_number_thousands(t, at))
    count--;
  if (separators > 1)
    a->why = "more than one decimal separator";
  else if (count > 2)
    a->why = "more than two decimals";
  else if (at == 0 || count == 0 || !ut_text_integer((struct ut_text){t.ptr + at + 1, count}, &value) || value < 0)
    a->why = "a decimal separator without digits on both sides";
  *decimals = count == 1 ? 10 * value : value;
  a->rest.len = at;
}

/* Takes the blank that separates groups off the front, if there is one. */
static bool take_blank(struct ut_text *t)
{
  return take_prefix(t, " ") || take_prefix(t, "\u00A0") || take_prefix(t, "\u202F") || take_prefix(t, "\u2009");
}

/* Adds the digits at the front to *kronor and counts them; false on overflow. */
static bool take_digits(struct ut_text *t, int64_t *kronor, size_t *count)
{
  for (*count = 0; t->len > 0 && ut_char_is_digit(*t->ptr); t->ptr++, t->len--, ++*count)
    if (__builtin_mul_overflow(*kronor, 10, kronor) || __builtin_add_overflow(*kronor, *t->ptr - '0', kronor))
      return false;
  return true;
}

/* Digits, in one run or in groups of three of which the first may be shorter. */
static void take_kronor(struct amount *a, int64_t *kronor)
{
  static const char too_large[] = "too large", misplaced[] = "a character is out of place";
  size_t first, count = 0;
  *kronor = 0;
  if (!take_digits(&a->rest, kronor, &first)) {
    a->why = too_large;
    return;
  }
  if (first == 0)
    a->why = "no digits where the amount should begin";
  else if (a->rest.len > 0 && first > GROUP)
    a->why = "digits are not in groups of three";
  while (!a->why && a->rest.len > 0) {
    bool blank = take_blank(&a->rest);
    if (blank && !take_digits(&a->rest, kronor, &count))
      a->why = too_large;
    else if (!blank || count == 0)
      a->why = misplaced;
    else if (count != GROUP)
      a->why = "digits are not in groups of three";
  }
}

/* öre = 100 kronor + decimals with the sign; negative amounts reach one öre further. */
static bool combine(const struct amount *a, int64_t kronor, int64_t decimals, ut_money *out)
{
  int64_t sign = a->negative ? -1 : 1;
  return !__builtin_mul_overflow(kronor, 100 * sign, out) && !__builtin_add_overflow(*out, decimals * sign, out);
}

enum ut_status ut_money_parse(struct ut_text t, ut_money *out, struct ut_error *err)
{
  struct amount a = {.rest = t};
  int64_t kronor = 0, decimals = 0;
  take_sign(&a);
  if (!a.why)
    take_decimals(&a, &decimals);
  if (!a.why)
    take_kronor(&a, &kronor);
  ut_money value = 0;
  if (!a.why && !combine(&a, kronor, decimals, &value))
    a.why = "too large";
  if (a.why) {
    char quoted[UT_QUOTED];
    return ut_error_set(err, UT_BAD_INPUT, "%s is not an amount: %s", ut_quote(quoted, t.ptr, t.len), a.why);
  }
  *out = value;
  return UT_OK;
}

char *ut_money_format(ut_money m, char buf[UT_MONEY_SIZE])
{
  uint64_t size = m < 0 ? -(uint64_t)m : (uint64_t)m;
  unsigned decimals = (unsigned)(size % 100);
  int len = snprintf(buf, UT_MONEY_SIZE, "%s%llu", m < 0 ? "-" : "", (unsigned long long)(size / 100));
  if (decimals > 0)
    snprintf(buf + len, UT_MONEY_SIZE - (size_t)len, ".%02u", decimals);
  return buf;
}

enum ut_status ut_money_add(ut_money *sum, ut_money m, struct ut_error *err)
{
  ut_money result;
  if (__builtin_add_overflow(*sum, m, &result))
    return ut_error_set(err, UT_BAD_INPUT, "a sum of amounts is too large");
  *sum = result;
  return UT_OK;
}

enum ut_status ut_money_subtract(ut_money a, ut_money b, ut_money *difference, struct ut_error *err)
{
  ut_money result;
  if (__builtin_sub_overflow(a, b, &result))
    return ut_error_set(err, UT_BAD_INPUT, "a difference of amounts is too large");
  *difference = result;
  return UT_OK;
}

enum ut_status ut_money_scale(ut_money amount, int64_t numerator, int64_t denominator, ut_money *out,
                              struct ut_error *err)
{
  __int128 product = (__int128)amount * numerator, whole = product / denominator, rest = product % denominator;
  __int128 size = rest < 0 ? -rest : rest, of = denominator < 0 ? -(__int128)denominator : denominator;
  if (2 * size >= of)
    whole += (product < 0) == (denominator < 0) ? 1 : -1;
  if (whole > INT64_MAX || whole < INT64_MIN)
    return ut_error_set(err, UT_BAD_INPUT, "an amount is too large");
  *out = (ut_money)whole;
  return UT_OK;
}

/* The first of those that have the most öre above what they were rounded to. There is one: the öre of all sum to at
 * least half of what is left to give. */
static size_t most_above(const ut_money *parts, const ut_money *rounded, size_t count)
{
  size_t most = 0;
  for (size_t i = 1; i < count; i++)
    if (parts[i] - rounded[i] > parts[most] - rounded[most])
      most = i;
  return most;
}

static bool round_to_kronor(ut_money sum, ut_money *out)
{
  int64_t rest = sum % 100;
  int64_t up = rest >= 50 ? 100 : rest <= -50 ? -100 : 0;
  return !__builtin_add_overflow(sum - rest, up, out);
}

enum ut_status ut_money_round(const ut_money *parts, size_t count, ut_money *rounded, ut_money *total,
                              struct ut_error *err)
{
  ut_money sum = 0;
  for (size_t i = 0; i < count; i++)
    UT_TRY(ut_money_add(&sum, parts[i], err));
  bool fits = round_to_kronor(sum, total);
  ut_money left = *total;
  for (size_t i = 0; i < count && fits; i++)
    fits = !__builtin_sub_overflow(parts[i], (parts[i] % 100 + 100) % 100, &rounded[i]) &&
           !__builtin_sub_overflow(left, rounded[i], &left);
  for (; fits && left > 0; left -= 100) {
    size_t i = most_above(parts, rounded, count);
    fits = !__builtin_add_overflow(rounded[i], 100, &rounded[i]);
  }
  return fits ? UT_OK : ut_error_set(err, UT_BAD_INPUT, "an amount is too large to round");
}
