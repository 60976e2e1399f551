/* Cells of a raw export to canonical cells: the map's table first, then what the column's type asks for. */
#include "import/cell_convert.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/compose.h"
#include "base/no_date.h"
#include "base/personnummer.h"
#include "base/redecode.h"
#include "model/total_words.h"
#include "model/work.h"

enum {
  REMEMBERED = 4096,
  TEXTS = 2,        /* so that two conversions can be compared */
  NEAR_LONGEST = 64 /* words that are compared for "did you mean" */
};

/* Appends the meaning of a trimmed, not empty cell to c->text and sets c->number. The caller sees buffers that fail. */
typedef enum ut_status conversion(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err);

struct ut_cell_converter {
  const struct ut_column *column; /* NULL: extents */
  const struct ut_map *map;
  conversion *convert;
  struct ut_cells *cells; /* decides what is canonical */
  struct ut_memo memo;
  struct ut_buf texts[TEXTS], *text; /* by turns; the one in use */
  int64_t number;
  struct ut_buf composed;    /* the cell, where it has to be */
  int64_t most;              /* extent of a list cell */
  size_t small;              /* extents of list cells that are at most 1 percent; a cell may be remembered */
  bool no_work;              /* the list cell holds work of 0 percent */
  struct ut_buf slug, other; /* of the word that is looked up; of what it is compared with, or a number */
  size_t turn;
  bool unknown;     /* the last failure is of a code that is not in the vocabulary */
  bool not_is_none; /* of anonym: nej is written as nothing */
  bool names_insats;
  bool person;  /* the last failure is of a cell that holds a personnummer */
  bool numbers; /* what looks like a personnummer is none */
  bool typed;   /* the cells are of a workbook */
  bool mapped;  /* the map has values for the column */
};

/* Copies t with every run of blanks made `blank`. */
static void add_with_blanks(struct ut_buf *out, struct ut_text t, const char *blank)
{
  size_t before = 0;
  while (t.len > 0) {
    size_t blanks = ut_blank_length(t), len = blanks > 0 ? blanks : 1;
    if (blanks == 0)
      ut_buf_add(out, t.ptr, 1);
    else if (before == 0)
      ut_buf_add_string(out, blank);
    before = blanks;
    t = (struct ut_text){t.ptr + len, t.len - len};
  }
}

static enum ut_status holds_personnummer(struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_ROW, "holds a personnummer, which is not shown");
}

static enum ut_status lone_star(struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_ROW, "a lone * cannot be a value: it stands for all in tables");
}

enum ut_status ut_cell_convert_check(const struct ut_map *map, struct ut_text cell, struct ut_error *err)
{
  struct ut_personnummer_found found;
  if (cell.len <= 8 && ut_text_is(ut_text_trim(cell), "*"))
    return lone_star(err);
  bool holds = ut_personnummer_find(cell, &found) && ut_map_date(map, ut_text_trim(cell)) == UT_DATE_NONE;
  return holds ? holds_personnummer(err) : UT_OK;
}

enum ut_status ut_cell_convert_check_dropped(const struct ut_map *map, struct ut_text cell, struct ut_error *err)
{
  struct ut_personnummer_found found;
  while (ut_personnummer_find(cell, &found)) {
    if (found.certain && ut_map_date(map, ut_text_trim(cell)) == UT_DATE_NONE)
      return holds_personnummer(err);
    cell = ut_text_between(found.text.ptr + found.text.len, cell.ptr + cell.len);
  }
  return UT_OK;
}

/* Digits at the front. */
static size_t digit_run(struct ut_text t)
{
  size_t run = 0;
  while (run < t.len && ut_char_is_digit(t.ptr[run]))
    run++;
  return run;
}

/* ---- what cells mean ---- */

