/* Rows of a raw export to participations. The plain cells take a path without calls; everything else has a function. */
#include "utfall/import.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/compose.h"
#include "base/grow.h"
#include "base/redecode.h"
#include "base/whole.h"
#include "import/cell_convert.h"
#include "import/duplicates.h"
#include "import/headings.h"
#include "import/import_rows.h"
#include "import/kinds.h"
#include "import/pseudonym.h"
#include "import/total_rows.h"
#include "model/doubtful_id.h"
#include "model/tally.h"

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

/* A column of the participations with what fills it, and its current value. */
struct import_target {
  enum path path;
  size_t field;               /* of ONE_CELL and ONE_DATE */
  const struct ut_memo *memo; /* of the converter; NULL when it has none */
  struct ut_text empty;       /* the constant, or nothing: what an empty cell means */
  int64_t empty_number;
  fill_function *fill; /* what the paths do not settle */
  const struct ut_import_column *from;
  struct ut_cell_converter *converter; /* NULL: passed through, or never filled from a cell */
  bool valued;                         /* it passes through, and the map has values for it */
  struct ut_buf joined;
  struct ut_text *out;
  int64_t number; /* of the current value, where it is a date or a year */
};

enum part { INSATS, START, SLUT, ID, ANONYM, KON, FODELSEAR, PARTS };
static const char *const part_names[PARTS] = {"insats", "start", "slut", "id", "anonym", "kon", "fodelsear"};

/* Doubts that are told of at the end, each once: how many rows, and the first of them. */
enum doubt { PLACEHOLDER, PADDED, SHORT_YEAR, LATE_YEAR, FAR_END, BACKWARDS, NO_WORK, TWICE, GARBLED, UNNAMED, DOUBTS };
/* The extents of one column of a file. */
struct extents {
  int64_t most; /* above 0, in hundredths of a percent, without those with a percent sign; 0: none is */
  size_t line;  /* of the first */
};

struct ut_import {
  struct ut_reader *reader;
  struct ut_import_options options;
  struct ut_headings *headings;
  struct import_target *targets;
  struct ut_cell_converter *extents, *registered;
  struct ut_buf slug; /* of a kept cell */
  size_t count;
  struct import_target *parts[PARTS]; /* NULL: not there */
  struct ut_text *names, *out;
  struct ut_imported *row; /* the caller's, during a call */
  char id[UT_PSEUDONYM_LETTERS], digits[12], year[12], january[16];
  struct ut_import_problem *problems;
  size_t problem_count, problem_room;
  const char *blamed; /* the column of the last failure that rejects a row */
  bool unknown_code;  /* it is an unknown code */
  bool other;         /* rows are of another kind than participations */
  bool found_person;  /* it is a cell that holds a personnummer */
  struct ut_tally tallies[DOUBTS];
  struct ut_tally *forgiven;        /* by key of the map's on_error */
  bool *other_numbers;              /* by field: the map says that it holds no persons */
  struct extents *by_field;         /* by field: of the file that is read */
  const char *source;               /* its name */
  struct ut_total_rows *totals;     /* NULL: the map has none */
  struct ut_duplicates *duplicates; /* NULL: nobody asks */
};

static const struct ut_text nothing = {"", 0};

/* Of a failure that rejects the row: names the heading (NULL: none is to blame) and the column at fault. */
static enum ut_status blame(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                            enum ut_status status, struct ut_error *err)
{
  char heading[UT_ERROR_FIELD] = "";
  if (status != UT_BAD_ROW)
    return status;
  if (source) {
    struct ut_text t = ut_reader_column(im->reader, source->field);
    size_t len = t.len < sizeof heading ? t.len : sizeof heading - 1;
    memcpy(heading, t.ptr, len);
    heading[ut_utf8_valid(heading, len)] = '\0';
  }
  im->blamed = column.ptr;
  ut_error_at(err, NULL, 0, 0, source ? heading : column.ptr);
  if (source)
    ut_reader_at_cell(im->reader, im->row->source, im->row->line, source->field, err);
  return status;
}

static enum ut_status add_problem(struct ut_import *im, struct ut_error *err)
{
  struct ut_import_problem *problems = ut_grow(im->problems, im->problem_count, &im->problem_room, sizeof *problems);
  if (!problems)
    return ut_error_nomem(err);
  im->problems = problems;
  problems[im->problem_count++] = (struct ut_import_problem){*err, im->blamed, im->unknown_code};
  im->unknown_code = false;
  im->blamed = "";
  return UT_OK;
}

/* Where the map says that what cannot be used of this column (its extents; NULL: a personnummer) is missing: counts it
 * and lets the row pass. A cell that holds a personnummer in the wrong place rejects it in any case. */
static bool is_forgiven(struct ut_import *im, const struct ut_column *column, bool extent, enum ut_status status)
{
  if (status != UT_BAD_ROW || im->found_person || !ut_map_forgives(im->options.map, column, extent))
    return false;
  for (size_t i = 0; i < im->options.map->forgiven_count; i++)
    if (im->options.map->forgiven[i].column == column && im->options.map->forgiven[i].extent == extent)
      ut_tally_add(&im->forgiven[i], im->row->source, im->row->line);
  im->unknown_code = false;
  im->blamed = "";
  return true;
}

/* Keeps what rejects the row, so that the rest of it is looked at, too. */
static inline enum ut_status keep_problem(struct ut_import *im, enum ut_status status, struct ut_error *err)
{
  return status == UT_BAD_ROW ? add_problem(im, err) : status;
}

