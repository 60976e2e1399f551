/* Maps: JSON checked by our own rules, then taken apart key by key; texts stay in cJSON's tree, slugs are made here. */
#include "import/map.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "stream/json.h"

enum {
  FILE_LARGEST = 16 << 20,
  SKIP_MOST = 1000,
  NEAR_LONGEST = 64 /* spellings that are compared for "did you mean" */
};

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

static size_t count_of(const cJSON *item)
{
  return (size_t)cJSON_GetArraySize(item);
}

static enum ut_status expected(const char *what, struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT, "expected %s", what);
}

/* calloc that gives a pointer for no elements, too. */
static void *room_for(size_t count, size_t size)
{
  return calloc(count > 0 ? count : 1, size);
}

static enum ut_status slug_of(struct ut_text t, struct ut_text *out)
{
  struct ut_buf buf = {0};
  enum ut_status status = ut_text_slug(t, &buf);
  if (!status)
    status = ut_buf_reserve(&buf, 1); /* an empty slug is a text, too */
  if (status)
    ut_buf_clear(&buf);
  else
    *out = ut_buf_text(&buf);
  return status;
}

static bool is_recorded(const struct ut_column *column)
{
  return column && column->origin == UT_RECORDED;
}

/* A column by the name of its list, whatever the occasion. */
static const struct ut_column *any_occasion(struct ut_text list)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  for (size_t i = 0; i < count; i++)
    if (columns[i].type == UT_TYPE_LIST && ut_text_is(list, columns[i].codes->name))
      return &columns[i];
  return NULL;
}

static const struct ut_column *value_column(struct ut_text name)
{
  const struct ut_column *column = ut_column_find(name);
  return is_recorded(column) ? column : any_occasion(name);
}

/* The recorded column that `name` is nearly, or NULL. A short name is near nothing. */
static const char *nearest_column(struct ut_text name)
{
  size_t count, limit = name.len >= 6 ? 2 : name.len >= 4 ? 1 : 0, best = limit + 1;
  const struct ut_column *columns = ut_columns(&count);
  const char *nearest = NULL;
  for (size_t i = 0; i < count; i++) {
    size_t distance = ut_text_distance(name, ut_text_of(columns[i].name), limit);
    if (columns[i].origin == UT_RECORDED && distance < best) {
      best = distance;
      nearest = columns[i].name;
    }
  }
  return nearest;
}

static enum ut_status unknown_column(struct ut_text name, struct ut_error *err)
{
  char shown[UT_QUOTED];
  const char *nearest = nearest_column(name);
  ut_quote(shown, name.ptr, name.len);
  if (nearest)
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a column of participations (did you mean %s?)", shown, nearest);
  return ut_error_set(err, UT_BAD_INPUT, "%s is not a column of participations", shown);
}

/* Puts "outer." before the field that an inner key has named. */
static void prefix_field(struct ut_error *err, const char *outer)
{
  char inner[UT_ERROR_FIELD];
  if (!err)
    return;
  memcpy(inner, err->field, sizeof inner);
  err->field[0] = '\0';
  struct ut_buf path = {0};
  if (!ut_buf_format(&path, "%s%s%s", outer, inner[0] ? "." : "", inner) && ut_buf_string(&path))
    ut_error_at(err, NULL, 0, 0, path.ptr);
  ut_buf_clear(&path);
}

/* Is `value` what a cell can hold? Empty is. */
static enum ut_status check_value(struct ut_cells *cells, struct ut_text value, struct ut_error *err)
{
  struct ut_value decoded;
  if (ut_text_is(value, "*"))
    return ut_error_set(err, UT_BAD_INPUT, "a lone * cannot be a value: it stands for all in tables");
  enum ut_status status = ut_cells_decode(cells, value, &decoded, err);
  if (status && err)
    err->field[0] = '\0'; /* the decoder's own: the place in the map says it better */
  return status;
}

static enum ut_status take_encoding(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_decoder *decoder = NULL;
  if (!cJSON_IsString(item))
    return expected("the name of an encoding", err);
  enum ut_status status = UT_OK;
  if (strcmp(item->valuestring, "auto") != 0)
    status = ut_decoder_new(&decoder, item->valuestring, err);
  ut_decoder_free(decoder);
  map->encoding = item->valuestring;
  return status;
}

