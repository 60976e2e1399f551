/* Conditions that are refused: every error word for word with its caret, of texts of any length. */
#include "utfall/expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include "../conditions.h"

struct refused {
  const char *text, *message;
};

static void check_refused(const struct refused *refused, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct ut_expr *e = NULL;
    struct ut_error err = {0};
    assert_int_equal(ut_expr_compile(&e, refused[i].text, &scope, &err), UT_USAGE);
    assert_string_equal(err.text, refused[i].message);
    assert_int_equal(err.status, UT_USAGE);
    assert_int_equal(ut_expr_compile(&e, refused[i].text, &scope, NULL), UT_USAGE);
    assert_null(e);
  }
}

static void test_unknown_names_and_types(void **state)
{
  (void)state;
  static const struct refused refused[] = {
      {"sysselsattning_efter has arbette", "unknown code \"arbette\" of sysselsattning (did you mean arbete?)\n"
                                           "  sysselsattning_efter has arbette\n"
                                           "                           ^"},
      {"sysselsattning_efter.pensionär > 5", "unknown code \"pensionär\" of sysselsattning\n"
                                             "  sysselsattning_efter.pensionär > 5\n"
                                             "                       ^"},
      {"alder > 3 and kon = X", "unknown code \"X\" of kon (expected K, M)\n"
                                "  alder > 3 and kon = X\n"
                                "                      ^"},
      {"kon in (K, Man)", "unknown code \"Man\" of kon (did you mean M?)\n"
                          "  kon in (K, Man)\n"
                          "             ^"},
      {"kommun = \"Åmål\" and kön = K", "no column \"kön\"\n"
                                        "  kommun = \"Åmål\" and kön = K\n"
                                        "                      ^"},
      {"alder = nitton", "\"nitton\" is not a number\n"
                         "  alder = nitton\n"
                         "          ^"},
      {"alder = 1234567890123456789", "\"xxxxxxxxxxxxxxxxxxx\" is not a number\n"
                                      "  alder = 1234567890123456789\n"
                                      "          ^"},
      {"slut in 2019Q5",
       "\"2019Q5\" is not a date or a period (expected 2019-07-15, 2019-07, 2019Q3, 2019T2, 2019H2 or 2019)\n"
       "  slut in 2019Q5\n"
       "          ^"},
      {"slut < 2019-02-29",
       "\"2019-02-29\" is not a date or a period (expected 2019-07-15, 2019-07, 2019Q3, 2019T2, 2019H2 or 2019)\n"
       "  slut < 2019-02-29\n"
       "         ^"},
      {"kon < M", "the codes of kon have no order: use =, != or in (...)\n"
                  "  kon < M\n"
                  "      ^"},
      {"avslutsorsak in flytt..pension", "the codes of avslutsorsak have no order: use =, != or in (...)\n"
                                         "  avslutsorsak in flytt..pension\n"
                                         "                       ^"},
      {"sysselsattning_efter = arbete", "\"sysselsattning_efter\" holds several codes: use has instead of =\n"
                                        "  sysselsattning_efter = arbete\n"
                                        "                       ^"},
      {"sysselsattning_efter in (arbete)", "\"sysselsattning_efter\" holds several codes: use has instead of in\n"
                                           "  sysselsattning_efter in (arbete)\n"
                                           "                       ^"},
      {"sysselsattning_efter like a*", "\"sysselsattning_efter\" holds several codes: use has instead of like\n"
                                       "  sysselsattning_efter like a*\n"
                                       "                       ^"},
      {"alder like \"1*\"", "like compares text, and \"alder\" is a number\n"
                            "  alder like \"1*\"\n"
                            "        ^"},
      {"kon has K", "has is for columns with several codes, and \"kon\" holds one code\n"
                    "  kon has K\n"
                    "      ^"},
      {"slut.arbete > 5", "an extent is of a code in a column with several, and \"slut\" is a date\n"
                          "  slut.arbete > 5\n"
                          "      ^"},
      {"alder in 29..19", "nothing lies in this range: its first end is above its last\n"
                          "  alder in 29..19\n"
                          "           ^"},
      {"aldersgrupp in 60-..16-19", "nothing lies in this range: its first end is above its last\n"
                                    "  aldersgrupp in 60-..16-19\n"
                                    "                 ^"},
  };
  check_refused(refused, sizeof refused / sizeof *refused);
}

