/* What a filter may do once its outputs are open: a fault in it, or a file made to use one, reaches nothing else. */
#ifndef UTFALL_CONFINE_H
#define UTFALL_CONFINE_H

#include "cli/cli.h"

/* From the start on: no core is dumped, and nobody looks into the memory of the process, where personnummer are. */
void ut_confine_memory(void);

/* It has no more memory for data than this. */
void ut_confine_data(size_t bytes);

#endif
