/* Showing which sheets a workbook has. */
#include <stdio.h>
#include <stdlib.h>

#include "stream/sheet_list.h"
#include "table/present.h"

static enum ut_status take_sheet(void *sink, struct ut_text name, size_t rows, bool hidden, struct ut_error *err)
{
  char count[24], *shown = strndup(name.ptr, name.len);
  if (!shown)
    return ut_error_nomem(err);
  snprintf(count, sizeof count, "%zu", rows);
  const struct ut_text fields[] = {ut_text_of(ut_error_mask(shown)), ut_text_of(count),
                                   ut_text_of(hidden ? "ja" : "nej")};
  enum ut_status status = ut_sink_row(sink, fields, err);
  free(shown);
  return status;
}

enum ut_status ut_present_sheets(const char *path, const struct ut_reader_options *reading,
                                 const struct ut_present_options *o, struct ut_output *output, enum ut_format to,
                                 struct ut_error *err)
{
  const struct ut_grid_column columns[] = {{ut_text_of("blad"), UT_GRID_TEXT, false},
                                           {ut_text_of("rader"), UT_GRID_NUMBER, true},
                                           {ut_text_of("dold"), UT_GRID_TEXT, false}};
  const struct ut_grid_shape shape = {
      .to = to, .language = o->language, .columns = columns, .count = 3, .stub = 1, .book = o->book, .title = o->title};
  const struct ut_frame frame = {.title = o->title, .page = o->page};
  struct ut_sink *sink;
  enum ut_status status = ut_sink_open(&sink, output, &shape, err);
  if (status == UT_OK)
    status = ut_sheet_list(path, reading, take_sheet, sink, err);
  if (status == UT_OK)
    status = ut_sink_close(sink, &frame, err);
  ut_sink_free(sink);
  return status;
}
