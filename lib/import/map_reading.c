/* Keys of a map that say how the export is read. */
#include "import/map_reading.h"

#include <math.h>

#include "base/grow.h"
#include "stream/csv.h"
#include "stream/heading_rows.h"

enum { SKIP_MOST = 1000 };

enum ut_status ut_map_take_encoding(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  struct ut_decoder *decoder = NULL;
  if (!cJSON_IsString(item))
    return ut_map_expected("the name of an encoding", err);
  map->encoding = item->valuestring;
  enum ut_status status = UT_OK;
  if (strcmp(map->encoding, "auto") != 0)
    status = ut_decoder_new(&decoder, map->encoding, err);
  ut_decoder_free(decoder);
  return status;
}

enum ut_status ut_map_take_delimiter(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const char *text = cJSON_IsString(item) ? item->valuestring : "";
  char c = strcmp(text, "tab") == 0 ? '\t' : text[0];
  bool lone = c != '\0' && (c == '\t' || text[1] == '\0');
  if (!lone || !ut_csv_separates(c))
    return ut_map_expected("one character that separates fields", err);
  map->delimiter = c;
  return UT_OK;
}

enum ut_status ut_map_take_quote(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  const char *text = cJSON_IsString(item) ? item->valuestring : "";
  if (strlen(text) != 1 || (text[0] != '"' && (!ut_csv_separates(text[0]) || text[0] <= ' ')))
    return ut_map_expected("one character that stands around fields", err);
  map->quote = text[0] == '"' ? '\0' : text[0];
  return UT_OK;
}

enum ut_status ut_map_take_sheet(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsString(item) || item->valuestring[0] == '\0')
    return ut_map_expected("the name of a sheet, or #N", err);
  map->sheet = item->valuestring;
  return UT_OK;
}

static bool read_size(const cJSON *item, double least, double most, size_t *out)
{
  double number = cJSON_IsNumber(item) ? item->valuedouble : -1;
  bool good = number >= least && number <= most && number <= floor(number);
  *out = good ? (size_t)number : 0;
  return good;
}

enum ut_status ut_map_take_skip_lines(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return read_size(item, 0, SKIP_MOST, &map->skip_lines) ? UT_OK
                                                         : ut_map_expected("a whole number of lines, 0-1000", err);
}

enum ut_status ut_map_take_heading_rows(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return read_size(item, 1, UT_HEADING_ROWS_MOST, &map->heading_rows)
             ? UT_OK
             : ut_map_expected("a whole number of rows that hold headings, 1-10", err);
}

enum ut_status ut_map_take_header(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  map->headless = cJSON_IsFalse(item);
  return cJSON_IsBool(item) ? UT_OK : ut_map_expected("true or false", err);
}

static enum ut_status take_mark(const cJSON *item, char *out, struct ut_error *err)
{
  if (!cJSON_IsString(item) || (strcmp(item->valuestring, ",") != 0 && strcmp(item->valuestring, ".") != 0))
    return ut_map_expected("\",\" or \".\"", err);
  *out = item->valuestring[0];
  return UT_OK;
}

enum ut_status ut_map_take_decimal(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return take_mark(item, &map->decimal, err);
}

enum ut_status ut_map_take_thousands(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return take_mark(item, &map->thousands, err);
}

enum ut_status ut_map_take_percent_of(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  double whole = cJSON_IsNumber(item) ? item->valuedouble : 0;
  map->percent_of = whole > 99.5 ? 100 : 1;
  return whole < map->percent_of || whole > map->percent_of ? ut_map_expected("1 or 100", err) : UT_OK;
}

/* Does it have each of year, month and day (of a month none) once, and nothing else after a percent sign but %T at the
 * end? */
static bool is_date_format(const char *format, bool month)
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
  return years == 1 && months == 1 && days == (month ? 0 : 1);
}

enum ut_status ut_map_take_dates(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsArray(item))
    return ut_map_expected("a list of date formats", err);
  for (const cJSON *format = item->child; format; format = format->next) {
    const char *text = cJSON_IsString(format) ? format->valuestring : "";
    bool serial = strcmp(text, "excel") == 0, month = map->kind == UT_MAP_PAYMENTS && is_date_format(text, true);
    if (!serial && !month && !is_date_format(text, false))
      return ut_map_expected("formats of %Y or %y, %m and %d, as in \"%d/%m/%Y\"", err);
    map->serials = map->serials || serial;
    if (serial)
      continue;
    const char **added = month ? ut_grow_add(&map->months, &map->month_count, sizeof *added)
                               : ut_grow_add(&map->dates, &map->date_count, sizeof *added);
    if (!added)
      return ut_error_nomem(err);
    *added = text;
  }
  return UT_OK;
}

/* ---- total rows ---- */

static enum ut_status take_total_column(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  return cJSON_IsString(item) ? ut_map_slug(ut_map_text(item), &map->total_column, err)
                              : ut_map_expected("a heading", err);
}

static enum ut_status add_total_start(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsString(item) || item->valuestring[0] == '\0')
    return ut_map_expected("what the cell of a total row begins with, or a list of that", err);
  struct ut_text *start = ut_grow_add(&map->total_starts, &map->total_start_count, sizeof *start);
  if (!start)
    return ut_error_nomem(err);
  *start = ut_map_text(item);
  return UT_OK;
}

static enum ut_status take_total_starts(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsArray(item) || !item->child)
    return add_total_start(map, item, err);
  for (const cJSON *start = item->child; start; start = start->next)
    UT_TRY(add_total_start(map, start, err));
  return UT_OK;
}

static enum ut_status take_total_count(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  if (!cJSON_IsBool(item) && !cJSON_IsString(item))
    return ut_map_expected("true, false, or the heading of the cell that holds the count", err);
  map->total_count = !cJSON_IsFalse(item);
  return cJSON_IsString(item) ? ut_map_slug(ut_map_text(item), &map->total_counted, err) : UT_OK;
}

enum ut_status ut_map_take_total_row(struct ut_map *map, const cJSON *item, struct ut_error *err)
{
  static const struct ut_map_key keys[] = {
      {"column", take_total_column}, {"starts", take_total_starts}, {"count", take_total_count}};
  if (!cJSON_IsObject(item))
    return ut_map_expected("an object of column and starts", err);
  UT_TRY(ut_map_take_keys(map, item, keys, sizeof keys / sizeof *keys, err));
  return map->total_starts ? UT_OK : ut_map_expected("both column and starts", err);
}

/* ---- the reader ---- */

void ut_map_reading(const struct ut_map *map, struct ut_reader_options *options)
{
  options->loose = options->unended = options->mixed = true;
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
