/* JSON: what RFC 8259 allows and what it does not, in spans of any length. Expected texts are read off the inputs by
 * hand; json_reference.h holds what is read of random inputs against cJSON, as tests/fuzz/fuzz_json.c does. */
#include "../json_reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

/* Appends a record as LINE:name=value;name=value, */
static void add_record(struct ut_buf *log, const struct ut_json_record *r)
{
  assert_int_equal(ut_buf_format(log, "%zu:", r->line), UT_OK);
  for (size_t i = 0; i < r->count; i++) {
    assert_int_equal(ut_buf_add_text(log, r->names[i]), UT_OK);
    assert_int_equal(ut_buf_add(log, "=", 1), UT_OK);
    assert_int_equal(ut_buf_add_text(log, r->values[i]), UT_OK);
    assert_int_equal(ut_buf_add(log, ";", 1), UT_OK);
  }
  assert_int_equal(ut_buf_add(log, " ", 1), UT_OK);
}

/* Reads all of a text, handing over `step` bytes more each time, each span in memory of its own, so that the sanitizer
 * sees a byte too many. Returns the records, and the error when there was one. */
static char *read_all(const char *text, size_t len, bool lines, size_t step)
{
  struct ut_json *j;
  struct ut_json_record record;
  struct ut_buf log = {0};
  struct ut_error err = {0};
  enum ut_status status = UT_MORE;
  size_t begin = 0, end = 0, used;
  assert_int_equal(ut_json_new(&j, lines), UT_OK);
  while (status == UT_OK || status == UT_MORE) {
    if (status == UT_MORE)
      end = step < len - end ? end + step : len;
    char *span = malloc(end - begin + 1);
    memcpy(span, text + begin, end - begin);
    status = ut_json_next(j, span, end - begin, end == len, &used, &record, &err);
    begin += used;
    assert_true(begin <= end);
    if (status == UT_OK)
      add_record(&log, &record);
    free(span);
  }
  if (status != UT_END)
    assert_int_equal(ut_buf_format(&log, "%zu:%zu: %s", err.line, err.column, err.text), UT_OK);
  else
    assert_int_equal(begin, len);
  ut_json_free(j);
  char *shown = strdup(ut_buf_string(&log));
  ut_buf_clear(&log);
  return shown;
}

static void expect_bytes(const char *text, size_t len, bool lines, const char *expected)
{
  size_t steps[] = {len, 1, 2, 3, 5, 7, 16};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    char *shown = read_all(text, len, lines, steps[i] > 0 ? steps[i] : 1);
    assert_string_equal(shown, expected);
    free(shown);
  }
}

static void expect_array(const char *text, const char *expected)
{
  expect_bytes(text, strlen(text), false, expected);
}

static void expect_lines(const char *text, const char *expected)
{
  expect_bytes(text, strlen(text), true, expected);
}

static void arrays(void **state)
{
  (void)state;
  expect_array("[{\"kon\":\"K\",\"antal\":13},\n {\"kon\":\"M\",\"antal\":9}]\n",
               "1:kon=K;antal=13; 2:kon=M;antal=9; ");
  expect_array("[]", "");
  expect_array(" \r\n[ \t]\n", "");
  expect_array("[{}]", "1: ");
  expect_array("[\n{\n\"a\"\n:\ntrue\n,\"b\":false}\n,{\"a\":null,\"b\":\"\"}]", "2:a=true;b=false; 7:a=;b=; ");
  expect_array("[{\"\":1}]", "1:=1; ");
}

static void lines(void **state)
{
  (void)state;
  expect_lines("", "");
  expect_lines("\n \n\r\n", "");
  expect_lines("{\"a\":1}\n\n  {\"a\":2}  \r\n{\"b\":3}", "1:a=1; 3:a=2; 4:b=3; ");
}

