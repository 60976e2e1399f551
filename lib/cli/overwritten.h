/* Files that a run reads and that an output would take the place of. */
#ifndef UTFALL_OVERWRITTEN_H
#define UTFALL_OVERWRITTEN_H

#include "cli/cli.h"

/* UT_USAGE: the file that `opened` is to replace is one that an option has the run read, or an operand. The output may
 * replace an operand, or what is read for one, and an option the file of the one that it renews: both are read by
 * then. */
enum ut_status ut_check_overwritten(const struct ut_cli *cli, const struct ut_output *opened, struct ut_error *err);

#endif
