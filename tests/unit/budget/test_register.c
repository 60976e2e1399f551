/* The register: which entries are in it, and how it is written. */
#include "budget/register.h"

#include "../rows.h"

#include "../files.h"

static struct ut_entry entry_of(const char *datum, const char *verifikat, ut_money belopp)
{
  return (struct ut_entry){.insats = ut_text_of("Alfa"),
                           .datum = day(datum),
                           .konto = ut_text_of("5010"),
                           .kategori = ut_text_of("Personal"),
                           .text = ut_text_of("Lön"),
                           .verifikat = ut_text_of(verifikat),
                           .belopp = belopp,
                           .source = "ledger.csv",
                           .line = 7};
}

static bool is_registered(struct ut_register *r, struct ut_entry entry, int64_t expected)
{
  int64_t occurrence;
  bool answer;
  assert_int_equal(ut_register_look(r, &entry, &occurrence, &answer, NULL), UT_OK);
  assert_int_equal(occurrence, expected);
  return answer;
}

/* Category and text do not identify an entry; account, amount, day, voucher and insats do. */
static void entries_are_identified_by_what_they_say(void **state)
{
  struct ut_register *r;
  (void)state;
  WRITE_FILE("register.csv", "insats,datum,konto,verifikat,belopp,forekomst\n"
                             "Alfa,2019-01-02,5010,A1,100,1\n"
                             "Alfa,2019-01-02,5010,A1,100.00,2\n");
  assert_int_equal(ut_register_open(&r, "register.csv", NULL, NULL, NULL), UT_OK);
  struct ut_entry e = entry_of("2019-01-02", "A1", 10000), other = e;
  other.konto = ut_text_of("5011");
  assert_false(is_registered(r, other, 1));
  other = e;
  other.insats = ut_text_of("Beta");
  assert_false(is_registered(r, other, 1));
  assert_false(is_registered(r, entry_of("2019-01-03", "A1", 10000), 1));
  assert_false(is_registered(r, entry_of("2019-01-02", "A2", 10000), 1));
  assert_false(is_registered(r, entry_of("2019-01-02", "A1", 10001), 1));
  assert_true(is_registered(r, e, 1));
  assert_true(ut_register_get(r, 0)->found && !ut_register_get(r, 1)->found);
  assert_true(is_registered(r, e, 2));
  assert_false(is_registered(r, e, 3));
  assert_int_equal(ut_register_count(r), 2);
  const struct ut_registered *second = ut_register_get(r, 1);
  const struct ut_entry *its = &second->entry;
  assert_true(ut_text_is(its->insats, "Alfa") && its->datum == day("2019-01-02") && its->belopp == 10000);
  assert_true(its->line == 3 && second->found && second->occurrence == 2 && !second->back);
  assert_int_equal(ut_register_close(r, true, NULL), UT_OK);
}

/* The second occurrence was requisitioned and the first was not: it was beyond the funds then. */
static void an_occurrence_may_be_missing(void **state)
{
  struct ut_register *r;
  (void)state;
  WRITE_FILE("register.csv", "insats,datum,konto,verifikat,belopp,forekomst\nAlfa,2019-01-02,5010,A1,100,2\n");
  assert_int_equal(ut_register_open(&r, "register.csv", NULL, NULL, NULL), UT_OK);
  assert_false(is_registered(r, entry_of("2019-01-02", "A1", 10000), 1));
  assert_true(is_registered(r, entry_of("2019-01-02", "A1", 10000), 2));
  ut_register_close(r, false, NULL);
}

