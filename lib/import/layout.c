/* The layout of an export: the row with the most known headings is the header; of text every delimiter is tried. */
#include "import/layout.h"

#include <stdlib.h>

#include "base/distinct.h"
#include "base/personnummer.h"
#include "import/map_kinds.h"
#include "stream/csv.h"
#include "stream/sheet_list.h"

enum { ROWS_MOST = 40, KNOWN_ENOUGH = 2 };

/* The first rows, read with one delimiter. */
struct trial {
  struct ut_texts cells;
  size_t first[ROWS_MOST + 1], widths[ROWS_MOST], lines[ROWS_MOST], count;
  size_t header; /* the row with the most known headings; count: none is known */
  size_t known;  /* how many are */
};

static size_t width(const struct trial *t, size_t row)
{
  return t->widths[row];
}

static struct ut_text cell(const struct trial *t, size_t row, size_t column)
{
  size_t at = t->first[row] + column;
  return at < t->first[row + 1] ? ut_texts_get(&t->cells, at) : (struct ut_text){"", 0};
}

/* Does the text, trimmed, look like a value rather than a heading: a date, a number, a personnummer? */
static bool is_value(struct ut_text text)
{
  static const char *const formats[] = {"%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y"};
  struct ut_personnummer_found found;
  int64_t number, divisor;
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (ut_date_parse_format(text, formats[i], UT_MAP_LATEST_YEAR) != UT_DATE_NONE)
      return true;
  return ut_number_parse(text, &number, &divisor) || ut_personnummer_find(text, &found);
}

/* ---- the rows ---- */

static enum ut_status add_row(struct trial *t, const struct ut_text *cells, size_t count, size_t line)
{
  t->lines[t->count] = line;
  t->widths[t->count] = count;
  for (size_t i = 0; i < count; i++)
    UT_TRY(ut_texts_add(&t->cells, ut_text_trim(cells[i])));
  t->first[++t->count] = ut_texts_count(&t->cells);
  return UT_OK;
}

static enum ut_status read_rows(struct trial *t, struct ut_text text, bool whole, char delimiter, char quote)
{
  struct ut_csv *csv;
  struct ut_csv_record record;
  enum ut_status status = ut_csv_new(&csv, delimiter, 1);
  if (status == UT_OK)
    ut_csv_quote(csv, quote);
  while (t->count < ROWS_MOST && (status == UT_OK || status == UT_BAD_ROW)) {
    size_t used = 0;
    status = ut_csv_next(csv, text.ptr, text.len, whole, &used, &record, NULL);
    if (status == UT_OK)
      status = ut_csv_split(csv, &record);
    if (status == UT_OK)
      status = add_row(t, record.fields, record.count, record.line);
    text.ptr += used;
    text.len -= used;
  }
  ut_csv_free(csv);
  return status == UT_NOMEM ? UT_NOMEM : UT_OK;
}

static enum ut_status take_sheet_row(void *context, const struct ut_text *cells, size_t count, size_t number)
{
  struct trial *t = context;
  UT_TRY(add_row(t, cells, count, number));
  return t->count < ROWS_MOST ? UT_OK : UT_END;
}

/* The rows of a sheet are as wide as the widest, but for titles: what stands behind the last cell of one is empty. */
static void widen(struct trial *t)
{
  size_t widest = 0;
  for (size_t row = 0; row < t->count; row++)
    widest = t->widths[row] > widest ? t->widths[row] : widest;
  for (size_t row = 0; row < t->count; row++) {
    size_t filled = 0;
    for (size_t i = 0; i < t->widths[row]; i++)
      filled += cell(t, row, i).len > 0;
    t->widths[row] = filled > 1 ? widest : t->widths[row];
  }
}

/* ---- the header ---- */

static bool is_known(const struct ut_defaults *d, struct ut_text heading)
{
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(heading, room);
  return slug.len > 0 && (*ut_defaults_alias(d, slug) || *ut_defaults_proposed_alias(d, slug));
}

/* Is it a heading of rows of another kind? */
static bool is_of_kind(const struct ut_defaults *d, struct ut_text heading)
{
  char room[UT_SLUG];
  struct ut_text slug = ut_text_slug_short(heading, room);
  bool found = false;
  for (size_t kind = 0; slug.len > 0 && kind < UT_MAP_KINDS && !found; kind++)
    found = *ut_defaults_kind_alias(d, ut_map_kind_names[kind], slug) != '\0';
  return found;
}

/* The first days of several months, one after the other, are headings of amounts, where no days stand below them. */
static size_t count_months(const struct trial *t, size_t row)
{
  size_t count = 0;
  ut_date last = 0;
  for (size_t i = 0; i < width(t, row); i++) {
    ut_date day = ut_date_parse(cell(t, row, i));
    if (day == UT_DATE_NONE)
      continue;
    bool below = row + 1 == t->count || ut_date_parse(cell(t, row + 1, i)) != UT_DATE_NONE;
    if (ut_date_split(day).day != 1 || below || (count > 0 && day <= last))
      return 0;
    last = day;
    count++;
  }
  return count > 1 ? count : 0;
}

