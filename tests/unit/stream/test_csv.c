/* CSV records: held against libcsv over hostile and random input, and cases that a person can check by eye. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../csv_reference.h"

#define MIB ((size_t)1 << 20)

/* ---- against libcsv ---- */

static const size_t wants[] = {SIZE_MAX, 0, 1, 2, 3, 5};
enum { WANTS = sizeof wants / sizeof *wants };

/* Whole, a byte at a time, and cut at random. */
static void check(struct ut_text input, char delimiter, uint64_t seed)
{
  struct ut_buf expected = {0};
  size_t want = wants[seed % WANTS];
  reference_log(input, delimiter, &expected);
  compare_with_reference(input, delimiter, (struct spans){input.len, 1, 0, false}, SIZE_MAX, &expected);
  compare_with_reference(input, delimiter, (struct spans){input.len, 1, 0, false}, want, &expected);
  compare_with_reference(input, delimiter, (struct spans){0, 1, 0, false}, want, &expected);
  compare_with_reference(input, delimiter, (struct spans){0, 100, seed, is_utf8(input)}, want, &expected);
  ut_buf_clear(&expected);
}

/* Every text of up to five of these characters, in every way of handing it over. */
static void test_all_short_texts(void **state)
{
  static const char alphabet[] = "a,\"\n\r";
  enum { LETTERS = sizeof alphabet - 1, LONGEST = 5 };
  char text[LONGEST];
  (void)state;
  for (size_t len = 0, texts = 1; len <= LONGEST; len++, texts *= LETTERS)
    for (size_t number = 0; number < texts; number++) {
      for (size_t i = 0, rest = number; i < len; i++, rest /= LETTERS)
        text[i] = alphabet[rest % LETTERS];
      check((struct ut_text){text, len}, ',', number + 1);
    }
}

/* Around the ends of the blocks that the scan looks at, every place is tried as the end of a span. */
static void test_block_ends(void **state)
{
  static const char *const middles[] = {"\"x\"\"y\",", "\r\n\r\n",  "a\"b\n",         "\"\n\"\n",
                                        ",\"\"\n",     "\xC3\xA5,", "\"q\"z\n\xC3\n", "\"never closed\n"};
  (void)state;
  for (size_t m = 0; m < sizeof middles / sizeof *middles; m++)
    for (size_t before = 58; before <= 66; before++) {
      struct ut_buf text = {0}, expected = {0};
      for (size_t i = 0; i < before; i++)
        ut_buf_add(&text, i % 9 == 8 ? "," : "b", 1);
      ut_buf_add_string(&text, middles[m]);
      for (size_t i = 0; i < 62; i++)
        ut_buf_add(&text, i % 7 == 6 ? "," : "c", 1);
      ut_buf_add_string(&text, "\n1,2\n");
      reference_log(ut_buf_text(&text), ',', &expected);
      for (size_t first = 1; first <= text.len; first++)
        compare_with_reference(ut_buf_text(&text), ',', (struct spans){first, SIZE_MAX / 2, 0, false},
                               wants[first % WANTS], &expected);
      ut_buf_clear(&text);
      ut_buf_clear(&expected);
    }
}

/* Each alphabet leans another way: towards quotes, towards plain fields, towards bytes that are refused. */
static void test_random_texts(void **state)
{
  static const struct ut_text alphabets[] = {
      {"a ,;\"\n\r", 7},
      {"aaaaaaaabbbb,,,\n", 16},
      {"\"\"\"\",a\n", 7},
      {"aaaaaa,,\n\r\"\0\xFF", 13},
      {"aaaa,\n\xC3\xA5\xE2\x80\xA6", 11},
  };
  static const size_t lengths[] = {200, 20, 63, 64, 65, 127, 128, 129, 400};
  uint64_t seed = 20191231;
  char text[400];
  (void)state;
  for (size_t round = 0; round < 3000; round++) {
    struct ut_text alphabet = alphabets[round % (sizeof alphabets / sizeof *alphabets)];
    size_t limit = lengths[round % (sizeof lengths / sizeof *lengths)];
    size_t len = round % 2 ? limit : reference_random(&seed) % (limit + 1);
    for (size_t i = 0; i < len; i++)
      text[i] = alphabet.ptr[reference_random(&seed) % alphabet.len];
    check((struct ut_text){text, len}, round % 3 ? ',' : ';', reference_random(&seed));
  }
}