static void count_doubt(struct ut_import *im, enum doubt which)
{
  ut_tally_add(&im->tallies[which], im->row->source, im->row->line);
}

/* Counts 98 that was read as 1998, and 35 that was as 2035. */
static void see_short_year(struct ut_import *im, const struct import_target *t, struct ut_text cell, int64_t day)
{
  enum { YEAR_2000 = 10957, YEAR_2031 = 22280 };
  char year[8];
  if (t->from->column->type != UT_TYPE_DATE || (day >= YEAR_2000 && day < YEAR_2031) ||
      ut_map_is_serial(im->options.map, cell))
    return;
  snprintf(year, sizeof year, "%d", ut_date_year((ut_date)day));
  if (!memmem(cell.ptr, cell.len, year, strlen(year)))
    count_doubt(im, day < YEAR_2000 ? SHORT_YEAR : LATE_YEAR);
}

/* A text is seen here once, as long as it is remembered. */
static enum ut_status see_text(struct ut_import *im, const struct import_target *t, struct ut_text cell)
{
  struct ut_buf was = {0};
  bool twice = false;
  if (t->from->column->type != UT_TYPE_TEXT)
    return UT_OK;
  enum ut_status status = ut_text_redecode(cell, &was, &twice);
  if (twice)
    count_doubt(im, TWICE);
  else if (ut_text_is_garbled(cell))
    count_doubt(im, GARBLED);
  ut_buf_clear(&was);
  return status;
}

static enum ut_status convert(struct ut_import *im, struct ut_cell_converter *converter,
                              const struct ut_heading_source *source, const struct import_target *t,
                              struct ut_text cell, struct ut_cell_converted *out, struct ut_error *err)
{
  enum ut_status status = ut_cell_convert(converter, cell, out, err);
  im->found_person = status == UT_BAD_ROW && ut_cell_converter_found_person(converter);
  if (status == UT_BAD_ROW)
    im->unknown_code = ut_cell_converter_unknown(converter);
  else if (status == UT_OK && out->text.len > 0)
    see_short_year(im, t, cell, out->number);
  if (status == UT_OK && see_text(im, t, cell))
    return ut_error_nomem(err);
  return blame(im, source, t->from->name, status, err);
}

/* ---- single values ---- */

static enum ut_status contradicts(struct ut_import *im, const struct ut_heading_source *other, struct ut_error *err)
{
  struct ut_text heading = ut_reader_column(im->reader, other->field);
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_ROW, "contradicts %s of the same row", ut_quote(shown, heading.ptr, heading.len));
}

static bool is_blank(struct ut_text cell)
{
  return ut_text_trim(cell).len == 0;
}

/* The first source with a value; another one may only repeat it. A value may be written as nothing (not anonymous): it
 * is not replaced by the constant. */
static enum ut_status fill_value(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                 struct ut_error *err)
{
  const struct ut_heading_source *said = NULL;
  *t->out = t->empty;
  t->number = t->empty_number;
  for (size_t i = 0; i < t->from->count; i++) {
    const struct ut_heading_source *source = &t->from->sources[i];
    struct ut_text cell = cells[source->field];
    struct ut_cell_converted value;
    if (cell.len == 0)
      continue;
    UT_TRY(convert(im, t->converter, source, t, cell, &value, err));
    if (said && value.text.len > 0 && !ut_text_equal(value.text, *t->out))
      return blame(im, source, t->from->name, contradicts(im, said, err), err);
    if (said || (value.text.len == 0 && is_blank(cell)))
      continue;
    *t->out = value.text;
    t->number = value.number;
    said = value.text.len > 0 ? source : NULL;
  }
  return UT_OK;
}

/* A kept cell stays as it is, but for what cannot be seen; an id loses the blanks around it, too. */
static enum ut_status compose_kept(struct import_target *t, struct ut_text cell)
{
  UT_TRY(ut_text_compose(cell, &t->joined, t->out));
  bool made = t->out->ptr != cell.ptr && t->joined.len > 0 && t->out->ptr >= t->joined.ptr &&
              t->out->ptr < t->joined.ptr + t->joined.len;
  if (t->from->column == NULL && !made && t->out->len > 0)
    *t->out = cell;
  return UT_OK;
}

/* What the map makes of a kept cell. */
static enum ut_status translate_kept(struct ut_import *im, struct import_target *t)
{
  struct ut_text cell = ut_text_trim(*t->out);
  if (!t->valued || cell.len == 0)
    return UT_OK;
  im->slug.len = 0;
  UT_TRY(ut_text_slug(cell, &im->slug));
  struct ut_text value = ut_map_kept_value(im->options.map, t->from->name, cell, ut_buf_text(&im->slug));
  *t->out = value.ptr ? value : *t->out;
  return UT_OK;
}

/* What stands for no id contradicts none. */
static bool is_same_kept(struct ut_text a, struct ut_text b)
{
  a = ut_text_trim(a);
  b = ut_text_trim(b);
  return ut_text_equal(a, b) || ut_id_is_placeholder(a) || ut_id_is_placeholder(b);
}

static enum ut_status fill_kept(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                struct ut_error *err)
{
  const struct ut_heading_source *said = NULL;
  *t->out = nothing;
  for (size_t i = 0; i < t->from->count; i++) {
    const struct ut_heading_source *source = &t->from->sources[i];
    struct ut_text cell = cells[source->field];
    if (cell.len == 0)
      continue;
    if (!im->other_numbers[source->field])
      UT_TRY(keep_problem(im, blame(im, source, t->from->name, ut_cell_convert_check(im->options.map, cell, err), err),
                          err));
    if (said && !is_same_kept(cells[said->field], cell))
      return blame(im, source, t->from->name, contradicts(im, said, err), err);
    if (!said && compose_kept(t, cell))
      return ut_error_nomem(err);
    said = said ? said : source;
  }
  return translate_kept(im, t) ? ut_error_nomem(err) : UT_OK;
}

