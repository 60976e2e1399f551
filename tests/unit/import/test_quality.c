/* Checks of rows. testdata/raw/sus/quality.csv has a row for each remark; here are the edges. */
#include "import/quality.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../files.h"

enum { INSATS, ID, KON, FODELSEAR, OCCUPATION, SUPPORT, REASON, FOLLOW_UP, COLUMNS };
static const char *const names[COLUMNS] = {"insats",
                                           "id",
                                           "kon",
                                           "fodelsear",
                                           "sysselsattning_efter",
                                           "forsorjning_efter",
                                           "avslutsorsak",
                                           "sysselsattning_24m"};

struct checks {
  struct ut_quality *quality;
  struct ut_text columns[COLUMNS];
  size_t line;
};

static struct checks begin(ut_date as_of)
{
  struct checks c = {.line = 1};
  for (size_t i = 0; i < COLUMNS; i++)
    c.columns[i] = ut_text_of(names[i]);
  assert_int_equal(ut_quality_new(&c.quality, c.columns, COLUMNS, as_of, false), UT_OK);
  return c;
}

/* `cells` ends early where the rest is empty. */
static void add(struct checks *c, ut_date start, ut_date slut, const char *const cells[COLUMNS])
{
  struct ut_text fields[COLUMNS];
  for (size_t i = 0; i < COLUMNS; i++)
    fields[i] = ut_text_of(cells[i] ? cells[i] : "");
  struct ut_imported row = {.fields = fields,
                            .source = "x",
                            .line = ++c->line,
                            .start = start,
                            .slut = slut,
                            .registered = UT_DATE_NONE,
                            .insats = fields[INSATS],
                            .identity = fields[ID]};
  assert_int_equal(ut_quality_add(c->quality, &row), UT_OK);
}

/* Writes the table and looks for a line that begins with `name` and goes on with `rest`. */
static void finish(struct checks *c, const char *const *expected, size_t count)
{
  struct ut_output output;
  struct ut_error err;
  char text[8192];
  assert_int_equal(ut_output_open(&output, "q.csv", &err), UT_OK);
  struct ut_partial part = {0};
  assert_int_equal(ut_quality_close(c->quality, &part, &err), UT_OK);
  ut_partial_clear(&part);
  assert_int_equal(ut_quality_write(c->quality, &output, UT_CSV, 1, &err), UT_OK);
  assert_int_equal(ut_output_commit(&output, &err), UT_OK);
  FILE *f = fopen("q.csv", "r");
  assert_non_null(f);
  text[fread(text, 1, sizeof text - 1, f)] = '\0';
  assert_int_equal(fclose(f), 0);
  for (size_t i = 0; i < count; i++)
    if (!strstr(text, expected[i]))
      fail_msg("no line %s in\n%s", expected[i], text);
  ut_quality_free(c->quality);
}

#define EXPECT(c, ...)                                                                                                 \
  do {                                                                                                                 \
    static const char *const lines[] = {__VA_ARGS__};                                                                  \
    finish(c, lines, sizeof lines / sizeof *lines);                                                                    \
  } while (0)

static void every_check_is_listed_without_rows(void **state)
{
  (void)state;
  struct checks c = begin(UT_DATE_NONE);
  EXPECT(&c, "kontroll,allvar,kolumn,antal,bas,andel,rader\navvisad,fel,,0,,,\n", "\nsaknas,varning,id,0,,,\n",
         "\nlang_tid,notering,slut,0,,,\n", "\nuppfoljning_saknas,varning,forsorjning_24m,0,,,\n");
}

/* Born 2003 and 1955, start in 2019: 16 and 64 are within, 15 and 65 are not. */
static void ages(void **state)
{
  (void)state;
  struct checks c = begin(UT_DATE_NONE);
  ut_date start = ut_date_make(2019, 12, 31);
  static const char *const years[] = {"2003", "1955", "2004", "1954"};
  for (size_t i = 0; i < 4; i++)
    add(&c, start, UT_DATE_NONE, (const char *const[COLUMNS]){[INSATS] = "A", [FODELSEAR] = years[i]});
  EXPECT(&c, "\nalder_utanfor_16_64,varning,fodelsear,2,4,50.0,4 5\n");
}

/* 24 months after the last day of 2398 is the last day there is; after a day of 2399 there is none. */
static void follow_ups_past_the_last_day_are_never_due(void **state)
{
  (void)state;
  ut_date last = ut_date_make(2400, 12, 31);
  struct checks c = begin(last);
  static const char *const row[COLUMNS] = {"A"};
  add(&c, ut_date_make(2398, 1, 1), ut_date_make(2398, 12, 31), row);
  add(&c, ut_date_make(2398, 1, 1), ut_date_make(2399, 1, 31), row);
  EXPECT(&c, "\nuppfoljning_saknas,varning,sysselsattning_24m,1,1,100.0,2\n");
}

static void duplicates_and_overlaps(void **state)
{
  (void)state;
  struct checks c = begin(UT_DATE_NONE);
  static const char *const d1[COLUMNS] = {"A", "d1"}, *const other[COLUMNS] = {"B", "d1"},
                           *const unknown[COLUMNS] = {"A", ""},
                           *const wrong[COLUMNS] = {[INSATS] = "A", [ID] = "d1", [REASON] = "felregistrering"};
  add(&c, 100, 200, d1);
  add(&c, 200, 300, d1);          /* begins the day the other ended */
  add(&c, 299, UT_DATE_NONE, d1); /* a day too early */
  add(&c, 500, 510, d1);          /* the one before has not ended */
  add(&c, 100, 150, d1);          /* starts with the first */
  add(&c, 120, 130, other);       /* another insats */
  add(&c, 100, 200, unknown);     /* nobody known */
  add(&c, 100, 200, unknown);
  add(&c, 100, 200, wrong);
  EXPECT(&c, "\ndubblett,fel,id,1,6,16.7,6\n", "\noverlapp,varning,start,2,6,33.3,4 5\n");
}

