/* The workbook as a whole: its file, its sheets and their names. */
#include "table/spreadsheet.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/shown.h"
#include "table/spreadsheet_parts.h"

enum { DAY = 24 * 60 * 60, CREATED = 3652 * DAY /* 1980-01-01, where the time of archives begins */ };

/* ---- its file ---- */

static enum ut_status refused(const struct ut_spreadsheet *s, const char *what, struct ut_error *err)
{
  ut_error_set(err, UT_IO, "cannot %s: %s", what, strerror(errno));
  ut_error_at(err, s->output->name, 0, 0, NULL);
  return UT_IO;
}

/* One for the rows of each sheet, and one for the part of the workbook that is put together: beside the file that is
 * written, which is where there is room, or where temporary files are. */
static enum ut_status make_files(struct ut_spreadsheet *s, size_t sheets, struct ut_error *err)
{
  char path[PATH_MAX];
  const char *temporary = getenv("TMPDIR");
  snprintf(path, sizeof path, "%s", s->output->temporary ? s->output->path : "");
  const char *folder = s->output->temporary ? dirname(path) : temporary && *temporary ? temporary : P_tmpdir;
  enum ut_status status = ut_redirected_make(&s->calls, folder, sheets + 1);
  if (status == UT_OK && !s->output->temporary) {
    s->memory = memfd_create("utfall", MFD_CLOEXEC);
    status = s->memory >= 0 ? UT_OK : UT_IO;
  }
  return status == UT_NOMEM ? ut_error_nomem(err) : status == UT_OK ? UT_OK : refused(s, "make a temporary file", err);
}

static enum ut_status open_book(struct ut_spreadsheet *s, struct ut_error *err)
{
  char name[64];
  static char nowhere[] = "/"; /* it makes no file by itself */
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = nowhere};
  lxw_doc_properties properties = {.created = CREATED};
  snprintf(name, sizeof name, "/proc/self/fd/%d", s->memory);
  s->book = s->lib.workbook_new_opt(s->output->temporary ? s->output->temporary : name, &options);
  return s->book ? ut_sheet_status(s, s->lib.workbook_set_properties(s->book, &properties), err) : ut_error_nomem(err);
}

jmp_buf *ut_sheet_guard(struct ut_spreadsheet *s)
{
  ut_redirected_use(&s->calls);
  return &s->calls.leave;
}

/* What it has made so far cannot be freed: it is half of something. */
enum ut_status ut_sheet_left(struct ut_spreadsheet *s, struct ut_error *err)
{
  s->book = NULL;
  return ut_error_nomem(err);
}

enum ut_status ut_spreadsheet_open(struct ut_spreadsheet **out, struct ut_output *output, enum ut_language language,
                                   size_t sheets, struct ut_error *err)
{
  struct ut_spreadsheet *s = *out = calloc(1, sizeof *s);
  if (!s)
    return ut_error_nomem(err);
  s->output = output;
  s->language = language;
  s->memory = -1;
  if (isatty(output->fd))
    return ut_error_set(err, UT_USAGE, "a workbook is not for a terminal: give --output FILE");
  UT_TRY(ut_libxlsxwriter_load(&s->lib, err));
  UT_TRY(make_files(s, sheets, err));
  return setjmp(*ut_sheet_guard(s)) ? ut_sheet_left(s, err) : open_book(s, err);
}

static enum ut_status copy(struct ut_spreadsheet *s, struct ut_error *err)
{
  char bytes[1 << 16];
  ssize_t got;
  off_t at = 0;
  while ((got = pread(s->memory, bytes, sizeof bytes, at)) > 0) {
    at += got;
    if (ut_buf_add(&s->output->buf, bytes, (size_t)got))
      return ut_error_nomem(err);
    UT_TRY(ut_output_drain(s->output, err));
  }
  return got == 0 ? UT_OK : refused(s, "read the file in memory", err);
}

static enum ut_status finish(struct ut_spreadsheet *s, struct ut_error *err)
{
  lxw_workbook *book = s->book;
  s->book = NULL; /* it is freed whether all goes well or not */
  UT_TRY(ut_sheet_status(s, s->lib.workbook_close(book), err));
  if (!s->calls.failed)
    return UT_OK;
  ut_error_set(err, UT_IO, "cannot write a temporary file: is there room for it?");
  ut_error_at(err, s->output->name, 0, 0, NULL);
  return UT_IO;
}

enum ut_status ut_spreadsheet_save(struct ut_spreadsheet *s, struct ut_error *err)
{
  UT_TRY(setjmp(*ut_sheet_guard(s)) ? ut_sheet_left(s, err) : finish(s, err));
  return s->memory >= 0 ? copy(s, err) : UT_OK;
}