/* Is the text a value of the column? Its number is then c->number. */
static enum ut_status canonical(struct ut_cell_converter *c, struct ut_text text, struct ut_error *err)
{
  struct ut_value value;
  enum ut_status status = ut_cells_decode(c->cells, text, &value, err);
  c->number = value.number;
  return status == UT_BAD_INPUT ? ut_error_set(err, UT_BAD_ROW, "%s", err ? err->text : "") : status;
}

/* The same of what has been made of the cell; the message shows the cell as it is written. */
static enum ut_status check_made(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  bool good = c->text->len > 0 && canonical(c, ut_buf_text(c->text), NULL) == UT_OK;
  return good ? UT_OK : canonical(c, cell, err);
}

static enum ut_status convert_text(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  (void)err;
  add_with_blanks(c->text, cell, " ");
  return UT_OK;
}

/* ISO or YYYYMMDD to the digit, perhaps with a time of 00:00 behind it. */
static ut_date parse_strict(struct ut_text cell)
{
  bool iso = cell.len >= 10 && ut_date_parse((struct ut_text){cell.ptr, 10}) != UT_DATE_NONE;
  if (!iso && digit_run(cell) < 8)
    return UT_DATE_NONE;
  return ut_date_parse_format(cell, iso ? "%Y-%m-%d" : "%Y%m%d", UT_MAP_LATEST_YEAR);
}

/* Does the cell follow a format to the letter, but for the day of the month? Its parts, then. */
static bool read_parts(struct ut_text cell, const char *format, struct ut_ymd *ymd)
{
  return ut_date_parse_parts(cell, format, UT_MAP_LATEST_YEAR, ymd) && ymd->month >= 1 && ymd->month <= 12;
}

/* The first format of the map that says more than what is always read; NULL without one. */
static const char *own_format(const struct ut_map *map)
{
  for (size_t i = 0; map && i < map->date_count; i++)
    if (strcmp(map->dates[i], "%Y-%m-%d") != 0 && strcmp(map->dates[i], "%Y%m%d") != 0)
      return map->dates[i];
  return NULL;
}

static enum ut_status bad_date(const struct ut_map *map, struct ut_text cell, struct ut_error *err)
{
  char shown[UT_QUOTED];
  struct ut_ymd ymd;
  const char *own = own_format(map);
  bool parts = read_parts(cell, "%Y-%m-%d", &ymd) || (digit_run(cell) >= 8 && read_parts(cell, "%Y%m%d", &ymd));
  for (size_t i = 0; map && i < map->date_count && !parts; i++)
    parts = read_parts(cell, map->dates[i], &ymd);
  ut_quote(shown, cell.ptr, cell.len);
  if (!parts && own)
    return ut_error_set(err, UT_BAD_ROW, "%s is not a date (expected YYYY-MM-DD or \"%s\", as dates of the map says)",
                        shown, own);
  if (!parts || ymd.year <= UT_YEAR_LAST)
    return ut_no_date(cell, parts ? &ymd : NULL, UT_BAD_ROW, err);
  return ut_error_set(err, UT_BAD_ROW,
                      "%s is after %d; where it stands for an end that is open, the map says \"open\": [%s]", shown,
                      UT_YEAR_LAST, shown);
}

static enum ut_status convert_date(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  char iso[11];
  bool timed = c->typed && cell.len == strlen("2019-01-07T08:30:00") && cell.ptr[10] == 'T';
  ut_date day = parse_strict(timed ? (struct ut_text){cell.ptr, 10} : cell);
  if (day == UT_DATE_NONE)
    day = ut_map_date(c->map, cell);
  if (day == UT_DATE_NONE)
    return bad_date(c->map, cell, err);
  c->number = day;
  ut_buf_add_string(c->text, ut_date_format(day, iso));
  return UT_OK;
}

/* 12.00 to 12, 37.50 to 37.5 */
static void drop_trailing_zeros(struct ut_buf *number)
{
  if (number->len == 0 || !memchr(number->ptr, '.', number->len))
    return;
  while (number->ptr[number->len - 1] == '0')
    number->len--;
  if (number->ptr[number->len - 1] == '.')
    number->len--;
}

