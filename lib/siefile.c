/* SIE from a file: spans from a source to the reader of records; and a look at how an input begins. */
#include "utfall/siefile.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source.h"

enum { LOOK = 256 };

struct ut_sie_file {
  struct ut_source source;
  struct ut_meter meter;
  struct ut_sie *sie;
};

/* tee(2) copies what stands in a pipe to another and takes nothing. */
static ssize_t look_into_pipe(int fd, char *buf, size_t size)
{
  int copy[2];
  if (pipe2(copy, O_CLOEXEC) != 0)
    return -1;
  ssize_t got = tee(fd, copy[1], size, 0);
  if (got > 0)
    got = read(copy[0], buf, (size_t)got);
  close(copy[0]);
  close(copy[1]);
  return got;
}

static ssize_t look_into(int fd, char *buf, size_t size)
{
  struct stat st;
  if (fstat(fd, &st) != 0)
    return -1;
  if (S_ISFIFO(st.st_mode))
    return look_into_pipe(fd, buf, size);
  return S_ISREG(st.st_mode) ? pread(fd, buf, size, lseek(fd, 0, SEEK_CUR)) : -1;
}

/* To open a named pipe and close it again would end whoever writes to it. */
static int open_file(const char *path)
{
  struct stat st;
  return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
}

bool ut_sie_file_is(const char *path)
{
  char buf[LOOK];
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open_file(path);
  if (fd < 0)
    return false;
  ssize_t got = look_into(fd, buf, sizeof buf);
  if (!standard)
    close(fd);
  return got > 0 && ut_sie_is(buf, (size_t)got);
}

enum ut_status ut_sie_file_open(struct ut_sie_file **out, const char *path, const struct ut_sie_options *options,
                                const struct ut_tick *tick, struct ut_error *err)
{
  struct ut_sie_file *f = calloc(1, sizeof *f);
  *out = NULL;
  if (!f)
    return ut_error_nomem(err);
  f->meter.tick = tick;
  enum ut_status status = ut_sie_new(&f->sie, options) ? ut_error_nomem(err) : UT_OK;
  f->source.fd = -1;
  if (status == UT_OK)
    status = ut_source_open(&f->source, path, NULL, &f->meter, err);
  if (status == UT_OK)
    *out = f;
  else
    ut_sie_file_free(f);
  return status;
}

enum ut_status ut_sie_file_next(struct ut_sie_file *f, struct ut_sie_record *record, struct ut_error *err)
{
  struct ut_source *s = &f->source;
  for (;;) {
    size_t used;
    enum ut_status status =
        ut_sie_next(f->sie, s->buffer + s->begin, s->end - s->begin, ut_source_is_whole(s), &used, record, err);
    s->begin += used;
    if (status == UT_MORE)
      status = ut_source_fill(s, UT_SOURCE_BUFFER, err);
    else if (status == UT_OK || status == UT_END)
      return status;
    if (status != UT_OK) {
      ut_error_at(err, s->name, 0, 0, NULL);
      return status;
    }
  }
}

const char *ut_sie_file_name(const struct ut_sie_file *f)
{
  return f->source.name;
}

const struct ut_sie *ut_sie_file_facts(const struct ut_sie_file *f)
{
  return f->sie;
}

void ut_sie_file_free(struct ut_sie_file *f)
{
  if (!f)
    return;
  ut_sie_free(f->sie);
  ut_source_clear(&f->source);
  free(f->source.name);
  free(f);
}
