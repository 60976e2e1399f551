/* Maps: JSON checked by our own rules, then taken apart key by key; texts stay in cJSON's tree, slugs are made here. */
#include "import/map.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/personnummer.h"
#include "stream/csv.h"
#include "import/kinds.h"
#include "import/map_tree.h"
#include "stream/heading_rows.h"

enum { SKIP_MOST = 1000 };

#define EXTENT_SUFFIX ".percent"

/* A key of an object and what takes its value. */
struct key {
  const char *name;
  enum ut_status (*take)(struct ut_map *map, const cJSON *item, struct ut_error *err);
};

static struct ut_text text_of(const cJSON *item)
{
  return ut_text_of(item->valuestring);
}

static enum ut_status expected(const char *what, struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT, "expected %s", what);
}

/* Where a member of an object fails, its name goes before the field that is at fault. */
static enum ut_status within(const char *name, enum ut_status status, struct ut_error *err)
{
  char inner[UT_ERROR_FIELD];
  if (!status || !err)
    return status;
  memcpy(inner, err->field, sizeof inner);
  err->field[0] = '\0';
  char path[2 * UT_ERROR_FIELD];
  snprintf(path, sizeof path, "%s%s%s", name, inner[0] ? "." : "", inner);
  ut_error_at(err, NULL, 0, 0, path);
  return status;
}

/* The same of a name that is text of the export: a heading, a spelling. */
static enum ut_status within_quoted(const char *name, enum ut_status status, struct ut_error *err)
{
  char shown[UT_QUOTED];
  return within(ut_quote(shown, name, strlen(name)), status, err);
}

/* Room for the members of `item`; none where it has none. */
static void *room_for(const cJSON *item, size_t size)
{
  return calloc((size_t)cJSON_GetArraySize(item) + 1, size);
}

/* An empty slug is a text, too. The map frees it. */
static enum ut_status slug_of(struct ut_text t, struct ut_text *out, struct ut_error *err)
{
  struct ut_buf buf = {0};
  if (ut_text_slug(t, &buf) || ut_buf_reserve(&buf, 1)) {
    ut_buf_clear(&buf);
    return ut_error_nomem(err);
  }
  *out = ut_buf_text(&buf);
  return UT_OK;
}

/* ---- what may have been meant ---- */

struct nearest {
  struct ut_text name;
  size_t best; /* the least difference so far; at first one more than the most that is near */
  struct ut_text found;
};

static void compare(struct nearest *n, struct ut_text spelling, struct ut_text meaning)
{
  size_t distance = n->best > 0 ? ut_text_distance(n->name, spelling, n->best - 1) : 0;
  if (distance < n->best) {
    n->best = distance;
    n->found = meaning;
  }
}

/* The recorded column that `name` is nearly; ptr NULL for none. A short name is near nothing. */
static struct ut_text nearest_column(struct ut_text name)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  struct nearest n = {name, name.len >= 6 ? 3 : name.len >= 4 ? 2 : 1, {NULL, 0}};
  for (size_t i = 0; i < count; i++)
    if (columns[i].origin == UT_RECORDED)
      compare(&n, ut_text_of(columns[i].name), ut_text_of(columns[i].name));
  return n.found;
}

static enum ut_status unknown(const char *what, struct ut_text nearest, struct ut_error *err)
{
  if (!nearest.ptr)
    return ut_error_set(err, UT_BAD_INPUT, "%s", what);
  return ut_error_set(err, UT_BAD_INPUT, "%s (did you mean %.*s?)", what, (int)nearest.len, nearest.ptr);
}

static enum ut_status unknown_column(struct ut_text name, struct ut_error *err)
{
  char shown[UT_QUOTED], what[UT_QUOTED + 64];
  snprintf(what, sizeof what, "%s is not a column of participations", ut_quote(shown, name.ptr, name.len));
  return unknown(what, nearest_column(name), err);
}

