/* Data files that come with the toolkit, found by name. */
#include "model/share.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sheet_path.h"
#include "model/resemblance.h"

enum { ROOTS = 5, KNOWN_MOST = 64 };

static bool is_file(const char *path)
{
  struct stat st;
  char file[PATH_MAX];
  ut_sheet_path(path, file);
  return stat(file, &st) == 0 && !S_ISDIR(st.st_mode);
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

/* Where the data files may be, in the order in which they are looked for. */
struct roots {
  char beside[3][PATH_MAX];
  const char *paths[ROOTS]; /* NULL: not there */
};

static void find_roots(struct roots *roots)
{
  static const char *const tails[] = {"../share", "../../share", "../../../share/utfall"};
  roots->paths[0] = getenv("UTFALL_SHARE");
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
    roots->paths[1 + i] = beside_binary(roots->beside[i], tails[i]) ? roots->beside[i] : NULL;
  roots->paths[ROOTS - 1] = UTFALL_PREFIX_SHARE;
}

static int is_shown(const struct dirent *entry)
{
  return *entry->d_name != '.';
}

enum ut_status ut_share_list(const char *kind, const char *suffix, struct ut_buf *names)
{
  struct roots roots;
  struct dirent **entries = NULL;
  char folder[PATH_MAX];
  int count = -1;
  find_roots(&roots);
  for (size_t i = 0; i < ROOTS && count < 0; i++)
    if (roots.paths[i] && snprintf(folder, sizeof folder, "%s/%s", roots.paths[i], kind) < PATH_MAX)
      count = scandir(folder, &entries, is_shown, alphasort);
  for (int i = 0; i < count; i++) {
    size_t len = strlen(entries[i]->d_name), end = strlen(suffix);
    if (len > end && strcmp(entries[i]->d_name + len - end, suffix) == 0)
      ut_buf_format(names, "%.*s\n", (int)(len - end), entries[i]->d_name);
    free(entries[i]);
  }
  free(entries);
  return names->failed ? UT_NOMEM : UT_OK;
}

/* Adds those of the kind to what is said, and the one that may have been meant. */
static enum ut_status add_known(const char *kind, const char *name, const char *suffix, struct ut_buf *said)
{
  struct ut_buf lines = {0};
  struct ut_text known[KNOWN_MOST];
  char hint[UT_SUGGESTION];
  size_t count = 0;
  UT_TRY(ut_share_list(kind, suffix, &lines));
  for (size_t from = 0; from < lines.len && count < KNOWN_MOST; from += known[count++].len + 1) {
    const char *line = lines.ptr + from;
    known[count] = (struct ut_text){line, (size_t)((const char *)memchr(line, '\n', lines.len - from) - line)};
    ut_buf_format(said, "%s%.*s", count == 0 ? ": " : ", ", (int)known[count].len, line);
  }
  ut_buf_add_string(said, ut_resemblance_suggest(known, count, ut_text_of(name), "", hint));
  ut_buf_clear(&lines);
  return UT_OK;
}

/* A path is a path: what is shared is listed for a name alone. */
static enum ut_status refuse_name(const char *kind, const char *name, const char *suffix, struct ut_error *err)
{
  struct ut_buf said = {0};
  char quoted[UT_QUOTED];
  size_t len = strlen(name), end = strlen(suffix);
  bool is_path = strchr(name, '/') || (len >= end && strcmp(name + len - end, suffix) == 0);
  enum ut_status status = is_path ? UT_OK : add_known(kind, name, suffix, &said);
  ut_buf_add(&said, "", 1);
  status = status == UT_OK && !said.failed
               ? ut_error_set(err, UT_USAGE, "no file %s, and none of that name among the shared %s%s",
                              ut_quote(quoted, name, len), kind, said.ptr)
               : ut_error_nomem(err);
  ut_buf_clear(&said);
  return status;
}

enum ut_status ut_share_find(char **path, const char *kind, const char *name, const char *suffix, struct ut_error *err)
{
  struct roots roots;
  *path = NULL;
  if (is_file(name)) {
    *path = strdup(name);
    return *path ? UT_OK : ut_error_nomem(err);
  }
  find_roots(&roots);
  for (size_t i = 0; i < ROOTS; i++) {
    enum ut_status status = roots.paths[i] ? find_under(path, roots.paths[i], kind, name, suffix) : UT_END;
    if (status != UT_END)
      return status == UT_OK ? UT_OK : ut_error_nomem(err);
  }
  return refuse_name(kind, name, suffix, err);
}
