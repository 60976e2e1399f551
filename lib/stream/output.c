/* Buffered output to a descriptor, or to a file that is renamed into place once it is whole. */
#include "utfall/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  CHUNK = 1 << 17, /* larger writes gain nothing; smaller ones cost system calls */
  PAGE = 1 << 12   /* of a pipe, which takes so much at once or nothing: PIPE_BUF */
};

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

/* Would a reader notice that nothing comes behind `at`? Where the row goes on, it lacks what stands behind a
 * `within`. */
static bool is_within(const struct ut_output *o, const char *at, const char *end)
{
  const char *line = memchr(at, '\n', (size_t)(end - at));
  if (at[-1] == '\n')
    return false;
  return !line || memchr(at, o->within, (size_t)(line - at) + (o->within == '\n'));
}

/* How much goes out in one write. A pipe takes more than a page by whole pages, and whoever is killed in between leaves
 * some of them: each has to end inside a row. */
static size_t piece_of(const struct ut_output *o, const char *ptr, size_t len)
{
  size_t size = 0;
  if (!o->within || o->temporary || len <= PAGE)
    return len;
  while (size + PAGE < len && is_within(o, ptr + size + PAGE, ptr + len))
    size += PAGE;
  if (size > 0)
    return size;
  const char *mark = memrchr(ptr + 1, o->within, PAGE - 1);
  return mark ? (size_t)(mark - ptr) : PAGE;
}

static enum ut_status write_pieces(struct ut_output *o, const char *ptr, size_t len, struct ut_error *err)
{
  for (size_t piece; len > 0; ptr += piece, len -= piece) {
    piece = piece_of(o, ptr, len);
    UT_TRY(write_all(o, ptr, piece, err));
  }
  return UT_OK;
}

static void leave_out(struct ut_output *o)
{
  size_t len = o->out_already < o->buf.len ? o->out_already : o->buf.len;
  if (len == 0)
    return;
  o->out_already -= len;
  o->buf.len -= len;
  memmove(o->buf.ptr, o->buf.ptr + len, o->buf.len);
}

static enum ut_status flush(struct ut_output *o, size_t len, struct ut_error *err)
{
  enum ut_status status = o->closed ? UT_CLOSED : write_pieces(o, o->buf.ptr, len, err);
  o->buf.len -= len;
  if (o->buf.len > 0)
    memmove(o->buf.ptr, o->buf.ptr + len, o->buf.len);
  o->closed = status == UT_CLOSED;
  return o->closed && o->goes_on ? UT_OK : status;
}

/* The temporary name goes first: whoever removes temporary files at a signal finds it or NULL. */
static void release(struct ut_output *o)
{
  char *temporary = o->temporary;
  if (temporary)
    unlink(temporary);
  if (o->path && o->fd >= 0)
    close(o->fd);
  o->temporary = NULL;
  free(temporary);
  free(o->path);
  o->path = NULL;
  ut_buf_clear(&o->buf);
}

static enum ut_status open_temporary(struct ut_output *o, struct ut_error *err)
{
  char *name;
  if (asprintf(&name, "%s.XXXXXX", o->path) < 0)
    return ut_error_nomem(err);
  o->temporary = name;
  o->fd = mkostemp(o->temporary, O_CLOEXEC);
  return o->fd >= 0 ? UT_OK : refused(o, "create", err);
}

/* A file made anew gets what umask leaves of 0666, as if it had been opened by its own name; one that stood keeps its
 * owner, where we may give files away, and its mode, but for the bits that lend the owner's rights. */
static enum ut_status adopt(struct ut_output *o, const struct stat *st, struct ut_error *err)
{
  if (o->stood) {
    o->mode = st->st_mode & 0777;
    return fchown(o->fd, st->st_uid, st->st_gid) == 0 || errno == EPERM ? UT_OK : refused(o, "create", err);
  }
  mode_t mask = umask(0);
  umask(mask);
  o->mode = 0666 & ~mask;
  return UT_OK;
}

void ut_output_init(struct ut_output *o, int fd, const char *name)
{
  *o = (struct ut_output){.fd = fd, .name = name};
}

static enum ut_status open_direct(struct ut_output *o, const char *path, struct ut_error *err)
{
  o->fd = open(path, O_WRONLY | O_CLOEXEC);
  return o->fd < 0 ? refused(o, "open", err) : UT_OK;
}

