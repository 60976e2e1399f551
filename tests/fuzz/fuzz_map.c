/* Fuzzing maps: a map up to the first NUL byte, then cells separated by NUL bytes.
 * - An error shows valid UTF-8.
 * - What a map says of a cell, or what a converter makes of one, is a value of the column. */
#include "import/cell_convert.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_map: %s\n", what);
  abort();
}

static void check_error(const struct ut_error *err)
{
  demand(err->text[0] != '\0', "an error without a text");
  demand(ut_utf8_valid(err->text, strlen(err->text)) == strlen(err->text), "an error that is no UTF-8");
}

static void convert_cell(struct ut_cell_converter *c, struct ut_cells *cells, struct ut_text cell)
{
  struct ut_cell_converted once, again;
  struct ut_value value;
  struct ut_error err;
  enum ut_status status = ut_cell_convert(c, cell, &once, &err);
  demand(ut_cell_convert(c, cell, &again, NULL) == status, "a cell is converted once and not again");
  if (status) {
    check_error(&err);
    return;
  }
  demand(ut_text_equal(once.text, again.text) && once.number == again.number, "a cell is remembered as another");
  demand(!ut_text_is(once.text, "*"), "a lone * comes out");
  demand(ut_cells_decode(cells, once.text, &value, NULL) == UT_OK, "what comes out is no value of the column");
}

static void convert_cells(const struct ut_map *map, const struct ut_column *column, struct ut_text all)
{
  struct ut_cell_converter *c;
  struct ut_cells *cells;
  struct ut_text cell;
  demand(ut_cell_converter_new(&c, column, map) == UT_OK && ut_cells_new(&cells, column) == UT_OK, "no memory");
  while (ut_text_split(&all, '\0', &cell))
    if (ut_utf8_valid(cell.ptr, cell.len) == cell.len)
      convert_cell(c, cells, cell);
  ut_cells_free(cells);
  ut_cell_converter_free(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const columns[] = {
      "kommun", "kon", "anonym", "start", "tid_forsorjning", "fodelsear", "sysselsattning_efter"};
  struct ut_text rest = {size > 0 ? (const char *)data : "", size}, text;
  struct ut_map *map;
  struct ut_error err;
  ut_text_split(&rest, '\0', &text);
  if (ut_map_parse(&map, text.ptr, text.len, &err)) {
    check_error(&err);
    ut_map_free(map);
    return 0;
  }
  for (size_t i = 0; rest.ptr && i < sizeof columns / sizeof *columns; i++)
    convert_cells(map, ut_column_find(ut_text_of(columns[i])), rest);
  ut_map_free(map);
  return 0;
}
