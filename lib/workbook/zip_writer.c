/* ZIP as APPNOTE.TXT 6.3 describes it: of each part a header, deflated bytes and a descriptor; then the directory. */
#include "workbook/zip_writer.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/grow.h"

enum {
  VERSION = 20,   /* 2.0, which knows deflate */
  LATER = 1 << 3, /* sum and sizes stand in a descriptor */
  DEFLATED = 8,
  DATE = 1 << 5 | 1,  /* 1980-01-01, where its time begins */
  PARTS = UINT16_MAX, /* the number itself, as the largest size, means that it stands elsewhere */
  RAW = -MAX_WBITS,   /* without zlib's own header */
  MEMORY = 8
};

/* Numbers of so many bytes, as a digit of `bytes` says, the lowest byte first. */
static void add_numbers(struct ut_zip_writer *w, const char *bytes, const uint32_t *numbers)
{
  for (; *bytes; bytes++, numbers++)
    for (int i = 0; i < *bytes - '0'; i++, w->offset++)
      ut_buf_add(w->out, &(unsigned char){(unsigned char)(*numbers >> 8 * i)}, 1);
}

static void add_name(struct ut_zip_writer *w, const char *name)
{
  ut_buf_add_string(w->out, name);
  w->offset += strlen(name);
}

static enum ut_status written(const struct ut_zip_writer *w, struct ut_error *err)
{
  if (w->out->failed)
    return ut_error_nomem(err);
  if (w->offset < UINT32_MAX && w->size < UINT32_MAX && w->count < PARTS)
    return UT_OK;
  return ut_error_set(err, UT_BAD_INPUT, "the workbook is larger than the 4 GiB of an archive");
}

enum ut_status ut_zip_writer_open(struct ut_zip_writer *w, struct ut_buf *out, struct ut_error *err)
{
  w->out = out;
  w->ready = deflateInit2(&w->deflate, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW, MEMORY, Z_DEFAULT_STRATEGY) == Z_OK;
  return w->ready ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_zip_writer_begin(struct ut_zip_writer *w, const char *name, struct ut_error *err)
{
  struct ut_zip_part *part = ut_grow_add(&w->parts, &w->count, sizeof *part);
  if (!part)
    return ut_error_nomem(err);
  snprintf(part->name, sizeof part->name, "%s", name);
  part->offset = (uint32_t)w->offset; /* which fits, or the last part would not have ended */
  part->crc = (uint32_t)crc32(0, NULL, 0);
  add_numbers(w, "42222244422",
              (uint32_t[]){0x04034B50, VERSION, LATER, DEFLATED, 0, DATE, 0, 0, 0, (uint32_t)strlen(name), 0});
  add_name(w, name);
  w->start = w->offset;
  w->size = 0;
  deflateReset(&w->deflate);
  return written(w, err);
}

static enum ut_status pack(struct ut_zip_writer *w, int flush, struct ut_error *err)
{
  enum { ROOM = 1 << 14 };
  do {
    if (ut_buf_reserve(w->out, ROOM))
      return ut_error_nomem(err);
    w->deflate.next_out = (Bytef *)w->out->ptr + w->out->len;
    w->deflate.avail_out = ROOM;
    deflate(&w->deflate, flush);
    w->out->len += ROOM - w->deflate.avail_out;
    w->offset += ROOM - w->deflate.avail_out;
  } while (w->deflate.avail_out == 0);
  return written(w, err);
}

enum ut_status ut_zip_writer_add(struct ut_zip_writer *w, struct ut_text bytes, struct ut_error *err)
{
  struct ut_zip_part *part = &w->parts[w->count - 1];
  if (bytes.len == 0)
    return UT_OK;
  w->size += bytes.len;
  UT_TRY(written(w, err));
  part->crc = (uint32_t)crc32_z(part->crc, (const Bytef *)bytes.ptr, bytes.len);
  w->deflate.next_in = (Bytef *)(uintptr_t)bytes.ptr; /* zlib does not write there */
  w->deflate.avail_in = (uInt)bytes.len;
  return pack(w, Z_NO_FLUSH, err);
}

enum ut_status ut_zip_writer_end(struct ut_zip_writer *w, struct ut_error *err)
{
  struct ut_zip_part *part = &w->parts[w->count - 1];
  w->deflate.avail_in = 0;
  UT_TRY(pack(w, Z_FINISH, err));
  part->packed = (uint32_t)(w->offset - w->start);
  part->size = (uint32_t)w->size;
  add_numbers(w, "4444", (uint32_t[]){0x08074B50, part->crc, part->packed, part->size});
  return written(w, err);
}

static void add_entry(struct ut_zip_writer *w, const struct ut_zip_part *part)
{
  add_numbers(w, "42222224442222244",
              (uint32_t[]){0x02014B50, VERSION, VERSION, LATER, DEFLATED, 0, DATE, part->crc, part->packed, part->size,
                           (uint32_t)strlen(part->name), 0, 0, 0, 0, 0, part->offset});
  add_name(w, part->name);
}

enum ut_status ut_zip_writer_close(struct ut_zip_writer *w, struct ut_error *err)
{
  uint64_t directory = w->offset;
  for (size_t i = 0; i < w->count; i++)
    add_entry(w, &w->parts[i]);
  UT_TRY(written(w, err));
  const uint32_t count = (uint32_t)w->count, bytes = (uint32_t)(w->offset - directory);
  add_numbers(w, "42222442", (uint32_t[]){0x06054B50, 0, 0, count, count, bytes, (uint32_t)directory, 0});
  return written(w, err);
}

void ut_zip_writer_clear(struct ut_zip_writer *w)
{
  if (w->ready)
    deflateEnd(&w->deflate);
  free(w->parts);
}
