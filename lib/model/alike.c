/* Values that look the same, by what they look like, and those that read the same, by how they would be spelt. */
#include "model/alike.h"

#include <stdlib.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/compose.h"
#include "base/distinct.h"
#include "base/grow.h"
#include "base/look.h"
#include "base/redecode.h"
#include "base/shown.h"
#include "base/whole.h"
#include "utfall/column.h"

/* The first value of a look, and where it is. */
struct first {
  struct ut_text value;
  char *source;
  size_t line;
};

/* Values that differ from another only so. Zero-initialised. */
struct others {
  struct ut_distinct values; /* beside the first that each is like */
  struct ut_buf shown;       /* the first two of them */
  char *source;              /* of the first of the others */
  size_t line;
};

enum likeness { UNSEEN, SPELT, LIKENESSES };

static const struct {
  enum ut_note_code code;
  const char *differs;
} likenesses[LIKENESSES] = {
    [UNSEEN] = {UT_NOTE_OSYNLIG_SKILLNAD, "in what is not seen"},
    [SPELT] = {UT_NOTE_SKRIVS_OLIKA, "in case or in dashes"},
};

/* Zero-initialised. */
struct alike_column {
  struct ut_text name;
  bool exact; /* its values are told apart by case */
  struct ut_distinct looks;
  struct first *firsts; /* one per look */
  size_t first_count;
  struct ut_distinct spellings;
  struct ut_texts spelt; /* the first look of each */
  struct others others[LIKENESSES];
  struct ut_distinct garbled; /* values with letters that were read in another encoding, and where the first is */
  char *garbled_source;
  size_t garbled_line;
};

struct ut_alike {
  struct alike_column *columns;
  size_t count;
  struct ut_buf look, spelling;
};

/* ---- what a value looks like ---- */

/* What a byte says of the look of a value. */
enum { BLANK = 1, SEPARATOR = 2, ODD = 4 };

/* Of ids that begin with a zero, or have capitals, so many are kept, to meet those that lost them: what takes them
 * takes them from every id of a file, so that among these there are some. */
enum { KEPT_MOST = 1 << 14 };

/* Letters of Latin-1 begin with 0xC3; what follows a lead byte says nothing. */
static const unsigned char looks[256] = {
    [0 ... 0x1F] = ODD, [' '] = BLANK, [','] = SEPARATOR, ['.'] = SEPARATOR,     ['?'] = ODD,           ['&'] = ODD,
    ['%'] = ODD,        ['\\'] = ODD,  [0x7F] = ODD,      [0xC0 ... 0xC2] = ODD, [0xC4 ... 0xFF] = ODD,
};

/* Nearly every value: ASCII and the letters of Latin-1, no blank but one between words, and no decimals. */
static bool is_plain(struct ut_text t)
{
  unsigned char seen = 0, before = BLANK, pair = 0;
  for (size_t i = 0; i < t.len; i++) {
    unsigned char look = looks[(unsigned char)t.ptr[i]];
    seen |= look;
    pair |= look & before;
    before = look;
  }
  bool zero = t.len > 0 && t.ptr[t.len - 1] == '0' && seen & SEPARATOR;
  return t.len == 0 || !((seen & ODD) || (pair & BLANK) || before == BLANK || zero);
}

enum ut_status ut_alike_fold(struct ut_text value, struct ut_buf *out)
{
  struct ut_buf seen = {0};
  enum ut_status status = ut_text_look(value, &seen);
  struct ut_text rest = ut_buf_text(&seen);
  bool blank = true;
  while (status == UT_OK && rest.len > 0) {
    size_t skipped = ut_blank_length(rest), taken = skipped ? skipped : 1;
    if (!skipped)
      status = ut_buf_add(out, rest.ptr, 1);
    else if (!blank)
      status = ut_buf_add(out, " ", 1);
    blank = skipped > 0;
    rest = (struct ut_text){rest.ptr + taken, rest.len - taken};
  }
  ut_buf_clear(&seen);
  out->len -= out->len > 0 && out->ptr[out->len - 1] == ' ';
  if (status == UT_OK && out->len > 0)
    out->len = ut_number_bare(ut_buf_text(out)).len;
  return status;
}

