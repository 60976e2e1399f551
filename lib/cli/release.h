/* What --version says: UT_VERSION, and "+" and the commit where this is built from a checkout that is no release. */
#ifndef UTFALL_RELEASE_H
#define UTFALL_RELEASE_H

extern const char ut_release[];

#endif
