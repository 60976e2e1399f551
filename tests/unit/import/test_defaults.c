/* What headings and words mean by themselves. What a map and --keep make of headings is in tests/golden/sus-import. */
#include "import/defaults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct ut_defaults *load(void)
{
  struct ut_defaults *d;
  assert_int_equal(ut_defaults_load(&d, "share/maps/default.json", NULL, NULL), UT_OK);
  return d;
}

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
  struct ut_defaults *defaults = load();
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    assert_string_equal(ut_defaults_alias(defaults, ut_text_of(table[i].slug)), table[i].column);
  ut_defaults_free(defaults);
}

static void headings_of_other_kinds(void **state)
{
  (void)state;
  struct ut_defaults *d = load();
  assert_string_equal(ut_defaults_kind_alias(d, "payments", ut_text_of("avser_manad")), "manad");
  assert_string_equal(ut_defaults_kind_alias(d, "payments", ut_text_of("belopp")), "belopp");
  assert_string_equal(ut_defaults_kind_alias(d, "payments", ut_text_of("konto")), "");
  assert_string_equal(ut_defaults_kind_alias(d, "ledger", ut_text_of("kontonr")), "konto");
  assert_string_equal(ut_defaults_kind_alias(NULL, "ledger", ut_text_of("kontonr")), "");
  ut_defaults_free(d);
}

static void without_defaults_a_heading_is_a_name(void **state)
{
  (void)state;
  assert_string_equal(ut_defaults_alias(NULL, ut_text_of("kon")), "kon");
  assert_string_equal(ut_defaults_alias(NULL, ut_text_of("sysselsattning_efter_2")), "sysselsattning_efter");
  assert_string_equal(ut_defaults_alias(NULL, ut_text_of("startdatum")), "");
  assert_null(ut_defaults_value(NULL, &ut_vocabularies[UT_KON], ut_text_of("kvinna")).ptr);
  ut_defaults_free(NULL);
}

static void occasions_and_numbers(void **state)
{
  (void)state;
  struct ut_defaults *d = load();
  int64_t number;
  assert_int_equal(ut_defaults_occasion(d, ut_text_of("resultat_under_1")), UT_UNDER);
  assert_int_equal(ut_defaults_occasion(d, ut_text_of("omfattning_vid_avslut")), UT_EFTER);
  assert_int_equal(ut_defaults_occasion(d, ut_text_of("omfattning_forsorjning_24_man_2")), UT_24M);
  assert_int_equal(ut_defaults_occasion(d, ut_text_of("anteckning")), UT_NO_OCCASION);
  assert_true(ut_text_is(ut_defaults_unnumbered(ut_text_of("syss_12"), &number), "syss"));
  assert_int_equal(number, 12);
  assert_true(ut_text_is(ut_defaults_unnumbered(ut_text_of("syss2"), &number), "syss2"));
  assert_int_equal(number, 0);
  ut_defaults_free(d);
}

static void words(void **state)
{
  (void)state;
  struct ut_defaults *d = load();
  const struct ut_vocabulary *kon = &ut_vocabularies[UT_KON], *work = &ut_vocabularies[UT_SYSSELSATTNING];
  assert_true(ut_text_is(ut_defaults_value(d, kon, ut_text_of("kvinna")), "K"));
  assert_null(ut_defaults_value(d, kon, ut_text_of("kvinnlig")).ptr);
  assert_true(ut_text_is(ut_defaults_proposed_value(d, kon, ut_text_of("kvinnlig")), "K"));
  assert_true(ut_text_is(ut_defaults_proposed_value(d, work, ut_text_of("anstalld")), "arbete"));
  struct ut_text missing = ut_defaults_proposed_value(d, work, ut_text_of("uppgift_saknas"));
  assert_true(missing.ptr && missing.len == 0);
  ut_defaults_free(d);
}

static void a_file_that_says_what_cannot_be(void **state)
{
  (void)state;
  static const struct {
    const char *text, *field, *message;
  } table[] = {
      {"{\"heading\": {}}", "heading", "is no key of the defaults"},
      {"{\"headings\": {\"konn\": []}}", "konn", "is not a column of participations"},
      {"{\"headings\": {\"kon\": \"Sex\"}}", "kon", "expected a list of texts"},
      {"{\"occasions\": {\"sen\": []}}", "sen", "is no occasion (expected fore, under, efter, 6m, 12m, 24m)"},
      {"{\"values\": {\"kon\": {\"Kv\": \"X\"}}}", "kon", "\"Kv\" does not mean a code of kon"},
      {"{\"kind_headings\": {\"participations\": {}}}", "participations",
       "expected measures, payments or ledger, and an object of columns"},
      {"{\"kind_headings\": {\"ledger\": {\"kod\": []}}}", "ledger",
       "\"kod\" is not one of the columns that these rows alone have"},
      {"{\"values\": {\"kommun\": {}}}", "kommun", "expected a column of codes, and an object of words and codes"},
  };
  char path[] = "/tmp/utfall-defaults-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct ut_defaults *d;
    struct ut_error err;
    FILE *f = fopen(path, "w");
    fputs(table[i].text, f);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(ut_defaults_load(&d, path, NULL, &err), UT_BAD_INPUT);
    assert_string_equal(err.field, table[i].field);
    assert_string_equal(err.text, table[i].message);
    ut_defaults_free(d);
  }
  close(fd);
  unlink(path);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(headings_that_are_known),
                                     cmocka_unit_test(headings_of_other_kinds),
                                     cmocka_unit_test(without_defaults_a_heading_is_a_name),
                                     cmocka_unit_test(occasions_and_numbers),
                                     cmocka_unit_test(words),
                                     cmocka_unit_test(a_file_that_says_what_cannot_be)};
  return cmocka_run_group_tests_name("defaults", tests, NULL, NULL);
}