static void numbers_as_they_stand(void **state)
{
  (void)state;
  expect_array("[{\"a\":0,\"b\":-0,\"c\":0.10,\"d\":1E+5,\"e\":1e-05,\"f\":12345678901234567890123,\"g\":1e999}]",
               "1:a=0;b=-0;c=0.10;d=1E+5;e=1e-05;f=12345678901234567890123;g=1e999; ");
  static const char *const yes[] = {"0", "-0", "10", "1.5", "-1.50", "1e5", "1E-5", "0e+0"};
  static const char *const no[] = {"",   "-",  "+1", "01",  "1.",  ".5",  "1e",  "1e+",  "1.e5",
                                   "0x", " 1", "1 ", "1,5", "NaN", "--1", "-01", "1e5.0"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    assert_true(ut_json_is_number(ut_text_of(yes[i])));
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    assert_false(ut_json_is_number(ut_text_of(no[i])));
  assert_false(ut_json_is_number((struct ut_text){NULL, 0}));
  char many[64];
  memset(many, '7', sizeof many);
  assert_true(ut_json_is_number((struct ut_text){many, 63}));
  assert_false(ut_json_is_number((struct ut_text){many, 64}));
}

static void texts(void **state)
{
  (void)state;
  expect_array("[{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}]", "1:a=\"\\/\b\f\n\r\t; ");
  expect_array("[{\"k\\u00f6n\":\"\\u00E5\\u20ac\\uD83D\\uDE00\"}]", "1:kön=å€😀; ");
  expect_array("[{\"kön\":\"å€😀\x7f\"}]", "1:kön=å€😀\x7f; ");
}

static void values_that_are_refused(void **state)
{
  (void)state;
  expect_array("[{\"a\":[1]}]", "1:7: a nested array; every value is a text, a number, true, false or null");
  expect_array("[{\"å\":{}}]", "1:7: a nested object; every value is a text, a number, true, false or null");
  expect_array("[{\"a\":01}]",
               "1:7: \"01\" is not a JSON number (no plus, no leading zeros, digits on both sides of the "
               "point)");
  expect_array("[{\"a\":NaN}]", "1:7: \"NaN\" is not a value; a text stands in quotes");
  expect_array("[{\"a\":True}]", "1:7: \"True\" is not a value; a text stands in quotes");
  expect_array("[{\"a\":nulll}]", "1:7: \"nulll\" is not a value; a text stands in quotes");
  expect_array("[{\"a\":1111111111111111111111111111111111111111111111111111111111111111}]",
               "1:7: a number of more than 63 characters");
  expect_array("[{\"a\":'x'}]", "1:7: expected a value, found \"'\"");
  expect_array("[{\"a\":\xe2\x80\x9dx\xe2\x80\x9d}]", "1:7: expected a value, found \"\xe2\x80\x9d\"");
}

static void texts_that_are_refused(void **state)
{
  (void)state;
  static const char lone[] =
      "1:8: a lone surrogate; characters beyond \\uffff are pairs of \\ud800-\\udbff and \\udc00-\\udfff";
  expect_array("[{\"a\":\"\\ud800\"}]", lone);
  expect_array("[{\"a\":\"\\ud800\\n\"}]", lone);
  expect_array("[{\"a\":\"\\ud800\\ud800\"}]", lone);
  expect_array("[{\"a\":\"\\udc00\"}]", lone);
  expect_array("[{\"a\":\"\\udfff\"}]", lone);
  expect_array("[{\"a\":\"\\udbff\"}]", lone);
  expect_array("[{\"a\":\"\\udbff\\udbff\"}]", lone);
  expect_array("[{\"a\":\"\\udbff\\ue000\"}]", lone);
  expect_array("[{\"a\":\"\\ud7ff\\ue000\\udbff\\udfff\\ud800\\udc00\"}]",
               "1:a=\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf\xf0\x90\x80\x80; ");
  expect_array("[{\"a\":\"\\u0000\"}]", "1:8: \\u0000 cannot stand in a text");
  expect_array("[{\"a\":\"\\u00g0\"}]", "1:8: \\u needs four hexadecimal digits");
  expect_array("[{\"a\":\"\\x41\"}]", "1:8: an unknown escape; after \\ stands one of \" \\ / b f n r t u");
  expect_array("[{\"a\":\"\xff\"}]", "1:8: invalid UTF-8");
  expect_array("[{\"a\":\"å\xc3\"}]", "1:9: invalid UTF-8");
  expect_array("[{\"a\":\"\xed\xa0\x80\"}]", "1:8: invalid UTF-8");
  expect_array("[{\"a\":\"\xc0\x80 long enough\"}]", "1:8: invalid UTF-8");
  expect_array("[{\"a\":\"x\ty\"}]", "1:9: a raw control character in a text; in JSON it is written \\u0009");
  expect_array("[{\"a\":\"x\ny\"}]", "1:9: a raw control character in a text; in JSON it is written \\u000a");
  static const char nul[] = "[{\"a\":\"\0\"}]", bare_nul[] = "[{\0\"a\":1}]";
  expect_bytes(nul, sizeof nul - 1, false, "1:8: a NUL byte");
  expect_bytes(bare_nul, sizeof bare_nul - 1, false, "1:3: a NUL byte");
}

static void grammar_that_is_refused(void **state)
{
  (void)state;
  expect_array("", "1:1: the input is empty");
  expect_array(" \n ", "2:2: the input is empty");
  expect_array("[", "1:2: the array does not end");
  expect_array("[{}\n,", "1: 2:2: the array does not end");
  expect_array("[\n\n{\"a\":1", "3:7: the input ends inside the object that begins on line 3");
  expect_array("[{\"a\":\"x", "1:9: the input ends inside the object that begins on line 1");
  expect_array("[{\"a\":\"\\ud83d", "1:14: the input ends inside the object that begins on line 1");
  expect_array("{\"a\":1}", "1:1: expected [, found \"{\"");
  expect_array("[1]", "1:2: expected { or ], found \"1\"");
  expect_array("[{},]", "1: 1:5: expected {, found \"]\"");
  expect_array("[{}{}]", "1: 1:4: expected a comma or ], found \"{\"");
  expect_array("[] []", "1:4: expected nothing after the array, found \"[\"");
  expect_array("[{a:1}]", "1:3: expected a name or }, found \"a\"");
  expect_array("[{\"a\" 1}]", "1:7: expected a colon, found \"1\"");
  expect_array("[{\"a\":1 \"b\":2}]", "1:9: expected a comma or }, found \"\"\"");
  expect_array("[{\"a\":1,}]", "1:9: expected a name in quotes, found \"}\"");
  expect_array("[{\"a\":}]", "1:7: expected a value, found \"}\"");
  expect_array("[{,}]", "1:3: expected a name or }, found \",\"");
  expect_array("[{\"a\":1]]", "1:8: expected a comma or }, found \"]\"");
  expect_array("[\f{}]", "1:2: expected { or ], found a control character");
}

static void lines_that_are_refused(void **state)
{
  (void)state;
  expect_lines("{\"a\":1}\n{\"a\":\n2}\n",
               "1:a=1; 2:6: the line ends inside an object; of JSON lines each holds a whole object");
  expect_lines("{\"a\":\"x\ny\"}", "1:8: the line ends inside a text; of JSON lines each holds a whole object");
  expect_lines("{\"a\":1} {\"a\":2}\n", "1:a=1; 1:9: expected the end of the line after an object, found \"{\"");
  expect_lines("{\"a\":1},\n", "1:a=1; 1:8: expected the end of the line after an object, found \",\"");
  expect_lines("[{\"a\":1}]\n", "1:1: expected {, found \"[\"");
}

static void duplicates(void **state)
{
  (void)state;
  expect_array("[{\"kon\":1,\n\"bas\":2,\"kon\":3}]", "2:9: duplicate name \"kon\"");
  expect_array("[{\"k\\u006fn\":1,\"kon\":3}]", "1:16: duplicate name \"kon\"");
  expect_array("[{\"\":1,\"\":3}]", "1:8: duplicate name \"\"");
  expect_array("[{\"a\":1},{\"a\":2}]", "1:a=1; 1:a=2; ");
  expect_array("[{\"19800101-9804\":1,\"19800101-9804\":3}]", "1:21: duplicate name \"xxxxxxxx-xxxx\"");
}

/* {"n0":0,"n1":1,...} of so many members, the last named `last`. */
static void add_wide_object(struct ut_buf *b, unsigned count, const char *last)
{
  assert_int_equal(ut_buf_add(b, "{", 1), UT_OK);
  for (unsigned i = 0; i + 1 < count; i++)
    assert_int_equal(ut_buf_format(b, "\"n%u\":%u,", i, i), UT_OK);
  assert_int_equal(ut_buf_format(b, "\"%s\":0}", last), UT_OK);
}

static void expect_wide(unsigned count, const char *last, const char *expected)
{
  struct ut_buf b = {0};
  add_wide_object(&b, count, last);
  char *shown = read_all(b.ptr, b.len, true, b.len);
  assert_string_equal(strlen(shown) > 200 ? "many" : shown, expected);
  free(shown);
  ut_buf_clear(&b);
}

static void many_members(void **state)
{
  (void)state;
  expect_wide(4096, "last", "many");
  /* n0 to n9 take 7 bytes each, n10 to n39 9: the 41st begins at 2 + 10 * 7 + 30 * 9 */
  expect_wide(41, "n7", "1:342: duplicate name \"n7\"");
  /* and the 100 numbers before the 4096th: 2 + 10 * 7 + 90 * 9 + 900 * 11 + 3095 * 13 */
  expect_wide(4096, "n4000", "1:51017: duplicate name \"n4000\"");
  expect_wide(4097, "last", "1:51030: an object of more than 4096 members");
}

/* A text of 64 MiB handed over in spans that grow by 64 KiB: quadratic scanning would look at 32 GiB. */
static void long_text_in_growing_spans(void **state)
{
  (void)state;
  enum { LENGTH = 64 << 20, STEP = 64 << 10 };
  char *text = malloc(LENGTH);
  memset(text, 'x', LENGTH);
  memcpy(text, "{\"a\":\"", 6);
  memcpy(text + LENGTH - 3, "\"}\n", 3);
  struct ut_json *j;
  struct ut_json_record record = {0};
  enum ut_status status = UT_MORE;
  size_t used, calls = 0;
  assert_int_equal(ut_json_new(&j, true), UT_OK);
  clock_t begin = clock();
  for (size_t len = STEP; status == UT_MORE; len += STEP, calls++)
    status = ut_json_next(j, text, len, len == LENGTH, &used, &record, NULL);
  assert_int_equal(status, UT_OK);
  assert_int_equal(calls, LENGTH / STEP);
  assert_int_equal(record.values[0].len, LENGTH - 9);
  assert_true(clock() - begin < 30 * CLOCKS_PER_SEC);
  ut_json_free(j);
  free(text);
}

/* ---- every way to read an input ---- */

static uint64_t seed;

static size_t below(size_t limit)
{
  seed = seed * 6364136223846793005u + 1442695040888963407u; /* Knuth, MMIX */
  return (size_t)(seed >> 33) % limit;
}

static void add_one_of(struct ut_buf *b, const char *const *texts, size_t count)
{
  assert_int_equal(ut_buf_add_string(b, texts[below(count)]), UT_OK);
}

/* White space, rarely; of lines their end, which is refused, very rarely. */
static void add_blank(struct ut_buf *b, bool lines)
{
  static const char *const blanks[] = {" ", "\t", "  ", "\r", "\n"};
  if (below(8) == 0)
    add_one_of(b, blanks, lines && below(50) ? 4 : 5);
}

static void add_random_value(struct ut_buf *b)
{
  static const char *const values[] = {
      "\"\"",
      "\"K\"",
      "\"Luleå\"",
      "\"fifteen letters\"",
      "\"sixteen letters.\"",
      "\"seventeen letters\"",
      "\"a text that is longer than two blocks of sixteen bytes, with å far behind\"",
      "\"\\u00e5\"",
      "\"a quote far behind, \\\"here\\\", and \\ud83d\\ude00\"",
      "0",
      "-1.50",
      "1959",
      "1e-05",
      "true",
      "false",
      "null",
      "\"😀\"",
      "\"\x7f\"",
      "\"sixteen letters \xc3\xa5\"",
  };
  /* What is refused, which is rare enough for most inputs to be read to their end. */
  static const char *const wrong[] = {"01", "nul", "\"\xff\"", "\"\xc3\"",        "\"\\ud800\"",   "\"\\x\"", "[1]",
                                      "{}", "\"",  "",         "\"tab \t here\"", "\"line\nend\"", "+1"};
  if (below(200) == 0)
    add_one_of(b, wrong, sizeof wrong / sizeof *wrong);
  else
    add_one_of(b, values, sizeof values / sizeof *values);
}

/* An object of most of six names, nearly always in their order. */
static void add_random_object(struct ut_buf *b, bool lines)
{
  static const char *const names[] = {"kon", "\\u006bön", "", "a name of more than sixteen bytes", "k", "ålder"};
  enum { NAMES = sizeof names / sizeof *names };
  size_t turn = below(20) == 0 ? 1 + below(NAMES) : 0, left_out = below(3) == 0 ? below(NAMES) : NAMES, written = 0;
  assert_int_equal(ut_buf_add_string(b, "{"), UT_OK);
  for (size_t i = 0; i < NAMES; i++) {
    if (i == left_out)
      continue;
    size_t name = below(300) == 0 ? 0 : (i + turn) % NAMES;
    add_blank(b, lines);
    assert_int_equal(ut_buf_format(b, "%s\"%s\"", written++ ? "," : "", names[name]), UT_OK);
    add_blank(b, lines);
    assert_int_equal(ut_buf_add_string(b, ":"), UT_OK);
    add_blank(b, lines);
    add_random_value(b);
    add_blank(b, lines);
  }
  assert_int_equal(ut_buf_add_string(b, "}"), UT_OK);
}

static void add_random_input(struct ut_buf *b, bool lines)
{
  size_t objects = 1 + below(12);
  assert_int_equal(ut_buf_add_string(b, lines ? "" : "["), UT_OK);
  for (size_t i = 0; i < objects; i++) {
    add_random_object(b, lines);
    add_blank(b, lines);
    assert_int_equal(ut_buf_add_string(b, lines ? "\n" : i + 1 < objects ? "," : "]"), UT_OK);
    add_blank(b, lines);
  }
  if (below(10) == 0)
    b->ptr[below(b->len)] = (char)below(256);
}

/* Plain objects and all others, from inputs that are right and that are not, against the validating scan and cJSON. */
static void random_inputs(void **state)
{
  (void)state;
  size_t valid = 0;
  seed = 1;
  for (size_t round = 0; round < 4000; round++) {
    struct ut_buf b = {0};
    bool lines = below(2);
    add_random_input(&b, lines);
    valid += compare_json(ut_buf_text(&b), lines, 1 + below(200), below(7));
    ut_buf_clear(&b);
  }
  assert_in_range(valid, 1000, 3800);
}

/* Values that nobody asks for are not decoded until they are, be their object plain, as the second is, or not. */
static void wanted_values(void **state)
{
  (void)state;
  static const char text[] = "{\"a\":\"\\u00e5\",\"b\":\"\\u00e4\",\"c\":\"\\u00f6\"}\n"
                             "{\"a\":\"\\u00e5\",\"b\":\"\\u00e4\",\"c\":\"\\u00f6\"}\n                ";
  struct ut_json *j;
  struct ut_json_record record;
  size_t used, at = 0;
  assert_int_equal(ut_json_new(&j, true), UT_OK);
  ut_json_want(j, 1);
  for (size_t i = 0; i < 2; i++, at += used) {
    assert_int_equal(ut_json_next(j, text + at, sizeof text - 1 - at, true, &used, &record, NULL), UT_OK);
    assert_int_equal(record.shape, 1);
    assert_true(ut_text_is(record.values[0], "å"));
    assert_true(ut_text_is(record.values[1], "\\u00e4"));
    assert_int_equal(ut_json_split(j, NULL), UT_OK);
    assert_true(ut_text_is(record.values[0], "å"));
    assert_true(ut_text_is(record.values[1], "ä"));
    assert_true(ut_text_is(record.values[2], "ö"));
  }
  ut_json_free(j);
}

static void expect_checked(const char *text, const char *expected)
{
  struct ut_error err = {0};
  char shown[UT_ERROR_TEXT + 50] = "valid";
  if (ut_json_check(text, strlen(text), &err) != UT_OK)
    ut_error_format(&err, shown, sizeof shown);
  assert_string_equal(shown, expected);
}

static void documents(void **state)
{
  (void)state;
  expect_checked("{\"columns\": {\"Kön\": \"kon\", \"Intern anm\": null}, \"dates\": [\"%Y\", [1, {}]]}\n", "valid");
  expect_checked("12", "valid");
  expect_checked(" \"a\" ", "valid");
  expect_checked("{\"a\":{\"b\":1},\"b\":{\"b\":2}}", "valid");
  expect_checked("[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]", "valid");
  expect_checked("[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]", "line 1:17: nested more than 16 deep");
  expect_checked("", "line 1:1: the input is empty");
  expect_checked("\n", "line 2:1: the input is empty");
  expect_checked("{\"a\":[1,", "line 1:9: the input ends inside a value");
  expect_checked("\"a", "line 1:3: the input ends inside a value");
  expect_checked("[1}", "line 1:3: expected a comma or ], found \"}\"");
  expect_checked("[1,]", "line 1:4: expected a value, found \"]\"");
  expect_checked("[,1]", "line 1:2: expected a value or ], found \",\"");
  expect_checked("[1] 2", "line 1:5: expected nothing after the value, found \"2\"");
  expect_checked("{\"x\":{\"a\":{\"c\":1},\n\"b\":2,\"a\":3},\"a\":4}", "line 2:7: duplicate name \"a\"");
  expect_checked("{\"a\":[{\"b\":1}],\"a\":4}", "line 1:16: duplicate name \"a\"");
  expect_checked("{\"a\":1.}",
                 "line 1:6: \"1.\" is not a JSON number (no plus, no leading zeros, digits on both sides of "
                 "the point)");
}

static void strings_out(void **state)
{
  (void)state;
  struct ut_buf b = {0};
  assert_int_equal(ut_json_add_string(&b, ut_text_of("Kön \"x\" \\ /\b\f\n\r\t\x01\x1f\x7f😀")), UT_OK);
  assert_string_equal(ut_buf_string(&b), "\"Kön \\\"x\\\" \\\\ /\\b\\f\\n\\r\\t\\u0001\\u001f\x7f😀\"");
  b.len = 0;
  assert_int_equal(ut_json_add_string(&b, (struct ut_text){NULL, 0}), UT_OK);
  assert_string_equal(ut_buf_string(&b), "\"\"");
  ut_buf_clear(&b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arrays),
      cmocka_unit_test(lines),
      cmocka_unit_test(numbers_as_they_stand),
      cmocka_unit_test(texts),
      cmocka_unit_test(values_that_are_refused),
      cmocka_unit_test(texts_that_are_refused),
      cmocka_unit_test(grammar_that_is_refused),
      cmocka_unit_test(lines_that_are_refused),
      cmocka_unit_test(duplicates),
      cmocka_unit_test(many_members),
      cmocka_unit_test(long_text_in_growing_spans),
      cmocka_unit_test(random_inputs),
      cmocka_unit_test(wanted_values),
      cmocka_unit_test(documents),
      cmocka_unit_test(strings_out),
  };
  return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
