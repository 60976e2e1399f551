/* Tables: groups, counters, totals, order. Small tables are counted by hand; three_keys_against_sqlite is what sqlite3
 * 3.40 answered. */
#include "utfall/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { KEYS_MAX = 3 };

static struct ut_table *new_table(const char *const *vocabularies, size_t keys, size_t counters)
{
  const struct ut_vocabulary *named[KEYS_MAX] = {NULL};
  for (size_t i = 0; i < keys; i++)
    named[i] = vocabularies[i] ? ut_vocabulary_named(vocabularies[i]) : NULL;
  struct ut_table *t;
  assert_int_equal(ut_table_new(&t, named, keys, counters), UT_OK);
  return t;
}

static int64_t *find(struct ut_table *t, const char *a, const char *b, const char *c)
{
  struct ut_text keys[KEYS_MAX] = {ut_text_of(a ? a : ""), ut_text_of(b ? b : ""), ut_text_of(c ? c : "")};
  int64_t *counters;
  assert_int_equal(ut_table_find(t, keys, &counters, NULL), UT_OK);
  return counters;
}

/* The groups in their order as KEY|KEY|COUNTER|COUNTER, a line each. */
static void expect_table(const struct ut_table *t, size_t keys, size_t counters, const char *expected)
{
  struct ut_buf b = {0};
  for (size_t i = 0; i < ut_table_groups(t); i++) {
    struct ut_group group = ut_table_group(t, i);
    for (size_t k = 0; k < keys; k++)
      assert_int_equal(ut_buf_format(&b, "%.*s|", (int)group.keys[k].len, group.keys[k].ptr), UT_OK);
    for (size_t k = 0; k < counters; k++)
      assert_int_equal(ut_buf_format(&b, "%lld%s", (long long)group.counters[k], k + 1 < counters ? "|" : "\n"), UT_OK);
  }
  assert_string_equal(ut_buf_string(&b), expected);
  ut_buf_clear(&b);
}

static void groups_are_counted(void **state)
{
  (void)state;
  static const char *const vocabularies[] = {NULL, "kon"};
  struct ut_table *t = new_table(vocabularies, 2, 2);
  static const struct {
    const char *intag, *kon;
    int days;
  } rows[] = {{"Intag 10", "M", 5}, {"Intag 2", "", 7}, {"Intag 2", "M", 1},  {"Intag 10", "M", 6},
              {"Intag 2", "K", 3},  {"", "K", 9},       {"Intag 10", "K", 2}, {"Intag 10", "K", 2}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int64_t *counters = find(t, rows[i].intag, rows[i].kon, NULL);
    counters[0]++;
    counters[1] += rows[i].days;
  }
  expect_table(t, 2, 2,
               "Intag 10|M|2|11\nIntag 2||1|7\nIntag 2|M|1|1\nIntag 2|K|1|3\n"
               "|K|1|9\nIntag 10|K|2|4\n");
  ut_table_sort(t);
  expect_table(t, 2, 2,
               "Intag 2|K|1|3\nIntag 2|M|1|1\nIntag 2||1|7\n"
               "Intag 10|K|2|4\nIntag 10|M|2|11\n|K|1|9\n");
  find(t, "Intag 10", "M", NULL)[0]++; /* found again after sorting */
  assert_int_equal(ut_table_group(t, 4).counters[0], 3);
  assert_int_equal(ut_table_groups(t), 6);
  ut_table_free(t);
}

static void totals_of_some_columns(void **state)
{
  (void)state;
  static const char *const vocabularies[] = {"kon", NULL};
  struct ut_table *t = new_table(vocabularies, 2, 1);
  find(t, "M", "arbete", NULL)[0] = 3;
  find(t, "K", "arbete", NULL)[0] = 4;
  find(t, "K", "studier", NULL)[0] = 5;
  assert_int_equal(ut_table_add_totals(t, 1, NULL), UT_OK);
  ut_table_sort(t);
  expect_table(t, 2, 1, "K|arbete|4\nK|studier|5\nM|arbete|3\n*|arbete|7\n*|studier|5\n");
  ut_table_free(t);
}