static enum ut_status unknown_key(const char *name, const struct key *keys, size_t count, struct ut_error *err)
{
  char shown[UT_QUOTED], what[UT_QUOTED + 16];
  struct nearest n = {ut_text_of(name), 4, {NULL, 0}};
  for (size_t i = 0; i < count; i++)
    compare(&n, ut_text_of(keys[i].name), ut_text_of(keys[i].name));
  snprintf(what, sizeof what, "unknown key %s", ut_quote(shown, name, strlen(name)));
  return unknown(what, n.found, err);
}

/* ---- how the export is read ---- */

static enum ut_status take_encoding(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_decoder *decoder = NULL;
  if (!cJSON_IsString(item))
    return expected("the name of an encoding", err);
  map->encoding = item->valuestring;
  enum ut_status status = UT_OK;
  if (strcmp(map->encoding, "auto") != 0)
    status = ut_decoder_new(&decoder, map->encoding, err);
  ut_decoder_free(decoder);
  return status;
}

static enum ut_status take_delimiter(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const char *text = cJSON_IsString(item) ? item->valuestring : "";
  char c = strcmp(text, "tab") == 0 ? '\t' : text[0];
  bool lone = c != '\0' && (c == '\t' || text[1] == '\0');
  if (!lone || !ut_csv_separates(c))
    return expected("one character that separates fields", err);
  map->delimiter = c;
  return UT_OK;
}

static enum ut_status take_decimal(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsString(item) || (strcmp(item->valuestring, ",") != 0 && strcmp(item->valuestring, ".") != 0))
    return expected("\",\" or \".\"", err);
  map->decimal = item->valuestring[0];
  return UT_OK;
}

static enum ut_status take_percent_of(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  double whole = cJSON_IsNumber(item) ? item->valuedouble : 0;
  map->percent_of = whole > 99.5 ? 100 : 1;
  return whole < map->percent_of || whole > map->percent_of ? expected("1 or 100", err) : UT_OK;
}

static enum ut_status heading_of(struct ut_text text, struct ut_map_heading *out, struct ut_error *err)
{
  struct ut_text base = ut_map_base(text, &out->nth);
  out->text = text;
  out->nth = out->nth > 0 ? out->nth : 1;
  return slug_of(base, &out->slug, err);
}

static enum ut_status take_headings(const cJSON *item, struct ut_map_heading **out, size_t *count, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return expected("a list of headings", err);
  *out = room_for(item, sizeof **out);
  if (!*out)
    return ut_error_nomem(err);
  for (const cJSON *heading = item->child; heading; heading = heading->next) {
    if (!cJSON_IsString(heading))
      return expected("a list of headings", err);
    UT_TRY(heading_of(text_of(heading), &(*out)[(*count)++], err));
  }
  return UT_OK;
}

static enum ut_status take_required(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  map->requires = true;
  return take_headings(item, &map->required, &map->required_count, err);
}

static enum ut_status take_optional(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return take_headings(item, &map->optional, &map->optional_count, err);
}

static enum ut_status take_not_persons(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return expected("a list of headings", err);
  map->not_persons = room_for(item, sizeof *map->not_persons);
  if (!map->not_persons)
    return ut_error_nomem(err);
  for (const cJSON *heading = item->child; heading; heading = heading->next) {
    if (!cJSON_IsString(heading))
      return expected("a list of headings", err);
    UT_TRY(slug_of(text_of(heading), &map->not_persons[map->not_person_count++], err));
  }
  return UT_OK;
}

static enum ut_status take_quote(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const char *text = cJSON_IsString(item) ? item->valuestring : "";
  if (strlen(text) != 1 || (text[0] != '"' && (!ut_csv_separates(text[0]) || text[0] <= ' ')))
    return expected("one character that stands around fields", err);
  map->quote = text[0] == '"' ? '\0' : text[0];
  return UT_OK;
}

static bool read_size(const cJSON *item, double least, double most, size_t *out)
{
  double number = cJSON_IsNumber(item) ? item->valuedouble : -1;
  bool good = number >= least && number <= most && number <= floor(number);
  *out = good ? (size_t)number : 0;
  return good;
}

static enum ut_status take_skip_lines(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return read_size(item, 0, SKIP_MOST, &map->skip_lines) ? UT_OK : expected("a whole number of lines, 0-1000", err);
}

