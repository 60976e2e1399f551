/* Rows of a raw export to participations. The plain cells take a path without calls; everything else has a function. */
#include "utfall/import.h"

#include <stdlib.h>

#include "import/cell_convert.h"
#include "import/headings.h"
#include "import/pseudonym.h"

struct import_target;

typedef enum ut_status fill_function(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                     struct ut_error *err);

/* What can be done without a call. */
enum path {
  ONE_CELL, /* look one cell up */
  ONE_DATE, /* one cell, mostly an ISO date */
  LIST,     /* mostly no cell or one */
  NO_PATH
};

/* A target with what fills it; its current value. */
struct import_target {
  enum path path;
  size_t field;               /* of ONE_CELL and ONE_DATE */
  const struct ut_memo *memo; /* of the converter; NULL when it has none */
  struct ut_text empty;       /* the constant, or nothing: what an empty cell means */
  fill_function *fill;        /* what the paths do not settle */
  size_t *fields;             /* of LIST: of its sources, then of their extents */
  size_t code_fields, all_fields;
  const struct ut_import_column *layout;
  struct ut_cell_converter *converter; /* NULL: passed through, or never filled from a cell */
  int64_t empty_number;
  struct ut_buf joined;
  int64_t number; /* of the current value, where it is a date or a year */
};

enum part { INSATS, START, SLUT, ID, ANONYM, KON, FODELSEAR, PARTS };
static const char *const part_names[PARTS] = {"insats", "start", "slut", "id", "anonym", "kon", "fodelsear"};

struct ut_import {
  struct ut_reader *reader;
  struct ut_import_options options;
  struct ut_headings *layout;
  struct import_target *targets;
  struct ut_cell_converter *extents, *registered;
  size_t count;
  ptrdiff_t parts[PARTS]; /* index of the target, -1: not there */
  struct ut_text *names, *out;
  struct ut_imported *row; /* the caller's, during a call */
  char id[UT_PSEUDONYM_LETTERS], year[12], january[16];
};

static const struct ut_text nothing = {"", 0};

static struct ut_text heading_of(const struct ut_import *im, const struct ut_heading_source *source)
{
  return ut_reader_column(im->reader, source->field);
}

/* Names the heading and the column at fault. */
static void blame(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                  struct ut_error *err)
{
  char heading[UT_ERROR_FIELD] = "";
  if (source) {
    struct ut_text t = heading_of(im, source);
    size_t len = t.len < sizeof heading ? t.len : sizeof heading - 1;
    memcpy(heading, t.ptr, len);
    heading[ut_utf8_valid(heading, len)] = '\0';
  }
  im->row->rejected = column.ptr;
  ut_error_at(err, NULL, 0, 0, source ? heading : column.ptr);
}

static enum ut_status convert(struct ut_import *im, struct ut_cell_converter *converter,
                              const struct ut_heading_source *source, const struct import_target *t,
                              struct ut_text cell, struct ut_cell_converted *out, struct ut_error *err)
{
  enum ut_status status = ut_cell_convert(converter, cell, out, err);
  if (status == UT_BAD_ROW) {
    im->row->unknown_code = ut_cell_converter_unknown(converter);
    blame(im, source, t->layout->name, err);
  }
  return status;
}

/* ---- single values ---- */

static enum ut_status contradicts(struct ut_import *im, const struct import_target *t,
                                  const struct ut_heading_source *source, const struct ut_heading_source *other,
                                  struct ut_error *err)
{
  struct ut_text heading = heading_of(im, other);
  char shown[UT_QUOTED];
  ut_error_set(err, UT_BAD_ROW, "contradicts %s of the same row", ut_quote(shown, heading.ptr, heading.len));
  blame(im, source, t->layout->name, err);
  return UT_BAD_ROW;
}

static bool is_blank(struct ut_text cell)
{
  return ut_text_trim(cell).len == 0;
}

/* The first source that says something; another one may only say the same. What is said may be written as nothing (not
 * anonymous): no constant stands there then. */
