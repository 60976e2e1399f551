/* The bytes of one input: read ahead and decoded. */
#include "stream/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  FIRST_BUFFER = 1 << 14, /* until the header is read: many files may be open at once */
  RECORD_MAX = 1 << 28,   /* a longer record is taken for a quote that was never closed */
  PIPE_ROOM = 1 << 20     /* what Linux lets anyone ask for */
};

/* Reads what is there, and no less than `least` unless the input ends: a pipe is emptied while the filter before it
 * goes on writing, and yet a long record that comes in small pieces is not looked at for each of them. */
static enum ut_status read_bytes(struct ut_source *s, char *to, size_t room, size_t least, size_t *got,
                                 struct ut_error *err)
{
  *got = 0;
  while (*got < room && (*got == 0 || *got < least) && !s->at_end) {
    ssize_t n = read(s->fd, to + *got, room - *got);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      enum ut_status status = ut_error_errno(err, "read");
      ut_error_at(err, s->name, 0, 0, NULL);
      return status;
    }
    s->at_end = n == 0;
    *got += (size_t)n;
  }
  struct ut_meter *m = s->meter;
  m->bytes += *got;
  if (m->tick)
    m->tick->tick(m->tick->context, m->bytes, m->total, m->rows);
  return UT_OK;
}

static bool has_high(const char *ptr, size_t len)
{
  unsigned char all = 0;
  for (size_t i = 0; i < len; i++)
    all |= (unsigned char)ptr[i];
  return all >= 128;
}

/* A byte that the encoding does not know becomes 0xFF, which is no UTF-8: the record that holds it
 * is refused with its place. */
static enum ut_status decode_bytes(struct ut_source *s, bool final, struct ut_buf *out, struct ut_error *err)
{
  size_t at = 0;
  while (at < s->raw_len) {
    size_t used = 0, before = out->len;
    enum ut_status status = ut_decoder_run(s->decoder, s->raw + at, s->raw_len - at, final, out, &used, err);
    at += used;
    s->seen_high |= s->guessing && !s->seen_high && has_high(out->ptr + before, out->len - before);
    if (status == UT_OK)
      break;
    if (status != UT_BAD_INPUT)
      return status;
    if (s->guessing && !s->seen_high) {
      ut_decoder_free(s->decoder);
      s->decoder = NULL;
      s->guessing = false;
      status = ut_decoder_new(&s->decoder, "windows-1252", err);
    } else {
      s->refused = true;
      status = ut_buf_add(out, "\xFF", 1);
      at++;
    }
    if (status != UT_OK)
      return status;
  }
  s->raw_len -= at;
  memmove(s->raw, s->raw + at, s->raw_len);
  return UT_OK;
}

static enum ut_status fill_decoded(struct ut_source *s, size_t least, struct ut_error *err)
{
  struct ut_buf out = {.ptr = s->buffer, .len = s->end, .cap = s->capacity};
  size_t got, room = (s->capacity - s->end) / 3; /* no 8-bit character takes more than three bytes of UTF-8 */
  room = (room < UT_SOURCE_BUFFER ? room : UT_SOURCE_BUFFER) - s->raw_len;
  enum ut_status status = read_bytes(s, s->raw + s->raw_len, room, least, &got, err);
  s->raw_len += got;
  if (status == UT_OK)
    status = decode_bytes(s, s->at_end, &out, err);
  s->buffer = out.ptr;
  s->end = out.len;
  s->capacity = out.cap;
  return status == UT_NOMEM ? ut_error_nomem(err) : status;
}

static enum ut_status start_decoder(struct ut_source *s, const char *name, size_t skip, struct ut_error *err)
{
  enum ut_status status = ut_decoder_new(&s->decoder, name, err);
  if (status != UT_OK)
    return status;
  s->raw = malloc(UT_SOURCE_BUFFER);
  if (!s->raw)
    return ut_error_nomem(err);
  s->raw_len = s->end - skip;
  memcpy(s->raw, s->buffer + skip, s->raw_len);
  s->begin = s->end = 0;
  struct ut_buf out = {.ptr = s->buffer, .cap = s->capacity};
  status = decode_bytes(s, s->at_end, &out, err);
  s->buffer = out.ptr;
  s->end = out.len;
  s->capacity = out.cap;
  return status;
}

