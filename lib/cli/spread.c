/* Rows counted by several processes. A span begins behind a line end near where it should, which may be one within
 * quotes: the process of the span before it then finds a quote that is never closed. As the first span begins where the
 * rows do, and each process says where its own does not end between two rows, all of them are right or one fails. */
#include "cli/spread.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/confine.h"
#include "cli/merge.h"
#include "model/alike.h"
#include "stream/file_blocks.h"
#include "stream/whole_table.h"

enum {
  MEMORY = 3 << 20, /* of a process of a span: what is counted in more groups is better counted once */
  PATH = 32
};

/* ---- spans ---- */

/* Workbooks, which are archives, are read whole. */
static bool is_text(int fd)
{
  char head[2];
  return pread(fd, head, sizeof head, 0) == sizeof head && memcmp(head, "PK", sizeof head) != 0;
}

/* As many spans as there are to be, together the whole file; false: it has no such lines. */
static bool cut(int fd, off_t size, struct ut_file_span *spans, size_t count)
{
  off_t from = 0;
  for (size_t i = 0; i < count; i++) {
    off_t to = i + 1 < count ? ut_line_after(fd, size / (off_t)count * (off_t)(i + 1)) : size;
    if (to <= from)
      return false;
    spans[i] = (struct ut_file_span){from, to};
    from = to;
  }
  return true;
}

/* ---- a process of a span ---- */

static void take_span(struct ut_cli *cli, struct ut_file_span span)
{
  ut_confine_data(MEMORY);
  cli->span = span;
  cli->reading.span = &cli->span;
  cli->partial = true;
  cli->part_output = &cli->worker_output;
}

/* ---- the process that began them ---- */

static bool take_part(struct ut_cli *cli, int fd)
{
  const struct ut_reader_options reading = {.parts = true};
  struct ut_error err = {0};
  char path[PATH];
  snprintf(path, sizeof path, "/dev/fd/%d", fd);
  return ut_whole_table_load(&cli->parts[cli->part_count++], path, &reading, &err) == UT_OK;
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

static bool gather(struct ut_cli *cli, struct ut_workers *w)
{
  struct ut_run run = {0};
  bool all = (cli->parts = calloc(w->count, sizeof(struct ut_whole_table *))) != NULL;
  for (size_t i = 0; i < w->count; i++)
    all = all && w->pids[i] > 0 && take_part(cli, w->fds[i]) && see_values(&run, cli->parts[i]);
  all = ut_workers_end(w, all);
  ut_alike_note(&run);
  all = all && !ut_workers_noted(&run);
  ut_run_clear(&run);
  return all;
}

static void spread(struct ut_cli *cli, const struct ut_file_span *spans, size_t count)
{
  struct ut_workers w = {.count = count};
  if (ut_workers_begin(cli, &w)) {
    take_span(cli, spans[w.own]);
    return;
  }
  cli->merging = gather(cli, &w);
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
  struct ut_file_span spans[UT_WORKERS_MOST];
  struct stat st;
  if (is_alone(cli))
    return;
  bool file = stat(cli->operands[0], &st) == 0 && S_ISREG(st.st_mode); /* a pipe must not be opened and closed */
  size_t wanted = file ? ut_workers_wanted(count, st.st_size) : 1;
  int fd = wanted > 1 ? open(cli->operands[0], O_RDONLY | O_CLOEXEC) : -1;
  bool whole = fd >= 0 && is_text(fd) && cut(fd, st.st_size, spans, wanted);
  if (fd >= 0)
    close(fd);
  if (whole)
    spread(cli, spans, wanted);
}
