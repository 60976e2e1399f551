/* The JSON of a map taken apart: objects by their keys, and where in them is what cannot be. */
#ifndef UTFALL_MAP_JSON_H
#define UTFALL_MAP_JSON_H

#include <cjson/cJSON.h>

#include "import/map.h"

/* Takes the value of a key into the map. UT_BAD_INPUT without a source: the field of the error is the place below the
 * value. UT_NOMEM. */
typedef enum ut_status ut_map_take(struct ut_map *map, const cJSON *item, struct ut_error *err);

/* A key of an object and what takes its value. */
struct ut_map_key {
  const char *name;
  ut_map_take *take;
};

/* Takes every member of an object. UT_BAD_INPUT: it has another key; what fails is placed under its key. */
enum ut_status ut_map_take_keys(struct ut_map *map, const cJSON *object, const struct ut_map_key *keys, size_t count,
                                struct ut_error *err);

static inline struct ut_text ut_map_text(const cJSON *item)
{
  return ut_text_of(item->valuestring);
}

/* UT_BAD_INPUT: "expected WHAT". */
enum ut_status ut_map_expected(const char *what, struct ut_error *err);

/* Where a member of an object fails, its name goes before the field that is at fault. Returns `status`. */
enum ut_status ut_map_within(const char *name, enum ut_status status, struct ut_error *err);

/* The same of a name that is text of the export: a heading, a spelling. */
enum ut_status ut_map_within_quoted(const char *name, enum ut_status status, struct ut_error *err);

/* An empty slug is a text, too. The map frees it. UT_NOMEM. */
enum ut_status ut_map_slug(struct ut_text t, struct ut_text *out, struct ut_error *err);

#endif
