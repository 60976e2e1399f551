/* Rows of a raw export to participations: a row as a whole, of a known person or an anonymous one. */
#include "import/import_cells.h"
#include "import/import_doubts.h"
#include "import/import_person.h"
#include "import/import_problems.h"
#include "import/kinds.h"

static const struct ut_text nothing = {"", 0};

static enum ut_status require(struct ut_import *im, enum ut_import_part which, struct ut_error *err)
{
  const struct ut_import_target *t = im->parts[which];
  if (t->out->len > 0)
    return UT_OK;
  for (size_t i = 0; i < im->problems.count; i++)
    if (strcmp(im->problems.items[i].column, t->from->name.ptr) == 0)
      return UT_OK; /* it is there, and wrong */
  return ut_import_blame(im, t->from->count > 0 ? &t->from->sources[0] : NULL, t->from->name,
                         ut_error_set(err, UT_BAD_ROW, "%s is missing", t->from->name.ptr), err);
}

static ut_date date_part(const struct ut_import *im, enum ut_import_part which)
{
  const struct ut_import_target *t = im->parts[which];
  return t && t->out->len > 0 ? (ut_date)t->number : UT_DATE_NONE;
}

/* What a column of another kind holds in the row, or the constant of the map. */
static struct ut_text cell_of_other(const struct ut_import *im, struct ut_text name)
{
  for (size_t i = 0; i < im->count; i++)
    if (ut_text_equal(im->names[i], name))
      return ut_text_trim(*im->targets[i].out);
  return ut_map_kind_constant(im->options.map, name);
}

/* The day of a row of another kind, the last of its months or of its year; where none is known, the last that a year of
 * two digits can mean. */
static ut_date day_of_other(const struct ut_import *im)
{
  static const char *const names[] = {"datum", "manad", "tillfalle"};
  const struct ut_map *map = im->options.map;
  ut_date day = UT_DATE_NONE;
  int64_t year;
  for (size_t i = 0; i < sizeof names / sizeof *names && day == UT_DATE_NONE; i++)
    day = ut_kind_day(map, cell_of_other(im, ut_text_of(names[i])));
  for (size_t i = 0; i < map->question_count && map->questions[i].manad.ptr; i++) {
    ut_date month = ut_kind_day(map, map->questions[i].manad);
    day = day == UT_DATE_NONE || month > day ? month : day;
  }
  if (day == UT_DATE_NONE && ut_text_integer(cell_of_other(im, ut_text_of("ar")), &year) && year > 0 && year <= 2100)
    day = ut_date_make((int)year, 12, 31);
  return day == UT_DATE_NONE ? ut_date_make(UT_MAP_LATEST_YEAR, 12, 31) : day;
}

static enum ut_status check_dropped(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_import_column *dropped = &im->headings->dropped;
  for (size_t i = 0; i < dropped->count; i++) {
    const struct ut_heading_source *source = &dropped->sources[i];
    if (cells[source->field].len > 0 && ut_reader_column(im->reader, source->field).len == 0)
      ut_import_doubt(im, UT_DOUBT_UNNAMED);
    if (im->other_numbers[source->field])
      continue;
    enum ut_status status = ut_cell_convert_check_dropped(im->options.map, cells[source->field], err);
    UT_TRY(ut_import_keep_problem(im, ut_import_blame(im, source, nothing, status, err), err));
  }
  return UT_OK;
}

/* A date that only a check reads is no reason to reject a row. */
static enum ut_status read_registered(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  const struct ut_import_column *c = &im->headings->registered;
  for (size_t i = 0; i < c->count; i++) {
    struct ut_text cell = cells[c->sources[i].field];
    struct ut_cell_converted value = {.text = cell};
    enum ut_status status = cell.len > 0 ? ut_cell_convert(im->registered, cell, &value, NULL) : UT_OK;
    if (status == UT_NOMEM)
      return ut_error_nomem(err);
    if (status == UT_OK && value.text.len > 0)
      im->row->registered = (ut_date)value.number;
  }
  return UT_OK;
}

static void take_days(struct ut_import *im)
{
  struct ut_imported *row = im->row;
  row->start = im->other ? day_of_other(im) : date_part(im, UT_PART_START);
  row->slut = im->other ? UT_DATE_NONE : date_part(im, UT_PART_SLUT);
  if (!im->other) {
    ut_years_count_start(&im->doubts.years, row->start, row->source, row->line);
    ut_years_count_end(&im->doubts.years, row->slut, row->source, row->line);
  }
  if (row->slut >= UT_DATE_FAR)
    ut_import_doubt(im, UT_DOUBT_FAR_END);
  else if (row->slut != UT_DATE_NONE && row->slut < row->start)
    ut_import_doubt(im, UT_DOUBT_BACKWARDS);
}

