/* The table of columns. */
#include "utfall/column.h"

#include <ctype.h>
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
      "anstallning_start",
      "anstallning_slut",
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
      "uppfoljd_6m",
      "uppfoljd_12m",
      "uppfoljd_24m",
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

static const struct ut_column *of(const char *name)
{
  return ut_column_of(ut_text_of(name));
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
    assert_true(ut_column_is_number(of(numeric[i])));
  for (size_t i = 0; i < sizeof text / sizeof *text; i++)
    assert_false(ut_column_is_number(of(text[i])));
}

/* A year is no figure to cite, though it is a number. */
static void test_years(void **state)
{
  static const char *const years[] = {"fodelsear", "ar", "startar"}, *const others[] = {"alder", "bas", "kvartal"};
  (void)state;
  for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
    assert_true(of(years[i])->year);
    assert_false(of(others[i])->year);
  }
}

/* What utfall-streams(5) says of each; a name that is not in the table is judged by its beginning. */
static void test_roles(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    enum ut_role role;
    bool persons;
  } expected[] = {
      {"insats", UT_ROLE_KEY, false},        {"alder", UT_ROLE_KEY, false},        {"varde", UT_ROLE_KEY, false},
      {"klass", UT_ROLE_KEY, false},         {"antal", UT_ROLE_COUNT, true},       {"fullfoljda", UT_ROLE_COUNT, true},
      {"platser", UT_ROLE_COUNT, false},     {"delvis", UT_ROLE_COUNT, false},     {"bas", UT_ROLE_BASE, true},
      {"andel", UT_ROLE_SHARE, false},       {"ki_hog", UT_ROLE_SHARE, false},     {"kostnad", UT_ROLE_MONEY, false},
      {"finansierat", UT_ROLE_MONEY, false}, {"p", UT_ROLE_FIGURE, false},         {"mal", UT_ROLE_FIGURE, false},
      {"uppfyllt", UT_ROLE_FIGURE, false},   {"rader", UT_ROLE_FIGURE, false},     {"forfallodag", UT_ROLE_DATE, false},
      {"kalla", UT_ROLE_TEXT, false},        {"skyddad", UT_ROLE_MARK, false},     {"antal_x", UT_ROLE_COUNT, true},
      {"antalet", UT_ROLE_COUNT, true},      {"andel_y", UT_ROLE_SHARE, false},    {"ki_", UT_ROLE_SHARE, false},
      {"medel_x", UT_ROLE_FIGURE, false},    {"beloppet", UT_ROLE_MONEY, false},   {"2019", UT_ROLE_FIGURE, false},
      {"2019Q1", UT_ROLE_UNKNOWN, false},    {"anta", UT_ROLE_UNKNOWN, false},     {"ansvarig", UT_ROLE_UNKNOWN, false},
      {"", UT_ROLE_UNKNOWN, false},          {"saknas", UT_ROLE_COUNT, true},      {"antal_mot", UT_ROLE_COUNT, true},
      {"bas_mot", UT_ROLE_COUNT, true},      {"svarsandel", UT_ROLE_SHARE, false}, {"medel", UT_ROLE_SHARE, false},
      {"differens", UT_ROLE_FIGURE, false},  {"kvot", UT_ROLE_FIGURE, false},      {"utanfor", UT_ROLE_FIGURE, false},
  };
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    assert_int_equal(of(expected[i].name)->role, expected[i].role);
    assert_int_equal(of(expected[i].name)->persons, expected[i].persons);
  }
  assert_ptr_equal(of("antal"), column("antal"));
  assert_ptr_equal(of("ansvarig"), &ut_column_unknown);
}

/* Does the text have the word, no letter, digit or _ beside it? */
static bool has_word(const char *text, const char *word)
{
  size_t len = strlen(word);
  for (const char *at = text; (at = strstr(at, word)); at += len)
    if ((at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '_')) && !isalnum((unsigned char)at[len]) &&
        at[len] != '_')
      return true;
  return false;
}

/* As uppfoljd_6m or uppfoljd_T. */
static bool is_on_page(const char *page, const struct ut_column *column)
{
  char any[64];
  snprintf(any, sizeof any, "%.*s_T", (int)strcspn(column->name, "_"), column->name);
  return has_word(page, column->name) || (column->occasion != UT_NO_OCCASION && has_word(page, any));
}

/* utfall-streams(5) and utfall-ledger(5) have every column. */
static void test_every_column_is_on_its_page(void **state)
{
  (void)state;
  static char pages[1 << 17];
  size_t count, len = 0;
  const struct ut_column *all = ut_columns(&count);
  const char *const files[] = {"man/utfall-streams.5", "man/utfall-ledger.5"};
  for (size_t i = 0; i < 2; i++) {
    FILE *file = fopen(files[i], "r");
    assert_non_null(file);
    len += fread(pages + len, 1, sizeof pages - 1 - len, file);
    assert_true(len < sizeof pages - 1);
    (void)fclose(file);
  }
  for (size_t i = 0; i < count; i++)
    if (!is_on_page(pages, &all[i]))
      fail_msg("%s", all[i].name);
}