/* Digits with blanks between thousands and the decimal sign that the map names, as the same with a point in c->other;
 * false when the cell is no number. */
static bool read_number(struct ut_cell_converter *c, struct ut_text cell, int64_t *number, int64_t *divisor)
{
  char decimal = c->map ? c->map->decimal : '\0';
  struct ut_buf *out = &c->other;
  out->len = 0;
  add_with_blanks(out, cell, "");
  for (size_t i = 0; i < out->len; i++) {
    if (out->ptr[i] != ',' && out->ptr[i] != '.')
      continue;
    if (decimal && out->ptr[i] != decimal && !(c->typed && out->ptr[i] == '.'))
      return false;
    out->ptr[i] = '.';
  }
  if (!ut_number_parse(ut_buf_text(out), number, divisor))
    return false;
  drop_trailing_zeros(out);
  return ut_number_parse(ut_buf_text(out), number, divisor);
}

static enum ut_status convert_number(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  int64_t number, divisor;
  if (read_number(c, cell, &number, &divisor))
    ut_buf_add_text(c->text, ut_buf_text(&c->other));
  return check_made(c, cell, err);
}

/* A year, or a date that the year is taken from. */
static enum ut_status convert_birth_year(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  ut_date day = parse_strict(cell);
  if (day == UT_DATE_NONE)
    return convert_number(c, cell, err);
  ut_buf_format(c->text, "%d", ut_date_year(day));
  return check_made(c, cell, err);
}

static struct ut_text slug_of(struct ut_buf *slug, struct ut_text word)
{
  slug->len = 0;
  ut_text_slug(word, slug);
  return ut_buf_text(slug);
}

/* What the map says that a word means. c->slug is the word's from here on. */
static struct ut_text mapped(struct ut_cell_converter *c, struct ut_text word)
{
  return ut_map_value(c->map, c->column, word, slug_of(&c->slug, word));
}

/* The code that a word means by itself: it is spelt like the code, its label or a synonym. ptr NULL: none. */
static struct ut_text code_of(struct ut_cell_converter *c, struct ut_text word)
{
  const struct ut_vocabulary *v = c->column->codes;
  struct ut_text slug = ut_buf_text(&c->slug);
  int index = ut_vocabulary_find(v, word);
  if (index >= 0)
    return ut_text_of(v->codes[index].code);
  if (slug.len == 0 || memchr(word.ptr, ':', word.len))
    return (struct ut_text){NULL, 0}; /* a slug would leave out the sign that an extent follows */
  for (size_t i = 0; i < v->count; i++)
    if (ut_text_equal(slug, slug_of(&c->other, ut_text_of(v->codes[i].code))) ||
        ut_text_equal(slug, slug_of(&c->other, ut_text_of(v->codes[i].sv))))
      return ut_text_of(v->codes[i].code);
  return ut_defaults_value(ut_map_defaults(c->map), v, slug);
}

static enum ut_status unknown_code(struct ut_cell_converter *c, struct ut_text word, struct ut_error *err)
{
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  struct ut_text near = {NULL, 0};
  c->unknown = true;
  if (!err)
    return UT_BAD_ROW;
  if (word.len <= NEAR_LONGEST)
    near = ut_map_nearest(c->map, c->column, ut_buf_text(&c->slug));
  if (near.ptr)
    snprintf(suggestion, sizeof suggestion, " (did you mean %.*s?)", (int)near.len, near.ptr);
  else
    ut_vocabulary_suggest(c->column->codes, word, suggestion);
  return ut_error_set(err, UT_BAD_ROW, "%s is not a code of %s%s", ut_quote(shown, word.ptr, word.len),
                      c->column->type == UT_TYPE_LIST ? c->column->codes->name : c->column->name, suggestion);
}

static enum ut_status convert_code(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  struct ut_text code = code_of(c, cell);
  ut_buf_add_text(c->text, code);
  return code.ptr ? UT_OK : unknown_code(c, cell, err);
}

