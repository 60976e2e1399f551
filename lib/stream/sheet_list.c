/* Sheets of a workbook, and the first rows of one. */
#include "stream/sheet_list.h"

#include <stdlib.h>

#include "stream/book.h"
#include "stream/source.h"

static enum ut_status take_sheets(struct ut_workbook *w, ut_sheet_take *take, void *context, struct ut_error *err)
{
  const struct ut_sheets *sheets = ut_workbook_sheets(w);
  UT_TRY(ut_workbook_count(w, err));
  for (size_t i = 0; i < sheets->count; i++) {
    const struct ut_sheet *sheet = &sheets->list[i];
    UT_TRY(take(context, ut_text_of(sheet->name), sheet->rows, sheet->hidden, err));
  }
  return UT_OK;
}

enum ut_status ut_sheet_list(const char *path, const struct ut_reader_options *options, ut_sheet_take *take,
                             void *context, struct ut_error *err)
{
  struct ut_opened opened = {0};
  struct ut_workbook *w = NULL;
  enum ut_status status = ut_opened_open(&opened, path, options->run, err);
  if (status == UT_OK)
    status = ut_book_open(&w, &opened.source, options->from, err);
  if (status == UT_OK)
    status = take_sheets(w, take, context, err);
  if (status != UT_OK)
    ut_error_at(err, opened.source.name, 0, 0, NULL);
  ut_workbook_free(w);
  ut_opened_clear(&opened);
  return status;
}

static enum ut_status take_rows(struct ut_workbook *w, ut_sheet_row_take *take, void *context, struct ut_error *err)
{
  const struct ut_sheet_row *row = &ut_workbook_state(w)->row;
  enum ut_status status = UT_OK;
  while (status == UT_OK) {
    status = ut_workbook_next(w, err);
    if (status == UT_OK && (status = take(context, row->cells, row->width, row->number)) == UT_NOMEM)
      return ut_error_nomem(err);
  }
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_sheet_head(struct ut_source *source, const struct ut_reader_options *options, ut_sheet_row_take *take,
                             void *context, struct ut_buf *name, struct ut_error *err)
{
  const struct ut_sheet_options as_it_is = {.visible = options->visible, .merges = UT_MERGED_KEPT};
  struct ut_workbook *w = NULL;
  enum ut_status status = ut_book_open(&w, source, options->from, err);
  if (status == UT_OK)
    status = ut_workbook_choose(w, source->sheet ? source->sheet : options->sheet, &as_it_is, err);
  if (status == UT_OK && ut_buf_add_text(name, ut_workbook_state(w)->name))
    status = ut_error_nomem(err);
  if (status == UT_OK)
    status = take_rows(w, take, context, err);
  if (status != UT_OK)
    ut_error_at(err, source->name, 0, 0, NULL);
  ut_workbook_free(w);
  return status;
}
