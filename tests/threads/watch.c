/* Tells how processes of a filter end, and keeps some from beginning or ending well.
 * WATCH_LOG: a file that gets a line for each that was waited for, how it ended.
 * WATCH_REFUSED=N: the Nth is not begun. WATCH_KILLED=N: it is killed at once. WATCH_CUT=N: it is killed in its second
 * write, of which half goes out. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int begun, written, log_file = -1;
static int is_begun; /* this process was */

/* A confined process opens no file. */
__attribute__((constructor)) static void open_log(void)
{
  const char *name = getenv("WATCH_LOG");
  log_file = name ? open(name, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
}

static int is_number(const char *name)
{
  const char *number = getenv(name);
  return number && atoi(number) == begun;
}

pid_t fork(void)
{
  pid_t (*next)(void) = (pid_t(*)(void))dlsym(RTLD_NEXT, "fork");
  begun++;
  if (is_number("WATCH_REFUSED")) {
    errno = EAGAIN;
    return -1;
  }
  pid_t pid = next();
  if (pid == 0 && is_number("WATCH_KILLED"))
    kill(getpid(), SIGKILL);
  is_begun = pid == 0;
  return pid;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
  ssize_t (*next)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (!is_begun || !is_number("WATCH_CUT") || ++written < 2)
    return next(fd, bytes, len);
  next(fd, bytes, len / 2);
  kill(getpid(), SIGKILL); /* which a confined process may not do */
  _exit(2);
}

pid_t waitpid(pid_t pid, int *status, int options)
{
  pid_t (*next)(pid_t, int *, int) = (pid_t(*)(pid_t, int *, int))dlsym(RTLD_NEXT, "waitpid");
  pid_t got = next(pid, status, options);
  if (log_file >= 0)
    dprintf(log_file, "%d\n", WIFEXITED(*status) ? WEXITSTATUS(*status) : -1);
  return got;
}
