/* Cells of a raw export to canonical cells: the map's table first, then what the column's type asks for. */
#include "import/cell_convert.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/personnummer.h"

enum {
  REMEMBERED = 4096,
  SCRATCHES = 2, /* so that two conversions can be held against each other */
  PERSONNUMMER_DIGITS = 10,
  LATEST_YEAR = 2099 /* of dates with two digits: there were no participations in the century before */
};

#define NBSP "\xC2\xA0"
#define NARROW_NBSP "\xE2\x80\xAF"

/* Turns a trimmed, not empty cell into scratch text and a number. */
typedef enum ut_status conversion(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                  int64_t *number, struct ut_error *err);

struct ut_cell_converter {
  const struct ut_column *column; /* NULL: extents */
  const struct ut_map *map;
  conversion *convert;
  struct ut_cells *cells; /* decides what is canonical */
  struct ut_memo memo;
  struct ut_buf scratch[SCRATCHES];
  size_t turn;
  bool unknown;
};

/* Words that mean a code in every export. */
static const struct {
  const char *vocabulary, *slug, *code;
} synonyms[] = {
    {"kon", "kvinna", "K"}, {"kon", "kv", "K"},       {"kon", "man", "M"},    {"ja_nej", "x", "ja"},
    {"ja_nej", "1", "ja"},  {"ja_nej", "true", "ja"}, {"ja_nej", "0", "nej"}, {"ja_nej", "false", "nej"},
};

static struct ut_text scratch_text(const struct ut_buf *scratch)
{
  return scratch->len > 0 ? ut_buf_text(scratch) : ut_text_of("");
}

/* Bytes of the blank that t begins with, 0 when it begins with none. */
static size_t blank_length(struct ut_text t)
{
  if (t.len > 0 && (t.ptr[0] == ' ' || t.ptr[0] == '\t'))
    return 1;
  if (t.len >= 2 && memcmp(t.ptr, NBSP, 2) == 0)
    return 2;
  return t.len >= 3 && memcmp(t.ptr, NARROW_NBSP, 3) == 0 ? 3 : 0;
}

/* Copies t with every run of blanks made `blank`. */
static enum ut_status add_with_blanks(struct ut_buf *out, struct ut_text t, const char *blank)
{
  while (t.len > 0) {
    size_t skipped = 0, len;
    while ((len = blank_length(t)) > 0) {
      t = (struct ut_text){t.ptr + len, t.len - len};
      skipped += len;
    }
    if (skipped > 0 && ut_buf_add_string(out, blank))
      return UT_NOMEM;
    if (t.len > 0 && ut_buf_add(out, t.ptr, 1))
      return UT_NOMEM;
    t = (struct ut_text){t.ptr + (t.len > 0), t.len - (t.len > 0)};
  }
  return UT_OK;
}

static enum ut_status holds_personnummer(struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_ROW, "holds a personnummer, which is not shown");
}

static enum ut_status lone_star(struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_ROW, "a lone * cannot be a value: it stands for all in tables");
}

static bool has_enough_digits(struct ut_text t)
{
  const uint64_t letter = UINT64_C(0x4040404040404040); /* a bit that every letter has and no digit */
  size_t digits = 0, i = 0;
  while (i + 8 <= t.len && (ut_load64(t.ptr + i) & letter) == letter)
    i += 8;
  for (; i < t.len; i++)
    digits += t.ptr[i] >= '0' && t.ptr[i] <= '9';
  return digits >= PERSONNUMMER_DIGITS;
}

enum ut_status ut_cell_convert_check(struct ut_text cell, struct ut_error *err)
{
  if (cell.len <= 8 && ut_text_is(ut_text_trim(cell), "*"))
    return lone_star(err);
  return cell.len >= PERSONNUMMER_DIGITS && has_enough_digits(cell) && ut_personnummer_in(cell)
             ? holds_personnummer(err)
             : UT_OK;
}

/* Digits from `at`. */
static size_t digit_run(struct ut_text t, size_t at)
{
  size_t end = at;
  while (end < t.len && t.ptr[end] >= '0' && t.ptr[end] <= '9')
    end++;
  return end - at;
}

