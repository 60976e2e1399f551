/* SIE as bytes: checksums, encodings, spans of any length, files that are cut off; the files of every type whole. */
#include <stdio.h>

#include "../sie_log.h"

/* python3: zlib.crc32('#KONTO1930Bank ##VERA120190131å"b#TRANS19306P10.00'.encode('cp437')), and less 2**32. */
static void checksums(void **state)
{
  (void)state;
  static const char body[] = "#FLAGGA 0\n#KSUMMA\n#KONTO 1930 \"Bank #\"\r\n\n#VER A  1\t20190131 \"\x86\\\"b\"\n{\n"
                             "#TRANS 1930 {6 \"P1\"} 0.00\n}\n#KSUMMA %s\n";
  static const struct {
    const char *value;
    bool right;
  } rows[] = {{"3492670492", true}, {"-802296804", true}, {"1234", false}, {"1e3", false}, {"4294967296", false}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_buf text = {0}, log = {0};
    ut_buf_format(&text, body, rows[i].value);
    read_all(&log, ut_buf_text(&text), SIZE_MAX, false);
    assert_int_equal(strstr(ut_buf_string(&log), "error line 9: #KSUMMA: ") == NULL, rows[i].right);
    ut_buf_clear(&text);
    ut_buf_clear(&log);
  }
}

/* CP437: å 86, ä 84, ö 94, Å 8F, Ä 8E, Ö 99, é 82. */
static void encodings(void **state)
{
  (void)state;
  static const char *const expected = "1 #FORMAT [PC8]\n2 #FNAMN [åäöÅÄÖé]\n3 #OBJEKT {6 Ö1=å \"ä\" ö}\n";
  expect_strict("#FORMAT PC8\n#FNAMN \x86\x84\x94\x8F\x8E\x99\x82\n#OBJEKT 6 \x99"
                "1 \"\x86 \\\"\x84\\\" \x94\"\n",
                expected);
  expect_strict("#FORMAT PC8\n#FNAMN åäöÅÄÖé\n#OBJEKT 6 Ö1 \"å \\\"ä\\\" ö\"\n", expected);
  expect_strict("\uFEFF#FORMAT PC8\n#FNAMN åäöÅÄÖé\n#OBJEKT 6 Ö1 \"å \\\"ä\\\" ö\"\n", expected);
  /* Windows-1252: å E5, ä E4, ö F6, Å C5, Ä C4, Ö D6, é E9, the closing quotation mark 94, which is ö in CP437. In the
   * next, F6 is the sign of CP437 for division, which stands beside no letter. */
  expect_strict("#FORMAT PC8\n#FNAMN \"\xE5\xE4\xF6l\xC5\xC4\xD6n\xE9\"\n#OBJEKT 6 1 \"\x94\xC5sen\x94 \xD6\"\n",
                "1 #FORMAT [PC8]\nnote encoding 1 line 2: #FNAMN: the file is neither CP437 nor UTF-8; it is read as "
                "Windows-1252\n2 #FNAMN [åäölÅÄÖné]\n3 #OBJEKT {6 1=”Åsen” Ö}\n");
  expect_strict("#FORMAT PC8 \xF6\n#FNAMN \"f\x94r \xF6 2\"\n", "1 #FORMAT [PC8] [÷]\n2 #FNAMN [för ÷ 2]\n");
  expect_strict("#FNAMN n\xE4r\n#KONTO 1 \x81\n",
                "note encoding 1 line 1: #FNAMN: the file is neither CP437 nor UTF-8; it is read as Windows-1252\n"
                "1 #FNAMN [när]\nerror line 2: #KONTO: a byte that Windows-1252 does not have, in which the file is "
                "written so far\n");
  expect_strict("#FNAMN Å\n#KONTO 1 \x86\n",
                "1 #FNAMN [Å]\nerror line 2: #KONTO: a byte that is no UTF-8, in which the file is written so far\n");
}

static struct ut_buf file_of(const char *path)
{
  struct ut_buf b = {0};
  FILE *f = fopen(path, "rb");
  assert_non_null(f);
  assert_int_equal(ut_buf_reserve(&b, 100000), UT_OK);
  b.len = fread(b.ptr, 1, 100000, f);
  assert_int_equal(fclose(f), 0);
  return b;
}

