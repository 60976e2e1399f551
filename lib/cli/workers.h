/* Processes that do a share of the work of a filter, and hand on what they make of it. */
#ifndef UTFALL_WORKERS_H
#define UTFALL_WORKERS_H

#include <sys/types.h>

#include "cli/cli.h"
#include "stream/parcels.h"

enum { UT_WORKERS_MOST = 64 };

struct ut_workers {
  pid_t pids[UT_WORKERS_MOST];
  int fds[UT_WORKERS_MOST]; /* what each hands on */
  struct ut_parcels *parcels[UT_WORKERS_MOST];
  size_t count;
  bool in_parcels; /* they hand on parcels, too */
  size_t own;      /* in a worker, its number */
};

/* How many are worth it for a file of so many bytes: `asked`; 0: one for each processor, at most 8, from 8 MiB on. */
size_t ut_workers_wanted(int64_t asked, int64_t size);

/* Begins w->count of them. True in each, where the cli is that of a worker: what is said goes nowhere, what it hands on
 * to cli->worker_output, and its end is that of ut_cli_finish. One that cannot be begun hands on nothing. */
bool ut_workers_begin(struct ut_cli *cli, struct ut_workers *w);

/* Whether they have all ended well; those that are not `wanted` any more are stopped. */
bool ut_workers_end(struct ut_workers *w, bool wanted);

/* Frees what they have handed on in parcels. */
void ut_workers_clear(struct ut_workers *w);

/* Was anything noted, but for what is noted of every part? */
bool ut_workers_noted(const struct ut_run *run);

/* The end of a worker. */
_Noreturn void ut_worker_end(struct ut_cli *cli, enum ut_status status);

#endif
