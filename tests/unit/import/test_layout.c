/* Where the header of an export stands, and what separates its fields. */
#include "import/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../defaults.h"
#include "import/map.h"

static void layouts(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    struct ut_layout expected;
  } table[] = {
      {"Insats;Start\nA;2019-02-04\n", {.delimiter = ';'}},
      {"Insats,Start\nA;B,2019-02-04\n", {.delimiter = ','}},
      {"Insats\tStart\nA\t2019-02-04\n", {.delimiter = '\t'}},
      {"Lista, 2019\n\nInsats;Start\nA;2019-02-04\n", {.delimiter = ';', .skip_lines = 2}},
      {"'Insats';'Start'\n'A; B';'2019-02-04'\n", {.delimiter = ';', .quote = '\''}},
      {"A;2019-02-04\nB;2019-02-05\n", {.delimiter = ';', .headless = true}},
      {";;Vid start;;Vid avslut\nInsats;Start;Syss;Omf;Syss\nA;2019-02-04;a;50;b\n",
       {.delimiter = ';', .heading_rows = 2}},
      {"Insats;Start;Vid start;;Vid avslut;\n;;Syss;Omf;Syss;Omf\nA;2019-02-04;a;50;b;50\n",
       {.delimiter = ';', .heading_rows = 2}},
      /* headings that nobody knows, below a title and the gap behind it; a row with a gap of its own is none of them */
      {"Insats;Vid avslut;\n;Syss;Förs\nA;arbete;lon\n", {.delimiter = ';', .heading_rows = 2}},
      {"Insats;Vid avslut;\nB;arbete;lon\n;arbete;lon\nA;arbete;lon\n", {.delimiter = ';'}},
      {"Insats;Vid avslut;Anm\n;arbete;lon\nA;arbete;lon\n", {.delimiter = ';'}},
      {"Start\n2019-02-04\n", {.delimiter = '\0'}},
      {"", {.delimiter = '\0'}},
  };
  struct ut_map *map = default_map();
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct ut_layout found;
    const struct ut_layout *expected = &table[i].expected;
    assert_int_equal(ut_layout_find(ut_text_of(table[i].text), true, ut_map_defaults(map), &found), UT_OK);
    assert_int_equal(found.delimiter, expected->delimiter);
    assert_int_equal(found.quote, expected->quote);
    assert_int_equal(found.skip_lines, expected->skip_lines);
    assert_int_equal(found.heading_rows, expected->heading_rows);
    assert_int_equal(found.headless, expected->headless);
  }
  ut_map_free(map);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(layouts)};
  return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
