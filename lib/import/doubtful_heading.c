/* Doubts about headings: what a dropped one resembles, and what a file lacks that others have. */
#include "import/doubtful_heading.h"

#include <stdlib.h>

#include "base/personnummer.h"
#include "base/redecode.h"
#include "import/cell_convert.h"

enum { KNOWN_ENOUGH = 2 }; /* headings that tell a header from a row of values */

struct doubts {
  const struct ut_headings *all;
  struct ut_header file;
  struct ut_buf slug, text;
};

static const struct ut_heading *heading(const struct doubts *d, size_t own)
{
  return ut_header_heading(d->all, &d->file, own);
}

static bool is_left(const struct ut_heading *h)
{
  return h->role == UT_HEADING_DROPPED && h->text.len > 0;
}

/* A heading that gives the column under another name is it. */
static enum ut_resemblance likeness(const struct ut_defaults *defaults, const struct ut_heading *h, struct ut_text slug,
                                    struct ut_text missing, struct ut_text column)
{
  bool same = h->column && h->role == UT_HEADING_RECORDED && ut_text_is(column, h->column->name);
  enum ut_resemblance best = ut_resemblance_either(slug, missing);
  const struct ut_column *known = column.ptr ? ut_column_find(column) : NULL;
  if (known)
    best = ut_resemblance_most(best, ut_defaults_likeness(defaults, slug, known->name));
  return same ? UT_ALIKE : best;
}

enum ut_status ut_doubtful_heading_meant(const struct ut_headings *all, const struct ut_header *file,
                                         struct ut_text missing, struct ut_text column, const struct ut_heading **meant)
{
  struct ut_buf slug = {0};
  enum ut_resemblance best = UT_UNLIKE;
  enum ut_status status = UT_OK;
  *meant = NULL;
  for (size_t i = 0; i < file->count && status == UT_OK; i++) {
    const struct ut_heading *h = ut_header_heading(all, file, i);
    if (h->by_map || h->text.len == 0)
      continue;
    status = ut_resemblance_slug(h->text, &slug);
    enum ut_resemblance one = likeness(ut_map_defaults(all->options->map), h, ut_buf_text(&slug), missing, column);
    *meant = one > best ? h : *meant;
    best = ut_resemblance_most(best, one);
  }
  ut_buf_clear(&slug);
  return status;
}

/* ---- values among the headings ---- */

/* A date or a personnummer? UT_NOMEM */
static enum ut_status check_value(struct ut_cell_converter *dates, struct ut_text text, bool *is)
{
  struct ut_cell_converted value;
  struct ut_personnummer_found found;
  enum ut_status status = ut_cell_convert(dates, text, &value, NULL);
  *is = ut_personnummer_find(text, &found) || (status == UT_OK && value.text.len > 0);
  return status == UT_NOMEM ? status : UT_OK;
}

/* The first own heading that is a value; the count when there is none. */
static enum ut_status find_value(const struct ut_headings *all, const struct ut_header *file, size_t *own)
{
  struct ut_cell_converter *dates = NULL;
  bool is = false;
  enum ut_status status = ut_cell_converter_new(&dates, ut_column_find(ut_text_of("start")), all->options->map);
  for (*own = 0; *own < file->count && status == UT_OK; ++*own) {
    const struct ut_heading *h = ut_header_heading(all, file, *own);
    if (is_left(h))
      status = check_value(dates, h->text, &is);
    if (is)
      break;
  }
  ut_cell_converter_free(dates);
  return status;
}

enum ut_status ut_doubtful_heading_is_data(const struct ut_headings *all, const struct ut_header *file, bool *data)
{
  size_t own;
  enum ut_status status = find_value(all, file, &own);
  *data = status == UT_OK && own < file->count;
  return status;
}

static bool is_header(const struct doubts *d)
{
  size_t known = 0;
  for (size_t i = 0; i < d->file.count; i++)
    known += heading(d, i)->role != UT_HEADING_DROPPED;
  return known >= KNOWN_ENOUGH;
}

static enum ut_status note_value(const struct doubts *d)
{
  size_t own;
  char shown[UT_QUOTED];
  if (is_header(d))
    return UT_OK;
  UT_TRY(find_value(d->all, &d->file, &own));
  if (own == d->file.count)
    return UT_OK;
  struct ut_text text = heading(d, own)->text;
  ut_run_note(d->all->options->run, UT_NOTE_RUBRIK_LIKNAR, 1, d->file.source, d->file.line,
              "%s:%zu: the heading %s looks like a value: does the file lack a header (\"header\": false of a map)?",
              d->file.source, d->file.line, ut_quote(shown, text.ptr, text.len));
  return UT_OK;
}

/* 'Insats', as the cells may be, too */
static void note_quote(const struct doubts *d)
{
  for (size_t i = 0; i < d->file.count; i++) {
    char shown[UT_QUOTED];
    struct ut_text t = heading(d, i)->text;
    if (t.len < 3 || t.ptr[0] != '\'' || t.ptr[t.len - 1] != '\'')
      continue;
    ut_run_note(
        d->all->options->run, UT_NOTE_RUBRIK_LIKNAR, 1, d->file.source, d->file.line,
        "%s:%zu: the heading %s stands in quotes that are part of it, as those of cells are (\"quote\" of a map)",
        d->file.source, d->file.line, ut_quote(shown, t.ptr, t.len));
    return;
  }
}

/* ---- what a heading resembles ---- */

/* Of a list that nobody names by its time: does the file have any of it? */
static bool has_list(const struct doubts *d, const struct ut_column *column)
{
  for (size_t i = 0; i < d->file.count; i++) {
    const struct ut_heading *h = heading(d, i);
    if (h->role == UT_HEADING_RECORDED && h->column->codes == column->codes)
      return true;
  }
  return false;
}

