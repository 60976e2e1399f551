/* Errors that show where in a text they are. */
#ifndef UTFALL_CARET_H
#define UTFALL_CARET_H

#include "utfall/text.h"

/* UT_USAGE: `message`, then a line of `text` around `at` (in it, or its end) and a caret under that place. What would
 * move the caret is shown as a blank. A message or a text that is too long for an error is cut between characters.
 * `text` is valid UTF-8. */
enum ut_status ut_caret_error(struct ut_error *err, const char *message, struct ut_text text, const char *at);

#endif
