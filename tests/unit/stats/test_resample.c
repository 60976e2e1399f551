/* Resampling: against the multinomial and the hypergeometric distribution, as R 4.2.2 gives them. */
#include "../chisquare.h"

#include <stdbool.h>
#include <string.h>

#include "stats/resample.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { KINDS = 11 };

static struct ut_resample *resample_of(const int64_t *times, size_t kinds, int64_t population)
{
  struct ut_resample *s;
  struct ut_error err = {0};
  if (ut_resample_new(&s, times, kinds, population, &err))
    fail_msg("%s", err.text);
  return s;
}

/* How many of some kinds came up is binomial. R: cuts <- unique(qbinom(seq(.1, .9, .1), 1000, n / 1000));
 * pbinom(cuts, 1000, n / 1000), where n of the 1000 units are of those kinds. The last two rows, of several kinds, fail
 * when the kinds are drawn as if they did not know of each other. */
static void draws_with_replacement_are_multinomial(void **state)
{
  (void)state;
  static const int64_t times[KINDS] = {3, 400, 25, 300, 2, 200, 3, 60, 3, 1, 3};
  static const struct {
    bool kinds[KINDS];
    struct classes classes;
  } rows[] = {
      {{[5] = true},
       {9,
        {184, 189, 193, 197, 200, 203, 207, 211, 216},
        {0.109420165967, 0.203934043060, 0.305725509727, 0.424649623185, 0.518911435559, 0.611783375310, 0.725087514021,
         0.818740579136, 0.903066257572}}},
      {{[7] = true},
       {9,
        {50, 54, 56, 58, 60, 62, 64, 66, 70},
        {0.100567591712, 0.234738078932, 0.326138741525, 0.428240231686, 0.534278882828, 0.636897769579, 0.729631973576,
         0.808040538121, 0.916437973067}}},
      {{[2] = true},
       {9,
        {19, 21, 22, 24, 25, 26, 27, 29, 31},
        {0.130432423323, 0.244165977104, 0.314859386269, 0.472389816423, 0.552925667876, 0.630363986580, 0.701992592866,
         0.820665988905, 0.902709579805}}},
      {{[0] = true},
       {5, {1, 2, 3, 4, 5}, {0.198699741268, 0.422853485179, 0.647232057319, 0.815515986424, 0.916385069707}}},
      {{[0] = true, [4] = true, [6] = true, [8] = true, [9] = true, [10] = true},
       {9,
        {10, 12, 13, 14, 15, 16, 17, 18, 20},
        {0.116633744254, 0.265731485840, 0.361770689384, 0.464878768317, 0.568091525502, 0.664853485363, 0.750145006865,
         0.821076957488, 0.918606540232}}},
      {{[1] = true, [2] = true},
       {9,
        {405, 412, 417, 421, 425, 429, 433, 438, 445},
        {0.105949960666, 0.212140568581, 0.316144879001, 0.412018971624, 0.513394058692, 0.613826663751, 0.707066127867,
         0.806199524611, 0.904954222919}}},
  };
  struct ut_resample *s = resample_of(times, KINDS, 0);
  int64_t observed[COUNT(rows)][CLASSES] = {{0}}, drawn[KINDS];
  struct ut_random random;
  ut_random_init(&random, 7);
  for (int i = 0; i < DRAWS; i++) {
    ut_resample_draw(s, &random, drawn);
    int64_t sum = 0;
    for (size_t k = 0; k < KINDS; k++)
      sum += drawn[k];
    assert_int_equal(sum, 1000);
    for (size_t j = 0; j < COUNT(rows); j++) {
      int64_t of_row = 0;
      for (size_t k = 0; k < KINDS; k++)
        of_row += rows[j].kinds[k] ? drawn[k] : 0;
      classify(&rows[j].classes, (double)of_row, observed[j]);
    }
  }
  for (size_t j = 0; j < COUNT(rows); j++)
    assert_fits(&rows[j].classes, observed[j]);
  ut_resample_free(s);
}

