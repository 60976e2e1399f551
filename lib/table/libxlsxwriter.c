/* libxlsxwriter, loaded. */
#include "table/libxlsxwriter.h"

#include <dlfcn.h>
#include <stdbool.h>

#include "table/redirected.h"

#define NAME(name) #name,
static const char *const names[] = {UT_LIBXLSXWRITER_FUNCTIONS(NAME)};
#undef NAME
enum { NAMES = sizeof names / sizeof *names };

_Static_assert(sizeof(struct ut_libxlsxwriter) == NAMES * sizeof(void *), "a member for each name");

enum ut_status ut_libxlsxwriter_load(struct ut_libxlsxwriter *lib, struct ut_error *err)
{
  /* It stays loaded: what it has set up at its start is not undone in the middle of a run. */
  void *handle = dlopen(UTFALL_LIBXLSXWRITER, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE), **members = (void **)(void *)lib;
  bool whole = handle != NULL;
  for (size_t i = 0; i < NAMES && whole; i++)
    whole = (members[i] = dlsym(handle, names[i])) != NULL;
  const char *why = whole ? NULL : dlerror();
  if (!whole)
    ut_error_set(err, UT_IO, "cannot load libxlsxwriter, which writes workbooks: %s", why ? why : UTFALL_LIBXLSXWRITER);
  enum ut_status status = whole ? ut_redirect(handle, err) : UT_IO;
  if (handle)
    dlclose(handle);
  return status;
}