/* Length of what is written as only a personnummer is: twelve digits, or six or eight with a
 * sign and four more; else 0. */
static size_t spelt_out(struct ut_text t, size_t at, size_t digits)
{
  size_t sign = at + digits;
  if (digits == 12)
    return digits;
  if ((digits != 6 && digits != 8) || sign == t.len || (t.ptr[sign] != '-' && t.ptr[sign] != '+'))
    return 0;
  return digit_run(t, sign + 1) == 4 ? digits + 5 : 0;
}

enum ut_status ut_cell_convert_check_dropped(struct ut_text cell, struct ut_error *err)
{
  if (cell.len < PERSONNUMMER_DIGITS || !has_enough_digits(cell))
    return UT_OK;
  for (size_t at = 0, digits; at < cell.len; at += digits + 1) {
    digits = digit_run(cell, at);
    size_t len = spelt_out(cell, at, digits);
    if (len > 0 && ut_personnummer_in((struct ut_text){cell.ptr + at, len}))
      return holds_personnummer(err);
  }
  return UT_OK;
}

static enum ut_status canonical(struct ut_cell_converter *c, struct ut_text text, struct ut_value *value,
                                struct ut_error *err)
{
  enum ut_status status = ut_cells_decode(c->cells, text, value, err);
  if (status == UT_BAD_INPUT)
    return ut_error_set(err, UT_BAD_ROW, "%s", err ? err->text : "");
  return status;
}

static enum ut_status convert_text(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                   int64_t *number, struct ut_error *err)
{
  (void)c;
  *number = 0;
  if (add_with_blanks(scratch, cell, " "))
    return ut_error_nomem(err);
  return UT_OK;
}

static bool all_digits(struct ut_text t)
{
  for (size_t i = 0; i < t.len; i++)
    if (t.ptr[i] < '0' || t.ptr[i] > '9')
      return false;
  return true;
}

/* ISO or YYYYMMDD to the digit, perhaps with a time of 00:00 behind it. */
static ut_date parse_strict(struct ut_text cell)
{
  bool iso = cell.len >= 10 && ut_date_parse((struct ut_text){cell.ptr, 10}) != UT_DATE_NONE;
  bool digits = cell.len >= 8 && all_digits((struct ut_text){cell.ptr, 8});
  if (!iso && !digits)
    return UT_DATE_NONE;
  return ut_date_parse_format(cell, iso ? "%Y-%m-%d" : "%Y%m%d", LATEST_YEAR);
}

static enum ut_status convert_date(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                   int64_t *number, struct ut_error *err)
{
  char iso[11], shown[UT_QUOTED];
  ut_date day = parse_strict(cell);
  for (size_t i = 0; c->map && i < c->map->date_count && day == UT_DATE_NONE; i++)
    day = ut_date_parse_format(cell, c->map->dates[i], LATEST_YEAR);
  if (day == UT_DATE_NONE)
    return ut_error_set(err, UT_BAD_ROW, "%s is not a date (expected YYYY-MM-DD)", ut_quote(shown, cell.ptr, cell.len));
  *number = day;
  return ut_buf_add_string(scratch, ut_date_format(day, iso)) ? ut_error_nomem(err) : UT_OK;
}

/* Digits with blanks between thousands and the decimal sign that the map names, as the same with a point; false
 * when the cell is no number. */