enum ut_status ut_alike_look_same(struct ut_text a, struct ut_text b, bool *same)
{
  struct ut_buf folded[2] = {{0}, {0}};
  *same = ut_text_equal(a, b);
  if (*same || (ut_alike_is_plain(a) && ut_alike_is_plain(b)))
    return UT_OK;
  enum ut_status status = ut_alike_fold(a, &folded[0]) || ut_alike_fold(b, &folded[1]) ? UT_NOMEM : UT_OK;
  *same = status == UT_OK && ut_text_equal(ut_buf_text(&folded[0]), ut_buf_text(&folded[1]));
  ut_buf_clear(&folded[0]);
  ut_buf_clear(&folded[1]);
  return status;
}

enum ut_status ut_alike_spell(struct ut_text look, struct ut_buf *out)
{
  bool dashed = false;
  if (look.len == 0)
    return UT_OK;
  for (const char *p = look.ptr, *end = p + look.len; p < end;) {
    utf8proc_uint8_t small[4];
    uint32_t c = ut_utf8_next(&p, end);
    if (dashed && c == ' ')
      continue;
    dashed = ut_is_dash(c);
    out->len -= dashed && out->len > 0 && out->ptr[out->len - 1] == ' ';
    utf8proc_ssize_t len = utf8proc_encode_char(dashed ? '-' : utf8proc_tolower((utf8proc_int32_t)c), small);
    UT_TRY(ut_buf_add(out, small, (size_t)len));
  }
  return UT_OK;
}

/* ---- what is shown of it ---- */

/* Marks on the letter before, blanks that are not the usual one, and what looks like other letters: seen, and not told
 * apart. */
static bool is_mistakable(uint32_t c)
{
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
         (c != ' ' && category == UTF8PROC_CATEGORY_ZS) || ut_look_is_of_another(c);
}

static size_t count_digits(struct ut_text t)
{
  size_t count = 0;
  for (size_t i = 0; i < t.len; i++)
    count += ut_char_is_digit(t.ptr[i]);
  return count;
}

enum ut_status ut_alike_show(struct ut_text value, struct ut_buf *out)
{
  enum { LONGEST = 40 };
  char quoted[UT_QUOTED];
  ut_quote(quoted, value.ptr, value.len);
  bool masked = count_digits(ut_text_of(quoted)) < count_digits(value); /* code points would tear a number apart */
  if (masked || value.len > LONGEST)
    return ut_buf_add_string(out, quoted);
  ut_buf_add_string(out, "\"");
  for (const char *p = value.ptr, *end = p + value.len; p < end;) {
    char shown[UT_SHOWN];
    const char *character = p;
    size_t len = ut_show_character(shown, &p, end);
    uint32_t c = ut_utf8_next(&character, end);
    if (is_mistakable(c))
      ut_buf_format(out, "\\u%04x", (unsigned)c);
    else
      ut_buf_add(out, shown, len);
  }
  return ut_buf_add_string(out, "\"");
}

/* ---- what a run has seen ---- */

static struct alike_column *find_column(const struct ut_run *run, struct ut_text name)
{
  struct ut_alike *a = run ? run->alike : NULL;
  for (size_t i = 0; a && i < a->count; i++)
    if (ut_text_equal(a->columns[i].name, name))
      return &a->columns[i];
  return NULL;
}

static struct alike_column *find_or_add_column(struct ut_run *run, struct ut_text name)
{
  struct alike_column *c = find_column(run, name);
  if (c)
    return c;
  run->alike = run->alike ? run->alike : calloc(1, sizeof *run->alike);
  char *copy = run->alike ? ut_text_copy(name) : NULL;
  c = copy ? ut_grow_add(&run->alike->columns, &run->alike->count, sizeof *c) : NULL;
  if (!c) {
    free(copy);
    return NULL;
  }
  c->name = (struct ut_text){copy, name.len};
  c->exact = ut_column_of(name)->exact;
  return c;
}

