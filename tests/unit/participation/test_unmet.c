/* Texts that are sought and that no cell is, where another resembles them. */
#include "participation/unmet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* How many are noted, of the texts in a column of these cells. */
static size_t noted(const char *const *texts, size_t text_count, const char *const *cells, size_t cell_count)
{
  struct ut_unmet u = {.left = 0};
  struct ut_run run = {.context = NULL};
  for (size_t i = 0; i < text_count; i++)
    assert_int_equal(ut_unmet_add(&u, ut_text_of(texts[i])), UT_OK);
  for (size_t i = 0; i < cell_count; i++)
    assert_int_equal(ut_unmet_see(&u, ut_text_of(cells[i])), UT_OK);
  assert_int_equal(ut_unmet_tell(&u, ut_text_of("insats"), &run), UT_OK);
  size_t count = run.noted[UT_NOTE_SOKT_SAKNAS].count;
  ut_unmet_clear(&u);
  ut_run_clear(&run);
  return count;
}

static void resemblance(void **state)
{
  (void)state;
  static const struct {
    const char *text, *cell;
    size_t noted;
  } cases[] = {
      {"Stegt", "Steget", 1},
      {"Steget", "Steget vidare", 1},
      {"Steget vidare", "Steget", 1},
      {"JobbFokus", "JobbFokus 2.0/SPIRA", 1},
      {"Brod", "Bröd", 1},
      {"STEGET*", "Steget vidare", 1},
      {"Ste*", "Steget", 0}, /* it is met */
      {"St?get", "Steget", 0},
      {"steget", "Steget", 0}, /* alike tells */
      {"Steg - A", "Steg-A", 0},
      {"Intag 2", "Intag 1", 0},
      {"Grupp C", "Grupp A", 0},
      {"Bron", "Vägen", 0},
      {"*", "", 0},
      {"", "Bron", 0},
  };
  for (size_t i = 0; i < COUNT(cases); i++)
    assert_int_equal(noted(&cases[i].text, 1, &cases[i].cell, 1), cases[i].noted);
}

/* What is sought itself is no other spelling of what is sought beside it, and of a long list nothing is asked. */
static void several(void **state)
{
  (void)state;
  static const char *const towns[] = {"Nora", "Mora"}, *const cells[] = {"Mora", "Malung"};
  static const char *const wrong[] = {"Malun", "Nora", "Moraa"};
  const char *many[UT_UNMET_MOST + 1];
  for (size_t i = 0; i < COUNT(many); i++)
    many[i] = "Malun";
  assert_int_equal(noted(towns, 2, cells, 2), 0);
  assert_int_equal(noted(wrong, 3, cells, 2), 3);
  assert_int_equal(noted(many, UT_UNMET_MOST, cells, 2), UT_UNMET_MOST);
  assert_int_equal(noted(many, COUNT(many), cells, 2), 0);
  assert_int_equal(noted(wrong, 3, cells, 0), 0);
}

/* Nothing is selected where no name is like the pattern; but where there are no names, nobody knows. */
static void selects(void **state)
{
  (void)state;
  static const struct {
    const char *cell;
    size_t noted;
  } cases[] = {{"Bron", 1}, {"Vägen", 0}, {"", 0}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct ut_unmet u = {.selects = true};
    struct ut_run run = {.context = NULL};
    assert_int_equal(ut_unmet_add(&u, ut_text_of("Väg*")), UT_OK);
    assert_int_equal(ut_unmet_see(&u, ut_text_of(cases[i].cell)), UT_OK);
    assert_int_equal(ut_unmet_tell(&u, ut_text_of("insats"), &run), UT_OK);
    assert_int_equal(run.noted[UT_NOTE_SOKT_SAKNAS].count, cases[i].noted);
    ut_unmet_clear(&u);
    ut_run_clear(&run);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(resemblance),
      cmocka_unit_test(several),
      cmocka_unit_test(selects),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
