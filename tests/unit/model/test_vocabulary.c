/* The vocabularies: their codes as the manual lists them, families, suggestions, labels and order. */
#include "utfall/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

struct listed {
  const char *name, *codes;
};

static const struct listed all[] = {
    {"kon", "K M"},
    {"utbildning", "ej_grundskola grundskola gymnasiesarskola gymnasium folkhogskola eftergymnasial okand"},
    {"remittent", "af fk kommun region egen annan"},
    {"avslutsorsak", "fullfoljd avbrott_halsa avbrott_egen_begaran avbrott_misskotsel flytt foraldraledig pension "
                     "ej_forlangt_beslut ovrigt felregistrering"},
    {"sysselsattning", "arbete arbete_subventionerat studier arbetssokande praktik rehabilitering forstarkt_samarbete "
                       "daglig_verksamhet foraldraledig annat ingen"},
    {"forsorjning",
     "sjukpenning aktivitetsersattning sjukersattning a_kassa aktivitetsstod etableringsersattning "
     "forsorjningsstod habiliteringsersattning studiestod foraldrapenning alderspension lon annan ingen"},
    {"kod", "arbete arbete_subventionerat studier arbetssokande praktik rehabilitering forstarkt_samarbete "
            "daglig_verksamhet foraldraledig annat "
            "sjukpenning aktivitetsersattning sjukersattning a_kassa aktivitetsstod etableringsersattning "
            "forsorjningsstod habiliteringsersattning studiestod foraldrapenning alderspension lon annan ingen"},
    {"ja_nej", "ja nej"},
    {"aldersgrupp", "-15 16-19 20-24 25-29 30-39 40-49 50-59 60-"},
    {"langdgrupp", "0-2 3-5 6-11 12-23 24-"},
    {"forsorjningsgrupp", "0-5 6-11 12-23 24-59 60-"},
    {"status", "avslutad pagaende"},
    {"aktor", "individ kommun region fk af stat arbetsgivare offentlig samhalle"},
    {"tillfalle", "start slut"},
    {"op", ">= <= ="},
};

static void test_codes_stand_in_the_order_of_the_manual(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    const struct ut_vocabulary *v = ut_vocabulary_named(all[i].name);
    assert_non_null(v);
    assert_string_equal(v->name, all[i].name);
    struct ut_text rest = ut_text_of(all[i].codes), code;
    size_t count = 0;
    for (; ut_text_split(&rest, ' ', &code); count++) {
      assert_true(count < v->count);
      assert_true(ut_text_is(code, v->codes[count].code));
    }
    assert_int_equal(count, v->count);
  }
  assert_null(ut_vocabulary_named("kommun"));
  assert_null(ut_vocabulary_named(""));
}

static void test_every_code_has_labels_and_fits_a_set(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    const struct ut_vocabulary *v = ut_vocabulary_named(all[i].name);
    assert_true(v->count <= UT_CODES_MAX);
    for (size_t c = 0; c < v->count; c++) {
      struct ut_text code = ut_text_of(v->codes[c].code);
      assert_int_equal(ut_vocabulary_find(v, code), c);
      assert_true(strlen(ut_vocabulary_label(v, code, UT_SWEDISH)) > 0);
      assert_true(strlen(ut_vocabulary_label(v, code, UT_ENGLISH)) > 0);
      if (v->codes[c].parent)
        assert_true(ut_vocabulary_find(v, ut_text_of(v->codes[c].parent)) >= 0);
    }
  }
}

static void test_find_wants_the_exact_code(void **state)
{
  (void)state;
  const struct ut_vocabulary *v = ut_vocabulary_named("sysselsattning");
  assert_int_equal(ut_vocabulary_find(v, ut_text_of("studier")), 2);
  assert_int_equal(ut_vocabulary_find(v, ut_text_of("Studier")), -1);
  assert_int_equal(ut_vocabulary_find(v, ut_text_of("studie")), -1);
  assert_int_equal(ut_vocabulary_find(v, (struct ut_text){NULL, 0}), -1);
}

