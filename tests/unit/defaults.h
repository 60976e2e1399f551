/* A map that says nothing, with the shipped defaults. */
#ifndef UTFALL_TEST_DEFAULTS_H
#define UTFALL_TEST_DEFAULTS_H

#include <stdio.h>
#include <stdlib.h>

#include "utfall/import.h"

static inline struct ut_map *default_map(void)
{
  struct ut_map *map;
  char path[4096];
  snprintf(path, sizeof path, "%s/maps/default.json", getenv("UTFALL_SHARE"));
  assert_int_equal(ut_map_new(&map, NULL), UT_OK);
  assert_int_equal(ut_map_add_defaults(map, path, NULL, NULL), UT_OK);
  return map;
}

#endif
