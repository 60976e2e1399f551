/* Lists of names, ranges of whole numbers and lists of months. */
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

/* Keeps them rising. */
static void insert_months(struct ut_months *m, int64_t months)
{
  size_t at = m->count++;
  for (; at > 0 && m->months[at - 1] > months; at--)
    m->months[at] = m->months[at - 1];
  m->months[at] = months;
}

enum ut_status ut_months_parse(const char *text, struct ut_months *out, struct ut_error *err)
{
  struct ut_names names = {.count = 0};
  *out = (struct ut_months){.count = 0};
  UT_TRY(ut_names_parse(text, &names, err));
  if (names.count > UT_MONTHS_MAX)
    return ut_error_set(err, UT_USAGE, "more than %d numbers of months", UT_MONTHS_MAX);
  for (size_t i = 0; i < names.count; i++) {
    struct ut_text name = names.names[i];
    char quoted[UT_QUOTED];
    int64_t months;
    if (!ut_text_integer(name, &months) || months < 1 || months > UT_MONTHS_LAST)
      return ut_error_set(err, UT_USAGE, "%s is not a number of months (expected 1 to %d, such as 6,12,18)",
                          ut_quote(quoted, name.ptr, name.len), UT_MONTHS_LAST);
    for (size_t k = 0; k < out->count; k++)
      if (out->months[k] == months)
        return ut_error_set(err, UT_USAGE, "%lld stands twice", (long long)months);
    insert_months(out, months);
  }
  return UT_OK;
}
