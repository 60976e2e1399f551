/* Keys of a map that say what cells mean: constants, spellings, and what cannot be used. */
#ifndef UTFALL_MAP_VALUES_H
#define UTFALL_MAP_VALUES_H

#include "import/map_json.h"

ut_map_take ut_map_take_constants;
ut_map_take ut_map_take_values;
ut_map_take ut_map_take_open;
ut_map_take ut_map_take_on_error;

#endif
