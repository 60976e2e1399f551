/* A text file as a whole: a template, a list of commands. */
#ifndef UTFALL_WHOLE_TEXT_H
#define UTFALL_WHOLE_TEXT_H

#include "utfall/run.h"

/* Appends what the file holds ("-" is standard input). UT_IO; UT_BAD_INPUT, with the line: what is no UTF-8, a NUL
 * byte, or a personnummer. */
enum ut_status ut_whole_text_read(struct ut_buf *out, const char *path, struct ut_run *run, struct ut_error *err);

#endif