static void at_most_ten_rows_are_shown_in_their_order(void **state)
{
  (void)state;
  struct checks c = begin(UT_DATE_NONE);
  static const char *const cells[COLUMNS] = {"A"};
  for (int i = 0; i < 12; i++)
    add(&c, 100, 90, cells);
  EXPECT(&c, "\nslut_fore_start,fel,slut,12,12,100.0,2 3 4 5 6 7 8 9 10 11\n");
}

/* 99 stays of 1 to 99 days and one of 500: 99 of 100 have 99 days or fewer. The longest come first here. */
static void stays_beyond_the_percentile(void **state)
{
  (void)state;
  struct checks c = begin(UT_DATE_NONE);
  static const char *const cells[COLUMNS] = {"A"};
  add(&c, 0, 500, cells);
  for (int days = 99; days >= 1; days--)
    add(&c, 0, days, cells);
  EXPECT(&c, "\nlang_tid,notering,slut,1,100,1.0,2\n");
}

static void contradictions(void **state)
{
  (void)state;
  static const struct {
    const char *occupation, *support;
  } pairs[] = {
      {"arbete", "lon"},                                           /* fine */
      {"arbete:50", "lon:50|sjukersattning:50"},                   /* fine */
      {"studier", "studiestod"},                                   /* fine */
      {"arbetssokande", "a_kassa"},                                /* fine */
      {"foraldraledig", "foraldrapenning"},                        /* fine */
      {"ingen", "lon"},                                            /* line 7 */
      {"arbete_subventionerat", "sjukpenning"},                    /* line 8: full-time both */
      {"arbete:50|arbete:50", "sjukersattning:50|sjukpenning:50"}, /* line 9: the same in parts */
      {"praktik", "studiestod"},                                   /* line 10 */
      {"arbete:25", "ingen"},                                      /* line 11 */
      {"arbete", ""},                                              /* not known */
  };
  struct checks c = begin(UT_DATE_NONE);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    add(&c, 100, 200,
        (const char *const[COLUMNS]){[INSATS] = "A", [OCCUPATION] = pairs[i].occupation, [SUPPORT] = pairs[i].support});
  EXPECT(&c, "\nmotsagelse,varning,sysselsattning_efter,5,10,50.0,7 8 9 10 11\n");
}

static void rejected_rows(void **state)
{
  (void)state;
  struct checks c = begin(UT_DATE_NONE);
  static const char *const cells[COLUMNS] = {[INSATS] = "A", [KON] = "K"};
  add(&c, 100, 200, cells);
  struct ut_import_problem problems[] = {{.column = "start"}, {.column = "kon", .unknown_code = true}};
  struct ut_imported row = {.source = "x", .line = 3, .problems = problems, .problem_count = 2};
  ut_quality_reject(c.quality, &row);
  problems[1].unknown_code = false;
  row.line = 4;
  ut_quality_reject(c.quality, &row);
  EXPECT(&c, "\navvisad,fel,,2,3,66.7,3 4\n", "\nokand,fel,kon,1,2,50.0,3\n", "\nsaknas,varning,kon,0,1,0.0,\n");
}

/* No part that a filter writes has them. A stay may last no day, and as many as are counted in. */
static void stays_of_parts_that_there_cannot_be(void **state)
{
  static const struct {
    const char *days;
    int64_t n;
    enum ut_status status;
  } rows[] = {{"-1", 1, UT_BAD_INPUT}, {"2147483648", 1, UT_BAD_INPUT}, {"x", 1, UT_BAD_INPUT}, {"1", -1, UT_BAD_INPUT},
              {"0", 1, UT_OK},         {"2147483647", 1, UT_OK},        {"1", 0, UT_OK}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct checks c = begin(UT_DATE_NONE);
    const struct ut_text key = ut_text_of(rows[i].days);
    struct ut_partial part = {0};
    struct ut_output output;
    struct ut_error err = {0};
    int64_t *counters;
    assert_int_equal(ut_quality_close(c.quality, &part, &err), UT_OK);
    assert_int_equal(ut_table_find(part.fields[1].table, &key, &counters, &err), UT_OK);
    *counters = rows[i].n;
    ut_partial_clear(&part);
    ut_output_init(&output, -1, "nowhere");
    assert_int_equal(ut_quality_write(c.quality, &output, UT_CSV, 1, &err), rows[i].status);
    assert_string_equal(err.text, rows[i].status ? "parts have stays of days that there are not" : "");
    ut_buf_clear(&output.buf);
    ut_quality_free(c.quality);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_check_is_listed_without_rows),
      cmocka_unit_test(ages),
      cmocka_unit_test(follow_ups_past_the_last_day_are_never_due),
      cmocka_unit_test(duplicates_and_overlaps),
      cmocka_unit_test(at_most_ten_rows_are_shown_in_their_order),
      cmocka_unit_test(stays_beyond_the_percentile),
      cmocka_unit_test(contradictions),
      cmocka_unit_test(rejected_rows),
      cmocka_unit_test(stays_of_parts_that_there_cannot_be),
  };
  return cmocka_run_group_tests_name("quality", tests, enter_scratch, leave_scratch);
}