static enum ut_status take_delimiter(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const char *text = cJSON_IsString(item) ? item->valuestring : "";
  char c = strcmp(text, "tab") == 0 ? '\t' : text[0];
  bool lone = c != '\0' && (c == '\t' || text[1] == '\0');
  if (!lone || (unsigned char)c >= 0x80 || c == '"' || c == '\r' || c == '\n')
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

static enum ut_status take_skip_lines(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  double lines = cJSON_IsNumber(item) ? item->valuedouble : -1;
  if (lines < 0 || lines > SKIP_MOST || lines > floor(lines))
    return expected("a whole number of lines, 0-1000", err);
  map->skip_lines = (size_t)lines;
  return UT_OK;
}

static enum ut_status take_total_column(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsString(item))
    return expected("a heading", err);
  return slug_of(text_of(item), &map->total_column) ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status take_total_starts(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsString(item) || item->valuestring[0] == '\0')
    return expected("what the cell of a total row begins with", err);
  map->total_starts = text_of(item);
  return UT_OK;
}

/* Does it hold each of year, month and day once, and nothing else after a percent sign but %T at the end? */
static bool is_date_format(const char *format)
{
  int years = 0, months = 0, days = 0;
  for (const char *p = format; *p; p++) {
    if (*p != '%')
      continue;
    p++;
    years += *p == 'Y' || *p == 'y';
    months += *p == 'm';
    days += *p == 'd';
    if (!strchr("YymdT", *p) || *p == '\0' || (*p == 'T' && p[1] != '\0'))
      return false;
  }
  return years == 1 && months == 1 && days == 1;
}

static enum ut_status take_dates(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const cJSON *format;
  if (!cJSON_IsArray(item))
    return expected("a list of date formats", err);
  map->dates = room_for(count_of(item), sizeof *map->dates);
  if (!map->dates)
    return ut_error_nomem(err);
  cJSON_ArrayForEach(format, item)
  {
    if (!cJSON_IsString(format) || !is_date_format(format->valuestring))
      return expected("formats of %Y or %y, %m and %d, as in \"%d/%m/%Y\"", err);
    map->dates[map->date_count++] = format->valuestring;
  }
  return UT_OK;
}

static enum ut_status take_constant(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_text name = ut_text_of(item->string);
  const struct ut_column *column = ut_column_find(name);
  if (!is_recorded(column))
    return unknown_column(name, err);
  if (!cJSON_IsString(item))
    return expected("a string", err);
  map->constants[map->constant_count++] = (struct ut_map_constant){column, text_of(item)};
  struct ut_cells *cells;
  if (ut_cells_new(&cells, column))
    return ut_error_nomem(err);
  enum ut_status status = check_value(cells, text_of(item), err);
  ut_cells_free(cells);
  return status;
}

