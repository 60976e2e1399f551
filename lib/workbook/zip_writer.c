/* ZIP as APPNOTE.TXT 6.3 describes it: of each part a header, deflated bytes and a descriptor; then the directory. */
#include "workbook/zip_writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

enum {
  VERSION = 20,   /* 2.0, which knows deflate */
  LATER = 1 << 3, /* sum and sizes stand in a descriptor */
  DEFLATED = 8,
  DATE = 1 << 5 | 1, /* 1980-01-01, where its time begins */
  PARTS = UINT16_MAX,
  RAW = -MAX_WBITS, /* without zlib's own header */
  MEMORY = 8
};

/* A number of so many bytes, the lowest first. */
struct field {
  uint32_t value;
  size_t bytes;
};

static void add_fields(struct ut_zip_writer *w, const struct field *fields, size_t count)
{
  for (size_t i = 0; i < count; i++)
    for (size_t byte = 0; byte < fields[i].bytes; byte++) {
      unsigned char c = (unsigned char)(fields[i].value >> 8 * byte);
      ut_buf_add(w->out, &c, 1);
      w->offset++;
    }
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
  if (w->offset <= UINT32_MAX && w->size <= UINT32_MAX && w->count <= PARTS)
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
  if (!part || !(part->name = strdup(name)))
    return ut_error_nomem(err);
  part->offset = (uint32_t)w->offset; /* which fits, or the last part would not have ended */
  part->crc = (uint32_t)crc32(0, NULL, 0);
  const struct field header[] = {{0x04034B50, 4}, {VERSION, 2}, {LATER, 2}, {DEFLATED, 2}, {0, 2},
                                 {DATE, 2},       {0, 4},       {0, 4},     {0, 4},        {(uint32_t)strlen(name), 2},
                                 {0, 2}};
  add_fields(w, header, sizeof header / sizeof *header);
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
  const struct field descriptor[] = {{0x08074B50, 4}, {part->crc, 4}, {part->packed, 4}, {part->size, 4}};
  add_fields(w, descriptor, sizeof descriptor / sizeof *descriptor);
  return written(w, err);
}

static void add_entry(struct ut_zip_writer *w, const struct ut_zip_part *part)
{
  const struct field entry[] = {{0x02014B50, 4},
                                {VERSION, 2},
                                {VERSION, 2},
                                {LATER, 2},
                                {DEFLATED, 2},
                                {0, 2},
                                {DATE, 2},
                                {part->crc, 4},
                                {part->packed, 4},
                                {part->size, 4},
                                {(uint32_t)strlen(part->name), 2},
                                {0, 2},
                                {0, 2},
                                {0, 2},
                                {0, 2},
                                {0, 4},
                                {part->offset, 4}};
  add_fields(w, entry, sizeof entry / sizeof *entry);
  add_name(w, part->name);
}

enum ut_status ut_zip_writer_close(struct ut_zip_writer *w, struct ut_error *err)
{
  uint64_t directory = w->offset;
  for (size_t i = 0; i < w->count; i++)
    add_entry(w, &w->parts[i]);
  UT_TRY(written(w, err));
  const uint32_t count = (uint32_t)w->count, bytes = (uint32_t)(w->offset - directory);
  const struct field end[] = {{0x06054B50, 4},          {0, 2}, {0, 2}, {count, 2}, {count, 2}, {bytes, 4},
                              {(uint32_t)directory, 4}, {0, 2}};
  add_fields(w, end, sizeof end / sizeof *end);
  return written(w, err);
}

void ut_zip_writer_clear(struct ut_zip_writer *w)
{
  if (w->ready)
    deflateEnd(&w->deflate);
  for (size_t i = 0; i < w->count; i++)
    free(w->parts[i].name);
  free(w->parts);
}
