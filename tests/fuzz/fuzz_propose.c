/* Fuzzing proposals: the bytes of an export, of whatever kind, for which a map is proposed twice.
 * - Both are the same, in UTF-8, and show nobody's number.
 * - The map is read as one, or refused for what is open in it alone.
 * - The export is read by it: headings and kinds that a proposal names are there. */
#include "import/import_rows.h"
#include "import/map.h"
#include "import/proposal.h"
#include "inputs.h"

static struct ut_map *with_defaults(struct ut_map *map)
{
  const char *share = getenv("UTFALL_SHARE");
  char path[4096];
  struct ut_error err;
  snprintf(path, sizeof path, "%s/maps/default.json", share ? share : "share");
  demand(map || ut_map_new(&map, &err) == UT_OK, "no memory");
  demand(ut_map_add_defaults(map, path, NULL, &err) == UT_OK, "UTFALL_SHARE has no maps/default.json");
  return map;
}

/* The proposal, or the table, in a buffer that the caller clears. */
static enum ut_status propose(char *path, bool map, struct ut_output *output)
{
  const struct ut_reader_options reading = {0};
  struct ut_error err;
  char *paths[] = {path};
  struct ut_survey s = {paths, 1, &reading, with_defaults(NULL), map, NULL};
  ut_output_init(output, -1, "proposal");
  enum ut_status status = ut_survey(&s, output, UT_CSV, &err);
  demand_shown(status, &err);
  demand(status != UT_USAGE, "a proposal is bad usage");
  ut_map_free((struct ut_map *)s.map);
  return status;
}

/* What stands between quotes, commas and lines: numbers of two cells are nobody's. */
static void check_text(struct ut_text text)
{
  struct ut_personnummer_found found;
  demand(ut_utf8_valid(text.ptr, text.len) == text.len, "a proposal that is no UTF-8");
  for (size_t begin = 0, end = 0; end <= text.len; end++) {
    if (end < text.len && !memchr("\",\n", text.ptr[end], 3))
      continue;
    demand(!ut_personnummer_find((struct ut_text){text.ptr + begin, end - begin}, &found),
           "a proposal that shows a personnummer");
    begin = end + 1;
  }
}

static void import_rows(struct ut_import *import, const struct ut_map *map)
{
  struct ut_imported row;
  struct ut_error err;
  struct ut_kind_rows *other = NULL;
  struct ut_output output;
  struct ut_writer *writer = NULL;
  const struct ut_error *problems;
  size_t count;
  enum ut_status status = UT_OK;
  ut_output_init(&output, -1, "rows");
  if (map->kind != UT_MAP_PARTICIPATIONS) {
    demand(ut_kind_rows_new(&other, import, map, &err) == UT_OK, "a proposal lacks what its kind needs");
    const struct ut_text *columns = ut_kind_rows_columns(other, &count);
    demand(ut_writer_open(&writer, &output, UT_CSV, columns, count, NULL, &err) == UT_OK, "no writer");
  }
  while ((status = ut_import_next(import, &row, &err)) == UT_OK || status == UT_BAD_ROW) {
    if (status == UT_BAD_ROW)
      demand_shown(status, &err);
    else if (other && !row.total)
      demand(ut_kind_rows_take(other, writer, &row, &problems, &count, &err) != UT_NOMEM, "no memory");
    output.buf.len = 0;
  }
  demand_shown(status, &err);
  ut_writer_close(writer, false, &err);
  ut_kind_rows_free(other);
  ut_output_abandon(&output);
}

static void use(struct ut_map *map, char *path)
{
  struct ut_reader_options reading = {0};
  struct ut_import_options options = {.map = with_defaults(map), .drop_identity = true};
  struct ut_reader *reader = NULL;
  struct ut_import *import = NULL;
  struct ut_error err;
  ut_map_reading(map, &reading);
  enum ut_status status = ut_reader_open(&reader, &path, 1, &reading, &err);
  demand_shown(status, &err);
  if (status == UT_OK) {
    status = ut_import_open(&import, reader, &options, &err);
    demand_shown(status, &err);
    demand(status != UT_USAGE, "a proposal does not fit its file");
  }
  if (status == UT_OK)
    import_rows(import, map);
  ut_import_free(import);
  ut_reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char path[FUZZ_PATH];
  struct ut_output first, again, table;
  struct ut_map *map = NULL;
  struct ut_error err;
  int fd = file_of(data, size, path);
  enum ut_status status = propose(path, true, &first);
  demand(propose(path, true, &again) == status, "a proposal is made once and not again");
  propose(path, false, &table);
  struct ut_text text = ut_buf_text(&first.buf);
  if (status == UT_OK) {
    demand(ut_text_equal(text, ut_buf_text(&again.buf)), "two proposals differ");
    check_text(text);
    check_text(ut_buf_text(&table.buf));
    status = ut_map_parse(&map, text.ptr, text.len, &err);
    demand(status == UT_OK || strstr(err.text, "still to be settled"), "a proposal that is no map");
  }
  if (map && status == UT_OK)
    use(map, path);
  ut_map_free(map);
  ut_output_abandon(&first);
  ut_output_abandon(&again);
  ut_output_abandon(&table);
  close(fd);
  return 0;
}
