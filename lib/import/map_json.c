/* The JSON of a map, member by member. */
#include "import/map_json.h"

#include <stdio.h>

#include "import/map_meant.h"

enum ut_status ut_map_expected(const char *what, struct ut_error *err)
{
  return ut_error_set(err, UT_BAD_INPUT, "expected %s", what);
}

enum ut_status ut_map_within(const char *name, enum ut_status status, struct ut_error *err)
{
  char inner[UT_ERROR_FIELD];
  if (!status || !err)
    return status;
  memcpy(inner, err->field, sizeof inner);
  err->field[0] = '\0';
  char path[2 * UT_ERROR_FIELD];
  snprintf(path, sizeof path, "%s%s%s", name, inner[0] ? "." : "", inner);
  ut_error_at(err, NULL, 0, 0, path);
  return status;
}

enum ut_status ut_map_within_quoted(const char *name, enum ut_status status, struct ut_error *err)
{
  char shown[UT_QUOTED];
  return status ? ut_map_within(ut_quote(shown, name, strlen(name)), status, err) : UT_OK;
}

enum ut_status ut_map_slug(struct ut_text t, struct ut_text *out, struct ut_error *err)
{
  struct ut_buf buf = {0};
  if (ut_text_slug(t, &buf) || ut_buf_reserve(&buf, 1)) {
    ut_buf_clear(&buf);
    return ut_error_nomem(err);
  }
  *out = ut_buf_text(&buf);
  return UT_OK;
}

enum ut_status ut_map_take_keys(struct ut_map *map, const cJSON *object, const struct ut_map_key *keys, size_t count,
                                struct ut_error *err)
{
  for (const cJSON *item = object->child; item; item = item->next) {
    size_t i = 0;
    while (i < count && strcmp(keys[i].name, item->string) != 0)
      i++;
    if (i == count)
      return ut_map_unknown_key(item->string, keys, count, err);
    UT_TRY(ut_map_within(item->string, keys[i].take(map, item, err), err));
  }
  return UT_OK;
}
