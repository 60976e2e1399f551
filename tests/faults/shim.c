/* A library to preload: the n-th call of one kind fails, in whichever process of the command it falls.
 * A shell is spared: it takes what it cannot read for the end of a script, and no script can help that. What it starts
 * is killed instead.
 * Environment: FAULT_COUNTS, a file of KINDS numbers that all processes share, in which calls are counted; FAULT_KIND,
 * FAULT_MODE and FAULT_AT, which call fails and how (0: none). */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kinds.h"

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);

static unsigned long *counts; /* NULL: nothing is counted, nothing fails */
static unsigned long at;
static enum fault_kind kind;
static enum fault_mode mode;

static long number(const char *name)
{
  const char *text = getenv(name);
  return text ? strtol(text, NULL, 10) : 0;
}

/* Counts a call. Is it the one that fails, or one after it that does too? */
static bool strikes(enum fault_kind called)
{
  if (!counts)
    return false;
  unsigned long n = __atomic_add_fetch(&counts[called], 1, __ATOMIC_RELAXED);
  return called == kind && at > 0 && (mode == FAULT_ON ? n >= at : n == at);
}

static void die_as_of_a_script(void)
{
  static const char text[] = "killed\n";
  if (!getenv("FAULT_SCRIPT") || !strikes(FAULT_START))
    return;
  syscall(SYS_write, STDERR_FILENO, text, sizeof text - 1);
  raise(SIGKILL);
}

__attribute__((constructor)) static void begin(void)
{
  const char *path = getenv("FAULT_COUNTS");
  bool shell = strcmp(program_invocation_short_name, "sh") == 0;
  if (shell)
    setenv("FAULT_SCRIPT", "1", 1);
  int fd = path && !shell ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0) : -1;
  if (fd < 0)
    return;
  void *shared = mmap(NULL, FAULT_KINDS * sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  kind = (enum fault_kind)number("FAULT_KIND");
  mode = (enum fault_mode)number("FAULT_MODE");
  at = (unsigned long)number("FAULT_AT");
  counts = shared == MAP_FAILED ? NULL : shared;
  die_as_of_a_script();
}

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))
#define FAIL(called, code, value)                                                                                      \
  do {                                                                                                                 \
    if (strikes(called)) {                                                                                             \
      errno = code;                                                                                                    \
      return value;                                                                                                    \
    }                                                                                                                  \
  } while (0)

void *malloc(size_t size)
{
  FAIL(FAULT_MALLOC, ENOMEM, NULL);
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
  FAIL(FAULT_MALLOC, ENOMEM, NULL);
  return __libc_calloc(count, size);
}

void *realloc(void *ptr, size_t size)
{
  FAIL(FAULT_MALLOC, ENOMEM, NULL);
  return __libc_realloc(ptr, size);
}

void *reallocarray(void *ptr, size_t count, size_t size)
{
  size_t bytes;
  FAIL(FAULT_MALLOC, ENOMEM, NULL);
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return NULL;
  }
  return __libc_realloc(ptr, bytes);
}

/* A call that moves bytes: it fails, is interrupted, or moves one of them. */
#define TRANSFER(called, code, number_, fd, buffer, count)                                                             \
  do {                                                                                                                 \
    if (strikes(called)) {                                                                                             \
      if (mode == FAULT_SHORT)                                                                                         \
        return syscall(number_, fd, buffer, (count) > 0 ? (size_t)1 : (size_t)0);                                      \
      errno = mode == FAULT_INTERRUPTED ? EINTR : code;                                                                \
      return -1;                                                                                                       \
    }                                                                                                                  \
    return syscall(number_, fd, buffer, count);                                                                        \
  } while (0)

ssize_t read(int fd, void *buffer, size_t count)
{
  TRANSFER(FAULT_READ, EIO, SYS_read, fd, buffer, count);
}

ssize_t write(int fd, const void *buffer, size_t count)
{
  if (fd == STDERR_FILENO)
    return syscall(SYS_write, fd, buffer, count);
  TRANSFER(FAULT_WRITE, ENOSPC, SYS_write, fd, buffer, count);
}

int open(const char *path, int flags, ...)
{
  va_list arguments;
  va_start(arguments, flags);
  int permissions = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, int) : 0;
  va_end(arguments);
  FAIL(FAULT_OPEN, EMFILE, -1);
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, permissions);
}

int mkostemp(char *name, int flags)
{
  FAIL(FAULT_OPEN, EMFILE, -1);
  return NEXT(mkostemp)(name, flags);
}

int fsync(int fd)
{
  FAIL(FAULT_SYNC, EIO, -1);
  return (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
  FAIL(FAULT_RENAME, EACCES, -1);
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
  FAIL(FAULT_RENAME, EINVAL, -1);
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int fchmod(int fd, mode_t permissions)
{
  FAIL(FAULT_CHMOD, EPERM, -1);
  return (int)syscall(SYS_fchmod, fd, permissions);
}

int close(int fd)
{
  if (strikes(FAULT_CLOSE)) {
    syscall(SYS_close, fd);
    errno = EIO;
    return -1;
  }
  return (int)syscall(SYS_close, fd);
}
