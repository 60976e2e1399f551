/* Opening an import: what fills each column; and what is known of the columns then. */
#include <stdlib.h>

#include "import/import_cells.h"
#include "import/import_doubts.h"
#include "import/import_rows.h"
#include "import/kinds.h"

static enum ut_status find_other_numbers(struct ut_import *im, struct ut_error *err)
{
  struct ut_buf slug = {0};
  size_t count = ut_reader_columns(im->reader);
  im->other_numbers = calloc(count + 1, sizeof *im->other_numbers);
  bool failed = !im->other_numbers;
  for (size_t i = 0; i < count && !failed; i++) {
    slug.len = 0;
    failed = ut_text_slug(ut_reader_column(im->reader, i), &slug) != UT_OK;
    im->other_numbers[i] = !failed && ut_map_not_persons(im->options.map, ut_buf_text(&slug));
  }
  ut_buf_clear(&slug);
  return failed ? ut_error_nomem(err) : UT_OK;
}

/* What the map drops is not looked into. */
static enum ut_status spare_ignored(const struct ut_import *im, struct ut_error *err)
{
  for (size_t i = 0; i < im->headings->heading_count; i++)
    if (im->headings->headings[i].role == UT_HEADING_IGNORED && ut_reader_spare(im->reader, i))
      return ut_error_nomem(err);
  return UT_OK;
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
  UT_TRY(spare_ignored(im, err));
  UT_TRY(ut_import_doubts_begin(im, err));
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
    UT_TRY(ut_import_target_make(im, &im->targets[im->count], from, err));
  }
  if (ut_cell_converter_new(&im->extents, NULL, im->options.map) ||
      ut_cell_converter_new(&im->registered, ut_column_find(ut_text_of("start")), NULL))
    return ut_error_nomem(err);
  return ut_import_note_headings(im, err);
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
          (im->parts[UT_PART_ID] == &im->targets[index] || im->parts[UT_PART_KON] == &im->targets[index] ||
           im->parts[UT_PART_FODELSEAR] == &im->targets[index]));
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
  free(im->problems.items);
  free(im->other_numbers);
  free(im->doubts.extents);
  free(im->doubts.days);
  free(im->doubts.forgiven);
  ut_buf_clear(&im->slug);
  free(im->targets);
  free(im->names);
  free(im->out);
  ut_total_rows_free(im->totals);
  ut_headings_free(im->headings);
  free(im);
}
