/* The files that the common options ask for. */
#ifndef UTFALL_OUTPUTS_H
#define UTFALL_OUTPUTS_H

#include "cli/cli.h"

/* The status file, before anything else, so that it says what becomes of the rest. NULL: none. UT_IO. */
enum ut_status ut_outputs_open_status(struct ut_cli *cli, const char *path, struct ut_error *err);

/* The output: NULL or "-": standard output. UT_IO, or UT_USAGE where it is the status file. */
enum ut_status ut_outputs_open(struct ut_cli *cli, const char *path, struct ut_error *err);

/* UT_USAGE: one of the outputs is a file that turns out to be read. */
enum ut_status ut_outputs_check(struct ut_cli *cli, struct ut_error *err);

#endif