/* How many headings of the row are known; those of other kinds count where there are several, for one alone may be a
 * word of a total row (Summa). */
static size_t count_known(const struct trial *t, size_t row, const struct ut_defaults *d)
{
  size_t known = 0, others = 0;
  for (size_t i = 0; i < width(t, row); i++) {
    bool own = is_known(d, cell(t, row, i));
    known += own;
    others += !own && is_of_kind(d, cell(t, row, i));
  }
  others += known + others > 0 ? count_months(t, row) : 0;
  return others >= KNOWN_ENOUGH ? known + others : known;
}

static void find_header(struct trial *t, const struct ut_defaults *d)
{
  t->header = t->count;
  for (size_t row = 0; row < t->count; row++) {
    size_t known = count_known(t, row, d);
    if (known > t->known) {
      t->known = known;
      t->header = row;
    }
  }
}

/* How many rows are as wide as this one. */
static size_t as_wide(const struct trial *t, size_t row)
{
  size_t count = 0;
  for (size_t i = 0; i < t->count; i++)
    count += width(t, i) == width(t, row);
  return count;
}

/* Where no heading is known: the first row that is as wide as most are. */
static size_t first_of_most(const struct trial *t)
{
  size_t best = 0;
  for (size_t row = 1; row < t->count; row++)
    if (as_wide(t, row) > as_wide(t, best))
      best = row;
  return best;
}

static bool has_value(const struct trial *t, size_t row)
{
  for (size_t i = 0; i < width(t, row); i++)
    if (is_value(cell(t, row, i)))
      return true;
  return false;
}

static bool stands_before(const struct trial *t, size_t row, size_t column)
{
  for (size_t i = 0; i < column; i++)
    if (ut_text_equal(cell(t, row, i), cell(t, row, column)))
      return true;
  return false;
}

static bool is_known_joined(const struct ut_defaults *d, struct ut_text one, struct ut_text other)
{
  char room[UT_SLUG];
  if (one.len + other.len + 1 >= sizeof room)
    return false;
  memcpy(room, one.ptr, one.len);
  room[one.len] = ' ';
  memcpy(room + one.len + 1, other.ptr, other.len);
  return is_known(d, (struct ut_text){room, one.len + 1 + other.len});
}

/* "Insats" over "Namn", "Vid avslut" over "Sysselsättning": a heading that its title alone makes known, of which the
 * title says the time only where it is not one over the whole sheet. */
static bool is_known_below(const struct ut_defaults *d, struct ut_text title, struct ut_text heading, bool partly)
{
  char room[UT_SLUG];
  if (title.len == 0 || heading.len == 0 || is_known(d, heading))
    return false;
  bool timed = partly && ut_defaults_occasion(d, ut_text_slug_short(title, room)) != UT_NO_OCCASION;
  return is_known_joined(d, title, heading) || (timed && is_known_joined(d, heading, ut_text_of("efter")));
}

/* Does the row stand below the gaps of that above it, as headings over two rows make them? A heading is among what it
 * has there. */
static bool fills_gaps(const struct trial *t, size_t row, const struct ut_defaults *d)
{
  bool known = false, whole = true, gap = false;
  for (size_t i = 0; i < width(t, row); i++) {
    bool above = cell(t, row - 1, i).len > 0, own = cell(t, row, i).len > 0;
    known = known || (!above && is_known(d, cell(t, row, i)));
    whole = whole && (above || own);
    gap = gap || !own;
  }
  return known && whole && gap;
}

/* Whatever the words are: has a title of the row above a heading below itself and another below the gap behind it,
 * where a heading beside them has nothing below but what the rows hold? */
static bool spans_gap(const struct trial *t, size_t row)
{
  bool spans = false, beside = false, whole = row + 1 < t->count && width(t, row + 1) == width(t, row);
  for (size_t i = 0; i < width(t, row) && whole; i++) {
    bool above = cell(t, row - 1, i).len > 0, own = cell(t, row, i).len > 0;
    bool last = i > 0 && cell(t, row - 1, i - 1).len > 0 && cell(t, row, i - 1).len > 0;
    whole = above || own;
    spans = spans || (last && !above && own);
    beside = beside || (above && !own && cell(t, row + 1, i).len > 0);
  }
  return whole && spans && beside;
}

/* Does the row need titles above it, because headings of it stand twice, say nothing by themselves or leave cells to
 * them, and does that above it leave cells out, as titles over several columns do? */