static enum ut_status take_heading_rows(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return read_size(item, 1, UT_HEADING_ROWS_MOST, &map->heading_rows)
             ? UT_OK
             : expected("a whole number of rows that hold headings, 1-10", err);
}

static enum ut_status take_header(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  map->headless = cJSON_IsFalse(item);
  return cJSON_IsBool(item) ? UT_OK : expected("true or false", err);
}

static enum ut_status take_sheet(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsString(item) || item->valuestring[0] == '\0')
    return expected("the name of a sheet, or #N", err);
  map->sheet = item->valuestring;
  return UT_OK;
}

static enum ut_status take_total_column(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return cJSON_IsString(item) ? slug_of(text_of(item), &map->total_column, err) : expected("a heading", err);
}

static enum ut_status add_total_start(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsString(item) || item->valuestring[0] == '\0')
    return expected("what the cell of a total row begins with, or a list of that", err);
  map->total_starts[map->total_start_count++] = text_of(item);
  return UT_OK;
}

static enum ut_status take_total_starts(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  map->total_starts = room_for(item, sizeof *map->total_starts);
  if (!map->total_starts)
    return ut_error_nomem(err);
  if (!cJSON_IsArray(item) || !item->child)
    return add_total_start(map, item, err);
  for (const cJSON *start = item->child; start; start = start->next)
    UT_TRY(add_total_start(map, start, err));
  return UT_OK;
}

static enum ut_status take_total_count(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsBool(item) && !cJSON_IsString(item))
    return expected("true, false, or the heading of the cell that holds the count", err);
  map->total_count = !cJSON_IsFalse(item);
  return cJSON_IsString(item) ? slug_of(text_of(item), &map->total_counted, err) : UT_OK;
}

/* Does it have each of year, month and day once, and nothing else after a percent sign but %T at the end? */
static bool is_date_format(const char *format)
{
  int years = 0, months = 0, days = 0;
  for (const char *p = format; *p; p++) {
    if (*p != '%')
      continue;
    p++;
    years += *p == 'Y' || *p == 'y';
    months += *p == 'm' || *p == 'b';
    days += *p == 'd';
    if (!strchr("YymbdT", *p) || *p == '\0' || (*p == 'T' && p[1] != '\0'))
      return false;
  }
  return years == 1 && months == 1 && days == 1;
}

static enum ut_status take_dates(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return expected("a list of date formats", err);
  map->dates = room_for(item, sizeof *map->dates);
  if (!map->dates)
    return ut_error_nomem(err);
  for (const cJSON *format = item->child; format; format = format->next) {
    bool serial = cJSON_IsString(format) && strcmp(format->valuestring, "excel") == 0;
    if (!serial && (!cJSON_IsString(format) || !is_date_format(format->valuestring)))
      return expected("formats of %Y or %y, %m and %d, as in \"%d/%m/%Y\"", err);
    map->serials = map->serials || serial;
    if (!serial)
      map->dates[map->date_count++] = format->valuestring;
  }
  return UT_OK;
}

/* ---- constants ---- */

static bool is_recorded(const struct ut_column *column)
{
  return column && column->origin == UT_RECORDED;
}

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

static enum ut_status take_constant(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_text name = ut_text_of(item->string);
  const struct ut_column *column = ut_column_find(name);
  bool other = ut_kind_find(map->kind, name);
  if (!is_recorded(column) && !other)
    return unknown_column(name, err);
  if (!cJSON_IsString(item))
    return expected("a string", err);
  map->constants[map->constant_count++] =
      (struct ut_map_constant){other ? NULL : column, other ? name : (struct ut_text){NULL, 0}, text_of(item)};
  if (other)
    return UT_OK;
  struct ut_cells *cells;
  if (ut_cells_new(&cells, column))
    return ut_error_nomem(err);
  enum ut_status status = check_value(cells, text_of(item), err);
  ut_cells_free(cells);
  return status;
}

static enum ut_status take_constants(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return expected("an object of columns and their values", err);
  size_t room = map->constant_count + (size_t)cJSON_GetArraySize(item) + 1;
  struct ut_map_constant *constants = reallocarray(map->constants, room, sizeof *constants);
  if (!constants)
    return ut_error_nomem(err);
  map->constants = constants;
  for (const cJSON *constant = item->child; constant; constant = constant->next)
    UT_TRY(within(constant->string, take_constant(map, constant, err), err));
  return UT_OK;
}

