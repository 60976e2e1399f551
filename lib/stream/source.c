/* The bytes of one input: read ahead and decoded. */
#include "stream/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium/crypto_hash_sha256.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/decoder.h"
#include "base/sheet_path.h"

enum {
  FIRST = 1 << 14,      /* until the header is read: many files may be open at once */
  RECORD_MAX = 1 << 28, /* a longer record is taken for a quote that was never closed */
  PIPE_ROOM = 1 << 20   /* what Linux lets anyone ask for */
};

/* What the operating system refused, of this source. */
static enum ut_status refused(const struct ut_source *s, const char *what, struct ut_error *err)
{
  enum ut_status status = ut_error_errno(err, what);
  ut_error_at(err, s->name, 0, 0, NULL);
  return status;
}

/* Reads what is there, and no less than `least` unless the input ends: a pipe is emptied while the filter before it
 * goes on writing, and yet a long record that comes in small pieces is not looked at for each of them. */
static enum ut_status read_bytes(struct ut_source *s, char *to, size_t room, size_t least, size_t *len,
                                 struct ut_error *err)
{
  size_t got = 0;
  while (got < room && (got == 0 || got < least) && !s->at_end) {
    ssize_t n = read(s->fd, to + got, room - got < s->left ? room - got : s->left);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return refused(s, "read", err);
    s->at_end = n == 0;
    s->left -= (size_t)n;
    if (s->digest)
      crypto_hash_sha256_update(s->digest, (const unsigned char *)to + got, (size_t)n);
    got += (size_t)n;
  }
  *len += got;
  struct ut_meter *m = s->meter;
  m->bytes += got;
  ut_run_tick(m->run, m->bytes, m->total, m->rows);
  return UT_OK;
}

/* Goes on after a byte that cannot be decoded, which becomes 0xFF. */
static enum ut_status pass_bad_byte(struct ut_source *s, size_t *at, struct ut_error *err)
{
  s->refused = true;
  ++*at;
  return ut_buf_add(&s->text, "\xFF", 1) == UT_OK ? UT_OK : ut_error_nomem(err);
}

/* Decodes the raw bytes, all but an incomplete character at their end, behind the text. */
static enum ut_status decode_bytes(struct ut_source *s, struct ut_error *err)
{
  size_t at = 0;
  enum ut_status status = UT_BAD_INPUT;
  while (at < s->raw_len && status == UT_BAD_INPUT) {
    size_t used = 0;
    status = ut_decoder_run(s->decoder, s->raw + at, s->raw_len - at, s->at_end, &s->text, &used, err);
    at += used;
    if (status == UT_BAD_INPUT)
      UT_TRY(pass_bad_byte(s, &at, err));
    else if (status != UT_OK)
      return status;
  }
  s->raw_len -= at;
  memmove(s->raw, s->raw + at, s->raw_len);
  return UT_OK;
}

static enum ut_status fill_decoded(struct ut_source *s, size_t least, struct ut_error *err)
{
  size_t room = (s->text.cap - s->text.len) / 3; /* no 8-bit character takes more than three bytes of UTF-8 */
  room = (room < UT_SOURCE_BUFFER ? room : UT_SOURCE_BUFFER) - s->raw_len;
  UT_TRY(read_bytes(s, s->raw + s->raw_len, room, least, &s->raw_len, err));
  return decode_bytes(s, err);
}

enum ut_status ut_source_decode(struct ut_source *s, const char *encoding, struct ut_error *err)
{
  UT_TRY(ut_decoder_new(&s->decoder, encoding, err));
  s->raw_len = s->text.len - s->begin;
  s->raw = malloc(s->raw_len > UT_SOURCE_BUFFER ? s->raw_len : UT_SOURCE_BUFFER);
  if (!s->raw)
    return ut_error_nomem(err);
  if (s->raw_len > 0)
    memcpy(s->raw, s->text.ptr + s->begin, s->raw_len);
  s->text.len = s->begin = 0;
  return decode_bytes(s, err);
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
    if (s->text.len < marks[i].len || memcmp(s->text.ptr, marks[i].mark, marks[i].len) != 0)
      continue;
    s->begin = marks[i].len;
    return marks[i].encoding ? ut_source_decode(s, marks[i].encoding, err) : UT_OK;
  }
  return wanted ? ut_source_decode(s, wanted, err) : UT_OK;
}

