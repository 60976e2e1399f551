/* What a filter says beside its output. */
#ifndef UTFALL_CONSOLE_H
#define UTFALL_CONSOLE_H

#include "cli/cli.h"

/* Writes all of it, or as much as somebody reads. */
void ut_console_print(int fd, const char *text, size_t len);

/* "NAME: KIND" and the text, in one write, so that lines of several filters on one terminal do not mix. */
void ut_console_say(struct ut_cli *cli, const char *kind, const char *text);

/* If the error descriptor is a terminal, sets cli->run.tick, which shows how far it has come after a second, or at
 * once. */
enum ut_status ut_console_watch(struct ut_cli *cli, bool at_once);

/* Takes the progress off the terminal, if it is there. */
void ut_console_clear(struct ut_cli *cli);

#endif
