/* Rows made by several processes, and written by one. */
#include "cli/divide.h"

/* How many processes there are to be. */
static size_t divide(struct ut_cli *cli, struct ut_row_blocks *b, int64_t count)
{
  b->output = &cli->output;
  b->count = cli->status_file.path || cli->to == UT_JSON ? 0 : ut_reader_blocks(b->reader, &b->size);
  size_t wanted = b->count > 0 ? ut_workers_wanted(count, b->size) : 1;
  return wanted < b->count ? wanted : b->count;
}

enum ut_status ut_cli_blocks(struct ut_cli *cli, struct ut_row_blocks *b, int64_t count, bool *all,
                             struct ut_error *err)
{
  struct ut_workers w = {.count = divide(cli, b, count), .in_parcels = true};
  *all = false;
  b->workers = w.count;
  bool worker = w.count > 1 && ut_workers_begin(cli, &w);
  ut_cli_confine(cli);
  if (worker)
    return ut_row_blocks_hand(b, w.own, w.parcels[w.own], cli->worker_output.fd, err);
  if (w.count <= 1)
    return UT_OK;
  enum ut_status status = ut_row_blocks_write(b, w.parcels, w.fds, all, err);
  *all = ut_workers_end(&w, *all && status == UT_OK);
  ut_workers_clear(&w);
  if (!*all && status == UT_OK)
    ut_row_blocks_undo(b);
  return status;
}
