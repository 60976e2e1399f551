/* Fuzzing personnummer: the first two bytes choose the latest day, the rest is the text.
 * A number that is accepted reads back from its twelve digits as itself, and no quoted text shows one. */
#include "base/personnummer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
  if (!holds)
    abort();
}

static void check_round_trip(struct ut_text t, ut_date latest)
{
  struct ut_personnummer first, second;
  enum ut_pnr result = ut_personnummer_parse(t, latest, &first);
  must(ut_personnummer_reason(result) != NULL);
  if (result != UT_PNR_VALID && result != UT_PNR_UNKNOWN_DAY)
    return;
  struct ut_personnummer_found found;
  int64_t number;
  must(!ut_text_integer(t, &number) || first.padded || ut_personnummer_find(t, &found));
  must(ut_personnummer_parse((struct ut_text){first.digits, sizeof first.digits}, latest, &second) == result);
  must(memcmp(first.digits, second.digits, sizeof first.digits) == 0);
  must(first.birth_year == second.birth_year && first.sex == second.sex);
}

/* Digits of an escape (\x00, \u202e) are none of the text's: letters take their place. */
static void hide_escapes(char *text)
{
  for (char *p = text; (p = strchr(p, '\\')) && p[1]; p++) {
    size_t digits = p[1] == 'x' ? 2 : p[1] == 'u' ? 4 : 0;
    for (char *digit = p + 2; digits > 0 && *digit; digits--)
      *digit++ = 'h';
  }
}

static void check_quoted(struct ut_text t)
{
  char buf[UT_QUOTED];
  struct ut_text shown = ut_text_of(ut_quote(buf, t.ptr, t.len));
  must(shown.len < UT_QUOTED && shown.len >= 2 && ut_utf8_valid(shown.ptr, shown.len) == shown.len);
  struct ut_personnummer_found found;
  must(strchr(buf, '\\') || !ut_personnummer_find(shown, &found)); /* digits of escapes may complete one by chance */
  hide_escapes(buf);
  size_t digits = 0;
  for (size_t i = 0; i < shown.len; i++) {
    digits = shown.ptr[i] >= '0' && shown.ptr[i] <= '9' ? digits + 1 : 0;
    must(digits < 10);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 2)
    return 0;
  int day = (data[0] << 8 | data[1]) - 40000; /* 1860 to 2039 */
  struct ut_text t = {(const char *)data + 2, size - 2};
  check_round_trip(t, data[0] == 0 ? UT_DATE_NONE : day);
  check_quoted(t);
  return 0;
}
