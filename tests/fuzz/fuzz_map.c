/* Fuzzing maps: a map, the name of a column, then cells of it, with NUL bytes between. Of seven columns one is tried,
 * by the length where no such column is named.
 * - An error shows valid UTF-8, and nobody's number.
 * - What a map says of a cell, or what a converter makes of one, is a value of the column. */
#include "import/cell_convert.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/personnummer.h"

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
  char shown[2 * UT_ERROR_TEXT];
  struct ut_personnummer_found found;
  ut_error_format(err, shown, sizeof shown);
  demand(!ut_personnummer_find(ut_text_of(shown), &found), "an error that shows a personnummer");
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

static const struct ut_column *column_of(struct ut_text name)
{
  static const char *const columns[] = {
      "kommun", "kon", "anonym", "start", "tid_forsorjning", "fodelsear", "sysselsattning_efter"};
  enum { COLUMNS = sizeof columns / sizeof *columns };
  for (size_t i = 0; i < COLUMNS; i++)
    if (ut_text_is(name, columns[i]))
      return ut_column_find(name);
  return ut_column_find(ut_text_of(columns[name.len % COLUMNS]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ut_text rest = {size > 0 ? (const char *)data : "", size}, text, name;
  struct ut_map *map;
  struct ut_error err;
  ut_text_split(&rest, '\0', &text);
  if (ut_map_parse(&map, text.ptr, text.len, &err)) {
    check_error(&err);
    ut_map_free(map);
    return 0;
  }
  if (ut_text_split(&rest, '\0', &name) && rest.ptr)
    convert_cells(map, column_of(name), rest);
  ut_map_free(map);
  return 0;
}
