/* What a signal finds and leaves behind. */
#ifndef UTFALL_SIGNALS_H
#define UTFALL_SIGNALS_H

#include "cli/cli.h"

/* Descriptors 0, 1 and 2 that are closed are opened on /dev/null, or the next file would get their number and messages
 * would stand in it. Nothing can be read there, and what is written as a result fails. */
void ut_signals_fill_descriptors(void);

/* From now on HUP, INT, QUIT and TERM remove the temporary files of the cli's outputs before they end the process; one
 * that is ignored stays ignored. A closed pipe and a file that grows too large are failed writes. */
void ut_signals_watch(struct ut_cli *cli);

#endif