bool ut_extent_is_percent(struct ut_text cell, struct ut_text *number)
{
  static const char *const units[] = {"%", "procent"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    size_t unit = strlen(units[i]);
    if (cell.len < unit || strncasecmp(cell.ptr + cell.len - unit, units[i], unit) != 0)
      continue;
    *number = ut_text_trim((struct ut_text){cell.ptr, cell.len - unit});
    return true;
  }
  return false;
}

/* An extent in hundredths of a percent, rest included: of parts of one four decimals are. */
static bool read_extent(struct ut_cell_converter *c, struct ut_text cell, int64_t *hundredths)
{
  struct ut_text bare = cell;
  int64_t number, divisor;
  bool percent = ut_extent_is_percent(cell, &bare);
  int64_t whole = !percent && c->map && c->map->percent_of == 1 ? 10000 : 100; /* hundredths in a unit */
  if (!read_number(c, bare, &number, &divisor) || divisor > whole || number < 0 || number > 10000 / whole * divisor)
    return false;
  *hundredths = number * (whole / divisor);
  return true;
}

/* What the map says of a word for an extent; below 0: nothing is known. */
static bool read_word(struct ut_cell_converter *c, struct ut_text cell, int64_t *hundredths)
{
  struct ut_text said = {NULL, 0};
  int64_t number = -1, divisor = 1;
  if (c->map)
    said = ut_map_kept_value(c->map, ut_text_of(UT_MAP_PERCENT), cell, slug_of(&c->other, cell));
  if (!said.ptr || (said.len > 0 && !ut_number_parse(said, &number, &divisor)))
    return false;
  *hundredths = number * (100 / divisor);
  return true;
}

static enum ut_status convert_extent(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  char shown[UT_QUOTED];
  if (!read_word(c, cell, &c->number) && !read_extent(c, cell, &c->number))
    return ut_error_set(
        err, UT_BAD_ROW,
        c->map && c->map->percent_of == 1
            ? "%s is not an extent (expected a part of 1, at most four decimals, or a percentage with %%)"
            : "%s is not an extent (expected 0-100 percent, at most two decimals)",
        ut_quote(shown, cell.ptr, cell.len));
  if (c->number < 0) {
    c->number = 0;
    return UT_OK;
  }
  ut_buf_format(c->text, ":%d.%02d", (int)(c->number / 100), (int)(c->number % 100));
  drop_trailing_zeros(c->text);
  return UT_OK;
}

bool ut_code_is_work(const struct ut_column *column, struct ut_text codes)
{
  int index = ut_vocabulary_find(column->codes, codes);
  return index >= 0 && (ut_work_codes(column->codes) >> index & 1);
}

/* What a word of a list means by the map or by itself; ptr NULL: nothing that is known. */
static struct ut_text meaning(struct ut_cell_converter *c, struct ut_text word)
{
  struct ut_text value = mapped(c, word);
  return value.ptr || word.len == 0 ? value : code_of(c, word);
}

/* One part of a list: a word with an extent after a colon, or without. A word may hold a colon itself. */
static enum ut_status add_part(struct ut_cell_converter *c, struct ut_text part, struct ut_error *err)
{
  struct ut_text word = ut_text_trim(part), code = meaning(c, word);
  const char *colon = code.ptr || word.len == 0 ? NULL : memrchr(word.ptr, ':', word.len);
  struct ut_text extent = {NULL, 0};
  struct ut_personnummer_found found;
  if (colon) {
    extent = ut_text_trim(ut_text_between(colon + 1, word.ptr + word.len));
    word = ut_text_trim(ut_text_between(word.ptr, colon));
    code = meaning(c, word);
  }
  if (!code.ptr && word.len > 0 && !ut_personnummer_find(part, &found))
    code = ut_map_default(c->map, c->column);
  if (!code.ptr)
    return unknown_code(c, word, err);
  if (code.len > 0 && c->text->len > 0)
    ut_buf_add(c->text, "|", 1);
  ut_buf_add_text(c->text, code);
  if (!colon || code.len == 0)
    return UT_OK;
  UT_TRY(convert_extent(c, extent, err));
  c->most = c->number > c->most ? c->number : c->most;
  c->small += c->number > 0 && c->number <= 100;
  c->no_work = c->no_work || (c->number == 0 && ut_code_is_work(c->column, code));
  return UT_OK;
}