static bool add_number(const struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch)
{
  char decimal = c->map ? c->map->decimal : '\0';
  if (add_with_blanks(scratch, cell, ""))
    return false;
  for (size_t i = 0; i < scratch->len; i++) {
    if (scratch->ptr[i] != ',' && scratch->ptr[i] != '.')
      continue;
    if (decimal && scratch->ptr[i] != decimal)
      return false;
    scratch->ptr[i] = '.';
  }
  return true;
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

static enum ut_status convert_number(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                     int64_t *number, struct ut_error *err)
{
  struct ut_value value;
  int64_t ignored, divisor;
  bool good = add_number(c, cell, scratch) && ut_number_parse(ut_buf_text(scratch), &ignored, &divisor);
  if (good)
    drop_trailing_zeros(scratch);
  enum ut_status status = good ? canonical(c, ut_buf_text(scratch), &value, NULL) : UT_BAD_ROW;
  if (status == UT_BAD_ROW)
    status = canonical(c, cell, &value, err); /* the message is to show it as it stands */
  *number = value.number;
  return status;
}

/* A year, or a date that the year is taken from. */
static enum ut_status convert_birth_year(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                         int64_t *number, struct ut_error *err)
{
  struct ut_value value;
  ut_date day = parse_strict(cell);
  if (day == UT_DATE_NONE)
    return convert_number(c, cell, scratch, number, err);
  *number = ut_date_year(day);
  if (ut_buf_format(scratch, "%d", ut_date_year(day)))
    return ut_error_nomem(err);
  enum ut_status status = canonical(c, ut_buf_text(scratch), &value, NULL);
  return status == UT_BAD_ROW ? canonical(c, cell, &value, err) : status;
}

/* The code that a word means by itself: as it stands, or spelt like the code, its label or a synonym; NULL for none. */
static const char *code_of(const struct ut_vocabulary *v, struct ut_text slug, struct ut_buf *other)
{
  for (size_t i = 0; i < v->count; i++) {
    const char *names[] = {v->codes[i].code, v->codes[i].sv};
    for (size_t n = 0; n < 2; n++) {
      other->len = 0;
      if (ut_text_slug(ut_text_of(names[n]), other) == UT_OK && ut_text_equal(slug, ut_buf_text(other)))
        return v->codes[i].code;
    }
  }
  for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
    if (strcmp(synonyms[i].vocabulary, v->name) == 0 && ut_text_is(slug, synonyms[i].slug))
      return synonyms[i].code;
  return NULL;
}

static const char *find_code(const struct ut_vocabulary *v, struct ut_text word)
{
  int index = ut_vocabulary_find(v, word);
  if (index >= 0)
    return v->codes[index].code;
  if (memchr(word.ptr, ':', word.len))
    return NULL; /* a slug would leave out the sign that an extent follows */
  struct ut_buf slug = {0}, other = {0};
  const char *code = NULL;
  if (ut_text_slug(word, &slug) == UT_OK && slug.len > 0)
    code = code_of(v, ut_buf_text(&slug), &other);
  ut_buf_clear(&slug);
  ut_buf_clear(&other);
  return code;
}

static enum ut_status unknown_code(struct ut_cell_converter *c, struct ut_text word, struct ut_error *err)
{
  char shown[UT_QUOTED], suggestion[UT_SUGGESTION];
  struct ut_text near = ut_map_nearest(c->map, c->column, word);
  if (near.ptr)
    snprintf(suggestion, sizeof suggestion, " (did you mean %.*s?)", (int)near.len, near.ptr);
  else
    ut_vocabulary_suggest(c->column->codes, word, suggestion);
  c->unknown = true;
  return ut_error_set(err, UT_BAD_ROW, "%s is not a code of %s%s", ut_quote(shown, word.ptr, word.len),
                      c->column->type == UT_TYPE_LIST ? c->column->codes->name : c->column->name, suggestion);
}

static enum ut_status convert_code(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                   int64_t *number, struct ut_error *err)
{
  *number = 0;
  const char *code = find_code(c->column->codes, cell);
  if (!code)
    return unknown_code(c, cell, err);
  return ut_buf_add_string(scratch, code) ? ut_error_nomem(err) : UT_OK;
}

/* Anonymous or not: what is not is empty. */
static enum ut_status convert_anonymous(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                        int64_t *number, struct ut_error *err)
{
  enum ut_status status = convert_code(c, cell, scratch, number, err);
  if (!status && ut_text_is(ut_buf_text(scratch), "nej"))
    scratch->len = 0;
  return status;
}

static enum ut_status bad_extent(struct ut_text cell, struct ut_error *err)
{
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_ROW, "%s is not an extent (expected 0-100 percent, at most two decimals)",
                      ut_quote(shown, cell.ptr, cell.len));
}