static void test_families_and_flags(void **state)
{
  (void)state;
  const struct ut_vocabulary *v = ut_vocabulary_named("sysselsattning");
  assert_int_equal(ut_vocabulary_family(v, 0), 0x3); /* arbete and arbete_subventionerat */
  assert_int_equal(ut_vocabulary_family(v, 1), 0x2);
  assert_int_equal(ut_vocabulary_family(v, 2), 0x4);
  assert_int_equal(ut_vocabulary_flagged(v, UT_CODE_WORK), 0x7);
  assert_int_equal(ut_vocabulary_flagged(v, UT_CODE_NONE), 1 << 10);
  assert_int_equal(ut_vocabulary_flagged(v, UT_CODE_WORK | UT_CODE_NONE), 0x407);
  assert_int_equal(ut_vocabulary_flagged(v, UT_CODE_PUBLIC), 0);
  const struct ut_vocabulary *support = ut_vocabulary_named("forsorjning");
  assert_int_equal(ut_vocabulary_flagged(support, UT_CODE_PUBLIC), 0x7F); /* the first seven */
  assert_int_equal(ut_vocabulary_flagged(support, UT_CODE_NONE), 1 << 13);
}

static void test_suggestions(void **state)
{
  (void)state;
  static const struct {
    const char *vocabulary, *written, *suggestion;
  } table[] = {
      {"sysselsattning", "arbette", " (did you mean arbete?)"},
      {"sysselsattning", "Studier", " (did you mean studier?)"},
      {"sysselsattning", "Förstärkt samarbete", " (did you mean forstarkt_samarbete?)"},
      {"sysselsattning", "Arbete med subvention", " (did you mean arbete_subventionerat?)"},
      {"sysselsattning", "pensionär", ""},
      {"kon", "k", " (did you mean K?)"},
      {"kon", "Kvinna", " (did you mean K?)"},
      {"kon", "Man", " (did you mean M?)"},
      {"kon", "X", " (expected K, M)"},
      {"kon", "", " (expected K, M)"},
      {"kon", "--", " (expected K, M)"},
      {"aldersgrupp", "16–19", " (did you mean 16-19?)"},
      {"utbildning", "x",
       " (expected ej_grundskola, grundskola, gymnasiesarskola, gymnasium, folkhogskola, eftergymnasial, okand)"},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    char buf[UT_SUGGESTION];
    assert_string_equal(
        ut_vocabulary_suggest(ut_vocabulary_named(table[i].vocabulary), ut_text_of(table[i].written), buf),
        table[i].suggestion);
  }
}

/* Whatever the vocabulary, a suggestion is whole. */
static void test_suggestions_fit(void **state)
{
  (void)state;
  for (size_t i = 0; i < UT_VOCABULARIES; i++) {
    char buf[UT_SUGGESTION];
    size_t len = strlen(ut_vocabulary_suggest(&ut_vocabularies[i], ut_text_of("?"), buf));
    assert_true(len < UT_SUGGESTION && (len == 0 || buf[len - 1] == ')'));
  }
}

static const char *label(const char *vocabulary, const char *code, enum ut_language language)
{
  const struct ut_vocabulary *v = vocabulary ? ut_vocabulary_named(vocabulary) : NULL;
  const char *found = ut_vocabulary_label(v, ut_text_of(code), language);
  return found ? found : "nothing";
}

static void test_labels(void **state)
{
  (void)state;
  assert_string_equal(label("kon", "K", UT_SWEDISH), "Kvinnor");
  assert_string_equal(label("kon", "M", UT_SWEDISH), "Män");
  assert_string_equal(label("kon", "K", UT_ENGLISH), "Women");
  assert_string_equal(label("kon", "M", UT_ENGLISH), "Men");
  assert_string_equal(label("aldersgrupp", "-15", UT_SWEDISH), "under 16");
  assert_string_equal(label("aldersgrupp", "16-19", UT_SWEDISH), "16–19");
  assert_string_equal(label("aldersgrupp", "60-", UT_SWEDISH), "60 och äldre");
  assert_string_equal(label("langdgrupp", "0-2", UT_SWEDISH), "0–2 månader");
  assert_string_equal(label("avslutsorsak", "ovrigt", UT_ENGLISH), "Other");
  assert_string_equal(label("kon", "X", UT_SWEDISH), "nothing");
  assert_string_equal(label(NULL, "K", UT_SWEDISH), "nothing");
}

