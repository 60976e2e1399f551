/* The table of columns, and cells as they are decoded. */
#include "utfall/column.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct ut_column *column(const char *name)
{
  return ut_column_find(ut_text_of(name));
}

static void test_every_column_is_found_by_its_name(void **state)
{
  (void)state;
  size_t count;
  const struct ut_column *all = ut_columns(&count);
  for (size_t i = 0; i < count; i++)
    assert_ptr_equal(column(all[i].name), &all[i]);
  assert_null(column(""));
  assert_null(column("insat"));
  assert_null(column("insatser"));
  assert_null(column("Insats"));
  assert_null(column("sysselsattning"));
  assert_null(column("zzz"));
  assert_null(ut_column_find((struct ut_text){"in\0sats", 7}));
  assert_null(ut_column_find((struct ut_text){NULL, 0}));
}

static void test_participations_come_first_in_canonical_order(void **state)
{
  (void)state;
  static const char *const expected[] = {
      "insats",
      "intag",
      "id",
      "anonym",
      "kon",
      "fodelsear",
      "kommun",
      "remittent",
      "utbildning",
      "tid_forsorjning",
      "start",
      "slut",
      "avslutsorsak",
      "sysselsattning_fore",
      "sysselsattning_under",
      "sysselsattning_efter",
      "sysselsattning_6m",
      "sysselsattning_12m",
      "sysselsattning_24m",
      "forsorjning_fore",
      "forsorjning_efter",
      "forsorjning_6m",
      "forsorjning_12m",
      "forsorjning_24m",
      "resurs_fore",
      "resurs_efter",
      "resurs_6m",
      "resurs_12m",
      "resurs_24m",
  };
  size_t count, recorded = sizeof expected / sizeof *expected;
  const struct ut_column *all = ut_columns(&count);
  assert_true(count > recorded);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(all[i].origin == UT_RECORDED, i < recorded);
  for (size_t i = 0; i < recorded; i++)
    assert_string_equal(all[i].name, expected[i]);
}

static void test_types_follow_the_vocabularies(void **state)
{
  (void)state;
  size_t count;
  const struct ut_column *all = ut_columns(&count);
  for (size_t i = 0; i < count; i++) {
    if (all[i].type == UT_TYPE_CODE || all[i].type == UT_TYPE_LIST)
      assert_non_null(all[i].codes);
    assert_true(strlen(all[i].sv) > 0 && strlen(all[i].en) > 0);
  }
  assert_string_equal(column("kon")->codes->name, "kon");
  assert_string_equal(column("sysselsattning_12m")->codes->name, "sysselsattning");
  assert_int_equal(column("sysselsattning_12m")->occasion, UT_12M);
  assert_int_equal(column("offentlig_fore")->occasion, UT_FORE);
  assert_int_equal(column("offentlig_fore")->origin, UT_DERIVED);
  assert_int_equal(column("slut")->occasion, UT_NO_OCCASION);
  assert_int_equal(column("slut")->type, UT_TYPE_DATE);
  assert_int_equal(column("senaste")->origin, UT_HELD);
  assert_int_equal(column("andel")->origin, UT_RESULT);
  assert_string_equal(column("andel")->sv, "Andel (%)");
  assert_string_equal(column("antal")->sv, "Antal");
  assert_string_equal(column("kod")->codes->name, "kod");
}

static void test_occasions(void **state)
{
  (void)state;
  static const int months[UT_OCCASIONS] = {0, 0, 0, 6, 12, 24};
  for (int at = 0; at < UT_OCCASIONS; at++) {
    char name[40];
    snprintf(name, sizeof name, "sysselsattning_%s", ut_occasion_names[at]);
    assert_int_equal(column(name)->occasion, at);
    assert_int_equal(ut_occasion_months((enum ut_occasion)at), months[at]);
  }
  assert_int_equal(ut_occasion_months(UT_NO_OCCASION), 0);
}