/* ---- columns ---- */

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

static bool is_name(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (!((t.ptr[i] >= 'a' && t.ptr[i] <= 'z') || ut_char_is_digit(t.ptr[i]) || t.ptr[i] == '_'))
      return false;
  return t.len > 0;
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
  if (is_recorded(column) || ut_text_is(target, UT_PERSONNUMMER) || ut_text_is(target, UT_REGISTERED))
    return UT_OK;
  ut_quote(shown, target.ptr, target.len);
  if (column && column->origin == UT_DERIVED)
    return ut_error_set(err, UT_BAD_INPUT, "%s is computed from other columns and cannot be imported", shown);
  if (!is_name(target) || ut_personnummer_find(target, &found))
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a name of a column (expected a-z, 0-9 and _)", shown);
  return !column && nearest_column(target).ptr ? unknown_column(target, err) : UT_OK;
}

static enum ut_status check_twice(struct ut_map *map, size_t index, struct ut_error *err)
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
  UT_TRY(check_twice(map, index, err));
  if (!c->target.ptr)
    return UT_OK;
  return c->extent ? check_extent(map, index, err) : check_target(map->kind, c->target, err);
}

static enum ut_status more_columns(struct ut_map *map, size_t count, struct ut_error *err)
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
  UT_TRY(heading_of(ut_text_of(item->string), &c->heading, err));
  if (cJSON_IsString(item)) {
    size_t suffix = strlen(EXTENT_SUFFIX);
    c->target = text_of(item);
    c->extent = c->target.len > suffix && strcmp(c->target.ptr + c->target.len - suffix, EXTENT_SUFFIX) == 0;
    c->target.len -= c->extent ? suffix : 0;
  } else if (!cJSON_IsNull(item)) {
    return expected("a column, or null", err);
  }
  return check_column(map, map->column_count - 1, err);
}

static enum ut_status take_columns(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return expected("an object of headings and columns", err);
  UT_TRY(more_columns(map, (size_t)cJSON_GetArraySize(item), err));
  for (const cJSON *column = item->child; column; column = column->next)
    UT_TRY(within_quoted(column->string, take_column(map, column, err), err));
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

/* Room for as many values more; a key may stand once only, so they are few. */
static enum ut_status more_values(struct ut_map *map, size_t count, struct ut_error *err)
{
  struct ut_map_value *values = reallocarray(map->values, map->value_count + count + 1, sizeof *values);
  if (!values)
    return ut_error_nomem(err);
  map->values = values;
  return UT_OK;
}

/* "*" is all that is not said otherwise, "~Komvux *" what is like that. */
static enum ut_status take_spelling(struct ut_map_value *v, struct ut_text spelling, struct ut_error *err)
{
  v->spelling = spelling;
  UT_TRY(slug_of(spelling, &v->slug, err));
  if (ut_text_is(spelling, "*"))
    v->kind = UT_MAP_DEFAULT;
  if (spelling.len == 0 || spelling.ptr[0] != '~')
    return UT_OK;
  v->kind = UT_MAP_PATTERN;
  v->spelling = (struct ut_text){spelling.ptr + 1, spelling.len - 1};
  return v->spelling.len > 0 ? UT_OK : expected("a pattern behind ~, as in \"~Komvux *\"", err);
}

static enum ut_status take_value(struct ut_map *map, struct ut_map_value value, struct ut_cells *cells,
                                 const cJSON *item, struct ut_error *err)
{
  struct ut_map_value *v = &map->values[map->value_count++];
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
    v->value = text_of(item);
  } else if (!cJSON_IsNull(item)) {
    return expected("a value, or null", err);
  }
  return check_value(cells, v->value, err);
}

