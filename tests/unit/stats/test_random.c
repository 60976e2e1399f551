/* Random numbers: known bytes, and distributions by chi-square. */
#include "../chisquare.h"

#include <math.h>
#include <stdbool.h>

#include "stats/random.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* OpenSSL 3.0: head -c 24 /dev/zero | openssl enc -chacha20 -K KEY -iv 00000000$(printf LibsodiumDRG | xxd -p), where
 * KEY is seed and block, eight bytes each from the lowest, and sixteen zeros; read as numbers from the lowest byte. */
static void words_are_those_of_chacha20(void **state)
{
  (void)state;
  static const struct {
    uint64_t seed;
    int skipped;
    uint64_t words[3];
  } rows[] = {
      {42, 0, {0x792006ef441daf5d, 0x61b12d0e55f2c72a, 0x3e7cc4040f8a8185}},
      {42, UT_RANDOM_WORDS, {0xb8240038d8fe9b6e, 0xeb326b8e8b6b03c0, 0x56d29840103935a4}},
      {0x0102030405060708, 0, {0x6bd0f7337190a287, 0xbc69cd520557d847, 0x156139093bfe1dd4}},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_random r;
    ut_random_init(&r, rows[i].seed);
    for (int j = 0; j < rows[i].skipped; j++)
      ut_random_word(&r);
    for (size_t j = 0; j < COUNT(rows[i].words); j++)
      assert_true(ut_random_word(&r) == rows[i].words[j]);
  }
}

/* From the first words of seed 42: 0x792006ef441daf5d >> 11 over 2^53, and the high 64 bits of 10 times the word. */
static void numbers_are_made_of_one_word_each(void **state)
{
  (void)state;
  struct ut_random r;
  ut_random_init(&r, 42);
  assert_true(ut_random_uniform(&r) == 0xf2400dde883b5p-53);
  assert_int_equal(ut_random_below(&r, 10), 3); /* 0x61b1... / 2^64 = 0.3816 */
  assert_int_equal(ut_random_below(&r, 1), 0);
}

static void uniforms_and_bounded_integers_are_even(void **state)
{
  (void)state;
  static const struct classes tenths = {9, {.1, .2, .3, .4, .5, .6, .7, .8, .9}, {.1, .2, .3, .4, .5, .6, .7, .8, .9}};
  static const struct classes sevenths = {
      6, {0, 1, 2, 3, 4, 5}, {1 / 7.0, 2 / 7.0, 3 / 7.0, 4 / 7.0, 5 / 7.0, 6 / 7.0}};
  static const struct classes thirds = {2, {0, 1}, {1 / 3.0, 2 / 3.0}};
  struct ut_random r;
  int64_t uniform[CLASSES] = {0}, small[CLASSES] = {0}, large[CLASSES] = {0};
  ut_random_init(&r, 1);
  for (int i = 0; i < DRAWS; i++) {
    double u = ut_random_uniform(&r);
    assert_true(u >= 0 && u < 1);
    classify(&tenths, u, uniform);
    classify(&sevenths, (double)ut_random_below(&r, 7), small);
    /* a remainder, or a product that is never refused, would hit one third of this bound as often as the others */
    classify(&thirds, (double)(ut_random_below(&r, UINT64_C(3) << 62) >> 62), large);
  }
  assert_fits(&tenths, uniform);
  assert_fits(&sevenths, small);
  assert_fits(&thirds, large);
}

