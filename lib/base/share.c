/* Data files that come with the toolkit, found by name. */
#include "base/share.h"

#include <limits.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_file(const char *path)
{
  struct stat st;
  return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

/* The directory of the running binary with `tail` behind it; false when /proc does not say. */
static bool beside_binary(char path[PATH_MAX], const char *tail)
{
  ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 32);
  while (n > 0 && path[n - 1] != '/')
    n--;
  if (n > 0)
    snprintf(path + n, 32, "%s", tail);
  return n > 0;
}

static enum ut_status find_under(char **path, const char *root, const char *kind, const char *name, const char *suffix)
{
  const char *folders[] = {kind, kind, NULL, NULL}, *endings[] = {"", suffix, "", suffix};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    const char *folder = folders[i] ? folders[i] : "";
    if (asprintf(path, "%s/%s%s%s%s", root, folder, *folder ? "/" : "", name, endings[i]) < 0)
      return UT_NOMEM;
    if (is_file(*path))
      return UT_OK;
    free(*path);
    *path = NULL;
  }
  return UT_END;
}

enum ut_status ut_share_find(char **path, const char *kind, const char *name, const char *suffix, struct ut_error *err)
{
  char near[PATH_MAX], nearer[PATH_MAX], installed[PATH_MAX], quoted[UT_QUOTED];
  const char *roots[] = {getenv("UTFALL_SHARE"), beside_binary(near, "../share") ? near : NULL,
                         beside_binary(nearer, "../../share") ? nearer : NULL,
                         beside_binary(installed, "../../../share/utfall") ? installed : NULL, UTFALL_PREFIX_SHARE};
  *path = NULL;
  if (is_file(name)) {
    *path = strdup(name);
    return *path ? UT_OK : ut_error_nomem(err);
  }
  for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
    enum ut_status status = roots[i] ? find_under(path, roots[i], kind, name, suffix) : UT_END;
    if (status != UT_END)
      return status == UT_OK ? UT_OK : ut_error_nomem(err);
  }
  return ut_error_set(err, UT_USAGE, "no file %s, and none of that name among the shared %s",
                      ut_quote(quoted, name, strlen(name)), kind);
}
