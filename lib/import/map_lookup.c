/* What a map says of a heading and of a cell. */
#include "import/map.h"

#include <utf8proc.h>

#include "import/kinds.h"

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

struct ut_text ut_map_constant(const struct ut_map *map, const struct ut_column *column)
{
  for (size_t i = 0; map && i < map->constant_count; i++)
    if (map->constants[i].column == column)
      return map->constants[i].value;
  return (struct ut_text){NULL, 0};
}

struct ut_text ut_map_kind_constant(const struct ut_map *map, struct ut_text name)
{
  for (size_t i = 0; i < map->constant_count; i++)
    if (!map->constants[i].column && ut_text_equal(map->constants[i].name, name))
      return map->constants[i].value;
  return (struct ut_text){NULL, 0};
}

/* What spellings are looked for: those of a column, of all columns of its list, or of one that passes through. */
struct lookup_subject {
  const struct ut_column *column;
  struct ut_text kept;
  bool all;
};

static bool is_of(const struct ut_map_value *v, const struct lookup_subject *s)
{
  if (!s->column)
    return v->kept.ptr && ut_text_equal(v->kept, s->kept);
  return !v->kept.ptr && (s->all ? !v->column && v->codes == s->column->codes : v->column == s->column);
}

static bool has_values(const struct ut_map *map, struct lookup_subject s)
{
  for (size_t i = 0; map && i < map->value_count; i++)
    if (is_of(&map->values[i], &s))
      return true;
  return false;
}

bool ut_map_has_values(const struct ut_map *map, const struct ut_column *column)
{
  return has_values(map, (struct lookup_subject){.column = column}) ||
         has_values(map, (struct lookup_subject){.column = column, .all = true});
}

bool ut_map_has_kept_values(const struct ut_map *map, struct ut_text name)
{
  return has_values(map, (struct lookup_subject){.kept = name});
}

bool ut_map_not_persons(const struct ut_map *map, struct ut_text slug)
{
  for (size_t i = 0; map && i < map->not_person_count; i++)
    if (ut_text_equal(map->not_persons[i], slug))
      return true;
  return false;
}

bool ut_map_gives(const struct ut_map *map, struct ut_text name)
{
  bool found = ut_map_kind_constant(map, name).ptr != NULL;
  for (size_t i = 0; i < map->column_count; i++)
    found = found || (map->columns[i].target.ptr && ut_text_equal(map->columns[i].target, name));
  return found;
}

/* Where a column gives the measures, any name may be one. */
bool ut_map_is_measure(const struct ut_map *map, struct ut_text name)
{
  bool measures = map->kind == UT_MAP_MEASURES, found = measures && ut_text_is(name, "*");
  for (size_t i = 0; i < map->question_count && measures; i++)
    found = found || ut_text_equal(map->questions[i].matt, name);
  bool column = ut_column_find(name) || ut_kind_find(map->kind, name);
  return found || (measures && map->question_count == 0 && !column && ut_map_gives(map, ut_text_of("matt")));
}

const struct ut_map_forgiven *ut_map_forgives(const struct ut_map *map, const struct ut_column *column, bool extent)
{
  for (size_t i = 0; map && i < map->forgiven_count; i++)
    if (map->forgiven[i].column == column && map->forgiven[i].extent == extent)
      return &map->forgiven[i];
  return NULL;
}

/* ---- spellings ---- */

static const struct ut_text none = {NULL, 0};

static struct ut_text exact(const struct ut_map *map, const struct lookup_subject *s, struct ut_text cell)
{
  for (size_t i = 0; i < map->value_count; i++)
    if (map->values[i].kind == UT_MAP_SPELLING && is_of(&map->values[i], s) &&
        ut_text_equal(map->values[i].spelling, cell))
      return map->values[i].value;
  return none;
}

/* Nothing where several spellings with this slug mean different things. */
static struct ut_text alike(const struct ut_map *map, const struct lookup_subject *s, struct ut_text slug)
{
  struct ut_text found = none;
  for (size_t i = 0; i < map->value_count && slug.len > 0; i++) {
    const struct ut_map_value *v = &map->values[i];
    if (v->kind != UT_MAP_SPELLING || !is_of(v, s) || !ut_text_equal(v->slug, slug))
      continue;
    if (found.ptr && !ut_text_equal(found, v->value))
      return none;
    found = v->value;
  }
  return found;
}

static uint32_t next_lower(const char **p, const char *end)
{
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)ut_utf8_next(p, end));
}

/* Is the cell like the pattern, where * is any run of characters and ? one, in either case? */
static bool is_like(struct ut_text cell, struct ut_text pattern)
{
  const char *c = cell.ptr, *end = c + cell.len, *p = pattern.ptr, *pattern_end = p + pattern.len;
  const char *star = NULL, *from = NULL; /* behind the last *, and where what it stands for ends so far */
  while (c < end) {
    const char *next_p = p, *next_c = c;
    uint32_t wanted = p < pattern_end ? next_lower(&next_p, pattern_end) : 0, found = next_lower(&next_c, end);
    if (wanted == '*') {
      star = p = next_p;
      from = c;
    } else if (wanted != 0 && (wanted == '?' || wanted == found)) {
      p = next_p;
      c = next_c;
    } else if (star) {
      next_lower(&from, end);
      p = star;
      c = from;
    } else {
      return false;
    }
  }
  while (p < pattern_end && *p == '*')
    p++;
  return p == pattern_end;
}

