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
#include "model/tally.h"
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

static void take_span(struct ut_cli *cli, struct ut_file_span span, struct ut_parcels *parcels)
{
  ut_confine_data(MEMORY);
  cli->span = span;
  cli->reading.span = &cli->span;
  cli->partial = true;
  cli->part_output = &cli->worker_output;
  cli->worker_output.held = true; /* what was counted goes before it */
  cli->worker_parcels = parcels;
  cli->run.tallies = &cli->worker_tallies;
}

/* ---- the process that began them ---- */

/* What was counted stays where it is until the processes have ended. */
static bool take_part(struct ut_cli *cli, struct ut_parcels *parcels, int fd, struct ut_tallies *tallies)
{
  const struct ut_reader_options reading = {.parts = true};
  struct ut_error err = {0};
  struct ut_parcel parcel;
  char path[PATH];
  snprintf(path, sizeof path, "/dev/fd/%d", fd);
  if (!ut_parcels_take(parcels, fd, &parcel))
    return false;
  tallies->kept = parcel.texts[0];
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

/* What they have counted is told in the words of one, which knows the line. */
static bool note_tallies(struct ut_cli *cli, const struct ut_file_span *spans, struct ut_tallies *tallies, size_t count)
{
  int fd = -1;
  bool known = true;
  for (size_t i = 1; i < count && known; i++) {
    bool any = ut_tallies_any(tallies[i].kept);
    fd = any && fd < 0 ? open(cli->operands[0], O_RDONLY | O_CLOEXEC) : fd;
    tallies[i].lines_before = any ? ut_lines_before(fd, spans[i].from) : 0;
    known = !any || tallies[i].lines_before > 0;
  }
  if (fd >= 0)
    close(fd);
  return known && ut_tallies_note(&cli->run, tallies, count, cli->operands[0]);
}

static bool gather(struct ut_cli *cli, struct ut_workers *w, const struct ut_file_span *spans)
{
  struct ut_tallies tallies[UT_WORKERS_MOST] = {0};
  struct ut_run run = {0};
  size_t count = w->count;
  bool all = (cli->parts = calloc(count, sizeof(struct ut_whole_table *))) != NULL;
  for (size_t i = 0; i < count; i++)
    all = all && w->pids[i] > 0 && take_part(cli, w->parcels[i], w->fds[i], &tallies[i]) &&
          see_values(&run, cli->parts[i]);
  all = ut_workers_end(w, all);
  ut_alike_note(&run);
  all = all && !ut_workers_noted(&run) && note_tallies(cli, spans, tallies, count);
  ut_run_clear(&run);
  ut_workers_clear(w);
  return all;
}

static void spread(struct ut_cli *cli, const struct ut_file_span *spans, size_t count)
{
  struct ut_workers w = {.count = count, .in_parcels = true};
  if (ut_workers_begin(cli, &w)) {
    take_span(cli, spans[w.own], w.parcels[w.own]);
    return;
  }
  cli->merging = gather(cli, &w, spans);
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
  struct ut_file_span spans[UT_WORKERS_MOST] = {{0, 0}};
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
