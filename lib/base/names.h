/* Lists of names and ranges of whole numbers, as options write them. */
#ifndef UTFALL_NAMES_H
#define UTFALL_NAMES_H

#include "utfall/text.h"

/* Reads names between commas, which it borrows, none empty and none twice, blanks around them left out. UT_USAGE. */
enum ut_status ut_names_parse(const char *text, struct ut_names *out, struct ut_error *err);

struct ut_range {
  int64_t low, high; /* both included; equal: not given */
};

/* Reads A..B. False for anything else, also where A is not less than B. */
bool ut_range_parse(const char *text, struct ut_range *out);

#endif