static enum ut_status fill_value(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                 struct ut_error *err)
{
  struct ut_text *out = &im->out[t - im->targets];
  const struct ut_heading_source *said = NULL;
  *out = t->empty;
  t->number = t->empty_number;
  for (size_t i = 0; i < t->layout->count; i++) {
    const struct ut_heading_source *source = &t->layout->sources[i];
    struct ut_cell_converted value;
    if (cells[source->field].len == 0)
      continue;
    enum ut_status status = convert(im, t->converter, source, t, cells[source->field], &value, err);
    if (status)
      return status;
    if (said && value.text.len > 0 && !ut_text_equal(value.text, *out))
      return contradicts(im, t, source, said, err);
    if (said || (value.text.len == 0 && is_blank(cells[source->field])))
      continue;
    *out = value.text;
    t->number = value.number;
    said = value.text.len > 0 ? source : NULL;
  }
  return UT_OK;
}

static enum ut_status fill_kept(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                struct ut_error *err)
{
  struct ut_text *out = &im->out[t - im->targets];
  *out = nothing;
  for (size_t i = 0; i < t->layout->count; i++) {
    const struct ut_heading_source *source = &t->layout->sources[i];
    if (cells[source->field].len == 0)
      continue;
    enum ut_status status = ut_cell_convert_check(cells[source->field], err);
    if (status) {
      blame(im, source, t->layout->name, err);
      return status;
    }
    if (out->len == 0)
      *out = cells[source->field];
  }
  return UT_OK;
}

static enum ut_status fill_id(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                              struct ut_error *err)
{
  struct ut_text *out = &im->out[t - im->targets];
  enum ut_status status = fill_kept(im, t, cells, err);
  *out = im->options.drop_identity ? nothing : ut_text_trim(*out);
  return status;
}

/* ---- lists ---- */

static enum ut_status join(struct import_target *t, struct ut_text text)
{
  if (t->joined.len > 0 && ut_buf_add(&t->joined, "|", 1))
    return UT_NOMEM;
  return ut_buf_add_text(&t->joined, text);
}

/* The extent of a source as it is written after a code; empty when there is none. */
static enum ut_status find_extent(struct ut_import *im, const struct import_target *t,
                                  const struct ut_heading_source *source, const struct ut_text *cells,
                                  struct ut_heading_source *from, struct ut_cell_converted *out, struct ut_error *err)
{
  *out = (struct ut_cell_converted){nothing, 0};
  for (size_t i = 0; i < source->extent_count; i++) {
    *from = (struct ut_heading_source){.field = source->extents[i]};
    if (cells[from->field].len == 0)
      continue;
    enum ut_status status = convert(im, im->extents, from, t, cells[from->field], out, err);
    if (status || out->text.len > 0)
      return status;
  }
  return UT_OK;
}

static enum ut_status bad_extent(struct ut_import *im, const struct import_target *t,
                                 const struct ut_heading_source *from, const char *why, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_ROW, "%s", why);
  blame(im, from, t->layout->name, err);
  return UT_BAD_ROW;
}

/* No code, or one without an extent. */
static bool is_single(struct ut_text codes)
{
  return codes.len == 0 || (!memchr(codes.ptr, '|', codes.len) && !memchr(codes.ptr, ':', codes.len));
}

/* An extent says how much of one code; 0 beside nothing says nothing. */
static enum ut_status add_source(struct ut_import *im, struct import_target *t, const struct ut_heading_source *source,
                                 const struct ut_text *cells, struct ut_error *err)
{
  struct ut_cell_converted code = {nothing, 0}, extent = {nothing, 0};
  struct ut_heading_source from = {0};
  enum ut_status status = UT_OK;
  if (cells[source->field].len > 0)
    status = convert(im, t->converter, source, t, cells[source->field], &code, err);
  if (!status && source->extent_count > 0)
    status = find_extent(im, t, source, cells, &from, &extent, err);
  if (status)
    return status;
  if (extent.text.len > 0 && code.text.len == 0 && extent.number > 0)
    return bad_extent(im, t, &from, "an extent of nothing", err);
  if (extent.text.len > 0 && !is_single(code.text))
    return bad_extent(im, t, &from, "an extent of more than one code, or a second one", err);
  if (code.text.len == 0)
    return UT_OK;
  if (join(t, code.text) || ut_buf_add_text(&t->joined, extent.text))
    return ut_error_nomem(err);
  return UT_OK;
}

static bool is_silent(const struct ut_heading_source *source, const struct ut_text *cells)
{
  size_t said = cells[source->field].len;
  for (size_t i = 0; i < source->extent_count; i++)
    said |= cells[source->extents[i]].len;
  return said == 0;
}

