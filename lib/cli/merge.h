/* Results that merge: --partial writes a part instead of a table, --merge adds parts that were made by the same
 * options, which stand in them as text. */
#ifndef UTFALL_MERGE_H
#define UTFALL_MERGE_H

#include "cli/cli.h"

/* With --merge reads the operands, and takes what they say for the words of the command line: from then on there are
 * no operands and no rows. UT_BAD_INPUT: an operand is no part, of another filter or version, made by other options
 * than the first, or there twice. UT_USAGE: a file that is read again is missing, or not that of the parts. */
enum ut_status ut_merge_load(struct ut_cli *cli, struct ut_error *err);

/* The next option that the parts were made by, from the one at *rest on: its name, and its value, NULL where it has
 * none; both live until ut_cli_finish. False after the last. */
bool ut_merge_option(struct ut_cli *cli, char **rest, const char **name, const char **value);

void ut_merge_clear(struct ut_cli *cli);

#endif
