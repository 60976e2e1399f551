/* Cells of a list column: one code a cell, with the extent of it, joined to a list. */
#include "import/import_lists.h"

#include "import/import_cells.h"
#include "import/import_doubts.h"
#include "import/import_problems.h"

static const struct ut_text nothing = {"", 0};

/* The extent of a source as it is written after a code; empty when there is none. */
static enum ut_status find_extent(struct ut_import *im, const struct ut_import_target *t,
                                  const struct ut_heading_source *source, const struct ut_text *cells,
                                  struct ut_heading_source *from, struct ut_cell_converted *out, struct ut_error *err)
{
  for (size_t i = 0; i < source->extent_count && out->text.len == 0; i++) {
    from->field = source->extents[i];
    if (cells[from->field].len == 0)
      continue;
    enum ut_status status = ut_import_convert(im, im->extents, from, t, cells[from->field], out, err);
    if (ut_import_forgives(im, t->from->column, true, status))
      continue;
    UT_TRY(status);
    ut_import_see_extent(im, from->field, cells[from->field], out->number);
  }
  return UT_OK;
}

/* No code, or one without an extent. */
static bool is_single(struct ut_text codes)
{
  return codes.len == 0 || (!memchr(codes.ptr, '|', codes.len) && !memchr(codes.ptr, ':', codes.len));
}

/* An extent belongs to one code; 0 without a code is no fault. */
static enum ut_status add_source(struct ut_import *im, struct ut_import_target *t,
                                 const struct ut_heading_source *source, const struct ut_text *cells,
                                 struct ut_error *err)
{
  struct ut_cell_converted code = {nothing, 0}, extent = {nothing, 0};
  struct ut_heading_source from = {0};
  if (cells[source->field].len > 0)
    UT_TRY(ut_import_convert(im, t->converter, source, t, cells[source->field], &code, err));
  UT_TRY(find_extent(im, t, source, cells, &from, &extent, err));
  const char *fault = NULL;
  if (extent.text.len > 0 && code.text.len == 0 && extent.number > 0)
    fault = "an extent of nothing";
  if (extent.text.len > 0 && !is_single(code.text))
    fault = "an extent of more than one code, or a second one";
  if (fault && ut_import_forgives(im, t->from->column, true, UT_BAD_ROW))
    extent.text = nothing;
  else if (fault)
    return ut_import_blame(im, &from, t->from->name, ut_error_set(err, UT_BAD_ROW, "%s", fault), err);
  if (code.text.len == 0)
    return UT_OK;
  if (code.number > 0 || (extent.text.len > 0 && extent.number == 0 && ut_code_is_work(t->from->column, code.text)))
    ut_import_doubt(im, UT_DOUBT_NO_WORK);
  if (t->joined.len > 0)
    ut_buf_add(&t->joined, "|", 1);
  ut_buf_add_text(&t->joined, code.text);
  return ut_buf_add_text(&t->joined, extent.text) ? ut_error_nomem(err) : UT_OK;
}

enum ut_status ut_import_fill_list(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells,
                                   struct ut_error *err)
{
  t->joined.len = 0;
  for (size_t i = 0; i < t->from->count; i++) {
    enum ut_status status = add_source(im, t, &t->from->sources[i], cells, err);
    if (!ut_import_forgives(im, t->from->column, false, status))
      UT_TRY(ut_import_keep_problem(im, status, err));
  }
  *t->out = t->joined.len > 0 ? ut_buf_text(&t->joined) : t->empty;
  return UT_OK;
}

/* ---- without a call for each cell ---- */

/* The one code of a list with its one extent, if both are remembered. */
static inline bool join_known(struct ut_import *im, struct ut_import_target *t, struct ut_text code, size_t field,
                              struct ut_text extent)
{
  const struct ut_memo_entry *known = extent.len > 0 ? ut_memo_find(ut_cell_converter_memo(im->extents), extent) : NULL;
  if (!known || known->number == 0 || code.len == 0 || !is_single(code))
    return false;
  ut_import_see_extent(im, field, extent, known->number);
  t->joined.len = 0;
  ut_buf_add_text(&t->joined, code);
  if (ut_buf_add_text(&t->joined, known->value))
    return false;
  *t->out = ut_buf_text(&t->joined);
  return true;
}

bool ut_import_fill_short_list(struct ut_import *im, struct ut_import_target *t, const struct ut_text *cells)
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
  const struct ut_memo_entry *known = ut_import_known(t, cells[source->field]);
  if (!known || known->number > 0)
    return false;
  *t->out = known->value;
  return extents == 0 ||
         (source->extent_count == 1 && join_known(im, t, known->value, source->extents[0], cells[source->extents[0]]));
}
