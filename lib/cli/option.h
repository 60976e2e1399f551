/* Values of options, by their kind. */
#ifndef UTFALL_OPTION_H
#define UTFALL_OPTION_H

#include "cli/cli.h"

/* Stores what an option is when it is not given, where the caller cannot: a date and a period that are none. */
void ut_option_preset(const struct ut_option *o, void *options);

/* Reads `value` (NULL for a flag) into its place in `options`. UT_USAGE: not a value of this kind, or out of range. */
enum ut_status ut_option_read(const struct ut_option *o, const char *value, void *options, struct ut_error *err);

/* UT_USAGE: "VALUE" is not `expected`. */
enum ut_status ut_option_bad_value(struct ut_error *err, const char *value, const char *expected);

#endif