static enum ut_status fill_list(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                struct ut_error *err)
{
  t->joined.len = 0;
  for (size_t i = 0; i < t->layout->count; i++) {
    if (is_silent(&t->layout->sources[i], cells))
      continue;
    enum ut_status status = add_source(im, t, &t->layout->sources[i], cells, err);
    if (status)
      return status;
  }
  im->out[t - im->targets] = t->joined.len > 0 ? ut_buf_text(&t->joined) : t->empty;
  return UT_OK;
}

/* ---- persons ---- */

static const struct ut_heading_source *find_number(const struct ut_import *im, const struct ut_text *cells,
                                                   struct ut_text *number)
{
  const struct ut_import_column *t = &im->layout->personnummer;
  for (size_t i = 0; i < t->count; i++) {
    *number = ut_text_trim(cells[t->sources[i].field]);
    if (number->len > 0)
      return &t->sources[i];
  }
  return NULL;
}

static struct ut_text *part(struct ut_import *im, enum part which)
{
  return im->parts[which] < 0 ? NULL : &im->out[im->parts[which]];
}

static void derive_sex(struct ut_import *im, const struct ut_personnummer *person)
{
  struct ut_text *kon = part(im, KON);
  if (kon->len == 0)
    *kon = ut_text_of(person->sex == 'K' ? "K" : "M");
  else
    im->row->other_sex = kon->ptr[0] != person->sex;
}

static void derive_birth_year(struct ut_import *im, const struct ut_personnummer *person)
{
  struct ut_text *year = part(im, FODELSEAR);
  if (year->len == 0) {
    char *end = im->year;
    for (int value = person->birth_year, unit = 1000; unit > 0; value %= unit, unit /= 10)
      *end++ = (char)('0' + value / unit);
    *year = (struct ut_text){im->year, (size_t)(end - im->year)};
  } else {
    im->row->other_year = im->targets[im->parts[FODELSEAR]].number != person->birth_year;
  }
}

static enum ut_status identify(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct ut_text number;
  struct ut_personnummer person;
  const struct ut_heading_source *source = find_number(im, cells, &number);
  if (!source)
    return UT_OK;
  enum ut_pnr result = ut_personnummer_parse(number, im->row->start, &person);
  if (result != UT_PNR_VALID && result != UT_PNR_UNKNOWN_DAY) {
    ut_error_set(err, UT_BAD_ROW, "%s", ut_personnummer_reason(result));
    blame(im, source, ut_text_of(UT_PERSONNUMMER), err);
    return UT_BAD_ROW;
  }
  im->row->numbered = true;
  im->row->unknown_day = result == UT_PNR_UNKNOWN_DAY;
  derive_sex(im, &person);
  derive_birth_year(im, &person);
  if (im->options.key) {
    ut_key_pseudonym(im->options.key, &person, im->id);
    *part(im, ID) = (struct ut_text){im->id, sizeof im->id};
  }
  return UT_OK;
}

/* ---- rows ---- */

/* May a constant stand where nothing is written? The target's function knows. */
static inline bool is_filled_up(const struct import_target *t, const struct ut_memo_entry *known)
{
  return known->value.len == 0 && t->empty.len > 0;
}

/* Remembered cells, ISO dates and empty ones; false: the target's function must see to it. */
__attribute__((always_inline)) static inline bool fill_cell(struct import_target *t, struct ut_text cell,
                                                            struct ut_text *out)
{
  const struct ut_memo_entry *known;
  ut_date day;
  if (cell.len == 0) {
    *out = t->empty;
    t->number = t->empty_number;
    return true;
  }
  if (t->path == ONE_DATE && cell.len == 10 && (day = ut_date_parse(cell)) != UT_DATE_NONE) {
    *out = cell;
    t->number = day;
    return true;
  }
  if (!t->memo || !(known = ut_memo_find(t->memo, cell)) || is_filled_up(t, known))
    return false;
  *out = known->value;
  t->number = known->number;
  return true;
}

/* The one code that a list says and the one extent, if it is a remembered one of this code. */
static inline bool join_known(struct ut_import *im, struct import_target *t, struct ut_text code, struct ut_text extent,
                              struct ut_text *out)
{
  const struct ut_memo_entry *known = extent.len > 0 ? ut_memo_find(ut_cell_converter_memo(im->extents), extent) : NULL;
  if (!known || code.len == 0 || !is_single(code))
    return false;
  t->joined.len = 0;
  if (ut_buf_add_text(&t->joined, code) || ut_buf_add_text(&t->joined, known->value))
    return false;
  *out = ut_buf_text(&t->joined);
  return true;
}