/* "1,98805E+11": the digits that are lost cannot be found again. */
static enum ut_status refuse_cut(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                                 const char *what, struct ut_error *err)
{
  return blame(im, source, column,
               ut_error_set(err, UT_BAD_ROW,
                            "%s is a number that a spreadsheet cut off; format the column as text and export again",
                            what),
               err);
}

static enum ut_status fill_id(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                              struct ut_error *err)
{
  char shown[UT_QUOTED];
  UT_TRY(fill_kept(im, t, cells, err));
  *t->out = ut_number_bare(*t->out); /* 1001.0, as programs write numbers of a column with empty cells */
  if (ut_id_is_placeholder(*t->out)) {
    count_doubt(im, PLACEHOLDER);
    *t->out = nothing;
  }
  im->row->identity = *t->out;
  if (ut_id_is_cut(*t->out))
    UT_TRY(refuse_cut(im, &t->from->sources[0], t->from->name, ut_quote(shown, t->out->ptr, t->out->len), err));
  if (im->options.drop_identity)
    *t->out = nothing;
  return UT_OK;
}

/* ---- lists ---- */

/* Remembers the largest one of the file; one with a percent sign is beyond doubt. */
static inline void see_extent(struct ut_import *im, size_t field, struct ut_text cell, int64_t extent)
{
  struct extents *seen = &im->by_field[field];
  if (extent <= seen->most || cell.ptr[cell.len - 1] == '%')
    return;
  if (seen->most == 0)
    seen->line = im->row->line;
  seen->most = extent;
}

/* The extent of a source as it is written after a code; empty when there is none. */
static enum ut_status find_extent(struct ut_import *im, const struct import_target *t,
                                  const struct ut_heading_source *source, const struct ut_text *cells,
                                  struct ut_heading_source *from, struct ut_cell_converted *out, struct ut_error *err)
{
  for (size_t i = 0; i < source->extent_count && out->text.len == 0; i++) {
    from->field = source->extents[i];
    if (cells[from->field].len == 0)
      continue;
    enum ut_status status = convert(im, im->extents, from, t, cells[from->field], out, err);
    if (is_forgiven(im, t->from->column, true, status))
      continue;
    UT_TRY(status);
    see_extent(im, from->field, cells[from->field], out->number);
  }
  return UT_OK;
}

/* No code, or one without an extent. */
static bool is_single(struct ut_text codes)
{
  return codes.len == 0 || (!memchr(codes.ptr, '|', codes.len) && !memchr(codes.ptr, ':', codes.len));
}

