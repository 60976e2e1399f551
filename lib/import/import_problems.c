/* What is wrong with a row: collected, so that all of it is said at once. */
#include "import/import_problems.h"

#include "base/grow.h"

enum ut_status ut_import_blame_row(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                                   struct ut_error *err)
{
  char heading[UT_ERROR_FIELD] = "";
  if (source) {
    struct ut_text t = ut_reader_column(im->reader, source->field);
    size_t len = t.len < sizeof heading ? t.len : sizeof heading - 1;
    memcpy(heading, t.ptr, len);
    heading[ut_utf8_valid(heading, len)] = '\0';
  }
  im->problems.blamed = column.ptr;
  ut_error_at(err, NULL, 0, 0, source ? heading : column.ptr);
  if (source)
    ut_reader_at_cell(im->reader, im->row->source, im->row->line, source->field, err);
  return UT_BAD_ROW;
}

enum ut_status ut_import_add_problem(struct ut_import *im, struct ut_error *err)
{
  struct ut_import_problems *p = &im->problems;
  struct ut_import_problem *items = ut_grow(p->items, p->count, &p->room, sizeof *items);
  if (!items)
    return ut_error_nomem(err);
  p->items = items;
  items[p->count++] = (struct ut_import_problem){*err, p->blamed, p->unknown_code};
  p->unknown_code = false;
  p->blamed = "";
  return UT_OK;
}

bool ut_import_forgives(struct ut_import *im, const struct ut_column *column, bool extent, enum ut_status status)
{
  if (status != UT_BAD_ROW || im->problems.found_person)
    return false;
  const struct ut_map_forgiven *f = ut_map_forgives(im->options.map, column, extent);
  if (!f)
    return false;
  ut_tally_add(&im->doubts.forgiven[f - im->options.map->forgiven], im->row->source, im->row->line);
  im->problems.unknown_code = false;
  im->problems.blamed = "";
  return true;
}

enum ut_status ut_import_refuse_cut(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                                    const char *what, struct ut_error *err)
{
  ut_error_set(err, UT_BAD_ROW, "%s is a number that a spreadsheet cut off; format the column as text and export again",
               what);
  return ut_import_blame_row(im, source, column, err);
}