static enum ut_status take_constants(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const cJSON *constant;
  if (!cJSON_IsObject(item))
    return expected("an object of columns and their values", err);
  map->constants = room_for(count_of(item), sizeof *map->constants);
  if (!map->constants)
    return ut_error_nomem(err);
  cJSON_ArrayForEach(constant, item)
  {
    enum ut_status status = take_constant(map, constant, err);
    if (status) {
      ut_error_at(err, NULL, 0, 0, constant->string);
      return status;
    }
  }
  return UT_OK;
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

static bool is_name(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (!((t.ptr[i] >= 'a' && t.ptr[i] <= 'z') || (t.ptr[i] >= '0' && t.ptr[i] <= '9') || t.ptr[i] == '_'))
      return false;
  return t.len > 0;
}

/* A recorded column, personnummer, or any other name, which then passes through; not one that
 * is computed or misspelt. */
static enum ut_status check_target(struct ut_text target, struct ut_error *err)
{
  const struct ut_column *column = ut_column_find(target);
  char shown[UT_QUOTED];
  if (is_recorded(column) || ut_text_is(target, UT_PERSONNUMMER) || ut_text_is(target, UT_REGISTERED))
    return UT_OK;
  ut_quote(shown, target.ptr, target.len);
  if (column && column->origin == UT_DERIVED)
    return ut_error_set(err, UT_BAD_INPUT, "%s is computed from other columns and cannot be imported", shown);
  if (!is_name(target))
    return ut_error_set(err, UT_BAD_INPUT, "%s is not a name of a column (expected a-z, 0-9 and _)", shown);
  return !column && nearest_column(target) ? unknown_column(target, err) : UT_OK;
}

static enum ut_status check_column(struct ut_map *map, size_t index, struct ut_error *err)
{
  struct ut_map_column *c = &map->columns[index];
  for (size_t i = 0; i < index; i++) {
    struct ut_map_column *other = &map->columns[i];
    bool same = ut_text_equal(other->target, c->target) && !other->target.ptr == !c->target.ptr;
    if (ut_text_equal(other->slug, c->slug) && (!same || other->extent != c->extent))
      return ut_error_set(err, UT_BAD_INPUT, "the same heading stands there with another meaning");
  }
  if (!c->target.ptr)
    return UT_OK;
  return c->extent ? check_extent(map, index, err) : check_target(c->target, err);
}

static enum ut_status take_column(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_column *c = &map->columns[map->column_count++];
  c->heading = ut_text_of(item->string);
  c->source = UT_NO_SOURCE;
  if (slug_of(c->heading, &c->slug))
    return ut_error_nomem(err);
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
  const cJSON *column;
  if (!cJSON_IsObject(item))
    return expected("an object of headings and columns", err);
  map->columns = room_for(count_of(item), sizeof *map->columns);
  if (!map->columns)
    return ut_error_nomem(err);
  cJSON_ArrayForEach(column, item)
  {
    enum ut_status status = take_column(map, column, err);
    if (status) {
      char shown[UT_QUOTED];
      ut_error_at(err, NULL, 0, 0, ut_quote(shown, column->string, strlen(column->string)));
      return status;
    }
  }
  return UT_OK;
}

static enum ut_status take_value(struct ut_map_table *table, struct ut_cells *cells, const cJSON *item,
                                 struct ut_error *err)
{
  struct ut_map_value *v = &table->values[table->count++];
  v->spelling = ut_text_of(item->string);
  v->value = ut_text_of("");
  if (slug_of(v->spelling, &v->slug))
    return ut_error_nomem(err);
  if (cJSON_IsString(item))
    v->value = text_of(item);
  else if (!cJSON_IsNull(item))
    return expected("a value, or null", err);
  return check_value(cells, v->value, err);
}

static enum ut_status take_spellings(struct ut_map_table *table, const struct ut_column *column, const cJSON *item,
                                     struct ut_error *err)
{
  const cJSON *value;
  struct ut_cells *cells;
  enum ut_status status = UT_OK;
  if (ut_cells_new(&cells, column))
    return ut_error_nomem(err);
  cJSON_ArrayForEach(value, item)
  {
    status = take_value(table, cells, value, err);
    if (status) {
      char shown[UT_QUOTED];
      ut_error_at(err, NULL, 0, 0, ut_quote(shown, value->string, strlen(value->string)));
      break;
    }
  }
  ut_cells_free(cells);
  return status;
}

static enum ut_status take_table(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_map_table *table = &map->tables[map->table_count++];
  table->column = ut_text_of(item->string);
  const struct ut_column *column = value_column(table->column);
  if (!column)
    return unknown_column(table->column, err);
  if (!cJSON_IsObject(item))
    return expected("an object of spellings and values", err);
  table->values = room_for(count_of(item), sizeof *table->values);
  if (!table->values)
    return ut_error_nomem(err);
  enum ut_status status = take_spellings(table, column, item, err);
  if (status)
    prefix_field(err, item->string);
  return status;
}

static enum ut_status take_values(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const cJSON *table;
  if (!cJSON_IsObject(item))
    return expected("an object of columns and their spellings", err);
  map->tables = room_for(count_of(item), sizeof *map->tables);
  if (!map->tables)
    return ut_error_nomem(err);
  cJSON_ArrayForEach(table, item)
  {
    enum ut_status status = take_table(map, table, err);
    if (status)
      return status;
  }
  return UT_OK;
}

static enum ut_status take_keys(struct ut_map *map, const cJSON *object, const struct key *keys, size_t count,
                                struct ut_error *err);

static enum ut_status take_total_row(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  static const struct key keys[] = {{"column", take_total_column}, {"starts", take_total_starts}};
  if (!cJSON_IsObject(item))
    return expected("an object of column and starts", err);
  enum ut_status status = take_keys(map, item, keys, sizeof keys / sizeof *keys, err);
  if (!status && (!map->total_column.ptr || !map->total_starts.ptr))
    return expected("both column and starts", err);
  return status;
}

static const struct key top_keys[] = {
    {"encoding", take_encoding},   {"delimiter", take_delimiter}, {"skip_lines", take_skip_lines},
    {"total_row", take_total_row}, {"constants", take_constants}, {"dates", take_dates},
    {"decimal", take_decimal},     {"columns", take_columns},     {"values", take_values},
};

static enum ut_status unknown_key(const char *name, const struct key *keys, size_t count, struct ut_error *err)
{
  char shown[UT_QUOTED];
  const char *nearest = NULL;
  size_t best = 4;
  for (size_t i = 0; i < count; i++) {
    size_t distance = ut_text_distance(ut_text_of(name), ut_text_of(keys[i].name), 3);
    if (distance < best) {
      best = distance;
      nearest = keys[i].name;
    }
  }
  return ut_error_set(err, UT_BAD_INPUT, "unknown key %s%s%s%s", ut_quote(shown, name, strlen(name)),
                      nearest ? " (did you mean " : "", nearest ? nearest : "", nearest ? "?)" : "");
}

static enum ut_status take_keys(struct ut_map *map, const cJSON *object, const struct key *keys, size_t count,
                                struct ut_error *err)
{
  const cJSON *item;
  cJSON_ArrayForEach(item, object)
  {
    size_t i = 0;
    while (i < count && strcmp(keys[i].name, item->string) != 0)
      i++;
    if (i == count)
      return unknown_key(item->string, keys, count, err);
    enum ut_status status = keys[i].take(map, item, err);
    if (status) {
      prefix_field(err, item->string);
      return status == UT_NOMEM ? status : UT_BAD_INPUT;
    }
  }
  return UT_OK;
}

enum ut_status ut_map_parse(struct ut_map **out, const char *ptr, size_t len, struct ut_error *err)
{
  *out = NULL;
  enum ut_status status = ut_json_check(ptr, len, err);
  if (status)
    return status;
  struct ut_map *map = calloc(1, sizeof *map);
  cJSON *tree = cJSON_ParseWithLength(ptr, len);
  if (!map || !tree) {
    free(map);
    cJSON_Delete(tree);
    return ut_error_nomem(err);
  }
  map->tree = tree;
  status = cJSON_IsObject(tree) ? take_keys(map, tree, top_keys, sizeof top_keys / sizeof *top_keys, err)
                                : expected("an object", err);
  if (status)
    ut_map_free(map);
  else
    *out = map;
  return status;
}

static enum ut_status read_file(int fd, struct ut_buf *buf, struct ut_error *err)
{
  for (;;) {
    if (ut_buf_reserve(buf, 1 << 16))
      return ut_error_nomem(err);
    ssize_t got = read(fd, buf->ptr + buf->len, 1 << 16);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return ut_error_errno(err, "read");
    if (got == 0)
      return UT_OK;
    buf->len += (size_t)got;
    if (buf->len > FILE_LARGEST)
      return ut_error_set(err, UT_BAD_INPUT, "is too large for a map (at most 16 MiB)");
  }
}

static struct ut_text without_mark(struct ut_text t)
{
  size_t mark = t.len >= 3 && memcmp(t.ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  return (struct ut_text){t.ptr + mark, t.len - mark};
}

enum ut_status ut_map_load(struct ut_map **out, const char *path, struct ut_error *err)
{
  struct ut_buf buf = {0};
  *out = NULL;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  enum ut_status status = fd < 0 ? ut_error_errno(err, "open") : read_file(fd, &buf, err);
  if (fd >= 0)
    close(fd);
  if (!status) {
    struct ut_text text = without_mark(ut_buf_text(&buf));
    status = ut_map_parse(out, text.ptr, text.len, err);
  }
  ut_buf_clear(&buf);
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
    free_slug(map->columns[i].slug);
  for (size_t t = 0; t < map->table_count; t++) {
    for (size_t i = 0; i < map->tables[t].count; i++)
      free_slug(map->tables[t].values[i].slug);
    free(map->tables[t].values);
  }
  free_slug(map->total_column);
  free(map->dates);
  free(map->columns);
  free(map->constants);
  free(map->tables);
  cJSON_Delete(map->tree);
  free(map);
}

void ut_map_reading(const struct ut_map *map, struct ut_reader_options *options)
{
  options->loose = true;
  options->encoding = map && map->encoding ? map->encoding : "auto";
  if (map && options->delimiter == 0)
    options->delimiter = map->delimiter;
  if (map)
    options->skip_lines = map->skip_lines;
}

const struct ut_map_column *ut_map_find(const struct ut_map *map, struct ut_text slug)
{
  for (size_t i = 0; map && i < map->column_count; i++)
    if (ut_text_equal(map->columns[i].slug, slug))
      return &map->columns[i];
  return NULL;
}

struct ut_text ut_map_constant(const struct ut_map *map, const struct ut_column *column)
{
  for (size_t i = 0; map && i < map->constant_count; i++)
    if (map->constants[i].column == column)
      return map->constants[i].value;
  return (struct ut_text){NULL, 0};
}

static const struct ut_map_table *find_table(const struct ut_map *map, const char *column)
{
  for (size_t i = 0; map && i < map->table_count; i++)
    if (ut_text_is(map->tables[i].column, column))
      return &map->tables[i];
  return NULL;
}

/* The tables that speak of a column, the nearer one first; NULL where there is none. */
struct tables {
  const struct ut_map_table *of[2];
};

static struct tables tables_of(const struct ut_map *map, const struct ut_column *column)
{
  bool list = column->type == UT_TYPE_LIST;
  return (struct tables){{find_table(map, column->name), list ? find_table(map, column->codes->name) : NULL}};
}

static const struct ut_map_value *exact(const struct ut_map_table *table, struct ut_text cell)
{
  for (size_t i = 0; table && i < table->count; i++)
    if (ut_text_equal(table->values[i].spelling, cell))
      return &table->values[i];
  return NULL;
}

/* Two spellings that differ only in what a slug leaves out, and mean different things, decide nothing between them. */
static const struct ut_map_value *alike(const struct ut_map_table *table, struct ut_text slug)
{
  const struct ut_map_value *found = NULL;
  for (size_t i = 0; table && i < table->count; i++) {
    if (!ut_text_equal(table->values[i].slug, slug))
      continue;
    if (found && !ut_text_equal(found->value, table->values[i].value))
      return NULL;
    found = &table->values[i];
  }
  return found;
}

const struct ut_map_value *ut_map_value(const struct ut_map *map, const struct ut_column *column, struct ut_text cell)
{
  struct tables tables = tables_of(map, column);
  const struct ut_map_value *found = exact(tables.of[0], cell);
  if (!found)
    found = exact(tables.of[1], cell);
  struct ut_buf slug = {0};
  if (!found && ut_text_slug(cell, &slug) == UT_OK && slug.len > 0) {
    found = alike(tables.of[0], ut_buf_text(&slug));
    if (!found)
      found = alike(tables.of[1], ut_buf_text(&slug));
  }
  ut_buf_clear(&slug);
  return found;
}

static void nearest_in(const struct ut_map_table *table, struct ut_text slug, size_t *best, struct ut_text *value)
{
  for (size_t i = 0; table && i<table->count && * best> 0; i++) {
    const struct ut_map_value *v = &table->values[i];
    size_t distance = ut_text_distance(slug, v->slug, *best - 1);
    if (v->value.len > 0 && distance < *best) {
      *best = distance;
      *value = v->value;
    }
  }
}

struct ut_text ut_map_nearest(const struct ut_map *map, const struct ut_column *column, struct ut_text cell)
{
  struct ut_text value = {NULL, 0};
  struct tables tables = tables_of(map, column);
  struct ut_buf slug = {0};
  if (cell.len <= NEAR_LONGEST && ut_text_slug(cell, &slug) == UT_OK && slug.len > 0) {
    size_t best = slug.len / 3 + 1;
    for (size_t i = 0; i < 2 && best > 0; i++)
      nearest_in(tables.of[i], ut_buf_text(&slug), &best, &value);
  }
  ut_buf_clear(&slug);
  return value;
}