/* A list that says nothing, or one remembered thing with a remembered extent or none. */
static inline bool fill_short_list(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                   struct ut_text *out)
{
  const struct ut_heading_source *source = NULL;
  size_t said = 0, extents = 0;
  for (size_t i = 0; i < t->code_fields; i++)
    if (cells[t->fields[i]].len > 0) {
      said++;
      source = &t->layout->sources[i];
    }
  for (size_t i = t->code_fields; i < t->all_fields; i++)
    extents += cells[t->fields[i]].len > 0;
  if (said > 1 || extents > said)
    return false;
  *out = t->empty;
  if (said == 0)
    return true;
  const struct ut_memo_entry *known = ut_memo_find(t->memo, cells[source->field]);
  if (!known || is_filled_up(t, known))
    return false;
  *out = known->value;
  return extents == 0 || (source->extent_count == 1 && join_known(im, t, known->value, cells[source->extents[0]], out));
}

static enum ut_status fill_otherwise(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                     struct ut_error *err)
{
  if (t->path == LIST && fill_short_list(im, t, cells, &im->out[t - im->targets]))
    return UT_OK;
  return t->fill(im, t, cells, err);
}

static enum ut_status fill(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                           struct ut_error *err)
{
  if (t->path <= ONE_DATE && fill_cell(t, cells[t->field], &im->out[t - im->targets]))
    return UT_OK;
  return fill_otherwise(im, t, cells, err);
}

static enum ut_status require(struct ut_import *im, enum part which, struct ut_error *err)
{
  if (part(im, which)->len > 0)
    return UT_OK;
  const struct ut_import_column *t = im->targets[im->parts[which]].layout;
  ut_error_set(err, UT_BAD_ROW, "%s is missing", part_names[which]);
  blame(im, t->count > 0 ? &t->sources[0] : NULL, t->name, err);
  return UT_BAD_ROW;
}

static ut_date date_part(struct ut_import *im, enum part which)
{
  const struct ut_text *text = part(im, which);
  return text && text->len > 0 ? (ut_date)im->targets[im->parts[which]].number : UT_DATE_NONE;
}

static enum ut_status check_dropped(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  for (size_t i = 0; i < im->layout->dropped_count; i++) {
    const struct ut_heading_source *source = &im->layout->dropped[i];
    if (ut_cell_convert_check_dropped(cells[source->field], err)) {
      blame(im, source, nothing, err);
      return UT_BAD_ROW;
    }
  }
  return UT_OK;
}

/* A date that only a check reads is no reason to reject a row. */
static void read_registered(struct ut_import *im, const struct ut_text *cells)
{
  const struct ut_import_column *t = &im->layout->registered;
  for (size_t i = 0; i < t->count; i++) {
    struct ut_text cell = cells[t->sources[i].field];
    struct ut_cell_converted value;
    if (cell.len > 0 && ut_cell_convert(im->registered, cell, &value, NULL) == UT_OK && value.text.len > 0)
      im->row->registered = (ut_date)value.number;
  }
}

static enum ut_status import_known(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct ut_text *out = im->out;
  for (struct import_target *t = im->targets, *end = t + im->count; t < end; t++, out++) {
    if (t->path <= ONE_DATE && fill_cell(t, cells[t->field], out))
      continue;
    enum ut_status status = fill_otherwise(im, t, cells, err);
    if (status)
      return status;
  }
  enum ut_status status = require(im, INSATS, err);
  if (!status)
    status = require(im, START, err);
  if (status)
    return status;
  im->row->start = date_part(im, START);
  im->row->slut = date_part(im, SLUT);
  read_registered(im, cells);
  return im->layout->personnummer.count > 0 ? identify(im, cells, err) : UT_OK;
}

/* A year by itself: all that is known of the start of an anonymous participation. */
static bool is_year(struct ut_text t)
{
  int64_t year;
  return t.len == 4 && ut_text_integer(t, &year) && year >= 1600 && year <= 2400;
}

/* Start becomes 1 January of its year. */
static enum ut_status import_year(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct import_target *t = &im->targets[im->parts[START]];
  struct ut_text *out = part(im, START);
  *out = nothing;
  for (size_t i = 0; i < t->layout->count && out->len == 0; i++) {
    struct ut_text cell = ut_text_trim(cells[t->layout->sources[i].field]);
    if (is_year(cell))
      *out = cell;
  }
  if (out->len == 0) {
    enum ut_status status = fill(im, t, cells, err);
    if (!status)
      status = require(im, START, err);
    if (status)
      return status;
  }
  memcpy(im->january, out->ptr, 4);
  memcpy(im->january + 4, "-01-01", 6);
  *out = (struct ut_text){im->january, 10};
  im->row->start = ut_date_parse(*out);
  return UT_OK;
}