/* Occurrences that a register does not say are counted; amounts become as they are always written. */
static void the_record_holds_old_and_new(void **state)
{
  struct ut_register *r;
  struct ut_output record;
  (void)state;
  WRITE_FILE("register.csv", "belopp;insats;datum\n1 200,50 kr;Alfa;2018-12-01\n1200,5;Alfa;2018-12-01\n");
  assert_int_equal(ut_output_open(&record, "register.csv", NULL), UT_OK);
  assert_int_equal(ut_register_open(&r, "register.csv", &record, NULL, NULL), UT_OK);
  struct ut_entry e = entry_of("2019-01-02", "A1", -5);
  assert_int_equal(ut_register_add(r, "2019Q1", &e, 1, true, NULL), UT_OK);
  assert_int_equal(ut_register_add(r, "2019Q1", &e, 2, false, NULL), UT_OK);
  assert_int_equal(ut_register_close(r, true, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&record, NULL), UT_OK);
  assert_file("register.csv", "rekvisition,insats,datum,konto,kategori,text,verifikat,belopp,forekomst,sen\n"
                              ",Alfa,2018-12-01,,,,,1200.50,1,\n"
                              ",Alfa,2018-12-01,,,,,1200.50,2,\n"
                              "2019Q1,Alfa,2019-01-02,5010,Personal,Lön,A1,-0.05,1,ja\n"
                              "2019Q1,Alfa,2019-01-02,5010,Personal,Lön,A1,-0.05,2,nej\n");
}

/* An entry that is taken back is not requisitioned, until it is once more. */
static void entries_are_taken_back(void **state)
{
  struct ut_register *r;
  struct ut_output record;
  (void)state;
  WRITE_FILE("register.csv", "insats,datum,konto,verifikat,belopp,forekomst,sen\n"
                             "Alfa,2019-01-02,5010,A1,100,1,nej\nAlfa,2019-01-02,5010,A1,-100,1,borta\n"
                             "Alfa,2019-01-02,5010,A2,50,1,nej\nAlfa,2019-01-02,5010,A2,-50,1,borta\n"
                             "Alfa,2019-01-02,5010,A2,50,1,ja\nAlfa,2019-01-02,5010,A3,-7,1,nej\n");
  assert_int_equal(ut_output_open(&record, "register.csv", NULL), UT_OK);
  assert_int_equal(ut_register_open(&r, "register.csv", &record, NULL, NULL), UT_OK);
  assert_false(is_registered(r, entry_of("2019-01-02", "A1", 10000), 1));
  assert_false(is_registered(r, entry_of("2019-01-02", "A1", -10000), 1));
  assert_true(is_registered(r, entry_of("2019-01-02", "A2", 5000), 1));
  assert_int_equal(ut_register_count(r), 4);
  assert_true(ut_register_get(r, 0)->back && ut_register_get(r, 1)->back && !ut_register_get(r, 2)->back);
  assert_int_equal(ut_register_take_back(r, "2019Q2", 3, NULL), UT_OK);
  assert_int_equal(ut_register_close(r, true, NULL), UT_OK);
  assert_int_equal(ut_output_commit(&record, NULL), UT_OK);
  assert_file("register.csv", "rekvisition,insats,datum,konto,kategori,text,verifikat,belopp,forekomst,sen\n"
                              ",Alfa,2019-01-02,5010,,,A1,100,1,nej\n,Alfa,2019-01-02,5010,,,A1,-100,1,borta\n"
                              ",Alfa,2019-01-02,5010,,,A2,50,1,nej\n,Alfa,2019-01-02,5010,,,A2,-50,1,borta\n"
                              ",Alfa,2019-01-02,5010,,,A2,50,1,ja\n,Alfa,2019-01-02,5010,,,A3,-7,1,nej\n"
                              "2019Q2,Alfa,2019-01-02,5010,,,A3,7,1,borta\n");
}

