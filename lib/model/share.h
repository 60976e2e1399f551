/* Data files that come with the toolkit. */
#ifndef UTFALL_SHARE_H
#define UTFALL_SHARE_H

#include "utfall/text.h"

/* Finds a data file: `name` as a path, then NAME and NAME+suffix, in `kind` and else as a path from there, under
 * $UTFALL_SHARE, beside the binary (../share, ../../share, and ../../../share/utfall, as it is installed), then where
 * the build was to be installed. *path is allocated, the caller frees. UT_USAGE names the places' kind and what was
 * asked for. */
enum ut_status ut_share_find(char **path, const char *kind, const char *name, const char *suffix, struct ut_error *err);

/* Adds the names of the data files of a kind, without the suffix, in order, a line each: those of the first place that
 * has any of the kind. UT_NOMEM. */
enum ut_status ut_share_list(const char *kind, const char *suffix, struct ut_buf *names);

#endif