/* The sex may stand in the number alone; a number that is wrong is nobody's and says nothing. */
static void sex_of_anonymous(struct ut_import *im, const struct ut_text *cells)
{
  struct ut_text number;
  struct ut_personnummer person;
  if (part(im, KON) && part(im, KON)->len == 0 && find_number(im, cells, &number)) {
    enum ut_pnr result = ut_personnummer_parse(number, im->row->start, &person);
    if (result == UT_PNR_VALID || result == UT_PNR_UNKNOWN_DAY)
      derive_sex(im, &person);
  }
}

static enum ut_status import_anonymous(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  for (size_t i = 0; i < im->count; i++)
    if (im->parts[ANONYM] != (ptrdiff_t)i)
      im->out[i] = nothing;
  enum ut_status status = fill(im, &im->targets[im->parts[INSATS]], cells, err);
  if (!status)
    status = require(im, INSATS, err);
  if (!status && im->parts[KON] >= 0)
    status = fill(im, &im->targets[im->parts[KON]], cells, err);
  if (!status)
    status = import_year(im, cells, err);
  if (!status)
    sex_of_anonymous(im, cells);
  return status;
}

static bool is_total(const struct ut_import *im, const struct ut_text *cells)
{
  for (size_t i = 0; i < im->layout->total_count; i++) {
    struct ut_text starts = im->options.map->total_starts;
    struct ut_text cell = ut_text_trim(cells[im->layout->totals[i].field]);
    if (cell.len >= starts.len && memcmp(cell.ptr, starts.ptr, starts.len) == 0)
      return true;
  }
  return false;
}

static enum ut_status import_row(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  im->row->total = is_total(im, cells);
  if (im->row->total)
    return UT_OK;
  enum ut_status status = check_dropped(im, cells, err);
  if (!status && im->parts[ANONYM] >= 0) {
    status = fill(im, &im->targets[im->parts[ANONYM]], cells, err);
    im->row->anonymous = !status && part(im, ANONYM)->len > 0;
  }
  if (status)
    return status;
  return im->row->anonymous ? import_anonymous(im, cells, err) : import_known(im, cells, err);
}

enum ut_status ut_import_next(struct ut_import *im, struct ut_imported *out, struct ut_error *err)
{
  struct ut_row row;
  *out = (struct ut_imported){
      .fields = im->out, .start = UT_DATE_NONE, .slut = UT_DATE_NONE, .registered = UT_DATE_NONE, .rejected = ""};
  im->row = out;
  enum ut_status status = ut_reader_next(im->reader, &row, err);
  out->total = status == UT_BAD_ROW && is_total(im, row.fields); /* of whatever width */
  if (out->total)
    status = UT_OK;
  else if (status) {
    out->source = status == UT_END ? NULL : row.source;
    out->line = status == UT_END || !err ? 0 : err->line;
    return status;
  }
  out->source = row.source;
  out->line = row.line;
  if (!out->total)
    status = import_row(im, row.fields, err);
  if (status)
    ut_error_at(err, row.source, row.line, 0, NULL);
  return status;
}

/* ---- opening and closing ---- */

static fill_function *fill_of(const struct ut_import_column *t)
{
  if (!t->column)
    return fill_kept;
  if (strcmp(t->column->name, "id") == 0)
    return fill_id;
  return t->column->type == UT_TYPE_LIST ? fill_list : fill_value;
}

/* The same extent may stand there twice, which does no harm. */
static enum ut_status list_fields(struct import_target *t)
{
  const struct ut_import_column *layout = t->layout;
  size_t room = layout->count;
  for (size_t i = 0; i < layout->count; i++)
    room += layout->sources[i].extent_count;
  t->fields = calloc(room > 0 ? room : 1, sizeof *t->fields);
  if (!t->fields)
    return UT_NOMEM;
  t->path = LIST;
  t->code_fields = layout->count;
  t->all_fields = layout->count;
  for (size_t i = 0; i < layout->count; i++) {
    const struct ut_heading_source *source = &layout->sources[i];
    t->fields[i] = source->field;
    for (size_t e = 0; e < source->extent_count; e++)
      t->fields[t->all_fields++] = source->extents[e];
  }
  return UT_OK;
}

