/* What the headings of one file give. */
#include "import/heading.h"

#include "import/headings.h"

const struct ut_heading *ut_header_heading(const struct ut_headings *all, const struct ut_header *file, size_t own)
{
  return &all->headings[file->places[own]];
}

static bool is_from_number(struct ut_text column)
{
  return ut_text_is(column, "id") || ut_text_is(column, "kon") || ut_text_is(column, "fodelsear");
}

static bool gives(const struct ut_heading *h, struct ut_text column)
{
  switch (h->role) {
  case UT_HEADING_RECORDED:
    return ut_text_is(column, h->column->name);
  case UT_HEADING_PERSONNUMMER:
    return ut_text_is(column, UT_PERSONNUMMER) || is_from_number(column);
  case UT_HEADING_REGISTERED:
    return ut_text_is(column, UT_REGISTERED);
  case UT_HEADING_KEPT:
    return ut_text_equal(column, h->name);
  default:
    return false;
  }
}

bool ut_header_gives(const struct ut_headings *all, const struct ut_header *file, struct ut_text column)
{
  for (size_t i = 0; i < file->count; i++)
    if (gives(ut_header_heading(all, file, i), column))
      return true;
  return false;
}
