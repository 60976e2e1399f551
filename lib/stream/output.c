/* Buffered output to a descriptor, or to a file that is renamed into place once it is whole. */
#include "utfall/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 17 }; /* larger writes gain nothing; smaller ones cost system calls */

/* What the operating system refused, of this output. */
static enum ut_status refused(const struct ut_output *o, const char *what, struct ut_error *err)
{
  enum ut_status status = ut_error_errno(err, what);
  ut_error_at(err, o->name, 0, 0, NULL);
  return status;
}

static enum ut_status write_all(struct ut_output *o, const char *ptr, size_t len, struct ut_error *err)
{
  while (len > 0) {
    ssize_t n = write(o->fd, ptr, len);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return refused(o, "write", err);
    o->flushed = true;
    ptr += n;
    len -= (size_t)n;
  }
  return UT_OK;
}

static enum ut_status flush(struct ut_output *o, struct ut_error *err)
{
  enum ut_status status = write_all(o, o->buf.ptr, o->buf.len, err);
  o->buf.len = 0;
  return status;
}

static void release(struct ut_output *o)
{
  ut_buf_clear(&o->buf);
  free(o->path);
  free(o->temporary);
  o->path = o->temporary = NULL;
}

/* A file made anew gets what umask leaves of 0666, as if it had been opened by its own name; one
 * that stood keeps its mode. */
static enum ut_status open_temporary(struct ut_output *o, mode_t mode, struct ut_error *err)
{
  if (asprintf(&o->temporary, "%s.XXXXXX", o->path) < 0) {
    o->temporary = NULL;
    return ut_error_nomem(err);
  }
  o->fd = mkostemp(o->temporary, O_CLOEXEC);
  if (o->fd >= 0 && fchmod(o->fd, mode) == 0)
    return UT_OK;
  enum ut_status status = refused(o, "create", err);
  if (o->fd >= 0) {
    close(o->fd);
    unlink(o->temporary);
  }
  return status;
}

static mode_t new_file_mode(void)
{
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

void ut_output_init(struct ut_output *o, int fd, const char *name)
{
  *o = (struct ut_output){.fd = fd, .name = name};
}

enum ut_status ut_output_open(struct ut_output *o, const char *path, struct ut_error *err)
{
  struct stat st;
  bool exists = stat(path, &st) == 0;
  ut_output_init(o, -1, path);
  if (exists && !S_ISREG(st.st_mode)) {
    o->fd = open(path, O_WRONLY | O_CLOEXEC);
    if (o->fd < 0)
      return refused(o, "open", err);
  }
  o->path = exists ? realpath(path, NULL) : strdup(path);
  if (!o->path)
    return ut_error_nomem(err);
  enum ut_status status = o->fd >= 0 ? UT_OK : open_temporary(o, exists ? st.st_mode & 07777 : new_file_mode(), err);
  if (status != UT_OK)
    release(o);
  return status;
}

enum ut_status ut_output_drain(struct ut_output *o, struct ut_error *err)
{
  return o->buf.len < CHUNK ? UT_OK : flush(o, err);
}

enum ut_status ut_output_settle(struct ut_output *o, struct ut_error *err)
{
  enum ut_status status = flush(o, err);
  return o->temporary && status == UT_OK && fsync(o->fd) != 0 ? refused(o, "write", err) : status;
}

enum ut_status ut_output_commit(struct ut_output *o, struct ut_error *err)
{
  enum ut_status status = ut_output_settle(o, err);
  if (o->path && close(o->fd) != 0 && status == UT_OK)
    status = refused(o, "write", err);
  if (o->temporary && status == UT_OK && rename(o->temporary, o->path) != 0)
    status = refused(o, "write", err);
  if (o->temporary && status != UT_OK)
    unlink(o->temporary);
  release(o);
  return status;
}

void ut_output_abandon(struct ut_output *o)
{
  if (o->temporary)
    unlink(o->temporary);
  else if (o->flushed && o->mark)
    write_all(o, o->mark, strlen(o->mark), NULL);
  if (o->path)
    close(o->fd);
  release(o);
}