/* 16 of 135 were observed, 6 of them of the first kind: 135 is eight times 16 and 7 more. R: p <- sapply(0:16,
 * function(x) sum(sapply(0:6, function(r) dhyper(r, 6, 10, 7) * dhyper(x, 48 + r, 87 - r, 16)))); cumsum(p) */
static void draws_from_a_finite_population_are_hypergeometric(void **state)
{
  (void)state;
  static const struct classes classes = {
      7,
      {2, 3, 4, 5, 6, 7, 8},
      {0.022495345190, 0.081519139322, 0.207351788759, 0.398873578829, 0.614100608969, 0.796214377509, 0.913439148455}};
  struct ut_resample *s = resample_of((int64_t[]){6, 10}, 2, 135);
  struct ut_random random;
  int64_t observed[CLASSES] = {0}, drawn[2];
  ut_random_init(&random, 8);
  for (int i = 0; i < DRAWS; i++) {
    ut_resample_draw(s, &random, drawn);
    assert_int_equal(drawn[0] + drawn[1], 16);
    classify(&classes, (double)drawn[0], observed);
  }
  assert_fits(&classes, observed);
  ut_resample_free(s);
}

static void a_population_that_was_all_observed_is_certain(void **state)
{
  (void)state;
  static const int64_t times[] = {20, 0, 1, 2};
  struct ut_resample *s = resample_of(times, COUNT(times), 23);
  struct ut_random random;
  int64_t drawn[COUNT(times)];
  ut_random_init(&random, 9);
  for (int i = 0; i < 10; i++) {
    ut_resample_draw(s, &random, drawn);
    assert_memory_equal(drawn, times, sizeof times);
  }
  ut_resample_free(s);
}

static void nothing_and_one_kind_are_certain(void **state)
{
  (void)state;
  struct ut_random random;
  int64_t drawn[2] = {-1, -1};
  ut_random_init(&random, 10);
  static const int64_t rows[][2] = {{0, 0}, {0, 5}, {5000, 0}};
  for (size_t i = 0; i < COUNT(rows); i++)
    for (int64_t population = 0; population <= 10000; population += 10000) {
      struct ut_resample *s = resample_of(rows[i], 2, population);
      ut_resample_draw(s, &random, drawn);
      assert_memory_equal(drawn, rows[i], sizeof drawn);
      ut_resample_free(s);
    }
  struct ut_resample *none = resample_of(NULL, 0, 0);
  ut_resample_draw(none, &random, drawn);
  ut_resample_free(none);
  ut_resample_free(NULL);
}

static void sizes_are_checked(void **state)
{
  (void)state;
  static const struct {
    int64_t times[2], population;
    enum ut_status status;
    const char *text;
  } rows[] = {
      {{10, 6}, 15, UT_USAGE, "the population is 15, but 16 were observed"},
      {{INT32_MAX, 1}, 0, UT_BAD_INPUT, "more than 2147483647 units cannot be resampled"},
      {{INT64_MAX, INT64_MAX}, 0, UT_BAD_INPUT, "more than 2147483647 units cannot be resampled"},
      {{1, 1}, INT64_C(1) << 31, UT_BAD_INPUT, "a population of more than 2147483647 cannot be resampled"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_resample *s;
    struct ut_error err = {0};
    assert_int_equal(ut_resample_new(&s, rows[i].times, 2, rows[i].population, &err), rows[i].status);
    assert_string_equal(err.text, rows[i].text);
    assert_null(s);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(draws_with_replacement_are_multinomial),
      cmocka_unit_test(draws_from_a_finite_population_are_hypergeometric),
      cmocka_unit_test(a_population_that_was_all_observed_is_certain),
      cmocka_unit_test(nothing_and_one_kind_are_certain),
      cmocka_unit_test(sizes_are_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