static enum ut_status add_first(struct alike_column *c, struct ut_text value, struct ut_alike_place place)
{
  struct first *first = ut_grow_add(&c->firsts, &c->first_count, sizeof *first);
  if (!first)
    return UT_NOMEM;
  *first = (struct first){.value = {ut_text_copy(value), value.len}, .line = place.line};
  first->source = strdup(place.source ? place.source : "");
  return first->value.ptr && first->source ? UT_OK : UT_NOMEM;
}

static enum ut_status add_other(struct others *o, struct ut_text first, struct ut_text other,
                                struct ut_alike_place place)
{
  uint32_t number;
  size_t before = ut_distinct_count(&o->values);
  UT_TRY(ut_distinct_add(&o->values, other, &number));
  if (before > 0)
    return UT_OK;
  o->source = strdup(place.source ? place.source : "");
  o->line = place.line;
  ut_alike_show(first, &o->shown);
  ut_buf_add_string(&o->shown, " and ");
  return o->source ? ut_alike_show(other, &o->shown) : UT_NOMEM;
}

/* What the value looks like: itself, or in the buffer of the run. */
static enum ut_status look_of(struct ut_run *run, struct ut_text value, struct ut_text *look)
{
  struct ut_buf *buf = &run->alike->look;
  *look = value;
  if (is_plain(value))
    return UT_OK;
  buf->len = 0;
  UT_TRY(ut_alike_fold(value, buf));
  *look = ut_buf_text(buf);
  return UT_OK;
}

/* Keeps a value whose letters were read in another encoding, beside which the right one would be another group. */
static enum ut_status see_garbled(struct alike_column *c, struct ut_text value, struct ut_alike_place place)
{
  struct ut_buf was = {0};
  bool twice = false;
  uint32_t number;
  enum ut_status status = ut_text_redecode(value, &was, &twice);
  ut_buf_clear(&was);
  if (status != UT_OK || !(twice || ut_text_is_garbled(value)))
    return status;
  if (ut_distinct_count(&c->garbled) == 0) {
    c->garbled_source = strdup(place.source ? place.source : "");
    c->garbled_line = place.line;
  }
  return c->garbled_source ? ut_distinct_add(&c->garbled, value, &number) : UT_NOMEM;
}

/* The number of a look's spelling, whose first look is kept. */
static enum ut_status enter_spelling(struct ut_run *run, struct alike_column *c, struct ut_text look, uint32_t *number)
{
  struct ut_buf *buf = &run->alike->spelling;
  buf->len = 0;
  UT_TRY(ut_alike_spell(look, buf));
  UT_TRY(ut_distinct_add(&c->spellings, ut_buf_text(buf), number));
  return *number < ut_texts_count(&c->spelt) ? UT_OK : ut_texts_add(&c->spelt, look);
}

/* A number that stands for somebody and begins with a zero, which a spreadsheet loses? */
static bool is_padded(struct ut_text value)
{
  size_t digits = 0;
  while (digits < value.len && ut_char_is_digit(value.ptr[digits]))
    digits++;
  return digits > 1 && digits == value.len && value.ptr[0] == '0';
}

static struct ut_text strip_zeros(struct ut_text value)
{
  for (; value.len > 1 && *value.ptr == '0'; value.len--)
    value.ptr++;
  return value;
}

/* What an id is like that somebody typed anew: a number without zeros in front, letters small. */
static enum ut_status bare_look(struct ut_run *run, struct ut_text *look)
{
  struct ut_buf *buf = &run->alike->spelling;
  if (is_padded(*look)) {
    *look = strip_zeros(*look);
    return UT_OK;
  }
  buf->len = 0;
  UT_TRY(ut_buf_add_text(buf, *look));
  for (size_t i = 0; i < buf->len; i++)
    buf->ptr[i] = (char)(buf->ptr[i] >= 'A' && buf->ptr[i] <= 'Z' ? buf->ptr[i] + 'a' - 'A' : buf->ptr[i]);
  *look = ut_buf_text(buf);
  return UT_OK;
}