/* What the key of "values" names: a column, the columns of a list, or one that passes through. */
static enum ut_status find_valued(const char *key, struct ut_map_value *value, const struct ut_column **column,
                                  struct ut_error *err)
{
  struct ut_text name = ut_text_of(key);
  const struct ut_column *own = ut_column_find(name), *list = any_occasion(name);
  *column = is_recorded(own) ? own : list;
  *value = (struct ut_map_value){.column = is_recorded(own) ? own : NULL, .codes = *column ? (*column)->codes : NULL};
  if (*column)
    return UT_OK;
  if ((own && own->origin == UT_DERIVED) || !is_name(name) || (!own && nearest_column(name).ptr))
    return unknown_column(name, err);
  value->kept = name;
  return UT_OK;
}

static enum ut_status take_spellings(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_value value;
  const struct ut_column *column;
  struct ut_cells *cells = NULL;
  enum ut_status status = UT_OK;
  if (ut_map_is_measure(map, ut_text_of(item->string))) {
    value = (struct ut_map_value){.kept = ut_text_of(item->string)};
    column = NULL;
  } else if (map->kind == UT_MAP_PAYMENTS && strcmp(item->string, "kod") == 0) {
    UT_TRY(find_valued("forsorjning", &value, &column, err));
  } else {
    UT_TRY(find_valued(item->string, &value, &column, err));
  }
  if (!cJSON_IsObject(item))
    return expected("an object of spellings and values", err);
  if (column && ut_cells_new(&cells, column))
    return ut_error_nomem(err);
  for (const cJSON *v = item->child; v && !status; v = v->next)
    status = within(item->string, within_quoted(v->string, take_value(map, value, cells, v, err), err), err);
  ut_cells_free(cells);
  return status;
}

static enum ut_status take_values(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  size_t count = 0;
  if (!cJSON_IsObject(item))
    return expected("an object of columns and their spellings", err);
  for (const cJSON *column = item->child; column; column = column->next)
    count += (size_t)cJSON_GetArraySize(column);
  UT_TRY(more_values(map, count, err));
  for (const cJSON *column = item->child; column; column = column->next)
    UT_TRY(take_spellings(map, column, err));
  return UT_OK;
}

/* What a system writes as the end of what has not ended: spellings of slut that mean nothing. */
static enum ut_status take_open(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return expected("a list of what stands for an end that is open", err);
  UT_TRY(more_values(map, (size_t)cJSON_GetArraySize(item), err));
  for (const cJSON *spelling = item->child; spelling; spelling = spelling->next) {
    if (!cJSON_IsString(spelling) || spelling->valuestring[0] == '\0')
      return expected("a list of what stands for an end that is open", err);
    struct ut_map_value *v = &map->values[map->value_count++];
    *v = (struct ut_map_value){.column = ut_column_find(ut_text_of("slut")), .value = ut_text_of("")};
    v->spelling = text_of(spelling);
    UT_TRY(slug_of(v->spelling, &v->slug, err));
  }
  return UT_OK;
}

/* ---- answers ---- */

static enum ut_status take_kind(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  static const char *const kinds[] = {"participations", "measures", "payments", "ledger"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds && cJSON_IsString(item); i++)
    if (strcmp(item->valuestring, kinds[i]) == 0) {
      map->kind = (enum ut_map_kind)i;
      return UT_OK;
    }
  return expected("participations, measures, payments or ledger", err);
}

static bool is_occasion(struct ut_text t)
{
  return ut_text_is(t, "start") || ut_text_is(t, "slut") || ut_date_parse(t) != UT_DATE_NONE;
}

/* "halsa", or an object of matt and tillfalle. */
static enum ut_status take_question(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_question *q = &map->questions[map->question_count++];
  const cJSON *matt = item;
  if (cJSON_IsObject(item)) {
    const cJSON *occasion = cJSON_GetObjectItemCaseSensitive(item, "tillfalle");
    matt = cJSON_GetObjectItemCaseSensitive(item, "matt");
    if (!cJSON_IsString(occasion) || !is_occasion(text_of(occasion)) || cJSON_GetArraySize(item) != 2)
      return expected("an object of matt and tillfalle (start, slut or YYYY-MM-DD)", err);
    q->tillfalle = text_of(occasion);
  }
  if (!cJSON_IsString(matt) || matt->valuestring[0] == '\0' || strcmp(matt->valuestring, "*") == 0)
    return expected("the name of a measure, or an object of matt and tillfalle", err);
  q->matt = text_of(matt);
  q->heading = ut_text_of(item->string);
  struct ut_map_column *c = &map->columns[map->column_count++];
  *c = (struct ut_map_column){.source = UT_NO_SOURCE};
  UT_TRY(heading_of(ut_text_of(item->string), &c->heading, err));
  char *name;
  if (asprintf(&name, "matt.%.*s", (int)c->heading.slug.len, c->heading.slug.ptr) < 0)
    return ut_error_nomem(err);
  q->name = c->target = ut_text_of(name);
  return c->heading.slug.len > 0 ? check_twice(map, map->column_count - 1, err) : expected("a heading", err);
}