static bool is_below_titles(const struct trial *t, size_t row, const struct ut_defaults *d)
{
  bool needed = row > 0 && (fills_gaps(t, row, d) || spans_gap(t, row)), gap = false;
  struct ut_text over = {"", 0};
  size_t titles = 0;
  for (size_t i = 0; row > 0 && i < width(t, row); i++) {
    struct ut_text title = cell(t, row - 1, i), heading = cell(t, row, i);
    over = title.len > 0 ? title : over;
    titles += title.len > 0;
    needed = needed || (heading.len > 0 && stands_before(t, row, i)) ||
             is_known_below(d, over, heading, titles > 1 || cell(t, row - 1, 0).len == 0);
    gap = gap || title.len == 0 || heading.len == 0;
  }
  return needed && gap && titles > 0 && width(t, row - 1) == width(t, row) && !has_value(t, row) &&
         !has_value(t, row - 1);
}

static size_t count_quoted(const struct trial *t, size_t row)
{
  size_t quoted = 0;
  for (size_t i = 0; i < width(t, row); i++) {
    struct ut_text c = cell(t, row, i);
    quoted += c.len > 2 && c.ptr[0] == '\'' && c.ptr[c.len - 1] == '\'';
  }
  return quoted;
}

/* Most cells of a row as wide as most, or one of every other such row: LibreOffice can quote numbers alone. */
static bool is_quoted(const struct trial *t)
{
  size_t most = first_of_most(t), filled = 0, rows = 0;
  for (size_t i = 0; i < width(t, most); i++)
    filled += cell(t, most, i).len > 0;
  for (size_t row = 0; row < t->count; row++)
    rows += width(t, row) == width(t, most) && count_quoted(t, row) > 0;
  return count_quoted(t, most) * 2 > filled || rows * 2 >= as_wide(t, most);
}

static void describe(const struct trial *t, const struct ut_defaults *d, struct ut_layout *out)
{
  size_t header = t->known > 0 ? t->header : first_of_most(t);
  out->headless = t->known < KNOWN_ENOUGH && has_value(t, header);
  if (!out->headless && is_below_titles(t, header, d))
    out->heading_rows = 2, header--;
  else if (!out->headless && header + 1 < t->count && is_below_titles(t, header + 1, d))
    out->heading_rows = 2;
  out->skip_lines = t->lines[header] - 1;
}

/* ---- the whole ---- */

static enum ut_status try_quote(struct ut_text text, bool whole, const struct ut_defaults *d, char delimiter,
                                char quote, struct trial *t)
{
  ut_texts_clear(&t->cells);
  *t = (struct trial){0};
  UT_TRY(read_rows(t, text, whole, delimiter, quote));
  find_header(t, d);
  return UT_OK;
}

/* Is this one better: more known headings, else more rows of several columns? */
static bool is_better(const struct trial *t, const struct trial *best)
{
  if (t->count == 0 || width(t, first_of_most(t)) < 2)
    return false;
  if (best->count == 0 || t->known != best->known)
    return best->count == 0 || t->known > best->known;
  return as_wide(t, first_of_most(t)) > as_wide(best, first_of_most(best));
}

enum ut_status ut_layout_find(struct ut_text text, bool whole, const struct ut_defaults *defaults,
                              struct ut_layout *out)
{
  static const char delimiters[] = ";\t,|";
  struct trial best = {0}, t = {0};
  enum ut_status status = UT_OK;
  *out = (struct ut_layout){0};
  for (const char *d = delimiters; *d && status == UT_OK; d++) {
    char quote = '"';
    status = try_quote(text, whole, defaults, *d, quote, &t);
    if (status == UT_OK && t.count > 0 && is_quoted(&t)) {
      quote = '\'';
      status = try_quote(text, whole, defaults, *d, quote, &t);
    }
    if (status != UT_OK || !is_better(&t, &best))
      continue;
    struct trial swapped = best;
    best = t;
    t = swapped;
    out->delimiter = *d;
    out->quote = quote == '"' ? '\0' : quote;
  }
  if (status == UT_OK && best.count == 0)
    status = try_quote(text, whole, defaults, ',', '"', &best);
  if (status == UT_OK && best.count > 0)
    describe(&best, defaults, out);
  ut_texts_clear(&best.cells);
  ut_texts_clear(&t.cells);
  return status;
}

enum ut_status ut_layout_sheet(struct ut_source *source, const struct ut_reader_options *reading,
                               const struct ut_defaults *defaults, struct ut_layout *out, struct ut_buf *name,
                               struct ut_error *err)
{
  struct trial t = {0};
  *out = (struct ut_layout){0};
  enum ut_status status = ut_sheet_head(source, reading, take_sheet_row, &t, name, err);
  widen(&t);
  find_header(&t, defaults);
  if (status == UT_OK && t.count > 0)
    describe(&t, defaults, out);
  ut_texts_clear(&t.cells);
  return status;
}
