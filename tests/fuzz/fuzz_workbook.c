/* Workbooks: the input is a whole archive, or, behind a first byte that is not P, the XML of a sheet, of shared texts,
 * of styles or of an OpenDocument content, which the harness puts into one; or, behind r or t, rows or shared texts
 * alone, which are read the same where nothing counts as plain. The first sheet is read in each way. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "workbook/workbook.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rels[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                           "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/>"
                           "</Relationships>";
static const char book_rels[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                "<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
                                "<Relationship Id=\"b\" Type=\"x/styles\" Target=\"styles.xml\"/>"
                                "<Relationship Id=\"c\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/>"
                                "</Relationships>";
static const char book[] = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                           "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                           "<sheet name=\"a\" r:id=\"a\"/></sheets></workbook>";
static const char sheet[] = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                            "<row><c t=\"s\"><v>0</v></c></row><row><c s=\"1\"><v>1.5</v></c></row></sheetData>"
                            "</worksheet>";

/* What is around rows, and around shared texts; behind a second default namespace nothing is plain. */
static const char root[] = "<%s xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                           "xmlns:x14ac=\"a\">%s%s%.*s%s</%s>";
static const char second[] = "<x xmlns=\"y\"/>";

static void add(zip_t *zip, const char *name, const void *ptr, size_t len)
{
  zip_source_t *source = zip_source_buffer(zip, ptr, len, 0);
  zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_OVERWRITE);
  if (index >= 0)
    zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* An archive around the part, in the file of the descriptor. */
static void wrap(int fd, uint8_t which, const void *ptr, size_t len)
{
  char path[64];
  int code;
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
  zip_source_keep(out);
  zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
  if (which % 4 == 3) {
    add(zip, "content.xml", ptr, len);
  } else {
    static const char *const names[] = {"xl/sheet.xml", "xl/strings.xml", "xl/styles.xml"};
    add(zip, "_rels/.rels", rels, strlen(rels));
    add(zip, "xl/_rels/workbook.xml.rels", book_rels, strlen(book_rels));
    add(zip, "xl/workbook.xml", book, strlen(book));
    add(zip, "xl/sheet.xml", sheet, strlen(sheet));
    add(zip, names[which % 4], ptr, len);
  }
  code = zip_close(zip);
  zip_stat_t stat;
  if (code == 0 && zip_source_stat(out, &stat) == 0 && zip_source_open(out) == 0) {
    char *bytes = malloc(stat.size + 1);
    zip_int64_t got = bytes ? zip_source_read(out, bytes, stat.size) : -1;
    if (got > 0 && write(fd, bytes, (size_t)got) != got)
      abort();
    free(bytes);
    zip_source_close(out);
  }
  zip_source_free(out);
  zip_error_fini(&error);
}

static uint64_t add_bytes(uint64_t digest, const void *ptr, size_t len)
{
  for (size_t i = 0; i < len; i++)
    digest = (digest ^ ((const uint8_t *)ptr)[i]) * UINT64_C(1099511628211);
  return digest;
}

/* A digest of all that is read, and of the error. */
static uint64_t read_sheet(int fd, const struct ut_sheet_options *options, const char *wanted)
{
  struct ut_workbook *w;
  struct ut_error err = {0};
  size_t rows = 0;
  uint64_t digest = 0;
  enum ut_status status = ut_workbook_open(&w, fd, UT_WORKBOOK_ANY, &err);
  if (status == UT_OK)
    status = ut_workbook_choose(w, wanted, options, &err);
  while (status == UT_OK && rows++ < 10000 && (status = ut_workbook_next(w, &err)) == UT_OK) {
    const struct ut_sheet_row *row = &ut_workbook_state(w)->row;
    digest = add_bytes(digest, &row->number, sizeof row->number);
    digest = add_bytes(digest, &row->problem, sizeof row->problem);
    for (size_t i = 0; i < row->width; i++)
      digest = add_bytes(digest + 1, row->cells[i].ptr, row->cells[i].len);
    if (rows == 1)
      status = ut_workbook_begin(w, row->number, &err);
  }
  char text[2048];
  if (status != UT_OK && status != UT_END && strlen(ut_error_format(&err, text, sizeof text)) == 0)
    abort();
  if (status != UT_OK && status != UT_END)
    digest = add_bytes(digest, text, strlen(text));
  ut_workbook_free(w);
  return digest;
}

static int new_file(void)
{
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  if (fd < 0)
    abort();
  return fd;
}

/* Rows, or shared texts, in a part of their own. */
static uint64_t read_framed(bool rows, const uint8_t *data, size_t size, bool plain)
{
  static const struct ut_sheet_options options = {.merges = UT_MERGED_KEPT};
  const char *name = rows ? "worksheet" : "sst";
  char *xml;
  int len = asprintf(&xml, root, name, plain ? "" : second, rows ? "<sheetData>" : "", (int)size, (const char *)data,
                     rows ? "</sheetData>" : "", name);
  int fd = new_file();
  if (len < 0)
    abort();
  wrap(fd, rows ? 0 : 1, xml, (size_t)len);
  free(xml);
  uint64_t digest = read_sheet(fd, &options, NULL);
  close(fd);
  return digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const struct ut_sheet_options all[] = {
      {false, false, UT_MERGED_REFUSED, 0}, {true, true, UT_MERGED_FILLED, 0}, {false, false, UT_MERGED_KEPT, 2}};
  if (size == 0)
    return 0;
  if (data[0] == 'r' || data[0] == 't') {
    bool rows = data[0] == 'r';
    if (read_framed(rows, data + 1, size - 1, true) != read_framed(rows, data + 1, size - 1, false))
      abort();
    return 0;
  }
  int fd = new_file();
  if (data[0] != 'P')
    wrap(fd, data[0], data + 1, size - 1);
  else if (write(fd, data, size) != (ssize_t)size)
    abort();
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    read_sheet(fd, &all[i], i == 0 ? NULL : "#1");
  close(fd);
  return 0;
}