/* An extent belongs to one code; 0 without a code is no fault. */
static enum ut_status add_source(struct ut_import *im, struct import_target *t, const struct ut_heading_source *source,
                                 const struct ut_text *cells, struct ut_error *err)
{
  struct ut_cell_converted code = {nothing, 0}, extent = {nothing, 0};
  struct ut_heading_source from = {0};
  if (cells[source->field].len > 0)
    UT_TRY(convert(im, t->converter, source, t, cells[source->field], &code, err));
  UT_TRY(find_extent(im, t, source, cells, &from, &extent, err));
  const char *fault = NULL;
  if (extent.text.len > 0 && code.text.len == 0 && extent.number > 0)
    fault = "an extent of nothing";
  if (extent.text.len > 0 && !is_single(code.text))
    fault = "an extent of more than one code, or a second one";
  if (fault && is_forgiven(im, t->from->column, true, UT_BAD_ROW))
    extent.text = nothing;
  else if (fault)
    return blame(im, &from, t->from->name, ut_error_set(err, UT_BAD_ROW, "%s", fault), err);
  if (code.text.len == 0)
    return UT_OK;
  if (code.number > 0 || (extent.text.len > 0 && extent.number == 0 && ut_code_is_work(t->from->column, code.text)))
    count_doubt(im, NO_WORK);
  if (t->joined.len > 0)
    ut_buf_add(&t->joined, "|", 1);
  ut_buf_add_text(&t->joined, code.text);
  return ut_buf_add_text(&t->joined, extent.text) ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status fill_list(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                struct ut_error *err)
{
  t->joined.len = 0;
  for (size_t i = 0; i < t->from->count; i++) {
    enum ut_status status = add_source(im, t, &t->from->sources[i], cells, err);
    if (!is_forgiven(im, t->from->column, false, status))
      UT_TRY(keep_problem(im, status, err));
  }
  *t->out = t->joined.len > 0 ? ut_buf_text(&t->joined) : t->empty;
  return UT_OK;
}

/* ---- persons ---- */

/* The first cell with a number; `placeholder`: one without stands before it. */
static const struct ut_heading_source *find_number(const struct ut_import *im, const struct ut_text *cells,
                                                   struct ut_text *number, bool *placeholder)
{
  const struct ut_import_column *c = &im->headings->personnummer;
  *placeholder = false;
  for (size_t i = 0; i < c->count; i++) {
    *number = ut_text_trim(cells[c->sources[i].field]);
    bool none = ut_id_is_placeholder(*number);
    *placeholder = *placeholder || none;
    if (number->len > 0 && !none)
      return &c->sources[i];
  }
  return NULL;
}

static void derive_sex(struct ut_import *im, const struct ut_personnummer *person)
{
  struct ut_text *kon = im->parts[KON]->out;
  if (kon->len == 0)
    *kon = ut_text_of(person->sex == 'K' ? "K" : "M");
  else
    im->row->other_sex = kon->ptr[0] != person->sex;
}

static void derive_birth_year(struct ut_import *im, const struct ut_personnummer *person)
{
  struct import_target *year = im->parts[FODELSEAR];
  if (year->out->len > 0) {
    im->row->other_year = year->number != person->birth_year;
    return;
  }
  char *end = im->year;
  for (int value = person->birth_year, unit = 1000; unit > 0; value %= unit, unit /= 10)
    *end++ = (char)('0' + value / unit);
  *year->out = ut_text_between(im->year, end);
}

static bool is_person(enum ut_pnr result)
{
  return result == UT_PNR_VALID || result == UT_PNR_UNKNOWN_DAY;
}

static enum ut_status identify(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct ut_text number;
  struct ut_personnummer person;
  bool placeholder;
  const struct ut_heading_source *source = find_number(im, cells, &number, &placeholder);
  if (placeholder)
    count_doubt(im, PLACEHOLDER);
  if (!source)
    return UT_OK;
  if (ut_id_is_cut(number))
    return refuse_cut(im, source, ut_text_of(UT_PERSONNUMMER), "what stands here", err);
  enum ut_pnr result = ut_personnummer_parse(number, im->row->start, &person);
  if (!is_person(result))
    return blame(im, source, ut_text_of(UT_PERSONNUMMER),
                 ut_error_set(err, UT_BAD_ROW, "%s", ut_personnummer_reason(result)), err);
  if (person.padded)
    count_doubt(im, PADDED);
  im->row->numbered = true;
  im->row->padded = person.padded;
  im->row->unknown_day = result == UT_PNR_UNKNOWN_DAY;
  derive_sex(im, &person);
  derive_birth_year(im, &person);
  memcpy(im->digits, person.digits, sizeof im->digits);
  im->row->identity = (struct ut_text){im->digits, sizeof im->digits};
  if (im->options.key) {
    ut_key_pseudonym(im->options.key, &person, im->id);
    *im->parts[ID]->out = im->row->identity = (struct ut_text){im->id, sizeof im->id};
  }
  return UT_OK;
}

/* ---- rows ---- */

/* Might the constant take the place of a value that is written as nothing? The target's function knows. */
static inline bool is_filled_up(const struct import_target *t, const struct ut_memo_entry *known)
{
  return known->value.len == 0 && t->empty.len > 0;
}

/* Remembered cells, ISO dates and empty cells; false: the target's function is needed. */
__attribute__((always_inline)) static inline bool fill_cell(struct import_target *t, struct ut_text cell)
{
  const struct ut_memo_entry *known;
  ut_date day;
  if (cell.len == 0) {
    *t->out = t->empty;
    t->number = t->empty_number;
    return true;
  }
  if (t->path == ONE_DATE && cell.len == 10 && (day = ut_date_parse(cell)) != UT_DATE_NONE) {
    *t->out = cell;
    t->number = day;
    return true;
  }
  if (!t->memo || !(known = ut_memo_find(t->memo, cell)) || is_filled_up(t, known))
    return false;
  *t->out = known->value;
  t->number = known->number;
  return true;
}

/* The one code of a list with its one extent, if both are remembered. */
static inline bool join_known(struct ut_import *im, struct import_target *t, struct ut_text code, size_t field,
                              struct ut_text extent)
{
  const struct ut_memo_entry *known = extent.len > 0 ? ut_memo_find(ut_cell_converter_memo(im->extents), extent) : NULL;
  if (!known || known->number == 0 || code.len == 0 || !is_single(code))
    return false;
  see_extent(im, field, extent, known->number);
  t->joined.len = 0;
  ut_buf_add_text(&t->joined, code);
  if (ut_buf_add_text(&t->joined, known->value))
    return false;
  *t->out = ut_buf_text(&t->joined);
  return true;
}

/* An empty list, or one remembered code with a remembered extent or none. */
static inline bool fill_short_list(struct ut_import *im, struct import_target *t, const struct ut_text *cells)
{
  const struct ut_heading_source *source = NULL;
  size_t said = 0, extents = 0;
  for (size_t i = 0; i < t->from->count; i++) {
    const struct ut_heading_source *s = &t->from->sources[i];
    if (cells[s->field].len > 0) {
      said++;
      source = s;
    }
    for (size_t e = 0; e < s->extent_count; e++)
      extents += cells[s->extents[e]].len > 0;
  }
  if (said > 1 || extents > said)
    return false;
  *t->out = t->empty;
  if (said == 0)
    return true;
  const struct ut_memo_entry *known = ut_memo_find(t->memo, cells[source->field]);
  if (!known || is_filled_up(t, known) || known->number > 0)
    return false;
  *t->out = known->value;
  return extents == 0 ||
         (source->extent_count == 1 && join_known(im, t, known->value, source->extents[0], cells[source->extents[0]]));
}

static enum ut_status fill_otherwise(struct ut_import *im, struct import_target *t, const struct ut_text *cells,
                                     struct ut_error *err)
{
  return t->path == LIST && fill_short_list(im, t, cells) ? UT_OK : t->fill(im, t, cells, err);
}

__attribute__((always_inline)) static inline enum ut_status fill(struct ut_import *im, struct import_target *t,
                                                                 const struct ut_text *cells, struct ut_error *err)
{
  return t->path <= ONE_DATE && fill_cell(t, cells[t->field]) ? UT_OK : fill_otherwise(im, t, cells, err);
}

static enum ut_status require(struct ut_import *im, enum part which, struct ut_error *err)
{
  const struct import_target *t = im->parts[which];
  if (t->out->len > 0)
    return UT_OK;
  for (size_t i = 0; i < im->problem_count; i++)
    if (strcmp(im->problems[i].column, part_names[which]) == 0)
      return UT_OK; /* it is there, and wrong */
  return blame(im, t->from->count > 0 ? &t->from->sources[0] : NULL, t->from->name,
               ut_error_set(err, UT_BAD_ROW, "%s is missing", part_names[which]), err);
}

static ut_date date_part(const struct ut_import *im, enum part which)
{
  const struct import_target *t = im->parts[which];
  return t && t->out->len > 0 ? (ut_date)t->number : UT_DATE_NONE;
}

/* The day of a row of another kind; where none is known, the last that a year of two digits can mean. */
static ut_date day_of_other(const struct ut_import *im)
{
  static const char *const names[] = {"datum", "manad", "tillfalle"};
  for (size_t i = 0; i < im->count; i++)
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
      ut_date day = ut_text_is(im->names[i], names[n]) ? ut_kind_day(im->options.map, ut_text_trim(*im->targets[i].out))
                                                       : UT_DATE_NONE;
      if (day != UT_DATE_NONE)
        return day;
    }
  return ut_date_make(2040, 12, 31);
}

