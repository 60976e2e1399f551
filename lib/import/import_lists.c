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
  if (extent.text.len > 0 && !ut_import_is_single(code.text))
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
