/* The version of the headers, which is that of the library they came with. */
#ifndef UTFALL_VERSION_H
#define UTFALL_VERSION_H

#define UT_VERSION "0.2.0"

#endif
