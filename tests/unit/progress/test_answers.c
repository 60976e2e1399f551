/* Answers as they are read. */
#include "../answers.h"

static struct ut_answer next_answer(struct ut_answers *answers)
{
  struct ut_answer a;
  struct ut_error err = {0};
  if (ut_answers_next(answers, &a, &err) != UT_OK)
    fail_msg("%s", err.text);
  return a;
}

static void answers_as_they_stand(void **state)
{
  const struct ut_names by = {.names = {{"kon", 3}, {"period", 6}}, .count = 2};
  struct ut_answers *answers = answers_of("varde;matt;tillfalle;id;kon;period\n5;halsa;start;a;K;2019\n"
                                          "1.0;halsa;2019-03-01;;;\nVet ej;halsa;slut;a;M;*\n;halsa;slut;b;;\n",
                                          &by, NULL);
  (void)state;
  assert_non_null(answers);
  assert_false(ut_answers_have_insats(answers));
  assert_ptr_equal(ut_answers_vocabularies(answers)[0], &ut_vocabularies[UT_KON]);
  assert_null(ut_answers_vocabularies(answers)[1]);
  struct ut_answer a = next_answer(answers);
  assert_true(ut_text_is(a.matt, "halsa") && ut_text_is(a.id, "a") && a.insats.len == 0);
  assert_true(a.when == UT_AT_START && a.value == 4 && !a.empty);
  assert_true(ut_text_is(a.group[0], "K") && ut_text_is(a.group[1], "2019") && ut_text_is(a.group[2], "halsa"));
  a = next_answer(answers);
  assert_true(a.when == day("2019-03-01") && ut_text_is(a.tillfalle, "2019-03-01"));
  assert_true(a.value == 0 && a.id.len == 0 && a.group[0].len == 0);
  a = next_answer(answers);
  assert_true(a.when == UT_AT_SLUT && a.value == -1 && a.code == 0 && !a.empty);
  a = next_answer(answers);
  assert_true(a.value == -1 && a.code == 2 && a.empty);
  assert_int_equal(ut_answers_next(answers, &a, NULL), UT_END);
  ut_answers_free(answers);
  ut_answers_free(NULL);
}

static void occasions_have_an_order(void **state)
{
  (void)state;
  assert_true(UT_AT_START < day("1600-01-01") && day("2400-12-31") < UT_AT_SLUT);
  assert_true(UT_AT_START != UT_DATE_NONE);
}

static void codes_by_their_slugs(void **state)
{
  static const char *const spellings[] = {"vet_ej", "Vet ej", "VET-EJ", " vet ej ", "99"};
  (void)state;
  for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
    char text[64];
    snprintf(text, sizeof text, "matt,tillfalle,varde\nm,start,%s\n", spellings[i]);
    struct ut_answers *answers = answers_of(text, &no_columns, NULL);
    struct ut_answer a = next_answer(answers);
    assert_int_equal(a.value, -1);
    assert_int_equal(a.code, i == 4);
    ut_answers_free(answers);
  }
}

static void what_is_no_answer(void **state)
{
  static const struct {
    const char *row, *field, *message;
  } cases[] = {
      {"m,start,6,K", "varde", "\"6\" is not on the scale (expected a whole number 1..5)"},
      {"m,start,0,K", "varde", "\"0\" is not on the scale (expected a whole number 1..5)"},
      {"m,start,-1,K", "varde", "\"-1\" is not on the scale (expected a whole number 1..5)"},
      {"m,start,2.5,K", "varde", "\"2.5\" is not on the scale (expected a whole number 1..5)"},
      {"m,start,\"2,5\",K", "varde", "\"2,5\" is not on the scale (expected a whole number 1..5)"},
      {"m,start,999999999999999999,K", "varde",
       "\"xxxxxxxxxxxxxxxxxx\" is not on the scale (expected a whole number 1..5)"},
      {"m,start,vet inte,K", "varde", "\"vet inte\" is not on the scale (expected a whole number 1..5)"},
      {"m,start,*,K", "varde", "\"*\" is not on the scale (expected a whole number 1..5)"},
      {",start,1,K", "matt", "the cell is empty, and every answer is of a measure"},
      {"m,,1,K", "tillfalle", "\"\" is not an occasion (expected start, slut or YYYY-MM-DD)"},
      {"m,Start,1,K", "tillfalle", "\"Start\" is not an occasion (expected start, slut or YYYY-MM-DD)"},
      {"m,2019-02-29,1,K", "tillfalle", "\"2019-02-29\" is not an occasion (expected start, slut or YYYY-MM-DD)"},
      {"m,start,1,k", "kon", "\"k\" is not a code of kon (did you mean K?)"},
      {"m,start,1", "", "the row has 3 fields and the header 4"},
  };
  const struct ut_names by = {.names = {{"kon", 3}}, .count = 1};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[128];
    struct ut_answer a;
    struct ut_error err = {0};
    snprintf(text, sizeof text, "matt,tillfalle,varde,kon\nm,start,5,\n%s\n", cases[i].row);
    struct ut_answers *answers = answers_of(text, &by, &err);
    assert_int_equal(ut_answers_next(answers, &a, &err), UT_OK);
    assert_int_equal(ut_answers_next(answers, &a, &err), UT_BAD_INPUT);
    assert_string_equal(err.text, cases[i].message);
    assert_string_equal(err.field, cases[i].field);
    assert_int_equal(err.line, 3);
    ut_answers_free(answers);
  }
}

static void columns_that_cannot_be(void **state)
{
  const struct ut_names kon = {.names = {{"kon", 3}}, .count = 1};
  const struct ut_names list = {.names = {{"forsorjning_fore", 16}}, .count = 1};
  struct ut_error err = {0};
  (void)state;
  assert_null(answers_of("matt,tillfalle\n", &no_columns, &err));
  assert_string_equal(err.text, "there is no column \"varde\"; the columns are matt, tillfalle");
  assert_null(answers_of("matt,tillfalle,varde\n", &kon, &err));
  assert_string_equal(err.text, "there is no column \"kon\"; the columns are matt, tillfalle, varde");
  assert_string_equal(err.field, "--by");
  assert_null(answers_of("matt,tillfalle,varde,forsorjning_fore\n", &list, &err));
  assert_string_equal(err.text, "forsorjning_fore holds lists: an answer would be in several groups");
}

static void an_empty_stream_lacks_no_column(void **state)
{
  const struct ut_names kon = {.names = {{"kon", 3}}, .count = 1};
  struct ut_answers *answers = answers_of("[]\n", &kon, NULL);
  struct ut_answer a;
  (void)state;
  assert_non_null(answers);
  assert_int_equal(ut_answers_next(answers, &a, NULL), UT_END);
  ut_answers_free(answers);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_as_they_stand),  cmocka_unit_test(occasions_have_an_order),
      cmocka_unit_test(codes_by_their_slugs),   cmocka_unit_test(what_is_no_answer),
      cmocka_unit_test(columns_that_cannot_be), cmocka_unit_test(an_empty_stream_lacks_no_column),
  };
  return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
