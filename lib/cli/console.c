/* Messages and progress on the error descriptor, one never over the other. */
#include "cli/console.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/shown.h"

enum { LINE = 4096 };

struct ut_console_progress {
  struct timespec began, shown;
  bool at_once, visible;
};

static double seconds_since(const struct timespec *then, const struct timespec *now)
{
  return (double)(now->tv_sec - then->tv_sec) + (double)(now->tv_nsec - then->tv_nsec) / 1e9;
}

static void show_progress(void *context, size_t bytes, size_t total, size_t rows)
{
  struct ut_cli *cli = context;
  struct ut_console_progress *p = cli->progress;
  struct timespec now;
  char percent[16] = "", read[32] = "";
  char line[128];
  clock_gettime(CLOCK_MONOTONIC, &now);
  if ((!p->at_once && seconds_since(&p->began, &now) < 1) || seconds_since(&p->shown, &now) < 0.2)
    return;
  if (total > 0)
    snprintf(percent, sizeof percent, "%zu %%, ", bytes >= total ? 100 : bytes * 100 / total);
  if (bytes > 0)
    snprintf(read, sizeof read, "%.1f MB, ", (double)bytes / 1e6);
  int n = snprintf(line, sizeof line, "\r\033[K%s: %s%s%zu rows", cli->command->name, percent, read, rows);
  ut_console_print(cli->err, line, (size_t)n);
  p->shown = now;
  p->visible = true;
}

void ut_console_print(int fd, const char *text, size_t len)
{
  while (len > 0) {
    ssize_t n = write(fd, text, len);
    if (n < 0 && errno != EINTR)
      return; /* there is nobody left to tell */
    if (n > 0) {
      text += n;
      len -= (size_t)n;
    }
  }
}

void ut_console_clear(struct ut_cli *cli)
{
  if (cli->progress && cli->progress->visible)
    ut_console_print(cli->err, "\r\033[K", 4);
  if (cli->progress)
    cli->progress->visible = false;
}

void ut_console_say(struct ut_cli *cli, const char *kind, const char *text)
{
  char line[LINE]; /* of nobody's memory, which may be what is lacking */
  ut_console_clear(cli);
  size_t begin = (size_t)snprintf(line, sizeof line - 1, "%s: %s", cli->command->name, kind);
  size_t end = begin + ut_show_message(line + begin, sizeof line - 1 - begin, text);
  line[end] = '\n';
  ut_console_print(cli->err, line, end + 1);
}

enum ut_status ut_console_watch(struct ut_cli *cli, bool at_once)
{
  if (!isatty(cli->err))
    return UT_OK;
  cli->progress = calloc(1, sizeof *cli->progress);
  if (!cli->progress)
    return UT_NOMEM;
  cli->progress->at_once = at_once;
  clock_gettime(CLOCK_MONOTONIC, &cli->progress->began);
  cli->run.tick = show_progress;
  return UT_OK;
}
