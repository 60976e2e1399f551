/* What libxlsxwriter asks of libc, answered by us. It takes it that memory never runs out, and goes on with half of
 * what it had; it does not look whether what it wrote went anywhere, and makes files under names, which whoever is
 * killed leaves behind and who is confined cannot make. Its calls are led here, by the table through which a library
 * reaches others: out of memory leaves it at once, a failure to write is kept in mind, and its files have been made
 * before. */
#ifndef UTFALL_REDIRECTED_H
#define UTFALL_REDIRECTED_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "utfall/error.h"

struct ut_lent_file {
  int own, lent; /* the library's is closed when it is done with it; -1: none */
};

struct ut_redirected {
  jmp_buf leave; /* set by whoever calls the library */
  struct ut_lent_file *files;
  size_t count;
  bool failed; /* something could not be written */
};

/* Leads the calls of a loaded library here. UT_IO: its table of calls is not as it is known to be. */
enum ut_status ut_redirect(void *library, struct ut_error *err);

/* From now on they are answered from `r`. NULL: nobody calls the library. */
void ut_redirected_use(struct ut_redirected *r);

/* Makes so many files without names in a folder. UT_IO (errno says why), UT_NOMEM. */
enum ut_status ut_redirected_make(struct ut_redirected *r, const char *folder, size_t count);

void ut_redirected_clear(struct ut_redirected *r);

#endif
