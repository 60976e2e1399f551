/* Signals that end the process, and descriptors that are not there. */
#include "cli/signals.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* A handler is told of nothing but the signal. */
static struct ut_cli *volatile watched;

static void remove_temporary(const struct ut_output *o)
{
  if (o->temporary)
    unlink(o->temporary);
}

static void end(int signal)
{
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