static enum ut_status convert_extent(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                     int64_t *number, struct ut_error *err)
{
  struct ut_text bare = cell;
  int64_t digits, divisor;
  if (bare.ptr[bare.len - 1] == '%')
    bare = ut_text_trim((struct ut_text){bare.ptr, bare.len - 1});
  if (!add_number(c, bare, scratch) || !ut_number_parse(ut_buf_text(scratch), &digits, &divisor))
    return bad_extent(cell, err);
  drop_trailing_zeros(scratch);
  ut_number_parse(ut_buf_text(scratch), &digits, &divisor);
  if (divisor > 100 || digits < 0 || digits > 100 * divisor)
    return bad_extent(cell, err);
  *number = digits * (100 / divisor);
  scratch->len = 0;
  if (ut_buf_format(scratch, ":%d.%02d", (int)(*number / 100), (int)(*number % 100)))
    return ut_error_nomem(err);
  drop_trailing_zeros(scratch);
  return UT_OK;
}

static enum ut_status add_extent(struct ut_cell_converter *c, struct ut_text extent, struct ut_buf *scratch,
                                 struct ut_error *err)
{
  struct ut_buf suffix = {0};
  int64_t hundredths;
  enum ut_status status =
      extent.len > 0 ? convert_extent(c, extent, &suffix, &hundredths, err) : bad_extent(extent, err);
  if (!status && ut_buf_add_text(scratch, ut_buf_text(&suffix)))
    status = ut_error_nomem(err);
  ut_buf_clear(&suffix);
  return status;
}

/* What a word of a list means by the map or by itself; ptr NULL: nothing that is known. */
static struct ut_text meaning(const struct ut_cell_converter *c, struct ut_text word)
{
  const struct ut_map_value *mapped = ut_map_value(c->map, c->column, word);
  if (mapped)
    return mapped->value;
  const char *code = word.len > 0 ? find_code(c->column->codes, word) : NULL;
  return code ? ut_text_of(code) : (struct ut_text){NULL, 0};
}

/* One part of a list: a word with an extent after a colon, or without. A word may hold a colon itself. */
static enum ut_status add_part(struct ut_cell_converter *c, struct ut_text part, struct ut_buf *scratch,
                               struct ut_error *err)
{
  struct ut_text word = ut_text_trim(part), code = meaning(c, word);
  const char *colon = code.ptr || word.len == 0 ? NULL : memrchr(word.ptr, ':', word.len);
  struct ut_text extent = {NULL, 0};
  if (colon) {
    extent = ut_text_trim((struct ut_text){colon + 1, (size_t)(word.ptr + word.len - colon) - 1});
    word = ut_text_trim((struct ut_text){word.ptr, (size_t)(colon - word.ptr)});
    code = meaning(c, word);
  }
  if (!code.ptr)
    return unknown_code(c, word, err);
  if (ut_buf_add_text(scratch, code))
    return ut_error_nomem(err);
  return colon ? add_extent(c, extent, scratch, err) : UT_OK;
}

static enum ut_status convert_list(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                   int64_t *number, struct ut_error *err)
{
  *number = 0;
  struct ut_text part;
  while (ut_text_split(&cell, '|', &part)) {
    if (scratch->len > 0 && ut_buf_add(scratch, "|", 1))
      return ut_error_nomem(err);
    enum ut_status status = add_part(c, part, scratch, err);
    if (status)
      return status;
  }
  return UT_OK;
}

/* What the map's table says is canonical already; only its number is wanted. */
static enum ut_status take_mapped(struct ut_cell_converter *c, struct ut_text value, struct ut_buf *scratch,
                                  int64_t *number, struct ut_error *err)
{
  struct ut_value decoded;
  if (c->convert == convert_anonymous && ut_text_is(value, "nej"))
    return UT_OK;
  enum ut_status status = canonical(c, value, &decoded, err);
  *number = decoded.number;
  if (!status && ut_buf_add_text(scratch, value))
    status = ut_error_nomem(err);
  return status;
}