static struct ut_text like(const struct ut_map *map, const struct lookup_subject *s, struct ut_text cell)
{
  for (size_t i = 0; i < map->value_count && cell.len > 0; i++)
    if (map->values[i].kind == UT_MAP_PATTERN && is_of(&map->values[i], s) && is_like(cell, map->values[i].spelling))
      return map->values[i].value;
  return none;
}

static struct ut_text fallback(const struct ut_map *map, struct lookup_subject s)
{
  for (size_t i = 0; map && i < map->value_count; i++)
    if (map->values[i].kind == UT_MAP_DEFAULT && is_of(&map->values[i], &s))
      return map->values[i].value;
  return none;
}

struct ut_text ut_map_value(const struct ut_map *map, const struct ut_column *column, struct ut_text cell,
                            struct ut_text slug)
{
  const struct lookup_subject subjects[] = {{.column = column}, {.column = column, .all = true}};
  struct ut_text found = none;
  for (int i = 0; map && i < 2 && !found.ptr; i++)
    found = exact(map, &subjects[i], cell);
  for (int i = 0; map && i < 2 && !found.ptr; i++)
    found = alike(map, &subjects[i], slug);
  for (int i = 0; map && i < 2 && !found.ptr; i++)
    found = like(map, &subjects[i], cell);
  return found;
}

struct ut_text ut_map_default(const struct ut_map *map, const struct ut_column *column)
{
  struct ut_text own = fallback(map, (struct lookup_subject){.column = column});
  return own.ptr ? own : fallback(map, (struct lookup_subject){.column = column, .all = true});
}

const struct ut_defaults *ut_map_defaults(const struct ut_map *map)
{
  return map ? map->defaults : NULL;
}

struct ut_text ut_map_kept_value(const struct ut_map *map, struct ut_text name, struct ut_text cell,
                                 struct ut_text slug)
{
  const struct lookup_subject s = {.kept = name};
  struct ut_text found = exact(map, &s, cell);
  found = found.ptr ? found : alike(map, &s, slug);
  found = found.ptr ? found : like(map, &s, cell);
  return found.ptr ? found : fallback(map, s);
}

struct ut_text ut_map_nearest(const struct ut_map *map, const struct ut_column *column, struct ut_text slug)
{
  const struct lookup_subject subjects[] = {{.column = column}, {.column = column, .all = true}};
  size_t best = slug.len > 0 ? slug.len / 3 + 1 : 0; /* the least difference so far; at first what is too much */
  struct ut_text found = none;
  for (size_t i = 0; map && i < 2 * map->value_count; i++) {
    const struct ut_map_value *v = &map->values[i % map->value_count];
    bool looked_at = v->kind == UT_MAP_SPELLING && v->value.len > 0 && is_of(v, &subjects[i / map->value_count]);
    size_t distance = looked_at && best > 0 ? ut_text_distance(slug, v->slug, best - 1) : best;
    found = distance < best ? v->value : found;
    best = distance < best ? distance : best;
  }
  return found;
}

/* ---- dates ---- */

/* The number of days that Excel counts from 1899-12-30, of five digits: from 1927 on; ".0" may follow. */
static ut_date serial_date(struct ut_text cell)
{
  enum { FIRST = 10000, EXCEL_EPOCH = -25569 };
  int64_t number, divisor;
  if (!ut_number_parse(cell, &number, &divisor) || number % divisor != 0)
    return UT_DATE_NONE;
  number /= divisor;
  return number >= FIRST && number < 10 * (int64_t)FIRST ? (ut_date)number + EXCEL_EPOCH : UT_DATE_NONE;
}

bool ut_map_is_serial(const struct ut_map *map, struct ut_text cell)
{
  return map && map->serials && serial_date(cell) != UT_DATE_NONE;
}

bool ut_map_has_other_date(const struct ut_map *map, struct ut_text cell, ut_date day)
{
  ut_date other = day;
  for (size_t i = 0; i < map->date_count && (other == day || other == UT_DATE_NONE); i++)
    other = ut_date_parse_format(cell, map->dates[i], UT_MAP_LATEST_YEAR);
  return other != day && other != UT_DATE_NONE;
}

ut_date ut_map_date(const struct ut_map *map, struct ut_text cell)
{
  ut_date day = UT_DATE_NONE;
  for (size_t i = 0; map && i < map->date_count && day == UT_DATE_NONE; i++)
    day = ut_date_parse_format(cell, map->dates[i], UT_MAP_LATEST_YEAR);
  return map && map->serials && day == UT_DATE_NONE ? serial_date(cell) : day;
}
