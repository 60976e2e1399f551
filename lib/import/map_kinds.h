/* Keys of a map whose rows are of another kind than participations. */
#ifndef UTFALL_MAP_KINDS_H
#define UTFALL_MAP_KINDS_H

#include "import/map_json.h"

ut_map_take ut_map_take_kind;
ut_map_take ut_map_take_questions;
ut_map_take ut_map_take_occasion;

#endif