/* Appends a record of a few fields, quoted as they must be, whatever they hold. */
static void add_sound_record(struct ut_buf *text, uint64_t *seed)
{
  static const char *const values[] = {"",
                                       "a",
                                       "Intag 2",
                                       "5\" pipe",
                                       "over\ntwo lines",
                                       "x,y",
                                       "\xC3\xB6re",
                                       "\r\n",
                                       "\"",
                                       "2019-01-01",
                                       "a rather long field that fills much of a block"};
  size_t fields = 1 + reference_random(seed) % 6;
  for (size_t i = 0; i < fields; i++) {
    const char *value = values[reference_random(seed) % (sizeof values / sizeof *values)];
    if (i > 0)
      ut_buf_add(text, ",", 1);
    bool quoted = strpbrk(value, ",\"\n\r") || reference_random(seed) % 4 == 0;
    ut_buf_add_string(text, quoted ? "\"" : "");
    for (const char *p = value; *p; p++)
      ut_buf_add(text, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
    ut_buf_add_string(text, quoted ? "\"" : "");
  }
  ut_buf_add_string(text, reference_random(seed) % 3 ? "\n" : "\r\n");
}

/* Sound files, and the same with one byte changed: every place at which a file can break. */
static void test_damaged_files(void **state)
{
  static const char damage[] = "\",\n\rx";
  uint64_t seed = 4711;
  (void)state;
  for (size_t round = 0; round < 700; round++) {
    struct ut_buf text = {0};
    for (size_t i = 0; i < 5; i++)
      add_sound_record(&text, &seed);
    check(ut_buf_text(&text), ',', reference_random(&seed));
    text.ptr[reference_random(&seed) % text.len] = damage[reference_random(&seed) % (sizeof damage - 1)];
    check(ut_buf_text(&text), ',', reference_random(&seed));
    ut_buf_clear(&text);
  }
}

/* ---- by eye ---- */

static void read_text(const char *text, size_t len, size_t step, struct ut_buf *out)
{
  struct ut_csv *c;
  struct ut_csv_record record;
  struct ut_error err = {0};
  size_t begin = 0, end = 0, used;
  enum ut_status status = UT_MORE;
  assert_int_equal(ut_csv_new(&c, ',', 1), UT_OK);
  while (status != UT_END) {
    char shown[UT_ERROR_TEXT + 64];
    if (status == UT_MORE)
      end = step < len - end ? end + step : len;
    status = ut_csv_next(c, text + begin, end - begin, end == len, &used, &record, &err);
    begin += used;
    if (status == UT_BAD_ROW)
      ut_buf_format(out, "! %s\n", ut_error_format(&err, shown, sizeof shown));
    if (status != UT_OK)
      continue;
    ut_buf_format(out, "%zu:", record.line);
    for (size_t i = 0; i < record.count; i++)
      ut_buf_format(out, " [%.*s]", (int)record.fields[i].len, record.fields[i].ptr);
    ut_buf_add_string(out, "\n");
  }
  ut_csv_free(c);
}

/* What comes out of `text`, one record or one error a line; whole and a byte at a time. */
static void expect(const char *text, size_t len, const char *expected)
{
  for (size_t step = 1; step <= len + 1; step += len > 0 ? len : 1) {
    struct ut_buf out = {0};
    read_text(text, len, step, &out);
    assert_string_equal(ut_buf_string(&out), expected);
    ut_buf_clear(&out);
  }
}

#define EXPECT(text, expected) expect(text, sizeof(text) - 1, expected)

static void test_records(void **state)
{
  (void)state;
  EXPECT("", "");
  EXPECT("a,b\n1,2\n", "1: [a] [b]\n2: [1] [2]\n");
  EXPECT("a,b\n1,2", "1: [a] [b]\n2: [1] [2]\n");
  EXPECT("a,b\r\n1,2\r\n", "1: [a] [b]\n2: [1] [2]\n");
  EXPECT("a,b\r1,2\r", "1: [a] [b]\n2: [1] [2]\n");
  EXPECT(",\n", "1: [] []\n");
  EXPECT(" a , b \n", "1: [ a ] [ b ]\n");
}

static void test_blank_lines_are_skipped_and_counted(void **state)
{
  (void)state;
  EXPECT("\n\na\n\nb\n\n", "3: [a]\n5: [b]\n");
  EXPECT("\r\n\r\na\r\n\r\nb", "3: [a]\n5: [b]\n");
  EXPECT("\r\ra\r\rb", "3: [a]\n5: [b]\n");
  EXPECT("\n\r\n\r", "");
}

static void test_lone_empty_field(void **state)
{
  (void)state;
  EXPECT("a\n\"\"\nb\n", "1: [a]\n2: []\n3: [b]\n");
  EXPECT("a\n\"\"", "1: [a]\n2: []\n");
}

static void test_quoted_fields(void **state)
{
  (void)state;
  EXPECT("\"a,b\",\"say \"\"hi\"\"\"\n", "1: [a,b] [say \"hi\"]\n");
  EXPECT("\"over\nthree\r\nlines\",x\ny\n", "1: [over\nthree\r\nlines] [x]\n4: [y]\n");
  EXPECT("\"\",\"\"\n\"\"\"\"\n", "1: [] []\n2: [\"]\n");
}

static void test_unterminated_quote(void **state)
{
  (void)state;
  EXPECT("a,b\n1,\"two\n3,4\n", "1: [a] [b]\n! line 2:3: this quote is never closed\n3: [3] [4]\n");
  EXPECT("\"", "! line 1:1: this quote is never closed\n");
  EXPECT("x\n\"over\ntwo\",\"lines\n", "1: [x]\n! line 3:6: this quote is never closed\n"
                                       "! line 3:4: a quote within a field that does not begin with one\n");
}

static void test_text_after_closing_quote(void **state)
{
  (void)state;
  EXPECT("\"a\"b,c\nd\n", "! line 1:4: text after a closing quote\n2: [d]\n");
  EXPECT("\"a\" ,c\nd\n", "! line 1:4: text after a closing quote\n2: [d]\n");
  EXPECT("x,\"\xC3\xA5\xC3\xA4\"b\n", "! line 1:7: text after a closing quote\n");
}

static void test_stray_quote(void **state)
{
  (void)state;
  EXPECT("a,5\" pipe,c\nd,e\n", "! line 1:4: a quote within a field that does not begin with one\n2: [d] [e]\n");
  EXPECT("a, \"b\"\n", "! line 1:4: a quote within a field that does not begin with one\n");
}

static void test_nul_byte(void **state)
{
  (void)state;
  EXPECT("a\n1\0,2\nb\n", "1: [a]\n! line 2:2: a NUL byte\n3: [b]\n");
  EXPECT("\"1\0\",2\nb\n", "! line 1:3: a NUL byte\n2: [b]\n");
}

static void test_invalid_utf8(void **state)
{
  (void)state;
  EXPECT("k\xC3\xB6n,\xE5\nb\n", "! line 1:5: a byte that is no text in the encoding of the input\n2: [b]\n");
  EXPECT("\"\xE5\"\nb\n", "! line 1:2: a byte that is no text in the encoding of the input\n2: [b]\n");
  EXPECT("a\xC3", "! line 1:2: a byte that is no text in the encoding of the input\n");
}

static void test_lines_begin_where_told(void **state)
{
  struct ut_csv *c;
  struct ut_csv_record record;
  size_t used;
  (void)state;
  assert_int_equal(ut_csv_new(&c, ',', 7), UT_OK);
  assert_int_equal(ut_csv_next(c, "a\nb\n", 4, true, &used, &record, NULL), UT_OK);
  assert_int_equal(record.line, 7);
  assert_int_equal(used, 2);
  assert_int_equal(ut_csv_next(c, "b\n", 2, true, &used, &record, NULL), UT_OK);
  assert_int_equal(record.line, 8);
  ut_csv_free(c);
}

/* The library hands a quoted field to libcsv, which grows its buffer in small steps: smaller here,
 * for the sanitizers' sake. */
static void test_huge_fields(void **state)
{
  static const struct {
    size_t len;
    bool quoted;
  } cases[] = {{64 * MIB, false}, {4 * MIB, true}};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    struct ut_csv *c;
    struct ut_csv_record record;
    size_t used, len = cases[i].len;
    char *text = malloc(len + 2);
    assert_non_null(text);
    memset(text, 'x', len);
    if (cases[i].quoted)
      text[0] = text[len - 1] = '"';
    memcpy(text + len, ",y", 2);
    assert_int_equal(ut_csv_new(&c, ',', 1), UT_OK);
    assert_int_equal(ut_csv_next(c, text, len / 2, false, &used, &record, NULL), UT_MORE);
    assert_int_equal(used, 0);
    assert_int_equal(ut_csv_next(c, text, len + 2, true, &used, &record, NULL), UT_OK);
    assert_int_equal(record.count, 2);
    assert_int_equal(record.fields[0].len, len - (cases[i].quoted ? 2 : 0));
    assert_true(ut_text_is(record.fields[1], "y"));
    ut_csv_free(c);
    free(text);
  }
}

