/* The version, and the commit, which the Makefile hands to this file alone: another one compiles nothing else anew. */
#include "cli/release.h"

#include "utfall/version.h"

#ifndef UTFALL_COMMIT
#define UTFALL_COMMIT ""
#endif

const char ut_release[] = UT_VERSION UTFALL_COMMIT;
