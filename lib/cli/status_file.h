/* What a run read, wrote and doubted, for whoever starts it: the file of --status-file, as JSON. */
#ifndef UTFALL_STATUS_FILE_H
#define UTFALL_STATUS_FILE_H

#include "cli/cli.h"

/* Into the status file, which is open: how the run ended. Only with `written` are the outputs there; `message` says
 * what failed, NULL nothing. Whether there was memory for it shows when the output is put in place. */
enum ut_status ut_status_file_fill(struct ut_cli *cli, int code, bool written, const char *message,
                                   struct ut_error *err);

#endif