static enum ut_status check_dropped(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_import_column *dropped = &im->headings->dropped;
  for (size_t i = 0; i < dropped->count; i++) {
    const struct ut_heading_source *source = &dropped->sources[i];
    if (cells[source->field].len > 0 && ut_reader_column(im->reader, source->field).len == 0)
      count_doubt(im, UNNAMED);
    if (im->other_numbers[source->field])
      continue;
    enum ut_status status = ut_cell_convert_check_dropped(im->options.map, cells[source->field], err);
    UT_TRY(keep_problem(im, blame(im, source, nothing, status, err), err));
  }
  return UT_OK;
}

/* A date that only a check reads is no reason to reject a row. */
static void read_registered(struct ut_import *im, const struct ut_text *cells)
{
  const struct ut_import_column *c = &im->headings->registered;
  for (size_t i = 0; i < c->count; i++) {
    struct ut_text cell = cells[c->sources[i].field];
    struct ut_cell_converted value;
    if (cell.len > 0 && ut_cell_convert(im->registered, cell, &value, NULL) == UT_OK && value.text.len > 0)
      im->row->registered = (ut_date)value.number;
  }
}

static enum ut_status fill_targets(struct ut_import *im, struct import_target *t, struct import_target *end,
                                   const struct ut_text *cells, struct ut_error *err)
{
  for (; t < end; t++) {
    enum ut_status status = fill(im, t, cells, err);
    if (status == UT_OK)
      continue;
    *t->out = nothing;
    if (!t->from->column || !is_forgiven(im, t->from->column, false, status))
      UT_TRY(keep_problem(im, status, err));
  }
  return UT_OK;
}

static enum ut_status import_known(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct import_target *start = im->parts[START];
  UT_TRY(fill_targets(im, im->targets, start, cells, err));
  if (im->duplicates && im->row->identity.len > 0)
    ut_duplicates_expect(im->duplicates, im->row->identity, *im->parts[INSATS]->out);
  UT_TRY(fill_targets(im, start, im->targets + im->count, cells, err));
  if (!im->other) {
    UT_TRY(keep_problem(im, require(im, INSATS, err), err));
    UT_TRY(keep_problem(im, require(im, START, err), err));
  }
  im->row->start = im->other ? day_of_other(im) : date_part(im, START);
  im->row->slut = date_part(im, SLUT);
  if (im->other)
    im->row->slut = UT_DATE_NONE;
  if (im->row->slut >= UT_DATE_FAR)
    count_doubt(im, FAR_END);
  else if (im->row->slut != UT_DATE_NONE && im->row->slut < im->row->start)
    count_doubt(im, BACKWARDS);
  read_registered(im, cells);
  enum ut_status status = identify(im, cells, err);
  return is_forgiven(im, NULL, false, status) ? UT_OK : keep_problem(im, status, err);
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
  struct import_target *t = im->parts[START];
  *t->out = nothing;
  for (size_t i = 0; i < t->from->count && t->out->len == 0; i++) {
    struct ut_text cell = ut_text_trim(cells[t->from->sources[i].field]);
    if (is_year(cell))
      *t->out = cell;
  }
  if (t->out->len == 0) {
    UT_TRY(fill(im, t, cells, err));
    UT_TRY(require(im, START, err));
  }
  memcpy(im->january, t->out->ptr, 4);
  memcpy(im->january + 4, "-01-01", 6);
  *t->out = (struct ut_text){im->january, 10};
  im->row->start = ut_date_parse(*t->out);
  return UT_OK;
}

/* The number may be all that gives the sex; a wrong number gives nothing. */
static void sex_of_anonymous(struct ut_import *im, const struct ut_text *cells)
{
  const struct import_target *kon = im->parts[KON];
  struct ut_text number;
  struct ut_personnummer person;
  bool placeholder;
  if (kon && kon->out->len == 0 && find_number(im, cells, &number, &placeholder) &&
      is_person(ut_personnummer_parse(number, im->row->start, &person)))
    derive_sex(im, &person);
}

