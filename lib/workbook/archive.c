/* The parts of a workbook: libzip reads them, what is here refuses what is hostile. */
#include "workbook/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/distinct.h"
#include "workbook/libzip.h"

enum {
  PARTS_MOST = 1 << 16,
  INFLATED_ANYWAY = 1 << 26, /* from so many bytes on, */
  INFLATED_MOST = 1000       /* so many for each in the archive are beyond reason */
};

struct ut_archive {
  struct ut_libzip lib;
  zip_t *zip;
  struct ut_distinct names; /* as they are compared */
  struct ut_buf name;       /* of the one that is looked up */
};

static enum ut_status damaged(const struct ut_archive *a, zip_error_t *error, struct ut_error *err)
{
  if (a->lib.zip_error_code_zip(error) == ZIP_ER_MEMORY)
    return ut_error_nomem(err);
  if (a->lib.zip_error_system_type(error) == ZIP_ET_SYS && a->lib.zip_error_code_system(error) != 0) {
    errno = a->lib.zip_error_code_system(error);
    return ut_error_errno(err, "read");
  }
  return ut_error_set(err, UT_BAD_INPUT, "a workbook that is damaged or cut off: %s", a->lib.zip_error_strerror(error));
}

/* As names are compared. */
static enum ut_status fold(struct ut_text name, struct ut_buf *out)
{
  out->len = 0;
  while (name.len > 0 && (name.ptr[0] == '/' || name.ptr[0] == '\\'))
    name = (struct ut_text){name.ptr + 1, name.len - 1};
  UT_TRY(ut_buf_add_text(out, name));
  for (size_t i = 0; i < out->len; i++) {
    char c = out->ptr[i];
    out->ptr[i] = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  return UT_OK;
}

static enum ut_status add_name(struct ut_archive *a, zip_uint64_t index, struct ut_error *err)
{
  char shown[UT_QUOTED];
  zip_stat_t stat;
  uint32_t number;
  const char *name = a->lib.zip_get_name(a->zip, index, ZIP_FL_ENC_RAW);
  if (!name || a->lib.zip_stat_index(a->zip, index, 0, &stat) != 0)
    return damaged(a, a->lib.zip_get_error(a->zip), err);
  if (fold(ut_text_of(name), &a->name) != UT_OK || ut_distinct_add(&a->names, ut_buf_text(&a->name), &number) != UT_OK)
    return ut_error_nomem(err);
  if (number < index)
    return ut_error_set(err, UT_BAD_INPUT, "two parts are called %s: no workbook has that",
                        ut_quote(shown, name, strlen(name)));
  if (stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE)
    return ut_error_set(err, UT_BAD_INPUT, "locked with a password; save a copy without one");
  return UT_OK;
}

enum ut_status ut_archive_open(struct ut_archive **out, int fd, struct ut_error *err)
{
  struct ut_archive *a = *out = calloc(1, sizeof *a);
  if (!a)
    return ut_error_nomem(err);
  UT_TRY(ut_libzip_load(&a->lib, err));
  int own = dup(fd), code = 0;
  if (own < 0)
    return ut_error_errno(err, "open");
  a->zip = a->lib.zip_fdopen(own, 0, &code);
  if (!a->zip) {
    zip_error_t error;
    a->lib.zip_error_init_with_code(&error, code);
    enum ut_status status = damaged(a, &error, err);
    a->lib.zip_error_fini(&error);
    close(own);
    return status;
  }
  zip_int64_t count = a->lib.zip_get_num_entries(a->zip, 0);
  if (count > PARTS_MOST)
    return ut_error_set(err, UT_BAD_INPUT, "a ZIP archive of %lld parts: no workbook has that", (long long)count);
  for (zip_int64_t i = 0; i < count; i++)
    UT_TRY(add_name(a, (zip_uint64_t)i, err));
  return UT_OK;
}

enum ut_status ut_archive_find(struct ut_archive *a, struct ut_text name, ptrdiff_t *index, struct ut_error *err)
{
  uint32_t number;
  if (fold(name, &a->name) != UT_OK)
    return ut_error_nomem(err);
  *index = ut_distinct_find(&a->names, ut_buf_text(&a->name), &number) ? (ptrdiff_t)number : -1;
  return UT_OK;
}

void ut_archive_free(struct ut_archive *a)
{
  if (!a)
    return;
  if (a->zip)
    a->lib.zip_discard(a->zip);
  ut_distinct_clear(&a->names);
  ut_buf_clear(&a->name);
  free(a);
}

enum ut_status ut_part_open(struct ut_part *p, struct ut_archive *a, size_t index, struct ut_error *err)
{
  zip_stat_t stat;
  *p = (struct ut_part){.archive = a};
  if (a->lib.zip_stat_index(a->zip, index, 0, &stat) != 0)
    return damaged(a, a->lib.zip_get_error(a->zip), err);
  p->size = stat.size;
  p->packed = stat.comp_size;
  p->file = a->lib.zip_fopen_index(a->zip, index, 0);
  return p->file ? UT_OK : damaged(a, a->lib.zip_get_error(a->zip), err);
}

enum ut_status ut_part_read(struct ut_part *p, char *to, size_t room, size_t *len, struct ut_error *err)
{
  const struct ut_archive *a = p->archive;
  zip_int64_t got = a->lib.zip_fread(p->file, to, room);
  if (got < 0)
    return damaged(a, a->lib.zip_file_get_error(p->file), err);
  *len = (size_t)got;
  p->taken += *len;
  if (p->taken > INFLATED_ANYWAY && p->taken / INFLATED_MOST > p->packed)
    return ut_error_set(err, UT_BAD_INPUT, "a part that inflates more than %d : 1: no workbook has that",
                        INFLATED_MOST);
  if (got == 0 && p->taken != p->size)
    return ut_error_set(err, UT_BAD_INPUT, "a workbook that is damaged or cut off: a part ends too early");
  return UT_OK;
}

void ut_part_close(struct ut_part *p)
{
  if (p->file)
    p->archive->lib.zip_fclose(p->file);
  *p = (struct ut_part){0};
}
