/* A ZIP archive, written from front to back: nothing is gone back to, and sizes stand behind what they are of. */
#ifndef UTFALL_ZIP_WRITER_H
#define UTFALL_ZIP_WRITER_H

#include <zlib.h>

#include "utfall/error.h"
#include "utfall/text.h"

enum { UT_ZIP_NAME = 48 };

struct ut_zip_part {
  char name[UT_ZIP_NAME];
  uint32_t crc, packed, size, offset;
};

struct ut_zip_writer {
  struct ut_buf *out; /* the caller's, who empties it at will */
  z_stream deflate;   /* which knows where it lies: the writer does not move */
  bool ready;
  struct ut_zip_part *parts;
  size_t count;
  uint64_t offset, start, size; /* what has been written, also before the bytes of the part at hand, and its size */
};

/* `w` is zeros; whether it fails or not, ut_zip_writer_clear is due. UT_NOMEM. */
enum ut_status ut_zip_writer_open(struct ut_zip_writer *w, struct ut_buf *out, struct ut_error *err);

/* Begins a part, whose name is short and ASCII; adds to it; ends it. UT_NOMEM; UT_BAD_INPUT: the archive gets larger
 * than its format allows, which is 4 GiB. */
enum ut_status ut_zip_writer_begin(struct ut_zip_writer *w, const char *name, struct ut_error *err);
enum ut_status ut_zip_writer_add(struct ut_zip_writer *w, struct ut_text bytes, struct ut_error *err);
enum ut_status ut_zip_writer_end(struct ut_zip_writer *w, struct ut_error *err);

/* Ends the archive with the list of its parts. */
enum ut_status ut_zip_writer_close(struct ut_zip_writer *w, struct ut_error *err);

void ut_zip_writer_clear(struct ut_zip_writer *w);

#endif
