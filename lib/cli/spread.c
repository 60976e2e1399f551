/* Rows counted by several processes. A span begins behind a line end near where it should, which may be one within
 * quotes: the process of the span before it then finds a quote that is never closed. As the first span begins where the
 * rows do, and each process says where its own does not end between two rows, all of them are right or one fails. */
#include "cli/spread.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/confine.h"
#include "cli/merge.h"
#include "model/alike.h"
#include "stream/whole_table.h"

enum {
  SMALL = 8 << 20, /* bytes of a file that one process counts before others have begun */
  USUAL_MOST = 8,
  LINE = 1 << 16,   /* that a line is looked for */
  MEMORY = 3 << 20, /* of a process of a span: what is counted in more groups is better counted once */
  PATH = 32
};

struct worker {
  pid_t pid;
  int fd; /* what it hands on */
};

/* ---- spans ---- */

static size_t processors(void)
{
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? (size_t)CPU_COUNT(&set) : 1;
}

static size_t usual_count(off_t size)
{
  size_t count = processors();
  return size < SMALL ? 1 : count < USUAL_MOST ? count : USUAL_MOST;
}

/* Workbooks, which are archives, are read whole. */
static bool is_text(int fd)
{
  char head[2];
  return pread(fd, head, sizeof head, 0) == sizeof head && memcmp(head, "PK", sizeof head) != 0;
}

/* Behind the end of the line that holds this byte; 0: it is not in sight. */
static off_t line_after(int fd, off_t at)
{
  char piece[LINE];
  ssize_t len = pread(fd, piece, sizeof piece, at);
  const char *end = len > 0 ? memchr(piece, '\n', (size_t)len) : NULL;
  return end ? at + (end - piece) + 1 : 0;
}

/* As many spans as there are to be, together the whole file; false: it has no such lines. */
static bool cut(int fd, off_t size, struct ut_file_span *spans, size_t count)
{
  off_t from = 0;
  for (size_t i = 0; i < count; i++) {
    off_t to = i + 1 < count ? line_after(fd, size / (off_t)count * (off_t)(i + 1)) : size;
    if (to <= from)
      return false;
    spans[i] = (struct ut_file_span){from, to};
    from = to;
  }
  return true;
}

/* ---- a process of a span ---- */

static void become_worker(struct ut_cli *cli, struct ut_file_span span, int fd)
{
  ut_confine_data(MEMORY);
  for (int signal_ = 1; signal_ < NSIG; signal_++)
    if (signal_ != SIGPIPE && signal_ != SIGXFSZ)
      signal(signal_, SIG_DFL); /* the files are those of the process that began it */
  cli->span = span;
  cli->reading.span = &cli->span;
  cli->partial = cli->worker = true;
  ut_output_init(&cli->span_output, fd, "a part");
  cli->part_output = &cli->span_output;
  cli->run.say = NULL;
  cli->run.tick = NULL;
  memset(cli->run.strict, 0, sizeof cli->run.strict);
}

/* That a part is not protected is a note of its own. */
static bool has_notes(const struct ut_run *run)
{
  bool any = run->fell_short;
  for (int code = 0; code < UT_NOTES; code++)
    any = any || (code != UT_NOTE_DEL_OSKYDDAD && run->noted[code].count > 0);
  return any;
}

void ut_spread_end(struct ut_cli *cli, enum ut_status status)
{
  struct ut_error err = {0};
  if (status == UT_OK)
    ut_alike_note(&cli->run);
  if (status == UT_OK && !has_notes(&cli->run))
    _exit(ut_output_commit(&cli->span_output, &err) == UT_OK ? 0 : 1);
  _exit(1);
}

/* ---- the process that began them ---- */

