/* SIE: what every kind of line means, what is refused and where. */
#include <stdio.h>

#include "../sie_log.h"

static void facts_and_names(void **state)
{
  (void)state;
  expect_strict("#FLAGGA 0\n#PROGRAM \"Ett program\" 1.2\n#FNAMN \"A \\\"B\\\" C\\D\"\n#VALUTA SEK\n#TAXAR\n"
                "#DIM 21 Fas\n#UNDERDIM 22 \"Del av fas\" 21\n#OBJEKT 6 \"P 1\" \"Bro {norr}\"\n"
                "#KONTO 3010 Hyror\n#KTYP 3010 I\n#SRU 3010 7410\n#RAR -1 20180701 20190630\n",
                "1 #FLAGGA [0]\n2 #PROGRAM [Ett program] [1.2]\n3 #FNAMN [A \"B\" C\\D]\n4 #VALUTA [SEK]\n5 #TAXAR\n"
                "6 #DIM 21<0 Fas\n7 #UNDERDIM 22<21 Del av fas\n8 #OBJEKT {6 P 1=Bro {norr}}\n"
                "9 #KONTO 3010\n10 #KTYP 3010\n11 #SRU 3010\n12 #RAR -1 2018-07-01 2019-06-30\n");
}

static void joined_files(void **state)
{
  (void)state;
  expect_strict(
      "#FLAGGA 0\n#FNAMN A\n#FLAGGA 0\n#FNAMN B\n",
      "1 #FLAGGA [0]\n2 #FNAMN [A]\n"
      "error line 3: #FLAGGA: another export begins here, after that of line 1: save each as a file of its own\n");
}

static void balances_and_periods(void **state)
{
  (void)state;
  expect_strict(
      "#SIETYP 3\n#KONTO 1930 Bank\n#KONTO 4010 Inköp\n#IB 0 1930 100\n#UB -1 1930 -100.5 7\n#RES 0 4010 .0\n",
      "1 #SIETYP [3]\n2 #KONTO 1930\n3 #KONTO 4010\n4 #IB 0 1930 100\n5 #UB -1 1930 -100.50\n"
      "error line 6: #RES: \".0\" is not an amount (expected kronor, at most two decimals after a point, no "
      "plus)\n");
  expect_strict(
      "#SIETYP 3\n#KONTO 1930 Bank\n#OIB 0 1930 {1 Norr} 5\n#OUB 0 1930 { 1 \"Norr\" } 5.25\n"
      "#PSALDO 0 201902 1930 {} -0.01\n#PSALDO 0 201902 1930 {6 P1} 2 3\n#PBUDGET 0 201912 1930 {} 12\n"
      "#PBUDGET 0 201912 1930 {1 Norr 6 P1} 7\n",
      "1 #SIETYP [3]\n2 #KONTO 1930\n3 #OIB 0 1930 {1 Norr=} 5\n4 #OUB 0 1930 {1 Norr=} 5.25\n"
      "5 #PSALDO 0 2019-02-01 2019-02-28 1930 -0.01\n6 #PSALDO 0 2019-02-01 2019-02-28 1930 {6 P1=} 2\n"
      "7 #PBUDGET 0 2019-12-01 2019-12-31 1930 12\n8 #PBUDGET 0 2019-12-01 2019-12-31 1930 {1 Norr=} {6 P1=} 7\n");
}

/* Readers of type 2 skip rows with an object: the same two rows under each type. */
static void object_rows_by_type(void **state)
{
  (void)state;
  static const size_t kept[] = {0, 1, 1, 2, 2};
  for (int type = 1; type <= 4; type++) {
    char text[200];
    struct ut_sie *s;
    struct ut_sie_record record;
    size_t used, at = 0, rows = 0;
    snprintf(text, sizeof text, "#SIETYP %d\n#KONTO 1 A\n#PSALDO 0 201901 1 {} 5\n#PSALDO 0 201901 1 {6 P} 5\n", type);
    assert_int_equal(ut_sie_new(&s, NULL), UT_OK);
    while (ut_sie_next(s, text + at, strlen(text) - at, true, &used, &record, NULL) == UT_OK) {
      at += used;
      rows += record.kind == UT_SIE_PERIOD || record.kind == UT_SIE_OBJECT_PERIOD;
      assert_int_equal(record.kind == UT_SIE_OBJECT_PERIOD, record.object_count > 0);
    }
    assert_int_equal(ut_sie_type(s), type);
    assert_int_equal(rows, kept[type]);
    ut_sie_free(s);
  }
}

