/* libzip, loaded. */
#include "workbook/libzip.h"

#include <dlfcn.h>
#include <stdbool.h>

enum ut_status ut_libzip_load(struct ut_libzip *lib, struct ut_error *err)
{
  /* It stays loaded: what it has set up at its start is not undone in the middle of a run. */
  void *handle = dlopen(UTFALL_LIBZIP, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  bool whole = handle != NULL;
#define LOAD(name) whole = whole && (*(void **)(void *)&lib->name = dlsym(handle, #name)) != NULL;
  UT_LIBZIP_FUNCTIONS(LOAD)
#undef LOAD
  const char *why = whole ? NULL : dlerror();
  if (!whole)
    ut_error_set(err, UT_IO, "cannot load libzip, which reads workbooks: %s", why ? why : UTFALL_LIBZIP);
  if (handle)
    dlclose(handle);
  return whole ? UT_OK : UT_IO;
}