/* A byte-order mark settles the encoding; without one it is what was asked for. */
static enum ut_status settle_encoding(struct ut_source *s, const char *wanted, struct ut_error *err)
{
  static const struct {
    const char *mark;
    size_t len;
    const char *encoding;
  } marks[] = {{"\xEF\xBB\xBF", 3, NULL}, {"\xFF\xFE", 2, "utf-16le"}, {"\xFE\xFF", 2, "utf-16be"}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (s->end < marks[i].len || memcmp(s->buffer, marks[i].mark, marks[i].len) != 0)
      continue;
    if (marks[i].encoding)
      return start_decoder(s, marks[i].encoding, marks[i].len, err);
    s->begin = marks[i].len;
    return UT_OK;
  }
  if (!wanted || strcmp(wanted, "utf-8") == 0)
    return UT_OK;
  s->guessing = strcmp(wanted, "auto") == 0;
  return start_decoder(s, s->guessing ? "utf-8" : wanted, 0, err);
}

/* The total is told only while every source is a file. */
static void add_total(struct ut_meter *m, bool known, size_t size)
{
  m->unknown = m->unknown || !known;
  m->total = m->unknown ? 0 : m->total + size;
}

static void add_size(struct ut_source *s)
{
  struct stat st;
  bool known = fstat(s->fd, &st) == 0 && S_ISREG(st.st_mode);
  add_total(s->meter, known, known ? (size_t)st.st_size : 0);
}

enum ut_status ut_source_open(struct ut_source *s, const char *path, const char *encoding, struct ut_meter *meter,
                              struct ut_error *err)
{
  bool standard = strcmp(path, "-") == 0;
  s->name = strdup(standard ? "<stdin>" : path);
  if (!s->name)
    return ut_error_nomem(err);
  s->meter = meter;
  s->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (s->fd < 0) {
    enum ut_status status = ut_error_errno(err, "open");
    ut_error_at(err, path, 0, 0, NULL);
    return status;
  }
  add_size(s);
  fcntl(s->fd, F_SETPIPE_SZ,
        PIPE_ROOM); /* lets the filter before run on; what is no pipe refuses, which does no harm */
  enum ut_status status = ut_source_fill(s, FIRST_BUFFER, err);
  if (status == UT_OK)
    status = settle_encoding(s, encoding, err);
  if (status != UT_OK)
    ut_error_at(err, s->name, 0, 0, NULL);
  return status;
}

static enum ut_status fill_once(struct ut_source *s, size_t least, struct ut_error *err)
{
  size_t left = s->end - s->begin, got = 0;
  size_t at_least = least; /* at first as much as tells the encoding and the format */
  if (s->buffer) {
    memmove(s->buffer, s->buffer + s->begin, left);
    at_least = left;
  }
  s->begin = 0;
  s->end = left;
  if (!s->buffer || left > s->capacity / 2 || s->capacity < least) {
    size_t capacity = s->capacity * 2 > least ? s->capacity * 2 : least;
    if (capacity > RECORD_MAX) {
      enum ut_status status = ut_error_set(
          err, UT_BAD_INPUT, "a record of more than %d MiB (a quote that is never closed?)", RECORD_MAX >> 21);
      ut_error_at(err, s->name, 0, 0, NULL);
      return status;
    }
    char *grown = realloc(s->buffer, capacity);
    if (!grown)
      return ut_error_nomem(err);
    s->buffer = grown;
    s->capacity = capacity;
  }
  if (s->decoder)
    return fill_decoded(s, at_least, err);
  enum ut_status status = read_bytes(s, s->buffer + s->end, s->capacity - s->end, at_least, &got, err);
  s->end += got;
  return status;
}

/* What is there already will be looked at again, so as much has to come with it; a decoder takes it in portions. */
enum ut_status ut_source_fill(struct ut_source *s, size_t least, struct ut_error *err)
{
  size_t enough = 2 * (s->end - s->begin);
  enum ut_status status = UT_OK;
  do
    status = fill_once(s, least, err);
  while (status == UT_OK && s->end < enough && !ut_source_is_whole(s));
  return status;
}

void ut_source_clear(struct ut_source *s)
{
  if (s->fd > STDIN_FILENO)
    close(s->fd);
  ut_decoder_free(s->decoder);
  free(s->raw);
  free(s->buffer);
  *s = (struct ut_source){.name = s->name, .meter = s->meter, .fd = -1, .at_end = true};
}

enum ut_status ut_opened_open(struct ut_opened *o, const char *path, const struct ut_tick *tick, struct ut_error *err)
{
  o->meter.tick = tick;
  return ut_source_open(&o->source, path, NULL, &o->meter, err);
}

void ut_opened_take(struct ut_opened *o, struct ut_source *to, struct ut_meter *meter)
{
  *to = o->source;
  to->meter = meter;
  meter->bytes += o->meter.bytes;
  add_total(meter, !o->meter.unknown, o->meter.total);
  o->source = (struct ut_source){.fd = -1};
}

void ut_opened_clear(struct ut_opened *o)
{
  ut_source_clear(&o->source);
  free(o->source.name);
  o->source.name = NULL;
}