static void test_numeric_columns(void **state)
{
  (void)state;
  static const char *const numeric[] = {
      "antal", "antal_start",     "bas",         "andel",     "ki_lag",     "p",    "medel_x",
      "dagar", "manader",         "alder",       "fodelsear", "belopp",     "2019", "andel_K",
      "fore",  "tid_forsorjning", "aterstar_ar", "nyttokvot", "belaggning", "in"};
  static const char *const text[] = {
      "",    "kon",           "slut",   "id", "konto",   "period", "sysselsattning_fore", "rader", "2019Q1",
      "ant", "en anteckning", "status", "ar", "startar", "ordning"};
  for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++)
    assert_true(ut_column_is_numeric(ut_text_of(numeric[i])));
  for (size_t i = 0; i < sizeof text / sizeof *text; i++)
    assert_false(ut_column_is_numeric(ut_text_of(text[i])));
}

static struct ut_cells *cells_of(const char *name)
{
  struct ut_cells *cells;
  assert_int_equal(ut_cells_new(&cells, name ? column(name) : &ut_column_unknown), UT_OK);
  return cells;
}

static struct ut_value decoded(struct ut_cells *cells, const char *cell)
{
  struct ut_value value;
  assert_int_equal(ut_cells_decode(cells, ut_text_of(cell), &value, NULL), UT_OK);
  assert_true(ut_text_is(value.text, cell));
  assert_int_equal(value.missing, cell[0] == '\0');
  return value;
}

static void test_text_is_what_stands_in_the_cell(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of(NULL);
  decoded(cells, " Intag 2 ");
  decoded(cells, "");
  ut_cells_free(cells);
  ut_cells_free(NULL);
}

static void test_dates_and_numbers(void **state)
{
  (void)state;
  struct ut_cells *start = cells_of("start"), *born = cells_of("fodelsear"), *share = cells_of("andel");
  assert_int_equal(decoded(start, "1970-01-02").number, 1);
  assert_int_equal(decoded(start, "2019-12-31").number, 18261); /* date -d 2019-12-31 +%s / 86400 */
  decoded(start, "");
  struct ut_value year = decoded(born, "1850");
  assert_int_equal(year.number, 1850);
  assert_int_equal(year.divisor, 1);
  struct ut_value percent = decoded(share, "12.5");
  assert_int_equal(percent.number, 125);
  assert_int_equal(percent.divisor, 10);
  ut_cells_free(start);
  ut_cells_free(born);
  ut_cells_free(share);
}

static void test_codes(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of("kon");
  for (int round = 0; round < 3; round++) {
    assert_int_equal(decoded(cells, "K").number, 0);
    assert_int_equal(decoded(cells, "M").number, 1);
    decoded(cells, "");
    assert_int_equal(decoded(cells, "M").number, 1);
  }
  ut_cells_free(cells);
}

static void test_lists(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of("sysselsattning_efter");
  const struct ut_list *half = decoded(cells, "arbete:50|studier:12.5").list;
  const struct ut_list *whole = decoded(cells, "arbete").list;
  assert_int_equal(half->has, 0x5);
  assert_int_equal(half->extent[0], 5000);
  assert_int_equal(half->extent[1], 0);
  assert_int_equal(half->extent[2], 1250);
  assert_int_equal(whole->has, 1);
  assert_int_equal(whole->extent[0], 10000);
  assert_int_equal(decoded(cells, "arbete:25|arbete:25.25").list->extent[0], 5025); /* named twice */
  assert_int_equal(decoded(cells, "ingen:0").list->has, 1 << 10);
  assert_int_equal(decoded(cells, "ingen:100.00").list->extent[10], 10000);
  assert_ptr_equal(decoded(cells, "arbete:50|studier:12.5").list, half); /* remembered, in its place */
  assert_true(decoded(cells, "").missing);
  ut_cells_free(cells);
}

/* More spellings than are remembered, each read twice, in a changing order: nothing is mistaken for another. */
static void test_many_spellings(void **state)
{
  (void)state;
  struct ut_cells *cells = cells_of("sysselsattning_fore");
  for (int round = 0; round < 2; round++)
    for (int i = 0; i <= 10000; i++) {
      int hundredths = round ? 10000 - i : i;
      char cell[80];
      snprintf(cell, sizeof cell, "%sstudier:%d.%02d", i % 2 ? "" : "arbete|", hundredths / 100, hundredths % 100);
      const struct ut_list *list = decoded(cells, cell).list;
      assert_int_equal(list->has, i % 2 ? 0x4 : 0x5);
      assert_int_equal(list->extent[2], hundredths);
      assert_int_equal(decoded(cells, cell).list->extent[2], hundredths);
    }
  ut_cells_free(cells);
}

