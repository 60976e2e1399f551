/* What headings resemble each other, and what merely looks so. */
#include "model/resemblance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum ut_resemblance of(const char *heading, const char *known)
{
  struct ut_buf slug = {0};
  assert_int_equal(ut_resemblance_slug(ut_text_of(heading), &slug), UT_OK);
  enum ut_resemblance found = ut_resemblance(ut_buf_text(&slug), ut_text_of(known));
  ut_buf_clear(&slug);
  return found;
}

static void headings_that_resemble(void **state)
{
  static const struct {
    const char *heading, *known;
    enum ut_resemblance how;
  } pairs[] = {
      {"Slut", "slut", UT_ALIKE},
      {"Start-datum", "startdatum", UT_ALIKE},
      {"K\u00C3\u00B6n", "kon", UT_ALIKE},
      {"Datum avslut", "avslutsdatum", UT_NEAR},
      {"Datum f\u00F6r start", "startdatum", UT_NEAR},
      {"Starttid", "startdatum", UT_NEAR},
      {"Remitent", "remittent", UT_NEAR},
      {"Personumer", "personnummer", UT_NEAR},
      {"Slutdat", "slutdatum", UT_NEAR},
      {"Avsl.datum", "avslutsdatum", UT_NEAR},
      {"Syssels\u00E4ttn", "sysselsattning", UT_ABBREVIATED},
      {"Kommunen", "kommun", UT_ABBREVIATED},
      {"Insatsens slut", "slut", UT_SHARES_WORD},
      {"K\u00F6n (juridiskt)", "kon", UT_SHARES_WORD},
  };
  (void)state;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (of(pairs[i].heading, pairs[i].known) != pairs[i].how)
      fail_msg("%s, %s: %d", pairs[i].heading, pairs[i].known, of(pairs[i].heading, pairs[i].known));
}

static void headings_that_do_not(void **state)
{
  static const char *const pairs[][2] = {
      {"Beslutsdatum", "avslutsdatum"},
      {"Betyg", "slut"},
      {"Personal", "personnr"},
      {"Beslut", "slut"},
      {"Namn", "insatsnamn"},
      {"Syssels\u00E4ttning efter 1", "sysselsattning_efter_2"},
      {"1", "1"},
      {"", "slut"},
      {"Hur n\u00F6jd \u00E4r du med din utbildning", "utbildning"},
      {"Telefon", "kommun"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (of(pairs[i][0], pairs[i][1]) != UT_UNLIKE)
      fail_msg("%s, %s", pairs[i][0], pairs[i][1]);
}

static void the_most_alike_is_found(void **state)
{
  const struct ut_text names[] = {ut_text_of("Insats"), ut_text_of("Insatsens slut"), ut_text_of("SLUT"),
                                  ut_text_of("Slut#2")};
  size_t found;
  (void)state;
  assert_int_equal(ut_resemblance_find(names, 4, ut_text_of("slut"), &found), UT_OK);
  assert_int_equal(found, 2);
  assert_int_equal(ut_resemblance_find(names, 2, ut_text_of("slut"), &found), UT_OK);
  assert_int_equal(found, 1);
  assert_int_equal(ut_resemblance_find(names, 4, ut_text_of("kon"), &found), UT_OK);
  assert_int_equal(found, 4);
}

static void swapped_letters_are_suggested(void **state)
{
  (void)state;
  const struct ut_text names[] = {ut_text_of("kon"), ut_text_of("kommun"), ut_text_of("mitt eget")};
  char buf[UT_SUGGESTION];
  assert_string_equal(ut_resemblance_suggest(names, 3, ut_text_of("kno"), "", buf), " (did you mean kon?)");
  assert_string_equal(ut_resemblance_suggest(names, 3, ut_text_of("okn"), "--", buf), " (did you mean --kon?)");
  assert_string_equal(ut_resemblance_suggest(names, 3, ut_text_of("nok"), "", buf), "");
  assert_string_equal(ut_resemblance_suggest(names, 3, ut_text_of("no"), "", buf), "");
  assert_string_equal(ut_resemblance_suggest(names, 3, ut_text_of("mitt_egte"), "", buf), " (did you mean mitt eget?)");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(headings_that_resemble),
      cmocka_unit_test(headings_that_do_not),
      cmocka_unit_test(the_most_alike_is_found),
      cmocka_unit_test(swapped_letters_are_suggested),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