static void test_syntax(void **state)
{
  (void)state;
  static const struct refused refused[] = {
      {"", "expected a column, \"(\", not or true, found the end\n"
           "  \n"
           "  ^"},
      {"kon = K and", "expected a column, \"(\", not or true, found the end\n"
                      "  kon = K and\n"
                      "             ^"},
      {"kon = K and or true", "expected a column, \"(\", not or true, found \"or\"\n"
                              "  kon = K and or true\n"
                              "              ^"},
      {"kon", "expected a comparison (= != < <= > >= in like has is), found the end\n"
              "  kon\n"
              "     ^"},
      {"kon not in (K)", "expected a comparison (= != < <= > >= in like has is), found \"not\"\n"
                         "  kon not in (K)\n"
                         "      ^"},
      {"kon = ", "expected a code, found the end\n"
                 "  kon = \n"
                 "        ^"},
      {"kon == K", "expected a code, found \"=\"\n"
                   "  kon == K\n"
                   "       ^"},
      {"alder > and", "expected a number, found \"and\"\n"
                      "  alder > and\n"
                      "          ^"},
      {"slut >)", "expected a date or a period, found \")\"\n"
                  "  slut >)\n"
                  "        ^"},
      {"kommun = (Sala)", "expected a text, found \"(\"\n"
                          "  kommun = (Sala)\n"
                          "           ^"},
      {"kommun = Upplands Väsby",
       "expected and, or or the end, found \"Väsby\" (text with blanks or signs needs quotes)\n"
       "  kommun = Upplands Väsby\n"
       "                    ^"},
      {"(insats = Jobb2.0 or true)", "expected and, or or \")\", found \".\" (text with blanks or signs needs quotes)\n"
                                     "  (insats = Jobb2.0 or true)\n"
                                     "                 ^"},
      {"manader >= 2,5", "expected and, or or the end, found \",\" (decimals have a point)\n"
                         "  manader >= 2,5\n"
                         "              ^"},
      {"alder = 1..5", "expected and, or or the end, found \"..\" (a range is written after in)\n"
                       "  alder = 1..5\n"
                       "           ^"},
      {"(kon = K", "expected and, or or \")\", found the end\n"
                   "  (kon = K\n"
                   "          ^"},
      {"kon = K)", "expected and, or or the end, found \")\"\n"
                   "  kon = K)\n"
                   "         ^"},
      {"kon in (K", "expected \",\" or \")\", found the end\n"
                    "  kon in (K\n"
                    "           ^"},
      {"kon in ()", "expected a code, found \")\"\n"
                    "  kon in ()\n"
                    "          ^"},
      {"kon in (K,)", "expected a code, found \")\"\n"
                      "  kon in (K,)\n"
                      "            ^"},
      {"alder in ..", "expected a number, found the end\n"
                      "  alder in ..\n"
                      "             ^"},
      {"alder in 19",
       "expected \"..\" after the first end of a range (a list is written in parentheses), found the end\n"
       "  alder in 19\n"
       "             ^"},
      {"kon is K", "expected empty or not empty, found \"K\"\n"
                   "  kon is K\n"
                   "         ^"},
      {"kon is not K", "expected empty, found \"K\"\n"
                       "  kon is not K\n"
                       "             ^"},
      {"sysselsattning_efter.arbete is empty", "expected = != < <= > >= or in, found \"is\"\n"
                                               "  sysselsattning_efter.arbete is empty\n"
                                               "                              ^"},
      {"insats = \"Jobb", "this quote is not closed\n"
                          "  insats = \"Jobb\n"
                          "           ^"},
      {"kommun = \u201cSala\u201d", "\"\u201c\" has no meaning outside quotes\n"
                                    "  kommun = \u201cSala\u201d\n"
                                    "           ^"},
      {"kon = K && true", "\"&\" has no meaning outside quotes\n"
                          "  kon = K && true\n"
                          "          ^"},
      {"kon ! K", "\"!\" has no meaning outside quotes\n"
                  "  kon ! K\n"
                  "      ^"},
      {"kon =\n\tQ", "unknown code \"Q\" of kon (expected K, M)\n"
                     "  kon =  Q\n"
                     "         ^"},
      {"kon = \xff", "the expression is not valid UTF-8"},
  };
  check_refused(refused, sizeof refused / sizeof *refused);
}

