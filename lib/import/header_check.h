/* What the header of each file should have and has not, and what stands in it twice. */
#ifndef UTFALL_HEADER_CHECK_H
#define UTFALL_HEADER_CHECK_H

#include "import/headings.h"

/* UT_BAD_INPUT: a file lacks a heading that the map requires, or has one twice; of all files, the last in `err`, those
 * before it told to the run. UT_USAGE: a heading that may be missing is none of the map's. Other headings of the map
 * that are missing are noted once a file. Called when each heading has its role. */
enum ut_status ut_header_check_missing(const struct ut_headings *all, struct ut_error *err);

#endif
