/* libxlsxwriter, loaded. */
#include "table/libxlsxwriter.h"

#include <dlfcn.h>
#include <stdbool.h>

#include "table/redirected.h"

enum ut_status ut_libxlsxwriter_load(struct ut_libxlsxwriter *lib, struct ut_error *err)
{
  /* It stays loaded: what it has set up at its start is not undone in the middle of a run. */
  void *handle = dlopen(UTFALL_LIBXLSXWRITER, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  bool whole = handle != NULL;
#define LOAD(name) whole = whole && (*(void **)(void *)&lib->name = dlsym(handle, #name)) != NULL;
  UT_LIBXLSXWRITER_FUNCTIONS(LOAD)
#undef LOAD
  const char *why = whole ? NULL : dlerror();
  if (!whole)
    ut_error_set(err, UT_IO, "cannot load libxlsxwriter, which writes workbooks: %s", why ? why : UTFALL_LIBXLSXWRITER);
  enum ut_status status = whole ? ut_redirect(handle, err) : UT_IO;
  if (handle)
    dlclose(handle);
  return status;
}