static enum ut_status make_target(struct ut_import *im, size_t index)
{
  struct import_target *t = &im->targets[index];
  const struct ut_import_column *layout = &im->layout->targets[index];
  im->names[index] = layout->name;
  *t = (struct import_target){.layout = layout, .fill = fill_of(layout), .empty = nothing};
  if (layout->constant.ptr)
    t->empty = layout->constant;
  for (int p = 0; p < PARTS; p++)
    if (layout->column && strcmp(layout->column->name, part_names[p]) == 0)
      im->parts[p] = (ptrdiff_t)index;
  t->path = NO_PATH;
  if (t->fill != fill_list && t->fill != fill_value)
    return UT_OK;
  if (ut_cell_converter_new(&t->converter, layout->column, im->options.map))
    return UT_NOMEM;
  t->memo = ut_cell_converter_memo(t->converter);
  bool alone = layout->count == 1 && layout->sources[0].extent_count == 0;
  if (t->fill == fill_list && !alone)
    return list_fields(t);
  if (alone) {
    t->path = layout->column->type == UT_TYPE_DATE ? ONE_DATE : ONE_CELL;
    t->field = layout->sources[0].field;
  }
  return UT_OK;
}

/* A constant is canonical, but its number is not known yet. */
static enum ut_status read_constant(struct import_target *t, struct ut_error *err)
{
  struct ut_cell_converted value;
  if (!t->layout->constant.ptr || !t->converter)
    return UT_OK;
  enum ut_status status = ut_cell_convert(t->converter, t->layout->constant, &value, err);
  t->empty_number = value.number;
  return status;
}

static enum ut_status make_targets(struct ut_import *im, struct ut_error *err)
{
  size_t room = im->layout->count + 1;
  im->targets = calloc(room, sizeof *im->targets);
  im->names = calloc(room, sizeof *im->names);
  im->out = calloc(room, sizeof *im->out);
  for (int p = 0; p < PARTS; p++)
    im->parts[p] = -1;
  if (!im->targets || !im->names || !im->out)
    return ut_error_nomem(err);
  enum ut_status status = UT_OK;
  for (; im->count < im->layout->count && !status; im->count++) {
    status = make_target(im, im->count) ? ut_error_nomem(err) : UT_OK;
    if (!status)
      status = read_constant(&im->targets[im->count], err);
  }
  if (status)
    return status;
  if (ut_cell_converter_new_extent(&im->extents, im->options.map) ||
      ut_cell_converter_new(&im->registered, ut_column_find(ut_text_of("start")), NULL))
    return ut_error_nomem(err);
  return UT_OK;
}

enum ut_status ut_import_open(struct ut_import **out, struct ut_reader *reader, const struct ut_import_options *options,
                              struct ut_error *err)
{
  struct ut_headings_options layout = {options->map, options->keep, options->key || options->drop_identity};
  *out = NULL;
  struct ut_import *im = calloc(1, sizeof *im);
  if (!im)
    return ut_error_nomem(err);
  im->reader = reader;
  im->options = *options;
  enum ut_status status = ut_headings_new(&im->layout, reader, &layout, err);
  if (!status)
    status = make_targets(im, err);
  if (status)
    ut_import_free(im);
  else
    *out = im;
  return status;
}

const struct ut_text *ut_import_columns(const struct ut_import *im, size_t *count)
{
  *count = im->count;
  return im->names;
}

enum ut_status ut_import_dropped(const struct ut_import *im, struct ut_buf *list)
{
  enum ut_status status = UT_OK;
  for (size_t i = 0; i < im->layout->dropped_count && !status; i++) {
    struct ut_text heading = heading_of(im, &im->layout->dropped[i]);
    char shown[UT_QUOTED];
    if (heading.len > 0)
      status = ut_buf_format(list, "%s%s", list->len ? ", " : "", ut_quote(shown, heading.ptr, heading.len));
  }
  return status;
}

void ut_import_free(struct ut_import *im)
{
  if (!im)
    return;
  for (size_t i = 0; i < im->count; i++) {
    ut_cell_converter_free(im->targets[i].converter);
    ut_buf_clear(&im->targets[i].joined);
    free(im->targets[i].fields);
  }
  ut_cell_converter_free(im->extents);
  ut_cell_converter_free(im->registered);
  free(im->targets);
  free(im->names);
  free(im->out);
  ut_headings_free(im->layout);
  free(im);
}
