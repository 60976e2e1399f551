/* The nearest of the names that a map may have. */
#include "import/map_meant.h"

#include <stdio.h>

struct nearest_meant {
  struct ut_text name;
  size_t best; /* the least difference so far; at first one more than the most that is near */
  struct ut_text found;
};

static void compare(struct nearest_meant *n, struct ut_text known)
{
  size_t distance = n->best > 0 ? ut_text_distance(n->name, known, n->best - 1) : 0;
  if (distance < n->best) {
    n->best = distance;
    n->found = known;
  }
}

struct ut_text ut_map_near_column(struct ut_text name)
{
  size_t count;
  const struct ut_column *columns = ut_columns(&count);
  struct nearest_meant n = {name, name.len >= 6 ? 3 : name.len >= 4 ? 2 : 1, {NULL, 0}};
  for (size_t i = 0; i < count; i++)
    if (columns[i].origin == UT_RECORDED)
      compare(&n, ut_text_of(columns[i].name));
  return n.found;
}

static enum ut_status unknown(const char *what, struct ut_text nearest, struct ut_error *err)
{
  if (!nearest.ptr)
    return ut_error_set(err, UT_BAD_INPUT, "%s", what);
  return ut_error_set(err, UT_BAD_INPUT, "%s (did you mean %.*s?)", what, (int)nearest.len, nearest.ptr);
}

enum ut_status ut_map_unknown_column(struct ut_text name, struct ut_error *err)
{
  char shown[UT_QUOTED], what[UT_QUOTED + 64];
  snprintf(what, sizeof what, "%s is not a column of participations", ut_quote(shown, name.ptr, name.len));
  return unknown(what, ut_map_near_column(name), err);
}

enum ut_status ut_map_unknown_key(const char *name, const struct ut_map_key *keys, size_t count, struct ut_error *err)
{
  char shown[UT_QUOTED], what[UT_QUOTED + 16];
  struct nearest_meant n = {ut_text_of(name), 4, {NULL, 0}};
  for (size_t i = 0; i < count; i++)
    compare(&n, ut_text_of(keys[i].name));
  snprintf(what, sizeof what, "unknown key %s", ut_quote(shown, name, strlen(name)));
  return unknown(what, n.found, err);
}
