/* A folder that one run at a time works in. */
#ifndef UTFALL_LOCK_H
#define UTFALL_LOCK_H

#include "utfall/error.h"

/* Locks the folder of the file that `path` names, which need not be there yet, until *fd is closed or the process ends.
 * *fd is -1 where there is nothing to lock: the path is that of something else than a regular file. UT_USAGE: another
 * process has the lock; the error names it, as far as the system tells. UT_IO. */
enum ut_status ut_folder_lock(const char *path, int *fd, struct ut_error *err);

#endif
