/* The rows of an import, from the first to the last. */
#include "import/import_rows.h"

#include "import/import_doubts.h"

enum { MESSAGE = 2048 };

enum ut_status ut_import_rows_reject(struct ut_import_rows *rows, const struct ut_error *why, bool first,
                                     struct ut_error *err)
{
  char text[MESSAGE];
  if (ut_rejects_show(rows->rejects, first) && rows->run->say)
    rows->run->say(rows->run->context, ut_error_format(why, text, sizeof text), true);
  return ut_rejects_add(rows->rejects, why, first, err);
}

static enum ut_status reject_row(struct ut_import_rows *rows, const struct ut_imported *row, struct ut_error *err)
{
  if (rows->quality)
    ut_quality_reject(rows->quality, row);
  for (size_t i = 0; i < row->problem_count; i++)
    UT_TRY(ut_import_rows_reject(rows, &row->problems[i].why, i == 0, err));
  return UT_OK;
}

/* A participation that repeats another is still one for the checks. */
static enum ut_status take(struct ut_import_rows *rows, const struct ut_imported *row, struct ut_error *err)
{
  if (rows->quality && ut_quality_add(rows->quality, row) != UT_OK)
    return ut_error_nomem(err);
  enum ut_status status = ut_duplicates_take(rows->duplicates, row, err);
  return status == UT_BAD_ROW ? ut_import_rows_reject(rows, err, true, err) : status;
}

static enum ut_status take_other(struct ut_import_rows *rows, const struct ut_imported *row, struct ut_error *err)
{
  const struct ut_error *problems;
  size_t count;
  enum ut_status status = ut_kind_rows_take(rows->other, rows->writer, row, &problems, &count, err);
  if (status != UT_BAD_ROW)
    return status;
  for (size_t i = 0; i < count; i++)
    UT_TRY(ut_import_rows_reject(rows, &problems[i], i == 0, err));
  return UT_OK;
}

static enum ut_status take_all(struct ut_import_rows *rows, struct ut_error *err)
{
  struct ut_imported row;
  enum ut_status status;
  while ((status = ut_import_next(rows->import, &row, err)) == UT_OK || status == UT_BAD_ROW) {
    if (row.total) {
      ut_run_note(rows->run, UT_NOTE_TOTALRAD, 1, row.source, row.line, "%s:%zu: a total row is skipped", row.source,
                  row.line);
      continue;
    }
    rows->taken++;
    UT_TRY(status == UT_BAD_ROW ? reject_row(rows, &row, err)
           : rows->other        ? take_other(rows, &row, err)
                                : take(rows, &row, err));
  }
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_import_rows(struct ut_import_rows *rows, struct ut_error *err)
{
  UT_TRY(rows->taken_all ? ut_import_doubts_end(rows->import, err) : take_all(rows, err));
  UT_TRY(ut_duplicates_finish(rows->duplicates, rows->run, err));
  if (rows->other)
    ut_kind_rows_note(rows->other, rows->run);
  UT_TRY(ut_rejects_note(rows->rejects, rows->taken, rows->run, err));
  size_t written = rows->other ? ut_kind_rows_written(rows->other) : ut_duplicates_written(rows->duplicates);
  ut_expected_rows_check(&rows->expected, written, rows->run);
  struct ut_writer *writer = rows->writer;
  rows->writer = NULL;
  UT_TRY(ut_writer_close(writer, true, err));
  return ut_rejects_finish(rows->rejects, err);
}

void ut_import_rows_clear(struct ut_import_rows *rows)
{
  ut_writer_close(rows->writer, false, NULL);
  ut_duplicates_free(rows->duplicates);
  ut_kind_rows_free(rows->other);
  ut_rejects_free(rows->rejects);
  ut_quality_free(rows->quality);
  ut_import_free(rows->import);
}