static enum ut_status import_anonymous(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  for (struct import_target *t = im->targets, *end = t + im->count; t < end; t++)
    if (t != im->parts[ANONYM])
      *t->out = nothing;
  UT_TRY(keep_problem(im, fill(im, im->parts[INSATS], cells, err), err));
  UT_TRY(keep_problem(im, require(im, INSATS, err), err));
  if (im->parts[KON])
    UT_TRY(keep_problem(im, fill(im, im->parts[KON], cells, err), err));
  UT_TRY(keep_problem(im, import_year(im, cells, err), err));
  sex_of_anonymous(im, cells);
  return UT_OK;
}

static enum ut_status import_row(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct import_target *anonym = im->parts[ANONYM];
  UT_TRY(check_dropped(im, cells, err));
  if (anonym) {
    UT_TRY(fill(im, anonym, cells, err));
    im->row->anonymous = anonym->out->len > 0;
  }
  UT_TRY(im->row->anonymous ? import_anonymous(im, cells, err) : import_known(im, cells, err));
  im->row->insats = *im->parts[INSATS]->out;
  return UT_OK;
}

/* ---- doubts ---- */

static enum ut_status parts_of_one(struct ut_text heading, const char *source, size_t line, struct ut_error *err)
{
  char shown[UT_QUOTED];
  ut_error_set(
      err, UT_BAD_INPUT,
      "%s: no extent is above 1: are they parts of one (0.5 for 50 percent)? Then the map says \"percent_of\": "
      "1; if they are percentages, \"percent_of\": 100",
      ut_quote_name(shown, heading.ptr, heading.len));
  ut_error_at(err, source, line, 0, NULL);
  return UT_BAD_INPUT;
}

/* At the end of a file: percentages of which none is above 1 are none. */
static enum ut_status check_extents(struct ut_import *im, struct ut_error *err)
{
  for (size_t i = 0; i < ut_reader_columns(im->reader); i++) {
    struct extents seen = im->by_field[i];
    im->by_field[i] = (struct extents){0, 0};
    if (seen.most > 0 && seen.most <= 100 && !(im->options.map && im->options.map->percent_of))
      return parts_of_one(ut_reader_column(im->reader, i), im->source, seen.line, err);
  }
  return UT_OK;
}

/* The same of extents within lists, at the end of all files. */
static enum ut_status check_lists(struct ut_import *im, struct ut_error *err)
{
  for (size_t i = 0; i < im->count; i++) {
    const struct import_target *t = &im->targets[i];
    int64_t most = t->converter ? ut_cell_converter_most(t->converter) : 0;
    if (most > 0 && most <= 100 && !(im->options.map && im->options.map->percent_of))
      return parts_of_one(t->from->name, im->source, 0, err);
  }
  return UT_OK;
}

static void tell_doubts(struct ut_import *im)
{
  static const struct {
    enum ut_note_code code;
    const char *words;
  } doubts[DOUBTS] = {
      [PLACEHOLDER] = {UT_NOTE_ID_PLATSHALLARE, "ids that stand for none (0, -, saknas …) are left empty"},
      [PADDED] = {UT_NOTE_PERSONNUMMER_UTFYLLT, "personnummer that had lost the zeros in front have them again"},
      [SHORT_YEAR] = {UT_NOTE_TVASIFFRIGT_AR, "years of two digits above 40 are read as 19xx"},
      [LATE_YEAR] = {UT_NOTE_TVASIFFRIGT_AR, "years of two digits from 31 to 40 are read as 20xx"},
      [FAR_END] = {UT_NOTE_DATUM_OPPET, "ends after 2097 (where such a date stands for an end that is open, the map "
                                        "lists it under \"open\")"},
      [BACKWARDS] = {UT_NOTE_SLUT_FORE_START, "slut is before start"},
      [NO_WORK] = {UT_NOTE_ARBETE_NOLL, "work of 0 percent, which counts as work"},
      [TWICE] = {UT_NOTE_DUBBELT_AVKODAD, "texts that look decoded twice (Ã¥ for å)"},
      [UNNAMED] = {UT_NOTE_KOLUMN_BORTFALLER, "cells of columns without a heading are dropped"},
      [GARBLED] = {UT_NOTE_TECKENKODNING_GISSAD, "texts with signs where letters were (Ume† for Umeå, in cp850)"},
  };
  for (size_t i = 0; i < DOUBTS; i++) {
    struct ut_tally *t = &im->tallies[i];
    ut_run_note(im->options.run, doubts[i].code, t->count, t->source, t->line, "%s: %zu, the first %s:%zu",
                doubts[i].words, t->count, t->source, t->line);
    t->count = 0;
  }
}

static void tell_forgiven(struct ut_import *im)
{
  for (size_t i = 0; im->options.map && i < im->options.map->forgiven_count; i++) {
    const struct ut_map_forgiven *f = &im->options.map->forgiven[i];
    struct ut_tally *t = &im->forgiven[i];
    ut_run_note(im->options.run, UT_NOTE_VARDE_STRUKET, t->count, t->source, t->line,
                "%s%s: cells that cannot be used are left empty, as the map says: %zu, the first %s:%zu",
                f->person ? UT_PERSONNUMMER : f->column->name, f->extent ? ".percent" : "", t->count, t->source,
                t->line);
    t->count = 0;
  }
}

