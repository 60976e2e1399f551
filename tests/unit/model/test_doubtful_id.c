/* Doubtful ids, and ids beside them that are none. */
#include "model/doubtful_id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void placeholders(void **state)
{
  (void)state;
  static const char *const yes[] = {"-",
                                    "--",
                                    "\u2013",
                                    "0",
                                    "000",
                                    "saknas",
                                    "SAKNAS",
                                    "ok\u00E4nt",
                                    "Okant",
                                    "#SAKNAS!",
                                    "N/A",
                                    "#N/A",
                                    "n.a.",
                                    "xxx",
                                    "XX",
                                    "NULL",
                                    "null",
                                    "00000000-0000",
                                    "000000-0000",
                                    "99999999-9999",
                                    "111111-1111",
                                    "?",
                                    "...",
                                    "Uppgift saknas",
                                    "xxxxxx-xxxx",
                                    "\u00C5\u00C5\u00C5\u00C5MMDD-XXXX",
                                    "#V\u00C4RDEFEL!",
                                    "NaN",
                                    "Sekretess",
                                    "ok\u00E4nd person",
                                    "Totalt",
                                    "Medelv\u00E4rde",
                                    "Personnr saknas",
                                    "-1",
                                    "NN",
                                    "n.n.",
                                    "TBD",
                                    "Skyddade uppgifter",
                                    "(saknar id)",
                                    "Ej registrerat"};
  static const char *const no[] = {"",
                                   "-12",
                                   "test1",
                                   "okand7",
                                   "nna",
                                   "Ok\u00E4nd 1",
                                   "p1",
                                   "x",
                                   "x1",
                                   "10",
                                   "1",
                                   "a",
                                   "null1",
                                   "okantp",
                                   "99",
                                   "1111111",
                                   "0001",
                                   "abcdefghijklmnopabcdefghijklmnop",
                                   "19900101-9802",
                                   "111111-1112",
                                   "saknas-1",
                                   "medel2",
                                   "allan"};
  for (size_t i = 0; i < COUNT(yes); i++)
    if (!ut_id_is_placeholder(ut_text_of(yes[i])))
      fail_msg("%s", yes[i]);
  for (size_t i = 0; i < COUNT(no); i++)
    if (ut_id_is_placeholder(ut_text_of(no[i])))
      fail_msg("%s", no[i]);
}

static void numbers_that_were_cut_off(void **state)
{
  (void)state;
  static const char *const yes[] = {"1,98805E+11", "1.98805e+11", "2E+11", "1,9E11", "1.99001019802E+011"};
  static const char *const no[] = {"",     "12E05",   "123e4567", "1e9",      "p1",
                                   "E+11", "1,98805", "1,98805E", "1,9E+11a", "abcdefghijklmnopabcdefghijklmnop"};
  for (size_t i = 0; i < COUNT(yes); i++)
    if (!ut_id_is_cut(ut_text_of(yes[i])))
      fail_msg("%s", yes[i]);
  for (size_t i = 0; i < COUNT(no); i++)
    if (ut_id_is_cut(ut_text_of(no[i])))
      fail_msg("%s", no[i]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(placeholders),
      cmocka_unit_test(numbers_that_were_cut_off),
  };
  return cmocka_run_group_tests_name("doubtful_id", tests, NULL, NULL);
}
