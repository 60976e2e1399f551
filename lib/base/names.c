/* Lists of names and ranges of whole numbers. */
#include "base/names.h"

enum ut_status ut_names_parse(const char *text, struct ut_names *out, struct ut_error *err)
{
  struct ut_text rest = ut_text_of(text), name;
  while (ut_text_split(&rest, ',', &name)) {
    char quoted[UT_QUOTED];
    name = ut_text_trim(name);
    if (name.len == 0)
      return ut_error_set(err, UT_USAGE, "an empty name in the list");
    if (out->count == UT_NAMES_MAX)
      return ut_error_set(err, UT_USAGE, "more than %d names", UT_NAMES_MAX);
    for (size_t i = 0; i < out->count; i++)
      if (ut_text_equal(out->names[i], name))
        return ut_error_set(err, UT_USAGE, "%s stands twice", ut_quote(quoted, name.ptr, name.len));
    out->names[out->count++] = name;
  }
  return UT_OK;
}

bool ut_names_have(const struct ut_names *names, const char *name)
{
  for (size_t i = 0; i < names->count; i++)
    if (ut_text_is(names->names[i], name))
      return true;
  return false;
}

bool ut_range_parse(const char *text, struct ut_range *out)
{
  const char *points = strstr(text, "..");
  return points && ut_text_integer(ut_text_between(text, points), &out->low) &&
         ut_text_integer(ut_text_of(points + 2), &out->high) && out->low < out->high;
}
