/* flock on folders, and who holds it, of which Linux tells in /proc/locks. */
#include "stream/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* The process that holds the lock; 0: it is not known. A line: 1: FLOCK  ADVISORY  WRITE 4711 08:01:131 0 EOF */
static long find_holder(int fd)
{
  struct stat st;
  char line[256];
  long holder = 0, pid;
  unsigned major, minor;
  unsigned long inode;
  FILE *locks = fstat(fd, &st) == 0 ? fopen("/proc/locks", "re") : NULL;
  if (!locks)
    return 0;
  while (holder <= 0 && fgets(line, sizeof line, locks))
    /* What the kernel writes are numbers. NOLINTNEXTLINE(cert-err34-c) */
    if (sscanf(line, "%*s FLOCK %*s WRITE %ld %x:%x:%lu", &pid, &major, &minor, &inode) == 4 &&
        major == major(st.st_dev) && minor == minor(st.st_dev) && inode == st.st_ino)
      holder = pid;
  (void)fclose(locks); /* it was only read */
  return holder;
}

static enum ut_status refuse(int fd, const char *folder, struct ut_error *err)
{
  char who[32] = "another run";
  long pid = find_holder(fd);
  if (pid > 0)
    snprintf(who, sizeof who, "process %ld", pid);
  ut_error_set(err, UT_USAGE, "%s is at work in this folder; wait for its end", who);
  ut_error_at(err, folder, 0, 0, NULL);
  return UT_USAGE;
}

/* The folder of the file itself, where the path is a link to it. */
static void find_folder(const char *path, char folder[PATH_MAX])
{
  char file[PATH_MAX];
  if (!realpath(path, file))
    snprintf(file, sizeof file, "%s", path);
  snprintf(folder, PATH_MAX, "%s", dirname(file));
}

enum ut_status ut_folder_lock(const char *path, int *fd, struct ut_error *err)
{
  struct stat st;
  char folder[PATH_MAX];
  *fd = -1;
  if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
    return UT_OK;
  find_folder(path, folder);
  *fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (*fd < 0 && errno == ENOENT)
    return UT_OK; /* whoever makes the file says so */
  if (*fd >= 0 && flock(*fd, LOCK_EX | LOCK_NB) == 0)
    return UT_OK;
  if (*fd >= 0 && errno == EWOULDBLOCK)
    return refuse(*fd, folder, err);
  ut_error_errno(err, "lock the folder");
  ut_error_at(err, folder, 0, 0, NULL);
  return UT_IO;
}