static void test_long_expressions_are_shown_in_part(void **state)
{
  (void)state;
  const char *text = "kommun in (Arboga, Fagersta, Hallstahammar, Kungsör, Köping, Norberg, Sala, Skinnskatteberg, "
                     "Surahammar, Västerås) and alder > x and kommun in (Arboga, Fagersta, Hallstahammar, Kungsör, "
                     "Köping, Norberg, Sala)";
  struct ut_expr *e;
  struct ut_error err;
  assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
  const char *first = strchr(err.text, '\n') + 1, *second = strchr(first, '\n') + 1;
  assert_memory_equal(err.text, "\"x\" is not a number\n", 20);
  assert_memory_equal(first, "  …", 5);
  assert_memory_equal(second - 4, "…\n", 4);
  assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(second - first - 1)}), 104);
  /* The caret stands under the x: as many characters before it as before "x and" in the line above. */
  const char *x = strstr(first, "x and");
  assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(x - first)}), strlen(second) - 1);
}

static const char *const all_long = "a column whose name is very long indeed";

static enum ut_status long_message(void *context, struct ut_text name,
                                   size_t *slot, /* NOLINT(readability-non-const-parameter): as ut_scope has it */
                                   const struct ut_column **column, struct ut_error *err)
{
  (void)context, (void)name, (void)slot, (void)column;
  return ut_error_set(err, UT_USAGE, "no such column; there are %s, %s, %s, %s, %s, %s, %s, %s", all_long, all_long,
                      all_long, all_long, all_long, all_long, all_long, all_long);
}

/* Whatever the message and the text, the place is shown. */
static void test_a_long_message_leaves_room_for_the_caret(void **state)
{
  (void)state;
  const struct ut_scope talkative = {.column = long_message};
  struct ut_expr *e;
  struct ut_error err;
  char text[700];
  for (int before = 0; before < 200; before += 7)
    for (int after = 0; after < 200; after += 13) {
      memset(text, ' ', (size_t)before);
      repeat(text + before, "å", after + 1);
      assert_int_equal(ut_expr_compile(&e, text, &talkative, &err), UT_USAGE);
      size_t len = strlen(err.text);
      assert_true(len < UT_ERROR_TEXT);
      assert_int_equal(err.text[len - 1], '^');
      assert_int_equal(ut_utf8_valid(err.text, len), len);
      const char *first = strchr(err.text, '\n') + 1, *second = strchr(first, '\n') + 1;
      const char *place = strstr(first, "å");
      assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(place - first)}), strlen(second) - 1);
    }
}

/* The excerpt of a text of two-byte letters begins and ends between letters, wherever the place is. */
static void test_an_excerpt_is_cut_between_characters(void **state)
{
  (void)state;
  struct ut_expr *e;
  struct ut_error err;
  char text[1300];
  for (int blanks = 1; blanks <= 2; blanks++) {
    char *end = stpcpy(repeat(stpcpy(text, "kommun = '"), "å", 300), "'");
    repeat(stpcpy(repeat(end, " ", blanks), blanks == 1 ? "xx" : "x"), "å", 300);
    assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
    assert_memory_equal(err.text, "expected and, or or the end, found ", 35);
    assert_int_equal(ut_utf8_valid(err.text, strlen(err.text)), strlen(err.text));
    const char *first = strchr(err.text, '\n') + 1, *second = strchr(first, '\n') + 1;
    const char *place = strchr(first, 'x');
    assert_int_equal(ut_utf8_length((struct ut_text){first, (size_t)(place - first)}), strlen(second) - 1);
  }
}

static void test_an_endless_expression_is_refused(void **state)
{
  (void)state;
  size_t len = 1024 * 1024 + 1;
  char *text = malloc(len + 1);
  assert_non_null(text);
  memset(text, '(', len);
  text[len] = '\0';
  struct ut_expr *e;
  struct ut_error err;
  assert_int_equal(ut_expr_compile(&e, text, &scope, &err), UT_USAGE);
  assert_string_equal(err.text, "the expression is longer than 1048576 bytes");
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_unknown_names_and_types),
      cmocka_unit_test(test_syntax),
      cmocka_unit_test(test_long_expressions_are_shown_in_part),
      cmocka_unit_test(test_a_long_message_leaves_room_for_the_caret),
      cmocka_unit_test(test_an_excerpt_is_cut_between_characters),
      cmocka_unit_test(test_an_endless_expression_is_refused),
  };
  return cmocka_run_group_tests_name("expr_errors", tests, NULL, NULL);
}