static enum ut_status convert_list(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  struct ut_text part;
  while (ut_text_split(&cell, '|', &part))
    UT_TRY(add_part(c, part, err));
  c->number = c->no_work;
  return UT_OK;
}

/* ---- converting ---- */

/* Has it become a text that holds a personnummer, or been refused for one? */
static bool holds_person(const struct ut_cell_converter *c, struct ut_text cell, enum ut_status status)
{
  struct ut_personnummer_found found;
  return (status == UT_OK ? c->convert == convert_text : status == UT_BAD_ROW) && !c->numbers &&
         ut_personnummer_find(cell, &found) && ut_map_date(c->map, cell) == UT_DATE_NONE;
}

static enum ut_status convert_by_map(struct ut_cell_converter *c, struct ut_text value, struct ut_error *err)
{
  c->text->len = 0;
  c->unknown = c->no_work = false;
  ut_buf_add_text(c->text, value); /* canonical already; only its number is wanted */
  return canonical(c, value, err);
}

static enum ut_status convert_trimmed(struct ut_cell_converter *c, struct ut_text cell, struct ut_error *err)
{
  if (ut_text_is(cell, "*"))
    return lone_star(err);
  struct ut_text value = c->column ? mapped(c, cell) : (struct ut_text){NULL, 0};
  if (value.ptr)
    return convert_by_map(c, value, err);
  enum ut_status status = c->convert(c, cell, err);
  c->person = holds_person(c, cell, status);
  if (c->person) {
    c->unknown = false;
    return holds_personnummer(err);
  }
  if (c->column && (status == UT_BAD_ROW || c->convert == convert_text))
    value = ut_map_default(c->map, c->column);
  return value.ptr ? convert_by_map(c, value, err) : status;
}

/* Nobody takes part in an insats called Totalt: the row is one of totals. */
static enum ut_status refuse_total(const struct ut_cell_converter *c, struct ut_error *err)
{
  char shown[UT_QUOTED];
  bool total = false;
  struct ut_text value = ut_buf_text(c->text);
  if (!c->names_insats || value.len == 0)
    return UT_OK;
  if (ut_total_word_is_sure(value, &total) != UT_OK)
    return ut_error_nomem(err);
  return !total ? UT_OK
                : ut_error_set(err, UT_BAD_ROW, "%s is the name of a total: the row is no participation",
                               ut_quote(shown, value.ptr, value.len));
}

/* As it is written, whatever the map makes of it. */
static enum ut_status doubt_text(struct ut_cell_converter *c, struct ut_text cell)
{
  bool twice = false;
  UT_TRY(ut_text_redecode(cell, &c->other, &twice));
  c->number = twice ? UT_TEXT_TWICE : ut_text_is_garbled(cell) ? UT_TEXT_GARBLED : UT_TEXT_SOUND;
  return UT_OK;
}

