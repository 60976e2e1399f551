/* Signals that end the process, and descriptors that are not there. */
#include "cli/signals.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* A handler is told of nothing but the signal. */
static struct ut_cli *volatile watched;

/* As snprintf would, which is not for a handler. */
static void name_descriptor(char link[32], int fd)
{
  static const char folder[] = "/proc/self/fd/";
  char digits[12];
  size_t count = 0, at = sizeof folder - 1;
  for (; fd > 0; fd /= 10)
    digits[count++] = (char)('0' + fd % 10);
  memcpy(link, folder, at);
  while (count > 0)
    link[at++] = digits[--count];
  link[at] = '\0';
}

static void remove_temporary(const struct ut_output *o)
{
  if (o->temporary)
    unlink(o->temporary);
}

/* A library makes files there under names that it removes at once: one that is open and has its name still. */
static void remove_made(const char *folder)
{
  enum { MOST = 1 << 12 };
  size_t len = strlen(folder);
  char link[32], path[PATH_MAX];
  for (int fd = STDERR_FILENO + 1; fd < MOST; fd++) {
    name_descriptor(link, fd);
    ssize_t got = readlink(link, path, sizeof path - 1);
    path[got > 0 ? got : 0] = '\0';
    if (strncmp(path, folder, len) == 0 && strncmp(path + len, "/tmp.", 5) == 0 && !strchr(path + len + 1, '/'))
      unlink(path);
  }
}

static void end(int signal)
{
  if (watched->folder)
    remove_made(watched->folder);
  for (size_t i = 0; i < UT_CLI_FURTHER; i++)
    remove_temporary(&watched->further[i]);
  remove_temporary(&watched->output);
  remove_temporary(&watched->status_file);
  raise(signal); /* with its own action again, once this has returned */
}

void ut_signals_fill_descriptors(void)
{
  static const int modes[] = {[STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDWR};
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl(fd, F_GETFD) < 0)
      open("/dev/null", modes[fd]); /* the lowest number that is free is this one */
}

void ut_signals_raise_limit(void)
{
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit); /* where that is refused, a file that cannot be opened is told of */
}

void ut_signals_watch(struct ut_cli *cli)
{
  /* Whatever ends a process from outside, a limit of time too, and a library that gives up. */
  static const int endings[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM,   SIGABRT, SIGALRM,
                                SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO};
  struct sigaction action = {.sa_handler = end, .sa_flags = (int)SA_RESETHAND}, before;
  sigfillset(&action.sa_mask);
  watched = cli;
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (sigaction(endings[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
      sigaction(endings[i], &action, NULL);
}
