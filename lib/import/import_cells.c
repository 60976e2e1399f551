/* Cells of a raw export to columns of participations. The plain cells take a path without calls; everything else has a
 * function. */
#include "import/import_cells.h"

#include "base/compose.h"
#include "base/memo.h"
#include "base/whole.h"
#include "import/import_doubts.h"
#include "import/import_lists.h"
#include "import/import_problems.h"
#include "model/doubtful_id.h"

static const char *const part_names[UT_PARTS] = {"insats", "start", "slut", "id", "anonym", "kon", "fodelsear"};

static const struct ut_text nothing = {"", 0};

enum ut_status ut_import_convert(struct ut_import *im, struct ut_cell_converter *converter,
                                 const struct ut_heading_source *source, const struct ut_import_target *t,
                                 struct ut_text cell, struct ut_cell_converted *out, struct ut_error *err)
{
  enum ut_status status = ut_cell_convert(converter, cell, out, err);
  im->problems.found_person = status == UT_BAD_ROW && ut_cell_converter_found_person(converter);
  if (status == UT_BAD_ROW)
    im->problems.unknown_code = ut_cell_converter_unknown(converter);
  else if (status == UT_OK)
    ut_import_see_cell(im, t->from->column, source->field, cell, out);
  return ut_import_blame(im, source, t->from->name, status, err);
}

static enum ut_status contradicts(struct ut_import *im, const struct ut_heading_source *other, struct ut_error *err)
{
  struct ut_text heading = ut_reader_column(im->reader, other->field);
  char shown[UT_QUOTED];
  return ut_error_set(err, UT_BAD_ROW, "contradicts %s of the same row", ut_quote(shown, heading.ptr, heading.len));
}

/* ---- single values ---- */

static bool is_blank(struct ut_text cell)
{
  return ut_text_trim(cell).len == 0;
}

/* The first source with a value; another one may only repeat it. A value may be written as nothing (not anonymous): it
 * is not replaced by the constant. */
static enum ut_status fill_value(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells,
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
    UT_TRY(ut_import_convert(im, t->converter, source, t, cell, &value, err));
    if (said && value.text.len > 0 && !ut_text_equal(value.text, *t->out))
      return ut_import_blame(im, source, t->from->name, contradicts(im, said, err), err);
    if (said || (value.text.len == 0 && is_blank(cell)))
      continue;
    *t->out = value.text;
    t->number = value.number;
    said = value.text.len > 0 ? source : NULL;
  }
  return UT_OK;
}

/* ---- kept cells ---- */

/* A kept cell stays as it is, but for what cannot be seen; an id loses the blanks around it, too. */
static enum ut_status compose_kept(struct ut_import_target *t, struct ut_text cell)
{
  UT_TRY(ut_text_compose(cell, &t->joined, t->out));
  bool made = t->out->ptr != cell.ptr && t->joined.len > 0 && t->out->ptr >= t->joined.ptr &&
              t->out->ptr < t->joined.ptr + t->joined.len;
  if (t->from->column == NULL && !made && t->out->len > 0)
    *t->out = cell;
  return UT_OK;
}

/* What the map makes of a kept cell. */
static enum ut_status translate_kept(struct ut_import *im, struct ut_import_target *t)
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

static enum ut_status fill_kept(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells,
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
      UT_TRY(ut_import_keep_problem(
          im, ut_import_blame(im, source, t->from->name, ut_cell_convert_check(im->options.map, cell, err), err), err));
    if (said && !is_same_kept(cells[said->field], cell))
      return ut_import_blame(im, source, t->from->name, contradicts(im, said, err), err);
    if (!said && compose_kept(t, cell))
      return ut_error_nomem(err);
    said = said ? said : source;
  }
  return translate_kept(im, t) ? ut_error_nomem(err) : UT_OK;
}

static enum ut_status fill_id(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells,
                              struct ut_error *err)
{
  char shown[UT_QUOTED];
  UT_TRY(fill_kept(im, t, cells, err));
  *t->out = ut_number_bare(*t->out); /* 1001.0, as programs write numbers of a column with empty cells */
  if (ut_id_is_placeholder(*t->out)) {
    ut_import_doubt(im, UT_DOUBT_PLACEHOLDER);
    *t->out = nothing;
  }
  im->row->identity = *t->out;
  if (ut_id_is_cut(*t->out))
    UT_TRY(
        ut_import_refuse_cut(im, &t->from->sources[0], t->from->name, ut_quote(shown, t->out->ptr, t->out->len), err));
  if (im->options.drop_identity)
    *t->out = nothing;
  return UT_OK;
}

/* ---- without a call ---- */

/* What a cell that is remembered means; NULL: the target's function knows, as it does where the constant might take the
 * place of a value that is written as nothing, or the cell is in doubt. */
static inline const struct ut_memo_entry *known_cell(const struct ut_import_target *t, struct ut_text cell)
{
  const struct ut_memo_entry *known = t->memo ? ut_memo_find(t->memo, cell) : NULL;
  bool for_function = known && ((known->value.len == 0 && t->empty.len > 0) || (known->number > 0 && t->doubts));
  return for_function ? NULL : known;
}

