/* Lists of names, ranges of whole numbers and lists of months, as options write them. */
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

enum { UT_MONTHS_MAX = 24, UT_MONTHS_LAST = 1200 };
struct ut_months {
  int64_t months[UT_MONTHS_MAX]; /* rising */
  size_t count;
};

/* Reads numbers of months from 1 to UT_MONTHS_LAST between commas, none twice, in any order. UT_USAGE. */
enum ut_status ut_months_parse(const char *text, struct ut_months *out, struct ut_error *err);

#endif
