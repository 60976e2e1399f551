/* Keys of a map that say what cells mean: constants, spellings, and what cannot be used. */
#include "import/map_values.h"

#include <stdio.h>

#include "base/grow.h"
#include "base/personnummer.h"
#include "import/kinds.h"
#include "import/map_columns.h"
#include "import/map_meant.h"

/* Is `value` what a cell can hold? Empty is. Without `cells`, of a column that passes through, any text is. */
static enum ut_status check_value(struct ut_cells *cells, struct ut_text value, struct ut_error *err)
{
  struct ut_value decoded;
  struct ut_personnummer_found found;
  if (ut_text_is(value, "*"))
    return ut_error_set(err, UT_BAD_INPUT, "a lone * cannot be a value: it stands for all in tables");
  if (!cells)
    return UT_OK;
  if (ut_personnummer_find(value, &found))
    return ut_error_set(err, UT_BAD_INPUT, "a personnummer cannot be a value");
  enum ut_status status = ut_cells_decode(cells, value, &decoded, err);
  if (status && err)
    err->field[0] = '\0'; /* the decoder's own: the place in the map says it better */
  return status;
}

/* ---- constants ---- */

static enum ut_status take_constant(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_text name = ut_text_of(item->string);
  const struct ut_column *column = ut_column_find(name);
  bool other = ut_kind_find(map->kind, name);
  if (!ut_map_is_recorded(column) && !other)
    return ut_map_unknown_column(name, err);
  if (!cJSON_IsString(item))
    return ut_map_expected("a string", err);
  struct ut_map_constant *added = ut_grow_add(&map->constants, &map->constant_count, sizeof *added);
  if (!added)
    return ut_error_nomem(err);
  *added = (struct ut_map_constant){other ? NULL : column, other ? name : (struct ut_text){NULL, 0}, ut_map_text(item)};
  if (other)
    return UT_OK;
  struct ut_cells *cells;
  if (ut_cells_new(&cells, column))
    return ut_error_nomem(err);
  enum ut_status status = check_value(cells, ut_map_text(item), err);
  ut_cells_free(cells);
  return status;
}

enum ut_status ut_map_take_constants(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return ut_map_expected("an object of columns and their values", err);
  for (const cJSON *constant = item->child; constant; constant = constant->next)
    UT_TRY(ut_map_within(constant->string, take_constant(map, constant, err), err));
  return UT_OK;
}

/* ---- values ---- */

/* A column of the list that a key of "values" names without an occasion. */
static const struct ut_column *any_occasion(struct ut_text list)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  for (size_t i = 0; i < count; i++)
    if (columns[i].type == UT_TYPE_LIST && ut_text_is(list, columns[i].codes->name))
      return &columns[i];
  return NULL;
}

static struct ut_map_value *add_value(struct ut_map *map)
{
  return ut_grow_add(&map->values, &map->value_count, sizeof *map->values);
}

/* "*" is all that is not said otherwise, "~Komvux *" what is like that. */
static enum ut_status take_spelling(struct ut_map_value *v, struct ut_text spelling, struct ut_error *err)
{
  v->spelling = spelling;
  UT_TRY(ut_map_slug(spelling, &v->slug, err));
  if (ut_text_is(spelling, "*"))
    v->kind = UT_MAP_DEFAULT;
  if (spelling.len == 0 || spelling.ptr[0] != '~')
    return UT_OK;
  v->kind = UT_MAP_PATTERN;
  v->spelling = (struct ut_text){spelling.ptr + 1, spelling.len - 1};
  return v->spelling.len > 0 ? UT_OK : ut_map_expected("a pattern behind ~, as in \"~Komvux *\"", err);
}

static enum ut_status take_value(struct ut_map *map, struct ut_map_value value, struct ut_cells *cells,
                                 const cJSON *item, struct ut_error *err)
{
  struct ut_map_value *v = add_value(map);
  if (!v)
    return ut_error_nomem(err);
  *v = value;
  v->value = ut_text_of("");
  v->number = NULL;
  UT_TRY(take_spelling(v, ut_text_of(item->string), err));
  if (cJSON_IsNumber(item) && !cells) {
    if (asprintf(&v->number, "%.15g", item->valuedouble) < 0) {
      v->number = NULL;
      return ut_error_nomem(err);
    }
    v->value = ut_text_of(v->number);
  } else if (cJSON_IsString(item)) {
    v->value = ut_map_text(item);
  } else if (!cJSON_IsNull(item)) {
    return ut_map_expected("a value, or null", err);
  }
  return check_value(cells, v->value, err);
}

