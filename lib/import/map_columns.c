/* Keys of a map that name headings: which there are, and what becomes of their columns. */
#include "import/map_columns.h"

#include "base/grow.h"
#include "base/personnummer.h"
#include "import/kinds.h"
#include "import/map_meant.h"

static enum ut_status heading_of(struct ut_text text, struct ut_map_heading *out, struct ut_error *err)
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
  for (const cJSON *heading = item->child; heading; heading = heading->next) {
    if (!cJSON_IsString(heading))
      return ut_map_expected("a list of headings", err);
    struct ut_map_heading *added = ut_grow_add(out, count, sizeof *added);
    if (!added)
      return ut_error_nomem(err);
    UT_TRY(heading_of(ut_map_text(heading), added, err));
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
  for (const cJSON *heading = item->child; heading; heading = heading->next) {
    if (!cJSON_IsString(heading))
      return ut_map_expected("a list of headings", err);
    struct ut_text *added = ut_grow_add(&map->not_persons, &map->not_person_count, sizeof *added);
    if (!added)
      return ut_error_nomem(err);
    UT_TRY(ut_map_slug(ut_map_text(heading), added, err));
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

bool ut_map_cut_extent(struct ut_text *name)
{
  static const char suffix[] = ".percent";
  size_t len = sizeof suffix - 1;
  bool is_extent = name->len > len && memcmp(name->ptr + name->len - len, suffix, len) == 0;
  name->len -= is_extent ? len : 0;
  return is_extent;
}

enum ut_status ut_map_check_list(const struct ut_column *column, struct ut_error *err)
{
  bool is_list = column && column->type == UT_TYPE_LIST;
  return is_list
             ? UT_OK
             : ut_error_set(err, UT_BAD_INPUT, "only a list column has an extent (sysselsattning_T, forsorjning_T)");
}

enum ut_status ut_map_add_column(struct ut_map *map, struct ut_text heading, struct ut_text target,
                                 struct ut_error *err)
{
  struct ut_map_column *c = ut_grow_add(&map->columns, &map->column_count, sizeof *c);
  if (!c)
    return ut_error_nomem(err);
  *c = (struct ut_map_column){.target = target, .source = UT_NO_SOURCE};
  return heading_of(heading, &c->heading, err);
}

/* The last source of the list before the extent, unless that has an extent already. */
static ptrdiff_t source_before(const struct ut_map *map, size_t extent)
{
  for (size_t i = extent; i-- > 0;)
    if (ut_text_equal(map->columns[i].target, map->columns[extent].target))
      return map->columns[i].extent ? UT_NO_SOURCE : (ptrdiff_t)i;
  return UT_NO_SOURCE;
}

static enum ut_status check_extent(struct ut_map *map, struct ut_error *err)
{
  struct ut_map_column *c = &map->columns[map->column_count - 1];
  UT_TRY(ut_map_check_list(ut_column_find(c->target), err));
  c->source = source_before(map, map->column_count - 1);
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

enum ut_status ut_map_check_twice(const struct ut_map *map, struct ut_error *err)
{
  const struct ut_map_column *c = &map->columns[map->column_count - 1];
  for (const struct ut_map_column *other = map->columns; other < c; other++) {
    bool same = ut_text_equal(other->target, c->target) && !other->target.ptr == !c->target.ptr;
    if (ut_text_equal(other->heading.slug, c->heading.slug) && other->heading.nth == c->heading.nth &&
        (!same || other->extent != c->extent))
      return ut_error_set(err, UT_BAD_INPUT, "the same heading stands there with another meaning");
  }
  return UT_OK;
}

static enum ut_status take_column(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_text target = {NULL, 0};
  if (cJSON_IsString(item))
    target = ut_map_text(item);
  else if (!cJSON_IsNull(item))
    return ut_map_expected("a column, or null", err);
  bool extent = ut_map_cut_extent(&target);
  UT_TRY(ut_map_add_column(map, ut_text_of(item->string), target, err));
  map->columns[map->column_count - 1].extent = extent;
  UT_TRY(ut_map_check_twice(map, err));
  if (!target.ptr)
    return UT_OK;
  return extent ? check_extent(map, err) : check_target(map->kind, target, err);
}

enum ut_status ut_map_take_columns(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return ut_map_expected("an object of headings and columns", err);
  for (const cJSON *column = item->child; column; column = column->next)
    UT_TRY(ut_map_within_quoted(column->string, take_column(map, column, err), err));
  return UT_OK;
}
