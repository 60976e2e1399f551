/* Rows and shared texts that are taken without an XML parser, and what is left to it. */
#include "workbook/plain_xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static const char zeros[UT_PLAIN_PAD];

/* The bytes as they are wanted, in b. */
static const char *padded(struct ut_buf *b, const char *xml)
{
  b->len = 0;
  ut_buf_add_string(b, xml);
  ut_buf_add(b, zeros, sizeof zeros);
  return b->ptr;
}

static void same(struct ut_text got, const char *wanted)
{
  if (!ut_text_is(got, wanted))
    fail_msg("%.*s, not %s", (int)got.len, got.ptr, wanted);
}

static void test_row(void **state)
{
  (void)state;
  struct ut_buf b = {0}, text = {0};
  struct ut_plain_cell cell;
  struct ut_text number;
  const char *p =
      padded(&b, "<row r='17' spans=\"1:3\" hidden='false'><c r=\"A17\" s='2' t=\"n\"><v>1.5</v></c>"
                 "<c t='inlineStr'><is><t xml:space='preserve'> V&#228;g &amp; &lt;v</t></is></c><c s=\"3\"/></row>x");
  assert_true(ut_plain_row(&p, false, &number));
  same(number, "17");
  assert_int_equal(ut_plain_next(&p, &cell), UT_PLAIN_CELL);
  same(cell.name, "A17");
  same(cell.style, "2");
  same(cell.type, "n");
  same(cell.value.raw, "1.5");
  assert_true(cell.filled && !cell.is_text && !cell.value.escaped);
  assert_int_equal(ut_plain_next(&p, &cell), UT_PLAIN_CELL);
  assert_true(cell.filled && cell.is_text && cell.value.escaped && !cell.name.ptr);
  assert_int_equal(ut_plain_unescape(cell.value.raw, &text), UT_OK);
  same(ut_buf_text(&text), " V\u00e4g & <v");
  assert_int_equal(ut_plain_next(&p, &cell), UT_PLAIN_CELL);
  assert_false(cell.filled);
  assert_int_equal(ut_plain_next(&p, &cell), UT_PLAIN_END);
  assert_int_equal(*p, 'x');
  ut_buf_clear(&b);
  ut_buf_clear(&text);
}

static bool takes_row(const char *xml, bool descent)
{
  struct ut_buf b = {0};
  struct ut_text number;
  const char *p = padded(&b, xml);
  bool taken = ut_plain_row(&p, descent, &number);
  ut_buf_clear(&b);
  return taken;
}

static void test_unusual_row(void **state)
{
  static const char *const unusual[] = {"<row",
                                        "<row ",
                                        "<row r='1",
                                        "<row r='1'",
                                        "<row r='1\">",
                                        "<row r='1'r='2'>",
                                        "<row r='1' r='1'>",
                                        "<row  r='1'>",
                                        "<row r='1'/>",
                                        "<row hidden='1'>",
                                        "<row r='&#49;'>",
                                        "<row xmlns='y'>",
                                        "<rows>",
                                        "<row\n>",
                                        "<x:row>",
                                        "<row ht=''"};
  (void)state;
  for (size_t i = 0; i < sizeof unusual / sizeof *unusual; i++)
    if (takes_row(unusual[i], true))
      fail_msg("taken: %s", unusual[i]);
  assert_true(takes_row("<row>", false));
  assert_true(takes_row("<row r='1' x14ac:dyDescent='0.25'>", true));
  assert_false(takes_row("<row r='1' x14ac:dyDescent='0.25'>", false));
}

static void test_unusual_cell(void **state)
{
  static const char *const unusual[] = {"",
                                        "<c",
                                        "<c><v>1</v>",
                                        "<c><v>1</v></c",
                                        "<c><v>1",
                                        "<c><v>a>b</v></c>",
                                        "<c><f>1</f></c>",
                                        "<c r='1' r='2'/>",
                                        "<c cm='1'/>",
                                        "<c><v>\x01</v></c>",
                                        "<c><v>\n</v></c>",
                                        "<c><v>\xff</v></c>",
                                        "<c><v>\xc3</v></c>",
                                        "<c><v>\xed\xa0\x80</v></c>",
                                        "<c><v>\xef\xbf\xbf</v></c>",
                                        "<c><v>&no;</v></c>",
                                        "<c><v>&#10;</v></c>",
                                        "<c><v>&#xE5;</v></c>",
                                        "<c><v>&#55296;</v></c>",
                                        "<c><v>&#1234567;</v></c>",
                                        "<c><v>&#65</v></c>",
                                        "<c><v>&#;</v></c>",
                                        "<c><is><t xml:space='preserve></t></is></c>",
                                        "<c><is><t a='preserve'></t></is></c>",
                                        "<c><is><r/></is></c>",
                                        "<c><v>1</v><v>2</v></c>",
                                        "<!-- --><c/>",
                                        "</rows>"};
  struct ut_buf b = {0};
  struct ut_plain_cell cell;
  (void)state;
  for (size_t i = 0; i < sizeof unusual / sizeof *unusual; i++) {
    const char *p = padded(&b, unusual[i]);
    if (ut_plain_next(&p, &cell) != UT_PLAIN_UNUSUAL)
      fail_msg("taken: %s", unusual[i]);
  }
  ut_buf_clear(&b);
}

static void test_item(void **state)
{
  (void)state;
  struct ut_buf b = {0};
  struct ut_plain_text text;
  const char *p = padded(&b, "<si><t>tv\u00e5</t></si><si><r><t>a</t></r></si>");
  assert_true(ut_plain_item(&p, &text));
  same(text.raw, "tv\u00e5");
  assert_false(ut_plain_item(&p, &text));
  ut_buf_clear(&b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_row),
      cmocka_unit_test(test_unusual_row),
      cmocka_unit_test(test_unusual_cell),
      cmocka_unit_test(test_item),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