static void vouchers(void **state)
{
  (void)state;
  expect_strict(HEAD "\n#VER A 1 20190131 \"Första\" 20190201 Ek\r\n{\r\n\t#TRANS 4010 {6 P1 1 \"N 2\"} 12.50\r\n"
                     "#TRANS\t1930\t{}\t-12.5\t\"20190202\"\t\"egen \\\"text\\\"\"\t1\tEk\tnytt\r\n}\r\n \t\n"
                     "#VER \"\" \"\" 20190301\n{\n}\n",
                HEAD_LOG "7 #VER 2019-01-31 Första\n9 #TRANS 4010 {1 N 2=} {6 P1=} 12.50 2019-01-31 | A 1 Första:7\n"
                         "10 #TRANS 1930 -12.50 2019-02-02 egen \"text\" | A 1 Första:7\n13 #VER 2019-03-01\n");
}

/* 100 + 50 - 150: a corrected row counts once, as #TRANS, wherever that stands and however it differs; the struck one
 * not at all. */
static void corrections(void **state)
{
  (void)state;
  expect_strict(
      HEAD "#VER A 1 20190131\n{\n#BTRANS 4010 {} 7\n#RTRANS 4010 {6 P} 100 \"\" rad\n#TRANS 4010 {6 P} 100 \"\" rad\n"
           "#RTRANS 4010 {} 50 20190302 \"\" \"\" Ek\n#TRANS 4010 {} 50 20190201\n#TRANS 1930 {} -150\n}\n",
      HEAD_LOG "6 #VER 2019-01-31\n10 #TRANS 4010 {6 P=} 100 2019-01-31 rad | A 1 :6\n"
               "12 #TRANS 4010 50 2019-02-01 | A 1 :6\n13 #TRANS 1930 -150 2019-01-31 | A 1 :6\n"
               "note added 1 line 11: #RTRANS: it is not as its #TRANS in line 12, which alone counts\n");
  expect_strict(
      HEAD "#VER A 1 20190131\n{\n#RTRANS 4010 {} 5\n#TRANS 4010 {} 5\n#TRANS 4010 {} 5\n#TRANS 1930 {} -10\n}\n",
      HEAD_LOG "6 #VER 2019-01-31\n9 #TRANS 4010 5 2019-01-31 | A 1 :6\n10 #TRANS 4010 5 2019-01-31 | A 1 :6\n"
               "11 #TRANS 1930 -10 2019-01-31 | A 1 :6\n");
  expect_strict(HEAD "#VER A 1 20190131\n{\n#RTRANS 4010 {} 5\n#RTRANS 1930 {} -5\n#TRANS 4010 {} 5 \"\"\n"
                     "#TRANS 1930 {} -5\n}\n",
                HEAD_LOG "6 #VER 2019-01-31\n10 #TRANS 4010 5 2019-01-31 | A 1 :6\n"
                         "11 #TRANS 1930 -5 2019-01-31 | A 1 :6\n");
  expect_strict(HEAD "#VER A 1 20190131\n{\n#RTRANS 4010 {} 5\n#TRANS 4010 {} -5\n#TRANS 1930 {} 5\n"
                     "#RTRANS 1930 {} -7\n}\n",
                HEAD_LOG "6 #VER 2019-01-31\n9 #TRANS 4010 -5 2019-01-31 | A 1 :6\n"
                         "10 #TRANS 1930 5 2019-01-31 | A 1 :6\nnote added 2 line 8: #RTRANS: no #TRANS of the voucher "
                         "has its account and amount, so it is not counted (and 1 more)\n");
}