/* Every file reads to its end, in spans of every length that could matter, as it does whole. */
static void spans_of_any_length(void **state)
{
  (void)state;
  static const size_t steps[] = {1, 2, 3, 7, 64, 1000};
  for (int type = 1; type <= 4; type++) {
    char path[100];
    snprintf(path, sizeof path, "testdata/ledgers/sie/typ%d.se", type);
    struct ut_buf text = file_of(path), whole = {0};
    read_all(&whole, ut_buf_text(&text), SIZE_MAX, false);
    assert_null(strstr(ut_buf_string(&whole), "error"));
    for (size_t i = 0; i < COUNT(steps); i++) {
      struct ut_buf log = {0};
      read_all(&log, ut_buf_text(&text), steps[i], false);
      assert_string_equal(ut_buf_string(&log), ut_buf_string(&whole));
      ut_buf_clear(&log);
    }
    ut_buf_clear(&whole);
    ut_buf_clear(&text);
  }
}

/* Cut in two after every byte. */
static void cut_anywhere(void **state)
{
  (void)state;
  static const char text[] = "\uFEFF" HEAD "#VER A 1 20190131 \"Å \\\"x\\\"\"\r\n{\r\n#RTRANS 4010 {6 \"P 1\"} 1.5\r\n"
                             "#TRANS 4010 {6 \"P 1\"} 1.5\r\n#TRANS 1930 {} -1.50\r\n}";
  struct ut_buf whole = {0};
  read_all(&whole, ut_text_of(text), SIZE_MAX, false);
  assert_null(strstr(ut_buf_string(&whole), "error"));
  for (size_t step = 1; step < sizeof text - 1; step++) {
    struct ut_buf log = {0};
    read_all(&log, ut_text_of(text), step, false);
    assert_string_equal(ut_buf_string(&log), ut_buf_string(&whole));
    ut_buf_clear(&log);
  }
  ut_buf_clear(&whole);
}

struct sums {
  ut_money totals, jf, st, budget_jf;
};

static bool is_cost(const struct ut_sie_name *account)
{
  return ut_sie_is_result(account) && account->number.ptr[0] > '3';
}

static struct sums sum_file(const char *path, enum ut_sie_kind totals, enum ut_sie_kind objects)
{
  struct ut_buf text = file_of(path);
  struct ut_sie *s;
  struct ut_sie_record r;
  struct sums sums = {0};
  size_t used;
  assert_int_equal(ut_sie_new(&s, NULL), UT_OK);
  for (size_t at = 0; ut_sie_next(s, text.ptr + at, text.len - at, true, &used, &r, NULL) == UT_OK; at += used) {
    const struct ut_sie_name *o = ut_sie_object(&r, 6);
    if (r.kind == UT_SIE_OBJECT_BUDGET && ut_text_is(o->number, "JF"))
      sums.budget_jf += r.amount;
    if (!r.account || !is_cost(r.account))
      continue;
    sums.totals += r.kind == totals ? r.amount : 0;
    if (r.kind == objects && o)
      *(ut_text_is(o->name, "JobbFokus 2.0/SPIRA") ? &sums.jf : &sums.st) += r.amount;
  }
  ut_sie_free(s);
  ut_buf_clear(&text);
  return sums;
}

/* The year's costs are the same at every depth; those of JF and ST by the awk of testdata/ledgers/sie/README.md. */
static void depths_agree(void **state)
{
  (void)state;
  struct sums one = sum_file("testdata/ledgers/sie/typ1.se", UT_SIE_RESULT, UT_SIE_OBJECT_PERIOD);
  struct sums two = sum_file("testdata/ledgers/sie/typ2.se", UT_SIE_PERIOD, UT_SIE_OBJECT_PERIOD);
  struct sums three = sum_file("testdata/ledgers/sie/typ3.se", UT_SIE_PERIOD, UT_SIE_OBJECT_PERIOD);
  struct sums four = sum_file("testdata/ledgers/sie/typ4.se", UT_SIE_TRANSACTION, UT_SIE_TRANSACTION);
  assert_int_equal(one.totals, 923184700);
  assert_int_equal(two.totals, 923184700);
  assert_int_equal(three.totals, 923184700);
  assert_int_equal(four.totals, 923184700);
  assert_int_equal(two.jf + two.st, 0);
  assert_int_equal(three.jf, 227988200);
  assert_int_equal(three.st, 695196500);
  assert_int_equal(four.jf, 227988200);
  assert_int_equal(four.st, 695196500);
  assert_int_equal(three.budget_jf, 325716000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(checksums),    cmocka_unit_test(encodings),    cmocka_unit_test(spans_of_any_length),
      cmocka_unit_test(cut_anywhere), cmocka_unit_test(depths_agree),
  };
  return cmocka_run_group_tests_name("sie_bytes", tests, NULL, NULL);
}
