/* Text: trimming, matching, buffers, UTF-8, Swedish order, slugs, distance, decoding. */
#include "utfall/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct ut_text text(const char *terminated)
{
  return ut_text_of(terminated);
}

static void assert_text(struct ut_text got, const char *expected)
{
  assert_int_equal(got.len, strlen(expected));
  assert_memory_equal(got.len > 0 ? got.ptr : "", expected, got.len);
}

static void blanks_are_trimmed(void **state)
{
  (void)state;
  assert_text(ut_text_trim(text("Insats")), "Insats");
  assert_text(ut_text_trim(text("\t  Intag 2 \t")), "Intag 2");
  assert_text(ut_text_trim(text("\u00A0\u202F 1\u00A0362 \u202F\u00A0")), "1\u00A0362");
  assert_text(ut_text_trim(text("å")), "å");
  assert_text(ut_text_trim(text("år à")), "år à"); /* à ends in the byte A0, as a no-break space does */
  assert_text(ut_text_trim(text(" \t\u00A0\u202F")), "");
  assert_text(ut_text_trim((struct ut_text){NULL, 0}), "");
  assert_text(ut_text_trim(text("\r\n")), "\r\n"); /* line ends are not blanks */
}

static void signs_for_no_figure(void **state)
{
  (void)state;
  static const char *const none[] = {"", " ", "-", "\u2013", "\u00A0\u2014", "\u2212 ", ".", ".."};
  static const char *const others[] = {"0", "--", "*", "< 5", "-1", "x", "\u2013\u2013", ".5"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_true(ut_text_is_no_figure(text(none[i])));
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    assert_false(ut_text_is_no_figure(text(others[i])));
}

static void lists_are_split(void **state)
{
  (void)state;
  struct ut_text rest = text("arbete:50|studier:50||"), part;
  assert_true(ut_text_split(&rest, '|', &part));
  assert_text(part, "arbete:50");
  assert_true(ut_text_split(&rest, '|', &part));
  assert_text(part, "studier:50");
  assert_true(ut_text_split(&rest, '|', &part));
  assert_text(part, "");
  assert_true(ut_text_split(&rest, '|', &part));
  assert_text(part, "");
  assert_false(ut_text_split(&rest, '|', &part));
  rest = text("");
  assert_true(ut_text_split(&rest, '|', &part));
  assert_text(part, "");
  assert_false(ut_text_split(&rest, '|', &part));
}

static void integers_are_strict(void **state)
{
  (void)state;
  int64_t value = 0;
  assert_true(ut_text_integer(text("0"), &value));
  assert_int_equal(value, 0);
  assert_true(ut_text_integer(text("-042"), &value));
  assert_int_equal(value, -42);
  assert_true(ut_text_integer(text("-999999999999999999"), &value));
  assert_true(value == -INT64_C(999999999999999999));
  static const char *const bad[] = {"", "-", "+1", "1 ", " 1", "1.0", "1a", "--1", "1000000000000000000"};
  for (size_t i = 0; i < COUNT(bad); i++)
    assert_false(ut_text_integer(text(bad[i]), &value));
}

static void patterns_match(void **state)
{
  (void)state;
  static const struct {
    const char *text, *pattern;
    bool matches;
  } rows[] = {
      {"JobbFokus", "Jobb*", true},
      {"JobbFokus", "jobb*", false},
      {"JobbFokus", "*Fokus", true},
      {"JobbFokus", "*k?s", true},
      {"JobbFokus", "J*b*s", true},
      {"JobbFokus", "Jobb", false},
      {"", "*", true},
      {"", "", true},
      {"", "?", false},
      {"å", "?", true},
      {"åä", "?", false},
      {"åä", "*?", true},
      {"xåy", "x?y", true},
      {"aaab", "a*ab", true},
      {"abcabd", "*abd", true},
      {"mississippi", "m*iss*ppi*", true},
      {"mississippi", "m*iss*pp", false},
      {"a", "a**", true},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_int_equal(ut_text_like(text(rows[i].text), text(rows[i].pattern)), rows[i].matches);
}

static void a_failed_buffer_stays_failed(void **state)
{
  (void)state;
  struct ut_buf b = {0};
  assert_int_equal(ut_buf_add_string(&b, "kept"), UT_OK);
  assert_int_equal(ut_buf_reserve(&b, SIZE_MAX), UT_NOMEM);
  assert_int_equal(ut_buf_add_string(&b, "x"), UT_NOMEM);
  assert_int_equal(ut_buf_format(&b, "%d", 1), UT_NOMEM);
  assert_int_equal(ut_buf_add(&b, NULL, 0), UT_NOMEM);
  assert_null(ut_buf_string(&b));
  assert_text(ut_buf_text(&b), "kept");
  ut_buf_clear(&b);
  assert_int_equal(ut_buf_reserve(&b, SIZE_MAX / 2), UT_NOMEM);
  ut_buf_clear(&b);
  assert_int_equal(ut_buf_add_string(&b, "new"), UT_OK);
  assert_text(ut_buf_text(&b), "new");
  ut_buf_clear(&b);
}

static void buffers_grow(void **state)
{
  (void)state;
  struct ut_buf b = {0};
  assert_string_equal(ut_buf_string(&b), "");
  for (int i = 0; i < 100; i++)
    assert_int_equal(ut_buf_format(&b, "%d,", i), UT_OK);
  assert_int_equal(b.len, 10 * 2 + 90 * 3);
  assert_memory_equal(b.ptr, "0,1,2,3,", 8);
  assert_memory_equal(b.ptr + b.len - 6, "98,99,", 6);
  b.len = 0;
  assert_int_equal(ut_buf_add_string(&b, "a"), UT_OK);
  assert_int_equal(ut_buf_add_text(&b, text("b")), UT_OK);
  assert_int_equal(ut_buf_add(&b, NULL, 0), UT_OK);
  assert_string_equal(ut_buf_string(&b), "ab");
  assert_text(ut_buf_text(&b), "ab");
  ut_buf_clear(&b);
  assert_null(b.ptr);
  assert_int_equal(b.cap, 0);
}

/* Table 3-7 of the Unicode standard, and what is just outside it; each alone and behind ASCII of every length to 40, so
 * that vector and scalar paths both meet it at every offset. */
static void utf8_is_told_from_the_rest(void **state)
{
  (void)state;
  static const struct {
    const char *bytes;
    size_t valid;
  } rows[] = {
      {"\x7F", 1},
      {"\xC2\x80", 2},
      {"\xDF\xBF", 2},
      {"\xE0\xA0\x80", 3},
      {"\xED\x9F\xBF", 3},
      {"\xEE\x80\x80", 3},
      {"\xEF\xBF\xBF", 3},
      {"\xF0\x90\x80\x80", 4},
      {"\xF4\x8F\xBF\xBF", 4},
      {"\x80", 0},
      {"\xBF", 0},
      {"\xC0\x80", 0},
      {"\xC1\xBF", 0},
      {"\xC2", 0},
      {"\xC2\x41", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xED\xA0\x80", 0},
      {"\xE5\x80", 0},
      {"\xE5\x80\x41", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xF4\x90\x80\x80", 0},
      {"\xF5\x80\x80\x80", 0},
      {"\xFF", 0},
      {"\xF1\x80\x80", 0},
      {"\xC3\xA5\xE5", 2},
      {"\xC3\xA5\xC3\xA4"
       "a\xF6"
       "b",
       5},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    for (size_t before = 0; before <= 40; before++) {
      size_t len = before + strlen(rows[i].bytes);
      char *heap = malloc(len); /* exactly as long, so that the sanitizer sees a read beyond */
      assert_non_null(heap);
      memset(heap, 'a', before);
      memcpy(heap + before, rows[i].bytes, len - before);
      assert_int_equal(ut_utf8_valid(heap, len), before + rows[i].valid);
      free(heap);
    }
  assert_int_equal(ut_utf8_valid(NULL, 0), 0);
}

static void characters_are_counted_and_decoded(void **state)
{
  (void)state;
  assert_int_equal(ut_utf8_length(text("")), 0);
  assert_int_equal(ut_utf8_length(text("Försörjning")), 11);
  assert_int_equal(ut_utf8_length(text("\U0001F600€")), 2);
  const char *p = "aå€\U0001F600", *end = p + strlen(p);
  assert_int_equal(ut_utf8_next(&p, end), 'a');
  assert_int_equal(ut_utf8_next(&p, end), 0xE5);
  assert_int_equal(ut_utf8_next(&p, end), 0x20AC);
  assert_int_equal(ut_utf8_next(&p, end), 0x1F600);
  assert_ptr_equal(p, end);
}

static void width_is_in_columns(void **state)
{
  (void)state;
  assert_int_equal(ut_text_width(text("")), 0);
  assert_int_equal(ut_text_width(text("Sysselsättning")), 14);
  assert_int_equal(ut_text_width(text("1\u00A0362")), 5);
  assert_int_equal(ut_text_width(text("a\u030Ang")), 3);
  assert_int_equal(ut_text_width(text("東京")), 4);
  assert_int_equal(ut_text_width(text("\U0001F600")), 2);
  assert_int_equal(ut_text_width((struct ut_text){NULL, 0}), 0);
}

/* Each stands before the next. */
static void swedish_order(void **state)
{
  (void)state;
  static const char *const sorted[] = {
      "",   "-",     "0",       "2",       "10",         "a",        "Anna",       "Anna B", "Anna-B", "Annab", "É",
      "ea", "Intag", "Intag 1", "Intag 2", "Intag 2b",   "Intag 10", "Intag 10a",  "V",      "va",     "vz",    "W",
      "wa", "y",     "z",       "Zz",      "Åkersberga", "åt",       "Äppelviken", "ära",    "Ö",      "öst",
  };
  for (size_t i = 0; i < COUNT(sorted); i++)
    for (size_t j = 0; j < COUNT(sorted); j++) {
      int order = ut_text_compare(text(sorted[i]), text(sorted[j]));
      assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
    }
}

static void equals_are_ordered_by_bytes(void **state)
{
  (void)state;
  assert_true(ut_text_compare(text("Arbete"), text("arbete")) < 0);
  assert_true(ut_text_compare(text("ARBETE"), text("arbeta")) > 0);
  assert_true(ut_text_compare(text("2"), text("02")) > 0);
  assert_true(ut_text_compare(text("02a"), text("2b")) < 0);
  assert_true(ut_text_compare(text("ide"), text("idé")) < 0);
  assert_true(ut_text_compare(text("idé"), text("idea")) < 0);
  assert_true(ut_text_compare(text("99999999999999999999999999"), text("100000000000000000000000000")) < 0);
  assert_int_equal(ut_text_compare(text("Ö"), text("Ö")), 0);
  assert_int_equal(ut_text_compare((struct ut_text){NULL, 0}, text("")), 0);
}

static void decomposed_letters_sort_as_composed(void **state)
{
  (void)state;
  assert_true(ut_text_compare(text("zon"), text("a\u030Akersberga")) < 0);
  assert_true(ut_text_compare(text("A\u030Aa"), text("äa")) < 0);
  assert_true(ut_text_compare(text("a\u0308z"), text("öa")) < 0);
  assert_true(ut_text_compare(text("e\u0301a"), text("eb")) < 0);
}

static void headings_become_slugs(void **state)
{
  (void)state;
  static const char *const rows[][2] = {
      {"Sysselsättning 1", "sysselsattning_1"},
      {"KÖN", "kon"},
      {"  Tid - i / försörjning_", "tid_i_forsorjning"},
      {"Född år", "fodd_ar"},
      {"Start\u00A0datum", "start_datum"},
      {"Antal (st.)", "antal_st"},
      {"Idé, à-pris", "ide_a_pris"},
      {"a\u030Atga\u0308rd", "atgard"},
      {"\uFEFFInsats", "insats"},
      {"St\u0430rtd\u0430tum \uFF11", "startdatum_1"}, /* Cyrillic; wide */
      {"Pro\uFB01l", "profil"},
      {"\u2177", "vii"}, /* viii does not fit: no more than there were bytes */
      {"_", ""},
      {"", ""},
      {"%", ""},
  };
  struct ut_buf b = {0};
  for (size_t i = 0; i < COUNT(rows); i++) {
    b.len = 0;
    assert_int_equal(ut_buf_add_string(&b, "x:"), UT_OK);
    assert_int_equal(ut_text_slug(text(rows[i][0]), &b), UT_OK);
    assert_memory_equal(ut_buf_string(&b), "x:", 2);
    assert_string_equal(ut_buf_string(&b) + 2, rows[i][1]);
  }
  ut_buf_clear(&b);
}

static void distances(void **state)
{
  (void)state;
  assert_int_equal(ut_text_distance(text("kitten"), text("sitting"), 5), 3);
  assert_int_equal(ut_text_distance(text("kitten"), text("sitting"), 3), 3);
  assert_int_equal(ut_text_distance(text("kitten"), text("sitting"), 2), 3);
  assert_int_equal(ut_text_distance(text("arbete"), text("arbete"), 0), 0);
  assert_int_equal(ut_text_distance(text("arbete"), text("arbeta"), 2), 1);
  assert_int_equal(ut_text_distance(text("abc"), text(""), 3), 3);
  assert_int_equal(ut_text_distance(text(""), text("abcd"), 3), 4);
  assert_int_equal(ut_text_distance(text("ab"), text("ba"), 3), 2);
}

static struct ut_decoder *decoder(const char *name)
{
  struct ut_decoder *d = NULL;
  struct ut_error err;
  assert_int_equal(ut_decoder_new(&d, name, &err), UT_OK);
  return d;
}

static void assert_decodes(const char *name, const char *in, size_t len, const char *expected)
{
  struct ut_decoder *d = decoder(name);
  struct ut_buf out = {0};
  size_t used = 99;
  assert_int_equal(ut_decoder_run(d, in, len, true, &out, &used, NULL), UT_OK);
  assert_int_equal(used, len);
  assert_string_equal(ut_buf_string(&out), expected);
  ut_buf_clear(&out);
  ut_decoder_free(d);
}

static void old_encodings_are_decoded(void **state)
{
  (void)state;
  assert_decodes("windows-1252", "K\xF6n;\x80 5\x96", 8, "Kön;€ 5–");
  assert_decodes("iso-8859-1", "\xC5\xC4\xD6\xE5\xE4\xF6\x80", 7, "ÅÄÖåäö\xC2\x80");
  assert_decodes("cp437", "\x8F\x8E\x99\x86\x84\x94\xDB", 7, "ÅÄÖåäö█");
  assert_decodes("utf-8", "Kön €", 8, "Kön €");
  assert_decodes("UTF8", "", 0, "");
  assert_decodes("utf-16le", "K\0\xF6\0=\xD8\0\xDE", 8, "Kö\U0001F600");
  assert_decodes("utf-16be", "\0K\0\xF6", 4, "Kö");
  assert_decodes("shift_jis", "\x93\x8C\x8B\x9E", 4, "東京");
}

static void unknown_encodings_are_refused(void **state)
{
  (void)state;
  static const char *const names[] = {"", "latin-none", "utf-16le//IGNORE",
                                      "a-name-of-more-than-thirty-one-characters"};
  for (size_t i = 0; i < COUNT(names); i++) {
    struct ut_decoder *d;
    struct ut_error err;
    assert_int_equal(ut_decoder_new(&d, names[i], &err), UT_USAGE);
    assert_non_null(strstr(err.text, "is not an encoding that is known"));
    ut_decoder_free(d);
  }
}

/* The five bytes that Windows-1252 leaves undefined; the caller skips one and goes on. */
static void undefined_bytes_are_errors(void **state)
{
  (void)state;
  struct ut_decoder *d = decoder("windows-1252");
  static const char bytes[] = {'\x81', '\x8D', '\x8F', '\x90', '\x9D'};
  for (size_t i = 0; i < sizeof bytes; i++) {
    char in[] = {'\xE5', 'a', bytes[i], 'b'};
    struct ut_buf out = {0};
    struct ut_error err;
    size_t used;
    assert_int_equal(ut_decoder_run(d, in, 4, true, &out, &used, &err), UT_BAD_INPUT);
    assert_int_equal(used, 2);
    assert_string_equal(ut_buf_string(&out), "åa");
    assert_memory_equal(err.text, "byte 0x", 7);
    assert_int_equal(ut_decoder_run(d, in + 3, 1, true, &out, &used, &err), UT_OK);
    assert_string_equal(ut_buf_string(&out), "åab");
    ut_buf_clear(&out);
  }
  ut_decoder_free(d);
}

static void incomplete_characters_wait(void **state)
{
  (void)state;
  static const struct {
    const char *name, *in;
    size_t len, used;
  } rows[] = {
      {"utf-8", "a\xC3", 2, 1},    {"utf-8", "\xE0", 1, 0},         {"utf-8", "\xED\x9F", 2, 0},
      {"utf-8", "\xF0\x9F", 2, 0}, {"utf-8", "\xF4\x8F\xBF", 3, 0}, {"utf-16le", "a\0b", 3, 2},
      {"utf-16le", "=\xD8", 2, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_decoder *d = decoder(rows[i].name);
    struct ut_buf out = {0};
    size_t used;
    assert_int_equal(ut_decoder_run(d, rows[i].in, rows[i].len, false, &out, &used, NULL), UT_OK);
    assert_int_equal(used, rows[i].used);
    size_t rest = used;
    assert_int_equal(ut_decoder_run(d, rows[i].in + rest, rows[i].len - rest, true, &out, &used, NULL), UT_BAD_INPUT);
    assert_int_equal(used, 0);
    ut_buf_clear(&out);
    ut_decoder_free(d);
  }
}

static void bad_utf8_is_not_taken_for_incomplete(void **state)
{
  (void)state;
  static const char *const rows[] = {"\xE5r", "\xC0", "\xED\xA0", "\xF4\x90", "\xFF", "\x80"};
  struct ut_decoder *d = decoder("utf-8");
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct ut_buf out = {0};
    struct ut_error err;
    size_t used;
    assert_int_equal(ut_decoder_run(d, rows[i], strlen(rows[i]), false, &out, &used, &err), UT_BAD_INPUT);
    assert_int_equal(used, 0);
    assert_non_null(strstr(err.text, "is not valid utf-8"));
    ut_buf_clear(&out);
  }
  ut_decoder_free(d);
}

/* Letters and a byte without meaning behind ASCII of every length, more of it after them: in one go and byte by byte.
 * The input lies in memory of its own length, for the sanitizers. */
static void every_offset_decodes_alike(void **state)
{
  enum { AFTER = 150, BEFORE = 300 };
  (void)state;
  struct ut_decoder *d = decoder("windows-1252");
  for (size_t before = 0, len = AFTER; before <= BEFORE; before++, len++) {
    char *in = malloc(len + 6), expected[BEFORE + AFTER + 16];
    struct ut_buf whole = {0}, bytes = {0};
    size_t used;
    assert_non_null(in);
    memset(in, 'a', before);
    memcpy(in + before, "\xE5\xE4z\x80\xF6\x81", 6);
    memset(in + before + 6, 'b', AFTER);
    memset(expected, 'a', before);
    strcpy(expected + before, "åäz€ö");
    assert_int_equal(ut_decoder_run(d, in, len + 6, true, &whole, &used, NULL), UT_BAD_INPUT);
    assert_int_equal(used, before + 5);
    assert_string_equal(ut_buf_string(&whole), expected);
    in[before + 5] = '\xC5';
    memset(strcpy(expected + before, "åäz€öÅ") + strlen("åäz€öÅ"), 'b', AFTER);
    expected[before + strlen("åäz€öÅ") + AFTER] = '\0';
    whole.len = 0;
    assert_int_equal(ut_decoder_run(d, in, len + 6, true, &whole, &used, NULL), UT_OK);
    for (size_t i = 0; i < len + 6; i++)
      assert_int_equal(ut_decoder_run(d, in + i, 1, false, &bytes, &used, NULL), UT_OK);
    assert_string_equal(ut_buf_string(&whole), expected);
    assert_string_equal(ut_buf_string(&bytes), expected);
    ut_buf_clear(&whole);
    ut_buf_clear(&bytes);
    free(in);
  }
  ut_decoder_free(d);
}

/* More than one piece, every character three bytes long. */
static void long_input_has_room(void **state)
{
  (void)state;
  static const char *const names[] = {"windows-1252", "euc-jp"};
  static const char *const from[] = {"\x80\x80", "\xC5\xEC"}, *const to[] = {"€€", "東"};
  enum { TIMES = 50000 };
  char *in = malloc(2 * (size_t)TIMES);
  assert_non_null(in);
  for (size_t n = 0; n < COUNT(names); n++) {
    for (size_t i = 0; i < TIMES; i++)
      memcpy(in + 2 * i, from[n], 2);
    struct ut_decoder *d = decoder(names[n]);
    struct ut_buf out = {0};
    size_t used, unit = strlen(to[n]);
    assert_int_equal(ut_decoder_run(d, in, 2 * (size_t)TIMES, true, &out, &used, NULL), UT_OK);
    assert_int_equal(used, 2 * TIMES);
    assert_int_equal(out.len, TIMES * unit);
    for (size_t i = 0; i < out.len; i += unit)
      assert_memory_equal(out.ptr + i, to[n], unit);
    ut_buf_clear(&out);
    ut_decoder_free(d);
  }
  free(in);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blanks_are_trimmed),
      cmocka_unit_test(signs_for_no_figure),
      cmocka_unit_test(lists_are_split),
      cmocka_unit_test(integers_are_strict),
      cmocka_unit_test(patterns_match),
      cmocka_unit_test(buffers_grow),
      cmocka_unit_test(a_failed_buffer_stays_failed),
      cmocka_unit_test(utf8_is_told_from_the_rest),
      cmocka_unit_test(characters_are_counted_and_decoded),
      cmocka_unit_test(width_is_in_columns),
      cmocka_unit_test(swedish_order),
      cmocka_unit_test(equals_are_ordered_by_bytes),
      cmocka_unit_test(decomposed_letters_sort_as_composed),
      cmocka_unit_test(headings_become_slugs),
      cmocka_unit_test(distances),
      cmocka_unit_test(old_encodings_are_decoded),
      cmocka_unit_test(unknown_encodings_are_refused),
      cmocka_unit_test(undefined_bytes_are_errors),
      cmocka_unit_test(incomplete_characters_wait),
      cmocka_unit_test(bad_utf8_is_not_taken_for_incomplete),
      cmocka_unit_test(every_offset_decodes_alike),
      cmocka_unit_test(long_input_has_room),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
