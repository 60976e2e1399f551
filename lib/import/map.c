/* Maps: JSON checked by our own rules, then taken apart key by key; texts stay in cJSON's tree, slugs are made here. */
#include "import/map.h"

#include <stdlib.h>

#include "import/map_columns.h"
#include "import/map_kinds.h"
#include "import/map_reading.h"
#include "import/map_tree.h"
#include "import/map_values.h"

static const struct ut_map_key top_keys[] = {
    {"encoding", ut_map_take_encoding},     {"delimiter", ut_map_take_delimiter},
    {"skip_lines", ut_map_take_skip_lines}, {"total_row", ut_map_take_total_row},
    {"constants", ut_map_take_constants},   {"dates", ut_map_take_dates},
    {"decimal", ut_map_take_decimal},       {"columns", ut_map_take_columns},
    {"values", ut_map_take_values},         {"open", ut_map_take_open},
    {"percent_of", ut_map_take_percent_of}, {"not_persons", ut_map_take_not_persons},
    {"header", ut_map_take_header},         {"heading_rows", ut_map_take_heading_rows},
    {"quote", ut_map_take_quote},           {"required", ut_map_take_required},
    {"optional", ut_map_take_optional},     {"sheet", ut_map_take_sheet},
    {"on_error", ut_map_take_on_error},     {"kind", ut_map_take_kind},
    {"matt", ut_map_take_questions},        {"tillfalle", ut_map_take_occasion},
    {"thousands", ut_map_take_thousands},   {"belopp", ut_map_take_amounts},
};

/* What others depend on comes before them, wherever it stands: the kind, then the questions, the
 * other headings and the constants. */
static enum ut_status take_first(cJSON *tree, struct ut_error *err)
{
  static const char *const names[] = {"constants", "columns", "matt", "kind"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    cJSON *item = cJSON_DetachItemFromObjectCaseSensitive(tree, names[i]);
    if (item && !cJSON_InsertItemInArray(tree, 0, item)) {
      cJSON_Delete(item);
      return ut_error_nomem(err);
    }
  }
  return UT_OK;
}

/* Takes over the tree. */
static enum ut_status take_tree(struct ut_map **out, cJSON *tree, const char *path, struct ut_run *run,
                                struct ut_error *err)
{
  struct ut_map *map = *out = calloc(1, sizeof *map);
  if (!map) {
    cJSON_Delete(tree);
    return ut_error_nomem(err);
  }
  map->tree = tree;
  UT_TRY(ut_map_tree_settled(tree, path, run, err));
  enum ut_status status = take_first(tree, err);
  if (status == UT_OK)
    status = ut_map_take_keys(map, tree, top_keys, sizeof top_keys / sizeof *top_keys, err);
  if (status == UT_OK && map->kind == UT_MAP_MEASURES && map->question_count == 0 &&
      !ut_map_gives(map, ut_text_of("matt")))
    status = ut_map_expected("\"matt\", headings and their measures, or a column of matt beside \"kind\"", err);
  if (status == UT_OK && map->headless && map->heading_rows > 0)
    status = ut_map_expected("no heading_rows where header is false", err);
  if (status == UT_OK && map->thousands && map->thousands == map->decimal)
    status = ut_map_expected("another mark of thousands than of decimals", err);
  if (status == UT_OK && map->quote && map->quote == map->delimiter)
    status = ut_map_expected("another quote than the delimiter", err);
  return status && status != UT_NOMEM ? UT_BAD_INPUT : status;
}

enum ut_status ut_map_new(struct ut_map **out, struct ut_error *err)
{
  *out = calloc(1, sizeof **out);
  return *out ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_map_add_defaults(struct ut_map *map, const char *path, struct ut_run *run, struct ut_error *err)
{
  ut_defaults_free(map->defaults);
  return ut_defaults_load(&map->defaults, path, run, err);
}

/* What has been read of it, or nothing where that failed. */
static enum ut_status take_read(struct ut_map **out, enum ut_status status, cJSON *tree, const char *path,
                                struct ut_run *run, struct ut_error *err)
{
  *out = NULL;
  if (status == UT_OK)
    return take_tree(out, tree, path, run, err);
  cJSON_Delete(tree);
  return status;
}

enum ut_status ut_map_parse(struct ut_map **out, const char *ptr, size_t len, struct ut_error *err)
{
  cJSON *tree;
  enum ut_status status = ut_map_tree_parse(&tree, ptr, len, NULL, err);
  return take_read(out, status, tree, NULL, NULL, err);
}

enum ut_status ut_map_load(struct ut_map **out, const char *path, struct ut_run *run, struct ut_error *err)
{
  cJSON *tree;
  enum ut_status status = ut_map_tree_load(&tree, path, run, err);
  status = take_read(out, status, tree, path, run, err);
  if (status)
    ut_error_at(err, path, 0, 0, NULL);
  return status;
}

static void free_slug(struct ut_text slug)
{
  free((char *)slug.ptr); /* made by slug_of, read-only since */
}

void ut_map_free(struct ut_map *map)
{
  if (!map)
    return;
  for (size_t i = 0; i < map->column_count; i++)
    free_slug(map->columns[i].heading.slug);
  for (size_t i = 0; i < map->required_count; i++)
    free_slug(map->required[i].slug);
  for (size_t i = 0; i < map->optional_count; i++)
    free_slug(map->optional[i].slug);
  for (size_t i = 0; i < map->value_count; i++) {
    free_slug(map->values[i].slug);
    free(map->values[i].number);
  }
  for (size_t i = 0; i < map->not_person_count; i++)
    free_slug(map->not_persons[i]);
  free_slug(map->total_column);
  free_slug(map->total_counted);
  free(map->total_starts);
  free(map->not_persons);
  free(map->required);
  free(map->optional);
  free(map->dates);
  free(map->months);
  free(map->columns);
  free(map->constants);
  free(map->values);
  free(map->forgiven);
  for (size_t i = 0; i < map->question_count; i++)
    free((char *)map->questions[i].name.ptr); /* made by take_question, read-only since */
  free(map->questions);
  ut_defaults_free(map->defaults);
  cJSON_Delete(map->tree);
  free(map);
}