static enum ut_status open_file(struct ut_output *o, const struct stat *st, struct ut_error *err)
{
  if (o->stood && !(st->st_mode & 0222)) {
    ut_error_set(err, UT_IO, "the file is read-only");
    ut_error_at(err, o->name, 0, 0, NULL);
    return UT_IO;
  }
  UT_TRY(open_temporary(o, err));
  return adopt(o, st, err);
}

/* Puts where a symbolic link leads that leads to nothing yet into `path`: a file is made there. UT_IO: in a circle. */
static enum ut_status follow_link(char path[PATH_MAX])
{
  enum { LINKS = 40 }; /* which is where the kernel gives up */
  for (int i = 0; i < LINKS; i++) {
    char target[PATH_MAX];
    ssize_t len = readlink(path, target, sizeof target - 1);
    if (len < 0)
      return UT_OK;
    target[len] = '\0';
    char *slash = strrchr(path, '/'), *name = slash && *target != '/' ? slash + 1 : path;
    if (strlen(target) >= PATH_MAX - (size_t)(name - path))
      break;
    memcpy(name, target, (size_t)len + 1);
  }
  errno = ELOOP;
  return UT_IO;
}

/* Of one file it is the same whatever it is called, also before the file is there; what has no path, such as a pipe
 * that /dev/fd names, keeps its name. NULL: out of memory. */
static char *real_path(const char *path, bool stands)
{
  char copy[PATH_MAX], folder[PATH_MAX], *whole = stands ? realpath(path, NULL) : NULL;
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  if (whole)
    return whole;
  snprintf(copy, sizeof copy, "%s", path);
  if (stands || !*name || strlen(path) >= sizeof copy || !realpath(dirname(copy), folder))
    return strdup(path);
  return asprintf(&whole, "%s/%s", folder, name) < 0 ? NULL : whole;
}

enum ut_status ut_output_open(struct ut_output *o, const char *path, struct ut_error *err)
{
  struct stat st;
  char followed[PATH_MAX];
  ut_output_init(o, -1, path);
  o->stood = stat(path, &st) == 0;
  if (!o->stood && strlen(path) < sizeof followed) {
    snprintf(followed, sizeof followed, "%s", path);
    if (follow_link(followed) != UT_OK)
      return refused(o, "create", err);
    path = followed;
  }
  o->path = real_path(path, o->stood);
  if (!o->path)
    return ut_error_nomem(err);
  enum ut_status status = o->stood && !S_ISREG(st.st_mode) ? open_direct(o, path, err) : open_file(o, &st, err);
  if (status != UT_OK)
    ut_output_abandon(o);
  return status;
}

enum ut_status ut_output_drain(struct ut_output *o, struct ut_error *err)
{
  if (o->held || o->buf.len < CHUNK)
    return UT_OK;
  leave_out(o);
  const char *end = o->within ? memrchr(o->buf.ptr, o->within, o->buf.len) : NULL;
  return flush(o, end ? (size_t)(end - o->buf.ptr) : o->buf.len, err);
}

void ut_output_abandon(struct ut_output *o)
{
  if (!o->temporary && o->flushed && !o->closed && o->mark)
    write_all(o, o->mark, strlen(o->mark), NULL);
  release(o);
}

/* ---- putting in place ---- */

/* Some file systems tell of a failure only when a descriptor is closed; any of the same file does. */
static bool closes_well(int fd)
{
  int copy = dup(fd);
  return copy < 0 || close(copy) == 0;
}

/* Everything but the renaming: what is left can hardly fail. */
static enum ut_status settle(struct ut_output *o, struct ut_error *err)
{
  leave_out(o);
  UT_TRY(flush(o, o->buf.len, err));
  if (o->temporary && (fchmod(o->fd, o->mode) != 0 || fsync(o->fd) != 0))
    return refused(o, "write", err);
  return closes_well(o->fd) ? UT_OK : refused(o, "write", err);
}

static bool exchange(const struct ut_output *o)
{
  return renameat2(AT_FDCWD, o->temporary, AT_FDCWD, o->path, RENAME_EXCHANGE) == 0;
}