/* Remembered cells, ISO dates and empty cells; false: the target's function is needed. */
__attribute__((always_inline)) static inline bool fill_cell(struct ut_import_target *t, struct ut_text cell)
{
  const struct ut_memo_entry *known;
  ut_date day;
  if (cell.len == 0) {
    *t->out = t->empty;
    t->number = t->empty_number;
    return true;
  }
  if (t->path == UT_FILL_DATE && cell.len == 10 && (day = ut_date_parse(cell)) != UT_DATE_NONE) {
    *t->out = cell;
    t->number = day;
    return true;
  }
  if (!(known = known_cell(t, cell)))
    return false;
  *t->out = known->value;
  t->number = known->number;
  return true;
}

/* The one code of a list with its one extent, if both are remembered. */
static inline bool join_known(struct ut_import *im, struct ut_import_target *t, struct ut_text code, size_t field,
                              struct ut_text extent)
{
  const struct ut_memo_entry *known = extent.len > 0 ? ut_memo_find(ut_cell_converter_memo(im->extents), extent) : NULL;
  if (!known || known->number == 0 || code.len == 0 || !ut_import_is_single(code))
    return false;
  ut_import_see_extent(im, field, extent, known->number);
  t->joined.len = 0;
  ut_buf_add_text(&t->joined, code);
  if (ut_buf_add_text(&t->joined, known->value))
    return false;
  *t->out = ut_buf_text(&t->joined);
  return true;
}

/* An empty list, or one remembered code with a remembered extent or none; false: the target's function is needed. */
static inline bool fill_short_list(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells)
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
  const struct ut_memo_entry *known = known_cell(t, cells[source->field]);
  if (!known)
    return false;
  *t->out = known->value;
  return extents == 0 ||
         (source->extent_count == 1 && join_known(im, t, known->value, source->extents[0], cells[source->extents[0]]));
}

/* ---- one column, or several ---- */

static enum ut_status fill_otherwise(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells,
                                     struct ut_error *err)
{
  return t->path == UT_FILL_LIST && fill_short_list(im, t, cells) ? UT_OK : t->fill(im, t, cells, err);
}

__attribute__((always_inline)) static inline enum ut_status fill(struct ut_import *im, struct ut_import_target *t,
                                                                 const struct ut_text *cells, struct ut_error *err)
{
  return t->path <= UT_FILL_DATE && fill_cell(t, cells[t->field]) ? UT_OK : fill_otherwise(im, t, cells, err);
}

enum ut_status ut_import_fill_one(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells,
                                  struct ut_error *err)
{
  return fill(im, t, cells, err);
}

enum ut_status ut_import_fill(struct ut_import *im, struct ut_import_target *t, struct ut_import_target *end,
                              const struct ut_text *cells, struct ut_error *err)
{
  for (; t < end; t++) {
    enum ut_status status = fill(im, t, cells, err);
    if (status == UT_OK)
      continue;
    *t->out = nothing;
    if (!t->from->column || !ut_import_forgives(im, t->from->column, false, status))
      UT_TRY(ut_import_keep_problem(im, status, err));
  }
  return UT_OK;
}

/* ---- what fills a column ---- */

static ut_import_filler *fill_of(const struct ut_import_column *c)
{
  if (!c->column)
    return fill_kept;
  if (strcmp(c->column->name, "id") == 0)
    return fill_id;
  return c->column->type == UT_TYPE_LIST ? ut_import_fill_list : fill_value;
}

static enum ut_import_path path_of(const struct ut_import_column *c)
{
  if (c->count == 1 && c->sources[0].extent_count == 0)
    return c->column->type == UT_TYPE_DATE ? UT_FILL_DATE : UT_FILL_CELL;
  return c->column->type == UT_TYPE_LIST ? UT_FILL_LIST : UT_FILL_CALL;
}

/* A constant is canonical, but its number is not known yet. */
enum ut_status ut_import_target_make(struct ut_import *im, struct ut_import_target *t,
                                     const struct ut_import_column *from, struct ut_error *err)
{
  *t = (struct ut_import_target){
      .path = UT_FILL_CALL, .from = from, .fill = fill_of(from), .empty = nothing, .out = &im->out[t - im->targets]};
  if (from->constant.ptr)
    t->empty = from->constant;
  t->valued = !from->column && ut_map_has_kept_values(im->options.map, from->name);
  for (int p = 0; p < UT_PARTS; p++)
    if (from->column && strcmp(from->column->name, part_names[p]) == 0)
      im->parts[p] = t;
  if (t->fill != ut_import_fill_list && t->fill != fill_value)
    return UT_OK;
  if (ut_cell_converter_new(&t->converter, from->column, im->options.map))
    return ut_error_nomem(err);
  t->memo = ut_cell_converter_memo(t->converter);
  t->doubts = from->column->type == UT_TYPE_TEXT || from->column->type == UT_TYPE_LIST;
  t->path = path_of(from);
  bool formats = im->options.map && im->options.map->date_count > 0; /* then dates are held against one another */
  if (t->path == UT_FILL_DATE && (formats || !ut_cell_converter_plain(t->converter)))
    t->path = UT_FILL_CALL;
  bool numbers = from->count > 0;
  for (size_t i = 0; i < from->count; i++)
    numbers = numbers && im->other_numbers[from->sources[i].field];
  if (numbers)
    ut_cell_converter_allow_numbers(t->converter);
  if (t->path <= UT_FILL_DATE)
    t->field = from->sources[0].field;
  struct ut_cell_converted value = {nothing, 0};
  if (from->constant.ptr)
    UT_TRY(ut_cell_convert(t->converter, from->constant, &value, err));
  t->empty_number = value.number;
  return UT_OK;
}