static enum ut_status take_questions(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (map->kind != UT_MAP_MEASURES)
    return expected("\"kind\": \"measures\" beside it", err);
  if (!cJSON_IsObject(item) || !item->child)
    return expected("an object of headings and measures", err);
  UT_TRY(more_columns(map, (size_t)cJSON_GetArraySize(item), err));
  map->questions = room_for(item, sizeof *map->questions);
  if (!map->questions)
    return ut_error_nomem(err);
  for (const cJSON *question = item->child; question; question = question->next)
    UT_TRY(within_quoted(question->string, take_question(map, question, err), err));
  return UT_OK;
}

/* A heading, or an object with what is the same for all. */
static enum ut_status take_occasion(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (map->kind != UT_MAP_MEASURES)
    return expected("\"kind\": \"measures\" beside it", err);
  const cJSON *constant = cJSON_GetObjectItemCaseSensitive(item, "constant");
  if (constant) {
    if (!cJSON_IsString(constant) || !is_occasion(text_of(constant)))
      return expected("start, slut or YYYY-MM-DD", err);
    struct ut_map_constant *more = reallocarray(map->constants, map->constant_count + 1, sizeof *more);
    if (!more)
      return ut_error_nomem(err);
    map->constants = more;
    map->constants[map->constant_count++] = (struct ut_map_constant){NULL, ut_text_of("tillfalle"), text_of(constant)};
    return UT_OK;
  }
  if (!cJSON_IsString(item))
    return expected("a heading, or an object of constant", err);
  UT_TRY(more_columns(map, 1, err));
  struct ut_map_column *c = &map->columns[map->column_count++];
  *c = (struct ut_map_column){.source = UT_NO_SOURCE, .target = ut_text_of("tillfalle")};
  UT_TRY(heading_of(text_of(item), &c->heading, err));
  return check_twice(map, map->column_count - 1, err);
}

/* ---- what cannot be used ---- */

static enum ut_status take_forgiven(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_forgiven *f = &map->forgiven[map->forgiven_count++];
  size_t suffix = strlen(EXTENT_SUFFIX);
  struct ut_text name = ut_text_of(item->string);
  f->extent = name.len > suffix && strcmp(name.ptr + name.len - suffix, EXTENT_SUFFIX) == 0;
  name.len -= f->extent ? suffix : 0;
  f->column = ut_column_find(name);
  f->person = ut_text_is(name, UT_PERSONNUMMER) && !f->extent;
  if (!f->person && !is_recorded(f->column))
    return unknown_column(name, err);
  if (f->extent && f->column->type != UT_TYPE_LIST)
    return ut_error_set(err, UT_BAD_INPUT, "only a list column has an extent (sysselsattning_T, forsorjning_T)");
  if (ut_text_is(name, "insats") || ut_text_is(name, "start") || ut_text_is(name, "id"))
    return ut_error_set(err, UT_BAD_INPUT, "a row with a wrong %.*s is rejected in any case", (int)name.len, name.ptr);
  bool missing = cJSON_IsString(item) && strcmp(item->valuestring, "missing") == 0;
  return missing ? UT_OK : expected("\"missing\"", err);
}

static enum ut_status take_on_error(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsObject(item))
    return expected("an object of columns, each \"missing\"", err);
  map->forgiven = room_for(item, sizeof *map->forgiven);
  if (!map->forgiven)
    return ut_error_nomem(err);
  for (const cJSON *column = item->child; column; column = column->next)
    UT_TRY(within(column->string, take_forgiven(map, column, err), err));
  return UT_OK;
}

