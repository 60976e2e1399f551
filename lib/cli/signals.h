/* What a signal finds and leaves behind. */
#ifndef UTFALL_SIGNALS_H
#define UTFALL_SIGNALS_H

#include "cli/cli.h"

/* Descriptors 0, 1 and 2 that are closed are opened on /dev/null, or the next file would get their number and messages
 * would stand in it. Nothing can be read there, and what is written as a result fails. */
void ut_signals_fill_descriptors(void);

/* From now on HUP, INT, QUIT, TERM and what else ends a process from outside, such as a limit of time, remove the
 * temporary files of the cli's outputs first; one that is ignored stays ignored. A closed pipe and a file that grows
 * too large are failed writes. */
void ut_signals_watch(struct ut_cli *cli);

/* All operands are open before the first row is read: as many as the system allows, not as many as it does at first. */
void ut_signals_raise_limit(void);

#endif
