/* Workbooks out of sources. */
#include "stream/book.h"

enum ut_status ut_book_open(struct ut_workbook **out, struct ut_source *source, enum ut_format from,
                            struct ut_error *err)
{
  enum ut_workbook_kind kind = from == UT_XLSX ? UT_WORKBOOK_XLSX : from == UT_ODS ? UT_WORKBOOK_ODS : UT_WORKBOOK_ANY;
  int fd;
  if (source->foreign == UT_FOREIGN_NONE)
    return ut_error_set(err, UT_BAD_INPUT, "this is no workbook");
  UT_TRY(ut_source_file(source, &fd, err));
  if (source->foreign != UT_FOREIGN_ZIP)
    return ut_foreign_refuse(source->foreign, fd, err);
  return ut_workbook_open(out, fd, kind, err);
}