/* R: cuts <- unique(qbinom(seq(.1, .9, .1), trials, p)); pbinom(cuts, trials, p) */
static void binomials_fit_those_of_r(void **state)
{
  (void)state;
  static const struct {
    int64_t trials;
    double p;
    struct classes classes;
  } rows[] = {
      {10, 0.5, {5, {3, 4, 5, 6, 7}, {0.171875000000, 0.376953125000, 0.623046875000, 0.828125000000, 0.945312500000}}},
      {1000,
       0.003,
       {5, {1, 2, 3, 4, 5}, {0.198699741268, 0.422853485179, 0.647232057319, 0.815515986424, 0.916385069707}}},
      {1000,
       0.997,
       {5,
        {995, 996, 997, 998, 999},
        {0.184484013576, 0.352767942681, 0.577146514821, 0.801300258732, 0.950436917177}}},
      {40,
       0.3,
       {7,
        {8, 10, 11, 12, 13, 14, 16},
        {0.111009175250, 0.308742725392, 0.440607103903, 0.577180924503, 0.703249066596, 0.807448245265,
         0.936687124522}}},
      {25,
       0.5,
       {8,
        {9, 10, 11, 12, 13, 14, 15, 16},
        {0.114761471748, 0.212178111076, 0.345018982887, 0.500000000000, 0.654981017113, 0.787821888924, 0.885238528252,
         0.946123927832}}},
      {100,
       0.9,
       {8,
        {86, 88, 89, 90, 91, 92, 93, 94},
        {0.123876792599, 0.296966899711, 0.416844487734, 0.548709834558, 0.679126111637, 0.793949138196, 0.882844384564,
         0.942423113513}}},
      {10000,
       0.5,
       {9,
        {4936, 4958, 4974, 4987, 5000, 5013, 5026, 5042, 5064},
        {0.102041159968, 0.203270000400, 0.305026832635, 0.401294429644, 0.503989323070, 0.606419070676, 0.701942933355,
         0.802336910186, 0.901475910151}}},
      {10000,
       0.0123,
       {9,
        {109, 114, 117, 120, 123, 126, 129, 132, 137},
        {0.108795289206, 0.222056283970, 0.312824436065, 0.415754581903, 0.523956507220, 0.629589235058, 0.725525680523,
         0.806716363619, 0.904167725196}}},
      {1000000,
       0.2,
       {9,
        {199487, 199663, 199790, 199899, 200000, 200101, 200210, 200337, 200513},
        {0.100024720775, 0.200124407075, 0.300289335108, 0.400900966644, 0.500598413039, 0.600245990198, 0.700705513219,
         0.800615571918, 0.900356979928}}},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_random r;
    int64_t observed[CLASSES] = {0};
    ut_random_init(&r, 100 + i);
    for (int j = 0; j < DRAWS; j++) {
      int64_t k = ut_random_binomial(&r, rows[i].trials, rows[i].p);
      assert_in_range(k, 0, rows[i].trials);
      classify(&rows[i].classes, (double)k, observed);
    }
    assert_fits(&rows[i].classes, observed);
  }
}

/* From the same words and the published algorithms, written anew in Python 3.11, whose floats are IEEE doubles too:
 * what must come out on any machine, by inversion and by rejection. */
static void binomials_are_the_same_everywhere(void **state)
{
  (void)state;
  static const struct {
    int64_t trials;
    double p;
    int64_t numbers[12];
  } rows[] = {
      {16, 0.375, {7, 7, 6, 4, 5, 7, 2, 8, 8, 4, 2, 8}},
      {1000, 0.3, {307, 298, 295, 316, 342, 328, 304, 271, 279, 288, 320, 306}},
      {10000, 0.8125, {8106, 8130, 8137, 8081, 8048, 8114, 8204, 8180, 8157, 8072, 8108, 8115}},
      {1000000, 0.0009765625, {992, 972, 967, 1012, 1038, 985, 913, 932, 951, 1019, 990, 984}},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_random r;
    ut_random_init(&r, 2026);
    for (size_t j = 0; j < COUNT(rows[i].numbers); j++)
      assert_int_equal(ut_random_binomial(&r, rows[i].trials, rows[i].p), rows[i].numbers[j]);
  }
}

static void binomials_at_the_edges_are_certain(void **state)
{
  (void)state;
  struct ut_random r;
  ut_random_init(&r, 3);
  static const struct {
    int64_t trials;
    double p;
    int64_t expected;
  } rows[] = {{0, 0.5, 0}, {-1, 0.5, 0}, {10, 0, 0}, {10, 1, 10}, {1000000, 1, 1000000}, {1000000, 0, 0}};
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_int_equal(ut_random_binomial(&r, rows[i].trials, rows[i].p), rows[i].expected);
}

/* R: p <- seq(.1, .9, .1); ifelse(p < .2, 2 + sqrt(p * 5 * 1), 7 - sqrt((1 - p) * 5 * 4)) */
static void triangles_fit_those_of_r(void **state)
{
  (void)state;
  static const struct classes deciles = {9,
                                         {2.707106781187, 3.000000000000, 3.258342613226, 3.535898384862,
                                          3.837722339832, 4.171572875254, 4.550510257217, 5.000000000000,
                                          5.585786437627},
                                         {.1, .2, .3, .4, .5, .6, .7, .8, .9}};
  struct ut_random r;
  int64_t observed[CLASSES] = {0};
  ut_random_init(&r, 4);
  for (int i = 0; i < DRAWS; i++) {
    double x = ut_random_triangular(&r, 2, 3, 7);
    assert_true(x >= 2 && x <= 7);
    classify(&deciles, x, observed);
    double low = ut_random_triangular(&r, -5, -5, -1), high = ut_random_triangular(&r, -5, -1, -1);
    assert_true(low >= -5 && low <= -1 && high >= -5 && high <= -1);
  }
  assert_fits(&deciles, observed);
  assert_true(ut_random_triangular(&r, 8, 8, 8) == 8);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_those_of_chacha20),
      cmocka_unit_test(numbers_are_made_of_one_word_each),
      cmocka_unit_test(uniforms_and_bounded_integers_are_even),
      cmocka_unit_test(binomials_fit_those_of_r),
      cmocka_unit_test(binomials_are_the_same_everywhere),
      cmocka_unit_test(binomials_at_the_edges_are_certain),
      cmocka_unit_test(triangles_fit_those_of_r),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
