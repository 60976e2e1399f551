/* Keys of a map that name headings: which there are, and what becomes of their columns. */
#include "import/map_columns.h"

#include <stdlib.h>

#include "base/personnummer.h"
#include "import/kinds.h"
#include "import/map_meant.h"

enum ut_status ut_map_heading_of(struct ut_text text, struct ut_map_heading *out, struct ut_error *err)
{
  struct ut_text base = ut_map_base(text, &out->nth);
  out->text = text;
  out->nth = out->nth > 0 ? out->nth : 1;
  return ut_map_slug(base, &out->slug, err);
}

static enum ut_status take_headings(const cJSON *item, struct ut_map_heading **out, size_t *count, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return ut_map_expected("a list of headings", err);
  *out = ut_map_room(item, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  for (const cJSON *heading = item->child; heading; heading = heading->next) {
    if (!cJSON_IsString(heading))
      return ut_map_expected("a list of headings", err);
    UT_TRY(ut_map_heading_of(ut_map_text(heading), &(*out)[(*count)++], err));
  }
  return UT_OK;
}

enum ut_status ut_map_take_required(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  map->requires = true;
  return take_headings(item, &map->required, &map->required_count, err);
}

enum ut_status ut_map_take_optional(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return take_headings(item, &map->optional, &map->optional_count, err);
}

enum ut_status ut_map_take_not_persons(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return ut_map_expected("a list of headings", err);
  map->not_persons = ut_map_room(item, sizeof *map->not_persons);
  if (!map->not_persons)
    return ut_error_nomem(err);
  for (const cJSON *heading = item->child; heading; heading = heading->next) {
    if (!cJSON_IsString(heading))
      return ut_map_expected("a list of headings", err);
    UT_TRY(ut_map_slug(ut_map_text(heading), &map->not_persons[map->not_person_count++], err));
  }
  return UT_OK;
}

/* ---- columns ---- */

bool ut_map_is_recorded(const struct ut_column *column)
{
  return column && column->origin == UT_RECORDED;
}

bool ut_map_is_name(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (!((t.ptr[i] >= 'a' && t.ptr[i] <= 'z') || ut_char_is_digit(t.ptr[i]) || t.ptr[i] == '_'))
      return false;
  return t.len > 0;
}

/* The last source of the list before the extent, unless that has an extent already. */
static ptrdiff_t source_before(const struct ut_map *map, size_t extent)
{
  for (size_t i = extent; i-- > 0;)
    if (ut_text_equal(map->columns[i].target, map->columns[extent].target))
      return map->columns[i].extent ? UT_NO_SOURCE : (ptrdiff_t)i;
  return UT_NO_SOURCE;
}

static enum ut_status check_extent(struct ut_map *map, size_t index, struct ut_error *err)
{
  struct ut_map_column *c = &map->columns[index];
  const struct ut_column *list = ut_column_find(c->target);
  if (!list || list->type != UT_TYPE_LIST)
    return ut_error_set(err, UT_BAD_INPUT, "only a list column has an extent (sysselsattning_T, forsorjning_T)");
  c->source = source_before(map, index);
  if (c->source == UT_NO_SOURCE)
    return ut_error_set(err, UT_BAD_INPUT, "an extent follows the source that it belongs to");
  return UT_OK;
}

/* A recorded column, personnummer, or any other name, which then passes through; not one that
 * is computed or misspelt. */
static enum ut_status check_target(enum ut_map_kind kind, struct ut_text target, struct ut_error *err)
{
  const struct ut_column *column = ut_column_find(target);
  struct ut_personnummer_found found;
  char shown[UT_QUOTED];
  if (ut_kind_find(kind, target))
    return UT_OK;
  if (ut_map_is_recorded(column) || ut_text_is(target, UT_PERSONNUMMER) || ut_text_is(target, UT_REGISTERED))
    return UT_OK;
  ut_quote(shown, target.ptr, target.len);
  if (column && column->origin == UT_DERIVED)
    return ut_error_set(err, UT_BAD_INPUT, "%s is computed from other columns and cannot be imported", shown);
  if (!ut_map_is_name(target) || ut_personnummer_find(target, &found))
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a name of a column (expected a-z, 0-9 and _)", shown);
  return !column && ut_map_near_column(target).ptr ? ut_map_unknown_column(target, err) : UT_OK;
}

enum ut_status ut_map_check_twice(struct ut_map *map, size_t index, struct ut_error *err)
{
  struct ut_map_column *c = &map->columns[index];
  for (size_t i = 0; i < index; i++) {
    struct ut_map_column *other = &map->columns[i];
    bool same = ut_text_equal(other->target, c->target) && !other->target.ptr == !c->target.ptr;
    if (ut_text_equal(other->heading.slug, c->heading.slug) && other->heading.nth == c->heading.nth &&
        (!same || other->extent != c->extent))
      return ut_error_set(err, UT_BAD_INPUT, "the same heading stands there with another meaning");
  }
  return UT_OK;
}

static enum ut_status check_column(struct ut_map *map, size_t index, struct ut_error *err)
{
  struct ut_map_column *c = &map->columns[index];
  UT_TRY(ut_map_check_twice(map, index, err));
  if (!c->target.ptr)
    return UT_OK;
  return c->extent ? check_extent(map, index, err) : check_target(map->kind, c->target, err);
}

enum ut_status ut_map_more_columns(struct ut_map *map, size_t count, struct ut_error *err)
{
  struct ut_map_column *columns = reallocarray(map->columns, map->column_count + count + 1, sizeof *columns);
  if (!columns)
    return ut_error_nomem(err);
  map->columns = columns;
  return UT_OK;
}

static enum ut_status take_column(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_column *c = &map->columns[map->column_count++];
  *c = (struct ut_map_column){.source = UT_NO_SOURCE};
  UT_TRY(ut_map_heading_of(ut_text_of(item->string), &c->heading, err));
  if (cJSON_IsString(item)) {
    size_t suffix = strlen(UT_MAP_EXTENT);
    c->target = ut_map_text(item);
    c->extent = c->target.len > suffix && strcmp(c->target.ptr + c->target.len - suffix, UT_MAP_EXTENT) == 0;
    c->target.len -= c->extent ? suffix : 0;
  } else if (!cJSON_IsNull(item)) {
    return ut_map_expected("a column, or null", err);
  }
  return check_column(map, map->column_count - 1, err);
}

enum ut_status ut_map_take_columns(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return ut_map_expected("an object of headings and columns", err);
  UT_TRY(ut_map_more_columns(map, (size_t)cJSON_GetArraySize(item), err));
  for (const cJSON *column = item->child; column; column = column->next)
    UT_TRY(ut_map_within_quoted(column->string, take_column(map, column, err), err));
  return UT_OK;
}