/* How much d->slug resembles a column that the file has not. */
static enum ut_resemblance likeness_to(const struct doubts *d, const char *name)
{
  const struct ut_column *column = ut_column_find(ut_text_of(name));
  enum ut_resemblance found = ut_defaults_likeness(ut_map_defaults(d->all->options->map), ut_buf_text(&d->slug), name);
  if (found == UT_UNLIKE) /* of most; what the file gives is looked for in all of its headings */
    return found;
  bool vague = found == UT_SHARES_WORD && column && column->type == UT_TYPE_LIST && has_list(d, column);
  return vague || ut_header_gives(d->all, &d->file, ut_text_of(name)) ? UT_UNLIKE : found;
}

/* The column that d->slug resembles most; NULL: none. */
static const char *resembled(const struct doubts *d)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  const char *found = NULL;
  enum ut_resemblance best = UT_UNLIKE, one;
  for (size_t i = 0; i < count && columns[i].origin == UT_RECORDED; i++)
    if (!ut_map_constant(d->all->options->map, &columns[i]).ptr && (one = likeness_to(d, columns[i].name)) > best) {
      best = one;
      found = columns[i].name;
    }
  if (likeness_to(d, UT_PERSONNUMMER) > best)
    found = UT_PERSONNUMMER;
  return found;
}

static void note_heading(const struct doubts *d, const struct ut_heading *h, const char *column, bool twice)
{
  char shown[UT_QUOTED], was[UT_QUOTED];
  struct ut_buf words = {0};
  if (twice)
    ut_buf_format(&words, " looks decoded twice: %s", ut_quote(was, d->text.ptr, d->text.len));
  if (column)
    ut_buf_format(&words, "%s resembles %s, which no column of the file gives (a map says what it is)",
                  twice ? ", and" : "", column);
  const char *text = ut_buf_string(&words);
  ut_run_note(d->all->options->run, UT_NOTE_RUBRIK_LIKNAR, 1, d->file.source, d->file.line,
              "%s:%zu: the heading %s, which is dropped,%s", d->file.source, d->file.line,
              ut_quote(shown, h->text.ptr, h->text.len), text ? text : " resembles a known one");
  ut_buf_clear(&words);
}

static enum ut_status check_heading(struct doubts *d, const struct ut_heading *h)
{
  bool twice;
  UT_TRY(ut_text_redecode(h->text, &d->text, &twice));
  UT_TRY(ut_resemblance_slug(h->text, &d->slug));
  const char *column = resembled(d);
  if (twice || column)
    note_heading(d, h, column, twice);
  return UT_OK;
}

/* ---- what a file lacks ---- */

static bool fills(const struct ut_import_column *column, const struct ut_header *file)
{
  for (size_t s = 0; s < column->count; s++)
    for (size_t i = 0; i < file->count; i++)
      if (file->places[i] == column->sources[s].field)
        return true;
  return false;
}

static bool is_named(const struct ut_map *map, struct ut_text column)
{
  for (size_t i = 0; map && i < map->column_count; i++)
    if (!map->columns[i].extent && ut_text_equal(map->columns[i].target, column))
      return true;
  return false;
}

/* A column that others of the files fill; what the map names has been dealt with. */
static void note_lacking(const struct doubts *d, const struct ut_import_column *column, const char *name)
{
  struct ut_text text = ut_text_of(name);
  if (column->count == 0 || column->constant.ptr || is_named(d->all->options->map, text) ||
      ut_header_gives(d->all, &d->file, text) || fills(column, &d->file))
    return;
  ut_run_note(d->all->options->run, UT_NOTE_KOLUMN_SAKNAS, 1, d->file.source, 0, "%s: there is no column %s: %s",
              d->file.source, name, ut_text_is(text, "slut") ? "nobody in it has left" : "it is empty in all its rows");
}

static enum ut_status check_file(struct doubts *d)
{
  for (size_t i = 0; i < d->all->count; i++)
    if (d->all->columns[i].column)
      note_lacking(d, &d->all->columns[i], d->all->columns[i].column->name);
  note_lacking(d, &d->all->personnummer, UT_PERSONNUMMER);
  UT_TRY(note_value(d));
  note_quote(d);
  for (size_t i = 0; i < d->file.count; i++)
    if (is_left(heading(d, i)))
      UT_TRY(check_heading(d, heading(d, i)));
  return UT_OK;
}

/* Is nothing of the files read, so that all rows would be alike? */
static bool is_all_constant(const struct ut_headings *all)
{
  bool constant = all->heading_count > 0 && all->personnummer.count == 0;
  for (size_t i = 0; i < all->count; i++)
    constant = constant && all->columns[i].count == 0;
  return constant;
}

enum ut_status ut_doubtful_headings(const struct ut_headings *all, struct ut_error *err)
{
  struct doubts d = {.all = all};
  enum ut_status status = UT_OK;
  if (is_all_constant(all)) {
    struct ut_header file = ut_reader_header(all->reader, 0);
    ut_error_set(err, UT_BAD_INPUT,
                 "no heading is known: all rows would be alike (a file without a header? \"header\": false of a map)");
    ut_error_at(err, file.source, file.line, 0, NULL);
    return UT_BAD_INPUT;
  }
  for (size_t i = 0; i < ut_reader_headers(all->reader) && status == UT_OK; i++) {
    d.file = ut_reader_header(all->reader, i);
    status = d.file.count > 0 ? check_file(&d) : UT_OK;
  }
  ut_buf_clear(&d.slug);
  ut_buf_clear(&d.text);
  return status == UT_NOMEM ? ut_error_nomem(err) : status;
}