/* What the key of "values" names: a column, the columns of a list, or one that passes through. */
static enum ut_status find_valued(const char *key, struct ut_map_value *value, const struct ut_column **column,
                                  struct ut_error *err)
{
  struct ut_text name = ut_text_of(key);
  const struct ut_column *own = ut_column_find(name), *list = any_occasion(name);
  *column = ut_map_is_recorded(own) ? own : list;
  *value =
      (struct ut_map_value){.column = ut_map_is_recorded(own) ? own : NULL, .codes = *column ? (*column)->codes : NULL};
  if (*column)
    return UT_OK;
  if ((own && own->origin == UT_DERIVED) || !ut_map_is_name(name) || (!own && ut_map_near_column(name).ptr))
    return ut_map_unknown_column(name, err);
  value->kept = name;
  return UT_OK;
}

/* A word for an extent. What is not said otherwise is a number, or none. */
static enum ut_status check_percentage(const struct ut_map_value *v, struct ut_error *err)
{
  int64_t number, divisor;
  if (v->kind == UT_MAP_DEFAULT)
    return ut_map_expected("a word for an extent; \"on_error\" says what becomes of the others", err);
  if (v->value.len > 0 &&
      (!ut_number_parse(v->value, &number, &divisor) || divisor > 100 || number < 0 || number > 100 * divisor))
    return ut_map_expected("0-100 percent, at most two decimals, or null", err);
  return UT_OK;
}

static enum ut_status take_spellings(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_value value;
  const struct ut_column *column;
  struct ut_cells *cells = NULL;
  enum ut_status status = UT_OK;
  bool percent = strcmp(item->string, UT_MAP_PERCENT) == 0;
  if (percent || ut_map_is_measure(map, ut_text_of(item->string))) {
    value = (struct ut_map_value){.kept = ut_text_of(item->string)};
    column = NULL;
  } else if (map->kind == UT_MAP_PAYMENTS && strcmp(item->string, "kod") == 0) {
    UT_TRY(find_valued("forsorjning", &value, &column, err));
  } else {
    UT_TRY(find_valued(item->string, &value, &column, err));
  }
  if (!cJSON_IsObject(item))
    return ut_map_expected("an object of spellings and values", err);
  if (column && ut_cells_new(&cells, column))
    return ut_error_nomem(err);
  for (const cJSON *v = item->child; v && !status; v = v->next) {
    status = take_value(map, value, cells, v, err);
    if (status == UT_OK && percent)
      status = check_percentage(&map->values[map->value_count - 1], err);
    status = ut_map_within(item->string, ut_map_within_quoted(v->string, status, err), err);
  }
  ut_cells_free(cells);
  return status;
}

enum ut_status ut_map_take_values(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return ut_map_expected("an object of columns and their spellings", err);
  for (const cJSON *column = item->child; column; column = column->next)
    UT_TRY(take_spellings(map, column, err));
  return UT_OK;
}

/* What a system writes as the end of what has not ended: spellings of slut that mean nothing. */
enum ut_status ut_map_take_open(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return ut_map_expected("a list of what stands for an end that is open", err);
  for (const cJSON *spelling = item->child; spelling; spelling = spelling->next) {
    if (!cJSON_IsString(spelling) || spelling->valuestring[0] == '\0')
      return ut_map_expected("a list of what stands for an end that is open", err);
    struct ut_map_value *v = add_value(map);
    if (!v)
      return ut_error_nomem(err);
    *v = (struct ut_map_value){.column = ut_column_find(ut_text_of("slut")), .value = ut_text_of("")};
    v->spelling = ut_map_text(spelling);
    UT_TRY(ut_map_slug(v->spelling, &v->slug, err));
  }
  return UT_OK;
}

/* ---- what cannot be used ---- */

static enum ut_status take_forgiven(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_text name = ut_text_of(item->string);
  struct ut_map_forgiven *f = ut_grow_add(&map->forgiven, &map->forgiven_count, sizeof *f);
  if (!f)
    return ut_error_nomem(err);
  f->extent = ut_map_cut_extent(&name);
  f->column = ut_column_find(name);
  f->person = ut_text_is(name, UT_PERSONNUMMER) && !f->extent;
  if (!f->person && !ut_map_is_recorded(f->column))
    return ut_map_unknown_column(name, err);
  if (f->extent)
    UT_TRY(ut_map_check_list(f->column, err));
  if (ut_text_is(name, "insats") || ut_text_is(name, "start") || ut_text_is(name, "id"))
    return ut_error_set(err, UT_BAD_INPUT, "a row with a wrong %.*s is rejected in any case", (int)name.len, name.ptr);
  bool missing = cJSON_IsString(item) && strcmp(item->valuestring, "missing") == 0;
  return missing ? UT_OK : ut_map_expected("\"missing\"", err);
}

enum ut_status ut_map_take_on_error(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return ut_map_expected("an object of columns, each \"missing\"", err);
  for (const cJSON *column = item->child; column; column = column->next)
    UT_TRY(ut_map_within(column->string, take_forgiven(map, column, err), err));
  return UT_OK;
}
