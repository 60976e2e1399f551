/* Keys of a map that name headings: which there are, and what becomes of their columns. */
#ifndef UTFALL_MAP_COLUMNS_H
#define UTFALL_MAP_COLUMNS_H

#include "import/map_json.h"

/* What follows the name of a list column where its extents are meant. */
#define UT_MAP_EXTENT ".percent"

ut_map_take ut_map_take_required;
ut_map_take ut_map_take_optional;
ut_map_take ut_map_take_not_persons;
ut_map_take ut_map_take_columns;

/* Is it a column of participations that an export has? NULL is none. */
bool ut_map_is_recorded(const struct ut_column *column);

/* Can it be the name of a column (a-z, 0-9, _)? */
bool ut_map_is_name(struct ut_text t);

/* "Start#2" taken apart. UT_NOMEM. */
enum ut_status ut_map_heading_of(struct ut_text text, struct ut_map_heading *out, struct ut_error *err);

/* Room for as many columns more. UT_NOMEM. */
enum ut_status ut_map_more_columns(struct ut_map *map, size_t count, struct ut_error *err);

/* UT_BAD_INPUT: a column before it has the same heading and another meaning. */
enum ut_status ut_map_check_twice(struct ut_map *map, size_t index, struct ut_error *err);

#endif
