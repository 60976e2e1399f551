/* What is wrong with a row: collected, so that all of it is said at once. */
#include "import/import_problems.h"

#include "base/grow.h"

enum ut_status ut_import_blame(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
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

enum ut_status ut_import_add_problem(struct ut_import *im, struct ut_error *err)
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

bool ut_import_forgives(struct ut_import *im, const struct ut_column *column, bool extent, enum ut_status status)
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

enum ut_status ut_import_refuse_cut(struct ut_import *im, const struct ut_heading_source *source, struct ut_text column,
                                    const char *what, struct ut_error *err)
{
  return ut_import_blame(
      im, source, column,
      ut_error_set(err, UT_BAD_ROW,
                   "%s is a number that a spreadsheet cut off; format the column as text and export again", what),
      err);
}
