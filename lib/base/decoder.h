/* What the library itself asks of a decoder. */
#ifndef UTFALL_DECODER_H
#define UTFALL_DECODER_H

#include "utfall/text.h"

/* Is a line end one byte, which is nothing else, so that a file can be cut behind it? */
bool ut_decoder_keeps_lines(const struct ut_decoder *d);

#endif