/* There is a total only while every source is a file. */
static void add_total(struct ut_meter *m, bool known, size_t size)
{
  m->unknown = m->unknown || !known;
  m->total = m->unknown ? 0 : m->total + size;
}

static void add_size(struct ut_source *s)
{
  struct stat st;
  bool there = fstat(s->fd, &st) == 0, known = there && S_ISREG(st.st_mode);
  s->piped = there && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
  add_total(s->meter, known, known ? (size_t)st.st_size : 0);
}

/* Lists it among what the run reads, where somebody asks for that. */
static enum ut_status list_input(struct ut_source *s, struct ut_error *err)
{
  UT_TRY(ut_run_add_input(s->meter->run, s->name, &s->number, err));
  if (s->number == 0)
    return UT_OK;
  s->digest = malloc(sizeof *s->digest);
  if (!s->digest)
    return ut_error_nomem(err);
  crypto_hash_sha256_init(s->digest);
  return UT_OK;
}

/* What has not been used was not read, though it is in the buffer. */
static void tell_run(struct ut_source *s)
{
  unsigned char sha256[UT_SHA256];
  bool whole = s->digest && ut_source_is_whole(s) && s->begin == s->text.len;
  if (s->number == 0)
    return;
  if (whole)
    crypto_hash_sha256_final(s->digest, sha256);
  size_t rows = s->meter->rows - s->meter->earlier;
  ut_run_input_read(s->meter->run, s->number, s->holds_rows ? &rows : NULL, whole ? sha256 : NULL);
  s->meter->earlier = s->meter->rows;
}

const char ut_source_none[] = "[]";

static enum ut_status open_none(struct ut_source *s, struct ut_error *err)
{
  s->fd = -1;
  s->at_end = true;
  return ut_buf_add_string(&s->text, ut_source_none) == UT_OK ? UT_OK : ut_error_nomem(err);
}

enum ut_status ut_source_open(struct ut_source *s, const char *path, const char *encoding, struct ut_meter *meter,
                              struct ut_error *err)
{
  bool standard = strcmp(path, "-") == 0;
  char file[PATH_MAX], shown[UT_QUOTED];
  s->name = strdup(standard ? "<stdin>" : path);
  if (!s->name)
    return ut_error_nomem(err);
  const char *sheet = standard ? NULL : ut_sheet_path(path, file);
  if (sheet) {
    s->sheet = s->name + (sheet - path);
    s->name[sheet - path - 1] = '\0';
  }
  s->meter = meter;
  s->left = SIZE_MAX;
  if (path == ut_source_none)
    return open_none(s, err);
  s->fd = standard ? STDIN_FILENO : open(s->name, O_RDONLY | O_CLOEXEC);
  if (s->fd < 0)
    return refused(s, "open", err);
  UT_TRY(list_input(s, err));
  add_size(s);
  /* Lets the filter before run on; what is no pipe refuses, which does no harm. */
  fcntl(s->fd, F_SETPIPE_SZ, PIPE_ROOM);
  enum ut_status status = ut_source_fill(s, err);
  s->foreign = ut_foreign_kind(ut_source_ready(s));
  if (status == UT_OK && s->sheet && s->foreign == UT_FOREIGN_NONE)
    status = ut_error_set(err, UT_BAD_INPUT, "this is no workbook with a sheet %s",
                          ut_quote(shown, s->sheet, strlen(s->sheet)));
  else if (status == UT_OK && s->foreign == UT_FOREIGN_NONE)
    status = settle_encoding(s, encoding, err);
  if (status != UT_OK)
    ut_error_at(err, s->name, 0, 0, NULL);
  return status;
}

/* At first as much is read as tells the encoding and the format, where there is room for all that follows. */
static enum ut_status fill_once(struct ut_source *s, struct ut_error *err)
{
  size_t left = s->text.len - s->begin, least = s->text.ptr ? left : FIRST, most = s->text.ptr ? SIZE_MAX : FIRST;
  if (s->text.ptr && left > 0)
    memmove(s->text.ptr, s->text.ptr + s->begin, left);
  s->begin = 0;
  s->text.len = left;
  if (!s->text.ptr || left > s->text.cap / 2) {
    size_t room = s->text.cap * 2 > UT_SOURCE_BUFFER ? s->text.cap * 2 : UT_SOURCE_BUFFER;
    if (room > RECORD_MAX) {
      ut_error_set(err, UT_BAD_INPUT, "a record of more than %d MiB (a quote that is never closed?)", RECORD_MAX >> 21);
      ut_error_at(err, s->name, 0, 0, NULL);
      return UT_BAD_INPUT;
    }
    if (ut_buf_reserve(&s->text, room - left) != UT_OK)
      return ut_error_nomem(err);
  }
  if (s->decoder)
    return fill_decoded(s, least, err);
  most = s->text.cap - left < most ? s->text.cap - left : most;
  return read_bytes(s, s->text.ptr + left, most, least, &s->text.len, err);
}