/* In the matrix of outcomes they are codes and keys, in its table of changes counts. */
static void test_fore_and_efter_are_keys_beside_antal(void **state)
{
  (void)state;
  assert_int_equal(ut_column_role(column("fore"), true), UT_ROLE_KEY);
  assert_int_equal(ut_column_role(column("efter"), false), UT_ROLE_COUNT);
  assert_int_equal(ut_column_role(column("kon"), false), UT_ROLE_KEY);
  assert_int_equal(ut_column_role(column("in"), true), UT_ROLE_COUNT);
}

/* With blanks, + and - between them. */
static void assert_names_columns(const char *names)
{
  for (size_t len; names && *names; names += len + (names[len] != '\0')) {
    len = strcspn(names, " +-");
    assert_non_null(ut_column_find((struct ut_text){names, len}));
  }
}

/* Whatever a column names besides itself is a column too. */
static void test_columns_name_columns(void **state)
{
  (void)state;
  size_t count;
  const struct ut_column *all = ut_columns(&count);
  for (size_t i = 0; i < count; i++) {
    const struct ut_column *c = &all[i];
    assert_int_equal(c->rule != UT_RULE_NONE, c->origin == UT_DERIVED);
    assert_int_equal(c->from[0] != NULL, c->origin == UT_DERIVED);
    for (size_t j = 0; j < 2 && c->from[j]; j++)
      assert_int_equal(column(c->from[j])->origin, UT_RECORDED);
    assert_names_columns(c->whole);
    assert_names_columns(c->part);
    assert_names_columns(c->least);
    assert_names_columns(c->most);
    assert_names_columns(c->made_of);
    assert_names_columns(c->within);
    assert_true(!c->persons || ut_role_is_count(c->role));
  }
}

/* A share of persons goes with the counts that it is made of: where its part is made of counts itself, as a change is,
 * made_of names them. */
static void test_shares_name_the_counts_that_they_are_made_of(void **state)
{
  (void)state;
  size_t count;
  const struct ut_column *all = ut_columns(&count);
  for (size_t i = 0; i < count; i++) {
    struct ut_text rest = ut_text_of(all[i].part ? all[i].part : ""), part;
    if (!all[i].whole || !ut_column_of(ut_text_of(all[i].whole))->persons)
      continue;
    while (ut_text_split(&rest, ' ', &part))
      if (ut_column_find(part) && !ut_column_find(part)->persons)
        assert_non_null(all[i].made_of);
  }
}

static const struct ut_column *at(const char *stem, enum ut_occasion occasion)
{
  return ut_column_at(ut_text_of(stem), occasion);
}

static void test_columns_by_their_occasion(void **state)
{
  (void)state;
  assert_ptr_equal(at("sysselsattning", UT_EFTER), column("sysselsattning_efter"));
  assert_ptr_equal(at("offentlig", UT_24M), column("offentlig_24m"));
  assert_null(at("forsorjning", UT_UNDER));
  assert_null(at("sysselsattning", UT_NO_OCCASION));
  assert_null(at("syssel", UT_EFTER));
  assert_null(at("resurs", UT_EFTER)); /* no codes */
  assert_null(at("", UT_EFTER));
}

static bool counts_persons(const char *name, bool beside_antal)
{
  const struct ut_column *c = ut_column_of(ut_text_of(name));
  return ut_column_counts_persons(c, ut_column_role(c, beside_antal));
}

static void test_what_counts_persons(void **state)
{
  (void)state;
  assert_true(counts_persons("antal", true) && counts_persons("bas", true) && counts_persons("andel", true));
  assert_true(counts_persons("svarsandel", false) && counts_persons("fore", false) && !counts_persons("fore", true));
  assert_true(counts_persons("medel_dagar", false) && counts_persons("median_vikt", false));
  assert_true(counts_persons("kostnad_deltagare", false) && counts_persons("arsplatser", false));
  assert_false(counts_persons("medel", false) || counts_persons("medel_poang", false) || counts_persons("mal", false));
  assert_false(counts_persons("platser", false) || counts_persons("forbrukning_ar_pct", false));
  assert_false(counts_persons("kostnad", false) || counts_persons("klass", true) || counts_persons("okand", false));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_column_is_found_by_its_name),
      cmocka_unit_test(test_participations_come_first_in_canonical_order),
      cmocka_unit_test(test_types_follow_the_vocabularies),
      cmocka_unit_test(test_occasions),
      cmocka_unit_test(test_numeric_columns),
      cmocka_unit_test(test_what_counts_persons),
      cmocka_unit_test(test_years),
      cmocka_unit_test(test_roles),
      cmocka_unit_test(test_every_column_is_on_its_page),
      cmocka_unit_test(test_fore_and_efter_are_keys_beside_antal),
      cmocka_unit_test(test_columns_name_columns),
      cmocka_unit_test(test_shares_name_the_counts_that_they_are_made_of),
      cmocka_unit_test(test_columns_by_their_occasion),
  };
  return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
