/* Keys of a map whose rows are of another kind than participations. */
#ifndef UTFALL_MAP_KINDS_H
#define UTFALL_MAP_KINDS_H

#include "import/map_json.h"

ut_map_take ut_map_take_kind;
ut_map_take ut_map_take_questions;
ut_map_take ut_map_take_occasion;
ut_map_take ut_map_take_amounts;

/* participations, measures, payments, ledger: by enum ut_map_kind. */
enum { UT_MAP_KINDS = UT_MAP_LEDGER + 1 };
extern const char *const ut_map_kind_names[UT_MAP_KINDS];

#endif
