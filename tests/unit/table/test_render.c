/* Aligned text and Markdown. The expected layouts are written by hand. */
#include "table/render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

#define SPACE "\u00A0"

static void assert_shown(const char *number, enum ut_language language, const char *expected)
{
  const struct ut_grid_column column = {{"", 0}, UT_GRID_NUMBER, true};
  struct ut_text cell = ut_text_of(number);
  struct ut_output o;
  struct ut_grid *g;
  ut_output_init(&o, STDOUT_FILENO, "<stdout>");
  const struct ut_grid_shape shape = {.to = UT_TEXT, .language = language, .columns = &column, .count = 1};
  assert_int_equal(ut_grid_new(&g, &shape), UT_OK);
  assert_int_equal(ut_grid_row(g, &cell), UT_OK);
  assert_int_equal(ut_grid_write(g, &(struct ut_frame){0}, &o, NULL), UT_OK);
  *strrchr(ut_buf_string(&o.buf), '\n') = '\0';
  assert_string_equal(strrchr(o.buf.ptr, '\n') + 1, expected);
  ut_grid_free(g);
  ut_output_abandon(&o);
}

static void numbers_are_regrouped(void **state)
{
  (void)state;
  assert_shown("0", UT_SWEDISH, "0");
  assert_shown("999", UT_SWEDISH, "999");
  assert_shown("1000", UT_SWEDISH, "1" SPACE "000");
  assert_shown("-1234567.80", UT_SWEDISH, "\u22121" SPACE "234" SPACE "567,80");
  assert_shown("-1234567.80", UT_ENGLISH, "\u22121" SPACE "234" SPACE "567.80");
  assert_shown("9007199254740993", UT_SWEDISH, "9" SPACE "007" SPACE "199" SPACE "254" SPACE "740" SPACE "993");
}

static void what_is_no_number_is_left_alone(void **state)
{
  static const char *const others[] = {"-", ".", "1.", ".5", "1e5", "+1", "1 000", "1,5", "--1", "12a", "1.2.3"};
  (void)state;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    assert_shown(others[i], UT_SWEDISH, others[i]);
}

/* Rows are `columns` texts each. */
static void assert_grid(enum ut_format to, const struct ut_grid_column *columns, size_t count, const char *const *cells,
                        size_t rows, const char *title, const char *expected)
{
  struct ut_text fields[8];
  struct ut_output o;
  struct ut_error err = {0};
  struct ut_grid *g;
  ut_output_init(&o, STDOUT_FILENO, "<stdout>");
  const struct ut_grid_shape shape = {.to = to, .columns = columns, .count = count, .stub = 1};
  assert_int_equal(ut_grid_new(&g, &shape), UT_OK);
  for (size_t row = 0; row < rows; row++) {
    for (size_t i = 0; i < count; i++)
      fields[i] = ut_text_of(cells[row * count + i]);
    assert_int_equal(ut_grid_row(g, fields), UT_OK);
  }
  assert_int_equal(ut_grid_write(g, &(struct ut_frame){.title = title}, &o, &err), UT_OK);
  const char *got = ut_buf_string(&o.buf);
  assert_string_equal(got ? got : "", expected);
  ut_grid_free(g);
  ut_output_abandon(&o);
}

static const struct ut_grid_column three[] = {
    {{"kommun", 6}, UT_GRID_TEXT, false}, {{"antal", 5}, UT_GRID_NUMBER, true}, {{"not", 3}, UT_GRID_GUESS, false}};

static void text_is_aligned_by_width(void **state)
{
  static const char *const cells[] = {"Åmål", "12345", "x", "東京", "", "1", "a\u0301", "..", ""};
  (void)state;
  assert_grid(UT_TEXT, three, 3, cells, 3, "Rubrik",
              "Rubrik\n"
              "\n"
              "kommun   antal  not\n"
              "------  ------  ---\n"
              "Åmål    12" SPACE "345  x\n"
              "東京         –  1\n"
              "a\u0301           ..\n");
}

static void a_column_of_numbers_is_guessed(void **state)
{
  static const char *const cells[] = {"a", "1", "12", "b", "2", "–", "c", "3", "1234"};
  (void)state;
  assert_grid(UT_TEXT, three, 3, cells, 3, NULL,
              "kommun  antal   not\n"
              "------  -----  ----\n"
              "a           1    12\n"
              "b           2     –\n"
              "c           3  1234\n");
}

static void markdown_is_escaped_and_padded(void **state)
{
  static const char *const cells[] = {"a|b\\", "-5", "x\r\ny"};
  (void)state;
  assert_grid(UT_MARKDOWN, three, 3, cells, 1, "*T*",
              "**\\*T\\***\n"
              "\n"
              "| kommun | antal | not    |\n"
              "| ------ | ----: | ------ |\n"
              "| a\\|b\\\\ |    \u22125 | x<br>y |\n");
}

static void controls_do_not_get_through(void **state)
{
  static const char *const cells[] = {"a\tb\nc\rd", "\033]0;x\007", "\u202Ex\u202C\xC2\x9B"};
  (void)state;
  assert_grid(UT_TEXT, three, 3, cells, 1, NULL,
              "kommun   antal   not\n"
              "-------  ------  ----\n"
              "a b c d  \uFFFD]0;x\uFFFD  \uFFFDx\uFFFD\uFFFD\n");
}

static void without_columns_there_are_no_rows(void **state)
{
  (void)state;
  assert_grid(UT_TEXT, three, 0, NULL, 0, "T", "T\n\nInga rader\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_regrouped),
      cmocka_unit_test(what_is_no_number_is_left_alone),
      cmocka_unit_test(text_is_aligned_by_width),
      cmocka_unit_test(a_column_of_numbers_is_guessed),
      cmocka_unit_test(markdown_is_escaped_and_padded),
      cmocka_unit_test(controls_do_not_get_through),
      cmocka_unit_test(without_columns_there_are_no_rows),
  };
  return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
