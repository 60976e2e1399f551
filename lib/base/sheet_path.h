/* Names of files that may be those of sheets: "bok.xlsx:Plan", where no file is called so. */
#ifndef UTFALL_SHEET_PATH_H
#define UTFALL_SHEET_PATH_H

#include <limits.h>

/* The file that a name is of, and the sheet of it, within the name; NULL: the name is a file's, whether there is one or
 * not. */
const char *ut_sheet_path(const char *name, char file[PATH_MAX]);

#endif
