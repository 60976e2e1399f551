/* Periods and age bands as they are written, and what is neither. */
#include "disclosure/spans.h"

#include "model/total_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Days since 1970: 2019-01-01, which GNU date says. */
enum { YEAR = 17897, LENGTH = 365 };

static void periods_and_bands(void **state)
{
  (void)state;
  static const struct {
    const char *word;
    struct ut_span span;
  } cases[] = {
      {"2019", {UT_SPAN_PERIOD, YEAR, YEAR + LENGTH}},
      {"2019-2021", {UT_SPAN_PERIOD, YEAR, YEAR + LENGTH + 366 + LENGTH}},
      {"2019..2020", {UT_SPAN_PERIOD, YEAR, YEAR + LENGTH + 366}},
      {"2019H2", {UT_SPAN_PERIOD, YEAR + 181, YEAR + LENGTH}},
      {"2019 T3", {UT_SPAN_PERIOD, YEAR + 243, YEAR + LENGTH}},
      {"2019q4", {UT_SPAN_PERIOD, YEAR + 273, YEAR + LENGTH}},
      {"Q4 2019", {UT_SPAN_PERIOD, YEAR + 273, YEAR + LENGTH}},
      {"kvartal 4 2019", {UT_SPAN_PERIOD, YEAR + 273, YEAR + LENGTH}},
      {"2019-K1", {UT_SPAN_PERIOD, YEAR, YEAR + 90}},
      {"2019Q1-2", {UT_SPAN_PERIOD, YEAR, YEAR + 181}},
      {"2019Q1..2019-04", {UT_SPAN_PERIOD, YEAR, YEAR + 120}},
      {"2019-12", {UT_SPAN_PERIOD, YEAR + 334, YEAR + LENGTH}},
      {"mars 2019", {UT_SPAN_PERIOD, YEAR + 59, YEAR + 90}},
      {"2019 mars", {UT_SPAN_PERIOD, YEAR + 59, YEAR + 90}},
      {"jan-mar 2019", {UT_SPAN_PERIOD, YEAR, YEAR + 90}},
      {"2019 januari–mars", {UT_SPAN_PERIOD, YEAR, YEAR + 90}},
      {"2019-01-15", {UT_SPAN_PERIOD, YEAR + 14, YEAR + 15}},
      {"2019-01-01..2019-03-31", {UT_SPAN_PERIOD, YEAR, YEAR + 90}},
      {"2019-01-01 till 2019-03-31", {UT_SPAN_PERIOD, YEAR, YEAR + 90}},
      {"2019-01--2019-03", {UT_SPAN_PERIOD, YEAR, YEAR + 90}},
      {"2019W01", {UT_SPAN_PERIOD, YEAR - 1, YEAR + 6}},
      {"2019 v 1-2", {UT_SPAN_PERIOD, YEAR - 1, YEAR + 13}},
      {"februari", {UT_SPAN_PERIOD, -133648, -133619}}, /* of 1604 */
      {"Kv 1", {UT_SPAN_PERIOD, -133679, -133588}},
      {"Helår", {UT_SPAN_PERIOD, -133679, -133313}},
      {"16-29", {UT_SPAN_BAND, 16, 30}},
      {"16–29 år", {UT_SPAN_BAND, 16, 30}},
      {"-15", {UT_SPAN_BAND, 0, 16}},
      {"under 16", {UT_SPAN_BAND, 0, 16}},
      {"60-", {UT_SPAN_BAND, 60, INT64_MAX}},
      {"65+", {UT_SPAN_BAND, 65, INT64_MAX}},
      {"60 och äldre", {UT_SPAN_BAND, 60, INT64_MAX}},
      {"60 år eller äldre", {UT_SPAN_BAND, 60, INT64_MAX}},
      {"över 59", {UT_SPAN_BAND, 60, INT64_MAX}},
      {">=60", {UT_SPAN_BAND, 60, INT64_MAX}},
      {">59 år", {UT_SPAN_BAND, 60, INT64_MAX}},
      {"<=15", {UT_SPAN_BAND, 0, 16}},
      {"<16", {UT_SPAN_BAND, 0, 16}},
      {"högst 15 år", {UT_SPAN_BAND, 0, 16}},
      {"15 år och yngre", {UT_SPAN_BAND, 0, 16}},
      {"16 till 29", {UT_SPAN_BAND, 16, 30}},
      {"16 år – 29 år", {UT_SPAN_BAND, 16, 30}},
      {"24 månader eller mer", {UT_SPAN_BAND, 24, INT64_MAX}},
      {"17", {UT_SPAN_NUMBER, 17, 18}},
      {"2019Q5", {UT_SPAN_NONE, 0, 0}},
      {"2019-13", {UT_SPAN_NONE, 0, 0}},
      {"2019-02-30", {UT_SPAN_NONE, 0, 0}},
      {"2020..2019", {UT_SPAN_NONE, 0, 0}},
      {"Maja", {UT_SPAN_NONE, 0, 0}},
      {"H1", {UT_SPAN_NONE, 0, 0}},
      {"över", {UT_SPAN_NONE, 0, 0}},
      {"2019-", {UT_SPAN_NONE, 0, 0}},
      {"29-16", {UT_SPAN_NONE, 0, 0}},
      {"2200", {UT_SPAN_NONE, 0, 0}},
      {"Alby", {UT_SPAN_NONE, 0, 0}},
      {"", {UT_SPAN_NONE, 0, 0}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ut_span span = ut_span_of(ut_text_of(cases[i].word));
    if (span.kind != cases[i].span.kind || span.from != cases[i].span.from || span.to != cases[i].span.to)
      fail_msg("%s: %d %lld %lld", cases[i].word, (int)span.kind, (long long)span.from, (long long)span.to);
  }
}

static void names_of_totals(void **state)
{
  (void)state;
  static const struct {
    const char *word;
    bool total;
  } cases[] = {
      {"*", true},
      {"Totalt", true},
      {"TOTALT", true},
      {" summa: ", true},
      {"Samtliga", true},
      {"alla", true},
      {"Båda könen", true},
      {"Totalt antal", true},
      {"Antal totalt", true},
      {"Hela", true},
      {"Kvinnor och män", true},
      {"Alla åldrar", true},
      {"Summa kvinnor", false},
      {"Allas", false},
      {"", false},
      {"antal", false},
      {"Hela dalen", false},
      {"Alla kvinnor", false},
      {"Totalskada", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bool total;
    assert_int_equal(ut_total_word_is(ut_text_of(cases[i].word), &total), UT_OK);
    if (total != cases[i].total)
      fail_msg("%s", cases[i].word);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(periods_and_bands),
      cmocka_unit_test(names_of_totals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