static void totals_of_no_rows(void **state)
{
  (void)state;
  static const char *const vocabularies[] = {"kon", NULL};
  struct ut_table *t = new_table(vocabularies, 2, 2);
  assert_int_equal(ut_table_add_totals(t, 0, NULL), UT_OK);
  assert_int_equal(ut_table_groups(t), 0);
  assert_int_equal(ut_table_add_totals(t, 1, NULL), UT_OK);
  expect_table(t, 2, 2, "*|*|0|0\n");
  ut_table_free(t);
}

static void totals_that_overflow(void **state)
{
  (void)state;
  static const char *const vocabularies[] = {"kon"};
  struct ut_table *t = new_table(vocabularies, 1, 1);
  struct ut_error err;
  find(t, "K", NULL, NULL)[0] = INT64_MAX;
  find(t, "M", NULL, NULL)[0] = 1;
  assert_int_equal(ut_table_add_totals(t, 1, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "a total is too large to be counted");
  assert_int_equal(ut_table_add_totals(t, 17, &err), UT_USAGE);
  assert_string_equal(err.text, "totals over more than 16 columns");
  ut_table_free(t);
}

/* The rows are numbered 0 to 999; the answer is that of
 *   with recursive r(i) as (select 0 union all select i + 1 from r where i < 999),
 *   d as (select case when i*i%7 < 4 then 'K' else 'M' end kon, 'Intag ' || (i%11%3*4+2) intag,
 *         case i%13%2 when 0 then '' else 'ja' end anonym, i from r),
 *   m(x) as (values (0), (1)),
 *   g as (select case a.x when 1 then '*' else kon end kon, case b.x when 1 then '*' else intag end intag,
 *         case c.x when 1 then '*' else anonym end anonym, i from d, m a, m b, m c)
 *   select kon, intag, anonym, count(*), sum(i) from g group by 1, 2, 3
 *   order by kon = '*', kon, intag = '*', length(intag), intag, anonym = '*', anonym = '', anonym; */
static void three_keys_against_sqlite(void **state)
{
  (void)state;
  static const char *const vocabularies[] = {"kon", NULL, NULL};
  struct ut_table *t = new_table(vocabularies, 3, 2);
  for (int i = 0; i < 1000; i++) {
    char intag[32];
    snprintf(intag, sizeof intag, "Intag %d", i % 11 % 3 * 4 + 2);
    int64_t *counters = find(t, i * i % 7 < 4 ? "K" : "M", intag, i % 13 % 2 == 0 ? "" : "ja");
    counters[0]++;
    counters[1] += i;
  }
  assert_int_equal(ut_table_add_totals(t, 3, NULL), UT_OK);
  ut_table_sort(t);
  expect_table(t, 3, 2,
               "K|Intag 2|ja|120|59038\n"
               "K|Intag 2||140|69545\n"
               "K|Intag 2|*|260|128583\n"
               "K|Intag 6|ja|120|60676\n"
               "K|Intag 6||139|68454\n"
               "K|Intag 6|*|259|129130\n"
               "K|Intag 10|ja|90|45143\n"
               "K|Intag 10||105|53501\n"
               "K|Intag 10|*|195|98644\n"
               "K|*|ja|330|164857\n"
               "K|*||384|191500\n"
               "K|*|*|714|356357\n"
               "M|Intag 2|ja|48|23415\n"
               "M|Intag 2||56|29820\n"
               "M|Intag 2|*|104|53235\n"
               "M|Intag 6|ja|48|24871\n"
               "M|Intag 6||56|27181\n"
               "M|Intag 6|*|104|52052\n"
               "M|Intag 10|ja|36|17857\n"
               "M|Intag 10||42|19999\n"
               "M|Intag 10|*|78|37856\n"
               "M|*|ja|132|66143\n"
               "M|*||154|77000\n"
               "M|*|*|286|143143\n"
               "*|Intag 2|ja|168|82453\n"
               "*|Intag 2||196|99365\n"
               "*|Intag 2|*|364|181818\n"
               "*|Intag 6|ja|168|85547\n"
               "*|Intag 6||195|95635\n"
               "*|Intag 6|*|363|181182\n"
               "*|Intag 10|ja|126|63000\n"
               "*|Intag 10||147|73500\n"
               "*|Intag 10|*|273|136500\n"
               "*|*|ja|462|231000\n"
               "*|*||538|268500\n"
               "*|*|*|1000|499500\n");
  ut_table_free(t);
}

static void no_key_columns(void **state)
{
  (void)state;
  struct ut_table *t = new_table(NULL, 0, 1);
  int64_t *counters;
  expect_table(t, 0, 1, "0\n");
  for (int i = 0; i < 3; i++) {
    assert_int_equal(ut_table_find(t, NULL, &counters, NULL), UT_OK);
    counters[0]++;
  }
  assert_int_equal(ut_table_add_totals(t, 0, NULL), UT_OK);
  ut_table_sort(t);
  expect_table(t, 0, 1, "3\n");
  ut_table_free(t);
}

static void stars_are_refused(void **state)
{
  (void)state;
  static const char *const vocabularies[] = {NULL, NULL};
  struct ut_table *t = new_table(vocabularies, 2, 1);
  struct ut_text keys[] = {ut_text_of("**"), ut_text_of("*")};
  struct ut_error err;
  int64_t *counters;
  assert_int_equal(ut_table_find(t, keys, &counters, &err), UT_BAD_INPUT);
  assert_string_equal(err.text, "a value is \"*\", which stands for all values together");
  assert_int_equal(ut_table_groups(t), 0);
  find(t, "**", "", NULL);
  ut_table_free(t);
}

/* Texts of every length to 40, each also with one byte changed, are told apart and found again; and the same bytes
 * divided otherwise over two keys are another group. */
static void keys_are_told_apart(void **state)
{
  (void)state;
  enum { LENGTH = 40 };
  static const char *const vocabularies[] = {NULL, NULL};
  struct ut_table *t = new_table(vocabularies, 2, 1);
  int64_t groups = 0;
  for (int round = 0; round < 2; round++, groups = 0)
    for (size_t len = 0; len <= LENGTH; len++)
      for (size_t changed = 0; changed <= len; changed++, groups++) {
        char *bytes = malloc(len > 0 ? len : 1); /* exact, so that the sanitizer sees a read beyond it */
        memset(bytes, 'a', len);
        if (changed < len)
          bytes[changed] = 'b';
        struct ut_text keys[] = {{bytes, len}, ut_text_of("a")};
        int64_t *counters;
        assert_int_equal(ut_table_find(t, keys, &counters, NULL), UT_OK);
        assert_int_equal(*counters, round == 0 ? 0 : groups);
        *counters = groups;
        free(bytes);
      }
  assert_int_equal(ut_table_groups(t), (LENGTH + 1) * (LENGTH + 2) / 2);
  find(t, "aaa", "aa", NULL)[0] = -1;
  find(t, "aa", "aaa", NULL)[0] = -2;
  assert_int_equal(find(t, "aaa", "aa", NULL)[0], -1);
  ut_table_free(t);
}

static void many_and_long(void **state)
{
  (void)state;
  enum { MANY = 200000, LONG = 1 << 20 };
  static const char *const vocabularies[] = {NULL};
  struct ut_table *t = new_table(vocabularies, 1, 1);
  char key[16], *text = malloc(LONG);
  memset(text, 'x', LONG);
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < MANY; i++) {
      snprintf(key, sizeof key, "%d", i);
      find(t, key, NULL, NULL)[0] += i;
    }
    struct ut_text keys[] = {{text, LONG}};
    int64_t *counters;
    assert_int_equal(ut_table_find(t, keys, &counters, NULL), UT_OK);
    (*counters)++;
  }
  assert_int_equal(ut_table_groups(t), MANY + 1);
  for (size_t i = 0; i < MANY; i++)
    assert_int_equal(ut_table_group(t, i).counters[0], 2 * i);
  assert_int_equal(ut_table_group(t, MANY).counters[0], 2);
  assert_int_equal(ut_table_group(t, MANY).keys[0].len, LONG);
  free(text);
  ut_table_free(t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(groups_are_counted),
      cmocka_unit_test(totals_of_some_columns),
      cmocka_unit_test(totals_of_no_rows),
      cmocka_unit_test(totals_that_overflow),
      cmocka_unit_test(three_keys_against_sqlite),
      cmocka_unit_test(no_key_columns),
      cmocka_unit_test(stars_are_refused),
      cmocka_unit_test(keys_are_told_apart),
      cmocka_unit_test(many_and_long),
  };
  return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