static void test_many_fields(void **state)
{
  struct ut_csv *c;
  struct ut_csv_record record;
  struct ut_buf text = {0};
  size_t used;
  (void)state;
  for (size_t i = 0; i < 10000; i++)
    ut_buf_format(&text, "%s%zu", i ? "," : "", i);
  assert_int_equal(ut_csv_new(&c, ',', 1), UT_OK);
  ut_csv_want(c, 3);
  assert_int_equal(ut_csv_next(c, text.ptr, text.len, true, &used, &record, NULL), UT_OK);
  assert_int_equal(record.count, 10000);
  assert_true(record.split >= 3 && record.split < 10000);
  assert_true(ut_text_is(record.fields[2], "2"));
  assert_int_equal(ut_csv_split(c, &record), UT_OK);
  assert_int_equal(record.split, 10000);
  assert_true(ut_text_is(record.fields[9999], "9999"));
  ut_csv_free(c);
  ut_buf_clear(&text);
}

static void test_delimiter(void **state)
{
  static const struct {
    const char *header;
    char delimiter;
    bool open;
  } cases[] = {
      {"a,b,c\n", ',', false},
      {"a;b;c\n", ';', false},
      {"a\tb\n", '\t', false},
      {"a|b|c", '|', false},
      {"a\n;;;;\n", ',', false},
      {"", ',', false},
      {"a;b,c;d\r;;\n", ';', false},
      {"\"a,b,c,d\";e;f\n", ';', false},
      {"\"a\n,,,,\";b\n", ';', false},
      {"\n\r\na;b\n", ';', false},
      {"a;b;c (d, e, f, g)\n1;2;3\n", ';', false},       /* the rows decide, */
      {"a;b (c, d, e)\n1;2,5\n1;\"x;y\"\n", ';', false}, /* most of them */
      {"a,b;c\n1,2;3\n", ',', true},                     /* and here for both */
      {"a,b;c\n1,2;3\n4;5\n", ';', false},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bool open;
    assert_int_equal(ut_csv_delimiter(cases[i].header, strlen(cases[i].header), true, '"', &open), cases[i].delimiter);
    assert_int_equal(open, cases[i].open);
  }
}

