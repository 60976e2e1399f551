/* Which words of a key are sums of which others. */
#include "disclosure/key_sums.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The sums among words with blanks between, as `whole=part+part `, `>` where others may lack. */
static bool is_below(const struct ut_key_sums *s, uint32_t whole, uint32_t part)
{
  const uint64_t *above = ut_key_sums_above(s, part);
  return above && whole < s->words && (above[whole / 64] >> whole % 64 & 1);
}

static void assert_sums(const char *words, const char *expected)
{
  struct ut_distinct distinct = {0};
  struct ut_key_sums sums = {0};
  struct ut_buf text = {0};
  for (struct ut_text rest = ut_text_of(words), word; ut_text_split(&rest, ' ', &word);) {
    uint32_t number;
    assert_int_equal(ut_distinct_add(&distinct, word, &number), UT_OK);
  }
  assert_int_equal(ut_key_sums_init(&sums, &distinct), UT_OK);
  for (size_t i = 0; i < ut_key_sums_count(&sums); i++) {
    const struct ut_key_sum *sum = ut_key_sums_at(&sums, i);
    ut_buf_add_text(&text, ut_distinct_get(&distinct, sum->whole));
    for (size_t k = 0; k < sum->count; k++) {
      ut_buf_add_string(&text, k > 0 ? "+" : sum->partial ? ">" : "=");
      ut_buf_add_text(&text, ut_distinct_get(&distinct, ut_key_sums_parts(&sums, sum)[k]));
    }
    ut_buf_add_string(&text, " ");
  }
  assert_string_equal(ut_buf_string(&text), expected);
  ut_buf_clear(&text);
  ut_key_sums_clear(&sums);
  ut_distinct_clear(&distinct);
}

/* The year by its halves, and by its quarters too, which only the halves need. */
static void periods(void **state)
{
  (void)state;
  assert_sums("2019Q1 2019Q2 2019 2019H2 2019H1", "2019=2019H1+2019H2 2019>2019Q1+2019Q2 2019>2019Q1+2019Q2+2019H2 "
                                                  "2019H1=2019Q1+2019Q2 ");
}

/* A period that says no year is in the one that all others say; where they say several, nobody knows in which. */
static void periods_without_a_year(void **state)
{
  (void)state;
  assert_sums("2019H1 Helår 2019H2", "Helår=2019H1+2019H2 ");
  assert_sums("2020-01 2020-02 2020-03 kv1", "kv1=2020-01+2020-02+2020-03 ");
  assert_sums("2020-01 2020-02 2020-03 kv2", "");
  assert_sums("2019H1 Helår 2020H2", "");
  assert_sums("HV1 Helår HV2", "Helår=HV1+HV2 ");
}

static void what_tiles_nothing(void **state)
{
  (void)state;
  assert_sums("2019 2020Q1 2020Q2 2020Q3", "");
  assert_sums("a b 16 17", "");
  assert_sums("16-24 20-29", "");
}

/* Half of what is needed is no less than nothing. */
static void parts_that_lack(void **state)
{
  (void)state;
  assert_sums("2019 2019-01 2019-02", "2019>2019-01+2019-02 ");
  assert_sums("16-24 19 20-24", "16-24>19+20-24 ");
}

static void bands(void **state)
{
  (void)state;
  assert_sums("-15 16-19 20- 16- *", "16-=16-19+20- ");
  assert_sums("16-24 16-19 20-29 20-24 25-29 16-29",
              "16-24=16-19+20-24 20-29=20-24+25-29 16-29=16-24+25-29 16-29=16-19+20-29 16-29>16-19+20-24+25-29 ");
}

/* Of two words for one span the later is the earlier. */
static void one_span_twice(void **state)
{
  (void)state;
  assert_sums("2019Q1 2019K1", "2019K1=2019Q1 ");
}

static void what_is_below(void **state)
{
  (void)state;
  struct ut_key_sums sums = {.words = 4};
  assert_int_equal(ut_key_sums_add(&sums, 0, (const uint32_t[]){1, 2}, 2, false), UT_OK);
  assert_int_equal(ut_key_sums_add(&sums, 1, (const uint32_t[]){3}, 1, false), UT_OK);
  assert_int_equal(ut_key_sums_add(&sums, 1, (const uint32_t[]){3}, 1, false), UT_OK);
  assert_int_equal(ut_key_sums_count(&sums), 2);
  assert_int_equal(ut_key_sums_close(&sums), UT_OK);
  assert_true(is_below(&sums, 0, 3) && is_below(&sums, 1, 3));
  assert_false(is_below(&sums, 3, 0) || is_below(&sums, 2, 3));
  assert_false(is_below(&sums, UINT32_MAX, 3));
  ut_key_sums_clear(&sums);
}

/* More words than bits in a word; wholes before their parts and behind them. */
static void a_long_way_down(void **state)
{
  enum { WORDS = 200 };
  (void)state;
  for (int down = 0; down < 2; down++) {
    struct ut_key_sums sums = {.words = WORDS};
    for (uint32_t i = 0; i + 1 < WORDS; i++) {
      uint32_t whole = down ? i : WORDS - 2 - i, part = whole + 1;
      assert_int_equal(ut_key_sums_add(&sums, whole, &part, 1, false), UT_OK);
    }
    assert_int_equal(ut_key_sums_close(&sums), UT_OK);
    for (uint32_t i = 0; i < WORDS; i++)
      for (uint32_t k = 0; k < WORDS; k++)
        assert_int_equal(is_below(&sums, i, k), i < k);
    ut_key_sums_clear(&sums);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(periods),
      cmocka_unit_test(periods_without_a_year),
      cmocka_unit_test(what_tiles_nothing),
      cmocka_unit_test(parts_that_lack),
      cmocka_unit_test(bands),
      cmocka_unit_test(one_span_twice),
      cmocka_unit_test(what_is_below),
      cmocka_unit_test(a_long_way_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
