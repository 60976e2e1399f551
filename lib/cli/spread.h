/* The rows of a large file counted by several processes. */
#ifndef UTFALL_SPREAD_H
#define UTFALL_SPREAD_H

#include "cli/workers.h"

/* Has the rows of the only operand, a file of CSV or JSON lines in UTF-8, counted by `count` processes of one span of
 * it each; 0: of 8 MiB and more one for each processor, at most 8. What they hand on are parts of the result, and the
 * cli is then as with --merge. Where there is anything to be said of a row, an error or a note, nothing has happened,
 * and whoever reads the file alone says it. To be called before anything is opened, by a filter that hands what it
 * counts to ut_cli_part; it returns in every process, and those of the spans end in ut_cli_finish. */
void ut_cli_spread(struct ut_cli *cli, int64_t count);

#endif