void ut_spreadsheet_free(struct ut_spreadsheet *s)
{
  if (!s)
    return;
  if (s->book && !setjmp(*ut_sheet_guard(s)))
    s->lib.lxw_workbook_free(s->book);
  ut_redirected_use(NULL);
  ut_redirected_clear(&s->calls);
  if (s->memory >= 0)
    close(s->memory);
  free(s->names);
  free(s->at.widths);
  ut_buf_clear(&s->text);
  ut_buf_clear(&s->commands);
  free(s);
}

/* ---- its sheets ---- */

static const char *name_without(const struct ut_spreadsheet *s)
{
  return s->language == UT_SWEDISH ? "Tabell" : "Table";
}

/* The first characters of a name that Excel takes, as many as UTF-16 has `units` for. */
static size_t cut(const char *name, size_t units)
{
  const char *at = name, *end = name + strlen(name), *from;
  while (at < end) {
    from = at;
    uint32_t c = ut_utf8_next(&at, end);
    size_t needed = c > 0xFFFF ? 2 : 1;
    if (needed > units)
      return (size_t)(from - name);
    units -= needed;
  }
  return (size_t)(end - name);
}

/* Without folder and ending, and without what Excel forbids. */
static void plain_name(const struct ut_spreadsheet *s, const char *operand, char out[PATH_MAX])
{
  const char *base = strrchr(operand, '/');
  ut_show_name(out, PATH_MAX, base ? base + 1 : operand);
  char *dot = strrchr(out, '.');
  if (dot && dot > out)
    *dot = '\0';
  for (char *c = out; *c; c++)
    if (strchr("[]:*?/\\'", *c)) /* the last where it begins or ends a name, and libxlsxwriter anywhere */
      *c = '_';
  if (!*out || strcmp(operand, "-") == 0 || strcasecmp(out, "history") == 0)
    snprintf(out, PATH_MAX, "%s", name_without(s));
}

static bool same_but_for_case(const char *a, const char *b)
{
  const char *a_end = a + strlen(a), *b_end = b + strlen(b);
  while (a < a_end && b < b_end)
    if (utf8proc_tolower((utf8proc_int32_t)ut_utf8_next(&a, a_end)) !=
        utf8proc_tolower((utf8proc_int32_t)ut_utf8_next(&b, b_end)))
      return false;
  return a == a_end && b == b_end;
}

/* Excel has no two sheets whose names differ in case alone; of letters beyond ASCII as well. */
static bool is_taken(const struct ut_spreadsheet *s, const char *name)
{
  for (size_t i = 0; i < s->name_count; i++)
    if (same_but_for_case(s->names[i], name))
      return true;
  return false;
}

static enum ut_status choose_name(struct ut_spreadsheet *s, const char *operand, struct ut_error *err)
{
  char plain[PATH_MAX], number[24] = "";
  char(*names)[4 * UT_SHEET_NAME + 1] = reallocarray(s->names, s->name_count + 1, sizeof *names);
  if (!names)
    return ut_error_nomem(err);
  s->names = names;
  plain_name(s, operand, plain);
  char *name = names[s->name_count];
  for (size_t i = 1; i == 1 || is_taken(s, name); i++) {
    if (i > 1)
      snprintf(number, sizeof number, " (%zu)", i);
    snprintf(name, sizeof *names, "%.*s%s", (int)cut(plain, UT_SHEET_NAME - strlen(number)), plain, number);
  }
  s->name_count++;
  return UT_OK;
}

/* In formulas: libxlsxwriter quotes names that have blanks, and not those, such as 2019, that begin with a digit. */
static enum ut_status quote_name(struct ut_spreadsheet *s, struct ut_error *err)
{
  char *quoted;
  if (asprintf(&quoted, "'%s'", s->names[s->name_count - 1]) < 0)
    return ut_error_nomem(err);
  free(s->at.sheet->quoted_name);
  s->at.sheet->quoted_name = quoted;
  return UT_OK;
}

enum ut_status ut_sheet_begin(struct ut_spreadsheet *s, const char *operand, struct ut_error *err)
{
  UT_TRY(choose_name(s, operand, err));
  free(s->at.widths);
  s->at = (struct ut_written_sheet){0};
  s->at.sheet = s->lib.workbook_add_worksheet(s->book, s->names[s->name_count - 1]);
  return s->at.sheet ? quote_name(s, err) : refused(s, "begin a sheet", err);
}

enum ut_status ut_spreadsheet_add(struct ut_spreadsheet *s, const char *operand, struct ut_error *err)
{
  return setjmp(*ut_sheet_guard(s)) ? ut_sheet_left(s, err) : ut_sheet_begin(s, operand, err);
}
