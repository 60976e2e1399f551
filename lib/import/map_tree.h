/* The JSON of a map, with what it extends. */
#ifndef UTFALL_MAP_TREE_H
#define UTFALL_MAP_TREE_H

#include <cjson/cJSON.h>

#include "utfall/run.h"

/* Reads a map and those that it extends, found as maps are, and lays each over the one that it extends. Keys replace
 * those of the same name; "constants", "columns", "values" and "on_error" are joined, where a heading or a spelling
 * that differs in case, accents and blanks only is the same. *tree is an object without "extends"; the caller deletes
 * it, after a failure too. UT_BAD_INPUT: no JSON, no object, a map that extends itself; the source of the error is the
 * map that is at fault, where it is not this one. */
enum ut_status ut_map_tree_parse(cJSON **tree, const char *ptr, size_t len, struct ut_run *run, struct ut_error *err);
enum ut_status ut_map_tree_load(cJSON **tree, const char *path, struct ut_run *run, struct ut_error *err);

/* UT_BAD_INPUT where something that a proposal leaves open is "?", which is how what is still to be settled is written:
 * all such places are faults of the run, the last is in `err`. `path` is the map, for messages; NULL: it has none. */
enum ut_status ut_map_tree_settled(const cJSON *tree, const char *path, struct ut_run *run, struct ut_error *err);

#endif
