/* Processes that do a share of the work of a filter. */
#include "cli/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/alike.h"

enum {
  SMALL = 8 << 20, /* bytes of a file that one process reads before others have begun */
  USUAL_MOST = 8
};

static size_t processors(void)
{
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? (size_t)CPU_COUNT(&set) : 1;
}

size_t ut_workers_wanted(int64_t asked, int64_t size)
{
  size_t count = processors();
  if (asked > 0)
    return (size_t)asked;
  return size < SMALL ? 1 : count < USUAL_MOST ? count : USUAL_MOST;
}

/* ---- a worker ---- */

static void become_worker(struct ut_cli *cli, int fd)
{
  for (int signal_ = 1; signal_ < NSIG; signal_++)
    if (signal_ != SIGPIPE && signal_ != SIGXFSZ)
      signal(signal_, SIG_DFL); /* the files are those of the process that began it */
  cli->worker = true;
  ut_output_init(&cli->worker_output, fd, "a part");
  cli->run.say = NULL;
  cli->run.tick = NULL;
  memset(cli->run.strict, 0, sizeof cli->run.strict);
  memset(cli->run.noted, 0, sizeof cli->run.noted); /* the other process has said it */
}

static enum ut_status hand_tallies(const struct ut_cli *cli, struct ut_error *err)
{
  const struct ut_parcel tallies = {{ut_buf_text(&cli->worker_tallies)}};
  return cli->worker_parcels ? ut_parcels_put(cli->worker_parcels, cli->worker_output.fd, &tallies, err) : UT_OK;
}

/* That a part is not protected is a note of its own. */
bool ut_workers_noted(const struct ut_run *run)
{
  bool any = run->fell_short;
  for (int code = 0; code < UT_NOTES; code++)
    any = any || (code != UT_NOTE_DEL_OSKYDDAD && run->noted[code].count > 0);
  return any;
}

void ut_worker_end(struct ut_cli *cli, enum ut_status status)
{
  struct ut_error err = {0};
  if (status == UT_OK)
    ut_alike_note(&cli->run);
  if (status == UT_OK && !ut_workers_noted(&cli->run) && !cli->worker_tallies.failed)
    status = hand_tallies(cli, &err);
  else
    status = UT_BAD_INPUT;
  _exit(status == UT_OK && ut_output_commit(&cli->worker_output, &err) == UT_OK ? 0 : 1);
}

/* ---- the process that begins them ---- */

bool ut_workers_begin(struct ut_cli *cli, struct ut_workers *w)
{
  pid_t begins = getpid();
  signal(SIGCHLD, SIG_DFL); /* or nobody is told how they end */
  for (size_t i = 0; i < w->count; i++) {
    int ends[2];
    w->pids[i] = w->fds[i] = -1;
    if ((w->in_parcels && !(w->parcels[i] = ut_parcels_new())) || pipe2(ends, O_CLOEXEC) != 0)
      continue;
    w->fds[i] = ends[0];
    w->pids[i] = fork();
    if (w->pids[i] == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      for (size_t k = 0; k <= i; k++)
        close(w->fds[k]);
      if (getppid() != begins)
        _exit(1);
      w->own = i;
      become_worker(cli, ends[1]);
      return true;
    }
    close(ends[1]);
  }
  return false;
}

/* One that is not wanted, and cannot be killed by a process that is confined, fails where it hands on. */
static bool has_ended_well(pid_t pid, int fd, struct ut_parcels *parcels, bool wanted)
{
  int status = 1;
  close(fd);
  if (pid <= 0)
    return false;
  if (!wanted)
    kill(pid, SIGKILL);
  if (!wanted && parcels)
    ut_parcels_done(parcels);
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    ;
  return status == 0;
}

bool ut_workers_end(struct ut_workers *w, bool wanted)
{
  bool all = wanted;
  for (size_t i = 0; i < w->count; i++)
    all = has_ended_well(w->pids[i], w->fds[i], w->parcels[i], all) && all;
  return all;
}

void ut_workers_clear(struct ut_workers *w)
{
  for (size_t i = 0; i < w->count; i++)
    ut_parcels_free(w->parcels[i]);
  *w = (struct ut_workers){0};
}
