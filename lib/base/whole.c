/* Numbers that are whole whatever their decimals look like. */
#include "base/whole.h"

#include "utfall/money.h"

enum { LONGEST = 24, GROUP = 3 };

/* Where the only comma or point is; the length where there is none, or more than one. */
static size_t find_separator(struct ut_text t)
{
  size_t at = t.len;
  for (size_t i = 0; i < t.len; i++) {
    if (t.ptr[i] != ',' && t.ptr[i] != '.')
      continue;
    if (at < t.len)
      return t.len;
    at = i;
  }
  return at;
}

static size_t skip_minus(struct ut_text t)
{
  return t.len > 0 && t.ptr[0] == '-';
}

static bool are_digits(struct ut_text t, size_t from, size_t to)
{
  for (size_t i = from; i < to; i++)
    if (!ut_char_is_digit(t.ptr[i]))
      return false;
  return from < to;
}

bool ut_number_thousands(struct ut_text t, size_t at)
{
  size_t first = skip_minus(t);
  return t.len - at - 1 == GROUP && at - first <= GROUP && are_digits(t, first, at) && t.ptr[first] != '0';
}

static bool are_zeros(struct ut_text t, size_t from)
{
  for (size_t i = from; i < t.len; i++)
    if (t.ptr[i] != '0')
      return false;
  return from < t.len;
}

/* Without decimals that are all 0; *t has others, or none can be told, where false. */
static bool drop_zeros(struct ut_text *t)
{
  size_t at = find_separator(*t);
  if (at == t->len)
    return true;
  if (!are_zeros(*t, at + 1) || ut_number_thousands(*t, at))
    return false;
  t->len = at;
  return true;
}

/* Digits in groups of three: an amount without what else amounts may have. */
static bool parse_groups(struct ut_text t, int64_t *out)
{
  ut_money money;
  size_t first = skip_minus(t);
  if (first >= t.len || !ut_char_is_digit(t.ptr[first]) || !ut_char_is_digit(t.ptr[t.len - 1]) ||
      find_separator(t) < t.len || ut_money_parse(t, &money, NULL) != UT_OK)
    return false;
  *out = money / 100;
  return true;
}

bool ut_number_whole(struct ut_text t, int64_t *out)
{
  if (ut_text_integer(t, out))
    return true;
  t = ut_text_trim(t);
  return drop_zeros(&t) && (ut_text_integer(t, out) || parse_groups(t, out));
}

bool ut_number_comma(struct ut_text t, int64_t *number, int64_t *divisor)
{
  char pointed[LONGEST];
  size_t at = find_separator(t);
  if (at == t.len || t.ptr[at] != ',' || t.len > sizeof pointed)
    return false;
  memcpy(pointed, t.ptr, t.len);
  pointed[at] = '.';
  return ut_number_parse((struct ut_text){pointed, t.len}, number, divisor);
}

bool ut_number_double(struct ut_text t, double *out)
{
  int64_t number, divisor;
  if (!ut_number_parse(t, &number, &divisor) && !ut_number_comma(t, &number, &divisor))
    return false;
  *out = (double)number / (double)divisor;
  return true;
}

bool ut_number_exact(struct ut_text t, int decimals, int64_t *out)
{
  int64_t number, divisor, finest = 1;
  for (int i = 0; i < decimals; i++)
    finest *= 10;
  t = ut_text_trim(t);
  if (!ut_number_parse(t, &number, &divisor) && !ut_number_comma(t, &number, &divisor))
    return false;
  for (; divisor > finest && number % 10 == 0; divisor /= 10)
    number /= 10;
  return divisor <= finest && !__builtin_mul_overflow(number, finest / divisor, out);
}

struct ut_text ut_number_bare_slowly(struct ut_text t)
{
  struct ut_text bare = t;
  size_t first = skip_minus(t), zeros = t.len;
  while (zeros > 0 && t.ptr[zeros - 1] == '0')
    zeros--;
  if (zeros == t.len || zeros == 0 || (t.ptr[zeros - 1] != '.' && t.ptr[zeros - 1] != ','))
    return t; /* as nearly every cell is */
  return drop_zeros(&bare) && are_digits(bare, first, bare.len) ? bare : t;
}