/* Of 4010 the vouchers of the year hold 10, of 1930 with what was there 90; the voucher of last year is not of it. */
#define SUMS                                                                                                           \
  "#SIETYP 4\n#RAR 0 20190101 20191231\n#RAR -1 20180101 20181231\n#KONTO 1930 A\n#KONTO 4010 B\n#IB 0 1930 100\n"
#define SUM_VOUCHERS                                                                                                   \
  "#VER A 1 20190131\n{\n#TRANS 4010 {} 10\n#TRANS 1930 {} -10\n}\n"                                                   \
  "#VER A 9 20181231\n{\n#TRANS 4010 {} 3\n#TRANS 1930 {} -3\n}\n"

static void sums(void **state)
{
  (void)state;
  static const struct {
    const char *balances, *expected;
  } rows[] = {
      {"", ""},
      {"#UB 0 1930 90\n#RES 0 4010 10\n#RES -1 4010 7\n", ""},
      {"#UB 0 1930 90\n#RES 0 4010 15\n",
       "note sum 1 line 8: the account \"4010\" is at 10 by its vouchers, and at 15 by #RES\n"},
      {"#UB 0 1930 87\n#RES 0 3010 0\n", "note sum 2 line 7: the account \"1930\" is at 90 by its vouchers, and at 87 "
                                         "by #UB (and 1 more)\n"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_buf text = {0}, log = {0};
    ut_buf_format(&text, SUMS "%s" SUM_VOUCHERS, rows[i].balances);
    read_with(&log, ut_buf_text(&text), SIZE_MAX, false, 1 << UT_SIE_RESULT);
    const char *note = strstr(ut_buf_string(&log), "note sum");
    assert_string_equal(note ? note : "", rows[i].expected);
    ut_buf_clear(&text);
    ut_buf_clear(&log);
  }
}

/* Lines that an entry does not need; the same are faults to a caller that may need them. */
static void what_nobody_uses(void **state)
{
  (void)state;
  static const struct {
    const char *text, *expected;
  } rows[] = {
      {"#SIETYP 4\n#RAR 0\n#PBUDGET 0 201901 4010 7\n#VER A 1 20190131\n{\n#TRANS 4010 {} 1\n#TRANS 1930 {} -1\n}\n",
       "1 #SIETYP [4]\n4 #VER 2019-01-31\n6 #TRANS 4010 1 2019-01-31 | A 1 :4\n7 #TRANS 1930 -1 2019-01-31 | A 1 :4\n"
       "note 2 line 2: #RAR: 1 fields (expected at least 3) (and 1 more)\n"
       "note 2 line 6: #TRANS: no #KONTO declares the account \"4010\" (and 1 more)\n"},
      {"#SIETYP 4\n#KONTO 4010\n#OBJEKT 6 P1\n#PROSA \"x\n#IB 0 1999 5\n#PSALDO 0 201901 x\n",
       "1 #SIETYP [4]\n2 #KONTO 4010\n3 #OBJEKT {6 P1=}\n5 #IB 0 1999 5\n"
       "note 5 line 2: #KONTO: 1 fields (expected at least 2) (and 4 more)\n"},
      {"#SIETYP 3\n#KONTO 4010 B\n#PSALDO 0 201901 4010 7\n",
       "1 #SIETYP [3]\n2 #KONTO 4010\nerror line 3: #PSALDO: no object list as field 4 (expected {} or {dimension "
       "object})\n"},
      {"#SIETYP 4\n#KONTO 4010 B\n#VER A 1 20190131\n{\n#TRANS 3010 {} 1\n}\n",
       "1 #SIETYP [4]\n2 #KONTO 4010\n3 #VER 2019-01-31\nerror line 5: #TRANS: no #KONTO declares the account "
       "\"3010\"\n"},
      {"#SIETYP 4\n#VER A 1 20190131\n{\n#TRANS 3010 {} 1\n}\n",
       "1 #SIETYP [4]\n2 #VER 2019-01-31\n4 #TRANS 3010 1 2019-01-31 | A 1 :2\nerror line 2: #VER: the transactions of "
       "voucher \"A\" \"1\" sum to 1 (expected 0)\n"},
  };
  const uint32_t unused =
      1 << UT_SIE_FACT | 1 << UT_SIE_YEAR | 1 << UT_SIE_OPENING | 1 << UT_SIE_BUDGET | 1 << UT_SIE_DIMENSION;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_buf log = {0};
    read_with(&log, ut_text_of(rows[i].text), SIZE_MAX, false, unused);
    assert_string_equal(ut_buf_string(&log), rows[i].expected);
    assert_int_equal(end_without_an_error(ut_text_of(rows[i].text), false), UT_BAD_INPUT);
    ut_buf_clear(&log);
  }
}