/* Where the header has two of them, twenty rows are waited for; where it has one, its line end. */
static void test_delimiter_needs_more(void **state)
{
  struct ut_buf text = {0};
  bool open;
  (void)state;
  assert_int_equal(ut_csv_delimiter("a;b", 3, false, '"', &open), '\0');
  assert_int_equal(ut_csv_delimiter("a;b\n", 4, false, '"', &open), ';');
  ut_buf_add_string(&text, "a;b (c, d)\n");
  for (int i = 0; i < 20; i++) {
    assert_int_equal(ut_csv_delimiter(text.ptr, text.len, false, '"', &open), '\0');
    ut_buf_add_string(&text, "1;2\n");
  }
  assert_int_equal(ut_csv_delimiter(text.ptr, text.len, false, '"', &open), ';');
  ut_buf_clear(&text);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_all_short_texts),
      cmocka_unit_test(test_block_ends),
      cmocka_unit_test(test_random_texts),
      cmocka_unit_test(test_damaged_files),
      cmocka_unit_test(test_records),
      cmocka_unit_test(test_blank_lines_are_skipped_and_counted),
      cmocka_unit_test(test_lone_empty_field),
      cmocka_unit_test(test_quoted_fields),
      cmocka_unit_test(test_unterminated_quote),
      cmocka_unit_test(test_text_after_closing_quote),
      cmocka_unit_test(test_stray_quote),
      cmocka_unit_test(test_nul_byte),
      cmocka_unit_test(test_invalid_utf8),
      cmocka_unit_test(test_lines_begin_where_told),
      cmocka_unit_test(test_huge_fields),
      cmocka_unit_test(test_many_fields),
      cmocka_unit_test(test_delimiter),
      cmocka_unit_test(test_delimiter_needs_more),
  };
  return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