static void test_a_long_list_is_read_but_does_not_overflow(void **state)
{
  (void)state;
  enum { PARTS = 400000 };
  char *cell = malloc((size_t)PARTS * 7), *p = cell;
  assert_non_null(cell);
  for (int i = 0; i < PARTS; i++)
    p = mempcpy(p, i ? "|arbete" : "arbete", i ? 7 : 6);
  struct ut_cells *cells = cells_of("sysselsattning_fore");
  struct ut_value value;
  assert_int_equal(ut_cells_decode(cells, (struct ut_text){cell, (size_t)(p - cell)}, &value, NULL), UT_OK);
  assert_true(value.list->extent[0] > 2000000000);
  ut_cells_free(cells);
  free(cell);
}

struct refused {
  const char *column, *cell, *message;
};

static void test_what_cannot_be_decoded_is_named(void **state)
{
  (void)state;
  static const struct refused refused[] = {
      {"start", "2019-13-01", "start: \"2019-13-01\" is not a date (expected YYYY-MM-DD)"},
      {"slut", "20191231", "slut: \"20191231\" is not a date (expected YYYY-MM-DD)"},
      {"fodelsear", "1849", "fodelsear: \"1849\" is not a year of birth (expected 1850-2100)"},
      {"fodelsear", "2101", "fodelsear: \"2101\" is not a year of birth (expected 1850-2100)"},
      {"fodelsear", "1980.0", "fodelsear: \"1980.0\" is not a year of birth (expected 1850-2100)"},
      {"fodelsear", "800101-9802", "fodelsear: \"xxxxxx-xxxx\" is not a year of birth (expected 1850-2100)"},
      {"tid_forsorjning", "-1", "tid_forsorjning: \"-1\" is not a number of months (expected a whole number from 0)"},
      {"antal", "tre", "antal: \"tre\" is not a number"},
      {"kon", "k", "kon: \"k\" is not a code of kon (did you mean K?)"},
      {"kon", "X", "kon: \"X\" is not a code of kon (expected K, M)"},
      {"sysselsattning_efter", "arbette",
       "sysselsattning_efter: \"arbette\" is not a code of sysselsattning (did you mean arbete?)"},
      {"sysselsattning_efter", "arbete|", "sysselsattning_efter: \"\" is not a code of sysselsattning"},
      {"sysselsattning_efter",
       "arbete:", "sysselsattning_efter: \"\" is not an extent (expected 0-100 percent, at most two decimals)"},
      {"sysselsattning_efter", "arbete:100.01",
       "sysselsattning_efter: \"100.01\" is not an extent (expected 0-100 percent, at most two decimals)"},
      {"sysselsattning_efter", "studier|arbete:-5",
       "sysselsattning_efter: \"-5\" is not an extent (expected 0-100 percent, at most two decimals)"},
      {"sysselsattning_efter", "arbete:1.125",
       "sysselsattning_efter: \"1.125\" is not an extent (expected 0-100 percent, at most two decimals)"},
  };
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    struct ut_cells *cells = cells_of(refused[i].column);
    struct ut_value value;
    struct ut_error err = {0};
    char message[600];
    for (int round = 0; round < 2; round++)
      assert_int_equal(ut_cells_decode(cells, ut_text_of(refused[i].cell), &value, &err), UT_BAD_INPUT);
    assert_string_equal(ut_error_format(&err, message, sizeof message), refused[i].message);
    ut_cells_free(cells);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_column_is_found_by_its_name),
      cmocka_unit_test(test_participations_come_first_in_canonical_order),
      cmocka_unit_test(test_types_follow_the_vocabularies),
      cmocka_unit_test(test_occasions),
      cmocka_unit_test(test_numeric_columns),
      cmocka_unit_test(test_text_is_what_stands_in_the_cell),
      cmocka_unit_test(test_dates_and_numbers),
      cmocka_unit_test(test_codes),
      cmocka_unit_test(test_lists),
      cmocka_unit_test(test_many_spellings),
      cmocka_unit_test(test_a_long_list_is_read_but_does_not_overflow),
      cmocka_unit_test(test_what_cannot_be_decoded_is_named),
  };
  return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