/* ---- the whole ---- */

static enum ut_status take_keys(struct ut_map *map, const cJSON *object, const struct key *keys, size_t count,
                                struct ut_error *err)
{
  for (const cJSON *item = object->child; item; item = item->next) {
    size_t i = 0;
    while (i < count && strcmp(keys[i].name, item->string) != 0)
      i++;
    if (i == count)
      return unknown_key(item->string, keys, count, err);
    UT_TRY(within(item->string, keys[i].take(map, item, err), err));
  }
  return UT_OK;
}

static enum ut_status take_total_row(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  static const struct key keys[] = {
      {"column", take_total_column}, {"starts", take_total_starts}, {"count", take_total_count}};
  if (!cJSON_IsObject(item))
    return expected("an object of column and starts", err);
  UT_TRY(take_keys(map, item, keys, sizeof keys / sizeof *keys, err));
  return map->total_starts ? UT_OK : expected("both column and starts", err);
}

static const struct key top_keys[] = {
    {"encoding", take_encoding},     {"delimiter", take_delimiter},
    {"skip_lines", take_skip_lines}, {"total_row", take_total_row},
    {"constants", take_constants},   {"dates", take_dates},
    {"decimal", take_decimal},       {"columns", take_columns},
    {"values", take_values},         {"open", take_open},
    {"percent_of", take_percent_of}, {"not_persons", take_not_persons},
    {"header", take_header},         {"heading_rows", take_heading_rows},
    {"quote", take_quote},           {"required", take_required},
    {"optional", take_optional},     {"sheet", take_sheet},
    {"on_error", take_on_error},     {"kind", take_kind},
    {"matt", take_questions},        {"tillfalle", take_occasion},
};

/* What others depend on comes before them, wherever it stands: the kind, then the questions. */
static enum ut_status take_first(cJSON *tree, struct ut_error *err)
{
  static const char *const names[] = {"matt", "kind"};
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
    status = take_keys(map, tree, top_keys, sizeof top_keys / sizeof *top_keys, err);
  if (status == UT_OK && map->kind == UT_MAP_MEASURES && map->question_count == 0)
    status = expected("\"matt\", headings and their measures, beside \"kind\"", err);
  if (status == UT_OK && map->headless && map->heading_rows > 0)
    status = expected("no heading_rows where header is false", err);
  if (status == UT_OK && map->quote && map->quote == map->delimiter)
    status = expected("another quote than the delimiter", err);
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

void ut_map_reading(const struct ut_map *map, struct ut_reader_options *options)
{
  options->loose = options->unended = true;
  options->encoding = map && map->encoding ? map->encoding : "auto";
  if (map && options->delimiter == 0)
    options->delimiter = map->delimiter;
  if (map && !options->sheet)
    options->sheet = map->sheet;
  if (!map)
    return;
  if (!options->skips)
    options->skip_lines = map->skip_lines;
  options->heading_rows = map->heading_rows;
  options->headless = map->headless;
  options->quote = map->quote;
}

struct ut_text ut_map_base(struct ut_text heading, size_t *nth)
{
  size_t end = heading.len;
  while (end > 0 && ut_char_is_digit(heading.ptr[end - 1]))
    end--;
  int64_t number = 0;
  bool numbered = end > 0 && heading.ptr[end - 1] == '#' && heading.len - end <= 4 &&
                  ut_text_integer((struct ut_text){heading.ptr + end, heading.len - end}, &number) && number > 0;
  *nth = numbered ? (size_t)number : 0;
  return numbered ? (struct ut_text){heading.ptr, end - 1} : heading;
}

const struct ut_map_column *ut_map_find(const struct ut_map *map, struct ut_text slug, size_t nth)
{
  const struct ut_map_column *dropped = NULL;
  for (size_t i = 0; map && i < map->column_count; i++) {
    const struct ut_map_column *c = &map->columns[i];
    if (!ut_text_equal(c->heading.slug, slug))
      continue;
    if (c->heading.nth == nth)
      return c;
    dropped = c->heading.nth == 1 && !c->target.ptr ? c : dropped;
  }
  return dropped;
}
