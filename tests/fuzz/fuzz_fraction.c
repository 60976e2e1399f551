/* Fuzzing numbers as people print them: what is accepted reads back as itself from how it is shown, and is no less, no
 * more and no different than itself. */
#include "base/fraction.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
  if (!holds)
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_fraction first, second, none;
  char shown[UT_RATIO_SIZE];
  int decimals, again;
  if (!ut_fraction_parse((struct ut_text){(const char *)data, size}, &first, &decimals))
    return 0;
  must(first.denominator > 0 && decimals >= 0);
  must(ut_fraction_compare(first, first) == 0);
  must(ut_fraction_subtract(first, first, &none) && none.numerator == 0 && none.denominator == 1);
  if (decimals > UT_DECIMALS_MAX)
    return 0;
  must(ut_fraction_parse(ut_text_of(ut_fraction_format(first, decimals, shown)), &second, &again));
  must(again == decimals && ut_fraction_compare(first, second) == 0);
  must(ut_fraction_round(first, decimals, &second) && ut_fraction_compare(first, second) == 0);
  return 0;
}