static enum ut_status end(struct ut_import *im, struct ut_error *err)
{
  UT_TRY(ut_total_rows_end(im->totals, err));
  UT_TRY(check_extents(im, err));
  UT_TRY(check_lists(im, err));
  tell_doubts(im);
  tell_forgiven(im);
  return UT_END;
}

/* ---- rows from the reader ---- */

/* A row is placed where it begins: it is lost, and the lines behind that are read anew. */
static void place_lost_row(size_t line, struct ut_error *err)
{
  struct ut_error at = *err;
  if (at.line <= line)
    return;
  ut_error_set(err, UT_BAD_ROW, "%s on line %zu, in a quoted field of the row that begins here", at.text, at.line);
  ut_error_at(err, at.source, line, 0, at.field);
}

/* What the reader, or a failure that ends the row, has to say goes with the rest. */
static enum ut_status settle_row(struct ut_import *im, struct ut_imported *out, enum ut_status status,
                                 struct ut_error *err)
{
  UT_TRY(keep_problem(im, status, err));
  for (size_t i = 0; i < im->problem_count; i++)
    ut_error_at(&im->problems[i].why, out->source, out->line, 0, NULL);
  out->problems = im->problems;
  out->problem_count = im->problem_count;
  if (im->problem_count > 0)
    *err = im->problems[0].why;
  return im->problem_count > 0 ? UT_BAD_ROW : UT_OK;
}

/* Another file begins. */
static enum ut_status begin_file(struct ut_import *im, const char *source, struct ut_error *err)
{
  bool typed = ut_reader_is_typed(im->reader);
  UT_TRY(check_extents(im, err));
  im->source = source;
  ut_cell_converter_type(im->extents, typed);
  ut_cell_converter_type(im->registered, typed);
  for (size_t i = 0; i < im->count; i++)
    ut_cell_converter_type(im->targets[i].converter, typed);
  return UT_OK;
}

enum ut_status ut_import_next(struct ut_import *im, struct ut_imported *out, struct ut_error *err)
{
  struct ut_row row;
  *out =
      (struct ut_imported){.fields = im->out, .start = UT_DATE_NONE, .slut = UT_DATE_NONE, .registered = UT_DATE_NONE};
  im->row = out;
  im->problem_count = 0;
  im->blamed = "";
  im->found_person = false;
  enum ut_status status = ut_reader_next(im->reader, &row, err);
  if (status == UT_END)
    return end(im, err);
  if (status && status != UT_BAD_ROW)
    return status;
  if (im->source != row.source)
    UT_TRY(begin_file(im, row.source, err));
  out->total = ut_total_rows_match(im->totals, row.fields); /* of whatever width */
  out->source = row.source;
  out->line = row.line;
  UT_TRY(ut_total_rows_take(im->totals, row.source, row.line, row.fields, out->total, err));
  if (out->total)
    return UT_OK;
  if (status)
    place_lost_row(row.line, err);
  else
    status = import_row(im, row.fields, err);
  return settle_row(im, out, status, err);
}

/* ---- opening and closing ---- */

static fill_function *fill_of(const struct ut_import_column *c)
{
  if (!c->column)
    return fill_kept;
  if (strcmp(c->column->name, "id") == 0)
    return fill_id;
  return c->column->type == UT_TYPE_LIST ? fill_list : fill_value;
}

static enum path path_of(const struct ut_import_column *c)
{
  if (c->count == 1 && c->sources[0].extent_count == 0)
    return c->column->type == UT_TYPE_DATE ? ONE_DATE : ONE_CELL;
  return c->column->type == UT_TYPE_LIST ? LIST : NO_PATH;
}

/* A constant is canonical, but its number is not known yet. */
static enum ut_status make_target(struct ut_import *im, struct import_target *t, const struct ut_import_column *from,
                                  struct ut_error *err)
{
  *t = (struct import_target){
      .path = NO_PATH, .from = from, .fill = fill_of(from), .empty = nothing, .out = &im->out[t - im->targets]};
  if (from->constant.ptr)
    t->empty = from->constant;
  t->valued = !from->column && ut_map_has_kept_values(im->options.map, from->name);
  for (int p = 0; p < PARTS; p++)
    if (from->column && strcmp(from->column->name, part_names[p]) == 0)
      im->parts[p] = t;
  if (t->fill != fill_list && t->fill != fill_value)
    return UT_OK;
  if (ut_cell_converter_new(&t->converter, from->column, im->options.map))
    return ut_error_nomem(err);
  t->memo = ut_cell_converter_memo(t->converter);
  t->path = path_of(from);
  if (t->path == ONE_DATE && !ut_cell_converter_plain(t->converter))
    t->path = NO_PATH;
  bool numbers = from->count > 0;
  for (size_t i = 0; i < from->count; i++)
    numbers = numbers && im->other_numbers[from->sources[i].field];
  if (numbers)
    ut_cell_converter_allow_numbers(t->converter);
  if (t->path <= ONE_DATE)
    t->field = from->sources[0].field;
  struct ut_cell_converted value = {nothing, 0};
  if (from->constant.ptr)
    UT_TRY(ut_cell_convert(t->converter, from->constant, &value, err));
  t->empty_number = value.number;
  return UT_OK;
}

