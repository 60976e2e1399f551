/* Keys of a map that name headings: which there are, and what becomes of their columns. */
#ifndef UTFALL_MAP_COLUMNS_H
#define UTFALL_MAP_COLUMNS_H

#include "import/map_json.h"

ut_map_take ut_map_take_required;
ut_map_take ut_map_take_optional;
ut_map_take ut_map_take_not_persons;
ut_map_take ut_map_take_columns;

/* Is it a column of participations that an export has? NULL is none. */
bool ut_map_is_recorded(const struct ut_column *column);

/* Can it be the name of a column (a-z, 0-9, _)? */
bool ut_map_is_name(struct ut_text t);

/* Takes ".percent" from the end of the name of a column, if its extents are meant; returns whether they are. */
bool ut_map_cut_extent(struct ut_text *name);

/* UT_BAD_INPUT where the column (NULL: none) has no extents. */
enum ut_status ut_map_check_list(const struct ut_column *column, struct ut_error *err);

/* Adds a column; ptr NULL: it has no target. UT_NOMEM. */
enum ut_status ut_map_add_column(struct ut_map *map, struct ut_text heading, struct ut_text target,
                                 struct ut_error *err);

/* UT_BAD_INPUT: a column before the last has the same heading and another meaning. */
enum ut_status ut_map_check_twice(const struct ut_map *map, struct ut_error *err);

#endif
