/* Workbooks. */
#include "workbook/workbook.h"

#include <stdio.h>
#include <stdlib.h>

#include "workbook/ods_sheet.h"
#include "workbook/xlsx_sheet.h"

struct ut_workbook {
  struct ut_archive *archive;
  bool ods;
  struct ut_sheets sheets;
  struct ut_xlsx_book book;
  struct ut_sheet_state state;
  struct ut_xlsx_sheet *xlsx; /* that is read, or */
  struct ut_ods_sheet *table;
};

static void close_sheet(struct ut_workbook *w)
{
  ut_xlsx_sheet_free(w->xlsx);
  ut_ods_sheet_free(w->table);
  w->xlsx = NULL;
  w->table = NULL;
  ut_sheet_state_clear(&w->state);
}

static enum ut_status open_sheet(struct ut_workbook *w, size_t index, const struct ut_sheet_options *options,
                                 struct ut_error *err)
{
  const struct ut_sheet *sheet = &w->sheets.list[index];
  close_sheet(w);
  w->state.name = ut_text_of(sheet->name);
  w->state.options = *options;
  w->state.merges.rule = options->merges;
  return w->ods ? ut_ods_sheet_open(&w->table, w->archive, sheet->part, &w->state, err)
                : ut_xlsx_sheet_open(&w->xlsx, &w->book, sheet->part, &w->state, err);
}

/* ---- opening ---- */

struct manifest {
  struct ut_xml xml;
  bool locked;
};

static void on_manifest(void *context, struct ut_xml_name name, const char **attributes)
{
  struct manifest *m = context;
  (void)attributes;
  m->locked = m->locked || ut_xml_is(name, UT_XML_MANIFEST, "encryption-data");
}

static void on_end(void *context, struct ut_xml_name name)
{
  (void)context, (void)name;
}

/* Parts of an OpenDocument file that are encrypted are said to be in its manifest. */
static enum ut_status check_manifest(const struct ut_workbook *w, struct ut_error *err)
{
  static const struct ut_xml_events events = {on_manifest, on_end, NULL, NULL};
  struct manifest m = {0};
  ptrdiff_t part;
  UT_TRY(ut_archive_find(w->archive, ut_text_of("META-INF/manifest.xml"), &part, err));
  if (part < 0)
    return UT_OK;
  UT_TRY(ut_xml_read(w->archive, (size_t)part, &events, &m, &m.xml, err));
  return m.locked ? ut_error_set(err, UT_BAD_INPUT, "locked with a password; save a copy without one") : UT_OK;
}

static enum ut_status list_sheets(struct ut_workbook *w, struct ut_error *err)
{
  if (!w->ods)
    return ut_xlsx_book_open(&w->book, w->archive, &w->sheets, err);
  UT_TRY(check_manifest(w, err));
  return ut_ods_list(w->archive, &w->sheets, err);
}

enum ut_status ut_workbook_open(struct ut_workbook **out, int fd, enum ut_workbook_kind kind, struct ut_error *err)
{
  struct ut_workbook *w = *out = calloc(1, sizeof *w);
  if (!w)
    return ut_error_nomem(err);
  UT_TRY(ut_archive_open(&w->archive, fd, err));
  ptrdiff_t content, types;
  UT_TRY(ut_archive_find(w->archive, ut_text_of("content.xml"), &content, err));
  UT_TRY(ut_archive_find(w->archive, ut_text_of("[Content_Types].xml"), &types, err));
  w->ods = content >= 0 && types < 0;
  if (kind != UT_WORKBOOK_ANY && w->ods != (kind == UT_WORKBOOK_ODS))
    return ut_error_set(err, UT_BAD_INPUT, "this is no %s workbook, as --from says", w->ods ? "xlsx" : "ods");
  UT_TRY(list_sheets(w, err));
  return w->sheets.count > 0 ? UT_OK : ut_error_set(err, UT_BAD_INPUT, "a workbook without a sheet");
}

const struct ut_sheets *ut_workbook_sheets(const struct ut_workbook *w)
{
  return &w->sheets;
}

void ut_workbook_free(struct ut_workbook *w)
{
  if (!w)
    return;
  close_sheet(w);
  ut_xlsx_book_clear(&w->book);
  for (size_t i = 0; i < w->sheets.count; i++)
    free(w->sheets.list[i].name);
  free(w->sheets.list);
  ut_archive_free(w->archive);
  free(w);
}

/* ---- choosing ---- */

/* Rows that hold a cell, at most `most`. */
static enum ut_status count_rows(struct ut_workbook *w, size_t index, size_t most, size_t *rows, struct ut_error *err)
{
  struct ut_sheet_options options = {.merges = UT_MERGED_KEPT};
  const struct ut_sheet *sheet = &w->sheets.list[index];
  *rows = sheet->rows;
  if (sheet->counted)
    return UT_OK;
  enum ut_status status = open_sheet(w, index, &options, err);
  for (*rows = 0; status == UT_OK && *rows < most; *rows += status == UT_OK)
    status = ut_workbook_next(w, err);
  close_sheet(w);
  return status == UT_END ? UT_OK : status;
}

enum ut_status ut_workbook_count(struct ut_workbook *w, struct ut_error *err)
{
  for (size_t i = 0; i < w->sheets.count; i++) {
    struct ut_sheet *sheet = &w->sheets.list[i];
    UT_TRY(count_rows(w, i, SIZE_MAX, &sheet->rows, err));
    sheet->counted = true;
  }
  return UT_OK;
}