/* Are they one but for capitals of ASCII? */
static bool differ_in_case(struct ut_text a, struct ut_text b)
{
  return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

/* Adds a value that is like the first, and differs from it. */
static enum ut_status add_like(struct alike_column *c, struct ut_text first, struct ut_text other,
                               struct ut_alike_place place)
{
  return add_other(&c->others[differ_in_case(first, other) ? SPELT : UNSEEN], first, other, place);
}

/* Is an id like others but for its zeros in front, or where there are many its case? */
static bool is_bared(struct ut_text column, struct ut_text value, bool many)
{
  return (is_padded(value) || (many && ut_alike_has_capital(value))) && ut_column_of(column)->exact;
}

static enum ut_status see(struct ut_run *run, struct ut_text column, struct ut_text value, struct ut_alike_place place,
                          bool many)
{
  struct ut_text look;
  uint32_t number;
  bool bared = is_bared(column, value, many);
  if (!run || value.len == 0 || (many && is_plain(value) && !bared))
    return UT_OK;
  struct alike_column *c = find_or_add_column(run, column);
  if (!c)
    return UT_NOMEM;
  UT_TRY(look_of(run, value, &look));
  if (look.ptr != value.ptr)
    UT_TRY(see_garbled(c, value, place));
  if (bared)
    UT_TRY(bare_look(run, &look));
  if (many && (ut_text_equal(look, value) || (bared && c->first_count >= KEPT_MOST)))
    return UT_OK;
  if (look.len == 0)
    return add_other(&c->others[UNSEEN], ut_text_of(""), value, place); /* it looks like an empty cell */
  UT_TRY(ut_distinct_add(&c->looks, look, &number));
  if (number == c->first_count)
    return add_first(c, value, place);
  const struct first *first = &c->firsts[number];
  return ut_text_equal(first->value, value) ? UT_OK : add_like(c, first->value, value, place);
}

static enum ut_status see_spelling(struct ut_run *run, struct ut_text column, struct ut_text value,
                                   const struct ut_alike_place *place)
{
  struct ut_text look;
  uint32_t number;
  if (!run || value.len == 0)
    return UT_OK;
  struct alike_column *c = find_or_add_column(run, column);
  if (!c || c->exact)
    return c ? UT_OK : UT_NOMEM;
  UT_TRY(look_of(run, value, &look));
  UT_TRY(enter_spelling(run, c, look, &number));
  struct ut_text first = ut_texts_get(&c->spelt, number);
  return !place || ut_text_equal(first, look) ? UT_OK : add_other(&c->others[SPELT], first, look, *place);
}

enum ut_status ut_alike_see_spelling(struct ut_run *run, struct ut_text column, struct ut_text value,
                                     struct ut_alike_place place)
{
  return see_spelling(run, column, value, &place);
}

enum ut_status ut_alike_seek(struct ut_run *run, struct ut_text column, struct ut_text text)
{
  UT_TRY(see_spelling(run, column, text, NULL));
  return see(run, column, text, (struct ut_alike_place){NULL, 0}, false);
}

enum ut_status ut_alike_see_look(struct ut_run *run, struct ut_text column, struct ut_text value,
                                 struct ut_alike_place place)
{
  return see(run, column, value, place, false);
}

enum ut_status ut_alike_see(struct ut_run *run, struct ut_text column, struct ut_text value,
                            struct ut_alike_place place)
{
  UT_TRY(ut_alike_see_spelling(run, column, value, place));
  return ut_alike_see_look(run, column, value, place);
}

enum ut_status ut_alike_see_odd(struct ut_run *run, struct ut_text column, struct ut_text value,
                                struct ut_alike_place place)
{
  return see(run, column, value, place, true);
}

enum ut_status ut_alike_see_known(struct ut_run *run, struct ut_text column, struct ut_text value,
                                  struct ut_alike_place place)
{
  const struct alike_column *c = find_column(run, column);
  struct ut_buf *buf = c ? &run->alike->spelling : NULL;
  struct ut_text look;
  uint32_t number;
  if (!c || value.len == 0)
    return UT_OK;
  UT_TRY(look_of(run, value, &look));
  buf->len = 0;
  UT_TRY(ut_alike_spell(look, buf));
  bool known = ut_distinct_find(&c->spellings, ut_buf_text(buf), &number) || ut_distinct_find(&c->looks, look, &number);
  return known ? ut_alike_see(run, column, value, place) : UT_OK;
}

bool ut_alike_is_odd(const struct ut_run *run, struct ut_text column)
{
  const struct alike_column *c = find_column(run, column);
  return c && c->first_count > 0;
}

enum ut_status ut_alike_meet(struct ut_run *run, struct ut_text column, struct ut_text value)
{
  struct alike_column *c = find_column(run, column);
  uint32_t number;
  if (!c || !ut_distinct_find(&c->looks, value, &number))
    return UT_OK;
  const struct first *odd = &c->firsts[number];
  if (ut_text_equal(odd->value, value) || ut_distinct_find(&c->others[UNSEEN].values, value, &number))
    return UT_OK; /* it was seen itself */
  return add_like(c, value, odd->value, (struct ut_alike_place){odd->source, odd->line});
}

static void note_garbled(struct ut_run *run, const struct alike_column *c)
{
  char name[UT_QUOTED], shown[UT_QUOTED];
  size_t count = ut_distinct_count(&c->garbled);
  if (count == 0)
    return;
  struct ut_text first = ut_distinct_get(&c->garbled, 0);
  bool placed = *c->garbled_source && c->garbled_line > 0;
  struct ut_buf place = {0};
  if (placed)
    ut_buf_format(&place, "%s:%zu: ", c->garbled_source, c->garbled_line);
  ut_quote_name(name, c->name.ptr, c->name.len);
  const char *where = ut_buf_string(&place);
  ut_run_note(run, UT_NOTE_DUBBELT_AVKODAD, count, placed ? c->garbled_source : NULL, placed ? c->garbled_line : 0,
              "%s: %zu value%s read in another encoding than written, the first %s%s", name, count,
              count == 1 ? " was" : "s were", where ? where : "", ut_quote(shown, first.ptr, first.len));
  ut_buf_clear(&place);
}

static void note_others(struct ut_run *run, struct alike_column *c, enum likeness likeness)
{
  struct others *o = &c->others[likeness];
  const char *differs = likenesses[likeness].differs, *shown = ut_buf_string(&o->shown);
  char name[UT_QUOTED];
  size_t count = ut_distinct_count(&o->values);
  bool placed = count > 0 && *o->source && o->line > 0;
  ut_quote_name(name, c->name.ptr, c->name.len);
  if (placed)
    ut_run_note(run, likenesses[likeness].code, count, o->source, o->line,
                "%s: %zu value%s another only %s, the first %s:%zu: %s", name, count,
                count == 1 ? " differs from" : "s differ from", differs, o->source, o->line, shown ? shown : "");
  else
    ut_run_note(run, likenesses[likeness].code, count, NULL, 0, "%s: %zu value%s another only %s: %s", name, count,
                count == 1 ? " differs from" : "s differ from", differs, shown ? shown : "");
}

void ut_alike_note(struct ut_run *run)
{
  size_t count = run->alike ? run->alike->count : 0;
  for (size_t i = 0; i < count; i++)
    note_garbled(run, &run->alike->columns[i]);
  for (size_t i = 0; i < count; i++)
    for (enum likeness likeness = 0; likeness < LIKENESSES; likeness++)
      note_others(run, &run->alike->columns[i], likeness);
}

static void clear_others(struct others *o)
{
  ut_distinct_clear(&o->values);
  ut_buf_clear(&o->shown);
  free(o->source);
}

static void clear_column(struct alike_column *c)
{
  for (size_t i = 0; i < c->first_count; i++) {
    free((char *)c->firsts[i].value.ptr);
    free(c->firsts[i].source);
  }
  free(c->firsts);
  free((char *)c->name.ptr);
  ut_distinct_clear(&c->looks);
  ut_distinct_clear(&c->spellings);
  ut_texts_clear(&c->spelt);
  for (size_t i = 0; i < LIKENESSES; i++)
    clear_others(&c->others[i]);
  ut_distinct_clear(&c->garbled);
  free(c->garbled_source);
}

void ut_alike_free(struct ut_alike *alike)
{
  if (!alike)
    return;
  for (size_t i = 0; i < alike->count; i++)
    clear_column(&alike->columns[i]);
  free(alike->columns);
  ut_buf_clear(&alike->look);
  ut_buf_clear(&alike->spelling);
  free(alike);
}
