/* Tells how processes of a filter end, and keeps some from beginning or ending well.
 * WATCH_LOG: a file that gets a line for each that was waited for, how it ended.
 * WATCH_REFUSED=N: the Nth is not begun. WATCH_KILLED=N: it is killed at once. */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int begun;

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
  return pid;
}

pid_t waitpid(pid_t pid, int *status, int options)
{
  pid_t (*next)(pid_t, int *, int) = (pid_t(*)(pid_t, int *, int))dlsym(RTLD_NEXT, "waitpid");
  pid_t got = next(pid, status, options);
  const char *name = getenv("WATCH_LOG");
  FILE *log = name ? fopen(name, "a") : NULL;
  if (log) {
    fprintf(log, "%d\n", WIFEXITED(*status) ? WEXITSTATUS(*status) : -1);
    fclose(log);
  }
  return got;
}
