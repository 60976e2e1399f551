/* The scans of 64 bytes and of 16, as compiled for this machine, against a loop that looks at one byte at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "stream/scan.h"

static struct ut_scan naive(const char *p, size_t len, char delimiter)
{
  struct ut_scan s = {0, 0, 0, 0};
  for (size_t i = 0; i < len && i < UT_SCAN; i++) {
    uint64_t bit = (uint64_t)1 << i;
    if (p[i] == delimiter)
      s.delimiter |= bit;
    if (p[i] == '\n' || p[i] == '\r')
      s.end |= bit;
    if (p[i] == '"' || p[i] == '\0')
      s.odd |= bit;
    if ((unsigned char)p[i] > 127)
      s.high |= bit;
  }
  return s;
}

static void compare(const char *p, size_t len, char delimiter)
{
  struct ut_scan found = ut_scan_at(p, len, delimiter, '"'), expected = naive(p, len, delimiter);
  assert_true(found.delimiter == expected.delimiter);
  assert_true(found.end == expected.end);
  assert_true(found.odd == expected.odd);
  assert_true(found.high == expected.high);
}

/* Each of the 256 bytes at each of the 64 places, among others that mean nothing. */
static void test_each_byte_at_each_place(void **state)
{
  char block[UT_SCAN];
  (void)state;
  for (size_t place = 0; place < UT_SCAN; place++)
    for (int byte = 0; byte < 256; byte++) {
      memset(block, 'x', sizeof block);
      block[place] = (char)byte;
      compare(block, sizeof block, ',');
      compare(block, sizeof block, '\t');
    }
}

/* Another quote, and none where it is not. */
static void test_another_quote(void **state)
{
  (void)state;
  struct ut_scan s = ut_scan_at("'a',\"", 5, ',', '\'');
  assert_true(s.odd == 5);
  assert_true(s.delimiter == 8);
}

/* Tails of every length, in memory that ends where they end. */
static void test_tails(void **state)
{
  static const char bytes[] = "a,\"\n\r;\0\xFF\x80\x7F";
  uint64_t random = 1;
  (void)state;
  for (size_t len = 0; len <= 2 * UT_SCAN; len++)
    for (size_t round = 0; round < 20; round++) {
      char *text = malloc(len ? len : 1);
      assert_non_null(text);
      for (size_t i = 0; i < len; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u; /* Knuth, MMIX */
        text[i] = bytes[(random >> 33) % (sizeof bytes - 1)];
      }
      compare(text, len, round % 2 ? ',' : ';');
      free(text);
    }
}

/* No alignment is asked for. */
static void test_any_address(void **state)
{
  char text[2 * UT_SCAN];
  (void)state;
  for (size_t i = 0; i < sizeof text; i++)
    text[i] = "ab,\"c\n"[i % 6];
  for (size_t begin = 0; begin < UT_SCAN; begin++)
    compare(text + begin, UT_SCAN, ',');
}

/* Each of the 256 bytes at each of the 16 places of a text in JSON. */
static void test_texts(void **state)
{
  char block[UT_SCAN_TEXT];
  (void)state;
  for (size_t place = 0; place < UT_SCAN_TEXT; place++)
    for (int byte = 0; byte < 256; byte++) {
      memset(block, 'x', sizeof block);
      block[place] = (char)byte;
      struct ut_scan_text s = ut_scan_text(block);
      bool stop = byte < 0x20 || byte == '"' || byte == '\\';
      assert_true(s.stop == (stop ? (uint64_t)1 << place : 0));
      assert_true(s.high == (byte > 127 ? (uint64_t)1 << place : 0));
    }
}

/* The first stop of several, at every distance, and what is not ASCII before it. */
static void test_stops(void **state)
{
  char text[4 * UT_SCAN_TEXT];
  (void)state;
  const char *last = text + sizeof text - UT_SCAN_TEXT;
  for (size_t at = 1; at < sizeof text; at++) {
    const char *p = text;
    bool high = false;
    memset(text, 'x', sizeof text);
    text[at] = '"';
    if (at + 1 < sizeof text)
      text[at + 1] = '\xC3';
    assert_true(ut_scan_find_stop(&p, last, &high));
    assert_true(p == text + at && !high);
    text[0] = '\xC3';
    p = text;
    assert_true(ut_scan_find_stop(&p, last, &high));
    assert_true(high);
  }
  const char *p = text;
  bool high = false;
  memset(text, 'x', sizeof text);
  assert_false(ut_scan_find_stop(&p, last, &high));
  assert_true(p > last && !high);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_byte_at_each_place),
      cmocka_unit_test(test_another_quote),
      cmocka_unit_test(test_tails),
      cmocka_unit_test(test_any_address),
      cmocka_unit_test(test_texts),
      cmocka_unit_test(test_stops),
  };
  return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