static enum ut_status import_known(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct ut_import_target *start = im->parts[UT_PART_START];
  UT_TRY(ut_import_fill(im, im->targets, start, cells, err));
  if (im->duplicates && im->row->identity.len > 0)
    ut_duplicates_expect(im->duplicates, im->row->identity, *im->parts[UT_PART_INSATS]->out);
  UT_TRY(ut_import_fill(im, start, im->targets + im->count, cells, err));
  if (!im->other) {
    UT_TRY(ut_import_keep_problem(im, require(im, UT_PART_INSATS, err), err));
    UT_TRY(ut_import_keep_problem(im, require(im, UT_PART_START, err), err));
  }
  take_days(im);
  UT_TRY(read_registered(im, cells, err));
  enum ut_status status = ut_import_identify(im, cells, err);
  return ut_import_forgives(im, NULL, false, status) ? UT_OK : ut_import_keep_problem(im, status, err);
}

/* ---- anonymous ---- */

/* A year by itself: all that is known of the start of an anonymous participation. */
static bool is_year(struct ut_text t)
{
  int64_t year;
  return t.len == 4 && ut_text_integer(t, &year) && year >= 1600 && year <= 2400;
}

/* Start becomes 1 January of its year. */
static enum ut_status import_year(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct ut_import_target *t = im->parts[UT_PART_START];
  *t->out = nothing;
  for (size_t i = 0; i < t->from->count && t->out->len == 0; i++) {
    struct ut_text cell = ut_text_trim(cells[t->from->sources[i].field]);
    if (is_year(cell))
      *t->out = cell;
  }
  if (t->out->len == 0) {
    UT_TRY(ut_import_fill_one(im, t, cells, err));
    UT_TRY(require(im, UT_PART_START, err));
  }
  memcpy(im->january, t->out->ptr, 4);
  memcpy(im->january + 4, "-01-01", 6);
  *t->out = (struct ut_text){im->january, 10};
  im->row->start = ut_date_parse(*t->out);
  return UT_OK;
}

static enum ut_status import_anonymous(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  for (struct ut_import_target *t = im->targets, *end = t + im->count; t < end; t++)
    if (t != im->parts[UT_PART_ANONYM])
      *t->out = nothing;
  UT_TRY(ut_import_keep_problem(im, ut_import_fill_one(im, im->parts[UT_PART_INSATS], cells, err), err));
  UT_TRY(ut_import_keep_problem(im, require(im, UT_PART_INSATS, err), err));
  if (im->parts[UT_PART_KON])
    UT_TRY(ut_import_keep_problem(im, ut_import_fill_one(im, im->parts[UT_PART_KON], cells, err), err));
  UT_TRY(ut_import_keep_problem(im, import_year(im, cells, err), err));
  ut_import_sex_of_anonymous(im, cells);
  return UT_OK;
}

static enum ut_status import_row(struct ut_import *im, const struct ut_text *cells, struct ut_error *err)
{
  struct ut_import_target *anonym = im->parts[UT_PART_ANONYM];
  UT_TRY(check_dropped(im, cells, err));
  if (anonym) {
    UT_TRY(ut_import_fill_one(im, anonym, cells, err));
    im->row->anonymous = anonym->out->len > 0;
  }
  UT_TRY(im->row->anonymous ? import_anonymous(im, cells, err) : import_known(im, cells, err));
  im->row->insats = *im->parts[UT_PART_INSATS]->out;
  return UT_OK;
}

/* ---- rows from the reader ---- */

static enum ut_status end(struct ut_import *im, struct ut_error *err)
{
  if (im->in_blocks)
    return UT_END;
  UT_TRY(ut_total_rows_end(im->totals, err));
  UT_TRY(ut_import_doubts_end(im, err));
  return UT_END;
}

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
  const struct ut_import_problems *p = &im->problems;
  UT_TRY(ut_import_keep_problem(im, status, err));
  for (size_t i = 0; i < p->count; i++)
    ut_error_at(&p->items[i].why, out->source, out->line, 0, NULL);
  out->problems = p->items;
  out->problem_count = p->count;
  if (p->count == 0)
    return UT_OK;
  *err = p->items[0].why;
  return UT_BAD_ROW;
}

/* Another file begins. */
static enum ut_status begin_file(struct ut_import *im, const char *source, struct ut_error *err)
{
  bool typed = ut_reader_is_typed(im->reader);
  UT_TRY(ut_import_check_extents(im, err));
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
  im->problems.count = 0;
  im->problems.blamed = "";
  im->problems.found_person = false;
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
  out->typed = ut_reader_is_typed(im->reader);
  UT_TRY(ut_total_rows_take(im->totals, row.source, row.line, row.fields, out->total, err));
  if (out->total)
    return UT_OK;
  if (status)
    place_lost_row(row.line, err);
  else
    status = import_row(im, row.fields, err);
  return settle_row(im, out, status, err);
}