static enum ut_status find_other_numbers(struct ut_import *im, struct ut_error *err)
{
  struct ut_buf slug = {0};
  size_t count = ut_reader_columns(im->reader);
  im->other_numbers = calloc(count + 1, sizeof *im->other_numbers);
  im->by_field = calloc(count + 1, sizeof *im->by_field);
  im->forgiven = calloc(im->options.map ? im->options.map->forgiven_count + 1 : 1, sizeof *im->forgiven);
  bool failed = !im->other_numbers || !im->by_field || !im->forgiven;
  for (size_t i = 0; i < count && !failed; i++) {
    slug.len = 0;
    failed = ut_text_slug(ut_reader_column(im->reader, i), &slug) != UT_OK;
    im->other_numbers[i] = !failed && ut_map_not_persons(im->options.map, ut_buf_text(&slug));
  }
  ut_buf_clear(&slug);
  return failed ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_import_dropped(const struct ut_import *im, struct ut_buf *list)
{
  const struct ut_import_column *dropped = &im->headings->dropped;
  for (size_t i = 0; i < dropped->count; i++) {
    struct ut_text heading = ut_reader_column(im->reader, dropped->sources[i].field);
    char shown[UT_QUOTED];
    if (heading.len > 0)
      UT_TRY(ut_buf_format(list, "%s%s", list->len ? ", " : "", ut_quote(shown, heading.ptr, heading.len)));
  }
  return UT_OK;
}

/* Values of a column that passes through nowhere, whose name may be misspelt. */
static void note_unused_values(const struct ut_import *im)
{
  const struct ut_map *map = im->options.map;
  for (size_t i = 0; map && i < map->value_count; i++) {
    struct ut_text name = map->values[i].kept;
    bool used = !name.ptr || (i > 0 && name.ptr == map->values[i - 1].kept.ptr) || ut_map_is_measure(map, name);
    for (size_t c = 0; c < im->count && !used; c++)
      used = !im->headings->columns[c].column && ut_text_equal(im->names[c], name);
    if (!used)
      ut_run_note(im->options.run, UT_NOTE_KOLUMN_SAKNAS, 1, NULL, 0,
                  "the map has values for %.*s, and no column passes through under that name", (int)name.len, name.ptr);
  }
}

static enum ut_status note_dropped(const struct ut_import *im)
{
  struct ut_buf dropped = {0};
  enum ut_status status = ut_import_dropped(im, &dropped);
  if (status == UT_OK && dropped.len > 0)
    ut_run_note(im->options.run, UT_NOTE_KOLUMN_BORTFALLER, 1, NULL, 0, "columns that nothing names are dropped: %.*s",
                (int)dropped.len, dropped.ptr);
  ut_buf_clear(&dropped);
  return status;
}

enum ut_status ut_import_open(struct ut_import **out, struct ut_reader *reader, const struct ut_import_options *options,
                              struct ut_error *err)
{
  struct ut_import *im = *out = calloc(1, sizeof *im);
  if (!im)
    return ut_error_nomem(err);
  im->reader = reader;
  im->options = *options;
  im->other = options->map && options->map->kind != UT_MAP_PARTICIPATIONS;
  UT_TRY(ut_headings_new(&im->headings, reader, options, err));
  UT_TRY(find_other_numbers(im, err));
  if (ut_total_rows_new(&im->totals, im->headings, im->options.map, im->options.run))
    return ut_error_nomem(err);
  size_t count = im->headings->count;
  im->targets = calloc(count + 1, sizeof *im->targets);
  im->names = calloc(count + 1, sizeof *im->names);
  im->out = calloc(count + 1, sizeof *im->out);
  if (!im->targets || !im->names || !im->out)
    return ut_error_nomem(err);
  for (; im->count < count; im->count++) {
    const struct ut_import_column *from = &im->headings->columns[im->count];
    im->names[im->count] = from->name;
    UT_TRY(make_target(im, &im->targets[im->count], from, err));
  }
  if (ut_cell_converter_new(&im->extents, NULL, im->options.map) ||
      ut_cell_converter_new(&im->registered, ut_column_find(ut_text_of("start")), NULL) || note_dropped(im))
    return ut_error_nomem(err);
  note_unused_values(im);
  return UT_OK;
}

void ut_import_expect(struct ut_import *im, struct ut_duplicates *d)
{
  im->duplicates = d;
}

const struct ut_text *ut_import_columns(const struct ut_import *im, size_t *count)
{
  *count = im->count;
  return im->names;
}

bool ut_import_is_filled(const struct ut_import *im, size_t index)
{
  const struct ut_import_column *c = &im->headings->columns[index];
  bool number = im->headings->personnummer.count > 0;
  return c->count > 0 || c->constant.ptr ||
         (number && c->column &&
          (im->parts[ID] == &im->targets[index] || im->parts[KON] == &im->targets[index] ||
           im->parts[FODELSEAR] == &im->targets[index]));
}

void ut_import_trust(const struct ut_import *im, struct ut_writer *writer)
{
  for (size_t i = 0; i < im->count; i++) {
    const struct ut_column *column = im->headings->columns[i].column;
    if (column && column->type != UT_TYPE_TEXT)
      ut_writer_trust(writer, i);
  }
}

void ut_import_free(struct ut_import *im)
{
  if (!im)
    return;
  for (size_t i = 0; im->targets && i <= im->headings->count; i++) {
    ut_cell_converter_free(im->targets[i].converter);
    ut_buf_clear(&im->targets[i].joined);
  }
  ut_cell_converter_free(im->extents);
  ut_cell_converter_free(im->registered);
  free(im->problems);
  free(im->other_numbers);
  free(im->by_field);
  free(im->forgiven);
  ut_buf_clear(&im->slug);
  free(im->targets);
  free(im->names);
  free(im->out);
  ut_total_rows_free(im->totals);
  ut_headings_free(im->headings);
  free(im);
}