/* What is there already will be looked at again, so as much has to come with it; a decoder takes it in portions. */
enum ut_status ut_source_fill(struct ut_source *s, struct ut_error *err)
{
  size_t enough = 2 * (s->text.len - s->begin);
  do
    UT_TRY(fill_once(s, err));
  while (s->text.len < enough && !ut_source_is_whole(s));
  return UT_OK;
}

/* Writes what is ready to the spool. */
static enum ut_status spool_ready(struct ut_source *s, struct ut_error *err)
{
  while (s->begin < s->text.len) {
    ssize_t n = write(s->spool, s->text.ptr + s->begin, s->text.len - s->begin);
    if (n < 0 && errno != EINTR)
      return refused(s, "keep what comes from a pipe", err);
    s->begin += n < 0 ? 0 : (size_t)n;
  }
  return UT_OK;
}

/* Reads to the end: for its digest, or to the spool where there is one. */
static enum ut_status read_on(struct ut_source *s, struct ut_error *err)
{
  for (;;) {
    if (s->spool > 0)
      UT_TRY(spool_ready(s, err));
    s->begin = s->text.len = 0;
    if (s->at_end)
      return UT_OK;
    UT_TRY(read_bytes(s, s->text.ptr, s->text.cap, 0, &s->text.len, err));
  }
}

enum ut_status ut_source_file(struct ut_source *s, int *fd, struct ut_error *err)
{
  struct stat st;
  size_t bytes = s->meter->bytes - s->text.len;
  bool file = fstat(s->fd, &st) == 0 && S_ISREG(st.st_mode) && lseek(s->fd, 0, SEEK_CUR) == (off_t)s->text.len;
  if (s->filed) {
    *fd = s->spool > 0 ? s->spool : s->fd;
    return UT_OK;
  }
  if (!file && (s->spool = memfd_create("utfall", MFD_CLOEXEC)) < 0)
    return refused(s, "keep what comes from a pipe", err);
  if (!file || s->digest)
    UT_TRY(read_on(s, err));
  s->meter->bytes = bytes; /* what is read of the file counts from here on */
  s->begin = s->text.len = 0;
  s->at_end = s->filed = true;
  *fd = file ? s->fd : s->spool;
  return UT_OK;
}

enum ut_status ut_source_narrow(struct ut_source *s, struct ut_file_span span, struct ut_error *err)
{
  off_t read = lseek(s->fd, 0, SEEK_CUR), used = read - (off_t)ut_source_ready(s).len;
  bool whole_lines = s->foreign == UT_FOREIGN_NONE && (!s->decoder || ut_decoder_keeps_lines(s->decoder));
  if (!whole_lines || used > (span.from ? span.from : span.to) || (s->decoder && !span.from && read > span.to) ||
      (span.from && lseek(s->fd, span.from, SEEK_SET) < 0))
    return ut_error_set(err, UT_BAD_INPUT, "no span of this can be read");
  s->at_end = false;
  if (span.from)
    s->begin = s->text.len = s->raw_len = 0;
  else if (read > span.to)
    s->text.len -= (size_t)(read - span.to);
  off_t at = span.from ? span.from : read < span.to ? read : span.to;
  s->left = (size_t)(span.to - at);
  return UT_OK;
}

void ut_source_clear(struct ut_source *s)
{
  tell_run(s);
  free(s->digest);
  if (s->spool > 0)
    close(s->spool);
  if (s->fd > STDIN_FILENO)
    close(s->fd);
  ut_decoder_free(s->decoder);
  free(s->raw);
  ut_buf_clear(&s->text);
  *s = (struct ut_source){.name = s->name, .meter = s->meter, .fd = -1, .at_end = true};
}

enum ut_status ut_opened_open(struct ut_opened *o, const char *path, struct ut_run *run, struct ut_error *err)
{
  o->meter.run = run;
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