static void test_words_of_key_columns_have_labels_everywhere(void **state)
{
  (void)state;
  const char *const vocabularies[] = {"kon", NULL};
  for (size_t i = 0; i < 2; i++) {
    assert_string_equal(label(vocabularies[i], "*", UT_SWEDISH), "Totalt");
    assert_string_equal(label(vocabularies[i], "*", UT_ENGLISH), "Total");
    assert_string_equal(label(vocabularies[i], "", UT_SWEDISH), "Uppgift saknas");
    assert_string_equal(label(vocabularies[i], "uppgift_saknas", UT_SWEDISH), "Uppgift saknas");
    assert_string_equal(label(vocabularies[i], "uppgift_saknas", UT_ENGLISH), "Not known");
    assert_string_equal(label(vocabularies[i], "ovrigt", UT_SWEDISH), "Övrigt");
    assert_string_equal(label(vocabularies[i], "ovrigt", UT_ENGLISH), "Other");
    assert_string_equal(label(vocabularies[i], "vet_ej", UT_SWEDISH), "Vet ej");
    assert_string_equal(label(vocabularies[i], "vet_ej", UT_ENGLISH), "Does not know");
  }
}

/* Every pair of a list in ascending order compares as its places do. */
static void assert_ascending(const struct ut_vocabulary *v, const char *const *list, int count)
{
  for (int a = 0; a < count; a++)
    for (int b = 0; b < count; b++) {
      int order = ut_vocabulary_compare(v, ut_text_of(list[a]), ut_text_of(list[b]));
      assert_int_equal((order > 0) - (order < 0), (a > b) - (a < b));
    }
}

static void test_order_of_keys(void **state)
{
  (void)state;
  const char *const bands[] = {"-15", "16-19", "60-", "9x", "10", "", "uppgift_saknas", "*"};
  assert_ascending(ut_vocabulary_named("aldersgrupp"), bands, 8);
  const char *const reasons[] = {"fullfoljd", "flytt", "ovrigt", "felregistrering", "annat", "", "uppgift_saknas", "*"};
  assert_ascending(ut_vocabulary_named("avslutsorsak"), reasons, 8);
  const char *const text[] = {"Intag 2", "Intag 10", "Åre", "Ängelholm", "Örebro", "", "uppgift_saknas", "*"};
  assert_ascending(NULL, text, 8);
}

/* In the language, else in Swedish, else the code. */
static void test_labels_of_a_list(void **state)
{
  static const struct ut_label labels[] = {{{"a", 1}, {"jobb", 4}, {"work", 4}},
                                           {{"b", 1}, {"jobb", 4}, {"", 0}},
                                           {{"c", 1}, {"", 0}, {"work", 4}},
                                           {{"d", 1}, {"", 0}, {"", 0}}};
  static const char *const expected[][2] = {{"jobb", "work"}, {"jobb", "jobb"}, {"c", "work"}, {"d", "d"}};
  const struct ut_label_list list = {labels, sizeof labels / sizeof *labels};
  (void)state;
  for (size_t i = 0; i < list.count; i++) {
    assert_true(ut_text_is(ut_label_list_find(list, labels[i].code, UT_SWEDISH), expected[i][0]));
    assert_true(ut_text_is(ut_label_list_find(list, labels[i].code, UT_ENGLISH), expected[i][1]));
  }
  assert_null(ut_label_list_find(list, ut_text_of("e"), UT_SWEDISH).ptr);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_codes_stand_in_the_order_of_the_manual),
      cmocka_unit_test(test_every_code_has_labels_and_fits_a_set),
      cmocka_unit_test(test_find_wants_the_exact_code),
      cmocka_unit_test(test_families_and_flags),
      cmocka_unit_test(test_suggestions),
      cmocka_unit_test(test_suggestions_fit),
      cmocka_unit_test(test_labels),
      cmocka_unit_test(test_labels_of_a_list),
      cmocka_unit_test(test_words_of_key_columns_have_labels_everywhere),
      cmocka_unit_test(test_order_of_keys),
  };
  return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