static enum ut_status convert_anew(struct ut_cell_converter *c, struct ut_text cell, struct ut_cell_converted *out,
                                   struct ut_error *err)
{
  struct ut_text trimmed;
  const struct ut_memo_entry *entry;
  if (ut_text_compose(cell, &c->composed, &trimmed))
    return ut_error_nomem(err);
  c->text = &c->texts[c->turn++ % TEXTS];
  c->text->len = 0;
  c->number = 0;
  c->unknown = c->no_work = c->person = false;
  enum ut_status status = trimmed.len > 0 ? convert_trimmed(c, trimmed, err) : UT_OK;
  if (c->text->failed || c->slug.failed || c->other.failed)
    return ut_error_nomem(err);
  UT_TRY(status);
  UT_TRY(refuse_total(c, err));
  if (c->convert == convert_text && doubt_text(c, cell))
    return ut_error_nomem(err);
  bool nothing = c->text->len == 0 || (c->not_is_none && ut_text_is(ut_buf_text(c->text), "nej"));
  *out = (struct ut_cell_converted){nothing ? ut_text_of("") : ut_buf_text(c->text), c->number};
  return ut_memo_add(&c->memo, REMEMBERED, cell, out->text, out->number, &entry) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_cell_convert(struct ut_cell_converter *c, struct ut_text cell, struct ut_cell_converted *out,
                               struct ut_error *err)
{
  bool plain = cell.len == 10 && c->convert == convert_date && !c->mapped;
  ut_date day = plain ? ut_date_parse(cell) : UT_DATE_NONE;
  if (day != UT_DATE_NONE) {
    *out = (struct ut_cell_converted){cell, day};
    return UT_OK;
  }
  const struct ut_memo_entry *known = cell.len > 0 ? ut_memo_find(&c->memo, cell) : NULL;
  if (!known) {
    enum ut_status status = convert_anew(c, cell, out, err);
    if (status != UT_OK)
      ut_personnummer_hide(err, cell);
    return status;
  }
  *out = (struct ut_cell_converted){known->value, known->number};
  return UT_OK;
}

enum ut_status ut_cell_converter_new(struct ut_cell_converter **out, const struct ut_column *column,
                                     const struct ut_map *map)
{
  static conversion *const by_type[] = {
      [UT_TYPE_TEXT] = convert_text, [UT_TYPE_NUMBER] = convert_number, [UT_TYPE_DATE] = convert_date,
      [UT_TYPE_CODE] = convert_code, [UT_TYPE_LIST] = convert_list,
  };
  struct ut_cell_converter *c = *out = calloc(1, sizeof *c);
  if (!c)
    return UT_NOMEM;
  c->column = column;
  c->map = map;
  c->convert = convert_extent;
  if (!column)
    return UT_OK;
  c->convert = strcmp(column->name, "fodelsear") == 0 ? convert_birth_year : by_type[column->type];
  c->mapped = ut_map_has_values(map, column);
  c->not_is_none = strcmp(column->name, "anonym") == 0;
  c->names_insats = strcmp(column->name, "insats") == 0;
  return ut_cells_new(&c->cells, column);
}

void ut_cell_converter_type(struct ut_cell_converter *c, bool typed)
{
  if (c && c->typed != typed)
    ut_memo_clear(&c->memo);
  if (c)
    c->typed = typed;
}

const struct ut_memo *ut_cell_converter_memo(const struct ut_cell_converter *c)
{
  return c->convert == convert_date ? NULL : &c->memo;
}

bool ut_cell_converter_unknown(const struct ut_cell_converter *c)
{
  return c->unknown;
}

bool ut_cell_converter_found_person(const struct ut_cell_converter *c)
{
  return c->person;
}

int64_t ut_cell_converter_extents(const struct ut_cell_converter *c, size_t *small)
{
  *small = c->small;
  return c->most;
}

void ut_cell_converter_add_extents(struct ut_cell_converter *c, int64_t most)
{
  c->most = most > c->most ? most : c->most;
}

void ut_cell_converter_allow_numbers(struct ut_cell_converter *c)
{
  c->numbers = true;
}

bool ut_cell_converter_plain(const struct ut_cell_converter *c)
{
  return !c->mapped;
}

void ut_cell_converter_free(struct ut_cell_converter *c)
{
  if (!c)
    return;
  ut_memo_clear(&c->memo);
  for (size_t i = 0; i < TEXTS; i++)
    ut_buf_clear(&c->texts[i]);
  ut_buf_clear(&c->composed);
  ut_buf_clear(&c->slug);
  ut_buf_clear(&c->other);
  ut_cells_free(c->cells);
  free(c);
}
