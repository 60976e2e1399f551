/* Sheets by the name of their file: no sheet has a colon in its name. */
#include "base/sheet_path.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

const char *ut_sheet_path(const char *name, char file[PATH_MAX])
{
  struct stat st;
  const char *colon = strrchr(name, ':');
  snprintf(file, PATH_MAX, "%s", name);
  if (!colon || colon == name || colon[1] == '\0' || colon - name >= PATH_MAX || stat(name, &st) == 0)
    return NULL;
  file[colon - name] = '\0';
  if (stat(file, &st) == 0 && !S_ISDIR(st.st_mode))
    return colon + 1;
  snprintf(file, PATH_MAX, "%s", name);
  return NULL;
}
