/* Headings that mean a column by themselves. What a map and --keep make of headings is in tests/golden/sus-import. */
#include "import/headings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void headings_that_are_known(void **state)
{
  (void)state;
  static const struct {
    const char *slug, *column;
  } table[] = {
      {"insats", "insats"},
      {"kon", "kon"},
      {"startdatum", "start"},
      {"start_datum", "start"},
      {"hemkommun", "kommun"},
      {"personnr", "personnummer"},
      {"person_nummer", "personnummer"},
      {"registreringsdatum", "registrerad"},
      {"sysselsattning_efter", "sysselsattning_efter"},
      {"sysselsattning_efter_2", "sysselsattning_efter"},
      {"sysselsattning_vid_avslut", "sysselsattning_efter"},
      {"sysselsattning_6_man", "sysselsattning_6m"},
      {"sysselsattning_efter_6_manader", "sysselsattning_6m"},
      {"forsorjning_12_manader_efter_avslut", "forsorjning_12m"},
      {"forsorjning_efter_36_manader", ""},
      {"forsorjning_24m", "forsorjning_24m"},
      {"forsorjning_under", ""},
      {"forsorjning_36m", ""},
      {"sysselsattning", ""},
      {"alder", ""},
      {"antal", ""},
      {"starta", ""},
      {"", ""},
      {"namn", ""},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    assert_string_equal(ut_headings_alias(ut_text_of(table[i].slug)), table[i].column);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(headings_that_are_known)};
  return cmocka_run_group_tests_name("headings", tests, NULL, NULL);
}
