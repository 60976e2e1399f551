/* The bytes of one input as UTF-8: opened, read ahead, decoded. Knows nothing of rows. */
#ifndef UTFALL_SOURCE_H
#define UTFALL_SOURCE_H

#include "utfall/stream.h"
#include "workbook/foreign.h"

enum { UT_SOURCE_BUFFER = 1 << 18 }; /* fits the second-level cache */

/* What the sources of one reader have read together, and who watches. */
struct ut_meter {
  struct ut_run *run; /* NULL: nobody */
  size_t bytes, total, rows;
  size_t earlier; /* of rows: those of sources that are read */
  bool unknown;   /* a source has no size: total stays 0 */
};

struct ut_source {
  char *name;        /* for messages; stays after ut_source_clear, and its owner frees it */
  const char *sheet; /* of a workbook, where its name said which; NULL: it did not */
  struct ut_meter *meter;
  int fd;
  bool piped;                 /* from a pipe or a socket, whose other end may have been killed */
  bool at_end;                /* no more bytes to read */
  size_t left;                /* so many bytes at most are still to be read */
  struct ut_decoder *decoder; /* NULL: UTF-8 as it stands */
  bool refused;               /* the decoder met a byte that its encoding does not know */
  bool filed;                 /* it was made a file of */
  char *raw;                  /* undecoded bytes */
  size_t raw_len;
  enum ut_foreign foreign;                 /* what it is, where that is no text */
  int spool;                               /* a file of the kernel's that holds what came from a pipe; 0: none */
  size_t number;                           /* in the run; 0: nobody asks for it */
  struct crypto_hash_sha256_state *digest; /* of the bytes so far; NULL: likewise */
  bool holds_rows;                         /* its reader counts them in the meter */
  struct ut_buf text;                      /* UTF-8; what has not been used yet stands from `begin` on */
  size_t begin;
};

/* The path of an input that has no row and no column, as an empty array; known by its address. */
extern const char ut_source_none[];

/* Opens `path` ("-" is standard input, "bok.xlsx:Plan" a sheet) into zeroed storage and reads its first bytes, past a
 * byte-order mark, which settles the encoding; without one it is `encoding`, a name for ut_decoder_new, or NULL: UTF-8
 * for all that is known. What is no text is not decoded. Errors name the source. ut_source_clear is due in every case.
 */
enum ut_status ut_source_open(struct ut_source *s, const char *path, const char *encoding, struct ut_meter *meter,
                              struct ut_error *err);

/* Moves what is ready to the front of the buffer, which grows when it is half full already, and reads on until there is
 * twice as much. A byte that the encoding does not know becomes 0xFF, which is no UTF-8, so that the record which holds
 * it is refused. */
enum ut_status ut_source_fill(struct ut_source *s, struct ut_error *err);

/* Says what encoding it is that what is ready, and all after it, is in, where that was not known before. */
enum ut_status ut_source_decode(struct ut_source *s, const char *encoding, struct ut_error *err);

/* What is ready: until the next ut_source_fill. Its user moves s->begin past what is done with. */
static inline struct ut_text ut_source_ready(const struct ut_source *s)
{
  return (struct ut_text){s->text.ptr + s->begin, s->text.len - s->begin};
}

/* Makes a file of the whole input, which can be read anywhere: *fd, which stays the source's. What comes from a pipe is
 * kept in memory, never on a disk. Nothing is ready any more. For an input of which nothing has been used otherwise. */
enum ut_status ut_source_file(struct ut_source *s, int *fd, struct ut_error *err);

/* From now on only these bytes are read, of a file of lines; from 0: what has not been used yet, with what is ready.
 * UT_BAD_INPUT: it is no such file, or more than its head has been used. */
enum ut_status ut_source_narrow(struct ut_source *s, struct ut_file_span span, struct ut_error *err);

/* Is everything ready that there will be? */
static inline bool ut_source_is_whole(const struct ut_source *s)
{
  return s->at_end && s->raw_len == 0;
}

/* Tells the run what was read, closes the descriptor and frees the buffers; the name stays. */
void ut_source_clear(struct ut_source *s);

/* An input that was opened to see how it begins, before it is known who reads it: a pipe cannot be opened twice.
 * Zero-initialised. */
struct ut_opened {
  struct ut_source source;
  struct ut_meter meter;
};

/* As ut_source_open, of UTF-8. ut_opened_clear is due in every case. */
enum ut_status ut_opened_open(struct ut_opened *o, const char *path, struct ut_run *run, struct ut_error *err);
/* Hands the source, and its name, over to who reads it and to that reader's meter. */
void ut_opened_take(struct ut_opened *o, struct ut_source *to, struct ut_meter *meter);
/* Closes what nobody took. */
void ut_opened_clear(struct ut_opened *o);

#endif