/* 'Deltaganden' (5312 rows), as a shell takes the name. */
static void describe_sheet(const struct ut_sheet *sheet, struct ut_buf *out)
{
  char shown[UT_QUOTED];
  ut_quote_name(shown, sheet->name, strlen(sheet->name));
  ut_buf_add_string(out, "'");
  for (const char *p = shown; *p; p++)
    ut_buf_add_string(out, *p == '\'' ? "'\\''" : (char[]){*p, '\0'});
  ut_buf_add_string(out, "'");
  if (!sheet->hidden)
    ut_buf_format(out, " (%zu row%s)", sheet->rows, sheet->rows == 1 ? "" : "s");
}

/* The sheets that could be meant: those that hold a cell, and behind them the hidden ones. */
static void describe_sheets(const struct ut_workbook *w, bool hidden, const char *before, struct ut_buf *out)
{
  size_t count = 0;
  for (size_t i = 0; i < w->sheets.count; i++) {
    const struct ut_sheet *sheet = &w->sheets.list[i];
    if (sheet->hidden != hidden || (!hidden && sheet->rows == 0))
      continue;
    ut_buf_add_string(out, count++ ? ", " : before);
    describe_sheet(sheet, out);
  }
}

/* Says `what`, and which sheets there are. */
static enum ut_status ask_sheet(struct ut_workbook *w, const char *what, const char *before, struct ut_error *err)
{
  struct ut_buf text = {0};
  UT_TRY(ut_workbook_count(w, err));
  ut_buf_add_string(&text, what);
  describe_sheets(w, false, before, &text);
  describe_sheets(w, true, "; hidden: ", &text);
  const char *said = ut_buf_string(&text);
  enum ut_status status = said ? ut_error_set(err, UT_USAGE, "%s", said) : ut_error_nomem(err);
  ut_buf_clear(&text);
  return status;
}

static enum ut_status find_only(struct ut_workbook *w, bool only, size_t *index, struct ut_error *err)
{
  size_t found = 0;
  for (size_t i = 0; i < w->sheets.count && found < 2; i++) {
    size_t rows = 0;
    if (w->sheets.list[i].hidden)
      continue;
    UT_TRY(count_rows(w, i, 1, &rows, err));
    if (rows > 0 && found++ == 0)
      *index = i;
  }
  if (found == 0)
    return ask_sheet(w, "no sheet that is shown holds a cell", "", err);
  if (found > 1 && only)
    return ask_sheet(w, "which sheet? FILE:SHEET names one; here are", " ", err);
  return found == 1 ? UT_OK : ask_sheet(w, "which sheet?", " --sheet ", err);
}

static enum ut_status find_named(struct ut_workbook *w, const char *wanted, size_t *index, struct ut_error *err)
{
  char what[UT_QUOTED + 32], shown[UT_QUOTED];
  int64_t number;
  if (wanted[0] == '#' && ut_text_integer(ut_text_of(wanted + 1), &number) && number > 0 &&
      (size_t)number <= w->sheets.count) {
    *index = (size_t)number - 1;
    return UT_OK;
  }
  for (*index = 0; *index < w->sheets.count; ++*index)
    if (strcmp(w->sheets.list[*index].name, wanted) == 0)
      return UT_OK;
  snprintf(what, sizeof what, "there is no sheet %s;", ut_quote(shown, wanted, strlen(wanted)));
  return ask_sheet(w, what, " there is ", err);
}

enum ut_status ut_workbook_choose(struct ut_workbook *w, const char *wanted, const struct ut_sheet_options *options,
                                  struct ut_error *err)
{
  size_t index = 0;
  UT_TRY(wanted ? find_named(w, wanted, &index, err) : find_only(w, options->only, &index, err));
  return open_sheet(w, index, options, err);
}

/* ---- rows ---- */

/* What is damaged is placed at the row that it was found in or behind. */
static void blame_row(const struct ut_workbook *w, struct ut_error *err)
{
  if (err && err->cell[0] == '\0')
    ut_cell_blame(err, w->state.name, w->state.row.number > 0 ? w->state.row.number : 1, 0);
}

enum ut_status ut_workbook_next(struct ut_workbook *w, struct ut_error *err)
{
  enum ut_status status;
  do
    status = w->ods ? ut_ods_sheet_next(w->table, err) : ut_xlsx_sheet_next(w->xlsx, err);
  while (status == UT_OK && w->state.row.number <= w->state.options.skip);
  if (status == UT_BAD_INPUT)
    blame_row(w, err);
  return status;
}

enum ut_status ut_workbook_spare(struct ut_workbook *w, size_t column)
{
  return ut_column_hide(&w->state.spared, column, column);
}

const struct ut_sheet_state *ut_workbook_state(const struct ut_workbook *w)
{
  return &w->state;
}

enum ut_status ut_workbook_begin(struct ut_workbook *w, size_t header, struct ut_error *err)
{
  if (header == w->state.row.number)
    w->state.doubtful = w->state.cut = 0;
  return ut_merges_settle(&w->state.merges, header, w->state.name, err);
}

double ut_workbook_progress(const struct ut_workbook *w)
{
  const struct ut_part *part = w->ods ? ut_ods_sheet_part(w->table) : ut_xlsx_sheet_part(w->xlsx);
  return part->size > 0 ? (double)part->taken / (double)part->size : 1;
}
