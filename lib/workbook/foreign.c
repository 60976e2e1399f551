/* Files that are called workbooks, or exports, and are something else. */
#include "workbook/foreign.h"

#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 1 << 16, BEFORE_MOST = 4096 };

static const char locked_name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* in UTF-16 */

static bool begins(struct ut_text t, const char *what, size_t len)
{
  return t.len >= len && memcmp(t.ptr, what, len) == 0;
}

/* The same of a tag, whatever its case. */
static bool begins_tag(struct ut_text t, const char *tag)
{
  return t.len >= strlen(tag) && strncasecmp(t.ptr, tag, strlen(tag)) == 0;
}

static struct ut_text skip_white(struct ut_text t)
{
  if (begins(t, "\xEF\xBB\xBF", 3))
    t = (struct ut_text){t.ptr + 3, t.len - 3};
  while (t.len > 0 && memchr(" \t\r\n", t.ptr[0], 4))
    t = (struct ut_text){t.ptr + 1, t.len - 1};
  return t;
}

static bool is_html(struct ut_text t)
{
  static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style"};
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    if (begins_tag(t, tags[i]))
      return true;
  return false;
}

/* What is told by how a file begins. An archive of several parts that has but one begins with a mark of its own. */
static const struct {
  const char *bytes;
  size_t len;
  enum ut_foreign kind;
} beginnings[] = {
    {"PK\3\4", 4, UT_FOREIGN_ZIP},
    {"PK\5\6", 4, UT_FOREIGN_ZIP},
    {"PK\7\10PK\3\4", 8, UT_FOREIGN_ZIP},
    {"PK00PK\3\4", 8, UT_FOREIGN_ZIP},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, UT_FOREIGN_OLE},
    {"\x09\x08\x10\x00\x00\x06", 6, UT_FOREIGN_BIFF},
    {"\x09\x08\x08\x00\x00\x05", 6, UT_FOREIGN_BIFF},
    {"\x09\x04\x06\x00", 4, UT_FOREIGN_BIFF},
    {"\x09\x02\x06\x00", 4, UT_FOREIGN_BIFF},
    {"%PDF-", 5, UT_FOREIGN_PDF},
    {"\x1F\x8B\x08", 3, UT_FOREIGN_PACKED}, /* gzip, xz, zstd, 7z, rar */
    {"\xFD\x37zXZ\x00", 6, UT_FOREIGN_PACKED},
    {"\x28\xB5\x2F\xFD", 4, UT_FOREIGN_PACKED},
    {"7z\xBC\xAF\x27\x1C", 6, UT_FOREIGN_PACKED},
    {"Rar!\x1A\x07", 6, UT_FOREIGN_PACKED},
    {"UEsDB", 5, UT_FOREIGN_BASE64}, /* of PK 3 4 */
    {"\x89PNG\r\n", 6, UT_FOREIGN_PICTURE},
    {"\xFF\xD8\xFF", 3, UT_FOREIGN_PICTURE},
};

/* Text has no such bytes: what a server or a mail program said before the archive, or blanks. */
static bool has_archive(struct ut_text t)
{
  size_t look = t.len < BEFORE_MOST ? t.len : BEFORE_MOST;
  return memmem(t.ptr, look, "PK\3\4", 4) != NULL;
}

enum ut_foreign ut_foreign_kind(struct ut_text begin)
{
  struct ut_text text = skip_white(begin);
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (begins(begin, beginnings[i].bytes, beginnings[i].len))
      return beginnings[i].kind;
  if (has_archive(begin))
    return UT_FOREIGN_BEHIND;
  if (is_html(text))
    return UT_FOREIGN_HTML;
  if (!begins_tag(text, "<?xml"))
    return UT_FOREIGN_NONE;
  size_t look = text.len < 4096 ? text.len : 4096;
  if (memmem(text.ptr, look, "<html", 5))
    return UT_FOREIGN_HTML;
  return memmem(text.ptr, look, "urn:oasis:names:tc:opendocument", 31) ? UT_FOREIGN_FLAT_ODF : UT_FOREIGN_XML;
}

/* Does the file hold the name of what a password locks? Pieces overlap by its length. */
static enum ut_status is_locked(int fd, bool *locked, struct ut_error *err)
{
  char *piece = malloc(PIECE);
  size_t name = sizeof locked_name;
  ssize_t got;
  if (!piece)
    return ut_error_nomem(err);
  *locked = false;
  for (off_t at = 0; !*locked && (got = pread(fd, piece, PIECE, at)) > 0; at += got) {
    *locked = memmem(piece, (size_t)got, locked_name, name) != NULL;
    if (got == PIECE)
      got -= (ssize_t)name;
  }
  free(piece);
  return got < 0 ? ut_error_errno(err, "read") : UT_OK;
}

enum ut_status ut_foreign_refuse(enum ut_foreign kind, int fd, struct ut_error *err)
{
  static const char *const words[] = {
      [UT_FOREIGN_OLE] = "a workbook of Excel 97-2003 (.xls); open it and save it as .xlsx",
      [UT_FOREIGN_BIFF] = "a workbook of Excel 2-95 (.xls); open it and save it as .xlsx",
      [UT_FOREIGN_HTML] = "a web page (HTML), whatever its name; open it in a spreadsheet program and save it as .xlsx",
      [UT_FOREIGN_XML] = "XML, as Excel 2003 saved workbooks; open it in a spreadsheet program and save it as .xlsx",
      [UT_FOREIGN_FLAT_ODF] = "a flat OpenDocument file (.fods); open it and save it as .ods",
      [UT_FOREIGN_PDF] = "a PDF, which has no rows; ask for the data as .xlsx or .csv",
      [UT_FOREIGN_BEHIND] = "a ZIP archive or a workbook that something else stands before; fetch or save it again",
      [UT_FOREIGN_PACKED] = "compressed or packed; unpack it first",
      [UT_FOREIGN_BASE64] = "a workbook in base64, as in a mail; decode it first",
      [UT_FOREIGN_PICTURE] = "a picture, which has no rows; ask for the data as .xlsx or .csv",
  };
  bool locked = false;
  if (kind == UT_FOREIGN_OLE)
    UT_TRY(is_locked(fd, &locked, err));
  if (locked)
    return ut_error_set(err, UT_BAD_INPUT, "locked with a password; save a copy without one");
  return ut_error_set(err, UT_BAD_INPUT, "%s", words[kind]);
}