/* A file that stands there may be replaced by what has all of it, each row as often. */
static void a_record_is_not_lost(void **state)
{
  static const struct {
    const char *stands, *register_rows;
    size_t line; /* of what would be lost; 0: nothing */
  } cases[] = {{"Alfa,2019-01-02,1,1\n", "Alfa,2019-01-02,1,1\nAlfa,2019-01-03,1,1\n", 0},
               {"Alfa,2019-01-02,1,1\nAlfa,2019-01-03,1,1\n", "Alfa,2019-01-03,1,1\n", 2},
               {"Alfa,2019-01-02,1,1\nAlfa,2019-01-02,1,2\n", "Alfa,2019-01-02,1,1\n", 3},
               {"", "Alfa,2019-01-02,1,1\n", 0}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_register *r;
    struct ut_output record;
    struct ut_error err = {0};
    char text[200];
    write_file("r.csv", text,
               (size_t)snprintf(text, sizeof text, "insats,datum,belopp,forekomst\n%s", cases[i].register_rows));
    write_file("stands.csv", text,
               (size_t)snprintf(text, sizeof text, "insats,datum,belopp,forekomst\n%s", cases[i].stands));
    assert_int_equal(ut_output_open(&record, "stands.csv", NULL), UT_OK);
    assert_int_equal(ut_register_open(&r, "r.csv", &record, NULL, &err), cases[i].line ? UT_BAD_INPUT : UT_OK);
    assert_int_equal(err.line, cases[i].line);
    ut_register_close(r, false, NULL);
    ut_output_abandon(&record);
  }
}

static void none_is_an_empty_one(void **state)
{
  struct ut_register *r;
  struct ut_entry e = entry_of("2019-01-02", "A1", -5);
  (void)state;
  assert_int_equal(ut_register_open(&r, NULL, NULL, NULL, NULL), UT_OK);
  assert_int_equal(ut_register_count(r), 0);
  assert_false(is_registered(r, e, 1));
  assert_int_equal(ut_register_add(r, "2019Q1", &e, 1, false, NULL), UT_OK);
  assert_int_equal(ut_register_close(r, true, NULL), UT_OK);
  assert_int_equal(ut_register_close(NULL, true, NULL), UT_OK);
}

static void what_is_wrong_has_its_place(void **state)
{
  static const struct {
    const char *rows;
    enum ut_status status;
    const char *expected;
  } cases[] = {
      {"insats,datum,belopp\nAlfa,2019-01-02,x\n", UT_BAD_INPUT,
       "r.csv:2: belopp: \"x\" is not an amount: no digits where the amount should begin"},
      {"insats,datum,belopp\nAlfa,2019-02-29,1\n", UT_BAD_INPUT,
       "r.csv:2: datum: \"2019-02-29\" is not a date: February 2019 has 28 days"},
      {"insats,datum,belopp,forekomst\nAlfa,2019-01-02,1,0\n", UT_BAD_INPUT,
       "r.csv:2: forekomst: \"0\" is not an occurrence (expected 1, 2, ...)"},
      {"insats,datum,belopp,forekomst\nAlfa,2019-01-02,1,1\nAlfa,2019-01-02,1,1\n", UT_BAD_INPUT,
       "r.csv:3: the entry stands here twice; the first time in line 2"},
      {"insats,datum,belopp,sen\nAlfa,2019-01-02,-1,borta\n", UT_BAD_INPUT,
       "r.csv:2: the row takes an entry back that does not stand before it"},
      {"insats,datum,belopp\n*,2019-01-02,1\n", UT_BAD_INPUT,
       "r.csv:2: a value is \"*\", which stands for all values together"},
      {"insats,datum\n", UT_USAGE, "r.csv: there is no column \"belopp\"; the columns are insats, datum"},
      {"", UT_BAD_INPUT, "r.csv: there is no header: the input is empty"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_register *r;
    struct ut_error err = {0};
    char text[512];
    write_file("r.csv", cases[i].rows, strlen(cases[i].rows));
    assert_int_equal(ut_register_open(&r, "r.csv", NULL, NULL, &err), cases[i].status);
    assert_string_equal(ut_error_format(&err, text, sizeof text), cases[i].expected);
    ut_register_close(r, false, NULL);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entries_are_identified_by_what_they_say),
      cmocka_unit_test(an_occurrence_may_be_missing),
      cmocka_unit_test(the_record_holds_old_and_new),
      cmocka_unit_test(entries_are_taken_back),
      cmocka_unit_test(a_record_is_not_lost),
      cmocka_unit_test(none_is_an_empty_one),
      cmocka_unit_test(what_is_wrong_has_its_place),
  };
  return cmocka_run_group_tests_name("register", tests, enter_scratch, leave_scratch);
}