/* A file that stands there by now changes names with the new one, so that this can be undone; where the file system
 * cannot do that, and where nothing can fail after it, it is simply replaced. */
static enum ut_status place(struct ut_output *o, bool last, struct ut_error *err)
{
  if (!o->temporary || !*o->temporary || (!last && exchange(o)))
    return UT_OK;
  if (rename(o->temporary, o->path) != 0)
    return refused(o, "write", err);
  *o->temporary = '\0'; /* there is no such file any more */
  return UT_OK;
}

/* Takes back what `place` did, as far as the file that stood is still there. */
static void undo(struct ut_output *o)
{
  if (!o->temporary)
    return;
  if (*o->temporary) {
    if (!exchange(o))
      (void)rename(o->temporary, o->path); /* nothing is left to try */
  } else if (!o->stood) {
    *o->temporary = *o->path; /* which is how the temporary name begins */
    if (rename(o->path, o->temporary) != 0)
      unlink(o->path);
  }
}

static enum ut_status place_all(struct ut_output *const *outputs, size_t count, struct ut_error *err)
{
  enum ut_status status = UT_OK;
  size_t placed = 0;
  while (placed < count && status == UT_OK) {
    status = place(outputs[placed], placed + 1 == count, err);
    placed += status == UT_OK;
  }
  while (status != UT_OK && placed > 0)
    undo(outputs[--placed]);
  return status;
}

/* So that a file that is there now is there after a power failure; some file systems cannot be asked. */
static enum ut_status sync_folder(const struct ut_output *o, struct ut_error *err)
{
  char path[PATH_MAX];
  if (!o->temporary)
    return UT_OK;
  snprintf(path, sizeof path, "%s", o->path);
  int fd = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return UT_OK; /* a folder that may be written and not read */
  bool synced = fsync(fd) == 0 || errno == EINVAL;
  enum ut_status status = synced ? UT_OK : refused(o, "sync the folder", err);
  close(fd);
  return status;
}

/* A descriptor, or files: those of the two kinds that are settled now. A reader that has gone away is told of last. */
static enum ut_status settle_all(struct ut_output *const *outputs, size_t count, bool files, bool *closed,
                                 struct ut_error *err)
{
  for (size_t i = 0; i < count; i++) {
    if (files != !!outputs[i]->temporary)
      continue;
    enum ut_status status = settle(outputs[i], err);
    *closed = *closed || outputs[i]->closed;
    UT_TRY(status == UT_CLOSED ? UT_OK : status);
  }
  return UT_OK;
}

/* Throws away what was written, not the file: another one could not be made by a filter that is confined. */
static void empty(struct ut_output *o, bool in_place)
{
  o->buf.len = 0;
  if (in_place && o->temporary && *o->temporary) { /* what stood there before */
    unlink(o->temporary);
    *o->temporary = '\0';
  }
  if (o->temporary && (ftruncate(o->fd, 0) != 0 || lseek(o->fd, 0, SEEK_SET) != 0))
    ut_output_abandon(o);
}

/* What stood has the temporary name now, if it was kept, and is removed with it. */
enum ut_status ut_outputs_commit(struct ut_output *const *outputs, size_t count, struct ut_error *err)
{
  sigset_t all, before;
  bool closed = false;
  sigfillset(&all);
  enum ut_status status = settle_all(outputs, count, true, &closed, err);
  if (status == UT_OK)
    status = settle_all(outputs, count, false, &closed, err);
  sigprocmask(SIG_SETMASK, &all, &before); /* a signal finds all in place or nothing */
  if (status == UT_OK)
    status = place_all(outputs, count, err);
  bool in_place = status == UT_OK;
  for (size_t i = 0; i < count && status == UT_OK; i++)
    status = sync_folder(outputs[i], err);
  for (size_t i = 0; i < count; i++)
    if (status != UT_OK && outputs[i]->kept)
      empty(outputs[i], in_place);
    else
      (in_place ? release : ut_output_abandon)(outputs[i]);
  sigprocmask(SIG_SETMASK, &before, NULL);
  return status == UT_OK && closed ? UT_CLOSED : status;
}

enum ut_status ut_output_commit(struct ut_output *o, struct ut_error *err)
{
  return ut_outputs_commit(&o, 1, err);
}
