/* What one heading means. */
#ifndef UTFALL_HEADING_H
#define UTFALL_HEADING_H

#include "stream/headers.h"
#include "utfall/column.h"

enum ut_heading_role {
  UT_HEADING_DROPPED,
  UT_HEADING_IGNORED, /* the map says so */
  UT_HEADING_RECORDED,
  UT_HEADING_EXTENT,
  UT_HEADING_PERSONNUMMER,
  UT_HEADING_REGISTERED,
  UT_HEADING_KEPT
};

struct ut_heading {
  struct ut_text text; /* as it is written; owned by the reader */
  struct ut_buf slug;
  size_t nth; /* of those of one file that are written so, from 1 on */
  enum ut_heading_role role;
  bool by_map;
  const struct ut_column *column; /* of RECORDED and EXTENT */
  struct ut_text name;            /* of KEPT; borrowed */
  size_t order;
  ptrdiff_t extent_of; /* order of the source that an extent belongs to */
};

struct ut_headings;

/* What an own column of a file means. */
const struct ut_heading *ut_header_heading(const struct ut_headings *all, const struct ut_header *file, size_t own);

/* Does a heading of the file give this column? A personnummer gives id, sex and year of birth. */
bool ut_header_gives(const struct ut_headings *all, const struct ut_header *file, struct ut_text column);

#endif
