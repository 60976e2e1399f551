/* Names in a map that are none, with the one that may have been meant. */
#ifndef UTFALL_MAP_MEANT_H
#define UTFALL_MAP_MEANT_H

#include "import/map_json.h"

/* The recorded column that `name` is nearly; ptr NULL for none. A short name is near nothing. */
struct ut_text ut_map_near_column(struct ut_text name);

/* UT_BAD_INPUT. */
enum ut_status ut_map_unknown_column(struct ut_text name, struct ut_error *err);
enum ut_status ut_map_unknown_key(const char *name, const struct ut_map_key *keys, size_t count, struct ut_error *err);

#endif