/* False in the process of a span. */
static bool start(struct ut_cli *cli, const struct ut_file_span *spans, struct worker *workers, size_t count)
{
  pid_t own = getpid();
  signal(SIGCHLD, SIG_DFL); /* or nobody is told how they end */
  for (size_t i = 0; i < count; i++) {
    int ends[2];
    workers[i] = (struct worker){-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
      continue;
    workers[i] = (struct worker){fork(), ends[0]};
    if (workers[i].pid == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      for (size_t k = 0; k <= i; k++)
        close(workers[k].fd);
      if (getppid() != own)
        _exit(1);
      become_worker(cli, spans[i], ends[1]);
      return false;
    }
    close(ends[1]);
  }
  return true;
}

static bool take_part(struct ut_cli *cli, const struct worker *worker)
{
  const struct ut_reader_options reading = {.parts = true};
  struct ut_error err = {0};
  char path[PATH];
  snprintf(path, sizeof path, "/dev/fd/%d", worker->fd);
  return worker->pid > 0 && ut_whole_table_load(&cli->parts[cli->part_count++], path, &reading, &err) == UT_OK;
}

/* Values of two spans may look alike, which nobody tells but who reads both. */
static bool see_values(struct ut_run *run, const struct ut_whole_table *part)
{
  const struct ut_text *names = ut_reader_names(ut_whole_table_header(part));
  const struct ut_alike_place nowhere = {NULL, 0};
  for (size_t row = 0; row < ut_whole_table_rows(part); row++)
    for (size_t column = 0; column < ut_whole_table_columns(part); column++)
      if (ut_alike_see(run, names[column], ut_whole_table_cell(part, row, column), nowhere))
        return false;
  return true;
}

static bool is_done(const struct worker *worker, bool wanted)
{
  int status = 1;
  close(worker->fd);
  if (worker->pid <= 0)
    return false;
  if (!wanted)
    kill(worker->pid, SIGKILL);
  while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
    ;
  return status == 0;
}

static bool gather(struct ut_cli *cli, const struct worker *workers, size_t count)
{
  struct ut_run run = {0};
  bool all = (cli->parts = calloc(count, sizeof(struct ut_whole_table *))) != NULL;
  for (size_t i = 0; i < count; i++)
    all = all && take_part(cli, &workers[i]) && see_values(&run, cli->parts[i]);
  for (size_t i = 0; i < count; i++)
    all = is_done(&workers[i], all) && all;
  ut_alike_note(&run);
  all = all && !has_notes(&run);
  ut_run_clear(&run);
  return all;
}

static void spread(struct ut_cli *cli, const struct ut_file_span *spans, size_t count)
{
  struct worker workers[UT_SPREAD_MOST];
  if (!start(cli, spans, workers, count))
    return;
  cli->merging = gather(cli, workers, count);
  if (cli->merging) {
    cli->operand_count = 0;
    return;
  }
  ut_merge_clear(cli);
  cli->parts = NULL;
  cli->part_count = 0;
}

/* What only one process can tell: which bytes were read. */
static bool is_alone(const struct ut_cli *cli)
{
  const struct ut_reader_options *r = &cli->reading;
  return cli->operand_count != 1 || cli->partial || cli->merging || cli->status_file.path || r->encoding || r->sheet ||
         r->from == UT_JSON || r->from == UT_XLSX;
}

void ut_cli_spread(struct ut_cli *cli, int64_t count)
{
  struct ut_file_span spans[UT_SPREAD_MOST];
  struct stat st;
  if (is_alone(cli))
    return;
  bool file = stat(cli->operands[0], &st) == 0 && S_ISREG(st.st_mode); /* a pipe must not be opened and closed */
  size_t wanted = !file ? 1 : count ? (size_t)count : usual_count(st.st_size);
  int fd = wanted > 1 ? open(cli->operands[0], O_RDONLY | O_CLOEXEC) : -1;
  bool whole = fd >= 0 && is_text(fd) && cut(fd, st.st_size, spans, wanted);
  if (fd >= 0)
    close(fd);
  if (whole)
    spread(cli, spans, wanted);
}
