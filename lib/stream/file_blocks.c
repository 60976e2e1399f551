/* A file of rows in blocks. */
#include "stream/file_blocks.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/decoder.h"
#include "stream/stream_input.h"

enum { LINE = 1 << 16 /* that a line end is looked for */ };

off_t ut_line_after(int fd, off_t at)
{
  char piece[LINE];
  ssize_t len = pread(fd, piece, sizeof piece, at);
  const char *end = len > 0 ? memchr(piece, '\n', (size_t)len) : NULL;
  return end ? at + (end - piece) + 1 : 0;
}

size_t ut_lines_before(int fd, off_t to)
{
  char piece[LINE];
  size_t lines = 0;
  bool after_cr = false;
  ssize_t len;
  for (off_t at = 0; at < to; at += len) {
    size_t size = to - at < LINE ? (size_t)(to - at) : LINE;
    if ((len = pread(fd, piece, size, at)) <= 0)
      return 0;
    for (ssize_t i = 0; i < len; i++) {
      lines += piece[i] == '\r' || (piece[i] == '\n' && !after_cr);
      after_cr = piece[i] == '\r';
    }
  }
  return lines;
}

/* Of a last row without a line end there is something to say. */
static bool ends_in_line_end(int fd, off_t size)
{
  char last;
  return size > 0 && pread(fd, &last, 1, size - 1) == 1 && last == '\n';
}

size_t ut_reader_blocks(const struct ut_reader *r, int64_t *size)
{
  const struct ut_stream_input *in = r->inputs;
  const struct ut_source *s = &in->source;
  struct stat st;
  if (r->input_count != 1 || !in->csv || s->fd <= STDIN_FILENO || (s->decoder && !ut_decoder_keeps_lines(s->decoder)))
    return 0;
  if (fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode) || !ends_in_line_end(s->fd, st.st_size))
    return 0;
  *size = st.st_size;
  return (size_t)((st.st_size + UT_BLOCK - 1) / UT_BLOCK);
}

const char *ut_reader_source(const struct ut_reader *r)
{
  return r->inputs->source.name;
}

enum ut_status ut_reader_by_blocks(struct ut_reader *r, struct ut_error *err)
{
  struct ut_source *s = &r->inputs->source;
  struct stat old, new;
  int fd = open(s->name, O_RDONLY | O_CLOEXEC);
  bool same = fd >= 0 && fstat(fd, &new) == 0 && fstat(s->fd, &old) == 0 &&
              old.st_dev == new.st_dev &&old.st_ino == new.st_ino &&lseek(fd, lseek(s->fd, 0, SEEK_CUR), SEEK_SET) >= 0;
  if (fd >= 0)
    close(s->fd);
  s->fd = fd;
  r->in_blocks = true;
  return same ? UT_OK : ut_error_errno(err, "open");
}

/* Block `number` begins behind the line that holds the byte before where it would. */
static off_t begin_of(int fd, size_t number, off_t size)
{
  off_t at = (off_t)number * UT_BLOCK;
  return at >= size ? size : ut_line_after(fd, at - 1);
}

enum ut_status ut_reader_take_block(struct ut_reader *r, size_t number, int64_t size, struct ut_error *err)
{
  struct ut_stream_input *in = r->inputs;
  int fd = in->source.fd;
  const struct ut_file_span span = {number ? begin_of(fd, number, size) : 0, begin_of(fd, number + 1, size)};
  if (span.to == 0 || (number > 0 && span.from == 0))
    return ut_error_set(err, UT_BAD_INPUT, "a line is too long");
  in->pending = in->pending && number == 0;
  in->rows += number > 0; /* the first of a file, which none of the block is, tells whether all end in a delimiter */
  if (number > 0)
    ut_csv_jump(in->csv, 1);
  return ut_source_narrow(&in->source, span, err);
}

struct ut_block_end ut_reader_block_end(const struct ut_reader *r)
{
  const struct ut_csv *csv = r->inputs->csv;
  return (struct ut_block_end){ut_csv_line(csv) - 1, ut_csv_known(csv) == UT_CSV_CHECKED};
}

enum ut_status ut_reader_go_on(struct ut_reader *r, size_t number, int64_t size, const struct ut_block_end *before,
                               struct ut_error *err)
{
  struct ut_stream_input *in = r->inputs;
  if (number == 0)
    return UT_OK;
  const struct ut_file_span rest = {begin_of(in->source.fd, number, size), size};
  if (rest.from == 0) { /* the line end was in sight */
    ut_error_set(err, UT_BAD_INPUT, "the file is changed while it is read");
    ut_error_at(err, in->source.name, 0, 0, NULL);
    return UT_BAD_INPUT;
  }
  in->pending = false;
  in->rows++; /* the first of them has told whether all end in a delimiter */
  ut_csv_jump(in->csv, before->lines + 1);
  if (before->checked)
    ut_csv_know(in->csv, UT_CSV_CHECKED);
  return ut_source_narrow(&in->source, rest, err);
}