static enum ut_status convert_trimmed(struct ut_cell_converter *c, struct ut_text cell, struct ut_buf *scratch,
                                      int64_t *number, struct ut_error *err)
{
  if (ut_text_is(cell, "*"))
    return lone_star(err);
  const struct ut_map_value *mapped = c->column ? ut_map_value(c->map, c->column, cell) : NULL;
  if (mapped)
    return take_mapped(c, mapped->value, scratch, number, err);
  enum ut_status status = c->convert(c, cell, scratch, number, err);
  if (status != UT_NOMEM && (status || c->convert == convert_text) && ut_personnummer_in(cell)) {
    c->unknown = false;
    return holds_personnummer(err);
  }
  return status;
}

static enum ut_status convert_anew(struct ut_cell_converter *c, struct ut_text cell, struct ut_cell_converted *out,
                                   struct ut_error *err)
{
  struct ut_buf *scratch = &c->scratch[c->turn++ % SCRATCHES];
  struct ut_text trimmed = ut_text_trim(cell);
  const struct ut_memo_entry *entry;
  enum ut_status status = UT_OK;
  scratch->len = 0;
  c->unknown = false;
  *out = (struct ut_cell_converted){ut_text_of(""), 0};
  if (trimmed.len > 0)
    status = convert_trimmed(c, trimmed, scratch, &out->number, err);
  if (status)
    return status;
  out->text = scratch_text(scratch);
  return ut_memo_add(&c->memo, REMEMBERED, cell, out->text, out->number, &entry) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_cell_convert(struct ut_cell_converter *c, struct ut_text cell, struct ut_cell_converted *out,
                               struct ut_error *err)
{
  if (cell.len == 10 && c->convert == convert_date) {
    ut_date day = ut_date_parse(cell);
    if (day != UT_DATE_NONE) {
      *out = (struct ut_cell_converted){cell, day};
      return UT_OK;
    }
  }
  const struct ut_memo_entry *known = cell.len > 0 ? ut_memo_find(&c->memo, cell) : NULL;
  if (!known)
    return convert_anew(c, cell, out, err);
  *out = (struct ut_cell_converted){known->value, known->number};
  return UT_OK;
}

static conversion *conversion_of(const struct ut_column *column)
{
  static conversion *const by_type[] = {
      [UT_TYPE_TEXT] = convert_text, [UT_TYPE_NUMBER] = convert_number, [UT_TYPE_DATE] = convert_date,
      [UT_TYPE_CODE] = convert_code, [UT_TYPE_LIST] = convert_list,
  };
  if (strcmp(column->name, "anonym") == 0)
    return convert_anonymous;
  if (strcmp(column->name, "fodelsear") == 0)
    return convert_birth_year;
  return by_type[column->type];
}

static enum ut_status new_converter(struct ut_cell_converter **out, const struct ut_column *column, conversion *convert,
                                    const struct ut_map *map)
{
  *out = NULL;
  struct ut_cell_converter *c = calloc(1, sizeof *c);
  if (!c)
    return UT_NOMEM;
  c->column = column;
  c->map = map;
  c->convert = convert;
  if (column && ut_cells_new(&c->cells, column)) {
    free(c);
    return UT_NOMEM;
  }
  *out = c;
  return UT_OK;
}

enum ut_status ut_cell_converter_new(struct ut_cell_converter **out, const struct ut_column *column,
                                     const struct ut_map *map)
{
  return new_converter(out, column, conversion_of(column), map);
}

enum ut_status ut_cell_converter_new_extent(struct ut_cell_converter **out, const struct ut_map *map)
{
  return new_converter(out, NULL, convert_extent, map);
}

const struct ut_memo *ut_cell_converter_memo(const struct ut_cell_converter *c)
{
  return c->convert == convert_date ? NULL : &c->memo;
}

bool ut_cell_converter_unknown(const struct ut_cell_converter *c)
{
  return c->unknown;
}

void ut_cell_converter_free(struct ut_cell_converter *c)
{
  if (!c)
    return;
  ut_memo_clear(&c->memo);
  for (size_t i = 0; i < SCRATCHES; i++)
    ut_buf_clear(&c->scratch[i]);
  ut_cells_free(c->cells);
  free(c);
}