static void unknown_labels(void **state)
{
  (void)state;
  expect_strict("#NYTT 1 {2 3} \"x\"\n{\n#TRANS x\n{\n#VER\n}\n}\n#KONTO 1 A extra 7\n", "8 #KONTO 1\n");
}

/* One fault each, after HEAD: the text, and the error. */
static void faults(void **state)
{
  (void)state;
  static const struct {
    const char *text, *expected;
  } rows[] = {
      {"KONTO 1 A\n", "line 6: a line that does not begin with a label (expected # and its name)"},
      {"#KONTO 1 \"A\n", "line 6: #KONTO: a quote that is not closed on its line"},
      {"#KONTO 1 \"A\\\"\n", "line 6: #KONTO: a quote that is not closed on its line"},
      {"#KONTO 1 \"A\"B\n", "line 6: #KONTO: text after a closing quote"},
      {"#KONTO 1\n", "line 6: #KONTO: 1 fields (expected at least 2)"},
      {"#KONTO \"\" A\n", "line 6: #KONTO: \"\" is not an account"},
      {"#KTYP 1930 X\n", "line 6: #KTYP: \"X\" is not a type of account (expected T, S, K or I)"},
      {"#SIETYP 5\n", "line 6: #SIETYP: \"5\" is not a type (expected 1, 2, 3 or 4)"},
      {"#RAR 0 20190101 20190229\n", "line 6: #RAR: \"20190229\" is not a date (expected YYYYMMDD)"},
      {"#RAR 0 20190101 20181231\n", "line 6: #RAR: the financial year ends before it begins"},
      {"#OBJEKT 0 P A\n", "line 6: #OBJEKT: \"0\" is not a dimension (expected a number from 1)"},
      {"#IB 0 1930 +5\n", "line 6: #IB: \"+5\" is not an amount (expected kronor, at most two decimals after a point, "
                          "no plus)"},
      {"#IB 0 1930 1.0050\n", "line 6: #IB: \"1.0050\" is not an amount (expected kronor, at most two decimals after a "
                              "point, no plus)"},
      {"#IB 0 1930 1.005\n", "line 6: #IB: \"1.005\" is not an amount (expected kronor, at most two decimals after a "
                             "point, no plus)"},
      {"#IB 0 1930 1,50\n", "line 6: #IB: \"1,50\" is not an amount (expected kronor, at most two decimals after a "
                            "point, no plus)"},
      {"#IB 0 1930 92233720368547758.08\n", "line 6: #IB: \"xxxxxxxxxxxxxxxxx.08\" is not an amount that can be held"},
      {"#IB x 1930 5\n", "line 6: #IB: \"x\" is not a financial year (expected 0 for this one, -1 for the last)"},
      {"#IB 0 1999 5\n", "line 6: #IB: no #KONTO declares the account \"1999\""},
      {"#IB 0 {1 2} 5\n", "line 6: #IB: an object list as field 2 (expected none)"},
      {"#PSALDO 0 201913 1930 {} 5\n", "line 6: #PSALDO: \"201913\" is not a period (expected YYYYMM)"},
      {"#PSALDO 0 201901 1930 5\n", "line 6: #PSALDO: no object list as field 4 (expected {} or {dimension object})"},
      {"#PSALDO 0 201901 1930 {6} 5\n",
       "line 6: #PSALDO: an object list of 1 items (expected pairs of dimension and object)"},
      {"#PSALDO 0 201901 1930 {6 P 1 N 6 Q} 5\n", "line 6: #PSALDO: two objects of dimension 6 (expected one at most)"},
      {"#PSALDO 0 201901 1930 {6 P}\n", "line 6: #PSALDO: no amount after the object list"},
      {"#PSALDO 0 201901 1930 {6 P 5\n", "line 6: #PSALDO: an object list that is not closed on its line"},
      {"#TRANS 1930 {} 5\n", "line 6: #TRANS: a transaction outside a voucher"},
      {"}\n", "line 6: a } without its {"},
      {"{\n}\n", "line 6: a { that follows no #VER"},
      {"#NYTT\n{\n", "line 7: this { is never closed"},
      {"#KSUMMA 1\n", "line 6: #KSUMMA: a closing #KSUMMA without an opening one"},
      {"#KSUMMA\n", "line 6: #KSUMMA: this #KSUMMA is never closed, so the file may have been cut off"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_buf text = {0}, expected = {0};
    ut_buf_format(&text, "%s%s", HEAD, rows[i].text);
    ut_buf_format(&expected, "%serror %s\n", HEAD_LOG, rows[i].expected);
    expect(ut_buf_text(&text), false, ut_buf_string(&expected));
    ut_buf_clear(&text);
    ut_buf_clear(&expected);
  }
  expect((struct ut_text){"#KONTO 1 A\0B\n", 13}, false, "error line 1: a NUL byte\n");
}

/* The last line of each log: the fault is named with the line of its #VER. */
static void voucher_faults(void **state)
{
  (void)state;
  static const struct {
    const char *text, *expected;
  } rows[] = {
      {"#VER A 17 20190131\n{\n#TRANS 4010 {} 10\n#TRANS 1930 {} -9.99\n}\n",
       "error line 6: #VER: the transactions of voucher \"A\" \"17\" sum to 0.01 (expected 0)\n"},
      {"#VER A 1 20190131\n#VER A 2 20190131\n",
       "error line 6: #VER: the voucher has no transactions (no { on the line after it)\n"},
      {"#VER A 1 20190131\n", "error line 6: #VER: the voucher has no transactions (no { on the line after it)\n"},
      {"#VER A 1 20190131\n{\n#TRANS 4010 {} 10\n#TRANS 1930 {} -10\n#VER A 2 20190131\n",
       "error line 6: #VER: the voucher is cut off (no } after its transactions)\n"},
      {"#VER A 1 20190131\n{\n#TRANS 4010 {} 10\n",
       "error line 6: #VER: the voucher is cut off (no } after its transactions)\n"},
      {"#VER A 1 20190131\n{\n#TRANS 4010 {} 10 20190132\n",
       "error line 8: #TRANS: \"20190132\" is not a date (expected YYYYMMDD)\n"},
      {"#VER A 1 20190131\n{\n#TRANS 4711 {} 10\n", "error line 8: #TRANS: no #KONTO declares the account \"4711\"\n"},
      {"#VER A 1 20190131\n{\n#TRANS 4010 {} 92233720368547758.07\n#TRANS 4010 {} 0.01\n",
       "error line 9: #TRANS: the voucher's sum is more than can be held\n"},
      {"#VER A 1 20181231\n{\n}\n", "6 #VER 2018-12-31\nnote 1 line 6: #VER: dated 2018-12-31, outside every #RAR\n"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_buf text = {0}, log = {0};
    ut_buf_format(&text, "%s%s", HEAD, rows[i].text);
    read_all(&log, ut_buf_text(&text), SIZE_MAX, false);
    const char *all = ut_buf_string(&log);
    size_t len = strlen(rows[i].expected);
    assert_true(log.len >= len);
    assert_string_equal(all + log.len - len, rows[i].expected);
    ut_buf_clear(&text);
    ut_buf_clear(&log);
  }
}

/* Faults are reported and passed over: the unknown account once, the row that cannot be read without a second word
 * about the sum of its voucher, the voucher without a date with all its rows. */
static void lenient(void **state)
{
  (void)state;
  expect(ut_text_of(HEAD "#VER A 1 20190131\n{\n#TRANS 4711 {} 10\n#TRANS 4711 {} -5\n}\n"
                         "#VER A 2 20190131\n{\n#TRANS 4010 {} 1,5\n#TRANS 1930 {} 2\n}\n"
                         "#VER A 3 igår\n{\n#TRANS 4010 {} 8\n}\nskräp\n#IB 0 1930 4\n#KSUMMA\n#KSUMMA 7\n"
                         "#VER A 4 20190131\n"),
         true,
         HEAD_LOG "6 #VER 2019-01-31\nfault line 8: #TRANS: no #KONTO declares the account \"4711\"\n"
                  "8 #TRANS 4711 10 2019-01-31 | A 1 :6\n9 #TRANS 4711 -5 2019-01-31 | A 1 :6\n"
                  "fault line 6: #VER: the transactions of voucher \"A\" \"1\" sum to 5 (expected 0)\n"
                  "11 #VER 2019-01-31\nfault line 13: #TRANS: \"1,5\" is not an amount (expected kronor, at most two "
                  "decimals after a point, no plus)\n14 #TRANS 1930 2 2019-01-31 | A 2 :11\n"
                  "fault line 16: #VER: \"igår\" is not a date (expected YYYYMMDD)\n"
                  "fault line 20: a line that does not begin with a label (expected # and its name)\n21 #IB 0 1930 4\n"
                  "fault line 23: #KSUMMA: the checksum is 7, that of the lines before is 0\n24 #VER 2019-01-31\n"
                  "fault line 24: #VER: the voucher has no transactions (no { on the line after it)\n");
}

static void told_from_other_files(void **state)
{
  (void)state;
  assert_true(ut_sie_is("#FLAGGA 0", 9));
  assert_true(ut_sie_is("\uFEFF\r\n \t#FLAGGA 0", 16));
  assert_false(ut_sie_is("#FLAGG", 6));
  assert_false(ut_sie_is("insats,#FLAGGA", 14));
  assert_false(ut_sie_is("\0#FLAGGA", 8));
  assert_false(ut_sie_is("", 0));
}

static void result_accounts(void **state)
{
  (void)state;
  static const struct {
    const char *number;
    char type;
    bool expected;
  } rows[] = {{"1930", 0, false},  {"2990", 0, false},  {"3010", 0, true},    {"8999", 0, true},   {"9000", 0, false},
              {"9000", 'K', true}, {"1000", 'I', true}, {"4010", 'T', false}, {"4010", 'S', false}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_sie_name account = {.number = ut_text_of(rows[i].number), .type = rows[i].type};
    assert_int_equal(ut_sie_is_result(&account), rows[i].expected);
  }
}

static void accounts_of_the_result(void **state)
{
  (void)state;
  static const struct {
    const char *number, *name;
    bool expected;
  } rows[] = {{"8999", "", true},
              {"8990", "Resultat", true},
              {"899", "", true},
              {"8910", "", false},
              {"7990", "", false},
              {"9100", "Årets resultat", true},
              {"89", "", false},
              {"9100", "ÅRETS RESULTAT", true},
              {"5010", "Årets löner", false}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_sie_name account = {.number = ut_text_of(rows[i].number), .name = ut_text_of(rows[i].name)};
    assert_int_equal(ut_sie_is_transfer(&account), rows[i].expected);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(facts_and_names),
      cmocka_unit_test(joined_files),
      cmocka_unit_test(balances_and_periods),
      cmocka_unit_test(object_rows_by_type),
      cmocka_unit_test(vouchers),
      cmocka_unit_test(corrections),
      cmocka_unit_test(sums),
      cmocka_unit_test(what_nobody_uses),
      cmocka_unit_test(unknown_labels),
      cmocka_unit_test(faults),
      cmocka_unit_test(voucher_faults),
      cmocka_unit_test(lenient),
      cmocka_unit_test(told_from_other_files),
      cmocka_unit_test(result_accounts),
      cmocka_unit_test(accounts_of_the_result),
  };
  return cmocka_run_group_tests_name("sie", tests, NULL, NULL);
}
