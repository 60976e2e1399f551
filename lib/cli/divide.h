/* The rows of a large file made by several processes. */
#ifndef UTFALL_DIVIDE_H
#define UTFALL_DIVIDE_H

#include "cli/workers.h"
#include "stream/row_blocks.h"

/* Has the rows of b->reader, which are written to cli->output as they come, made by `count` processes of some blocks of
 * the file each, where it reads one file of CSV; 0: of 8 MiB and more one for each processor, at most 8. To be called
 * in place of ut_cli_confine, where the output is open and no row was read; it returns in every process. *all: the rows
 * are written, and there was nothing to say of them; otherwise they are to be read. */
enum ut_status ut_cli_blocks(struct ut_cli *cli, struct ut_row_blocks *b, int64_t count, bool *all,
                             struct ut_error *err);

#endif
